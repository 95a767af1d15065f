"""The difference of two estimates of which only the values and intervals are left."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.interval import Interval


def recovered_difference(
    first: ArrayLike, first_limits: Interval, second: ArrayLike, second_limits: Interval
) -> Interval:
    """The interval of first - second, from the intervals of two independent estimates.

    Each interval gives back the variance of its estimate, on the side that matters, and the
    variances are added (MOVER). It has the confidence of the intervals given. Where the same people
    stand behind both estimates it is wider than it need be.

    Args:
        first: one estimate, shape (...).
        first_limits: its interval.
        second: the other estimate, same shape.
        second_limits: its interval.

    Returns:
        Shape (...); NaN where anything given is.

    Source: Zou and Donner (2008), Statistics in Medicine 27(10), 1693-1702, doi:10.1002/sim.3095.

    >>> limits = recovered_difference(
    ...     5, Interval(np.float64(2), np.float64(8)), 1, Interval(np.float64(-3), np.float64(5))
    ... )
    >>> float(limits.low), float(limits.high)  # 4 -/+ sqrt(3 x 3 + 4 x 4)
    (-1.0, 9.0)
    """
    one, other = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    difference = one - other
    below = np.hypot(one - first_limits.low, second_limits.high - other)
    above = np.hypot(first_limits.high - one, other - second_limits.low)
    return Interval(difference - below, difference + above)
