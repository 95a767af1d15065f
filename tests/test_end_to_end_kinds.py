"""Surveys of other kinds: small teams, other teams, other scales, one language, no levers."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from exported import EXPORTS, HEADER, saved
from program import respondents, survey

from report_builder.inputs import Inputs
from report_builder.pipeline import publish_report

Json: TypeAlias = Any  # JSON as it is read: what is in it is what is tested

SEVEN_POINTS = """\
id: handover
title: Working together
languages: [en]
teams:
  - {id: engineering, name: Engineering}
  - {id: product, name: Product}
scales:
  - {id: seven, points: 7}
items:
  - {id: Q1, wording: We plan together.}
  - {id: Q2, wording: Specifications are clear and ready on time., title: Specifications are ready on time}
  - {id: Q3, wording: Priorities change too often., title: Priorities are stable, reverse_keyed: true}
"""
TWO_POINTS = """\
id: oui-non
title: Deux métiers, un atelier
languages: [fr]
teams:
  - {id: atelier, name: {fr: {plain: Atelier, article: l'atelier, of: de l'atelier}}}
  - {id: bureau, name: {fr: {plain: Bureau, article: le bureau, of: du bureau}}}
scales:
  - {id: oui, points: [Non, Oui], agree: disent oui, disagree: disent non}
items:
  - {id: Q1, wording: Nous planifions ensemble.}
  - {id: Q2, wording: Les plans sont prêts.}
  - {id: Q3, wording: On perd du temps., title: On gagne du temps, reverse_keyed: true}
"""


class Site:
    """A published site: its pages by name, what a reader reads on them, its report.json."""

    def __init__(self, folder: Path) -> None:
        self.pages = {
            path.relative_to(folder).as_posix(): _text(path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*.html"))
        }
        self.report: Json = json.loads((folder / "data" / "report.json").read_bytes())

    def estimates(self, measure: str) -> list[Json]:
        """The estimates of one measure."""
        return [row for row in self.report["estimates"] if row["measure"] == measure]


def _text(page: str) -> str:
    """The words of a page as a reader sees them."""
    bare = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def built(folder: Path, inputs: Inputs) -> Site:
    publish_report(inputs, folder / "site")
    return Site(folder / "site")


def asked(folder: Path, text: str, export: Path) -> Inputs:
    """What is needed for a questionnaire of another kind."""
    questionnaire = folder / "questionnaire.yml"
    questionnaire.write_text(text, encoding="utf-8")
    return Inputs(exports=(export,), questionnaire=questionnaire)


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Eight answers of Marketing and eight of Sales: the normal case of a small company."""
    folder = tmp_path_factory.mktemp("eight")
    export = survey(folder, 8, 8)
    return built(folder, Inputs(exports=(export,), questionnaire=EXPORTS / "questionnaire.yml"))


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two other teams, a scale of seven points without words, one language, nothing else."""
    folder = tmp_path_factory.mktemp("seven")
    answers = [["team", "Q1", "Q2", "Q3"]]
    answers += [["Engineering", str(5 + n % 3), str(2 + n % 3), str(1 + n % 3)] for n in range(12)]
    answers += [["Product", str(1 + n % 3), str(5 + n % 3), str(3 + n % 3)] for n in range(11)]
    return built(folder, asked(folder, SEVEN_POINTS, saved(folder, answers)))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A scale of two points, in French."""
    folder = tmp_path_factory.mktemp("two")
    answers = [["team", "Q1", "Q2", "Q3"]]
    answers += [["Atelier", "Oui", "Non", ("Oui", "Non")[n % 2]] for n in range(20)]
    answers += [["Bureau", ("Oui", "Non", "Non")[n % 3], "Oui", "Non"] for n in range(12)]
    return built(folder, asked(folder, TWO_POINTS, saved(folder, answers)))


# Small teams


def test_of_teams_of_8_no_mean_and_no_distribution_is_published(eight: Site) -> None:
    assert [group["n"] for group in eight.report["groups"]] == [16, 8, 8]
    assert {row["measure"] for row in eight.report["estimates"]} == {"favourable"}
    assert eight.estimates("mean") == eight.estimates("point") == eight.estimates("agreement") == []
    assert len(eight.estimates("favourable")) == 8


def test_the_figures_of_teams_of_8_are_rounded(eight: Site) -> None:
    for row in eight.estimates("favourable"):
        assert [row[name] for name in ("value", "low", "high")] == [
            round(row[name], 2) for name in ("value", "low", "high")
        ]
    names = ("difference", "low", "high", "cliffs_delta", "cliffs_delta_low", "cliffs_delta_high")
    assert len(eight.report["gaps"]) == 5
    for gap in eight.report["gaps"]:
        assert [gap[name] for name in names] == [round(gap[name], 1) for name in names]
        assert gap["verdict"] == "undetermined"


