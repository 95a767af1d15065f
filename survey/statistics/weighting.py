"""Weights: making those who answered count as the whole they stand for, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray

# Nobody counts more than five times the average person: one answer must not decide a figure.
LARGEST = 5.0

# Raking closes in by steps: ten mostly do, some hundred where the limit binds.
STEPS = 1000
ENOUGH = 1e-12
# Margins that no weights meet drive cells towards nought: to divide by less than this overflows.
LOST = 1e-200


def post_stratify(
    base: ArrayLike, shares: ArrayLike, *, largest: float | None = LARGEST
) -> FloatArray:
    """The weight of a person of each stratum, so that strata count as in the whole.

    Share in the whole / share of those who answered; the mean weight of a person is 1.

    Args:
        base: people of each stratum who answered, any shape.
        shares: the strata's shares in the whole, or their head-counts; same shape.
        largest: no weight is above this, see `trim`; None for no limit.

    Returns:
        Same shape. NaN for a stratum that nobody answers for: its share falls to the others.

    Source: Holt and Smith (1979), Journal of the Royal Statistical Society A 142(1), 33-46,
    doi:10.2307/2344652.

    >>> post_stratify([10, 30], shares=[0.5, 0.5]).round(4).tolist()  # 0.5 / 0.25, 0.5 / 0.75
    [2.0, 0.6667]
    """
    people = np.asarray(base, dtype=np.float64)
    target = np.broadcast_to(np.asarray(shares, dtype=np.float64), people.shape)
    return rake(people.ravel(), [target.ravel()], largest=largest).reshape(people.shape)


def rake(
    base: ArrayLike, margins: Sequence[ArrayLike], *, largest: float | None = LARGEST
) -> FloatArray:
    """The weight of a person of each cell, so that every margin is as in the whole.

    Iterative proportional fitting: each margin in turn is brought to its shares, until none moves.
    A weight is a product of one factor a level, or the limit where the product is above it; where
    margins and limit cannot both be had, the limit is kept and the margins come near.

    Args:
        base: people of each cell who answered, one axis a margin.
        margins: for each axis the shares of its levels in the whole, or their head-counts.
        largest: no weight is above this, the mean being 1; None for no limit.

    Returns:
        Same shape, mean weight of a person 1. NaN for a cell without people; the share of a level
        without people falls to the other levels.

    Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11(4), 427-444,
    doi:10.1214/aoms/1177731829; with a limit Deville, Sarndal and Sautory (1993), Journal of the
    American Statistical Association 88(423), 1013-1020, doi:10.1080/01621459.1993.10476369. As R
    `survey::rake`, and `survey::calibrate(calfun = "raking", bounds = c(0, largest))`.

    >>> weights = rake([[10, 20], [30, 40]], [[0.5, 0.5], [0.4, 0.6]])
    >>> (weights * [[10, 20], [30, 40]]).sum(axis=0).round(6).tolist()  # of 100 people
    [40.0, 60.0]
    """
    people = np.asarray(base, dtype=np.float64)
    shares = [_shares(people, axis, margin) for axis, margin in enumerate(margins)]
    limit = np.inf if largest is None else largest
    fitted = _fitted(people, shares, limit)
    with np.errstate(invalid="ignore"):
        weights = fitted * people.sum() / (fitted * people).sum()
    return np.where(people > 0.0, trim(weights, people, limit), np.nan)


def trim(weights: ArrayLike, base: ArrayLike, largest: float = LARGEST) -> FloatArray:
    """The same weights, none above the largest; what is cut is given to the others in proportion.

    Args:
        weights: the weight of a person of each cell, any shape; NaN or 0 for a cell without people.
        base: people of each cell, same shape.
        largest: the highest weight allowed, in mean weights; at least 1.

    Returns:
        Same shape, sum over people unchanged.

    Source: Potter (1990), Proceedings of the Survey Research Methods Section, American Statistical
    Association, 225-230.

    >>> trim([9.0, 0.5], [2, 32], largest=5).round(4).tolist()  # 34 people: (34 - 2 x 5) / 32
    [5.0, 0.75]
    """
    people = np.asarray(base, dtype=np.float64)
    given = np.where(people > 0.0, np.asarray(weights, dtype=np.float64), 0.0)
    total = (given * people).sum()
    limit = largest * total / people.sum() if people.any() else np.inf
    trimmed = given
    while (trimmed > limit * (1.0 + ENOUGH)).any():
        cut = trimmed >= limit
        rest = np.where(cut, 0.0, trimmed)
        left = total - limit * people[cut].sum()
        trimmed = np.where(cut, limit, rest * left / (rest * people).sum())
    return trimmed


def effective_base(weights: ArrayLike, base: ArrayLike | None = None) -> FloatArray:
    """How many people of equal weight would tell as much: (sum of w)^2 / sum of w^2.

    Args:
        weights: the weight of a person of each cell, shape (..., cells).
        base: people of each cell, same shape; one each if None.

    Returns:
        At most the number of people, shape (...); NaN without any.

    Source: Kish (1965), Survey Sampling, section 11.7.

    >>> float(effective_base([2.0, 1.0], base=[10, 30]))  # 50^2 / (40 + 30)
    35.714285714285715
    """
    weight, people = _of_people(weights, base)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective: FloatArray = (weight * people).sum(axis=-1) ** 2 / (weight**2 * people).sum(
            axis=-1
        )
    return effective


def design_effect(weights: ArrayLike, base: ArrayLike | None = None) -> FloatArray:
    """By how much unequal weights raise the variance of a mean: people / effective people.

    Kish's n x sum of w^2 / (sum of w)^2. It takes the weights to have nothing to do with the
    answers; where they have, the true effect is smaller.

    Args:
        weights: the weight of a person of each cell, shape (..., cells).
        base: people of each cell, same shape; one each if None.

    Returns:
        1 or more, shape (...); NaN without any people.

    Source: Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics
    8(2), 183-200.

    >>> round(float(design_effect([2.0, 1.0], base=[10, 30])), 6)  # 40 x 70 / 50^2
    1.12
    """
    weight, people = _of_people(weights, base)
    with np.errstate(divide="ignore", invalid="ignore"):
        effect: FloatArray = people.sum(axis=-1) / effective_base(weight, people)
    return effect


def cluster_design_effect(icc1: ArrayLike, size: ArrayLike) -> FloatArray:
    """By how much people of one group answering alike raises the variance of a mean.

    1 + (size - 1) x ICC(1), for groups of one size; ICC below 0 counts as 0.

    Args:
        icc1: the part of the variance that lies between groups, shape (...).
        size: answers of a group, shape (...).

    Source: Kish (1965), Survey Sampling, section 5.4.

    >>> float(cluster_design_effect(0.05, size=21))
    2.0
    """
    alike = np.maximum(np.asarray(icc1, dtype=np.float64), 0.0)
    return (1.0 + (np.asarray(size, dtype=np.float64) - 1.0) * alike)[()]


def effective_counts(counts: ArrayLike, weights: ArrayLike) -> FloatArray:
    """The weighted distribution of answers as counts that add up to the effective base.

    Counts for every function here that takes counts: they carry the weighted shares and no more
    certainty than the weights leave. Not for the exact test, which deals whole answers.

    Args:
        counts: answers of each cell, shape (..., cells, points).
        weights: the weight of a person of each cell, shape (..., cells); NaN or 0 where none is.

    Returns:
        Shape (..., points); nought without answers.

    Source: Kish (1965), as `effective_base`.

    >>> effective_counts([[0, 10], [30, 0]], weights=[2.0, 1.0]).round(4).tolist()  # 30 : 20
    [21.4286, 14.2857]
    """
    given = np.asarray(counts, dtype=np.float64)
    weight, people = _of_people(weights, given.sum(axis=-1))
    weighted = (given * weight[..., None]).sum(axis=-2)
    total = weighted.sum(axis=-1, keepdims=True)
    part = np.nan_to_num(effective_base(weight, people))[..., None]
    effective: FloatArray = weighted / np.where(total > 0.0, total, 1.0) * part
    return effective


def _of_people(weights: ArrayLike, base: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """Weights and people of each cell, a cell without people having no weight."""
    weight = np.asarray(weights, dtype=np.float64)
    people = np.ones_like(weight) if base is None else np.asarray(base, dtype=np.float64)
    weight, people = np.broadcast_arrays(np.nan_to_num(weight), people)
    return np.where(people > 0.0, weight, 0.0), people


def _shares(people: FloatArray, axis: int, margin: ArrayLike) -> FloatArray:
    """The shares of the levels that someone answers for, summing to 1, along their axis."""
    others = tuple(other for other in range(people.ndim) if other != axis)
    there = people.sum(axis=others) > 0.0
    target = np.where(there, np.asarray(margin, dtype=np.float64), 0.0)
    along = [-1 if other == axis else 1 for other in range(people.ndim)]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: FloatArray = target / target.sum()
    return shares.reshape(along)


def _fitted(people: FloatArray, shares: list[FloatArray], limit: float) -> FloatArray:
    """Weights up to the limit after fitting every margin in turn until none moves."""
    weights, total, moved, steps = np.where(people > 0.0, 1.0, 0.0), people.sum(), True, 0
    while moved and steps < STEPS:
        before = np.minimum(weights, limit)
        for axis, share in enumerate(shares):
            others = tuple(other for other in range(people.ndim) if other != axis)
            now = (np.minimum(weights, limit) * people).sum(axis=others, keepdims=True)
            there = now > LOST
            with np.errstate(over="ignore"):  # where a level would need more than the limit
                weights = weights * np.where(there, share * total / np.where(there, now, 1.0), 0.0)
        after, steps = np.minimum(weights, limit), steps + 1
        moved = not np.allclose(after, before, rtol=ENOUGH, atol=ENOUGH, equal_nan=True)
    return np.minimum(weights, limit)
