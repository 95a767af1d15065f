"""Alpha, omega and their kin: against R psych and pingouin, from tables of pairs, and at the ends."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray
from published import assert_printed, oracle
from scipy import stats
from scipy.optimize import minimize
from statsmodels.multivariate.factor import Factor

from survey.statistics.reliability import (
    correlation,
    cronbach_alpha,
    feldt_interval,
    guttman_lambda6,
    item_rest,
    mean_correlation,
    omega_total,
    one_factor,
    pair_correlation,
    pair_covariance,
)

Answers = NDArray[np.float64]


def pair_tables(answers: Answers, values: ArrayLike) -> Answers:
    """Tables of every two items from people's answers one by one; whoever skipped is in none."""
    ticked = (answers[..., None] == np.asarray(values)).astype(np.float64)
    tables: Answers = np.einsum("nia,njb->ijab", ticked, ticked)
    return tables


def covariance(answers: Answers) -> Answers:
    """The covariances of a set of answers, by way of the tables of pairs."""
    values = np.unique(answers[~np.isnan(answers)])
    return pair_covariance(pair_tables(answers, values), values)


def some_answers(seed: int, people: int = 60, items: int = 5) -> Answers:
    """Answers 1 to 5 that go together, one in eight missing."""
    random = np.random.default_rng(seed)
    together = random.normal(size=(people, 1)) + random.normal(size=(people, items))
    answers = np.clip(np.rint(3 + together), 1, 5)
    return np.where(random.random(answers.shape) < 1 / 8, np.nan, answers)


def test_the_attitude_data_give_the_figures_of_psych() -> None:
    attitude = oracle("alpha-attitude")
    answers = attitude.data["answers"]
    found = covariance(answers)
    alike = correlation(found)
    assert_printed(cronbach_alpha(found), attitude.expect["raw"])
    assert_printed(cronbach_alpha(alike), attitude.expect["std"])
    assert_printed(guttman_lambda6(alike), attitude.expect["G6"])
    assert_printed(mean_correlation(alike), attitude.expect["average_r"])
    interval = feldt_interval(cronbach_alpha(found), *answers.shape)
    assert_printed([interval.low, interval.high], attitude.expect["feldt95"])
    assert_printed(item_rest(found), attitude.expect["r_drop"])
    assert_printed(omega_total(alike), attitude.expect["omega_total"])


def test_five_items_with_missing_answers_give_the_figures_of_psych() -> None:
    """From the tables alone, one item reversed; psych takes all who came for the interval's n."""
    agreeable = oracle("alpha-bfi-a")
    tables = np.zeros((5, 5, 6, 6))
    for item, counts in enumerate(agreeable.data["single"]):
        tables[item, item] = np.diag(counts)
    for (one, two), both in zip(combinations(range(5), 2), agreeable.data["pairs"], strict=True):
        tables[one, two], tables[two, one] = both, both.T
    found = pair_covariance(tables)
    alike = correlation(found)
    interval = feldt_interval(cronbach_alpha(found), 2800, 5)
    assert_printed(cronbach_alpha(found), agreeable.expect["raw"])
    assert_printed(cronbach_alpha(alike), agreeable.expect["std"])
    assert_printed(guttman_lambda6(alike), agreeable.expect["G6"])
    assert_printed(mean_correlation(alike), agreeable.expect["average_r"])
    assert_printed([interval.low, interval.high], agreeable.expect["feldt95"])
    among_both = pair_correlation(tables)
    assert_printed(one_factor(among_both), agreeable.expect["loadings"])
    assert_printed(omega_total(among_both), agreeable.expect["omega_total"])
    assert omega_total(alike) == pytest.approx(0.7234, abs=1e-4)  # and not .7229: not psych's


def test_thurstones_nine_tests_give_the_omega_of_one_factor() -> None:
    tests = oracle("omega-thurstone")
    alike = tests.data["correlations"]
    assert_printed(cronbach_alpha(alike), tests.expect["alpha"])
    assert_printed(one_factor(alike), tests.expect["loadings"])
    assert_printed(omega_total(alike), tests.expect["omega_total"])


@pytest.mark.parametrize("name", ["alpha-pingouin-wide", "alpha-pingouin-long"])
def test_pingouins_examples_come_out_with_missing_answers_too(name: str) -> None:
    example = oracle(name)
    answers = example.data["answers"]
    alpha = cronbach_alpha(covariance(answers))
    interval = feldt_interval(alpha, *answers.shape)
    assert_printed(alpha, example.expect["pairwise"])
    assert_printed(np.round([interval.low, interval.high], 3), example.expect["ci95"])
    if "listwise" in example.expect:
        complete = answers[~np.isnan(answers).any(axis=1)]
        assert_printed(cronbach_alpha(covariance(complete)), example.expect["listwise"])


