"""What may be said of a gap that changed: narrower, wider, turned, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.course import Course, change_of_gap, course_of_gap
from survey.estimates import Estimate


def gap(value: float, reach: float = 0.2) -> Estimate:
    return Estimate(value=value, low=value - reach, high=value + reach, base=40)


def course(then: Estimate, now: Estimate) -> Course:
    return course_of_gap(then, now, change_of_gap(then, now))


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (1.0, 0.3, Course.NARROWER),
        (-1.0, -0.3, Course.NARROWER),
        (0.3, 1.0, Course.WIDER),
        (-0.3, -1.0, Course.WIDER),
        (1.0, 1.1, Course.NO_CLEAR_CHANGE),
        (1.0, -0.1, Course.NARROWER),  # through zero, and clearly nearer to it
        (0.1, -1.0, Course.WIDER),
        (0.8, -0.8, Course.TURNED),
        (0.8, -0.6, Course.TURNED),  # which is the wider one is not clear
        (1.0, 0.0, Course.NARROWER),
    ],
)
def test_a_word_needs_a_clear_change_and_clear_sizes(then: float, now: float, said: Course) -> None:
    assert course(gap(then), gap(now)) is said


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0.01, 1))
def test_the_other_team_first_says_the_same(then: float, now: float, reach: float) -> None:
    one = course(gap(then, reach), gap(now, reach))
    assert course(gap(-then, reach), gap(-now, reach)) is one


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0.01, 1))
def test_back_in_time_narrower_is_wider(then: float, now: float, reach: float) -> None:
    back = {Course.NARROWER: Course.WIDER, Course.WIDER: Course.NARROWER}
    one = course(gap(then, reach), gap(now, reach))
    assert course(gap(now, reach), gap(then, reach)) is back.get(one, one)
