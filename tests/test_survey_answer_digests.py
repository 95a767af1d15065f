"""What a respondent answered, as one number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from surveys import random_responses, responses

from survey.answer_digests import answer_digests

ITEMS = ("A1", "A2", "B1")


def test_equal_answers_are_the_same_number_and_others_are_not() -> None:
    rows = [[1, 2, 3], [1, 2, 3], [3, 2, 1], [1, 2, 0], [1, 2, -1], [-1, -1, -1]]
    found = answer_digests(responses(["sales"] * 6, rows, items=ITEMS)).tolist()
    assert found[0] == found[1]
    assert len({*found}) == 5
    assert found[-1] == 0


def test_team_and_segment_and_place_in_the_file_make_no_difference() -> None:
    one = responses(["sales", "marketing"], [[1, 2, 3], [4, 5, 5]], {"region": ["n", "s"]}, ITEMS)
    other = responses(["sales", "sales"], [[4, 5, 5], [1, 2, 3]], items=ITEMS)
    assert answer_digests(one).tolist() == answer_digests(other).tolist()[::-1]


def test_a_question_that_nobody_was_asked_changes_nothing_and_the_order_neither() -> None:
    asked = responses(["sales"], [[1, 2, 3]], items=ITEMS)
    more = responses(["sales"], [[3, -1, 1, 2]], items=("B1", "O1", "A1", "A2"))
    assert answer_digests(asked).tolist() == answer_digests(more).tolist()


def test_what_is_foreseen_of_the_other_team_counts_too() -> None:
    asked = responses(["sales"] * 2, [[1, 2, 3]] * 2, items=ITEMS)
    first, second = answer_digests(replace(asked, meta=(("M1", np.array([2, 4], np.int8)),)))
    assert first != second


def test_different_people_hardly_ever_have_one_number() -> None:
    survey = random_responses(1, 20_000)
    kinds = np.unique(survey.answers, axis=0)
    assert len({*answer_digests(survey).tolist()}) == len(kinds)
