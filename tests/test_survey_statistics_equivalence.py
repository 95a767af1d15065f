"""Equivalence: two one-sided tests, and the same said by a 90 % interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from teams import Pair, two_teams

from survey.statistics.comparison import compare_means, difference_of_means
from survey.statistics.equivalence import tost, within
from survey.statistics.interval import Interval
from survey.statistics.mean import Moments, mean_from_moments


def test_two_one_sided_tests_give_the_figures_of_lakens_example() -> None:
    example = oracle("tost-lakens")
    one, two = (
        Moments(
            base=example.data[f"n{group}"],
            mean=example.data[f"m{group}"],
            variance=example.data[f"sd{group}"] ** 2,
        )
        for group in (1, 2)
    )
    comparison = difference_of_means(mean_from_moments(one), mean_from_moments(two))
    margin = example.data["bound_d"] * np.sqrt((one.variance + two.variance) / 2)
    tests, interval = tost(comparison, margin), comparison.interval(0.90)
    assert_printed(comparison.df, example.expect["df"])
    assert_printed([interval.low, interval.high], example.expect["ci90"])
    assert_printed(tests.t_lower, example.expect["t_lower"])
    assert_printed(tests.p_lower, example.expect["p_lower"])
    assert_printed(tests.t_upper, example.expect["t_upper"])
    assert_printed(tests.p_upper, example.expect["p_upper"])
    assert tests.p == tests.p_upper


@given(two_teams(), st.sampled_from([0.25, 0.5, 1.0]), st.sampled_from([None, 200]))
def test_the_tests_say_the_same_as_the_interval(
    pair: Pair, margin: float, people: int | None
) -> None:
    comparison = compare_means(*pair, populations=(people, people))
    equivalent = bool(tost(comparison, margin).p < 0.05)
    assert within(comparison.interval(0.90), margin) == equivalent


def test_with_everyones_answer_the_tests_are_a_look_at_the_difference() -> None:
    """Differences of 0.2, 0.5 and -0.8 points; the edge itself is not inside."""
    first = [[0, 4, 6, 0, 0], [0, 0, 5, 5, 0], [0, 8, 2, 0, 0]]
    second = [[0, 6, 4, 0, 0], [0, 0, 10, 0, 0], [0, 0, 10, 0, 0]]
    comparison = compare_means(first, second, populations=(10, 10))
    assert tost(comparison, 0.5).p.tolist() == [0.0, 1.0, 1.0]
    assert within(comparison.interval(0.90), 0.5).tolist() == [True, False, False]


def test_an_interval_at_the_edge_or_unknown_is_not_within() -> None:
    low = np.array([-0.49, -0.5, -0.2, np.nan])
    high = np.array([0.49, 0.2, 0.5, np.nan])
    assert within(Interval(low, high), 0.5).tolist() == [True, False, False, False]


def test_equivalence_of_one_difference_is_a_plain_figure() -> None:
    assert float(tost(compare_means([0, 0, 50, 50, 0], [0, 0, 50, 50, 0]), 0.5).p) == pytest.approx(
        0.0, abs=1e-6
    )
