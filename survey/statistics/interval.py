"""Intervals: a lower and an upper limit, from a normal or a Student t quantile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtr, stdtrit

from survey.statistics.distribution import FloatArray

# Where the standard error is 0 two means are equal or not; sums of thirds differ in the 16th digit.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """A lower and an upper limit, each of shape (...); NaN where there are no answers."""

    low: FloatArray
    high: FloatArray

    def holding(self, value: ArrayLike) -> Interval:
        """The interval, widened where needed so that the value lies in it.

        Smoothing pulls an interval to the middle of the scale; what was observed stays possible.

        >>> Interval(np.float64(0.5), np.float64(0.9)).holding(1)
        Interval(low=np.float64(0.5), high=np.float64(1.0))
        """
        return Interval(np.minimum(self.low, value), np.maximum(self.high, value))


def normal_quantile(confidence: float) -> float:
    """How many standard errors to each side hold this share of a normal distribution.

    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    return float(ndtri((1.0 + confidence) / 2.0))


def student_quantile(df: FloatArray, confidence: float) -> FloatArray:
    """How many standard errors to each side hold this share of Student's t, shape (...)."""
    return np.asarray(stdtrit(df, (1.0 + confidence) / 2.0), dtype=np.float64)[()]


def student_interval(
    centre: FloatArray, standard_error: FloatArray, df: FloatArray, confidence: float
) -> Interval:
    """Centre -/+ Student's t quantile x standard error, shape (...); a point where the error is 0.

    >>> interval = student_interval(*np.array([0.0, 1.0, 10.0]), confidence=0.95)
    >>> round(float(interval.high), 3)  # the 0.975 quantile of t with 10 degrees of freedom
    2.228
    """
    reach = student_quantile(df, confidence) * standard_error
    return Interval(centre - reach, centre + reach)


def answers_df(base: FloatArray, unobserved: FloatArray) -> FloatArray:
    """Degrees of freedom of a spread found in n answers: n - 1, at least 1, shape (...).

    Infinite where everyone answered: nothing is left to estimate.

    >>> answers_df(np.array([5.0, 1.0, 5.0]), np.array([1.0, 0.5, 0.0])).tolist()
    [4.0, 1.0, inf]
    """
    return np.where(unobserved > 0.0, np.maximum(base - 1.0, 1.0), np.inf)[()]


def summed_df(
    parts: tuple[FloatArray, FloatArray], dfs: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Degrees of freedom of a sum of two variances, shape (...), by Welch and Satterthwaite.

    (v1 + v2)^2 / (v1^2 / df1 + v2^2 / df2): those of the larger part count most.

    Args:
        parts: the two variances as they are added, each of shape (...).
        dfs: their degrees of freedom; infinite where the variance is known to be 0.

    Returns:
        NaN where no variance was found though one must be; infinite where both are known to be 0.

    Source: Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114, doi:10.2307/3002019; Welch
    (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28.

    >>> float(summed_df((np.float64(1.0), np.float64(1.0)), (np.float64(4.0), np.float64(4.0))))
    8.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        df = (parts[0] + parts[1]) ** 2 / (parts[0] ** 2 / dfs[0] + parts[1] ** 2 / dfs[1])
    return np.where(np.isinf(dfs[0]) & np.isinf(dfs[1]), np.inf, df)[()]


def student_p(centre: FloatArray, standard_error: FloatArray, df: FloatArray) -> FloatArray:
    """Two-sided p of Student's t = centre / standard error, shape (...).

    Where the standard error is 0 nothing is left to chance: 1 if the centre is 0, else 0.
    NaN where the degrees of freedom or the centre are not defined.

    >>> round(float(student_p(*np.array([2.228, 1.0, 10.0]))), 3)
    0.05
    >>> student_p(np.array([0.4, 0.0]), np.array([0.0, 0.0]), np.array([10.0, 10.0])).tolist()
    [0.0, 1.0]
    """
    size = np.where(np.abs(centre) < ROUNDING, 0.0, np.abs(centre))
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.where(size == 0.0, 0.0, size / standard_error)
    return np.asarray(2.0 * stdtr(df, -statistic), dtype=np.float64)[()]
