"""A share that is a bound: an arrow at its mark, towards the end on whose side the share lies."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.charts.canvas import MARK, Mark, Shape, Stroke
from report_builder.charts.style import PAPER
from survey.unanimity import Bound

ARROW = 9.0
"""How far the arrow reaches beyond its mark, and so how much further off its number stands."""

_FREE = 2.0
_HEAD = 3.5
_WIDTH, _HALO = 1.75, 4.5
_TOWARDS = {Bound.NONE: 0, Bound.AT_LEAST: 1, Bound.AT_MOST: -1}


def points_to(bound: Bound, side: int) -> bool:
    """Whether an arrow leaves the mark on the side of more (1) or of less (-1)."""
    return _TOWARDS[bound] == side


def bound_arrow(
    mark: Mark, bound: Bound, *, tip: float = MARK / 2 + ARROW, upright: bool = False
) -> Iterator[Shape]:
    """The arrow of a mark; nothing where the share is itself.

    Args:
        mark: of the share.
        bound: on which side of its mark the share lies.
        tip: how far from the middle of the mark the arrow ends.
        upright: whether more is up, instead of to the right.
    """
    towards = _TOWARDS[bound]
    if not towards:
        return

    def place(along: float, across: float = 0.0) -> tuple[float, float]:
        if upright:
            return mark.x + across, mark.y - towards * along
        return mark.x + towards * along, mark.y + across

    end, back = place(tip), tip - _HEAD
    shaft = (place(mark.size / 2 + _FREE), end)
    head = (place(back, -_HEAD), end, place(back, _HEAD))
    for shade, width in ((PAPER, _HALO), (mark.colour, _WIDTH)):
        yield Stroke(lines=(shaft, head), colour=shade, width=width)
