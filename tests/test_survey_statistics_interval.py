"""Intervals and p from one centre, one standard error and its degrees of freedom."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.statistics.distribution import FloatArray
from survey.statistics.interval import Interval, normal_quantile, student_interval, student_p


def numbers(centre: float, error: float, df: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    return np.array(centre), np.array(error), np.array(df)


def test_an_interval_is_widened_to_hold_a_value_and_else_left() -> None:
    interval = Interval(np.array([0.0, 0.0, 0.0]), np.array([1.0, 1.0, 1.0]))
    wider = interval.holding([-0.5, 0.5, 2.0])
    assert wider.low.tolist() == [-0.5, 0.0, 0.0]
    assert wider.high.tolist() == [1.0, 1.0, 2.0]


def test_the_normal_quantile_is_the_known_one() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959963984540054, rel=1e-14)
    assert normal_quantile(0.90) == pytest.approx(1.6448536269514722, rel=1e-14)


@given(st.floats(-4, 4), st.floats(0.01, 3), st.floats(1, 500), st.floats(0.5, 0.999))
def test_an_interval_leaves_zero_out_just_when_p_says_so(
    centre: float, error: float, df: float, confidence: float
) -> None:
    interval = student_interval(*numbers(centre, error, df), confidence)
    p = student_p(*numbers(centre, error, df))
    if abs(p - (1 - confidence)) > 1e-9:
        assert (interval.low > 0 or interval.high < 0) == (p < 1 - confidence)


def test_p_is_that_of_students_t() -> None:
    assert student_p(*numbers(-1.2, 0.5, 7.5)) == pytest.approx(2 * stats.t.sf(2.4, 7.5))


def test_without_error_a_difference_is_certain_and_so_is_none() -> None:
    centre = np.array([0.2, -0.2, 0.0, 1e-16])
    assert student_p(centre, np.zeros(4), np.full(4, 9.0)).tolist() == [0, 0, 1, 1]
    interval = student_interval(*numbers(0.2, 0.0, 9.0), 0.95)
    assert interval.low == interval.high == 0.2
