"""How large a difference is: Cliff's delta with its intervals, its size in words, Hedges' g."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, gammaln, logit

from survey.statistics.distribution import (
    FloatArray,
    Populations,
    scale_points,
    support,
    unobserved_share,
    weight_of_one,
)
from survey.statistics.interval import Interval, answers_df, student_quantile, summed_df
from survey.statistics.mean import SMOOTHING, moments
from survey.statistics.superiority import brunner_munzel, superiority

# Answers added at each scale point for the centre of the interval and for the slope of the logit.
# The spread takes those of a mean: as many in the centre would draw a delta near 1 too far in, as
# few in the slope would leave teams that do not overlap at all no limit (docs/methods/coverage.md).
CENTRE_SMOOTHING = 0.1
SLOPE_SMOOTHING = 0.2
# How far the last person missing may move P, at the least, times that person's weight.
STEP = 0.3


class Magnitude(StrEnum):
    """The size of Cliff's delta in words."""

    NEGLIGIBLE = "negligible"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeltaEstimate:
    """Cliff's delta and what is uncertain about it, each of shape (...).

    Attributes:
        delta: what was observed, -1 to 1; positive when the first group answers higher.
        logit: where its interval is centred: the logit of P, delta = 2 P - 1.
        standard_error: of that logit, head-counts allowed for.
        df: degrees of freedom; infinite where everyone of both groups answered.
    """

    delta: FloatArray
    logit: FloatArray
    standard_error: FloatArray
    df: FloatArray

    def interval(self, confidence: float = 0.95) -> Interval:
        """Limits within -1 to 1; they always hold the delta, and are it if everyone answered."""
        reach = student_quantile(self.df, confidence) * self.standard_error
        low, high = expit(self.logit - reach), expit(self.logit + reach)
        return Interval(2.0 * low - 1.0, 2.0 * high - 1.0).holding(self.delta)


_MAGNITUDE_FROM = (
    (0.474, Magnitude.LARGE),
    (0.33, Magnitude.MEDIUM),
    (0.147, Magnitude.SMALL),
)


def cliffs_delta(first: ArrayLike, second: ArrayLike) -> FloatArray:
    """How far the first group answers higher than the second, from -1 to 1; 0 is no difference.

    Cliff's delta = P(first > second) - P(first < second), from counts, ties included.

    Args:
        first: answer counts of one group, shape (..., points), least favourable first.
        second: answer counts of the other group, same number of points.

    Returns:
        The delta, shape (...); NaN where a group has no answers.

    Source: Cliff (1993), Psychological Bulletin 114(3), 494-509,
    doi:10.1037/0033-2909.114.3.494.

    >>> float(cliffs_delta([0, 0, 4], [4, 0, 0]))
    1.0
    >>> float(cliffs_delta([1, 1, 0], [0, 2, 0]))  # 4 pairs: 2 lower, 2 ties
    -0.5
    """
    return 2.0 * superiority(first, second) - 1.0