@pytest.mark.parametrize("seed", range(3))
def test_pairwise_covariances_and_correlations_are_those_of_pandas(seed: int) -> None:
    answers = some_answers(seed)
    frame = pd.DataFrame(answers)
    assert covariance(answers) == pytest.approx(frame.cov().to_numpy(), rel=1e-12)
    alike = pair_correlation(pair_tables(answers, range(1, 6)))
    assert alike == pytest.approx(frame.corr().to_numpy(), rel=1e-12)
    expected, _ = pingouin.cronbach_alpha(frame)
    assert cronbach_alpha(covariance(answers)) == pytest.approx(expected, rel=1e-12)


@given(st.floats(-1, 1), st.integers(2, 200), st.integers(2, 12), st.sampled_from([0.8, 0.95]))
def test_feldts_interval_is_that_of_scipys_f(
    alpha: float, people: int, items: int, confidence: float
) -> None:
    interval = feldt_interval(alpha, people, items, confidence)
    f = stats.f(people - 1, (people - 1) * (items - 1))
    tail = (1 - confidence) / 2
    assert interval.low == pytest.approx(1 - (1 - alpha) * f.isf(tail), rel=1e-6)
    assert interval.high == pytest.approx(1 - (1 - alpha) * f.ppf(tail), rel=1e-6)


def test_an_alpha_of_a_small_team_says_little() -> None:
    interval = feldt_interval([0.80, 0.80], [15, 8], items=4)
    assert interval.low == pytest.approx([0.56, 0.41], abs=0.01)
    assert interval.high == pytest.approx([0.92, 0.96], abs=0.01)


def test_intervals_of_higher_confidence_hold_the_others() -> None:
    inner, outer = feldt_interval(0.7, 20, 5, 0.90), feldt_interval(0.7, 20, 5)
    assert outer.low < inner.low < 0.7 < inner.high < outer.high


def test_a_correlation_among_those_who_answered_both_is_at_most_one() -> None:
    """1 1, 3 3 and 1 1 agree wholly; by all answers to each item, 2 and 2 among them, r is 1.2."""
    missing = np.nan
    answers = np.array([[1, 1], [3, 3], [1, 1], [2, missing], [2, missing], [missing, 2]])
    assert pair_correlation(pair_tables(answers, [1, 2, 3])) == pytest.approx(np.ones((2, 2)))
    assert correlation(covariance(answers))[0, 1] > 1.2


def test_without_missing_answers_the_two_correlations_are_one() -> None:
    answers = np.nan_to_num(some_answers(3), nan=3.0)
    tables = pair_tables(answers, range(1, 6))
    assert pair_correlation(tables) == pytest.approx(correlation(pair_covariance(tables)))


def test_tables_of_two_groups_add_up() -> None:
    answers, points = some_answers(4), np.arange(1, 6)
    joined = pair_tables(answers[:25], points) + pair_tables(answers[25:], points)
    assert pair_covariance(joined) == pytest.approx(covariance(answers), rel=1e-12)


def test_turning_every_item_or_naming_other_points_leaves_what_has_no_unit() -> None:
    answers = some_answers(5)
    here = covariance(answers)
    for there in (covariance(6 - answers), covariance(10 * answers + 3)):
        assert cronbach_alpha(there) == pytest.approx(cronbach_alpha(here))
        assert item_rest(there) == pytest.approx(item_rest(here))
        assert omega_total(correlation(there)) == pytest.approx(omega_total(correlation(here)))


def test_item_rest_is_the_correlation_with_the_sum_of_the_others() -> None:
    answers = np.nan_to_num(some_answers(6), nan=3.0)
    found = item_rest(covariance(answers))
    for item in range(5):
        rest = np.delete(answers, item, axis=1).sum(axis=1)
        assert found[item] == pytest.approx(np.corrcoef(answers[:, item], rest)[0, 1])


def test_an_item_keyed_the_wrong_way_speaks_against_the_others() -> None:
    answers = some_answers(7, people=200)
    turned = answers.copy()
    turned[:, 2] = 6 - turned[:, 2]
    assert (item_rest(covariance(answers)) > 0).all()
    assert item_rest(covariance(turned))[2] < 0
    assert cronbach_alpha(covariance(turned)) < cronbach_alpha(covariance(answers))
    assert one_factor(correlation(covariance(turned)))[2] < 0


