"""Shares and their differences: against Newcombe's tables, R and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from survey.statistics.proportion import chance_of_share, jeffreys, newcombe, wilson

SHARES = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_wilson_gives_newcombes_examples() -> None:
    examples = oracle("wilson-newcombe")
    successes, trials = examples.data["xn"].T
    interval = wilson(successes, trials)
    assert_printed(np.stack([interval.low, interval.high], axis=-1), examples.expect["ci"])


def test_newcombes_difference_is_the_published_one() -> None:
    example = oracle("newcombe-difference")
    first, second = (
        (example.data["x1"], example.data["n1"]),
        (example.data["x2"], example.data["n2"]),
    )
    interval = newcombe(first, second)
    assert_printed([interval.low, interval.high], example.expect["ci95"])
    assert_printed(first[0] / first[1] - second[0] / second[1], example.expect["diff"])


@given(SHARES, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_agrees_with_scipy(share: tuple[int, int], confidence: float) -> None:
    interval = wilson(*share, confidence)
    expected = stats.binomtest(*share).proportion_ci(confidence, method="wilson")
    assert interval.low == pytest.approx(expected.low, abs=1e-12)
    assert interval.high == pytest.approx(expected.high, abs=1e-12)


@given(SHARES, st.floats(1, 30))
def test_an_interval_holds_the_share_and_stays_within_nought_and_one(
    share: tuple[int, int], times: float
) -> None:
    successes, trials = share
    few = wilson(successes, trials, population=trials * times)
    all_open = wilson(successes, trials)
    assert 0 <= all_open.low <= few.low <= successes / trials <= few.high <= all_open.high <= 1


def test_half_the_team_counts_like_twice_the_answers() -> None:
    assert wilson(6, 10, population=20).low == pytest.approx(wilson(12, 20).low)


def test_with_everyones_answer_the_interval_is_the_share() -> None:
    interval = wilson([0, 3, 10], 10, population=10)
    assert interval.low.tolist() == interval.high.tolist() == [0.0, 0.3, 1.0]
    gap = newcombe((3, 10), (1, 10), populations=(10, 10))
    assert gap.low == gap.high == pytest.approx(0.2)


def test_each_group_has_its_own_head_count() -> None:
    """Everyone of the first group answered: only the second's interval is left."""
    gap, second = newcombe((3, 10), (1, 5), populations=(10, None)), wilson(1, 5)
    assert gap.low == pytest.approx(0.3 - second.high)
    assert gap.high == pytest.approx(0.3 - second.low)


def test_no_answers_no_interval() -> None:
    assert np.isnan(wilson([0, 0], [0, 5]).low).tolist() == [True, False]
    assert np.isnan(newcombe((0, 0), (1, 5)).low)


@given(SHARES, SHARES)
def test_swapping_the_groups_changes_the_sign_of_the_difference(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    there, back = newcombe(first, second), newcombe(second, first)
    assert there.low == pytest.approx(-back.high)
    assert -1 - 1e-12 <= there.low <= there.high <= 1 + 1e-12


@given(SHARES, st.sampled_from([0.9, 0.95]))
def test_jeffreys_agrees_with_statsmodels_but_where_nobody_or_all_said_so(
    share: tuple[int, int], confidence: float
) -> None:
    interval = jeffreys(*share, confidence)
    low, high = proportion_confint(*share, alpha=1 - confidence, method="jeffreys")
    assert interval.low == pytest.approx(low if share[0] else 0, abs=1e-12)
    assert interval.high == pytest.approx(high if share[0] < share[1] else 1, abs=1e-12)


@given(SHARES)
def test_jeffreys_interval_holds_the_share_and_turns_with_it(share: tuple[int, int]) -> None:
    successes, trials = share
    inner, outer = jeffreys(*share, 0.9), jeffreys(*share)
    assert 0 <= outer.low <= inner.low <= successes / trials <= inner.high <= outer.high <= 1
    turned = jeffreys(trials - successes, trials)
    assert [turned.low, turned.high] == pytest.approx([1 - outer.high, 1 - outer.low], abs=1e-9)


@given(SHARES, st.sampled_from([0.2, 0.5, 0.6]))
def test_the_chance_of_a_share_is_that_of_scipys_beta(share: tuple[int, int], cut: float) -> None:
    successes, trials = share
    chance = chance_of_share(successes, trials, cut)
    expected = stats.beta(successes + 0.5, trials - successes + 0.5).sf(cut)
    assert chance == pytest.approx(expected, abs=1e-12)
    assert chance_of_share(min(successes + 1, trials), trials, cut) >= chance
    assert chance_of_share(successes, trials, 1 - 1e-9) <= chance <= 1


def test_with_no_answers_jeffreys_knows_nothing() -> None:
    assert np.isnan(jeffreys([0, 0], [0, 5]).low).tolist() == [True, False]
    assert np.isnan(jeffreys(0, 0).high)
    assert chance_of_share(0, 0, 0.5) == pytest.approx(0.5)
    assert chance_of_share([3, 8], [10, 10], 0.6).shape == (2,)
