"""A gap with its interval: a mark on a line from bound to bound, each bound with a cap."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.charts.axis import Axis, printed_points
from report_builder.charts.canvas import Line, Mark, Shape
from report_builder.charts.style import Colour, Form
from survey.estimates import Estimate

_CAP_HALF = 4.0


def whisker(
    difference: Estimate, axis: Axis, middle: float, colour: Colour, *, hollow: bool
) -> Iterator[Shape]:
    """The gap with its interval, both as printed."""
    low, value, high = (
        axis.at(printed_points(each))
        for each in (difference.low, difference.value, difference.high)
    )
    yield from capped((low, value, high), middle, colour, hollow=hollow)


def capped(
    places: tuple[float, float, float], middle: float, colour: Colour, *, hollow: bool
) -> Iterator[Shape]:
    """A mark on a line with caps; `places` are those of the low end, the mark, the high end."""
    low, value, high = places
    yield Line(start=(low, middle), end=(high, middle), colour=colour, width=1.5)
    yield Mark(x=value, y=middle, form=Form.CIRCLE, colour=colour, size=6, hollow=hollow)
    # Last, so that the mark's halo leaves the ends of a short interval.
    for x in (low, high):
        yield Line(
            start=(x, middle - _CAP_HALF), end=(x, middle + _CAP_HALF), colour=colour, width=1.5
        )