@pytest.mark.parametrize("seed", range(3))
def test_the_loadings_have_the_least_residuals_there_are(seed: int) -> None:
    """The sum of squares off the diagonal, found again by a general optimiser."""
    alike = correlation(covariance(some_answers(seed, people=80)))
    beside = ~np.eye(5, dtype=bool)

    def residuals(loadings: Answers) -> float:
        return float(((alike - np.outer(loadings, loadings))[beside] ** 2).sum())

    best = minimize(residuals, np.full(5, 0.6), tol=1e-14).x
    assert one_factor(alike) == pytest.approx(best, abs=1e-5)


def test_statsmodels_factor_comes_near() -> None:
    """Another criterion (principal axes), the same factor: to two digits."""
    alike = correlation(covariance(some_answers(8, people=400)))
    with np.errstate(all="ignore"):
        axes = Factor(corr=alike, n_factor=1, smc=True).fit().loadings[:, 0]
    assert one_factor(alike) == pytest.approx(np.abs(axes), abs=0.01)


def test_a_correlation_matrix_of_one_factor_gives_it_back() -> None:
    loadings = np.array([0.9, 0.8, 0.5, 0.4])
    alike = np.outer(loadings, loadings)
    np.fill_diagonal(alike, 1.0)
    assert one_factor(alike) == pytest.approx(loadings, abs=1e-9)
    omega = omega_total(alike)
    assert omega == pytest.approx(loadings.sum() ** 2 / alike.sum())
    assert cronbach_alpha(alike) < omega


def test_items_that_measure_alike_well_have_one_reliability() -> None:
    alike = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    expected = 4 * 0.5 / (1 + 3 * 0.5)
    assert cronbach_alpha(alike) == pytest.approx(expected)
    assert omega_total(alike) == pytest.approx(expected)
    assert mean_correlation(alike) == pytest.approx(0.5)


def test_no_loading_leaves_an_item_without_error_of_its_own() -> None:
    """0.9 x 0.9 / 0.5 would be a loading above 1."""
    alike = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]])
    assert one_factor(alike)[0] ** 2 == pytest.approx(0.995)


def test_what_is_not_defined_is_nan() -> None:
    one_item = np.array([[2.0]])
    assert np.isnan(cronbach_alpha(one_item))
    assert np.isnan(mean_correlation(one_item))
    assert np.isnan(item_rest(one_item)).all()
    assert np.isnan(cronbach_alpha(np.zeros((3, 3))))
    assert np.isnan(correlation(np.zeros((2, 2)))).all()
    assert np.isnan(guttman_lambda6(np.ones((3, 3))))
    assert np.isnan(one_factor(np.ones((2, 2)))).all()
    assert np.isnan(omega_total(np.full((3, 3), np.nan)))
    assert np.isnan(omega_total(np.ones((2, 2))))
    assert np.isnan(pair_covariance(np.zeros((2, 2, 5, 5)))).all()
    assert np.isnan(pair_correlation(np.zeros((2, 2, 5, 5)))).all()
    for people, items in ((1, 4), (0, 4), (10, 1)):
        assert np.isnan(feldt_interval(0.5, people, items).low)


def test_a_team_that_answers_each_item_alike_has_no_alpha_and_one_item_alike_harms_none() -> None:
    same = np.full((6, 3), 3.0)
    assert np.isnan(cronbach_alpha(pair_covariance(pair_tables(same, np.arange(1, 6)))))
    answers = some_answers(9)
    answers[:, 0] = 4.0
    assert np.isfinite(cronbach_alpha(covariance(answers)))
    assert np.isnan(item_rest(covariance(answers))).tolist() == [True, *[False] * 4]


def test_a_batch_gives_what_each_alone_gives() -> None:
    points = np.arange(1, 6)
    tables = np.array([[pair_tables(some_answers(seed), points)] for seed in (1, 2)])
    found = pair_covariance(tables)
    alike = correlation(found)
    assert found.shape == (2, 1, 5, 5)
    for figure, at in (
        (cronbach_alpha, found),
        (item_rest, found),
        (guttman_lambda6, alike),
        (mean_correlation, alike),
        (one_factor, alike),
        (omega_total, alike),
    ):
        batch = figure(at)
        assert batch.shape[:2] == (2, 1)
        for row in (0, 1):
            assert batch[row, 0] == pytest.approx(figure(at[row, 0]), rel=1e-9)
    assert feldt_interval(cronbach_alpha(found), 50, 5).low.shape == (2, 1)
