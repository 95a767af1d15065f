"""The figures of `report.json`: of few people, of themes beside their statements."""

from __future__ import annotations

import json

import numpy as np
import pytest
import stories
from panels import panel_report
from reports import report_from

from report_builder.downloads import figures, report_json
from survey.questionnaire_file import load_questionnaire

FIGURES = {"value", "low", "high", "difference", "cliffs_delta", "cliffs_delta_low"}


def test_no_share_of_a_few_people_says_what_each_of_them_answered() -> None:
    asked = load_questionnaire()
    everybody = {
        item.id: (np.array([0, 0, 0, 7, 5]), np.array([8, 0, 0, 0, 0])) for item in asked.items
    }
    found = json.loads(report_json(report_from(everybody, asked)))
    shares = [each for each in found["estimates"] if each["measure"] == "favourable"]
    assert len(shares) == 2 * len(asked.items)
    assert {(each["base"], each["value"], each["bound"]) for each in shares} == {
        (12, 0.9, ">="),
        (8, 0.2, "<="),
    }
    views = [each[view] for each in found["mirror"] for view in ("own", "outside")]
    assert views
    assert all("bound" in view and 0 < view["favourable"] < 1 for view in views)
    assert all(0 < row["value"] < 1 for row in found["alignment"])
    assert not [each for each in found["estimates"] if each["measure"] in {"mean", "point"}]


@pytest.mark.parametrize("few", [8, 20])
def test_shares_of_levels_are_given_where_each_of_them_has_twenty_answers(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the share of the team, less those of the others, would tell what a bound leaves open.

    The example has no segment with twenty in each level; so it is tried with 8 as well.
    """
    monkeypatch.setattr(figures, "FEW", few)
    document = json.loads(report_json(stories.meridian()))
    smallest: dict[tuple[str, str], int] = {}
    shown: set[tuple[str, str]] = set()
    for row in document["gaps"]:
        for group, base in zip(row["groups"], row["bases"], strict=True):
            if row["where"] and "item" in row:
                of = (row["item"], "/".join(group.split("/")[:2]))
                smallest[of] = min(base, smallest.get(of, base))
    for row in document["estimates"]:
        if "/" in row["group"] and row["measure"] == "favourable":
            shown.add((row["item"], "/".join(row["group"].split("/")[:2])))
    assert bool(shown) == (few == 8)
    assert all(smallest[of] >= few for of in shown)
    assert any(base < few for base in smallest.values())


def test_figures_of_themes_are_given_as_they_are_printed() -> None:
    """Their intervals rest on the scores of people, and are told in tenths."""
    document = json.loads(report_json(stories.meridian()))
    rows = [*document["estimates"], *document["gaps"]]
    themes = [row for row in rows if "dimension" in row]
    assert len(themes) > 20
    for row in themes:
        numbers = [number for name, number in row.items() if name in {*FIGURES, "p_adjusted"}]
        assert all(number == round(number, 2) for number in numbers)
        beside_zero = "difference" in row and min(abs(row["low"]), abs(row["high"])) < 0.05
        limits = {"low", "high"} if beside_zero else set()  # as pages print them
        told = [number for name, number in row.items() if name in FIGURES - limits]
        assert all(number == round(number, 1) for number in told), row
    exact = [row["difference"] for row in rows if "item" in row and "difference" in row]
    assert any(number != round(number, 2) for number in exact)


def test_whoever_adds_a_gap_to_the_mean_of_the_others_cannot_tell_whether_all_agree() -> None:
    """All twelve say 5: one 3 and eleven 5 would have the mean that can be had."""
    asked = load_questionnaire()
    torn, alike, first = np.array([4, 4, 4, 8, 4]), np.array([0, 0, 0, 0, 12]), asked.items[0].id
    everybody = {item.id: (torn // 2, torn) for item in asked.items}
    found = json.loads(report_json(report_from({**everybody, first: (alike, torn)}, asked)))
    rows = [row for row in found["estimates"] if row.get("item") == first]
    told = {(row["group"], row["measure"]) for row in rows}
    assert ("sales", "point") in told
    assert {measure for group, measure in told if group == "marketing"} == {"favourable"}
    (gap,) = [row["difference"] for row in found["gaps"] if row.get("item") == first]
    others = float(torn @ np.arange(1, 6) / torn.sum())
    assert gap + others == pytest.approx(58 / 12, abs=0.051)


def test_figures_of_a_panel_are_rounded_so_that_no_company_can_be_taken_out_of_them() -> None:
    """Of the one company with seven people of a team, the sevenths of the exact mean would tell."""
    document = json.loads(report_json(panel_report(12)))
    rows = [*document["estimates"], *document["gaps"], *document["alignment"]]
    views = [each[view] for each in document["mirror"] for view in ("own", "outside")]
    told = FIGURES | {"favourable", "high"}
    numbers = [row[name] for row in (*rows, *views) for name in told & {*row}]
    assert {row["measure"] for row in document["estimates"]} >= {"favourable", "mean", "point"}
    assert any(number != round(number, 1) for number in numbers)
    assert all(number == round(number, 2) for number in numbers)
