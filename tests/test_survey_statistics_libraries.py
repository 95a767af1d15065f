"""Live, on random tables: our figures beside those of SciPy, statsmodels and pingouin.

And what those libraries give where answers are few, so that a change of theirs is seen.
"""

from __future__ import annotations

import warnings

import numpy as np
import pingouin
import pytest
from hypothesis import given
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.nonparametric import rank_compare_2ordinal
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import ttost_ind
from teams import Counts, Pair, answers, one_team, random_pairs, two_teams

from survey.statistics.comparison import compare_means, welch
from survey.statistics.effect_size import cliffs_delta, estimate_delta, hedges_g
from survey.statistics.equivalence import tost
from survey.statistics.multiplicity import benjamini_hochberg, holm
from survey.statistics.ordinal import proportional_odds
from survey.statistics.proportion import newcombe
from survey.statistics.rank_test import exact_mann_whitney, mann_whitney
from survey.statistics.superiority import brunner_munzel, superiority

ALL_ONE, ALL_THREE, ALL_FIVE = (np.eye(5)[point] * 5 for point in (0, 2, 4))
ROWS = range(12)


def test_brunner_munzel_from_counts_is_that_of_statsmodels_with_our_sign() -> None:
    """Statsmodels has P(first > second) as we do, and its tests in a method of the result."""
    first, second = random_pairs(len(ROWS))
    ours = brunner_munzel(first, second)
    for row in ROWS:
        theirs = rank_compare_2ordinal(first[row], second[row])
        test = theirs.test_prob_superior()
        assert ours.probability[row] == pytest.approx(theirs.prob1)
        assert ours.statistic[row] == pytest.approx(test.statistic)
        assert ours.p[row] == pytest.approx(test.pvalue, rel=1e-9)
        low, high = theirs.conf_int(alpha=0.05)
        assert [ours.interval().low[row], ours.interval().high[row]] == pytest.approx([low, high])


def test_the_two_one_sided_tests_are_those_of_statsmodels_and_pingouin() -> None:
    first, second = random_pairs(len(ROWS))
    ours = tost(welch(first, second), 0.5)
    for row in ROWS:
        one, two = answers(first[row]), answers(second[row])
        p, (_, p_lower, df), (_, p_upper, _) = ttost_ind(one, two, -0.5, 0.5, usevar="unequal")
        assert ours.p[row] == pytest.approx(p, rel=1e-9)
        assert [ours.p_lower[row], ours.p_upper[row]] == pytest.approx([p_lower, p_upper])
        assert welch(first[row], second[row]).df == pytest.approx(df)
        theirs = pingouin.tost(one, two, bound=0.5, correction=True)
        assert ours.p[row] == pytest.approx(float(theirs.iloc[0]["pval"]), rel=1e-6)


def test_hedges_g_is_pingouins_but_for_the_approximate_correction() -> None:
    first, second = random_pairs(len(ROWS))
    ours = hedges_g(first, second)
    for row in ROWS:
        theirs = pingouin.compute_effsize(
            answers(first[row]), answers(second[row]), eftype="hedges"
        )
        assert ours[row] == pytest.approx(theirs, rel=1e-3)
        assert ours[row] != pytest.approx(theirs, rel=1e-9)


def test_the_chance_of_superiority_is_pingouins_common_language_effect() -> None:
    first, second = random_pairs(len(ROWS))
    for row in ROWS:
        theirs = pingouin.compute_effsize(answers(first[row]), answers(second[row]), eftype="CLES")
        assert superiority(first[row], second[row]) == pytest.approx(float(theirs))


def test_newcombes_difference_is_that_of_statsmodels() -> None:
    random = np.random.default_rng(8)
    for n1, n2 in random.integers(1, 60, (20, 2)):
        x1, x2 = random.integers(0, n1 + 1), random.integers(0, n2 + 1)
        ours = newcombe((x1, n1), (x2, n2))
        theirs = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb")
        assert [ours.low, ours.high] == pytest.approx(theirs, abs=1e-9)


def test_adjusted_p_is_that_of_statsmodels() -> None:
    family = np.random.default_rng(9).random(34) ** 3
    assert holm(family) == pytest.approx(multipletests(family, method="holm")[1])
    assert benjamini_hochberg(family) == pytest.approx(multipletests(family, method="fdr_bh")[1])


def test_where_all_answers_are_the_same() -> None:
    """SciPy's Welch and Brunner-Munzel give no number; ours no difference, and a finite interval."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert np.isnan(stats.ttest_ind([3] * 5, [3] * 5, equal_var=False).pvalue)
        assert np.isnan(stats.brunnermunzel([3] * 5, [3] * 5).pvalue)
        assert np.isnan(rank_compare_2ordinal(ALL_THREE, ALL_THREE).conf_int()).all()
    assert mann_whitney(ALL_THREE, ALL_THREE).p == 1
    assert exact_mann_whitney(ALL_THREE, ALL_THREE).p == 1
    for estimate in (compare_means(ALL_THREE, ALL_THREE), estimate_delta(ALL_THREE, ALL_THREE)):
        assert np.isfinite([estimate.interval().low, estimate.interval().high]).all()
    assert cliffs_delta(ALL_THREE, ALL_THREE) == 0
    assert compare_means(ALL_THREE, ALL_THREE).difference == 0


def test_where_no_answer_is_in_common() -> None:
    """SciPy's Welch is sure beyond doubt (p = 0); ours is not, and has a finite interval."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert stats.ttest_ind([5] * 5, [1] * 5, equal_var=False).pvalue == 0
        assert np.isnan(rank_compare_2ordinal(ALL_FIVE, ALL_ONE).conf_int()).all()
    assert 0 < compare_means(ALL_FIVE, ALL_ONE).p < 0.002
    assert mann_whitney(ALL_FIVE, ALL_ONE).p == pytest.approx(0.004, abs=0.002)
    assert cliffs_delta(ALL_FIVE, ALL_ONE) == 1
    for estimate in (compare_means(ALL_FIVE, ALL_ONE), estimate_delta(ALL_FIVE, ALL_ONE)):
        assert np.isfinite([estimate.interval().low, estimate.interval().high]).all()
    assert proportional_odds(ALL_FIVE, ALL_ONE).log_odds_ratio == np.inf


@given(two_teams(), one_team())
def test_a_team_is_the_sum_of_its_segments(pair: Pair, second: Counts) -> None:
    """U and mean of a team whose two segments are counted apart and then together."""
    segments, team = np.array(pair), np.sum(pair, axis=0)
    people = segments.sum(axis=-1)
    assert mann_whitney(team, second).u == pytest.approx(mann_whitney(segments, second).u.sum())
    assert cliffs_delta(team, second) == pytest.approx(
        np.average(cliffs_delta(segments, second), weights=people), abs=1e-12
    )
    assert compare_means(team, second).difference == pytest.approx(
        np.average(compare_means(segments, second).difference, weights=people), abs=1e-12
    )
