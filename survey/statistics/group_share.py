"""The share of groups that are above a cut, where each group is known by a few answers only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc

from survey.statistics.distribution import FloatArray
from survey.statistics.interval import Interval
from survey.statistics.proportion import wilson

_SLACK = 1e-9
_LEAST_SPREAD, _LEAST_SHARE = 1e-4, 0.01
_FEWEST_ANSWERS, _MOST_ANSWERS = 0.5, 1e4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupShare:
    """The share of groups above a cut.

    Attributes:
        share: the mean chance that a group is above; the figure to show.
        reached: how many groups' answers are above it as they are; too many, where few are above.
        groups: how many there are.
        interval: of the share, 95 %.
    """

    share: float
    reached: int
    groups: int
    interval: Interval


def chance_if_alike(successes: ArrayLike, trials: ArrayLike, at_least: float) -> FloatArray:
    """How likely each group's true share is above a cut, groups being taken for alike; 0 to 1.

    What is believed of a group beforehand is learnt from all of them: a beta distribution with the
    mean and the spread of their shares, less the spread that chance alone gives. Jeffreys' chance
    (`chance_of_share`) believes the same of every group whatsoever; the truth lies between.

    Args:
        successes: how many answered so, shape (groups,).
        trials: how many answered, at least one each, same shape.
        at_least: the cut, 0 to 1.

    Source: moments of the beta-binomial: Kleinman (1973), Journal of the American Statistical
    Association 68(341), 46-54, doi:10.1080/01621459.1973.10481332, each group counting the same.

    >>> alike = chance_if_alike([4, 5, 4, 5, 4, 5], [8] * 6, at_least=0.8)
    >>> float(alike.max()) < 0.001  # they differ by less than chance would let them
    True
    """
    x, n = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    shares = x / n
    mean = np.clip(shares.mean(), _LEAST_SHARE, 1.0 - _LEAST_SHARE)
    chance = mean * (1.0 - mean)
    lone = (1.0 / n).mean()
    found = (shares.var(ddof=1) - chance * lone) / (1.0 - lone)
    weight = np.clip(chance / max(found, _LEAST_SPREAD) - 1.0, _FEWEST_ANSWERS, _MOST_ANSWERS)
    yes, no = mean * weight + x, (1.0 - mean) * weight + n - x
    return np.asarray(betainc(no, yes, 1.0 - at_least), dtype=np.float64)


def share_of_groups(
    chances: ArrayLike, reached: ArrayLike, alike: ArrayLike | None = None
) -> GroupShare:
    """The mean chance of being above, with an interval that allows for what it cannot know.

    The mean of Jeffreys' chances is drawn toward the middle where groups are small; the count of
    those observed above is too high where few are; chances of groups taken for alike are drawn the
    other way. The 95 % interval is Wilson's of whole groups, from that of the lowest of these
    three, rounded down, to that of the highest, rounded up.

    Args:
        chances: how likely each group is above, shape (groups,).
        reached: whether its answers are, same shape.
        alike: how likely it is if groups are taken for alike, same shape.

    Source: Wilson (1927), doi:10.1080/01621459.1927.10502953; how it holds: docs/methods/panel.md.

    >>> found = share_of_groups([0.1, 0.2, 0.6, 0.9], [False, False, True, True])
    >>> found.share, found.reached, float(found.interval.low).__round__(2)  # of 1 in 4
    (0.45, 2, 0.05)
    """
    likely, above = np.asarray(chances, dtype=np.float64), np.asarray(reached, dtype=bool)
    groups = likely.size
    told = [likely.sum(), float(above.sum())]
    if alike is not None:
        told.append(np.asarray(alike, dtype=np.float64).sum())
    low, high = np.floor(min(told) + _SLACK), np.ceil(max(told) - _SLACK)
    return GroupShare(
        share=float(likely.mean()),
        reached=int(above.sum()),
        groups=groups,
        interval=Interval(wilson(low, groups).low, wilson(high, groups).high),
    )
