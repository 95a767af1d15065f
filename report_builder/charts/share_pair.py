"""Two shares on one axis: a bar between two marks, each number on the outer side of its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.charts.axis import Axis, tick_labels
from report_builder.charts.canvas import Line, Mark, Shape, Words
from report_builder.charts.rows import CAP, Type, centred
from report_builder.charts.style import INK_3, SECONDARY, SMALLEST, Colour, Form
from report_builder.charts.wording import Wording
from survey.estimates import Estimate

SHARE_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

_CLOSE = 13.0
"""Marks nearer than this are drawn one above the other."""
_APART = 6.0
_BESIDE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One of the two shares: as printed, as said, and how its mark looks."""

    share: float
    said: str
    form: Form
    colour: Colour
    hollow: bool = False


def share_pair(ends: tuple[End, End], axis: Axis, *, middle: float, bar: Colour) -> Iterator[Shape]:
    """The bar, the marks and the numbers; marks that would touch stand above each other."""
    places = [axis.at(end.share) for end in ends]
    close = abs(places[0] - places[1]) < _CLOSE
    heights = (middle - _APART, middle + _APART) if close else (middle, middle)
    yield Line(start=(places[0], heights[0]), end=(places[1], heights[1]), colour=bar, width=5)
    lower = 1 if places[1] < places[0] else 0
    for number, (end, x, y) in enumerate(zip(ends, places, heights, strict=True)):
        left = number == lower
        yield Mark(x=x, y=y, form=end.form, colour=end.colour, hollow=end.hollow)
        yield Words(
            x=x - _BESIDE if left else x + _BESIDE,
            y=y + SECONDARY * CAP,
            text=end.said,
            size=SECONDARY,
            bold=True,
            colour=end.colour,
            anchor="end" if left else "start",
        )


def share_ticks(
    wording: Wording, axis: Axis, ticks: tuple[float, ...], baseline: float
) -> Iterator[Shape]:
    """The labels of a share axis; only the last has the sign of per cent."""
    labels = [(tick, wording.language.number(round(tick * 100))) for tick in ticks[:-1]]
    last = (ticks[-1], wording.language.percent(ticks[-1]))
    yield from tick_labels(axis, [*labels, last], baseline)


def gap_number(
    wording: Wording, difference: Estimate, *, x: float, middle: float, look: Type
) -> Iterator[Shape]:
    """A gap ending at `x`, its interval below it."""
    points = wording.language.points(difference.value)
    yield from centred([points], x=x, middle=middle - 4, look=look)
    yield Words(
        x=x,
        y=middle + 16,
        text=wording.gap_interval(difference),
        size=SMALLEST,
        colour=INK_3,
        anchor="end",
    )
