"""The chance that one of the first group answers higher than one of the second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray
from survey.statistics.interval import Interval, student_interval, student_p


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BrunnerMunzel:
    """P = P(first > second) + P(tie) / 2 and what chance does to it, each of shape (...).

    Attributes:
        probability: P, 0 to 1; 1/2 when neither group answers higher.
        first_variance: the first group's part of the sampling variance of P.
        second_variance: the second group's part.
        df: degrees of freedom (Satterthwaite).
    """

    probability: FloatArray
    first_variance: FloatArray
    second_variance: FloatArray
    df: FloatArray

    @property
    def standard_error(self) -> FloatArray:
        """Standard error of P."""
        error: FloatArray = np.sqrt(self.first_variance + self.second_variance)
        return error

    @property
    def statistic(self) -> FloatArray:
        """(P - 1/2) / standard error: positive when the first group answers higher."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return (self.probability - 0.5) / self.standard_error

    @property
    def p(self) -> FloatArray:
        """Two-sided p of P = 1/2."""
        return student_p(self.probability - 0.5, self.standard_error, self.df)

    def interval(self, confidence: float = 0.95) -> Interval:
        """P -/+ t x standard error; raw: it may leave 0 to 1."""
        return student_interval(self.probability, self.standard_error, self.df, confidence)


def superiority(first: ArrayLike, second: ArrayLike) -> FloatArray:
    """P(first > second) + P(tie) / 2, from counts, shape (...); NaN where a group has no answers.

    Args:
        first: answer counts (or shares) of one group, shape (..., points), ascending.
        second: the same of the other group.

    >>> float(superiority([0, 2], [1, 1]))  # 4 pairs: 2 higher, 2 ties
    0.75
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        share: FloatArray = (a * _pairs_won(b)).sum(axis=-1) / (a.sum(axis=-1) * b.sum(axis=-1))
    return share


def brunner_munzel(first: ArrayLike, second: ArrayLike) -> BrunnerMunzel:
    """Brunner and Munzel's test that neither group tends to answer higher, from counts.

    The variance of P is the variance of the placements (the share of the other group that an
    answer beats, ties half) over n, added over the groups. Here positive means that the *first*
    group answers higher: `scipy.stats.brunnermunzel(x, y)` has the opposite sign.

    Args:
        first: answer counts of one group, shape (..., points), least favourable first.
        second: answer counts of the other group, same number of points.

    Returns:
        Not defined (NaN p and interval) where the placements do not vary: identical answers, or
        every pair favouring the same group; nor with one answer in a group.

    Source: Brunner and Munzel (2000), Biometrical Journal 42(1), 17-25,
    doi:10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U.

    >>> test = brunner_munzel([0, 1, 3], [1, 2, 1])
    >>> float(test.probability)  # 16 pairs: 1 + 9 higher, 2 + 3 ties
    0.78125
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    n, m = a.sum(axis=-1), b.sum(axis=-1)
    probability = superiority(a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        over_second = _pairs_won(b) / m[..., None] - probability[..., None]
        over_first = _pairs_won(a) / n[..., None] - (1.0 - probability)[..., None]
        one = (a * over_second**2).sum(axis=-1) / ((n - 1.0) * n)
        two = (b * over_first**2).sum(axis=-1) / ((m - 1.0) * m)
        df = (one + two) ** 2 / (one**2 / (n - 1.0) + two**2 / (m - 1.0))
    return BrunnerMunzel(probability=probability, first_variance=one, second_variance=two, df=df)


def _pairs_won(other: FloatArray) -> FloatArray:
    """How many of the other group an answer at each point beats, ties half; shape (..., points)."""
    return np.cumsum(other, axis=-1) - other / 2.0
