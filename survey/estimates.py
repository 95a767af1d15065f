"""Estimates with their interval and base: never a bare number on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from survey.release import Base, ThemeScores
from survey.statistics.distribution import scale_points
from survey.statistics.mean import MeanEstimate, estimate_mean
from survey.statistics.proportion import wilson
from survey.unanimity import Answers, Bound, as_told, bound_of, near_end, open_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value, its 95 % interval, and the number of answers it rests on.

    `at_least` where it may not be told how many they are: they are that many or more. `bound`
    where the value itself is one that the true one reaches or does not exceed.
    """

    value: float
    low: float
    high: float
    base: int
    at_least: bool = False
    bound: Bound = Bound.NONE

    def resting_on(self, base: Base) -> Estimate:
        """The same with its base as it may be told; a bound is then one of that base.

        Else its interval would tell how many they are.
        """
        told = replace(self, base=base.answers, at_least=not base.exact)
        if base.exact or self.bound is Bound.NONE:
            return told
        part = float(base.answers) if self.bound is Bound.AT_LEAST else 0.0
        near = _share_near_end(part, float(base.answers))
        return replace(near, at_least=True)

    def rounded_down(self, minimum: int) -> Estimate:
        """The same with its base to the last multiple of k: of people who answered several items.

        They are among those who answered each, so that even a sayable rest may be a few of these.

        >>> Estimate(value=0.5, low=0.1, high=0.9, base=38).rounded_down(5).base
        35
        """
        return replace(self, base=self.base // minimum * minimum, at_least=True)

    def negated(self) -> Estimate:
        """The same seen from the other side: -value, with the limits exchanged.

        >>> Estimate(value=0.5, low=0.1, high=0.9, base=20).negated()
        Estimate(value=-0.5, low=-0.9, high=-0.1, base=20, at_least=False, bound=<Bound.NONE: ''>)
        """
        return replace(self, value=-self.value, low=-self.high, high=-self.low)


def share_from(counts: ArrayLike, lowest: int) -> Estimate:
    """The share of answers at point `lowest` or above, with its Wilson interval; 0 to 1.

    The interval takes the people who answered as a sample of very many: it ignores head-counts,
    so that shares compare with those of other surveys. Near an end of a few answers it is a bound,
    and the interval holds that of nobody and that of one (`survey.unanimity`).

    Args:
        counts: answers per point 1..k, shape (points,), whole or effective; at least one answer.
        lowest: the first point counted, 1..k.

    >>> share_from([1, 1, 0, 5, 3], 4).value
    0.8
    """
    answers = np.asarray(counts)
    base, favourable = float(answers.sum()), float(answers[lowest - 1 :].sum())
    if near_end(favourable, base):
        return _share_near_end(favourable, base)
    limits = wilson(favourable, base)
    return Estimate(
        value=favourable / base, low=float(limits.low), high=float(limits.high), base=int(base)
    )


def share_of_both(whole: ArrayLike, teams: Sequence[ArrayLike], lowest: int) -> Estimate:
    """The share of two teams together, from which no bound of one of them can be told.

    Where a team is near an end, whether one of it is on the other side is left open here too: the
    share is a bound, and the interval holds that of either case.

    Args:
        whole: answers per point of both, (points,).
        teams: the same of each.
        lowest: the first point counted.

    >>> both = share_of_both([10, 2, 8], [[8, 0, 0], [2, 2, 8]], 3)
    >>> both.value, both.bound, both == share_of_both([9, 2, 9], [[7, 0, 1], [2, 2, 8]], 3)
    (0.45, <Bound.AT_MOST: '<='>, True)
    """
    parts = [
        (float(each[lowest - 1 :].sum()), float(each.sum())) for each in map(np.asarray, teams)
    ]
    near = [bound_of(part, base)[1] for part, base in parts if near_end(part, base)]
    if not near:
        return share_from(whole, lowest)
    base, told = float(np.sum(whole)), sum(as_told(part, base) for part, base in parts)
    least, most = told - near.count(Bound.AT_MOST), told + near.count(Bound.AT_LEAST)
    limits = wilson([least, most], base)
    return Estimate(
        value=told / base,
        low=float(limits.low[0]),
        high=float(limits.high[1]),
        base=int(base),
        bound=near[0] if len({*near}) == 1 else Bound.NONE,
    )


def _share_near_end(favourable: float, base: float) -> Estimate:
    value, bound = bound_of(favourable, base)
    low, high = (
        (0.0, float(wilson(1.0, base).high))
        if bound is Bound.AT_MOST
        else (float(wilson(base - 1.0, base).low), 1.0)
    )
    return Estimate(value=value, low=low, high=high, base=int(base), bound=bound)


def mean_of(found: MeanEstimate, base: int) -> Estimate:
    """A mean with its 95 % interval, in points of the scale, and the answers it rests on."""
    limits = found.interval()
    return Estimate(
        value=float(found.mean), low=float(limits.low), high=float(limits.high), base=base
    )


def told_mean(counts: Answers, lowest: int, headcount: int | None = None) -> MeanEstimate:
    """The mean of answers as it may be told: of a few nearly alike, no more than their bound tells.

    Args:
        counts: answers per point 1..k, (points,).
        lowest: the first favourable point.
        headcount: the people asked N, if known.

    >>> import numpy as np
    >>> found = told_mean(np.array([0, 0, 0, 12, 0]), 4)
    >>> same = told_mean(np.array([0, 1, 0, 9, 2]), 4)
    >>> float(found.mean), bool(found.variance == same.variance)
    (4.0, True)
    """
    told = open_answers(counts, lowest)
    return estimate_mean(told, population=headcount if told is counts else None)


def theme_mean(scores: ThemeScores, *, points: int, headcount: int | None = None) -> Estimate:
    """What a team says of a dimension, its interval as wide as that of people's scores.

    Args:
        scores: at least one.
        points: the number of points k of the scale.
        headcount: the people asked N, if known; at n = N the interval is a point.
    """
    found = estimate_mean(
        scores.counts,
        scores.values,
        smoothing_points=scale_points(points),
        population=headcount,
    )
    return mean_of(found.around(scores.mean), round(scores.counts.sum()))


def bounded(found: MeanEstimate, base: int, *, low: float, high: float) -> Estimate:
    """A mean with its 95 % interval, kept to where it can lie at all.

    Args:
        found: one mean.
        base: the answers it rests on.
        low: the least it can be.
        high: the most it can be.
    """
    told = mean_of(found, base)
    return replace(told, low=max(told.low, low), high=min(told.high, high))
