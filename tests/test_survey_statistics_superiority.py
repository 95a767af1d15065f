"""Brunner and Munzel's test from counts: against the published figures and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from published import assert_printed, oracle
from scipy import stats
from teams import answers, random_pairs

from survey.statistics.superiority import brunner_munzel, superiority

ALL_ONE, ALL_THREE, ALL_FIVE = [5, 0, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 0, 5]


def test_brunner_munzel_gives_the_published_figures_for_the_pain_scores() -> None:
    """The published sign is positive when y is higher: so y comes first here."""
    pain = oracle("brunner-munzel-pain")
    y, x = ((pain.data[group][:, None] == np.arange(1, 6)).sum(axis=0) for group in "yx")
    test = brunner_munzel(y, x)
    interval = test.interval()
    assert_printed(test.statistic, pain.expect["statistic"])
    assert_printed(test.df, pain.expect["df"])
    assert_printed(test.p, pain.expect["p"])
    assert_printed(test.probability, pain.expect["P_xlty"])
    assert_printed([interval.low, interval.high], pain.expect["ci95"])


def test_brunner_munzel_is_scipys_with_the_other_sign() -> None:
    first, second = random_pairs(40)
    batch = brunner_munzel(first, second)
    for row in range(40):
        expected = stats.brunnermunzel(answers(first[row]), answers(second[row]))
        assert batch.statistic[row] == pytest.approx(-expected.statistic, rel=1e-9)
        assert batch.p[row] == pytest.approx(expected.pvalue, rel=1e-9)


def test_the_raw_test_is_not_defined_where_placements_do_not_vary() -> None:
    test = brunner_munzel([ALL_THREE, ALL_FIVE], [ALL_THREE, ALL_ONE])
    assert test.probability.tolist() == [0.5, 1.0]
    assert np.isnan(test.p).all()
    assert np.isnan(test.interval().low).all()


def test_superiority_counts_ties_half() -> None:
    assert superiority([[1, 1], [0, 2], [2, 0]], [1, 1]).tolist() == [0.5, 0.75, 0.25]
    assert np.isnan(superiority([0, 0], [1, 1]))
