"""The proportional-odds model of two groups: against R, statsmodels, by hand, and at the ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from numpy.typing import NDArray
from published import assert_printed, oracle
from scipy.optimize import minimize
from scipy.special import expit
from statsmodels.miscmodels.ordinal_model import OrderedModel
from teams import Pair, answers, random_pairs, two_teams

from survey.statistics.ordinal import proportional_odds

ALL_ONE, ALL_THREE, ALL_FIVE = [5, 0, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 0, 5]


def test_the_pain_scores_give_rs_figures() -> None:
    """R compares y with x: so y comes first here. BFGS's own error would be 0.69."""
    pain = oracle("po-pain")
    y, x = ((pain.data[group][:, None] == np.arange(1, 6)).sum(axis=0) for group in "yx")
    model = proportional_odds(y, x)
    assert_printed(model.log_odds_ratio, pain.expect["logOR"])
    assert_printed(model.standard_error, pain.expect["se"])


def test_the_bitterness_of_wine_gives_rs_figures() -> None:
    wine = oracle("po-wine")
    model = proportional_odds(wine.data["first"], wine.data["second"])
    assert_printed(model.log_odds_ratio, wine.expect["logOR"])
    assert_printed(model.standard_error, wine.expect["se"])


def test_it_agrees_with_statsmodels_on_random_tables() -> None:
    first, second = random_pairs(5)
    model = proportional_odds(first, second)
    for row in range(5):
        one, two = answers(first[row]), answers(second[row])
        in_first = np.repeat([1.0, 0.0], [one.size, two.size])
        expected = OrderedModel(np.concatenate([one, two]), in_first[:, None], distr="logit").fit(
            method="newton", disp=False
        )
        assert model.log_odds_ratio[row] == pytest.approx(expected.params[0], abs=1e-6)
        assert model.standard_error[row] == pytest.approx(expected.bse[0], rel=1e-4)
        assert model.p[row] == pytest.approx(expected.pvalues[0], rel=1e-3)
        interval = model.interval(0.90)
        assert [interval.low[row], interval.high[row]] == pytest.approx(
            expected.conf_int(0.10)[0], abs=1e-3
        )


def test_on_two_points_it_is_the_odds_ratio_of_the_table() -> None:
    model = proportional_odds([[7, 3], [10, 30]], [[2, 9], [20, 20]])
    assert model.odds_ratio == pytest.approx([3 / 7 * 2 / 9, 3.0])
    assert model.standard_error**2 == pytest.approx(
        [1 / 7 + 1 / 3 + 1 / 2 + 1 / 9, 1 / 10 + 1 / 30 + 2 / 20]
    )


def test_points_that_nobody_chose_change_nothing() -> None:
    short = proportional_odds([4, 6, 3], [5, 2, 2])
    long = proportional_odds([0, 4, 0, 6, 3, 0], [0, 5, 0, 2, 2, 0])
    assert long.log_odds_ratio == pytest.approx(short.log_odds_ratio, abs=1e-12)
    assert long.standard_error == pytest.approx(short.standard_error)


def test_groups_that_do_not_overlap_have_a_ratio_without_bound() -> None:
    model = proportional_odds(
        [ALL_FIVE, ALL_ONE, [0, 0, 2, 1, 0]], [ALL_ONE, ALL_FIVE, [1, 3, 1, 0, 0]]
    )
    assert model.log_odds_ratio.tolist() == [np.inf, -np.inf, np.inf]
    assert model.standard_error.tolist() == [np.inf] * 3
    assert np.isnan(model.p).all()
    assert np.isnan(model.interval().low).all()


def test_identical_answers_and_no_answers_have_no_ratio() -> None:
    model = proportional_odds([ALL_THREE, [0] * 5, ALL_ONE], [ALL_THREE, ALL_ONE, [0] * 5])
    assert np.isnan(model.log_odds_ratio).all()
    assert np.isnan(model.standard_error).all()


def test_an_answer_of_one_group_inside_the_other_is_enough_for_a_bound() -> None:
    model = proportional_odds([0, 40, 1, 0, 0], [30, 1, 1, 1, 30])
    assert np.isfinite([model.log_odds_ratio, model.standard_error]).all()


@given(two_teams())
def test_swapping_the_groups_or_turning_the_scale_changes_the_sign_alone(pair: Pair) -> None:
    first, second = pair
    model = proportional_odds(first, second)
    for other in (proportional_odds(second, first), proportional_odds(first[::-1], second[::-1])):
        assert other.log_odds_ratio == pytest.approx(-model.log_odds_ratio, abs=1e-8, nan_ok=True)
        assert other.standard_error == pytest.approx(model.standard_error, rel=1e-6, nan_ok=True)


def test_a_batch_has_the_shape_of_the_tables() -> None:
    first, second = random_pairs(6)
    model = proportional_odds(first.reshape(2, 3, 5), second[0])
    assert model.log_odds_ratio.shape == model.p.shape == model.interval().low.shape == (2, 3)
    assert model.log_odds_ratio[1, 2] == proportional_odds(first[5], second[0]).log_odds_ratio


def test_nearly_separate_groups_are_fitted_too() -> None:
    """A full step of Newton's method would overshoot here; the maximum is found by another way."""
    model = proportional_odds([2, 0, 1, 2], [0, 100, 0, 0])
    shares = np.array([[2, 0, 1, 2], [0, 100, 0, 0]])

    def fall(at: NDArray[np.float64]) -> float:
        cuts = np.cumsum([at[0], np.exp(at[1]), np.exp(at[2])])
        below = np.array([[0, *expit(cuts - at[3]), 1], [0, *expit(cuts), 1]])
        return -float((shares * np.log(np.diff(below) + 1e-300)).sum())

    best = minimize(fall, [-4, 2, 0, 0], method="Nelder-Mead", tol=1e-12, options={"maxiter": 9999})
    assert best.fun == pytest.approx(
        fall(np.array([*best.x[:3], float(model.log_odds_ratio)])), abs=1e-9
    )
    assert model.log_odds_ratio == pytest.approx(best.x[3], abs=1e-4)
