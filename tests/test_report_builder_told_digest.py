"""The hash of a report is one of what it tells: no guess of what it withholds can be tried on it."""

from __future__ import annotations

import numpy as np
import pytest
from reports import believable_counts, report_from

from report_builder.report import Report
from survey.questionnaire_file import load_questionnaire

ASKED = load_questionnaire()
FIRST = ASKED.items[0].id


def report(marketing: list[int], sales: list[int], size: int = 24) -> Report:
    """So answered to the first statement; to the others believably, by so many of each team."""
    given = dict(believable_counts(ASKED, size, size))
    return report_from({**given, FIRST: (np.array(marketing), np.array(sales))}, ASKED)


@pytest.mark.parametrize("hidden", [[0, 0, 0, 12, 0], [0, 1, 0, 9, 2], [0, 0, 0, 0, 12]])
def test_the_hash_is_the_same_whatever_is_withheld(hidden: list[int]) -> None:
    """Of twelve nearly alike neither the mean nor the spread is told, but a bound."""
    torn = [2, 3, 2, 3, 2]
    assert report(hidden, torn).counts_digest == report([0, 0, 1, 5, 6], torn).counts_digest


def test_the_hash_is_another_where_another_share_mean_or_spread_is_told() -> None:
    torn, large = [2, 3, 2, 3, 2], [4, 6, 4, 6, 4]
    shares = {report(given, torn).counts_digest for given in ([4, 4, 0, 4, 0], [4, 3, 0, 5, 0])}
    means = {report(given, torn).counts_digest for given in ([4, 4, 0, 4, 0], [4, 3, 1, 4, 0])}
    spread = {report(given, large).counts_digest for given in (large, [5, 4, 5, 6, 4])}
    assert [len(each) for each in (shares, means, spread)] == [2, 2, 2]


def test_the_same_answers_have_the_same_hash() -> None:
    alike = [report([3, 3, 3, 3, 0], [4, 0, 4, 4, 0]).counts_digest for _ in range(2)]
    assert alike[0] == alike[1]
    assert len(alike[0]) == 64
