"""The answers drawn anew: judged by the very rules of the answers as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import stories
from recommended import HIGH, LOW, MIDDLE, Answers, Counts, judged, released

from report_builder.answered import Answered, answered_items
from report_builder.downloads import report_json
from report_builder.recommendations import load_levers, priorities, recommend
from report_builder.redraws import DRAWS, redrawn
from report_builder.report import Report
from report_builder.stability import steadied
from report_builder.states import Figures, States, states_of
from survey.questionnaire_file import load_questionnaire
from survey.release import Release, ReleasedGroup

OURS = load_questionnaire()
LEVERS = load_levers("alignment", OURS)
FEW: Counts = (1, 2, 2, 1, 0)
TWINS: tuple[Counts, Counts] = ((0, 0, 0, 6, 0), (0, 0, 1, 4, 1))
MIXED: Answers = {
    "GOA1": (HIGH, LOW),
    "HND2": (HIGH, MIDDLE),
    "HND3": (LOW, HIGH),
    "EXC1": (MIDDLE, MIDDLE),
    "CUS3": (LOW, MIDDLE),
    "CON1": ((0, 1, 4, 4, 3), (0, 3, 4, 3, 2)),
    "REL1": ((3, 9, 12, 9, 3), (3, 9, 12, 9, 3)),
    "OUT1": (FEW, FEW),
}


def as_it_is(answered: Answered, _seed: int) -> Figures:
    """One draw: what was answered."""
    return answered.counts[None]


def everyone(release: Release) -> Release:
    """The same answers, of teams in which nobody is missing."""
    groups = tuple(
        ReleasedGroup(group=each.group, n=each.n, headcount=each.n) for each in release.groups
    )
    return replace(release, groups=groups)


def test_of_a_few_nearly_alike_what_is_drawn_anew_does_not_tell_whether_all_agree() -> None:
    """Six times 4, or a 5, four 4 and a 3."""
    first, second = (
        [*answered_items(released(OURS, {"CUS3": (LOW, given)}), OURS)] for given in TWINS
    )
    for one, other in zip(first, second, strict=True):
        assert one.counts.tolist() == other.counts.tolist()
        assert one.means.tolist() == other.means.tolist()


@pytest.mark.parametrize("answers", [MIXED, {}, {item.id: (FEW, FEW) for item in OURS.items}])
def test_answers_drawn_as_they_are_have_the_states_that_were_judged(answers: Answers) -> None:
    expected = states_of(judged(OURS, answers))
    found = redrawn(released(OURS, answers), OURS, as_it_is)
    assert found.subjects == expected.subjects
    for name in (
        "about",
        "exact",
        "levels",
        "surely_not_high",
        "verdicts",
        "stretch",
        "foreseen_verdicts",
    ):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), name)
    assert found.foreseen == expected.foreseen
    for name in ("means", "differences", "foreseen_above"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), atol=1e-12)


@pytest.mark.parametrize("answers", [MIXED, {item.id: (FEW, FEW) for item in OURS.items}])
def test_their_priorities_are_those_recommended(answers: Answers) -> None:
    found = judged(OURS, answers)
    told = recommend(
        LEVERS,
        found.items.values(),
        found.dimensions.values(),
        found.mirror.values(),
        found.meta.values(),
    )
    drawn = priorities(LEVERS, redrawn(released(OURS, answers), OURS, as_it_is))
    by_lever = dict(zip((lever.id for lever in LEVERS), drawn[:, 0], strict=True))
    assert {one.lever.id: pytest.approx(by_lever[one.lever.id]) for one in told} == {
        one.lever.id: one.priority for one in told
    }
    assert sum(by_lever.values()) == pytest.approx(sum(one.priority for one in told))


def test_the_same_answers_give_the_same_draws() -> None:
    release = released(OURS, MIXED)
    first, second = redrawn(release, OURS), redrawn(release, OURS)
    np.testing.assert_array_equal(first.differences, second.differences)
    assert first.draws == DRAWS


def test_the_teams_and_the_items_are_drawn_apart() -> None:
    states = redrawn(released(OURS, {}), OURS)
    first, second = states.means[0]
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.2
    assert abs(np.corrcoef(first, states.means[1, 0])[0, 1]) < 0.2


def test_draws_scatter_around_what_was_answered() -> None:
    """A mean of 40 answers with a standard deviation s scatters by about s / sqrt(40)."""
    states = redrawn(released(OURS, {"GOA1": (LOW, HIGH)}), OURS)
    means = states.means[states.subjects.index("GOA1"), 0]
    assert means.mean() == pytest.approx(1.95, abs=0.06)
    assert means.std() == pytest.approx(0.83 / np.sqrt(40), rel=0.15)


def test_where_everyone_answered_nothing_is_left_to_draw() -> None:
    states = redrawn(everyone(released(OURS, {"GOA1": (LOW, HIGH)})), OURS)
    assert np.ptp(states.differences, axis=1).max() < 1e-9


def test_a_withheld_item_and_theme_are_in_no_draw() -> None:
    whole = released(OURS, MIXED)
    counts = {key: each for key, each in whole.item_counts.items() if key[0] != "GOA1"}
    scores = {key: each for key, each in whole.theme_scores.items() if key[0] != "GOA"}
    states = redrawn(replace(whole, item_counts=counts, theme_scores=scores), OURS)
    assert states.place("GOA1") is None
    assert "GOA" not in states.dimensions
    assert "OUT" not in states.dimensions


def test_without_themes_there_are_items_alone() -> None:
    states = redrawn(replace(released(OURS, {}), theme_scores={}), OURS)
    assert states.dimensions == ()
    assert states.verdicts.shape == (len(OURS.items), DRAWS)


def steady(answers: Answers, draws: States | None = None) -> dict[str, tuple[float, list[str]]]:
    found = judged(OURS, answers)
    told = recommend(
        LEVERS,
        found.items.values(),
        found.dimensions.values(),
        found.mirror.values(),
        found.meta.values(),
    )
    states = draws or redrawn(released(OURS, answers), OURS)
    return {
        one.lever.id: (one.stability.told, list(one.stability.tied))
        for one in steadied(told, LEVERS, states)
        if one.stability is not None
    }


def test_the_most_urgent_are_among_the_first_in_most_redraws() -> None:
    found = steady({"GOA1": (HIGH, LOW), "LEA1": (LOW, LOW), "EXC1": (LOW, LOW)})
    assert next(iter(found)) == "LV00"
    assert found["LV00"][0] == 1.0
    assert all(0 <= share <= 1 for share, _ in found.values())


def test_levers_of_equal_evidence_are_tied_with_each_other() -> None:
    """EXC1 and LEA1 lead to levers of the same grade and effort; their answers are the same."""
    found = steady({"EXC1": (LOW, LOW), "LEA1": (LOW, LOW)})
    assert "LV02" in found["LV01"][1]
    assert "LV01" in found["LV02"][1]


def test_where_everyone_answered_the_order_is_certain() -> None:
    answers: Answers = {item.id: (HIGH, HIGH) for item in OURS.items}
    answers = {**answers, "GOA1": (LOW, LOW), "CON4": (LOW, LOW)}
    found = steady(answers, redrawn(everyone(released(OURS, answers)), OURS))
    assert {share for share, _ in found.values()} <= {0.0, 1.0}
    assert [tied for _, tied in found.values()] == [[]] * len(found)


def test_below_ten_answers_the_share_is_told_in_tenths() -> None:
    few: Answers = {item.id: ((0, 0, 1, 3, 2), (0, 0, 1, 3, 2)) for item in OURS.items}
    found = steady({**few, "GOA1": (FEW, FEW), "EXC1": (FEW, FEW), "LEA1": (FEW, FEW)})
    assert all(share == round(share, 1) for share, _ in found.values())


def test_nothing_recommended_has_nothing_to_be_steady() -> None:
    assert steady({}) == {}


def rows_of(report: Report) -> list[dict[str, Any]]:  # JSON as it is read
    found: list[dict[str, Any]] = json.loads(report_json(report))["recommendations"]
    return found


def test_a_recommendation_says_how_its_place_holds_and_what_would_end_it() -> None:
    rows = rows_of(stories.meridian())
    first = rows[0]
    assert first["stability"]["groups"] == ["marketing", "sales"]
    assert first["stability"]["redraws"] == 500
    assert first["stability"]["share"] > 0.9
    assert any(row["stability"]["tied_with"] for row in rows)
    for row in rows:
        assert {each["rule"] for each in row["would_end"]} == {
            each["rule"] for each in row["because"]
        }


def test_a_recommendation_that_was_not_redrawn_says_nothing_of_its_place() -> None:
    one = replace(stories.meridian().recommendations[0], stability=None)
    bare = replace(stories.meridian(), recommendations=(one,))
    (row,) = rows_of(bare)
    assert row["stability"] is None


def test_a_recommendation_shows_rule_counts_interval_and_verdict() -> None:
    rows = rows_of(stories.meridian())
    assert rows[0]["priority"] > 0
    told = [finding for row in rows for finding in row["because"] if finding["counts"]]
    finding = next(finding for finding in told if all(finding["counts"]))
    assert finding["rule"]
    assert finding["low"] <= finding["difference"] <= finding["high"]
    assert [sum(counts) for counts in finding["counts"]] == finding["bases"]
    assert rows[0]["because"][0]["verdict"] == "gap"


def test_what_is_foreseen_is_drawn_apart_from_the_items() -> None:
    states = redrawn(released(OURS, MIXED), OURS)
    assert states.foreseen == (("HND2", "marketing"), ("HND3", "sales"), ("REL1", "marketing"), ("REL2", "sales"))  # fmt: skip
    assert states.foreseen_above.shape == states.foreseen_verdicts.shape == (4, DRAWS)
    assert abs(np.corrcoef(states.foreseen_above[0], states.differences[0])[0, 1]) < 0.2


def test_an_answer_foreseen_to_a_withheld_item_is_in_no_draw() -> None:
    whole = released(OURS, MIXED)
    counts = {key: each for key, each in whole.item_counts.items() if key[0] != "HND2"}
    states = redrawn(replace(whole, item_counts=counts), OURS)
    assert ("HND2", "marketing") not in states.foreseen
    assert redrawn(replace(whole, foreseen_counts={}), OURS).foreseen == ()
