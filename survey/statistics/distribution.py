"""Answer counts on a support: which values, how smoothed, how much of a team they leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
"""Numbers, shape (...) without the axis of points; a plain float64 where the input was 1-D."""


Populations: TypeAlias = tuple[ArrayLike | None, ArrayLike | None]
"""Head-counts of the first and of the second group; None or infinity where unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """The distinct values on which counts stand, and the scale points among them.

    Attributes:
        values: ascending and distinct, shape (support,).
        place: where each given value stands among them, shape (given values,).
        at_scale_points: 1 where a scale point is, else 0, shape (support,).
    """

    values: FloatArray
    place: NDArray[np.intp]
    at_scale_points: FloatArray

    def counts(self, given: ArrayLike) -> FloatArray:
        """Counts of the given values moved onto the support, shape (..., support)."""
        counts = np.asarray(given, dtype=np.float64)
        placed = np.zeros((*counts.shape[:-1], self.values.size))
        if np.unique(self.place).size == self.place.size:
            placed[..., self.place] = counts
        else:
            np.add.at(np.moveaxis(placed, -1, 0), self.place, np.moveaxis(counts, -1, 0))
        return placed

    def smoothed(self, counts: FloatArray, mass: float) -> FloatArray:
        """Counts on the support with `mass` answers added at each scale point.

        >>> support([1, 2, 3]).smoothed(np.array([0.0, 0.0, 5.0]), 0.2).tolist()
        [0.2, 0.2, 5.2]
        """
        return counts + mass * self.at_scale_points


def scale_points(points: int) -> FloatArray:
    """The points 1, 2, ... of a response scale, shape (points,)."""
    return np.arange(1.0, points + 1.0)


def support(values: ArrayLike, points: ArrayLike | None = None) -> Support:
    """The values and the scale points together: ascending, each once.

    Args:
        values: the value of each count, shape (values,); any order, repeats allowed.
        points: the points of the response scale, shape (points,); the values themselves if None.
            They stay in the support where nobody answered.

    >>> support([2.5, 1, 2.5], points=[1, 2, 3]).values.tolist()
    [1.0, 2.0, 2.5, 3.0]
    >>> support([2.5, 1, 2.5], points=[1, 2, 3]).counts([4, 1, 3]).tolist()
    [1.0, 0.0, 7.0, 0.0]
    """
    given = np.asarray(values, dtype=np.float64)
    scale = given if points is None else np.asarray(points, dtype=np.float64)
    distinct = np.unique(np.concatenate([given, scale]))
    return Support(
        distinct,
        np.searchsorted(distinct, given),
        np.isin(distinct, scale).astype(np.float64),
    )


def unobserved_share(base: ArrayLike, population: ArrayLike | None) -> FloatArray:
    """The finite-population factor f = 1 - n/N: the share of a team that did not answer, 0 to 1.

    Sampling variance of a mean is multiplied by it: with everyone's answer nothing is left to
    chance. 1 where the head-count is not known.

    Args:
        base: answers n, shape (...).
        population: head-count N, broadcast against the base; None, NaN or infinity if unknown.

    Raises:
        ValueError: more answers than people.

    Source: Cochran (1977), Sampling Techniques, 3rd ed., section 2.6.

    >>> float(unobserved_share(9, population=12))
    0.25
    >>> float(unobserved_share(9, population=None))
    1.0
    """
    answers = np.asarray(base, dtype=np.float64)
    people = np.asarray(np.inf if population is None else population, dtype=np.float64)
    if np.any(answers > people):
        raise ValueError("a group has more answers than people")
    share: FloatArray = 1.0 - answers / np.where(people > 0, people, np.inf)
    return share


def weight_of_one(base: ArrayLike, population: ArrayLike | None) -> FloatArray:
    """What one person's answer weighs in the mean of a whole team while somebody is missing: 1/N.

    The mean of a team moves in steps of one answer. When few are missing, an interval from the
    spread of the others is narrower than one step, as if the last to answer could not differ.

    Args:
        base: answers n, shape (...).
        population: head-count N, broadcast against the base; None, NaN or infinity if unknown.

    Returns:
        1/N, or (N - n)/N if less than one person is missing: 0 where everyone answered, and
        where the head-count is not known.

    >>> float(weight_of_one(9, population=10)), float(weight_of_one(10, population=10))
    (0.1, 0.0)
    """
    answers = np.asarray(base, dtype=np.float64)
    people = np.asarray(np.inf if population is None else population, dtype=np.float64)
    people = np.where(people > 0, people, np.inf)
    weight: FloatArray = np.minimum(1.0, people - answers) / people
    return weight
