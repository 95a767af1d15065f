"""The mean of an answer distribution, from counts, with the uncertainty of small teams."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import (
    FloatArray,
    scale_points,
    support,
    unobserved_share,
    weight_of_one,
)
from survey.statistics.interval import Interval, answers_df, student_interval

# Answers added at each scale point before the spread is taken. Raw Welch intervals of five answers
# are undefined when both teams are unanimous; with 0.3 they hold (docs/methods/coverage.md).
SMOOTHING = 0.3
# How far the answer of the last person missing may lie off, in points of the scale, at the least.
STEP = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moments:
    """Base, mean and unbiased variance of a distribution, each of shape (...).

    NaN mean with no answers; NaN variance with fewer than two.
    """

    base: FloatArray
    mean: FloatArray
    variance: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeanEstimate:
    """A mean and what is uncertain about it, each of shape (...), in points of the scale.

    Attributes:
        mean: what was observed; the figure to show.
        centre: where its interval is centred: mean + f x (smoothed mean - mean).
        variance: sampling variance of the mean, head-count allowed for.
        df: degrees of freedom of the variance; infinite where everyone answered.
    """

    mean: FloatArray
    centre: FloatArray
    variance: FloatArray
    df: FloatArray

    @property
    def standard_error(self) -> FloatArray:
        """Standard error of the mean; 0 if everyone answered."""
        error: FloatArray = np.sqrt(self.variance)
        return error

    def around(self, mean: ArrayLike) -> MeanEstimate:
        """The same spread around another mean, of shape (...): one from more answers than these."""
        given = np.asarray(mean, dtype=np.float64)
        return replace(self, mean=given, centre=self.centre + (given - self.mean))

    def interval(self, confidence: float = 0.95) -> Interval:
        """Student t interval of the mean; it always holds the mean itself."""
        limits = student_interval(self.centre, self.standard_error, self.df, confidence)
        return limits.holding(self.mean)


def moments(counts: ArrayLike, values: ArrayLike | None = None) -> Moments:
    """Base, mean and unbiased variance (divisor n - 1) of counted values.

    Args:
        counts: how many answers each value has, shape (..., values); fractions allowed.
        values: the values, shape (values,); 1, 2, ... if None.

    >>> m = moments([1, 0, 3])  # the answers 1, 3, 3, 3
    >>> float(m.base), float(m.mean), float(m.variance)
    (4.0, 2.5, 1.0)
    """
    weights = np.asarray(counts, dtype=np.float64)
    points = scale_points(weights.shape[-1]) if values is None else np.asarray(values, np.float64)
    base = weights.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = weights @ points / base
        spread = (weights * (points - mean[..., None]) ** 2).sum(axis=-1)
        variance = np.where(base > 1.0, spread / (base - 1.0), np.nan)[()]
    return Moments(base=base, mean=mean, variance=variance)


def mean_from_moments(summary: Moments, *, population: ArrayLike | None = None) -> MeanEstimate:
    """The mean with its textbook sampling variance: no smoothing; for large groups.

    Variance / n, times f = 1 - n/N where a head-count N is given.

    Args:
        summary: base, mean and variance, each of shape (...).
        population: head-count N, shape (...) or one number; None or infinity if unknown.

    Raises:
        ValueError: more answers than people.

    Source: Cochran (1977), Sampling Techniques, 3rd ed., section 2.6.

    >>> estimate = mean_from_moments(moments([1, 0, 3]))
    >>> float(estimate.standard_error)  # sqrt(1 / 4)
    0.5
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = summary.variance / summary.base * unobserved_share(summary.base, population)
    return MeanEstimate(
        mean=summary.mean,
        centre=summary.mean,
        variance=variance,
        df=summary.base - 1.0,
    )


