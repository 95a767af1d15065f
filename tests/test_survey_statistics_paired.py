"""The same people twice: against SciPy, statsmodels and Newcombe, by hand, and at the ends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from published import assert_printed, oracle
from scipy import stats
from statsmodels.stats import contingency_tables

from survey.statistics.comparison import Comparison
from survey.statistics.equivalence import tost, within
from survey.statistics.paired import (
    Turnover,
    estimate_change,
    mcnemar,
    newcombe_paired,
    paired_change,
    turnover,
)
from survey.statistics.proportion import newcombe

Joint = NDArray[np.float64]
CELLS = st.lists(st.integers(0, 6), min_size=16, max_size=16).filter(any)
JOINTS = CELLS.map(lambda cells: np.array(cells, dtype=np.float64).reshape(4, 4))


def one_by_one(joint: Joint) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What each person answered before and after, from 1 on."""
    before, after = np.indices(joint.shape) + 1
    times = joint.astype(int).ravel()
    return np.repeat(before.ravel(), times), np.repeat(after.ravel(), times)


def limits(comparison: Comparison, confidence: float = 0.95) -> list[float]:
    interval = comparison.interval(confidence)
    return [float(interval.low), float(interval.high)]


def people(stayed: float, gained: float, lost: float, never: float) -> Turnover:
    parts = np.array([stayed, gained, lost, never], dtype=np.float64)
    return Turnover(stayed=parts[0], gained=parts[1], lost=parts[2], never=parts[3])


@given(JOINTS.filter(lambda joint: joint.sum() > 2 and np.count_nonzero(joint) > 2))
def test_the_change_is_that_of_scipys_paired_test(joint: Joint) -> None:
    before, after = one_by_one(joint)
    change = paired_change(joint)
    if np.ptp(after - before) == 0:
        assert change.standard_error == 0
        return
    expected = stats.ttest_rel(after, before)
    assert change.difference == pytest.approx(np.mean(after - before))
    assert change.df == expected.df
    assert change.p == pytest.approx(expected.pvalue, rel=1e-9)
    ends = expected.confidence_interval(0.90)
    assert limits(change, 0.90) == pytest.approx([ends.low, ends.high])


def test_where_all_moved_alike_nothing_is_left_to_chance() -> None:
    joint = np.diag([3.0, 2.0], 1)  # everyone one point up
    assert paired_change(joint).p == 0.0
    assert paired_change(np.diag([3.0, 2.0])).p == 1.0


def test_fewer_than_two_people_have_no_error() -> None:
    one, none = np.diag([1.0, 0, 0]), np.zeros((3, 3))
    assert np.isnan(paired_change([one, none]).p).all()
    change = estimate_change([one, none])
    wide = estimate_change([np.eye(7), np.zeros((7, 7))])  # 1.4 people after smoothing
    for figure in (change.difference, change.centre, change.p, wide.standard_error):
        assert np.isnan(figure).tolist() == [False, True]
    assert np.isnan(change.interval().low).tolist() == [False, True]


def test_the_smoothed_change_by_hand() -> None:
    """Two points, three people up one; 0.15 more in each of four cells, for the spread 0.5 more.

    That is 3.5 people up, 0.5 down and one unmoved: mean 0.6, squares 3.5 + 0.5 - 5 x 0.36.
    """
    change = estimate_change([[0, 3], [0, 0]])
    assert change.difference == 1.0
    assert change.centre == pytest.approx(3 / 3.6)
    assert change.standard_error == pytest.approx(np.sqrt(2.2 / 4 / 5))
    assert change.df == 2  # three people less one


@given(JOINTS)
def test_the_change_always_has_an_interval_and_it_holds_what_was_observed(joint: Joint) -> None:
    change = estimate_change(joint)
    inner, outer = limits(change, 0.90), limits(change)
    assert outer[0] <= inner[0] <= change.difference <= inner[1] <= outer[1]
    assert 0 <= change.p <= 1
    assert bool(within(change.interval(0.90), 0.5)) == (tost(change, 0.5).p <= 0.05)


@given(JOINTS)
def test_swapping_the_waves_or_turning_the_scale_changes_the_sign_alone(joint: Joint) -> None:
    for change_of in (paired_change, estimate_change):
        there = change_of(joint)
        for back in (change_of(joint.T), change_of(joint[::-1, ::-1])):
            assert back.difference == pytest.approx(-there.difference, abs=1e-12)
            assert back.centre == pytest.approx(-there.centre, abs=1e-12)
            assert back.p == pytest.approx(there.p, nan_ok=True)


def test_more_people_who_move_alike_narrow_the_interval() -> None:
    joint = np.array([[2.0, 3, 0], [1, 2, 2], [0, 1, 3]])
    widths = [np.diff(limits(estimate_change(joint * times)))[0] for times in (1, 2, 4, 8)]
    assert all(later < earlier for earlier, later in pairwise(widths))


