"""The mean over groups that weigh the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.statistics.equal_weights import CHANCE_WITHIN, mean_over_groups
from survey.statistics.mean import estimate_mean, estimate_mean_of_many, moments, moments_of_many

FIGURES = st.lists(st.floats(-4, 4), min_size=3, max_size=12)


@given(FIGURES)
def test_it_is_the_t_interval_of_the_figures(figures: list[float]) -> None:
    found = mean_over_groups(figures, np.zeros(len(figures)))
    low, high = stats.t.interval(
        0.95, len(figures) - 1, np.mean(figures), stats.sem(figures) or 1e-300
    )
    interval = found.interval()
    assert float(interval.low) == pytest.approx(low, abs=1e-9)
    assert float(interval.high) == pytest.approx(high, abs=1e-9)


def test_groups_alike_by_luck_leave_an_interval() -> None:
    found = mean_over_groups([1.0, 1.0, 1.0], [0.3, 0.6, 0.9])
    assert float(found.variance) == pytest.approx(CHANCE_WITHIN * 0.6 / 3)


def test_a_group_without_a_figure_is_left_out() -> None:
    found = mean_over_groups([[1.0, np.nan, 3.0], [2.0, 2.5, 3.0]], np.zeros((2, 3)))
    assert found.mean.tolist() == [2.0, 2.5]
    assert found.df.tolist() == [1.0, 2.0]
    assert found.variance[0] == pytest.approx(1.0)


def test_one_group_tells_a_mean_and_nothing_of_its_spread() -> None:
    found = mean_over_groups([2.0], [0.1])
    assert float(found.mean) == pytest.approx(2.0)
    assert np.isnan(found.variance)


@given(FIGURES, st.integers(0, 2**32 - 1))
def test_weights_that_draw_every_group_once_change_nothing(figures: list[float], seed: int) -> None:
    chances = np.random.default_rng(seed).uniform(0, 0.5, len(figures))
    plain = mean_over_groups(figures, chances)
    drawn = mean_over_groups(figures, chances, np.full((2, len(figures)), 0.5))
    assert drawn.mean == pytest.approx([float(plain.mean)] * 2, abs=1e-12)
    assert drawn.variance == pytest.approx([float(plain.variance)] * 2, abs=1e-12)
    assert drawn.df.tolist() == [len(figures) - 1.0] * 2


def test_a_group_drawn_twice_counts_twice() -> None:
    drawn = mean_over_groups([[1.0, 4.0], [1.0, np.nan]], np.zeros((2, 2)), [[2.0, 1.0]])
    assert drawn.mean.tolist() == [[2.0], [1.0]]


def test_the_figures_of_many_groups_are_those_of_each() -> None:
    random = np.random.default_rng(3)
    counts, values = random.integers(0, 4, (20, 9)), np.sort(random.uniform(1, 5, 9))
    counts[0] = 0
    many = estimate_mean_of_many(counts, values, np.arange(1.0, 6.0))
    each = estimate_mean(counts, values, smoothing_points=np.arange(1.0, 6.0))
    for name in ("mean", "centre", "variance", "df"):
        np.testing.assert_allclose(getattr(many, name), getattr(each, name), atol=1e-12)
    one, other = moments_of_many(counts, values), moments(counts, values)
    for name in ("base", "mean", "variance"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-12)
