"""Which responses count, that each removal is counted, and what is noticed of the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from exported import answered, export_of, mapping_of, table, tiny
from surveys import item, questionnaire, responses, scale

from survey.cleaning import Cleaned, clean, straight_lined
from survey.cleaning_rules import CleaningRules
from survey.intake import DEFAULT_RULES
from survey.noted import Noted, noted_of
from survey.release import Removed
from survey.responses import parse_responses


def cleaned(
    folder: Path,
    *rows: list[str],
    excluded: tuple[Removed, ...] = (),
    rules: CleaningRules = DEFAULT_RULES,
) -> Cleaned:
    known = mapping_of(folder, table())
    export = export_of(folder, table(*rows))
    (frame,) = export.read(known.positions)
    notes = noted_of(frame, export, None, excluded)
    return clean(parse_responses(frame, known, tiny()).responses, tiny(), notes, rules)


def noticed(found: Cleaned) -> dict[str, list[bool]]:
    return {flag.reason: flag.marked.tolist() for flag in found.flags}


def judged(
    answers: list[list[int]],
    rules: CleaningRules,
    seconds: list[float] | None = None,
    unsubmitted: list[bool] | None = None,
) -> Cleaned:
    """A batch of Sales, with what their tool notes of them."""
    people = len(answers)
    notes = Noted(
        excluded=(),
        unsubmitted=np.array(unsubmitted or [False] * people),
        seconds=np.array(seconds or [np.nan] * people),
        respondents=np.zeros(people, dtype=np.uint64),
    )
    return clean(responses(["sales"] * people, answers), questionnaire(), notes, rules)


def test_half_of_the_items_answered_count_and_less_does_not(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered("Sales", "1  2"), answered("Sales", "1   "))
    assert found.responses.rows.tolist() == [2, 3, 4]
    assert found.removed == (Removed("partial", 1),)
    assert found.read == 4


@pytest.mark.parametrize(("least", "kept"), [(0.1, 4), (0.25, 4), (0.3, 3), (0.75, 3), (1, 2)])
def test_how_much_must_be_answered_can_be_set(tmp_path: Path, least: float, kept: int) -> None:
    rows = (answered("Sales", "12 3"), answered("Sales", "1   "))
    found = cleaned(tmp_path, *rows, rules=CleaningRules(least_answered=least))
    assert found.responses.rows.size == kept
    assert found.read == 4


def test_i_cant_say_is_an_answer_given(tmp_path: Path) -> None:
    assert cleaned(tmp_path, answered("Sales", "00  ")).responses.rows.tolist() == [2, 3, 4]


def test_without_a_team_a_response_does_not_count(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered(""), answered("", "    ", role="", site="Nord"))
    assert found.removed == (Removed("no-team", 2),)


def test_rows_of_blanks_are_counted_apart(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered("", "    ", role="", site=""), answered(""))
    assert found.removed == (Removed("blank", 1), Removed("no-team", 1))


def test_both_and_other_teams_are_kept(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered("Both"), answered("Other"))
    assert found.responses.team.codes.tolist() == [0, 1, 2, 3]
    assert found.removed == ()


def test_what_was_left_out_before_is_counted_as_read(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered(""), excluded=(Removed("test", 3),))
    assert found.removed == (Removed("test", 3), Removed("no-team", 1))
    assert found.read == 6


# Straight-lining: A2 is reverse-keyed, so what was given as 4 stands as 2


def test_a_straight_line_is_judged_on_the_answers_as_they_were_given() -> None:
    answers = [[4, 2, 4, 4, 4, 4], [4, 4, 4, 4, 4, 4], [3, 3, 3, 3, 3, 3]]
    found = straight_lined(responses(["sales"] * 3, answers), questionnaire())
    assert found.tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("answers", "straight"),
    [
        ([4, 2, 4, 4, 4, 4], True),
        ([4, 2, 4, 4, 4, -1], False),  # of a short questionnaire, all items
        ([4, 2, 4, 4, 4, 0], False),  # who can't say has read the statement
        ([0, 0, 0, 0, 0, 0], False),
        ([-1, -1, -1, -1, -1, -1], False),
    ],
)
def test_a_short_questionnaire_needs_every_answer_alike(answers: list[int], straight: bool) -> None:
    found = straight_lined(responses(["sales"], [answers]), questionnaire())
    assert found.tolist() == [straight]


@pytest.mark.parametrize(("given", "straight"), [(9, False), (10, True), (12, True)])
def test_a_long_questionnaire_needs_ten_answers_alike(given: int, straight: bool) -> None:
    names = [f"A{number}" for number in range(12)]
    asked = questionnaire([item(name, "A") for name in names])
    answers = [2] * given + [-1] * (12 - given)
    assert straight_lined(responses(["sales"], [answers], items=names), asked).tolist() == [
        straight
    ]


def test_four_answers_are_too_few_for_a_straight_line(tmp_path: Path) -> None:
    assert noticed(cleaned(tmp_path, answered("Sales")))["straight-lining"] == [False] * 3


def test_each_scale_is_judged_for_itself() -> None:
    other = replace(scale(7), id="frequency")
    names = [f"A{number}" for number in range(12)]
    items = [item(name, "A") for name in names[:10]]
    items += [item(name, "A", scale=other) for name in names[10:]]
    asked = replace(questionnaire(items), scales=(scale(), other))
    rows = [[4] * 10 + [1, 7], [4] * 9 + [5, 4, 4], [4] * 12]
    found = straight_lined(responses(["sales"] * 3, rows, items=names), asked)
    assert found.tolist() == [True, False, True]


# What is noticed is kept, unless its removal is asked for

LINE, MIXED = [4, 2, 4, 4, 4, 4], [4, 2, 4, 1, 4, 4]


def test_what_is_noticed_is_kept() -> None:
    found = judged([LINE, MIXED, MIXED], CleaningRules(), [90, 11.9, 12], [False, False, True])
    assert found.removed == ()
    assert noticed(found) == {
        "unsubmitted": [False, False, True],
        "straight-lining": [True, False, False],
        "speeding": [False, True, False],
    }


def test_speed_is_told_by_the_items_answered_and_not_without_a_duration() -> None:
    few = [4, 2, 4, -1, -1, -1]
    found = judged([MIXED, few, few, MIXED], CleaningRules(), [6, 6, 5.9, np.nan])
    assert noticed(found)["speeding"] == [True, False, True, False]


def test_what_is_asked_for_is_removed_by_the_first_reason_that_holds() -> None:
    rules = CleaningRules(remove=frozenset({"unsubmitted", "straight-lining", "speeding"}))
    rows = [LINE, LINE, MIXED, MIXED]
    found = judged(rows, rules, [1, 1, 1, 99], [True, False, False, False])
    assert found.removed == (
        Removed("unsubmitted", 1),
        Removed("straight-lining", 1),
        Removed("speeding", 1),
    )
    assert (found.read, found.responses.rows.tolist(), found.flags) == (4, [5], ())


def test_a_response_that_does_not_count_is_noticed_no_further() -> None:
    partial = [4, -1, -1, -1, -1, -1]
    found = judged([partial, MIXED], CleaningRules(), [1, 99], [True, False])
    assert found.removed == (Removed("partial", 1),)
    assert not any(any(marked) for marked in noticed(found).values())
