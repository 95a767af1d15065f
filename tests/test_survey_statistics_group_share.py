"""The share of groups above a cut, where each is known by a few answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.statistics.group_share import chance_if_alike, share_of_groups
from survey.statistics.proportion import chance_of_share, wilson

CUT = 0.6


def worlds(truth: float, answers: int, companies: int = 4_000) -> tuple[float, float, float]:
    """A share aligned; the mean chance that is published, and the share as counted."""
    random = np.random.default_rng(7)
    common, own = random.normal(size=(companies, 1)), random.normal(size=(companies, 2))
    logit = np.sqrt(0.5) * (common + own)
    cut = np.quantile(logit.min(axis=1), 1.0 - truth)
    shares = 1.0 / (1.0 + np.exp(-(logit - cut + np.log(CUT / (1.0 - CUT)))))
    favourable = random.binomial(answers, shares)
    chances = chance_of_share(favourable, answers, CUT).prod(axis=1)
    reached = (favourable >= CUT * answers - 1e-9).all(axis=1)
    found = share_of_groups(chances, reached)
    true = float((shares >= CUT).all(axis=1).mean())
    return true, found.share, found.reached / companies


@pytest.mark.parametrize(
    ("answers", "mean_chance", "as_counted"),
    [(5, 7.7, 11.8), (8, 6.7, 7.7), (15, 5.6, 6.9), (30, 5.0, 5.7)],
)
def test_the_mean_chance_is_nearer_the_truth_than_the_count(
    answers: int, mean_chance: float, as_counted: float
) -> None:
    true, share, counted = worlds(0.044, answers)
    assert 100 * true == pytest.approx(4.4, abs=0.1)
    assert 100 * share == pytest.approx(mean_chance, abs=0.1)
    assert 100 * counted == pytest.approx(as_counted, abs=0.1)


@pytest.mark.parametrize("answers", [5, 8, 15])
def test_it_is_nearer_where_more_companies_are_aligned_too(answers: int) -> None:
    true, share, counted = worlds(0.148, answers)
    assert abs(share - true) < abs(counted - true)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=5, max_size=60))
def test_the_interval_holds_share_and_count(groups: list[tuple[float, bool]]) -> None:
    found = share_of_groups([chance for chance, _ in groups], [above for _, above in groups])
    low, high = float(found.interval.low), float(found.interval.high)
    assert low <= found.share <= high
    assert low <= found.reached / found.groups <= high
    assert found.groups == len(groups)


def test_the_interval_is_wilsons_where_all_agree() -> None:
    found = share_of_groups([1.0, 1.0, 0.0, 0.0, 0.0], [True, True, False, False, False])
    assert float(found.interval.low) == pytest.approx(float(wilson(2, 5).low))
    assert float(found.interval.high) == pytest.approx(float(wilson(2, 5).high))


def test_chances_of_groups_taken_for_alike_widen_it() -> None:
    apart = share_of_groups([0.5] * 10, [True] * 5 + [False] * 5)
    wider = share_of_groups([0.5] * 10, [True] * 5 + [False] * 5, [0.0] * 10)
    assert float(wider.interval.low) == pytest.approx(0.0)
    assert float(wider.interval.low) < float(apart.interval.low)


def test_groups_that_differ_are_not_taken_for_alike() -> None:
    answered, n = np.array([0, 1, 19, 20, 20, 0]), np.full(6, 20)
    alike = chance_if_alike(answered, n, CUT)
    assert alike == pytest.approx(chance_of_share(answered, n, CUT), abs=0.02)


def test_groups_that_differ_less_than_chance_would_let_them_are_one() -> None:
    below = chance_if_alike([4, 5, 4, 5], [10] * 4, CUT)
    above = chance_if_alike([8, 7, 8, 7], [10] * 4, CUT)
    assert below.max() < 0.01
    assert above.min() > 0.99
