"""Cliff's delta and Hedges' g: against R, by brute force over all pairs, and at the extremes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from scipy import stats
from teams import Counts, Pair, answers, random_pairs, two_teams, two_teams_on_any_scale

from survey.statistics.effect_size import (
    DeltaEstimate,
    Magnitude,
    cliffs_delta,
    cliffs_interval,
    estimate_delta,
    hedges_g,
    magnitude,
)

ALL_ONE, ALL_THREE, ALL_FIVE = [5, 0, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 0, 5]


def limits(estimate: DeltaEstimate, confidence: float = 0.95) -> list[float]:
    interval = estimate.interval(confidence)
    return [float(interval.low), float(interval.high)]


def dominance(first: Counts, second: Counts) -> Counts:
    """For each pair 1 if the first is higher, -1 if lower: Cliff's own table."""
    return np.sign(answers(first)[:, None] - answers(second)[None, :])


def test_delta_and_cliffs_interval_are_those_of_r_effsize() -> None:
    example = oracle("cliff-effsize")
    points = np.arange(10, 60, 10)
    treatment = (example.data["treatment"][:, None] == points).sum(axis=0)
    control = (example.data["control"][:, None] == points).sum(axis=0)
    delta = cliffs_delta(treatment, control)
    interval = cliffs_interval(treatment, control)
    assert_printed(delta, example.expect["delta"])
    assert_printed((delta + 1) / 2, example.expect["P"])
    assert_printed([interval.low, interval.high], example.expect["ci95"])


def test_the_delta_of_the_sprays_is_that_of_r_effectsize() -> None:
    sprays = oracle("exact-sprays")
    assert_printed(
        cliffs_delta(sprays.data["first"], sprays.data["second"]), sprays.expect["delta"]
    )


def test_delta_and_its_variance_are_those_of_all_pairs_one_by_one() -> None:
    first, second = random_pairs(20)
    deltas, intervals = cliffs_delta(first, second), cliffs_interval(first, second)
    for row in range(20):
        table = dominance(first[row], second[row])
        n, m = table.shape
        delta = table.mean()
        variance = (
            m**2 * ((table.mean(axis=1) - delta) ** 2).sum()
            + n**2 * ((table.mean(axis=0) - delta) ** 2).sum()
            - ((table - delta) ** 2).sum()
        ) / (n * m * (n - 1) * (m - 1))
        assert deltas[row] == pytest.approx(delta, abs=1e-12)
        t = stats.t.ppf(0.975, n + m - 2)
        room = 1 - delta**2 + t**2 * variance
        reach = t * np.sqrt(variance * ((1 - delta**2) ** 2 + t**2 * variance)) / room
        assert intervals.low[row] == pytest.approx((delta - delta**3) / room - reach)
        assert intervals.high[row] == pytest.approx((delta - delta**3) / room + reach)


def test_hedges_g_has_the_exact_correction_and_not_the_usual_approximation() -> None:
    pain = oracle("hedges-pain")
    points = np.arange(1, 6)
    g = hedges_g(*((pain.data[group][:, None] == points).sum(axis=0) for group in "xy"))
    assert_printed(g, pain.expect["exact_gamma"])
    with pytest.raises(AssertionError):
        assert_printed(g, pain.expect["approx_4N_9"])


def test_hedges_g_without_any_spread_is_none_or_without_bound() -> None:
    g = hedges_g([ALL_THREE, ALL_FIVE, ALL_ONE], ALL_THREE)
    assert g.tolist() == [0.0, np.inf, -np.inf]
    assert np.isnan(hedges_g([1, 0, 0], [0, 0, 1]))
    assert np.isnan(hedges_g([0, 0, 0], [0, 0, 1]))


def test_all_three_against_all_three_is_no_difference_with_a_finite_interval() -> None:
    estimate = estimate_delta(ALL_THREE, ALL_THREE)
    low, high = limits(estimate)
    assert estimate.delta == 0.0
    assert -0.5 < low < 0 < high < 0.5
    assert low == pytest.approx(-high)


