"""Correlation from sums, and its interval, against SciPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from survey.statistics.correlation import correlation, correlation_interval, correlation_p


def sums(x: list[int], y: list[int]) -> list[float]:
    first, second = np.array(x, dtype=float), np.array(y, dtype=float)
    squares = [first @ first, second @ second, first @ second]
    return [len(x), first.sum(), second.sum(), *map(float, squares)]


@pytest.mark.parametrize("seed", range(20))
def test_the_correlation_and_its_interval_are_those_of_scipy(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.integers(1, 6, 30).tolist()
    y = [
        int(min(5, max(1, one + step)))
        for one, step in zip(x, random.integers(-3, 4, 30), strict=True)
    ]
    peer = stats.pearsonr(x, y)
    found = correlation(sums(x, y))
    assert found == pytest.approx(peer.statistic)
    expected = peer.confidence_interval(0.95)
    assert correlation_interval(found, 30) == pytest.approx((expected.low, expected.high))


def test_what_does_not_vary_has_no_correlation() -> None:
    assert math.isnan(correlation(sums([3, 3, 3], [1, 2, 3])))
    assert correlation_interval(math.nan, 30) == (-1, 1)


def test_three_pairs_say_nothing_and_perfect_ones_nearly_all() -> None:
    assert correlation_interval(-0.9, 3) == (-1, 1)
    low, high = correlation_interval(-1.0, 10)
    assert low <= high < -0.999


def test_p_and_interval_agree_on_what_is_beyond_chance() -> None:
    for r in np.linspace(-0.9, 0.9, 37).tolist():
        low, high = correlation_interval(r, 25)
        assert (correlation_p(r, 25) < 0.05) == (low > 0 or high < 0)


def test_p_is_one_where_nothing_can_be_told() -> None:
    assert correlation_p(math.nan, 30) == correlation_p(0.9, 3) == 1.0