def cliffs_interval(first: ArrayLike, second: ArrayLike, confidence: float = 0.95) -> Interval:
    """Cliff's interval of the delta from his unbiased variance, not symmetric, within -1 to 1.

    The classical interval, for comparison with other software (R `effsize::cliff.delta`);
    `estimate_delta` keeps its promise in small teams, this one does not.

    Args:
        first: answer counts of one group, shape (..., points), least favourable first.
        second: answer counts of the other group, same number of points.
        confidence: share of intervals that hold the true delta.

    Returns:
        Limits of shape (...); NaN where a group has fewer than two answers, and where every pair
        favours the same group.

    Source: Cliff (1996), Multivariate Behavioral Research 31(3), 331-350,
    doi:10.1207/s15327906mbr3103_4. Quantile of t with n1 + n2 - 2 degrees of freedom.
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    delta = cliffs_delta(a, b)
    error = np.sqrt(_unbiased_delta_variance(a, b, delta))
    t = student_quantile(a.sum(axis=-1) + b.sum(axis=-1) - 2.0, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        room = 1.0 - delta**2 + (t * error) ** 2
        middle = (delta - delta**3) / room
        reach = t * error * np.sqrt((1.0 - delta**2) ** 2 + (t * error) ** 2) / room
    return Interval(middle - reach, middle + reach)


def estimate_delta(
    first: ArrayLike,
    second: ArrayLike,
    values: ArrayLike | None = None,
    *,
    smoothing_points: ArrayLike | None = None,
    populations: Populations = (None, None),
) -> DeltaEstimate:
    """Cliff's delta with an interval within -1 to 1 that holds its promise in small teams.

    Brunner and Munzel's variance, from counts with 0.3 answers added at each scale point, carried
    to the logit of P = P(first > second) + P(tie) / 2 and back; delta = 2 P - 1. The slope of the
    logit is that of P with 0.2 answers added. Each team's part of the variance is multiplied by
    f = 1 - n/N, and (0.3/N)^2 added: the last to answer may differ. Degrees of freedom as in
    `compare_means`. A team is smoothed in proportion to its f, the less known one in full.
    The centre is the P of the two distributions observed + f x (smoothed by 0.1 - observed): it has
    a logit even where every pair favours the same group, which the observed P has not.

    Args:
        first: answer counts of one group, shape (..., values).
        second: answer counts of the other group, same number of values.
        values: the values, shape (values,); 1, 2, ... if None. Their order alone matters.
        smoothing_points: the scale's points, at least two; the values themselves if None.
        populations: head-counts of the two groups; None or infinity if unknown.

    Returns:
        Never NaN where both groups have an answer, NaN where one has none.
        Coverage of the 95 % interval: docs/methods/coverage.md.

    Raises:
        ValueError: more answers than people.

    Source: Brunner and Munzel (2000), Biometrical Journal 42(1), 17-25; the smoothing and the
    step are ours.

    >>> unanimous = estimate_delta([0, 0, 0, 0, 20], [20, 0, 0, 0, 0])  # all "5", all "1"
    >>> float(unanimous.delta), round(float(unanimous.interval().low), 2)
    (1.0, 0.62)
    """
    given = np.asarray(first, dtype=np.float64)
    ground = support(scale_points(given.shape[-1]) if values is None else values, smoothing_points)
    counts = (ground.counts(given), ground.counts(second))
    base = (counts[0].sum(axis=-1), counts[1].sum(axis=-1))
    free = (unobserved_share(base[0], populations[0]), unobserved_share(base[1], populations[1]))
    relative, points = _relative(*free), ground.at_scale_points
    test = brunner_munzel(*_toward_smoothed(counts, SMOOTHING * points, relative))
    slope_at = superiority(*_toward_smoothed(counts, SLOPE_SMOOTHING * points, relative))
    centre = superiority(*_toward_smoothed(counts, CENTRE_SMOOTHING * points, free))
    one = (weight_of_one(base[0], populations[0]), weight_of_one(base[1], populations[1]))
    first_part = test.first_variance * free[0] + (STEP * one[0]) ** 2
    second_part = test.second_variance * free[1] + (STEP * one[1]) ** 2
    return DeltaEstimate(
        delta=cliffs_delta(*counts),
        logit=logit(np.clip(centre, 0.0, 1.0)),  # rounding may bring a sum of shares above 1
        standard_error=np.sqrt(first_part + second_part) / (slope_at * (1.0 - slope_at)),
        df=summed_df(
            (first_part, second_part), (answers_df(base[0], free[0]), answers_df(base[1], free[1]))
        ),
    )


def magnitude(delta: float) -> Magnitude:
    """The size of a delta in words: negligible, small from .147, medium from .33, large from .474.

    Source: Romano, Kromrey, Coraggio and Skowronek (2006), annual meeting of the Florida
    Association of Institutional Research; the cuts of R `effsize::cliff.delta`.

    >>> magnitude(-0.4).value
    'medium'
    """
    return next(
        (name for start, name in _MAGNITUDE_FROM if abs(delta) >= start), Magnitude.NEGLIGIBLE
    )


def hedges_g(first: ArrayLike, second: ArrayLike, values: ArrayLike | None = None) -> FloatArray:
    """Difference of means in pooled standard deviations, freed of small-sample bias.

    g = J x (mean1 - mean2) / pooled SD, J = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)),
    m = n1 + n2 - 2: the exact J, not the approximation 1 - 3/(4m - 1).

    Args:
        first: answer counts of one group, shape (..., values).
        second: answer counts of the other group, same number of values.
        values: the values, shape (values,); 1, 2, ... if None.

    Returns:
        Shape (...). Without any spread: 0 where the means agree, else infinite. NaN with
        fewer than two answers in a group.

    Source: Hedges (1981), Journal of Educational Statistics 6(2), 107-128,
    doi:10.3102/10769986006002107.

    >>> round(float(hedges_g([0, 1, 3], [3, 1, 0])), 3)  # 0.8686 x 1.5 / 0.5
    2.606
    """
    one, two = moments(first, values), moments(second, values)
    m = one.base + two.base - 2.0
    pooled = ((one.base - 1.0) * one.variance + (two.base - 1.0) * two.variance) / np.where(
        m > 0.0, m, np.nan
    )
    gap = one.mean - two.mean
    with np.errstate(divide="ignore", invalid="ignore"):
        d = np.where(gap == 0.0, 0.0 * pooled, gap / np.sqrt(pooled))
    unbiased = np.exp(gammaln(m / 2.0) - gammaln((m - 1.0) / 2.0)) / np.sqrt(np.abs(m) / 2.0)
    return (unbiased * d)[()]


def _unbiased_delta_variance(a: FloatArray, b: FloatArray, delta: FloatArray) -> FloatArray:
    """Cliff's unbiased variance of delta from his three sums of squared dominances."""
    n, m = a.sum(axis=-1), b.sum(axis=-1)
    sign = np.sign(np.subtract.outer(np.arange(a.shape[-1]), np.arange(b.shape[-1])))
    with np.errstate(divide="ignore", invalid="ignore"):
        by_first = (b @ sign.T) / m[..., None] - delta[..., None]
        by_second = (a @ sign) / n[..., None] - delta[..., None]
        squares = (a[..., :, None] * b[..., None, :] * (sign - delta[..., None, None]) ** 2).sum(
            axis=(-2, -1)
        )
        rows, columns = (a * by_first**2).sum(axis=-1), (b * by_second**2).sum(axis=-1)
        pairs = n * m * (n - 1.0) * (m - 1.0)
        variance: FloatArray = (m**2 * rows + n**2 * columns - squares) / pairs
    return variance


def _relative(first: FloatArray, second: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Two factors over the larger of them; 1 and 1 where both are 0."""
    larger = np.maximum(first, second)
    known = larger == 0.0
    larger = np.where(known, 1.0, larger)
    return np.where(known, 1.0, first / larger), np.where(known, 1.0, second / larger)


def _toward_smoothed(
    counts: tuple[FloatArray, FloatArray],
    added: FloatArray,
    parts: tuple[FloatArray, FloatArray],
) -> tuple[FloatArray, FloatArray]:
    """Both groups' counts, each moved by its part from observed to smoothed."""
    return _moved(counts[0], added, parts[0]), _moved(counts[1], added, parts[1])


def _moved(counts: FloatArray, added: FloatArray, part: FloatArray) -> FloatArray:
    """Counts of the distribution observed + part x (smoothed - observed), shape (..., points)."""
    smoothed = counts + added
    base = smoothed.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = counts / counts.sum(axis=-1, keepdims=True) * base
    moved: FloatArray = observed + np.expand_dims(part, -1) * (smoothed - observed)
    return moved