def test_all_five_against_all_one_is_one_with_a_finite_interval() -> None:
    estimate = estimate_delta([ALL_FIVE, ALL_ONE], [ALL_ONE, ALL_FIVE])
    assert estimate.delta.tolist() == [1.0, -1.0]
    interval = estimate.interval()
    assert -1 < interval.low[0] < interval.high[0] == 1.0
    assert -1.0 == interval.low[1] < interval.high[1] < 1


def test_the_interval_by_hand() -> None:
    """Two points, 3 v 1 against 1 v 3: shares 3.1/4.2 in the centre, 3.2/4.4 and 3.3/4.6 in the error."""
    centre, slope_at = 3.1 / 4.2, 3.2 / 4.4  # P(higher) + P(tie) / 2, which is the share here
    share, n = 3.3 / 4.6, 4.6
    variance = 2 * share * (1 - share) / 4 / (n - 1)  # a placement jumps by 1/2, in both groups
    estimate = estimate_delta([1, 3], [3, 1])
    assert estimate.delta == 0.5
    assert estimate.logit == pytest.approx(np.log(centre / (1 - centre)))
    assert estimate.standard_error == pytest.approx(np.sqrt(variance) / (slope_at * (1 - slope_at)))
    assert estimate.df == pytest.approx(2 * 3)


def test_the_head_count_moves_the_centre_and_scales_the_variance() -> None:
    whole = estimate_delta([1, 3], [3, 1])
    half = estimate_delta([1, 3], [3, 1], populations=(8, 8))
    share = (3 / 4 + 3.1 / 4.2) / 2
    assert half.logit == pytest.approx(np.log(share / (1 - share)))
    slope = 4.4**2 / 3.2 / 1.2
    by_hand = np.sqrt((whole.standard_error / slope) ** 2 / 2 + 2 * (0.3 / 8) ** 2) * slope
    assert half.standard_error == pytest.approx(by_hand)
    assert half.df == pytest.approx(whole.df)


def test_a_team_that_answered_in_full_is_not_smoothed() -> None:
    """All of the first team say 3: only what the second may yet say is open."""
    estimate = estimate_delta([0, 3, 0], [1, 0, 3], populations=(3, None))
    centre, slope_at = (1.1 + 0.1 / 2) / 4.3, (1.2 + 0.2 / 2) / 4.6
    low, tied, high, n = 1.3 / 4.9, 0.3 / 4.9, 3.3 / 4.9, 4.9
    p = low + tied / 2
    spread = low * (1 - p) ** 2 + tied * (0.5 - p) ** 2 + high * p**2
    assert estimate.logit == pytest.approx(np.log(centre / (1 - centre)))
    assert estimate.standard_error == pytest.approx(
        np.sqrt(spread / (n - 1)) / (slope_at * (1 - slope_at))
    )
    assert estimate.df == 3


def test_two_dimension_scores_are_smoothed_at_the_scale_points() -> None:
    estimate = estimate_delta([0, 2, 4], [3, 2, 0], [2.5, 3.25, 4.0], smoothing_points=range(1, 6))
    by_hand = estimate_delta([0, 0, 0, 0, 2, 4, 0], [0, 0, 3, 0, 2, 0, 0])  # 1 2 2.5 3 3.25 4 5
    assert estimate.delta == by_hand.delta
    assert estimate.delta == pytest.approx((2 * 3 + 4 * 5) / 30)
    assert estimate.standard_error != pytest.approx(by_hand.standard_error)


def test_order_alone_counts_not_the_values() -> None:
    near = estimate_delta([1, 2, 4], [3, 2, 1], [1, 2, 3])
    far = estimate_delta([4, 1, 2], [1, 3, 2], [100, -5, 7])
    assert limits(near) == pytest.approx(limits(far))


