"""Mann and Whitney's test from counts: against R, SciPy, all ways of dealing, and at the ends."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from scipy import stats
from teams import Counts, answers, random_pairs

from survey.statistics.rank_test import exact_mann_whitney, mann_whitney

ALL_ONE, ALL_THREE, ALL_FIVE = [5, 0, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 0, 5]
FEW = st.lists(st.integers(0, 3), min_size=4, max_size=4).filter(any).map(np.array)


def dealt_in_all_ways(first: Counts, second: Counts) -> Fraction:
    """The share of all ways to deal the answers that lie as far from the middle, one by one."""
    one, two = answers(np.asarray(first)), answers(np.asarray(second))
    ranks = stats.rankdata(np.concatenate([one, two]))
    middle, observed = one.size * (ranks.size + 1) / 2, ranks[: one.size].sum()
    sums = [ranks[list(ways)].sum() for ways in combinations(range(ranks.size), one.size)]
    return Fraction(sum(abs(t - middle) >= abs(observed - middle) for t in sums), len(sums))


def test_mann_whitney_agrees_with_scipy_on_random_tables() -> None:
    first, second = random_pairs(40)
    ranks = mann_whitney(first, second)
    for row in range(40):
        both = stats.mannwhitneyu(
            answers(first[row]), answers(second[row]), use_continuity=False, method="asymptotic"
        )
        assert ranks.u[row] == both.statistic
        assert ranks.p[row] == pytest.approx(both.pvalue, rel=1e-9)


def test_the_exact_p_of_the_pain_scores_is_that_of_all_ways_to_deal_them() -> None:
    pain = oracle("exact-pain")
    x, y = ((pain.data[group][:, None] == np.arange(1, 6)).sum(axis=0) for group in "xy")
    exact = exact_mann_whitney(x, y)
    assert_printed(exact.u, pain.expect["U"])
    assert_printed(exact.p, pain.expect["p"])
    without_ties = stats.mannwhitneyu(pain.data["x"], pain.data["y"], method="exact").pvalue
    assert_printed(without_ties, pain.expect["p_without_ties"])


def test_the_sprays_give_the_exact_p_of_coin_and_the_approximate_one_of_r() -> None:
    sprays = oracle("exact-sprays")
    first, second = sprays.data["first"], sprays.data["second"]
    assert_printed(mann_whitney(first, second).u, sprays.expect["U"])
    assert_printed(mann_whitney(first, second).p, sprays.expect["p"])
    assert_printed(exact_mann_whitney(first, second).p, sprays.expect["p_exact"])


@given(FEW, FEW)
def test_the_exact_p_is_the_share_of_all_ways(first: Counts, second: Counts) -> None:
    expected = dealt_in_all_ways(first, second)
    assert exact_mann_whitney(first, second).p == pytest.approx(float(expected), rel=1e-12)


@given(st.permutations(range(9)), st.integers(1, 8))
def test_without_ties_the_exact_p_is_scipys(order: list[int], n: int) -> None:
    first = np.isin(np.arange(9), order[:n]).astype(int)
    expected = stats.mannwhitneyu(np.flatnonzero(first), np.flatnonzero(1 - first), method="exact")
    exact = exact_mann_whitney(first, 1 - first)
    assert exact.u == expected.statistic
    assert exact.p == pytest.approx(expected.pvalue, rel=1e-12)


def test_in_large_groups_the_exact_and_the_approximate_p_meet() -> None:
    first, second = [10, 12, 20, 30, 8], [15, 22, 18, 20, 5]
    assert exact_mann_whitney(first, second).p == pytest.approx(
        mann_whitney(first, second).p, rel=0.02
    )


def test_the_ends() -> None:
    for test in (mann_whitney, exact_mann_whitney):
        assert test(ALL_THREE, ALL_THREE).p == 1.0
        assert test(ALL_FIVE, ALL_ONE).u == 25
        assert np.isnan(test([0, 0, 0], [1, 1, 1]).p)
        assert np.isnan(test([0, 0, 0], [0, 0, 0]).p)
    assert exact_mann_whitney(ALL_FIVE, ALL_ONE).p == pytest.approx(2 / 252)
    assert mann_whitney(ALL_FIVE, ALL_ONE).p == pytest.approx(0.0027, abs=1e-4)


def test_only_whole_answers_can_be_dealt() -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        exact_mann_whitney([1.5, 2], [1, 1])


@given(FEW, FEW)
def test_swapping_the_groups_or_turning_the_scale_leaves_p(first: Counts, second: Counts) -> None:
    for test in (mann_whitney, exact_mann_whitney):
        there, back = test(first, second), test(second, first)
        turned = test(first[::-1], second[::-1])
        assert back.u == turned.u == pytest.approx(first.sum() * second.sum() - there.u)
        assert back.p == pytest.approx(there.p, rel=1e-9)
        assert turned.p == pytest.approx(there.p, rel=1e-9)


@given(FEW, FEW)
def test_a_batch_gives_what_each_alone_gives(first: Counts, second: Counts) -> None:
    for test in (mann_whitney, exact_mann_whitney):
        both = test(np.array([[first], [second]]), second)
        assert both.u.shape == both.p.shape == (2, 1)
        assert both.u[0, 0] == test(first, second).u
        assert both.p[0, 0] == pytest.approx(test(first, second).p)
        assert both.p[1, 0] == pytest.approx(1.0)
