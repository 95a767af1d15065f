"""Which words one group uses more than another: log-odds with an informative Dirichlet prior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincinv, logit

from survey.statistics.distribution import FloatArray

PRIOR_WEIGHT = 0.1
"""The prior weighs a tenth of what both groups wrote together: for a word that five people used, as
much as half a person in each group, the usual correction for counts of zero."""

_TAIL = 0.025
_HALF = 0.5
"""Of a use: the correction for whole counts; also the least of all other words, so that the odds of
the only word that is used stay finite."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordOdds:
    """Log-odds ratios, first group against second; all of shape (words,).

    Attributes:
        value: above 0 where the first group uses the word more.
        z: the value in standard errors.
        low, high: the 95 % interval of the ratio.
        p: two-sided, of no difference.
    """

    value: FloatArray
    z: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray


def word_odds(first: ArrayLike, second: ArrayLike, totals: tuple[float, float]) -> WordOdds:
    """How much more the first group uses each word, against all words it uses.

    Every count is raised by the prior: a tenth of how often both groups use the word together, so
    that rare words are drawn toward no difference. The ratio is log(word / all others) of the first
    group minus that of the second; its variance for z is 1/(raised count of the first) + 1/(that
    of the second).

    The normal distribution, which the source takes from there, is far from the posterior where a
    group never uses a word. So the interval and p are of the posterior itself: the use of a word
    that is one of many is a gamma variable, and of two gamma variables, first/(first + second)
    is a beta variable whose parameters are the raised counts. At each end, half a use is given to
    the group that speaks against it: counts are whole, and a 0 says less than it seems to.

    Args:
        first: uses of each word by the first group, shape (words,); none negative, and each word
            used by somebody.
        second: the same by the second group.
        totals: uses of all words by each group, those not listed included.

    Returns:
        One ratio a word.

    Source: Monroe, Colaresi and Quinn (2008), Political Analysis 16(4), 372-403, equations 15,
    16, 19, 22 and 23, doi:10.1093/pan/mpn018.

    >>> odds = word_odds([18, 5], [2, 5], (100, 100))  # 18 + 2 of 120, against 2 + 2 of 120
    >>> odds.value.round(3).tolist()  # log(20/100) - log(4/116)
    [1.758, 0.0]
    >>> odds.z.round(2).tolist()  # 1.758 / sqrt(1/20 + 1/4)
    [3.21, 0.0]
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    prior = PRIOR_WEIGHT * (a + b)
    whole = PRIOR_WEIGHT * sum(totals)
    raised = (a + prior, b + prior)
    others = tuple(
        np.maximum(total + whole - uses, _HALF) for total, uses in zip(totals, raised, strict=True)
    )
    shift = np.log(others[1] / others[0])
    value = np.log(raised[0] / raised[1]) + shift
    alike = others[0] / (others[0] + others[1])
    least, most = (raised[0], raised[1] + _HALF), (raised[0] + _HALF, raised[1])
    tails = np.minimum(betainc(*least, alike), 1.0 - betainc(*most, alike))
    return WordOdds(
        value=value,
        z=value / np.sqrt(1.0 / raised[0] + 1.0 / raised[1]),
        low=_quantile(least, _TAIL) + shift,
        high=_quantile(most, 1.0 - _TAIL) + shift,
        p=np.minimum(2.0 * tails, 1.0),
    )


def _quantile(raised: tuple[FloatArray, FloatArray], chance: float) -> FloatArray:
    """The quantile of the log of the ratio of two gamma variables, (words,)."""
    found: FloatArray = np.asarray(logit(betaincinv(*raised, chance)), dtype=np.float64)
    return found
