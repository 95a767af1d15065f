"""The same people asked twice: the change of a mean and of a share, from the joint table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, chdtrc

from survey.statistics.comparison import Comparison
from survey.statistics.distribution import (
    FloatArray,
    scale_points,
    unobserved_share,
    weight_of_one,
)
from survey.statistics.interval import Interval, answers_df
from survey.statistics.mean import SMOOTHING, STEP
from survey.statistics.proportion import wilson

# People added for each answer before the spread of moves is taken. Few people move, so few of the
# cells of a joint table are filled: as little as a mean needs leaves intervals that hold the truth
# in 83 of 100 surveys, where nine of ten keep their answer (bench/coverage_of_change.py).
SPREAD = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Turnover:
    """How many of the same people said yes before and after, each of shape (...)."""

    stayed: FloatArray
    gained: FloatArray
    lost: FloatArray
    never: FloatArray

    @property
    def base(self) -> FloatArray:
        """All of them."""
        return self.stayed + self.gained + self.lost + self.never


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class McNemar:
    """Two-sided p of "as many came as went", each of shape (...).

    Attributes:
        exact: from the binomial distribution of those who changed; the one to use.
        statistic: chi-squared with one degree of freedom, not corrected for continuity.
        asymptotic: its p.
        corrected_statistic: chi-squared corrected for continuity, as R `mcnemar.test` has it.
        corrected: its p.
    """

    exact: FloatArray
    statistic: FloatArray
    asymptotic: FloatArray
    corrected_statistic: FloatArray
    corrected: FloatArray


def paired_change(joint: ArrayLike, values: ArrayLike | None = None) -> Comparison:
    """Mean after - mean before of the same people, from how they moved; the paired t test.

    Args:
        joint: people who answered a before and b after, at [..., a, b], shape (..., points,
            points).
        values: the value of each point, shape (points,); 1, 2, ... if None.

    Returns:
        Degrees of freedom n - 1. NaN error, p and interval with fewer than two people; where all
        moved alike the error is 0: p is 0, or 1 if nobody moved.

    Source: Student (1908), Biometrika 6(1), 1-25, doi:10.1093/biomet/6.1.1.

    >>> change = paired_change([[1, 2, 0], [0, 0, 1], [0, 0, 0]])  # +0, +1, +1, +1
    >>> float(change.difference), float(change.standard_error)  # sqrt(1/4 / 4)
    (0.75, 0.25)
    """
    moved = _moves(np.asarray(joint, dtype=np.float64), values)
    return Comparison(
        difference=moved.mean, centre=moved.mean, standard_error=moved.error, df=moved.base - 1.0
    )


def estimate_change(
    joint: ArrayLike, values: ArrayLike | None = None, *, population: ArrayLike | None = None
) -> Comparison:
    """Mean after - mean before of the same people, with an interval fit for small teams.

    The interval's centre is the mean of the table with 0.3 / k people added in each of its k x k
    cells, so that each answer has 0.3 more before and after, as in `estimate_mean`; its spread that
    of the table with 1 / k more in each. The change shown stays the observed one. A head-count
    counts as there, where both answers were given in one survey; from one wave to another it plays
    no part: a later wave asks what may have changed since.

    Args:
        joint: people who answered a before and b after, at [..., a, b], shape (..., points,
            points).
        values: the value of each point, shape (points,); 1, 2, ... if None.
        population: head-count N, shape (...) or one number; None or infinity if unknown.

    Returns:
        Never NaN with one person or more; NaN with none.

    Raises:
        ValueError: more answers than people.

    Source: as `estimate_mean`; the smoothing of a joint table is ours.

    >>> unmoved = estimate_change([[0, 0, 0], [0, 0, 0], [0, 0, 5]])  # five people, all 3 and 3
    >>> float(unmoved.difference), bool(unmoved.interval().high > 0.1)
    (0.0, True)
    """
    given = np.asarray(joint, dtype=np.float64)
    observed = _moves(given, values)
    smoothed = _moves(given + SMOOTHING / given.shape[-1], values)
    spread = _moves(given + SPREAD / given.shape[-1], values).error
    answered = np.where(observed.base > 0.0, 1.0, np.nan)
    unobserved = unobserved_share(observed.base, population)
    step = STEP * weight_of_one(observed.base, population)
    return Comparison(
        difference=observed.mean,
        centre=observed.mean + unobserved * (smoothed.mean - observed.mean),
        standard_error=np.sqrt(spread**2 * unobserved + step**2) * answered,
        df=answers_df(observed.base, unobserved),
    )


def turnover(joint: ArrayLike, lowest: int) -> Turnover:
    """Who said yes before and after: a joint table cut at one point of the scale.

    Args:
        joint: people who answered a before and b after, at [..., a, b], shape (..., points,
            points).
        lowest: the first point that counts as yes, from 1 on.

    >>> found = turnover([[1, 2, 0], [0, 3, 1], [0, 1, 4]], lowest=3)
    >>> [float(people) for people in (found.stayed, found.gained, found.lost, found.never)]
    [4.0, 1.0, 1.0, 6.0]
    """
    given, cut = np.asarray(joint, dtype=np.float64), lowest - 1
    return Turnover(
        stayed=given[..., cut:, cut:].sum(axis=(-2, -1)),
        gained=given[..., :cut, cut:].sum(axis=(-2, -1)),
        lost=given[..., cut:, :cut].sum(axis=(-2, -1)),
        never=given[..., :cut, :cut].sum(axis=(-2, -1)),
    )


def mcnemar(gained: ArrayLike, lost: ArrayLike) -> McNemar:
    """McNemar's test that a share did not change among the same people.

    Only those who changed their answer tell: as many should come as go.

    Args:
        gained: people who did not say so before and do now, shape (...).
        lost: people who said so before and do not now, shape (...).

    Returns:
        Every p is 1 where nobody changed.

    Source: McNemar (1947), Psychometrika 12(2), 153-157, doi:10.1007/BF02295996; correction by
    Edwards (1948), Psychometrika 13(3), 185-187, doi:10.1007/BF02289261.

    >>> test = mcnemar(1, 5)
    >>> round(float(test.exact), 5)  # 2 x (1 + 6) / 64
    0.21875
    >>> round(float(test.statistic), 4)  # (5 - 1)^2 / 6
    2.6667
    """
    came, went = np.asarray(gained, dtype=np.float64), np.asarray(lost, dtype=np.float64)
    changed, apart = came + went, np.abs(came - went)
    some = np.where(changed > 0.0, changed, 1.0)
    plain = apart**2 / some
    corrected = np.maximum(apart - 1.0, 0.0) ** 2 / some
    return McNemar(
        exact=np.minimum(2.0 * bdtr(np.minimum(came, went), changed.astype(np.int64), 0.5), 1.0),
        statistic=plain[()],
        asymptotic=np.asarray(chdtrc(1.0, plain), dtype=np.float64)[()],
        corrected_statistic=corrected[()],
        corrected=np.asarray(chdtrc(1.0, corrected), dtype=np.float64)[()],
    )


def newcombe_paired(answers: Turnover, confidence: float = 0.95) -> Interval:
    """Newcombe's score interval of share after - share before among the same people, -1 to 1.

    The two Wilson intervals joined as in `newcombe`, less what the two shares have in common: their
    correlation phi, its numerator taken n / 2 nearer to 0 when positive.

    Args:
        answers: the same people before and after, each figure of shape (...).
        confidence: share of intervals that hold the true change.

    Returns:
        Limits of shape (...); NaN with no people.

    Source: Newcombe (1998), Statistics in Medicine 17(22), 2635-2650, method 10,
    doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C.

    >>> people = {"stayed": 36, "gained": 12, "lost": 2, "never": 0}
    >>> limits = newcombe_paired(Turnover(**{key: np.float64(n) for key, n in people.items()}))
    >>> round(float(limits.low), 4), round(float(limits.high), 4)
    (0.0569, 0.3404)
    """
    n, before, after = answers.base, answers.stayed + answers.lost, answers.stayed + answers.gained
    one, two = wilson(after, n, confidence), wilson(before, n, confidence)
    phi = _phi(answers)
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p2 = after / n, before / n
    down, up = p1 - one.low, one.high - p1
    other_down, other_up = p2 - two.low, two.high - p2
    return Interval(
        p1 - p2 - np.sqrt(down**2 - 2.0 * phi * down * other_up + other_up**2),
        p1 - p2 + np.sqrt(up**2 - 2.0 * phi * up * other_down + other_down**2),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Moves:
    """Of after - before: people, mean, standard error of the mean; each of shape (...)."""

    base: FloatArray
    mean: FloatArray
    error: FloatArray


def _moves(joint: FloatArray, values: ArrayLike | None) -> _Moves:
    """People, mean move and its standard error, from a joint table."""
    at = scale_points(joint.shape[-1]) if values is None else np.asarray(values, np.float64)
    moves = at - at[:, None]
    base = joint.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (joint * moves).sum(axis=(-2, -1)) / base
        squares = (joint * (moves - mean[..., None, None]) ** 2).sum(axis=(-2, -1))
        error = np.sqrt(np.where(base > 1.0, squares / (base - 1.0) / base, np.nan))
    return _Moves(base=base, mean=mean, error=error)


def _phi(answers: Turnover) -> FloatArray:
    """Correlation of before and after for Newcombe's interval; 0 where a share is 0 or 1."""
    a, b, c, d = answers.stayed, answers.gained, answers.lost, answers.never
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    cross = a * d - b * c
    less = np.where(cross > 0.0, np.maximum(cross - answers.base / 2.0, 0.0), cross)
    return np.where(margins > 0.0, less / np.sqrt(np.where(margins > 0.0, margins, 1.0)), 0.0)[()]
