"""r_wg, average deviation and ICC: against R multilevel, pingouin, SciPy, and at the ends."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from scipy import stats
from teams import Counts, answers, one_team, random_pairs

from survey.statistics.interrater import average_deviation, intraclass, r_wg, r_wg_j
from survey.statistics.mean import Moments, moments

ALL_THREE, TORN = [0, 0, 5, 0, 0], [5, 0, 0, 0, 5]


def test_r_wg_gives_the_figure_of_multilevel() -> None:
    example = oracle("rwg")
    counts = (example.data["answers"][:, None] == np.arange(1, 6)).sum(axis=0)
    assert_printed(r_wg(counts), example.expect["rwg"])
    assert_printed(r_wg(counts, random_variance=2.0), example.expect["rwg"])


def test_forty_nine_companies_agree_as_multilevel_says() -> None:
    companies = oracle("within-lq2002")
    items, sums = companies.data["items"], companies.data["sums"]
    scores = np.arange(11, 56) / 11
    lead = r_wg(sums, scores, random_variance=2.0)
    scale, apart = r_wg_j(items), average_deviation(items).mean(axis=-1)
    for name, figures in (("LEAD", lead), ("rwgj", scale), ("ADM", apart)):
        assert figures.shape == (49,)
        assert_printed(figures[:3], companies.expect[f"{name}_first3"])
        assert_printed(figures.mean(), companies.expect[f"{name}_mean"])
    found = intraclass(moments(sums, scores))
    assert_printed(found.icc1, companies.expect["ICC1"])
    assert_printed(found.icc2, companies.expect["ICC2"])


def test_ninety_nine_groups_differ_as_multilevel_says() -> None:
    """Work hours, leadership, cohesion, well-being; not the mixed model of `mult.icc`."""
    groups = oracle("icc-bh1996")
    base, mean, variance = (groups.data[key] for key in ("base", "mean", "variance"))
    found = intraclass(Moments(base=base, mean=mean, variance=variance))
    assert [base.sum(), found.groups] == [7382, 99]
    assert_printed(found.icc1, groups.expect["ICC1"])
    assert_printed(found.icc2, groups.expect["ICC2"])
    assert_printed(found.f, groups.expect["F"])


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # pingouin with the newest pandas
def test_icc_is_pingouins_in_groups_of_one_size() -> None:
    random = np.random.default_rng(3)
    table = np.clip(np.rint(3 + random.normal(size=(12, 1)) + random.normal(size=(12, 7))), 1, 5)
    found = intraclass(moments((table[..., None] == np.arange(1, 6)).sum(axis=1)))
    long = pd.DataFrame(table).melt(ignore_index=False, var_name="rater").reset_index()
    theirs = pingouin.intraclass_corr(long, targets="index", raters="rater", ratings="value")
    expected = theirs.set_index("Type")["ICC"]
    one, many = (name for name in expected.index if name.startswith("ICC1") or "(1" in name)
    assert found.icc1 == pytest.approx(expected[one], rel=1e-9)
    assert found.icc2 == pytest.approx(expected[many], rel=1e-9)


def test_f_is_that_of_an_analysis_of_variance_in_groups_of_any_size() -> None:
    counts, _ = random_pairs(9)
    found = intraclass(moments(counts))
    f = stats.f_oneway(*map(answers, counts)).statistic
    size = counts.sum() / 9
    assert found.f == pytest.approx(f)
    assert found.icc2 == pytest.approx(1 - 1 / f)
    assert found.icc1 == pytest.approx((f - 1) / (f - 1 + size))
    assert [found.groups, found.size] == pytest.approx([9, size])


def test_groups_without_answers_are_left_out_and_one_answer_is_a_mean() -> None:
    counts = np.array([[2, 2, 0], [0, 0, 0], [0, 2, 2], [0, 0, 1]])
    found = intraclass(moments(counts))
    f = stats.f_oneway([1, 1, 2, 2], [2, 2, 3, 3], [3]).statistic
    assert found.f == pytest.approx(f)
    assert [found.groups, found.size] == pytest.approx([3, 3])


def test_icc_at_the_ends() -> None:
    apart = intraclass(moments([[4, 0, 0], [0, 0, 4]]))
    assert [float(apart.icc1), float(apart.icc2), float(apart.f)] == [1, 1, np.inf]
    alike = intraclass(moments([[2, 0, 2], [2, 0, 2]]))
    assert alike.icc1 < 0
    assert alike.icc2 == -np.inf
    for counts in ([[4, 0, 4]], [[0, 4, 0], [0, 4, 0]], [[1, 0, 0], [0, 0, 1]], [[0, 0, 0]] * 2):
        assert np.isnan(intraclass(moments(counts)).icc1)


@given(one_team(), st.integers(1, 9))
def test_r_wg_is_between_nought_and_one_and_full_agreement_is_one(counts: Counts, j: int) -> None:
    several = counts + np.array([1, 0, 0, 0, 1])
    single, scale = r_wg(several), r_wg_j(np.tile(several, (j, 1)))
    assert 0 <= single <= scale <= 1 + 1e-12
    assert r_wg_j(several[None, :]) == pytest.approx(single)
    assert r_wg(ALL_THREE) == r_wg_j([ALL_THREE] * j) == 1.0


def test_r_wg_by_hand() -> None:
    """Variance 4/3 of 1 1 3 3 and 1/3 of 2 2 3 3; at random 2 on five points, 4 on seven."""
    assert r_wg([2, 0, 2, 0, 0]) == pytest.approx(1 - 4 / 3 / 2)
    assert r_wg([2, 0, 2, 0, 0, 0, 0]) == pytest.approx(1 - 4 / 3 / 4)
    q = (4 / 3 + 1 / 3) / 2 / 2
    assert r_wg_j([[2, 0, 2, 0, 0], [0, 2, 2, 0, 0]]) == pytest.approx(2 * (1 - q) / (2 - q))
    assert r_wg([2, 2], values=[2.5, 3.0], random_variance=2.0) == pytest.approx(1 - 1 / 12 / 2)


def test_more_spread_than_at_random_is_no_agreement() -> None:
    assert r_wg(TORN) == r_wg_j([TORN, TORN]) == 0.0


def test_fewer_than_two_answers_agree_with_nobody() -> None:
    assert np.isnan(r_wg([[0] * 5, [0, 1, 0, 0, 0]])).all()
    assert np.isnan(r_wg_j([[0, 1, 0, 0, 0], ALL_THREE]))
    assert np.isnan(average_deviation([0, 0, 0]))


@given(one_team())
def test_the_average_deviation_is_that_of_the_answers_one_by_one(counts: Counts) -> None:
    one_by_one = answers(counts)
    expected = np.abs(one_by_one - one_by_one.mean()).mean()
    assert average_deviation(counts) == pytest.approx(expected, abs=1e-12)
    assert average_deviation(counts, [2, 4, 6, 8, 10]) == pytest.approx(2 * expected, abs=1e-12)
    assert average_deviation(counts[::-1]) == pytest.approx(expected, abs=1e-12)


def test_a_batch_gives_what_each_alone_gives() -> None:
    first, second = random_pairs(6)
    both = np.stack([first, second])
    assert r_wg(both)[1, 3] == pytest.approx(r_wg(second[3]))
    assert r_wg_j(both)[1] == pytest.approx(r_wg_j(second))
    found = intraclass(moments(both))
    assert found.icc1.shape == (2,)
    assert found.icc1[1] == pytest.approx(intraclass(moments(second)).icc1)
