"""The difference of two estimates, from their intervals alone."""

from __future__ import annotations

import numpy as np
import pytest

from survey.statistics.comparison import compare_means
from survey.statistics.interval import Interval
from survey.statistics.mean import estimate_mean
from survey.statistics.proportion import newcombe, wilson
from survey.statistics.recovery import recovered_difference


def test_of_shares_it_is_newcombes_interval() -> None:
    """Newcombe (1998): Wilson intervals, recovered; 56 of 70 and 48 of 80."""
    found = recovered_difference(56 / 70, wilson(56, 70), 48 / 80, wilson(48, 80))
    expected = newcombe((56, 70), (48, 80))
    assert float(found.low) == pytest.approx(float(expected.low), abs=1e-12)
    assert float(found.high) == pytest.approx(float(expected.high), abs=1e-12)


def test_of_two_means_of_many_answers_it_is_nearly_welchs_interval() -> None:
    first, second = np.array([30, 60, 80, 60, 30]), np.array([60, 80, 60, 30, 20])
    one, other = estimate_mean(first), estimate_mean(second)
    found = recovered_difference(one.mean, one.interval(), other.mean, other.interval())
    expected = compare_means(first, second).interval()
    assert float(found.low) == pytest.approx(float(expected.low), abs=0.005)
    assert float(found.high) == pytest.approx(float(expected.high), abs=0.005)


def test_estimates_without_doubt_leave_none_in_the_difference() -> None:
    point = Interval(np.array([2.0, 3.0]), np.array([2.0, 3.0]))
    found = recovered_difference([2.0, 3.0], point, [2.0, 3.0], point)
    assert found.low.tolist() == found.high.tolist() == [0.0, 0.0]
