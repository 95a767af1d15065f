"""The log-odds of words, against draws from the posterior they sum up, and against the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from survey.statistics.multiplicity import benjamini_hochberg
from survey.statistics.word_use import PRIOR_WEIGHT, word_odds

Counts = NDArray[np.float64]

USED = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(any), min_size=1)


@given(USED)
def test_swapping_the_groups_turns_every_ratio_round(used: list[tuple[int, int]]) -> None:
    first, second = (np.array(column) for column in zip(*used, strict=True))
    odds, turned = word_odds(first, second, (900, 500)), word_odds(second, first, (500, 900))
    assert odds.value == pytest.approx(-turned.value)
    assert odds.z == pytest.approx(-turned.z)
    assert odds.low == pytest.approx(-turned.high, rel=1e-6)
    assert odds.p == pytest.approx(turned.p, abs=1e-9)


@given(USED)
def test_a_ratio_lies_within_its_interval_and_p_agrees_with_it(used: list[tuple[int, int]]) -> None:
    first, second = (np.array(column) for column in zip(*used, strict=True))
    odds = word_odds(first, second, (900, 500))
    assert np.all((odds.low < odds.high) & (odds.p >= 0) & (odds.p <= 1))
    beyond = (odds.low > 0) | (odds.high < 0)
    assert np.array_equal(beyond, odds.p < 0.05)
    assert np.all((odds.low <= odds.value) & (odds.value <= odds.high))


@pytest.mark.parametrize("used", [(18, 2), (12, 9), (0, 14), (30, 0)])
def test_interval_and_p_are_those_of_draws_from_both_dirichlets(used: tuple[int, int]) -> None:
    totals = (300.0, 500.0)
    random = np.random.default_rng(8)
    prior = PRIOR_WEIGHT * sum(used)
    whole = PRIOR_WEIGHT * sum(totals)

    def ratios(first_more: float, second_more: float) -> Counts:
        logits = []
        for uses, total, more in zip(used, totals, (first_more, second_more), strict=True):
            drawn = random.beta(uses + prior + more, total + whole - uses - prior, 400_000)
            logits.append(np.log(drawn / (1 - drawn)))
        found: Counts = logits[0] - logits[1]
        return found

    odds = word_odds([used[0]], [used[1]], totals)
    least, most = ratios(0, 0.5), ratios(0.5, 0)
    low, high = np.quantile(least, 0.025), np.quantile(most, 0.975)
    assert float(odds.low[0]) == pytest.approx(low, abs=0.06 + 0.04 * abs(low))
    assert float(odds.high[0]) == pytest.approx(high, abs=0.06 + 0.04 * abs(high))
    tail = min(float(np.mean(least < 0)), float(np.mean(most > 0)))
    assert float(odds.p[0]) == pytest.approx(2 * tail, abs=0.008)


def test_a_team_that_writes_more_of_everything_uses_no_word_more() -> None:
    odds = word_odds([10, 20], [20, 40], (300, 600))
    assert odds.value == pytest.approx([0, 0], abs=1e-12)
    assert np.all(odds.p > 0.9)


def test_a_rare_word_is_drawn_toward_no_difference_more_than_a_frequent_one() -> None:
    odds = word_odds([5, 50], [0, 0], (1000, 1000))
    assert odds.z[0] < odds.z[1]
    assert odds.low[0] < odds.low[1]


def test_the_only_word_that_is_used_has_finite_odds() -> None:
    odds = word_odds([8], [0], (8, 0))
    assert np.all(np.isfinite([odds.value, odds.low, odds.high, odds.p]))


def drawn_words(
    random: np.random.Generator, authors: tuple[int, int], words: tuple[int, int], shift: float
) -> tuple[list[Counts], Counts, NDArray[np.bool_]]:
    """People who use each of 300 words, the true log-odds ratios, and which words differ."""
    common = 1 / np.arange(5, 305)
    differs = np.zeros(300, dtype=bool)
    differs[random.choice(40, 8, replace=False)] = True
    shifts = np.where(differs, shift * random.choice([-0.5, 0.5], 300), 0.0)
    counts, logits = [], []
    for sign, people, each in zip((1, -1), authors, words, strict=True):
        part = common * np.exp(sign * shifts)
        chance = 1 - np.exp(-each * part / part.sum())
        counts.append(random.binomial(people, chance).astype(np.float64))
        share = chance / chance.sum()
        logits.append(np.log(share / (1 - share)))
    return counts, logits[0] - logits[1], differs


def test_of_words_that_do_not_differ_hardly_one_in_many_surveys_is_called_clear() -> None:
    """Of those that may be shown, many of which have a 0 just by chance."""
    random = np.random.default_rng(7)
    told = []
    for _ in range(200):
        (first, second), _, _ = drawn_words(random, (46, 90), (8, 8), 0.0)
        shown = ((first == 0) | (first >= 5)) & ((second == 0) | (second >= 5))
        shown &= first + second > 0
        odds = word_odds(first[shown], second[shown], (first.sum(), second.sum()))
        told.append(bool((benjamini_hochberg(odds.p) < 0.05).any()))
    assert np.mean(told) < 0.03


@pytest.mark.parametrize(
    ("authors", "words", "shift"),
    [
        ((20, 30), (8, 8), 2.0),
        ((40, 60), (8, 8), 1.5),
        ((200, 300), (8, 8), 1.0),
        ((40, 60), (6, 14), 1.5),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(
    authors: tuple[int, int], words: tuple[int, int], shift: float
) -> None:
    random = np.random.default_rng(20260105)
    held: dict[bool, list[bool]] = {True: [], False: []}
    for _ in range(250):
        (first, second), truth, differs = drawn_words(random, authors, words, shift)
        several = first + second >= 5
        odds = word_odds(first[several], second[several], (first.sum(), second.sum()))
        holds = (odds.low <= truth[several]) & (truth[several] <= odds.high)
        for kind in (True, False):
            held[kind] += holds[differs[several] == kind].tolist()
    assert np.mean(held[True]) > 0.94
    assert np.mean(held[False]) > 0.95