def estimate_mean(
    counts: ArrayLike,
    values: ArrayLike | None = None,
    *,
    smoothing_points: ArrayLike | None = None,
    population: ArrayLike | None = None,
) -> MeanEstimate:
    """The mean, with an interval that holds its promise in teams of five to ten too.

    The spread comes from the counts with 0.3 answers added at each scale point. With
    f = 1 - n/N, the interval's centre is mean + f x (smoothed mean - mean) and its variance
    f x the smoothed one + (1/N)^2, one point of one person's answer: the fewer people are missing,
    the less is uncertain, and with everyone's answer the interval is the mean itself. Degrees of
    freedom are n - 1, at least 1. The mean shown stays the observed one.

    Args:
        counts: answers of each value, shape (..., values).
        values: the values, shape (values,); 1, 2, ... if None.
        smoothing_points: the scale's points, at least two; the values themselves if None.
        population: head-count N, shape (...) or one number; None or infinity if unknown.

    Returns:
        Never NaN with one answer or more; all but the degrees of freedom NaN with none.
        Coverage of the 95 % interval: docs/methods/coverage.md.

    Raises:
        ValueError: more answers than people.

    Source: adding a fraction of an answer per category: Agresti and Coull (1998), The American
    Statistician 52(2), 119-126, doi:10.1080/00031305.1998.10480550, for shares; extended here to
    means. Finite population: Cochran (1977), Sampling Techniques, section 2.6. The step is ours.

    >>> estimate = estimate_mean([0, 0, 0, 0, 5])  # five people, all "5"
    >>> float(estimate.mean), round(float(estimate.centre), 4)  # (5 x 5 + 0.3 x 15) / 6.5
    (5.0, 4.5385)
    >>> float(estimate_mean([0, 0, 0, 0, 5], population=5).interval().low)
    5.0
    """
    given = np.asarray(counts, dtype=np.float64)
    ground = support(scale_points(given.shape[-1]) if values is None else values, smoothing_points)
    placed = ground.counts(given)
    observed = moments(placed, ground.values)
    smoothed = moments(ground.smoothed(placed, SMOOTHING), ground.values)
    unobserved = unobserved_share(observed.base, population)
    answered = np.where(observed.base > 0.0, 1.0, np.nan)
    step = STEP * weight_of_one(observed.base, population)
    return MeanEstimate(
        mean=observed.mean,
        centre=observed.mean + unobserved * (smoothed.mean - observed.mean),
        variance=(smoothed.variance / smoothed.base * unobserved + step**2) * answered,
        df=answers_df(observed.base, unobserved),
    )


def moments_of_many(counts: ArrayLike, values: ArrayLike) -> Moments:
    """The same as `moments` but for the last digits, of thousands of groups on many values.

    From the sums of the values and of their squares alone: no further table as large as the counts
    is made.

    >>> found = moments_of_many([[1, 0, 3], [0, 0, 1]], [1.0, 2.0, 3.0])
    >>> found.mean.tolist(), found.variance.tolist()
    ([2.5, 3.0], [1.0, nan])
    """
    base, total, squares = _sums(counts, values)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / base
        spread = np.maximum(squares - total * mean, 0.0)
        variance = np.where(base > 1.0, spread / (base - 1.0), np.nan)
    return Moments(base=base, mean=mean, variance=variance)


def estimate_mean_of_many(
    counts: ArrayLike, values: ArrayLike, smoothing_points: ArrayLike
) -> MeanEstimate:
    """The same as `estimate_mean` without head-counts, as `moments_of_many` is of `moments`.

    Args:
        counts: answers of each value, shape (..., values).
        values: the values, shape (values,).
        smoothing_points: the scale's points.

    >>> many = estimate_mean_of_many([[0, 5], [2, 3]], [1.0, 2.5], [1, 2, 3])
    >>> one = estimate_mean([2, 3], [1.0, 2.5], smoothing_points=[1, 2, 3])
    >>> bool(np.isclose(many.variance[1], one.variance)), many.mean.tolist()
    (True, [2.5, 1.9])
    """
    base, total, squares = _sums(counts, values)
    points = np.asarray(smoothing_points, dtype=np.float64)
    n, moved = base + SMOOTHING * points.size, total + SMOOTHING * points.sum()
    spread = squares + SMOOTHING * (points**2).sum() - moved**2 / n
    answered = np.where(base > 0.0, 1.0, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / base
    return MeanEstimate(
        mean=mean,
        centre=moved / n * answered,
        variance=spread / (n - 1.0) / n * answered,
        df=answers_df(base, np.ones_like(base)),
    )


def _sums(counts: ArrayLike, values: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Answers, the sum of their values and of its squares, each of shape (...)."""
    given = np.asarray(values, dtype=np.float64)
    powers = np.stack([np.ones_like(given), given, given**2], axis=-1)
    base, total, squares = np.moveaxis(np.asarray(counts, dtype=np.float64) @ powers, -1, 0)
    return base, total, squares
