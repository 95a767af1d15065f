"""Answers to two items counted together."""

from __future__ import annotations

import numpy as np
from surveys import questionnaire, random_responses, responses

from survey.pair_counts import related_items
from survey.tally import tally


def test_pairs_are_of_one_theme_or_with_the_alignment_item() -> None:
    assert related_items(["A1", "A2", "B1", "O1"], questionnaire()) == (
        ("A1", "A2"),
        ("A1", "O1"),
        ("A2", "O1"),
        ("B1", "O1"),
    )


def test_only_people_who_answered_both_count() -> None:
    found = tally(
        responses(
            ["marketing", "marketing", "marketing", "sales", "both"],
            [
                [5, 4, 0, -1, 3, 1],
                [5, 4, 0, -1, 3, 1],
                [5, 0, 0, -1, 3, 1],
                [1, 2, 3, 3, 3, 3],
                [1, 2, 3, 3, 3, 3],
            ],
        ),
        questionnaire(),
    ).pairs
    table = found.of("marketing", ("A1", "A2"))
    assert table[4, 3] == table.sum() == 2
    assert found.of("marketing", ("B1", "B3")).sum() == 0
    assert found.of("sales", ("A1", "A2"))[0, 1] == found.of("sales", ("A1", "A2")).sum() == 1


def test_the_margins_of_complete_answers_are_the_counts_of_each_item() -> None:
    survey = random_responses(11, 200)
    complete = survey.where(np.asarray((survey.answers > 0).all(axis=1)))
    counted = tally(complete, questionnaire())
    for number, team in enumerate(("marketing", "sales")):
        for first, second in counted.pairs.pairs:
            table = counted.pairs.of(team, (first, second))
            places = (counted.items.index(first), counted.items.index(second))
            group = [each.team for each in counted.groups].index(team)
            margins = [counted.answers[group, place, 2:] for place in places]
            assert np.array_equal(table.sum(axis=1), margins[0]), number
            assert np.array_equal(table.sum(axis=0), margins[1])
