"""Two shares on one axis: a bar between two marks, each number on the outer side of its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from report_builder.charts.axis import Axis, printed_share, tick_labels
from report_builder.charts.bound_arrow import ARROW, bound_arrow, points_to
from report_builder.charts.canvas import Anchor, Line, Mark, Shape, Words
from report_builder.charts.rows import Type, centred
from report_builder.charts.style import INK_3, SECONDARY, SMALLEST, Colour, Form
from report_builder.charts.wording import Wording
from survey.estimates import Estimate
from survey.unanimity import Bound

SHARE_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

_CLOSE = 13.0
"""Marks nearer than this are drawn one above the other; more is needed for an arrow between."""
_APART = 6.0
_BESIDE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One of the two shares: as printed, as said, whether a bound, and how its mark looks."""

    share: float
    said: str
    form: Form
    colour: Colour
    hollow: bool = False
    bound: Bound = Bound.NONE


def told_end(wording: Wording, position: int, share: Estimate, *, hollow: bool = False) -> End:
    """A share as it may be told, with the mark of a team."""
    end = team_end(wording, position, share.value, wording.share(share))
    return replace(end, hollow=hollow, bound=share.bound)


def team_end(wording: Wording, position: int, share: float, said: str) -> End:
    """A share of 0 to 1 and how it is said, with the mark of a team."""
    style = wording.style(position)
    return End(
        share=printed_share(share),
        said=said,
        form=style.form,
        colour=style.strong,
    )


def share_pair(ends: tuple[End, End], axis: Axis, *, middle: float, bar: Colour) -> Iterator[Shape]:
    """The bar, the marks and the numbers.

    Marks that would touch stand above each other, the one with its number on the right higher:
    a gap's interval, on the right and lower, keeps its room.
    """
    places = [axis.at(end.share) for end in ends]
    left = 1 if places[1] < places[0] else 0
    between = points_to(ends[left].bound, 1) or points_to(ends[1 - left].bound, -1)
    close = _CLOSE + (ARROW if between else 0.0)
    apart = _APART if abs(places[0] - places[1]) < close else 0.0
    heights = [middle + (apart if number == left else -apart) for number in (0, 1)]
    yield Line(start=(places[0], heights[0]), end=(places[1], heights[1]), colour=bar, width=5)
    for number, (end, x, y) in enumerate(zip(ends, places, heights, strict=True)):
        yield from share_mark(end, x, y, side=-1 if number == left else 1)


def share_mark(end: End, x: float, y: float, *, side: int) -> Iterator[Shape]:
    """The mark of a share with its arrow, its number on the left (-1) or right (1) of both."""
    beside = side * (_BESIDE + (ARROW if points_to(end.bound, side) else 0.0))
    anchor: Anchor = "end" if side < 0 else "start"
    look = Type(size=SECONDARY, bold=True, colour=end.colour, anchor=anchor)
    mark = Mark(x=x, y=y, form=end.form, colour=end.colour, hollow=end.hollow)
    yield from (*bound_arrow(mark, end.bound), mark)
    yield from centred([end.said], x=x + beside, middle=y, look=look)


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
