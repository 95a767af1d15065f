"""Two groups compared: the difference of their means, and whether chance alone explains it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray, Populations
from survey.statistics.interval import Interval, student_interval, student_p, summed_df
from survey.statistics.mean import (
    MeanEstimate,
    estimate_mean,
    mean_from_moments,
    moments,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """The difference of two means, first - second, each of shape (...), in points of the scale.

    Attributes:
        difference: what was observed; positive when the first group answers higher.
        centre: where the intervals are centred; the difference itself without smoothing.
        standard_error: of the difference, head-counts allowed for.
        df: degrees of freedom (Welch-Satterthwaite).
    """

    difference: FloatArray
    centre: FloatArray
    standard_error: FloatArray
    df: FloatArray

    @property
    def p(self) -> FloatArray:
        """Two-sided p of "no difference", from the same centre and error as the intervals.

        Where everyone of both groups answered: 0 if they differ, 1 if they do not.
        """
        return student_p(self.centre, self.standard_error, self.df)

    def interval(self, confidence: float = 0.95) -> Interval:
        """Centre -/+ t x standard error; it always holds the observed difference.

        At the centre, not at the difference, because smoothing draws both means a little to the
        middle of the scale; p and every interval agree on that. A point where everyone answered.
        """
        limits = student_interval(self.centre, self.standard_error, self.df, confidence)
        return limits.holding(self.difference)


def difference_of_means(first: MeanEstimate, second: MeanEstimate) -> Comparison:
    """First mean - second mean, variances added, Welch-Satterthwaite degrees of freedom.

    The degrees of freedom are those of the variances as they are added: where one team answered
    nearly in full, those of the other.

    Source: Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28.
    """
    parts = (first.variance, second.variance)
    return Comparison(
        difference=first.mean - second.mean,
        centre=first.centre - second.centre,
        standard_error=np.sqrt(parts[0] + parts[1]),
        df=summed_df(parts, (first.df, second.df)),
    )


def contrast(first: Comparison, second: Comparison) -> Comparison:
    """How much one difference is larger than another of other people: first - second.

    Variances added, degrees of freedom by Welch and Satterthwaite: as if all the means that are in
    the two differences had been compared at once.

    Source: Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114, doi:10.2307/3002019.

    >>> one = welch([0, 1, 3], [3, 1, 0])  # + 1.5, standard error sqrt(1/8), 6 degrees of freedom
    >>> change = contrast(one, welch([3, 1, 0], [0, 1, 3]))  # 1.5 - (- 1.5)
    >>> float(change.difference), float(change.standard_error), float(change.df)
    (3.0, 0.5, 12.0)
    """
    parts = (first.standard_error**2, second.standard_error**2)
    return Comparison(
        difference=first.difference - second.difference,
        centre=first.centre - second.centre,
        standard_error=np.sqrt(parts[0] + parts[1]),
        df=summed_df(parts, (first.df, second.df)),
    )


def welch(first: ArrayLike, second: ArrayLike, values: ArrayLike | None = None) -> Comparison:
    """Welch's comparison of two means from the counts as they are; for large groups.

    Args:
        first: answer counts of one group, shape (..., values).
        second: answer counts of the other group, same number of values.
        values: the values, shape (values,); 1, 2, ... if None.

    Returns:
        NaN error, p and interval where a group has fewer than two answers; NaN p and interval
        where neither group shows any spread. `compare_means` has no such holes.

    Source: Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28.

    >>> comparison = welch([0, 1, 3], [3, 1, 0])  # 2, 3, 3, 3 against 1, 1, 1, 2
    >>> float(comparison.difference), float(comparison.standard_error), float(comparison.df)
    (1.5, 0.3535533905932738, 6.0)
    """
    return difference_of_means(
        mean_from_moments(moments(first, values)), mean_from_moments(moments(second, values))
    )


def compare_means(
    first: ArrayLike,
    second: ArrayLike,
    values: ArrayLike | None = None,
    *,
    smoothing_points: ArrayLike | None = None,
    populations: Populations = (None, None),
) -> Comparison:
    """Welch's comparison of two smoothed means, with the head-count of each team.

    Each mean as in `estimate_mean`; the difference is the observed one, first - second.

    Args:
        first: answer counts of one group, shape (..., values).
        second: answer counts of the other group, same number of values.
        values: the values, shape (values,); 1, 2, ... if None.
        smoothing_points: the scale's points, at least two; the values themselves if None.
        populations: head-counts of the two groups; None or infinity if unknown.

    Returns:
        Never NaN where both groups have an answer; NaN where one has none.

    Raises:
        ValueError: more answers than people.

    >>> unanimous = compare_means([0, 0, 5, 0, 0], [0, 0, 5, 0, 0])  # both all "3"
    >>> float(unanimous.difference), float(unanimous.p)
    (0.0, 1.0)
    >>> round(float(unanimous.interval().high), 2)  # still a finite interval
    0.94
    """
    return difference_of_means(
        estimate_mean(first, values, smoothing_points=smoothing_points, population=populations[0]),
        estimate_mean(second, values, smoothing_points=smoothing_points, population=populations[1]),
    )
