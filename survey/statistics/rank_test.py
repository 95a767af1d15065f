"""Rank tests from counts: may two groups come from one distribution of answers?"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from survey.statistics.distribution import FloatArray

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class MannWhitney:
    """U of the first group and its two-sided p, each of shape (...)."""

    u: FloatArray
    p: FloatArray


def mann_whitney(first: ArrayLike, second: ArrayLike) -> MannWhitney:
    """Mann and Whitney's test that two distributions are one, from counts, ties allowed for.

    U = pairs in which the first group answers higher + half of the ties. p by the normal
    approximation with the variance reduced for ties and no continuity correction.

    Args:
        first: answer counts of one group, shape (..., points), least favourable first.
        second: answer counts of the other group, same number of points.

    Returns:
        p is 1 where all answers are the same, NaN where a group has no answers.

    Source: Mann and Whitney (1947), Annals of Mathematical Statistics 18(1), 50-60,
    doi:10.1214/aoms/1177730491; ties as in Lehmann (1975), Nonparametrics, section 1.4.

    >>> float(mann_whitney([0, 1, 3], [3, 1, 0]).u)  # 15 pairs higher, 1 tie
    15.5
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    u = _u(a, b)
    ties, pairs = a + b, a.sum(axis=-1) * b.sum(axis=-1)
    total = ties.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        tied = (ties**3 - ties).sum(axis=-1) / (total * (total - 1.0))
        spread = np.sqrt(pairs / 12.0 * (total + 1.0 - tied))
        away = np.abs(u - pairs / 2.0)
        z = np.where(away > 0.0, away / spread, 0.0)
    return MannWhitney(u, np.where(pairs > 0.0, 2.0 * ndtr(-z), np.nan)[()])


def exact_mann_whitney(first: ArrayLike, second: ArrayLike) -> MannWhitney:
    """Mann and Whitney's test with the exact p: all ways to deal the answers to the two groups.

    p = the share of ways in which U is as far from its middle n1 n2 / 2 as the U observed, or
    farther. Ties are dealt as they are: `scipy.stats.mannwhitneyu(method="exact")` ignores them.
    The ways are counted by dynamic programming over the points of the scale, not one by one.

    Made for small groups: time and memory grow with the cube of the answers, so that above some
    hundred of them `mann_whitney` does as well.

    Args:
        first: answer counts of one group, shape (..., points), whole numbers.
        second: answer counts of the other group, same number of points.

    Returns:
        p is 1 where all answers are the same, NaN where a group has no answers.

    Raises:
        ValueError: a count is not a whole number.

    Source: Lehmann (1975), Nonparametrics, section 1.4; two-sided as in R
    `coin::wilcox_test(distribution = "exact")`. Counting: Streitberg and Roehmel (1986),
    Statistical Software Newsletter 12(1), 10-17.

    >>> test = exact_mann_whitney([0, 1, 1], [2, 0, 0])  # 1 1 against 2 3: 6 ways, 2 as extreme
    >>> float(test.u), round(float(test.p), 4)
    (4.0, 0.3333)
    """
    a, b = np.broadcast_arrays(_whole(first), _whole(second))
    p = np.array([_exact_p(*pair) for pair in zip(_rows(a), _rows(b), strict=True)])
    return MannWhitney(_u(a.astype(np.float64), b.astype(np.float64)), p.reshape(a.shape[:-1])[()])


def _u(a: FloatArray, b: FloatArray) -> FloatArray:
    """Pairs in which the first is higher + half of the ties, shape (...)."""
    below = np.cumsum(b, axis=-1) - b
    u: FloatArray = (a * (below + b / 2.0)).sum(axis=-1)
    return u


def _whole(counts: ArrayLike) -> IntArray:
    """The counts as whole numbers, which each of them is."""
    given = np.asarray(counts, dtype=np.float64)
    whole = np.rint(given).astype(np.int64)
    if not np.array_equal(whole, given):
        raise ValueError("a count is not a whole number")
    return whole


def _rows(counts: IntArray) -> IntArray:
    """All distributions below one another, shape (distributions, points)."""
    return counts.reshape(-1, counts.shape[-1])


def _exact_p(first: IntArray, second: IntArray) -> float:
    """The two-sided p of one pair of groups; by symmetry the smaller group is the one dealt to."""
    dealt, n, total = first, int(first.sum()), int((first + second).sum())
    if 2 * n > total:
        dealt, n = second, total - n
    if n == 0:
        return float("nan")
    ties = first + second
    # Twice a midrank, less one: twice the rank sum is then 2 U + n^2, and its middle n N.
    scores = 2 * (np.cumsum(ties) - ties) + ties
    ways = _ways(ties, scores, n)
    middle = n * total
    sums = np.arange(ways.size)
    extreme = np.abs(sums - middle) >= abs(int(dealt @ scores) - middle)
    return min(float(ways[extreme].sum()) / comb(total, n), 1.0)  # a long sum may round above 1


def _ways(ties: IntArray, scores: IntArray, n: int) -> FloatArray:
    """In how many ways n of all answers have each sum of scores, shape (sums,).

    Point by point: a of the answers there can be dealt in "ties over a" ways, and move the number
    dealt by a and the sum by a x score.
    """
    largest = n * int(scores[ties > 0].max())
    table = np.zeros((n + 1, largest + 1))
    table[0, 0] = 1.0
    for tied, score in zip(ties.tolist(), scores.tolist(), strict=True):
        before, table = table, np.zeros_like(table)
        for a in range(min(tied, n) + 1):
            moved = before[: n + 1 - a, : largest + 1 - a * score]
            table[a:, a * score :] += comb(tied, a) * moved
    ways: FloatArray = table[n]
    return ways
