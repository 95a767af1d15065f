"""Whether the people of a group answer alike, and whether groups differ: r_wg, ICC."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray, scale_points
from survey.statistics.mean import Moments, moments


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clustering:
    """How far people of one group resemble each other, each figure of shape (...).

    Attributes:
        icc1: the part of the variance of one answer that lies between groups; ICC(1).
        icc2: the reliability of the groups' means; ICC(2).
        f: mean square between groups over that within.
        groups: how many groups have an answer.
        size: their mean number of answers.
    """

    icc1: FloatArray
    icc2: FloatArray
    f: FloatArray
    groups: FloatArray
    size: FloatArray


def r_wg(
    counts: ArrayLike, values: ArrayLike | None = None, *, random_variance: float | None = None
) -> FloatArray:
    """Agreement within a group on one item: 1 - variance / that of answers at random, from 0 to 1.

    "At random" is every point as likely: (k^2 - 1) / 12, which is 2 on five points. A larger
    variance than that counts as 0, no agreement.

    Args:
        counts: answers of each value, shape (..., values).
        values: the values, shape (values,); 1, 2, ... if None.
        random_variance: the variance at random; that of the values, each once, if None. Give it for
            scores, whose values are not the points of a scale.

    Returns:
        Shape (...); NaN with fewer than two answers.

    Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69(1), 85-98,
    doi:10.1037/0021-9010.69.1.85.

    >>> float(r_wg([0, 0, 0, 2, 2]))  # variance 1/3, at random 2
    0.8333333333333334
    """
    part = moments(counts, values).variance / _at_random(counts, values, random_variance)
    agreed: FloatArray = 1.0 - np.minimum(part, 1.0)
    return agreed


def r_wg_j(
    counts: ArrayLike, values: ArrayLike | None = None, *, random_variance: float | None = None
) -> FloatArray:
    """Agreement within a group on a scale of J items, from their mean variance, 0 to 1.

    J (1 - q) / (J (1 - q) + q), q = mean variance of the items / variance at random, at most 1.
    It grows with the number of items alone, so compare only scales of equal length.

    Args:
        counts: answers of each value per item, shape (..., items, values).
        values: the values, shape (values,); 1, 2, ... if None.
        random_variance: as in `r_wg`.

    Returns:
        Shape (...); NaN where an item has fewer than two answers.

    Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69(1), 85-98,
    doi:10.1037/0021-9010.69.1.85.

    >>> round(float(r_wg_j([[0, 0, 0, 2, 2], [0, 0, 0, 2, 2]])), 4)  # q = 1/6: 10/6 over 11/6
    0.9091
    """
    spread = moments(counts, values).variance
    q = np.minimum(spread.mean(axis=-1) / _at_random(counts, values, random_variance), 1.0)
    agreed = spread.shape[-1] * (1.0 - q)
    agreement: FloatArray = agreed / (agreed + q)
    return agreement


def average_deviation(counts: ArrayLike, values: ArrayLike | None = None) -> FloatArray:
    """How far answers lie from their mean on average, in points of the scale; 0 is agreement.

    For a scale take the mean over its items.

    Args:
        counts: answers of each value, shape (..., values).
        values: the values, shape (values,); 1, 2, ... if None.

    Returns:
        Shape (...); NaN with no answers.

    Source: Burke, Finkelstein and Dusig (1999), Organizational Research Methods 2(1), 49-68,
    doi:10.1177/109442819921004.

    >>> float(average_deviation([1, 0, 0, 0, 1]))  # 1 and 5 about 3
    2.0
    """
    given = np.asarray(counts, dtype=np.float64)
    points = scale_points(given.shape[-1]) if values is None else np.asarray(values, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.abs(points - moments(given, points).mean[..., None])
        deviation: FloatArray = (given * away).sum(axis=-1) / given.sum(axis=-1)
    return deviation


def intraclass(groups: Moments) -> Clustering:
    """ICC(1) and ICC(2) of a one-way analysis of variance, from each group's base, mean, variance.

    With mean squares B between and W within, and n the mean number of answers of a group:
    ICC(1) = (B - W) / (B + (n - 1) W), ICC(2) = (B - W) / B = 1 - 1 / F.

    Args:
        groups: figures of shape (..., groups). Groups without answers are left out; one answer
            alone tells of its group's mean and of no variance.

    Returns:
        At most 1, shape (...). Below 0 where groups differ less than people do by chance; 1
        where nobody differs from his own group; NaN with fewer than two groups, with no group of
        two answers, and where all answers are the same.

    Source: Bliese (2000) in Klein and Kozlowski, Multilevel Theory, 349-381; Shrout and Fleiss
    (1979), Psychological Bulletin 86(2), 420-428, doi:10.1037/0033-2909.86.2.420. n is the plain
    mean as in R `multilevel::ICC1`.

    >>> found = intraclass(moments([[2, 2, 0], [0, 2, 2]]))  # 1 1 2 2 and 2 2 3 3: B 2, W 1/3
    >>> round(float(found.icc1), 4), round(float(found.icc2), 4)  # (5/3) / 3 and (5/3) / 2
    (0.5556, 0.8333)
    """
    n, held = groups.base, groups.base > 0.0
    total, many = n.sum(axis=-1), held.sum(axis=-1).astype(np.float64)
    mean = np.where(held, groups.mean, 0.0)
    inner = np.where(n > 1.0, groups.variance * (n - 1.0), 0.0).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = (n * mean).sum(axis=-1) / total
        between = (n * (mean - whole[..., None]) ** 2).sum(axis=-1) / (many - 1.0)
        within = inner / (total - many)
        size = total / many
        return Clustering(
            icc1=(between - within) / (between + (size - 1.0) * within),
            icc2=(between - within) / between,
            f=between / within,
            groups=many,
            size=size,
        )


def _at_random(counts: ArrayLike, values: ArrayLike | None, random_variance: float | None) -> float:
    """The variance when every value is as likely, or the one given."""
    if random_variance is not None:
        return random_variance
    points = scale_points(np.shape(counts)[-1]) if values is None else np.asarray(values)
    return float(np.var(points))
