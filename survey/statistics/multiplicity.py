"""Adjusting the p values of a family, so that many looks do not find differences by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray

SIGNIFICANT = 0.05
"""A difference is beyond chance where the adjusted p of its family is not above."""


def holm(p_values: ArrayLike) -> FloatArray:
    """Holm's adjusted p: the chance of even one false finding in the family is held.

    Sorted ascending, the i-th smallest of m is multiplied by m - i + 1, never falling.

    Args:
        p_values: the p values of one family, shape (tests,), any order; may be empty.

    Returns:
        Adjusted p in the order given, 0 to 1, none smaller than before.

    Raises:
        ValueError: a p value is not a number from 0 to 1: a test that was not made is no part
            of a family.

    Source: Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.

    >>> holm([0.04, 0.01, 0.03]).tolist()  # 0.01 x 3, 0.03 x 2, then not less
    [0.06, 0.03, 0.06]
    """
    p = _family(p_values)
    order = np.argsort(p, kind="stable")
    steps = p[order] * np.arange(p.size, 0, -1)
    return _in_order(np.maximum.accumulate(steps), order)


def benjamini_hochberg(p_values: ArrayLike) -> FloatArray:
    """Benjamini and Hochberg's adjusted p: the share of false findings among all is held.

    Sorted ascending, the i-th smallest of m is multiplied by m / i, never above a later one.

    Args:
        p_values: the p values of one family, shape (tests,), any order; may be empty.

    Returns:
        Adjusted p in the order given, 0 to 1, none smaller than before.

    Raises:
        ValueError: a p value is not a number from 0 to 1.

    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57(1),
    289-300, doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> benjamini_hochberg([0.5, 0.01, 0.04]).tolist()  # 0.5, 0.01 x 3, 0.04 x 3 / 2
    [0.5, 0.03, 0.06]
    """
    p = _family(p_values)
    order = np.argsort(p, kind="stable")
    steps = p[order] * (p.size / np.arange(1.0, p.size + 1.0))
    return _in_order(np.minimum.accumulate(steps[::-1])[::-1], order)


def _family(p_values: ArrayLike) -> FloatArray:
    """The p values as an array, each known to be a probability."""
    p = np.asarray(p_values, dtype=np.float64)
    if not np.all((p >= 0.0) & (p <= 1.0)):
        raise ValueError("a p value is not a number from 0 to 1")
    return p


def _in_order(
    adjusted: FloatArray, order: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
) -> FloatArray:
    """Adjusted p, at most 1, put back in the order in which the tests were given."""
    result = np.empty_like(adjusted)
    result[order] = np.minimum(adjusted, 1.0)
    return result
