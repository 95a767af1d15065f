"""How two things go together, from sums that add up over batches, with its interval."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from survey.statistics.interval import normal_quantile

_LEAST_PAIRS = 3
_NEARLY_ONE = 1 - 1e-12  # artanh(1) is infinite


def correlation(moments: ArrayLike) -> float:
    """Pearson's correlation of x and y, from -1 to 1; NaN when either does not vary.

    r = (n*Sxy - Sx*Sy) / sqrt((n*Sxx - Sx^2) * (n*Syy - Sy^2))

    Args:
        moments: n, and the sums of x, y, x squared, y squared and x times y, shape (6,).

    Source: Pearson (1896), Philosophical Transactions of the Royal Society A 187, 253-318.

    >>> correlation([3, 6, 6, 14, 14, 10])  # x = 1, 2, 3; y = 3, 2, 1
    -1.0
    """
    n, x, y, xx, yy, xy = np.asarray(moments, dtype=float).tolist()
    spread = (n * xx - x * x) * (n * yy - y * y)
    return (n * xy - x * y) / math.sqrt(spread) if spread > 0 else math.nan


def correlation_p(r: float, n: int) -> float:
    """How often n pairs that do not go together would show a correlation as far from 0, or further.

    Two-sided, on Fisher's scale as `correlation_interval`; 1 where r is not defined or n < 4.

    Source: Fisher (1921), Metron 1, 3-32.

    >>> round(correlation_p(-0.5, 28), 5)  # artanh(0.5) x 5 = 2.7465
    0.00602
    """
    if math.isnan(r) or n <= _LEAST_PAIRS:
        return 1.0
    reach = abs(math.atanh(max(-_NEARLY_ONE, min(_NEARLY_ONE, r)))) * math.sqrt(n - _LEAST_PAIRS)
    return float(2.0 * ndtr(-reach))


def correlation_interval(r: float, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """The limits of a correlation of n pairs; from -1 to 1 where r is not defined or n is below 4.

    On Fisher's scale z = artanh(r), whose standard error is 1 / sqrt(n - 3), and back by tanh.

    Source: Fisher (1921), Metron 1, 3-32.

    >>> low, high = correlation_interval(-0.5, 28)
    >>> round(low, 3), round(high, 3)
    (-0.736, -0.156)
    """
    if math.isnan(r) or n <= _LEAST_PAIRS:
        return -1.0, 1.0
    centre = math.atanh(max(-_NEARLY_ONE, min(_NEARLY_ONE, r)))
    reach = normal_quantile(confidence) / math.sqrt(n - _LEAST_PAIRS)
    return math.tanh(centre - reach), math.tanh(centre + reach)