@pytest.mark.parametrize(
    ("delta", "expected"),
    [
        (0.0, Magnitude.NEGLIGIBLE),
        (0.1469, Magnitude.NEGLIGIBLE),
        (0.147, Magnitude.SMALL),
        (-0.33, Magnitude.MEDIUM),
        (0.474, Magnitude.LARGE),
        (-1.0, Magnitude.LARGE),
    ],
)
def test_the_size_of_a_delta_in_words(delta: float, expected: Magnitude) -> None:
    assert magnitude(delta) is expected


def test_a_group_without_answers_leaves_everything_open() -> None:
    estimate = estimate_delta([[0, 0, 0], [0, 1, 0]], [1, 1, 1])
    assert np.isnan(estimate.delta).tolist() == [True, False]
    assert np.isnan(estimate.interval().low).tolist() == [True, False]


@given(two_teams_on_any_scale(), st.sampled_from([None, 1.0, 1.5, 40.0]))
def test_two_groups_with_an_answer_each_always_have_an_interval(
    pair: Pair, times: float | None
) -> None:
    first, second = pair
    for people in ((times, times), (times, None), (None, times)):
        estimate = estimate_delta(
            first,
            second,
            populations=(
                None if people[0] is None else first.sum() * people[0],
                None if people[1] is None else second.sum() * people[1],
            ),
        )
        inner, outer = limits(estimate, 0.90), limits(estimate, 0.95)
        assert -1 <= outer[0] <= inner[0] <= estimate.delta <= inner[1] <= outer[1] <= 1


@given(two_teams())
def test_swapping_the_groups_or_turning_the_scale_changes_the_sign_alone(pair: Pair) -> None:
    first, second = pair
    estimate = estimate_delta(first, second, populations=(200, None))
    swapped = estimate_delta(second, first, populations=(None, 200))
    turned = estimate_delta(first[::-1], second[::-1], populations=(200, None))
    for other in (swapped, turned):
        assert other.delta == pytest.approx(-estimate.delta, abs=1e-12)
        assert limits(other) == pytest.approx([-end for end in reversed(limits(estimate))])
    assert hedges_g(second, first) == pytest.approx(-hedges_g(first, second), nan_ok=True)


@given(two_teams(), st.data())
def test_one_answer_moved_up_never_lowers_delta(pair: Pair, data: st.DataObject) -> None:
    first, second = pair
    point = data.draw(st.sampled_from([at for at in range(5) if first[at] > 0]))
    higher = first.copy()
    higher[point] -= 1
    higher[min(point + 1, 4)] += 1
    assert cliffs_delta(higher, second) >= cliffs_delta(first, second) - 1e-12


@given(two_teams())
def test_the_interval_closes_as_the_last_answers_come_in(pair: Pair) -> None:
    first, second = pair
    nearly = (first.sum() * (1 + 1e-9), second.sum() * (1 + 1e-9))
    low, high = limits(estimate_delta(first, second, populations=nearly))
    assert high - low < 0.01
    low, high = limits(estimate_delta(first, second, populations=(first.sum(), second.sum())))
    assert high - low < 1e-12
    assert low == pytest.approx(cliffs_delta(first, second), abs=1e-12)


@given(two_teams())
def test_a_batch_gives_what_each_alone_gives(pair: Pair) -> None:
    first, second = pair
    both = np.array([[first], [second]])
    batch = estimate_delta(both, second, populations=([[200], [300]], 400)).interval()
    alone = estimate_delta(first, second, populations=(200, 400)).interval()
    assert batch.low.shape == (2, 1)
    assert batch.low[0, 0] == pytest.approx(alone.low)
    assert cliffs_interval(both, second).low[0, 0] == pytest.approx(
        cliffs_interval(first, second).low, nan_ok=True
    )
    assert hedges_g(both, second)[0, 0] == pytest.approx(hedges_g(first, second), nan_ok=True)


def test_when_everyone_answered_and_every_pair_favours_one_team_the_delta_is_known() -> None:
    # The sum of these shares is 1 + 2e-16, which has no logit.
    known = estimate_delta([0, 0, 0, 2, 1], [2, 1, 0, 0, 0], populations=(3, 3))
    assert limits(known) == [1.0, 1.0]
