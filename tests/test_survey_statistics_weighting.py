"""Weights: those of R survey, bringing what they promise, losing nobody, costing what Kish says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from published import assert_printed, oracle

from survey.statistics.mean import moments
from survey.statistics.proportion import wilson
from survey.statistics.weighting import (
    cluster_design_effect,
    design_effect,
    effective_base,
    effective_counts,
    post_stratify,
    rake,
    trim,
)

Table = NDArray[np.float64]
TABLES = st.lists(st.integers(1, 30), min_size=6, max_size=6).map(
    lambda cells: np.array(cells, dtype=np.float64).reshape(2, 3)
)
SHARES = st.tuples(st.floats(0.2, 0.8), st.floats(0.2, 0.4), st.floats(0.2, 0.4))


def margins(shares: tuple[float, float, float]) -> list[list[float]]:
    one, two, three = shares
    return [[one, 1 - one], [two, three, 1 - two - three]]


def test_post_stratification_by_hand() -> None:
    """Of 40 asked 10, 20 and 30 of three sites answered, whose head-counts are 50, 25 and 25."""
    weights = post_stratify([10, 20, 30], [50, 25, 25])
    assert weights == pytest.approx([0.5 / (1 / 6), 0.25 / (1 / 3), 0.25 / 0.5])


@pytest.mark.parametrize("largest", [None, 1.6])
def test_schools_weigh_what_they_do_in_r_survey(largest: float | None) -> None:
    schools, name = oracle("weights-apiclus1"), "bounded" if largest else "raked"
    base, margins = schools.data["base"], [schools.data["stype"], schools.data["sch_wide"]]
    weights = rake(base, margins, largest=largest)
    assert_printed(weights, schools.expect[name])
    mean = (weights * schools.data["sum"]).sum() / base.sum()
    assert_printed(mean, schools.expect[f"{name}_mean"])


def test_schools_of_three_kinds_weigh_what_they_do_in_r_survey() -> None:
    schools = oracle("weights-apiclus1")
    base, total = schools.data["base"].sum(axis=1), schools.data["sum"].sum(axis=1)
    weights = post_stratify(base, schools.data["stype"])
    assert_printed(weights, schools.expect["post_stratified"])
    assert_printed((weights * total).sum() / base.sum(), schools.expect["post_stratified_mean"])


def test_post_stratification_takes_strata_in_any_arrangement() -> None:
    base, shares = np.array([[10, 20], [30, 40]]), np.array([[0.1, 0.4], [0.3, 0.2]])
    weights = post_stratify(base, shares)
    assert weights * base / 100 == pytest.approx(shares)


def test_a_stratum_without_answers_leaves_its_share_to_the_others() -> None:
    weights = post_stratify([10, 0, 30], [0.5, 0.2, 0.3])
    assert np.isnan(weights[1])
    assert weights[[0, 2]] * [10, 30] / 40 == pytest.approx([0.5 / 0.8, 0.3 / 0.8])


@given(TABLES, SHARES)
def test_raking_brings_every_margin_to_its_shares(
    base: Table, shares: tuple[float, float, float]
) -> None:
    wanted = margins(shares)
    weights = rake(base, wanted, largest=None)
    assert (weights * base).sum(axis=1) / base.sum() == pytest.approx(wanted[0])
    assert (weights * base).sum(axis=0) / base.sum() == pytest.approx(wanted[1])


@given(TABLES, SHARES)
def test_raking_keeps_what_no_margin_speaks_of(
    base: Table, shares: tuple[float, float, float]
) -> None:
    """The odds ratios within the table: weights are a product of one factor a level."""
    weights = rake(base, margins(shares), largest=None)
    odds = weights[0, :-1] * weights[1, 1:] / (weights[0, 1:] * weights[1, :-1])
    assert odds == pytest.approx(1.0)


def test_margins_that_are_met_already_weigh_nothing() -> None:
    base = np.array([[10, 20], [30, 40]])
    assert rake(base, [[30, 70], [40, 60]]) == pytest.approx(np.ones((2, 2)))


def test_an_empty_cell_has_no_weight_and_an_empty_level_no_share() -> None:
    base = np.array([[10, 0, 0], [20, 30, 0]])
    weights = rake(base, [[0.5, 0.5], [0.5, 0.3, 0.2]], largest=None)
    assert np.isnan(weights).tolist() == [[False, True, True], [False, False, True]]
    held = np.nan_to_num(weights) * base
    assert held.sum(axis=0) / 60 == pytest.approx([0.5 / 0.8, 0.3 / 0.8, 0])


def test_without_people_there_are_no_weights() -> None:
    assert np.isnan(rake([[0, 0], [0, 0]], [[0.5, 0.5], [0.5, 0.5]])).all()
    assert np.isnan(post_stratify([0, 0], [0.5, 0.5])).all()
    assert np.isnan(effective_base([], base=[]))
    assert np.isnan(design_effect([1, 1], base=[0, 0]))
    assert effective_counts([[0, 0]], [np.nan]).tolist() == [0.0, 0.0]


def test_nobody_counts_more_than_the_largest_weight_allowed() -> None:
    base = np.array([[1, 1], [1, 97]])
    weights = rake(base, [[0.5, 0.5], [0.5, 0.5]])
    assert weights.max() == pytest.approx(5.0)
    assert (weights * base).sum() == pytest.approx(100)
    free = rake(base, [[0.5, 0.5], [0.5, 0.5]], largest=None)
    assert free.max() > 5
    assert (weights * base).sum(axis=1)[0] < 50 == pytest.approx((free * base).sum(axis=1)[0])


def test_margins_that_can_be_had_below_the_limit_are_had() -> None:
    """Trimmed and fitted again: other cells of the level take what was cut."""
    base = np.array([[9, 35, 9], [9, 5, 5]])
    wanted = [[0.58, 0.42], [0.21, 0.43, 0.36]]
    weights = rake(base, wanted, largest=1.9)
    assert rake(base, wanted, largest=None).max() > 1.9
    assert weights.max() <= 1.9 + 1e-9
    assert (weights * base).sum(axis=1) / base.sum() == pytest.approx(wanted[0])
    assert (weights * base).sum(axis=0) / base.sum() == pytest.approx(wanted[1])


def test_margins_that_only_just_can_be_had_are_had() -> None:
    """It takes some hundred steps: cutting and fitting fifty times left them 0.15 % away."""
    base, wanted = np.array([[12, 14, 7], [7, 7, 8]]), [[0.75, 0.25], [0.15, 0.25, 0.60]]
    weights = rake(base, wanted, largest=2.8)
    assert weights.max() <= 2.8 + 1e-9
    assert (weights * base).sum(axis=1) / base.sum() == pytest.approx(wanted[0])
    assert (weights * base).sum(axis=0) / base.sum() == pytest.approx(wanted[1])


@given(TABLES, st.lists(st.floats(0.4, 2.5), min_size=6, max_size=6))
def test_where_some_weights_below_the_limit_would_do_raking_finds_such(
    base: Table, some: list[float]
) -> None:
    would_do = np.reshape(some, (2, 3))
    would_do /= np.average(would_do, weights=base)
    limit = 1.1 * would_do.max()
    wanted = [(would_do * base).sum(axis=1), (would_do * base).sum(axis=0)]
    weights = rake(base, wanted, largest=limit)
    assert weights.max() <= limit * (1 + 1e-9)
    assert (weights * base).sum(axis=1) == pytest.approx(wanted[0], rel=1e-6)
    assert (weights * base).sum(axis=0) == pytest.approx(wanted[1], rel=1e-6)


@pytest.mark.parametrize("largest", [None, 1.2, 2.0])
def test_margins_that_contradict_each_other_still_give_weights(largest: float | None) -> None:
    """Each role at a site of its own, and other shares of roles than of sites; levels of few."""
    for base in ([[20, 0], [0, 30]], [[1, 0], [3, 40]], [[0, 2, 9], [7, 0, 0], [0, 1, 5]]):
        people = np.array(base)
        wanted = [np.linspace(0.1, 0.9, people.shape[0]), np.linspace(0.9, 0.1, people.shape[1])]
        weights = np.nan_to_num(rake(people, wanted, largest=largest))
        assert np.isfinite(weights).all()
        assert (weights * people).sum() == pytest.approx(people.sum())
        assert weights.max() <= (largest or np.inf) * (1 + 1e-9)


@given(st.lists(st.floats(0.01, 50), min_size=2, max_size=8), st.floats(1, 6))
def test_trimming_keeps_the_sum_the_order_and_the_limit(given_: list[float], limit: float) -> None:
    base = np.arange(1.0, len(given_) + 1)
    weights = np.array(given_) / np.average(given_, weights=base)
    trimmed = trim(weights, base, limit)
    assert (trimmed * base).sum() == pytest.approx(base.sum())
    assert trimmed.max() <= limit * (1 + 1e-9)
    assert (np.diff(trimmed[np.argsort(weights)]) >= -1e-9).all()
    if weights.max() <= limit:
        assert trimmed == pytest.approx(weights)


def test_trimming_nobody_gives_no_weight() -> None:
    assert trim([np.nan, np.nan], [0, 0]).tolist() == [0.0, 0.0]


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=12))
def test_kishs_design_effect_is_one_plus_the_squared_variation_of_the_weights(
    weights: list[float],
) -> None:
    variation = np.std(weights) / np.mean(weights)
    assert design_effect(weights) == pytest.approx(1 + variation**2)
    assert effective_base(weights) == pytest.approx(len(weights) / (1 + variation**2))


def test_a_cell_stands_for_its_people_one_by_one() -> None:
    assert effective_base([2.0, 0.5], base=[3, 4]) == pytest.approx(
        effective_base([2.0] * 3 + [0.5] * 4)
    )
    assert design_effect([2.0, np.nan, 0.5], base=[3, 0, 4]) == pytest.approx(
        design_effect([2.0] * 3 + [0.5] * 4)
    )


def test_equal_weights_cost_nothing_whatever_their_unit() -> None:
    assert design_effect([3, 3, 3]) == 1.0
    assert effective_base([0.1, 0.1]) == pytest.approx(2)
    counts = np.array([[1, 2, 3], [4, 0, 1]])
    assert effective_counts(counts, [7, 7]) == pytest.approx(counts.sum(axis=0))


def test_effective_counts_carry_the_weighted_shares_and_the_effective_base() -> None:
    counts, weights = np.array([[0, 10], [30, 0]]), np.array([2.0, 1.0])
    found = effective_counts(counts, weights)
    assert found.sum() == pytest.approx(effective_base(weights, base=[10, 30]))
    assert moments(found, [0, 1]).mean == pytest.approx(20 / 50)
    width = wilson(found[1], found.sum())
    assert width.high - width.low > wilson(16, 40).high - wilson(16, 40).low


def test_clusters_of_like_people_count_as_fewer() -> None:
    assert cluster_design_effect([0.05, 0.0, -0.1, 1.0], [21, 21, 21, 21]).tolist() == [2, 1, 1, 21]


def test_a_batch_gives_what_each_alone_gives() -> None:
    counts = np.array([[[0, 10], [30, 0]], [[5, 5], [1, 2]]])
    weights = np.array([[2.0, 1.0], [0.5, 3.0]])
    assert effective_counts(counts, weights)[1] == pytest.approx(
        effective_counts(counts[1], weights[1])
    )
    assert design_effect(weights, counts.sum(axis=-1)).shape == (2,)
