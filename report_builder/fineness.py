"""How finely a figure is published: as it is where the counts may be told, else rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

EXACT_DIGITS = 10
"""Significant ones: enough to find the counts again; beyond them, machines differ."""


def whole(counts: NDArray[np.number]) -> bool:
    """Whether these are numbers of people; those of a panel are weighted, and of no people.

    >>> whole(np.array([3, 4])), whole(np.array([3.5, 4.0]))
    (True, False)
    """
    return np.issubdtype(counts.dtype, np.integer)


def figure(value: float, *, exact: bool, decimals: int) -> float:
    """A figure as published: as it is where the counts may be shown, else rounded half up.

    >>> figure(0.625, exact=False, decimals=2), figure(2 / 3, exact=True, decimals=2)
    (0.63, 0.6666666667)
    """
    if exact:
        return float(f"{value:.{EXACT_DIGITS}g}") + 0.0
    places = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(places, ROUND_HALF_UP)) + 0.0
