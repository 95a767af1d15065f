"""Equivalence: showing that two groups agree, which is more than failing to show a difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from survey.statistics.comparison import Comparison
from survey.statistics.distribution import FloatArray
from survey.statistics.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Equivalence:
    """Two one-sided tests, each figure of shape (...).

    Attributes:
        t_lower: t of "the difference is at or below -margin"; large when it is above.
        p_lower: its one-sided p.
        t_upper: t of "the difference is at or above +margin"; very negative when it is below.
        p_upper: its one-sided p.
    """

    t_lower: FloatArray
    p_lower: FloatArray
    t_upper: FloatArray
    p_upper: FloatArray

    @property
    def p(self) -> FloatArray:
        """The p of equivalence: the larger of the two."""
        larger: FloatArray = np.maximum(self.p_lower, self.p_upper)
        return larger


def tost(comparison: Comparison, margin: float | FloatArray) -> Equivalence:
    """Two one-sided t tests that a difference lies strictly within -margin to margin.

    p <= .05 says the same as `within(comparison.interval(0.90), margin)`.

    Args:
        comparison: difference, standard error and degrees of freedom, each of shape (...).
        margin: the largest difference that does not matter, positive, in points of the scale.

    Returns:
        With a standard error of 0: p = 0 strictly inside the margin, else 1.

    Source: Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657-680,
    doi:10.1007/BF01068419; Lakens (2017), Social Psychological and Personality Science 8(4),
    355-362, doi:10.1177/1948550617697177.
    """
    t_lower = _t(comparison.centre + margin, comparison.standard_error)
    t_upper = -_t(margin - comparison.centre, comparison.standard_error)
    return Equivalence(
        t_lower=t_lower,
        p_lower=stdtr(comparison.df, -t_lower),
        t_upper=t_upper,
        p_upper=stdtr(comparison.df, t_upper),
    )


def within(interval: Interval, margin: float | FloatArray) -> NDArray[np.bool_]:
    """Whether an interval lies strictly within -margin to margin, shape (...); False if NaN.

    With a 90 % interval this is the two one-sided tests at 5 %.

    >>> bool(within(Interval(np.float64(-0.3), np.float64(0.49)), 0.5))
    True
    >>> bool(within(Interval(np.float64(-0.3), np.float64(0.5)), 0.5))
    False
    """
    return (interval.low > -margin) & (interval.high < margin)


def _t(distance: FloatArray, standard_error: FloatArray) -> FloatArray:
    """Distance to the edge in standard errors; without error infinite, an edge being outside."""
    with np.errstate(divide="ignore", invalid="ignore"):
        certain = np.where(distance > 0.0, np.inf, -np.inf)
        return np.where(standard_error == 0.0, certain, distance / standard_error)[()]