def test_a_report_on_teams_of_8_says_that_they_are_small(eight: Site) -> None:
    for name in ("en/index.html", "en/gaps.html", "en/themes/statements.html"):
        assert "Marketing: 8 people answered, so intervals are wide." in eight.pages[name]
    assert (
        "With fewer than 10 people in a group, only shares and gaps"
        in eight.pages["en/method.html"]
    )


def test_nothing_is_drawn_of_teams_of_8_but_marks_with_their_intervals(eight: Site) -> None:
    page = eight.pages["en/themes/statements.html"]
    assert "95% interval" in page
    assert "Strongly agree" not in page


def test_a_lower_threshold_stands_on_the_site_because_it_was_asked_for(tmp_path: Path) -> None:
    inputs = Inputs(
        exports=(survey(tmp_path, 4, 3),),
        questionnaire=EXPORTS / "questionnaire.yml",
        minimum_group=3,
    )
    site = built(tmp_path, inputs)
    assert site.report["rules"]["minimum_group"] == 3
    for language, notice in (
        ("en", "from 3 answers on, fewer than the usual 5"),
        ("fr", "à partir de 3 réponses"),
    ):
        pages = [name for name in site.pages if name.startswith(f"{language}/")]
        assert len(pages) == 5
        for name in pages:
            assert notice in site.pages[name].replace("\u202f", " ").replace("\xa0", " "), name


def test_without_segments_there_is_no_page_of_them(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 12), *respondents("Sales", 12)]
    export = saved(tmp_path, [[row[0], *row[3:]] for row in rows])
    questionnaire = EXPORTS / "questionnaire.yml"
    site = built(
        tmp_path, Inputs(exports=(export,), questionnaire=questionnaire, languages=("en",))
    )
    assert "en/segments.html" not in site.pages
    assert site.report["withheld"] == []
    assert len(site.estimates("mean")) == 10  # of each team: four statements and their theme


# Other questionnaires


def test_a_questionnaire_of_another_kind_has_the_pages_it_can_fill(seven: Site) -> None:
    assert sorted(seven.pages) == [
        "en/gaps.html",
        "en/index.html",
        "en/method.html",
        "en/print.html",
        "en/themes/statements.html",
        "index.html",
    ]


def test_it_is_told_in_the_words_of_its_own_teams(seven: Site) -> None:
    everything = " ".join(seven.pages.values())
    assert "Engineering" in everything
    assert "Product" in everything
    assert re.findall(r"\b(?:Marketing|Sales)\b", everything) == []
    assert [team["id"] for team in seven.report["questionnaire"]["teams"]] == [
        "engineering",
        "product",
    ]


def test_its_gaps_are_in_points_of_its_own_scale(seven: Site) -> None:
    gaps = {row["item"]: row for row in seven.report["gaps"] if row.get("item")}
    # 5 + n % 3 of twelve against 1 + n % 3 of eleven: means 6 and 1.909
    assert gaps["Q1"]["difference"] == pytest.approx(6 - 21 / 11, abs=0.15)
    assert {name: row["verdict"] for name, row in gaps.items()} == {
        "Q1": "gap",
        "Q2": "gap",
        "Q3": "gap",
    }
    # reverse-keyed: 8 minus the answer, 6 against 4.09
    assert gaps["Q3"]["difference"] > 1
    assert (
        seven.report["alignment"] == seven.report["mirror"] == seven.report["recommendations"] == []
    )


def test_a_scale_of_two_points_is_a_scale_too(two: Site) -> None:
    shares = {(row["item"], row["group"]): row["value"] for row in two.estimates("favourable")}
    assert shares["Q1", "atelier"] == 1  # of twenty
    assert shares["Q1", "bureau"] == 0.33
    assert shares["Q3", "atelier"] == 0.5
    assert shares["Q2", "bureau"] == 0.9  # a bound: of twelve
    gaps = {row["item"]: row["difference"] for row in two.report["gaps"] if row.get("item")}
    assert gaps["Q1"] > 0 > gaps["Q2"]
    assert sorted(two.pages) == [
        "fr/gaps.html",
        "fr/index.html",
        "fr/method.html",
        "fr/print.html",
        "fr/themes/affirmations.html",
        "index.html",
    ]
    assert "l’atelier" in two.pages["fr/index.html"].replace("'", "’")
