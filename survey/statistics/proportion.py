"""Intervals of a share and of the difference of two shares."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincinv

from survey.statistics.distribution import FloatArray, Populations, unobserved_share
from survey.statistics.interval import Interval, normal_quantile


def wilson(
    successes: ArrayLike,
    trials: ArrayLike,
    confidence: float = 0.95,
    *,
    population: ArrayLike | None = None,
) -> Interval:
    """Wilson's score interval of a share: it holds the share and never leaves 0 to 1.

    All shares p with |successes/n - p| <= z sqrt(p (1 - p) / n). With a head-count N the
    variance is multiplied by f = 1 - n/N, which is the interval of n/f answers; where everyone
    answered it is the share itself.

    Args:
        successes: how many answered so, shape (...).
        trials: how many answered, shape (...).
        confidence: share of intervals that hold the true share.
        population: head-count N; None or infinity if unknown.

    Returns:
        Limits from 0 to 1, shape (...); NaN with no answers.

    Raises:
        ValueError: more answers than people.

    Source: Wilson (1927), Journal of the American Statistical Association 22(158), 209-212,
    doi:10.1080/01621459.1927.10502953; Newcombe (1998), Statistics in Medicine 17(8), 857-872.

    >>> interval = wilson(0, 20)
    >>> float(interval.low), round(float(interval.high), 4)  # z^2 / (20 + z^2)
    (0.0, 0.1611)
    """
    n = np.asarray(trials, dtype=np.float64)
    z2 = normal_quantile(confidence) ** 2 * unobserved_share(n, population)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.asarray(successes, dtype=np.float64) / n
    middle = (share * n + z2 / 2.0) / (n + z2)
    reach = np.sqrt(z2 * (share * (1.0 - share) * n + z2 / 4.0)) / (n + z2)
    # At 0 and 1 the limit is the share itself; the two roots agree there but for rounding.
    return Interval(np.maximum(middle - reach, 0.0), np.minimum(middle + reach, 1.0)).holding(share)


def jeffreys(successes: ArrayLike, trials: ArrayLike, confidence: float = 0.95) -> Interval:
    """Jeffreys' interval of a share: the middle of what Beta(x + 1/2, n - x + 1/2) holds likely.

    Args:
        successes: how many answered so (x), shape (...).
        trials: how many answered (n), shape (...).
        confidence: how much of the distribution lies between the limits.

    Returns:
        Limits from 0 to 1, shape (...): 0 below when nobody answered so, 1 above when all did
        (statsmodels leaves a little room there). NaN with no answers.

    Source: Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101-133,
    doi:10.1214/ss/1009213286, section 4.1.2 with its limits at 0 and n.

    >>> interval = jeffreys(0, 10)
    >>> float(interval.low), round(float(interval.high), 4)
    (0.0, 0.2172)
    """
    x, n = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    yes, no = np.where(n > 0.0, x, np.nan) + 0.5, n - x + 0.5
    tail = (1.0 - confidence) / 2.0
    return Interval(
        np.where(x == 0.0, 0.0 * yes, betaincinv(yes, no, tail))[()],
        np.where(x == n, 1.0 + 0.0 * yes, betaincinv(yes, no, 1.0 - tail))[()],
    )


def chance_of_share(successes: ArrayLike, trials: ArrayLike, at_least: float) -> FloatArray:
    """How likely the true share is at or above a cut, given what was answered; 0 to 1.

    From Jeffreys' distribution Beta(x + 1/2, n - x + 1/2). Averaged over companies it tells the
    share of companies above the cut with far less bias than counting those observed above it.

    Args:
        successes: how many answered so (x), shape (...).
        trials: how many answered (n), shape (...).
        at_least: the cut, 0 to 1.

    Returns:
        Shape (...). With no answers it is what is believed beforehand: Beta(1/2, 1/2).

    Source: Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101-133.

    >>> round(float(chance_of_share(5, 10, at_least=0.5)), 6)  # as many said so as did not
    0.5
    """
    x, n = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    return np.asarray(betainc(n - x + 0.5, x + 0.5, 1.0 - at_least), dtype=np.float64)[()]


def newcombe(
    first: tuple[ArrayLike, ArrayLike],
    second: tuple[ArrayLike, ArrayLike],
    confidence: float = 0.95,
    *,
    populations: Populations = (None, None),
) -> Interval:
    """Newcombe's hybrid score interval of first share - second share, from -1 to 1.

    The two Wilson intervals joined: low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high the same
    with the other ends.

    Args:
        first: successes and trials of one group, each of shape (...).
        second: successes and trials of the other group.
        confidence: share of intervals that hold the true difference.
        populations: head-counts of the two groups; None or infinity if unknown.

    Returns:
        Limits of shape (...); NaN where a group has no answers.

    Source: Newcombe (1998), Statistics in Medicine 17(8), 873-890, method 10.

    >>> interval = newcombe((56, 70), (48, 80))  # 80 % against 60 %
    >>> round(float(interval.low), 4), round(float(interval.high), 4)
    (0.0524, 0.3339)
    """
    one = wilson(*first, confidence, population=populations[0])
    two = wilson(*second, confidence, population=populations[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p2 = np.divide(*first), np.divide(*second)
    return Interval(
        p1 - p2 - np.hypot(p1 - one.low, two.high - p2),
        p1 - p2 + np.hypot(one.high - p1, p2 - two.low),
    )


def whole_per_cents(counts: ArrayLike) -> npt.NDArray[np.int64]:
    """Counts as whole per cents that add up to 100; the largest remainders are rounded up.

    Args:
        counts: shape (values,); at least one.

    >>> whole_per_cents([1, 1, 1]).tolist()
    [34, 33, 33]
    """
    whole = np.asarray(counts, dtype=np.int64) * 100
    found, remainders = np.divmod(whole, whole.sum() // 100)
    order = np.argsort(-remainders, kind="stable")
    found[order[: 100 - int(found.sum())]] += 1
    return found
