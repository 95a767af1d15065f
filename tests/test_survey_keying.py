"""Reverse-keyed items that run against their dimension: turned twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from surveys import item, questionnaire, responses

from survey.keying import FEWEST_PEOPLE, keying, wrong_ways
from survey.questionnaire import Questionnaire
from survey.responses import Responses

ASKED = questionnaire((item("A1", "A"), item("A2", "A"), item("A3", "A", reverse_keyed=True)))
ITEMS = ("A1", "A2", "A3")
ANSWERS = (1, 2, 3, 4, 5, 1, 2, 4, 5, 3)


def people(
    first: Sequence[Sequence[int]],
    second: Sequence[Sequence[int]],
) -> Responses:
    """Answers of Marketing and of Sales to the three items, keyed one way."""
    teams = ["marketing"] * len(first) + ["sales"] * len(second)
    return responses(teams, [*first, *second], items=ITEMS)


def with_the_rest(people: int = 10) -> list[list[int]]:
    return [[answer, answer, answer] for answer in ANSWERS[:people]]


def against(people: int = 10) -> list[list[int]]:
    return [[answer, answer, 6 - answer] for answer in ANSWERS[:people]]


def warnings(found: Responses, asked: Questionnaire = ASKED) -> list[str]:
    return [*wrong_ways(keying(found, asked), asked)]


def test_an_item_that_runs_against_its_dimension_in_both_teams_is_told() -> None:
    (warning,) = warnings(people(against(), against()))
    assert warning.startswith("A3: once turned, its answers run against the rest of its theme")
    assert "(correlation -1.00 in Marketing and -1.00 in Sales)" in warning
    assert "items: A3: {column: ..., already_keyed: true}" in warning


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (with_the_rest(), with_the_rest()),
        (against(), with_the_rest()),
        (against(FEWEST_PEOPLE - 1), against()),
        ([[3, 3, 3]] * 10, [[3, 3, 3]] * 10),
        ([], []),
    ],
)
def test_one_team_alone_few_people_or_no_spread_tell_nothing(
    first: list[list[int]], second: list[list[int]]
) -> None:
    assert warnings(people(first, second)) == []


def test_what_chance_can_do_is_not_told() -> None:
    weak = [[1, 1, 3], [5, 5, 2], *[[3, 3, 1], [3, 3, 5]] * 4]
    assert np.corrcoef(np.array(weak)[:, [0, 2]].T)[0, 1] < 0
    assert warnings(people(weak, weak)) == []


def test_skipped_and_cannot_say_are_no_answers() -> None:
    rest_left = [[answer, 0, 6 - answer] for answer in ANSWERS]
    rest_left += [[-1, 0, 5], [5, 5, -1], [5, 5, 0]]
    assert len(warnings(people(rest_left, rest_left))) == 1
    found = keying(people(rest_left, []), ASKED)
    assert found.moments[0, 0, 0] == len(ANSWERS)


def test_without_an_item_keyed_as_asked_there_is_nothing_to_go_by() -> None:
    reverse = tuple(item(name, "A", reverse_keyed=True) for name in ITEMS)
    assert keying(people(against(), []), questionnaire(reverse)).items == ()


def test_an_item_without_a_column_is_not_compared() -> None:
    asked = questionnaire((*ASKED.items, item("A4", "A", reverse_keyed=True)))
    assert keying(people(against(), []), asked).items == ("A3",)


def test_batches_add_up() -> None:
    whole = people(against(), with_the_rest())
    odd = np.arange(whole.rows.size) % 2 == 1
    parts = keying(whole.where(odd), ASKED) + keying(whole.where(~odd), ASKED)
    assert np.allclose(parts.moments, keying(whole, ASKED).moments)


def test_the_rest_is_the_mean_of_the_items_keyed_as_asked() -> None:
    both = tuple(replace(one, reverse_keyed=one.id != "A1") for one in ASKED.items)
    found = keying(people([[2, 5, 4]], []), questionnaire(both))
    assert found.items == ("A2", "A3")
    assert found.moments[0].tolist() == [[1, 5, 2, 25, 4, 10], [1, 4, 2, 16, 4, 8]]