def test_the_values_need_not_be_points() -> None:
    joint = np.array([[1.0, 2], [0, 3]])
    assert paired_change(joint, [0, 10]).difference == pytest.approx(10 * 2 / 6)
    assert paired_change(joint, [0, 10]).p == pytest.approx(paired_change(joint).p)


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_that_of_statsmodels(gained: int, lost: int) -> None:
    test = mcnemar(gained, lost)
    table = [[5, gained], [lost, 5]]
    exact = contingency_tables.mcnemar(table, exact=True)
    assert test.exact == pytest.approx(exact.pvalue, rel=1e-9)
    if gained + lost:
        plain = contingency_tables.mcnemar(table, exact=False, correction=False)
        assert test.statistic == pytest.approx(plain.statistic)
        assert test.asymptotic == pytest.approx(plain.pvalue, rel=1e-9)
    if gained != lost:
        corrected = contingency_tables.mcnemar(table, exact=False, correction=True)
        assert test.corrected_statistic == pytest.approx(corrected.statistic)
        assert test.corrected == pytest.approx(corrected.pvalue, rel=1e-9)


def test_where_nobody_or_as_many_changed_there_is_no_sign_of_change() -> None:
    for figure in ("exact", "asymptotic", "corrected"):
        assert getattr(mcnemar([0, 7], [0, 7]), figure).tolist() == [1.0, 1.0]


def test_newcombes_paired_interval_is_the_published_one() -> None:
    example = oracle("newcombe-paired")
    interval = newcombe_paired(Turnover(**{key: n[()] for key, n in example.data.items()}))
    assert_printed([interval.low, interval.high], example.expect["ci95"])


def test_newcombes_paired_interval_by_hand() -> None:
    """20 30 10 40 of 100: phi = (800 - 300 - 50) / sqrt(50 x 50 x 30 x 70)."""
    interval = newcombe_paired(people(20, 30, 10, 40))
    wilson_after = stats.binomtest(50, 100).proportion_ci(method="wilson")
    wilson_before = stats.binomtest(30, 100).proportion_ci(method="wilson")
    phi = 450 / np.sqrt(50 * 50 * 30 * 70)
    down, up = 0.5 - wilson_after.low, wilson_before.high - 0.3
    expected = 0.2 - np.sqrt(down**2 - 2 * phi * down * up + up**2)
    assert interval.low == pytest.approx(expected)


def test_shares_that_have_nothing_in_common_are_as_far_apart_as_those_of_two_groups() -> None:
    interval, apart = newcombe_paired(people(0, 6, 0, 4)), newcombe((6, 10), (0, 10))
    assert [interval.low, interval.high] == pytest.approx([apart.low, apart.high])


COUNTS = st.tuples(*[st.integers(0, 20)] * 4).filter(any)


@given(COUNTS)
def test_the_interval_of_the_change_holds_it_and_swaps_with_the_waves(
    parts: tuple[int, int, int, int],
) -> None:
    stayed, gained, lost, never = parts
    there = newcombe_paired(people(*parts))
    back = newcombe_paired(people(stayed, lost, gained, never))
    other = newcombe_paired(people(never, lost, gained, stayed))
    change = (gained - lost) / sum(parts)
    assert -1 - 1e-12 <= there.low <= change + 1e-12
    assert change - 1e-12 <= there.high <= 1 + 1e-12
    for turned in (back, other):
        assert [turned.low, turned.high] == pytest.approx([-there.high, -there.low], abs=1e-9)


def test_without_people_there_is_no_change() -> None:
    assert np.isnan(newcombe_paired(people(0, 0, 0, 0)).low)


@given(JOINTS, st.integers(2, 4))
def test_turnover_counts_who_crossed_the_cut(joint: Joint, lowest: int) -> None:
    before, after = (answers >= lowest for answers in one_by_one(joint))
    found = turnover(joint, lowest)
    assert found.stayed == np.sum(before & after)
    assert found.gained == np.sum(~before & after)
    assert found.lost == np.sum(before & ~after)
    assert found.base == joint.sum()


def test_a_batch_gives_what_each_alone_gives() -> None:
    joint = np.array([[2.0, 3, 0], [1, 2, 2], [0, 1, 3]])
    batch = np.array([[joint], [joint.T]])
    assert estimate_change(batch).p.shape == (2, 1)
    assert estimate_change(batch).p[1, 0] == pytest.approx(estimate_change(joint.T).p)
    found = turnover(batch, 2)
    assert newcombe_paired(found).low[0, 0] == pytest.approx(
        newcombe_paired(turnover(joint, 2)).low
    )
    assert mcnemar(found.gained, found.lost).exact.shape == (2, 1)


def test_a_headcount_narrows_the_change_and_is_a_point_when_everyone_answered() -> None:
    joint = np.array([[0, 4, 1], [0, 3, 0], [0, 0, 4]], dtype=np.float64)
    found = [limits(estimate_change(joint, population=people)) for people in (None, 100, 15, 13)]
    widths = [high - low for low, high in found]
    assert widths == sorted(widths, reverse=True)
    everyone = estimate_change(joint, population=12)
    assert limits(everyone) == pytest.approx([0.5, 0.5])


def test_more_people_who_changed_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="more answers than people"):
        estimate_change([[3, 2], [1, 0]], population=5)
