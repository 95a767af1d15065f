"""Marks kept apart: each as near its place as those before it leave room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

Spot = tuple[float, float]

_ACROSS, _DOWN = 2, 4
"""The steps, in pixels, in which a mark moves aside and, where there is no room, up or down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Where middles of marks may stand: so far aside of their place, and between two heights."""

    aside: float
    top: float
    foot: float


def kept_apart(wanted: Iterable[Spot], column: Column, apart: float) -> list[Spot | None]:
    """Where each mark stands, in their order: None where there is no room left for it.

    Args:
        wanted: their places; one beyond the foot or the top is brought to it.
        column: how far they may move.
        apart: from the middle of a mark to that of the next, at least.

    >>> kept_apart([(50, 9), (50, 9)], Column(aside=30, top=0, foot=20), apart=10)
    [(50, 9), (60, 9)]
    """
    offsets = _offsets(column)
    found: list[Spot | None] = []
    for x, height in wanted:
        y = min(max(height, column.top), column.foot)
        taken = [each for each in found if each is not None]
        spots = ((x + aside, y + off) for aside, off in offsets)
        found.append(next((spot for spot in spots if _is_free(spot, taken, column, apart)), None))
    return found


def _offsets(column: Column) -> list[tuple[int, int]]:
    """How far a mark may move: its height kept as long as it can be, the nearest first."""
    aside, tall = int(column.aside) // _ACROSS, int(column.foot - column.top) // _DOWN
    found = (
        (x * _ACROSS, y * _DOWN) for x in range(-aside, aside + 1) for y in range(-tall, tall + 1)
    )
    return sorted(found, key=lambda each: (abs(each[1]), abs(each[0]), -each[0], each[1]))


def _is_free(spot: Spot, taken: Sequence[Spot], column: Column, apart: float) -> bool:
    x, y = spot
    inside = column.top <= y <= column.foot
    return inside and all(hypot(each[0] - x, each[1] - y) >= apart for each in taken)
