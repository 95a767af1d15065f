"""Van der Eijk's agreement: against R, by its definition, and in words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from published import assert_printed, oracle
from teams import Counts, one_team

from survey.statistics.consensus import Consensus, agreement, consensus


def by_layers(counts: Counts) -> float:
    """The definition word for word: peel equal layers, look at every triple of points."""
    left, total, points = counts.copy(), 0.0, len(counts)
    while left.sum() > 0:
        used = left > 0
        height = left[used].min()
        triples = [tuple(used[list(three)]) for three in combinations(range(points), 3)]
        together = triples.count((True, True, False)) + triples.count((False, True, True))
        apart = triples.count((True, False, True))
        unimodal = (
            ((points - 2) * together - (points - 1) * apart) / ((points - 2) * (together + apart))
            if together + apart
            else 1.0
        )
        layer = unimodal * (1 - (used.sum() - 1) / (points - 1))
        total += layer * height * used.sum() / counts.sum()
        left[used] -= height
    return total


def test_agreement_gives_rs_figures() -> None:
    example = oracle("eijk")
    assert_printed(agreement(example.data["V"]), example.expect["A"])
    assert_printed(agreement([7, 7, 7, 7, 7, 7, 7]), example.expect["uniform"])
    assert_printed(agreement([7, 0, 0, 0, 0, 0, 7]), example.expect["bimodal"])
    assert_printed(agreement([0, 0, 0, 7, 0, 0, 0]), example.expect["unanimous"])


@given(one_team())
def test_agreement_is_its_definition(counts: Counts) -> None:
    assert agreement(counts) == pytest.approx(by_layers(counts), abs=1e-12)


@given(one_team())
def test_agreement_does_not_change_when_the_scale_is_turned_or_the_team_doubled(
    counts: Counts,
) -> None:
    same = agreement(np.array([counts[::-1], 2 * counts]))
    assert same == pytest.approx(np.repeat(agreement(counts), 2), abs=1e-12)


def test_without_answers_there_is_no_agreement_to_speak_of() -> None:
    assert np.isnan(agreement([[0, 0, 0], [1, 0, 0]])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1.0, Consensus.SPLIT),
        (0.199, Consensus.SPLIT),
        (0.2, Consensus.MIXED),
        (0.5, Consensus.MIXED),
        (0.501, Consensus.AGREED),
    ],
)
def test_agreement_in_words(value: float, expected: Consensus) -> None:
    assert consensus(value) is expected
