"""The difference of two means: against R, SciPy, by hand, and by what must always hold."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from published import assert_printed, oracle
from scipy import stats
from teams import Pair, answers, random_pairs, two_teams, two_teams_on_any_scale

from survey.statistics.comparison import Comparison, compare_means, welch
from survey.statistics.mean import estimate_mean
from survey.statistics.ordinal import proportional_odds
from survey.statistics.rank_test import mann_whitney
from survey.statistics.superiority import brunner_munzel

ALL_ONE, ALL_THREE, ALL_FIVE = [5, 0, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 0, 5]


def limits(comparison: Comparison, confidence: float = 0.95) -> list[float]:
    interval = comparison.interval(confidence)
    return [float(interval.low), float(interval.high)]


def test_welch_gives_rs_figures_for_the_sleep_data() -> None:
    sleep = oracle("welch-sleep")
    values = np.concatenate([sleep.data["first"], sleep.data["second"]])
    in_first = np.arange(values.size) < sleep.data["first"].size
    comparison = welch(in_first, ~in_first, values)
    assert_printed(comparison.centre / comparison.standard_error, sleep.expect["t"])
    assert_printed(comparison.df, sleep.expect["df"])
    assert_printed(comparison.p, sleep.expect["p"])
    assert_printed(limits(comparison), sleep.expect["ci95"])
    assert_printed(limits(comparison, 0.90), sleep.expect["ci90"])


@pytest.mark.parametrize("name", ["bfi-n1", "bfi-e1"])
def test_every_test_from_counts_gives_rs_figures_for_a_personality_item(name: str) -> None:
    item = oracle(name)
    men, women = item.data["men"], item.data["women"]
    comparison, ranks = welch(men, women), mann_whitney(men, women)
    odds = proportional_odds(women, men)  # R's sign: the second level of gender against the first
    computed: dict[str, ArrayLike] = {
        "welch_t": comparison.centre / comparison.standard_error,
        "df": comparison.df,
        "p": comparison.p,
        "ci95": limits(comparison),
        "U": ranks.u,
        "p_mwu": ranks.p,
        "bm_p": brunner_munzel(men, women).p,
        "logOR": odds.log_odds_ratio,
        "se": odds.standard_error,
    }
    for figure, printed in item.expect.items():
        assert_printed(computed[figure], printed)


def test_welch_agrees_with_scipy_on_random_tables() -> None:
    first, second = random_pairs(40)
    comparison = welch(first, second)
    for row in range(40):
        one, two = answers(first[row]), answers(second[row])
        expected = stats.ttest_ind(one, two, equal_var=False)
        assert comparison.p[row] == pytest.approx(expected.pvalue, rel=1e-9)
        assert comparison.interval(0.9).low[row] == pytest.approx(
            expected.confidence_interval(0.9).low, abs=1e-9
        )


def test_the_smoothed_comparison_is_welchs_of_the_smoothed_spread() -> None:
    first, second = random_pairs(40)
    comparison = compare_means(first, second)
    points = np.arange(1.0, 6.0)
    for row in range(40):
        summary = []
        for observed in (first[row], second[row]):
            counts = observed + 0.3
            mean = np.average(points, weights=counts)
            spread = counts @ (points - mean) ** 2 / (counts.sum() - 1)
            n = observed.sum()  # SciPy divides the spread by it: 1.5 answers were added
            summary.append((mean, np.sqrt(spread * n / counts.sum()), n))
        expected = stats.ttest_ind_from_stats(*summary[0], *summary[1], equal_var=False)
        assert comparison.p[row] == pytest.approx(expected.pvalue, rel=1e-9)
        raw = points @ first[row] / first[row].sum() - points @ second[row] / second[row].sum()
        assert comparison.difference[row] == pytest.approx(raw)


def test_the_head_count_of_each_team_scales_its_shift_and_its_variance() -> None:
    """All 5, five of ten asked, against all 1, five of nobody knows how many."""
    comparison = compare_means(ALL_FIVE, ALL_ONE, populations=(10, None))
    assert comparison.difference == 4.0
    shift, full = 4.5 / 9.75, 0.3 * 30 - 6.5 * (6 / 13) ** 2  # of 6.5 answers, 5.3 at the end
    halved, whole = full / 5.5 / 6.5 / 2 + 0.1**2, full / 5.5 / 6.5
    assert comparison.centre == pytest.approx((5 - shift / 2) - (1 + shift))
    assert comparison.standard_error == pytest.approx(np.sqrt(halved + whole))
    assert comparison.df == pytest.approx((halved + whole) ** 2 / (halved**2 + whole**2) * 4)


def test_where_one_team_answered_in_full_the_other_alone_is_uncertain() -> None:
    comparison = compare_means([2, 1, 2, 0, 0], [1] * 5, populations=(5, None))
    alone = estimate_mean([1] * 5)
    assert comparison.df == alone.df == 4
    assert comparison.standard_error == pytest.approx(alone.standard_error)


def test_two_dimension_scores_are_compared_on_their_own_values() -> None:
    values, scale = [2.5, 3.25, 4.0], [1, 2, 3, 4, 5]
    comparison = compare_means([0, 2, 4], [3, 2, 0], values, smoothing_points=scale)
    assert comparison.difference == pytest.approx(22.5 / 6 - 14 / 5)
    joined = [2.5, 3.25, 4.0, 1, 2, 3, 5]
    by_hand = welch([0.0, 2, 4.3, 0.3, 0.3, 0.3, 0.3], [3.0, 2, 0.3, 0.3, 0.3, 0.3, 0.3], joined)
    assert comparison.centre == pytest.approx(by_hand.centre)
    assert comparison.standard_error == pytest.approx(by_hand.standard_error)


def test_all_three_against_all_three_is_no_difference_with_a_finite_interval() -> None:
    comparison = compare_means(ALL_THREE, ALL_THREE)
    assert comparison.difference == 0.0
    assert comparison.p == 1.0
    low, high = limits(comparison)
    assert -1.5 < low < 0 < high < 1.5
    assert np.isnan(welch(ALL_THREE, ALL_THREE).p)


def test_all_five_against_all_one_is_four_points_and_not_beyond_doubt() -> None:
    comparison = compare_means(ALL_FIVE, ALL_ONE)
    low, high = limits(comparison)
    assert comparison.difference == 4.0
    assert 0 < low < 4.0 < high
    assert 0 < comparison.p < 0.002
    assert np.isnan(welch(ALL_FIVE, ALL_ONE).p)


def test_teams_at_the_two_ends_of_a_long_scale_keep_their_difference_in_the_interval() -> None:
    """On 0 to 10 smoothing would draw the 90 % interval below the ten points observed."""
    low, high = limits(compare_means([0] * 10 + [100], [100] + [0] * 10), 0.90)
    assert low < high == 10.0


def test_the_first_group_higher_is_positive() -> None:
    assert compare_means(ALL_FIVE, ALL_ONE).difference > 0


def test_with_everyones_answer_a_difference_is_a_fact() -> None:
    counts = [[1, 2, 2, 0, 0], [0, 0, 3, 1, 1], [0, 0, 3, 1, 1]]
    other = [[1, 2, 2, 0, 0], [2, 0, 0, 0, 3], [0, 1, 1, 2, 1]]  # 2.2 = 2.2, 3.6 > 3.4, 3.6 = 3.6
    comparison = compare_means(counts, other, populations=(5, 5))
    assert comparison.interval().low.tolist() == comparison.interval().high.tolist()
    assert comparison.p.tolist() == [float(gap == 0) for gap in comparison.difference]
    assert {0.0, 1.0} == set(comparison.p.tolist())


def test_a_group_without_answers_leaves_everything_open() -> None:
    comparison = compare_means([[0, 0, 0], [0, 1, 0]], [1, 1, 1])
    for figures in (comparison.difference, comparison.standard_error, comparison.p):
        assert np.isnan(figures).tolist() == [True, False]
    assert np.isnan(comparison.interval().high).tolist() == [True, False]


@given(two_teams_on_any_scale(), st.sampled_from([None, 1.0, 1.5, 40.0]))
def test_two_groups_with_an_answer_each_always_have_an_interval(
    pair: Pair, times: float | None
) -> None:
    first, second = pair
    people = (None, None) if times is None else (first.sum() * times, second.sum() * times)
    comparison = compare_means(first, second, populations=people)
    inner, outer = limits(comparison, 0.90), limits(comparison, 0.95)
    assert np.isfinite([float(comparison.p), *inner, *outer]).all()
    assert comparison.df >= 1.0
    assert outer[0] <= inner[0] <= comparison.difference <= inner[1] <= outer[1]


@given(two_teams())
def test_swapping_the_groups_or_turning_the_scale_changes_the_sign_alone(pair: Pair) -> None:
    first, second = pair
    comparison = compare_means(first, second, populations=(200, None))
    swapped = compare_means(second, first, populations=(None, 200))
    turned = compare_means(first[::-1], second[::-1], populations=(200, None))
    for other in (swapped, turned):
        assert other.difference == pytest.approx(-comparison.difference, abs=1e-12)
        assert limits(other) == pytest.approx([-end for end in reversed(limits(comparison))])
        assert other.p == pytest.approx(comparison.p)


@given(two_teams(), st.data())
def test_one_answer_moved_up_never_lowers_the_difference(pair: Pair, data: st.DataObject) -> None:
    first, second = pair
    point = data.draw(st.sampled_from([at for at in range(5) if first[at] > 0]))
    higher = first.copy()
    higher[point] -= 1
    higher[min(point + 1, 4)] += 1
    before, after = compare_means(first, second), compare_means(higher, second)
    assert after.difference >= before.difference - 1e-12
    assert after.centre >= before.centre - 1e-12


@given(two_teams())
def test_the_interval_closes_as_the_last_answers_come_in(pair: Pair) -> None:
    first, second = pair
    widths = []
    for times in (np.inf, 2.0, 1.1, 1.0 + 1e-9, 1.0):
        people = (first.sum() * times, second.sum() * times)
        low, high = limits(compare_means(first, second, populations=people))
        widths.append(high - low)
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(widths))
    assert widths[-1] == 0.0
    assert widths[-2] < 0.01


@given(two_teams())
def test_a_batch_of_comparisons_gives_what_each_alone_gives(pair: Pair) -> None:
    first, second = pair
    batch = compare_means(np.array([[first], [second]]), second, populations=([[200], [300]], 400))
    alone = compare_means(first, second, populations=(200, 400))
    assert batch.p.shape == (2, 1)
    assert batch.p[0, 0] == pytest.approx(alone.p)
    assert batch.interval().low[0, 0] == pytest.approx(alone.interval().low)
