"""The mean from counts, and an interval that small teams deserve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from teams import Counts, answers, one_team, random_pairs

from survey.statistics.mean import Moments, estimate_mean, mean_from_moments, moments

ALL_FIVE = [0, 0, 0, 0, 5]


def test_moments_are_those_of_the_answers_one_by_one() -> None:
    counts, _ = random_pairs(20)
    batch = moments(counts)
    for row, mean, variance in zip(counts, batch.mean, batch.variance, strict=True):
        assert mean == pytest.approx(answers(row).mean())
        assert variance == pytest.approx(answers(row).var(ddof=1))


def test_values_need_not_be_points_of_a_scale() -> None:
    spread = moments([2, 1, 1], values=[-1.5, 0.5, 2.5])  # -1.5, -1.5, 0.5, 2.5
    assert spread.mean == 0.0
    assert spread.variance == pytest.approx((2.25 + 2.25 + 0.25 + 6.25) / 3)


def test_no_answers_have_no_mean_and_one_has_no_variance() -> None:
    assert np.isnan(moments([0, 0, 0]).mean)
    assert moments([0, 1, 0]).mean == 2.0
    assert np.isnan(moments([0, 1, 0]).variance)


def test_the_plain_estimate_has_the_textbook_error() -> None:
    estimate = mean_from_moments(moments([1, 0, 3]))
    assert estimate.standard_error == pytest.approx(0.5)
    assert estimate.df == 3
    assert estimate.interval().high == pytest.approx(2.5 + 3.182446 * 0.5, abs=1e-6)


def test_the_smoothed_interval_by_hand() -> None:
    """Five of ten people say 5: f = 1/2, smoothed mean 29.5/6.5, and a step of a tenth."""
    estimate = estimate_mean(ALL_FIVE, population=10)
    assert estimate.mean == 5.0
    spread = (5.3 * (6 / 13) ** 2 + 0.3 * sum((6 / 13 - off) ** 2 for off in (1, 2, 3, 4))) / 5.5
    error = np.sqrt(spread / 6.5 / 2 + 0.1**2)
    assert estimate.centre == pytest.approx(5 - 0.5 * (5 - 29.5 / 6.5))
    assert estimate.standard_error == pytest.approx(error)
    assert estimate.df == 4
    assert estimate.interval().low == pytest.approx(estimate.centre - 2.776445 * error, abs=1e-6)


def test_the_last_person_missing_may_differ_from_all_others_by_a_point() -> None:
    """29 of 30 say 3: their spread alone would leave the thirtieth no room."""
    interval = estimate_mean([0, 0, 29, 0, 0], population=30).interval()
    assert interval.low < 3 - 1 / 30 < 3 + 1 / 30 < interval.high


def test_a_score_is_smoothed_at_the_scale_points_and_nowhere_else() -> None:
    """Scores 3.5, 3.5, 4.25 on a scale of 1 to 5: 0.3 at each of 1, 2, 3, 4, 5 joins them."""
    score = estimate_mean([2, 1], [3.5, 4.25], smoothing_points=[1, 2, 3, 4, 5])
    joined = moments([2, 1, 0.3, 0.3, 0.3, 0.3, 0.3], [3.5, 4.25, 1, 2, 3, 4, 5])
    assert score.mean == pytest.approx(11.25 / 3)
    assert score.centre == pytest.approx(joined.mean)
    assert score.variance == pytest.approx(joined.variance / 4.5)
    assert score.df == 2


def test_what_was_observed_is_never_left_out_however_narrow_the_interval() -> None:
    assert estimate_mean(ALL_FIVE).interval(0.3).high == 5.0
    assert estimate_mean(ALL_FIVE[::-1]).interval(0.3).low == 1.0


def test_with_everyones_answer_the_interval_is_the_mean() -> None:
    interval = estimate_mean([1, 0, 2, 1, 1], population=5).interval()
    assert interval.low == interval.high == pytest.approx(3.2)


def test_without_answers_nothing_is_known() -> None:
    estimate = estimate_mean([[0] * 7, [0, 0, 0, 1, 0, 0, 0]])
    for figure in (estimate.mean, estimate.standard_error, estimate.interval().low):
        assert np.isnan(figure).tolist() == [True, False]


@given(one_team(), st.floats(1, 5))
def test_the_interval_holds_the_mean_and_grows_with_those_who_did_not_answer(
    counts: Counts, times: float
) -> None:
    few = estimate_mean(counts, population=counts.sum() * times).interval()
    more = estimate_mean(counts, population=counts.sum() * times * 2).interval()
    mean = moments(counts).mean
    assert few.low <= mean <= few.high
    assert few.high - few.low <= more.high - more.low + 1e-12


@given(one_team())
def test_a_batch_gives_what_each_alone_gives(counts: Counts) -> None:
    alone = estimate_mean(counts, population=200).interval()
    batch = estimate_mean([[counts, counts[::-1]]], population=[[200, np.inf]]).interval()
    assert batch.low.shape == (1, 2)
    assert batch.low[0, 0] == pytest.approx(alone.low)


def test_the_factor_gives_the_error_of_rs_survey_package() -> None:
    schools = oracle("fpc-apisrs")
    n, total, squares = (schools.data[key] for key in ("n", "sum", "squares"))
    variance = (squares - total**2 / n) / (n - 1)
    sample = Moments(base=n, mean=total / n, variance=variance)
    assert_printed(mean_from_moments(sample).standard_error, schools.expect["se_nofpc"])
    corrected = mean_from_moments(sample, population=schools.data["N"])
    assert_printed(corrected.mean, schools.expect["mean"])
    assert_printed(corrected.standard_error, schools.expect["se_fpc"])
