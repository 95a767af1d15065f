"""The statements whose gap changed most: the gap then and now, each with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.axis import (
    Axis,
    gap_ticks,
    grid,
    printed_points,
    reach,
    tick_labels,
)
from report_builder.charts.canvas import Drawing, Line, Mark, Shape, Titled
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import text_width
from report_builder.charts.rows import (
    Entry,
    Type,
    centred,
    height_of,
    key,
    label_lines,
    paragraph,
    rules,
    side_label,
)
from report_builder.charts.share_pair import gap_number
from report_builder.charts.style import (
    FIGURE,
    INK,
    INK_2,
    INK_3,
    NARROW,
    SECONDARY,
    SMALLEST,
    WIDE,
    Colour,
    Form,
)
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.course import Course
from survey.estimates import Estimate
from survey.trends import Trend
from survey.wave_change import Change

ROWS_WIDE = 14
ROWS_NARROW = 10
"""The most statements of each drawing; the page's table has them all."""

_ROW = 42.0
_HEAD = 62.0
_APART = 7.0
_ABOVE = 12.0
"""Between a row and the label that stands above the next: it is nearer to what it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where things stand in one drawing: its width, the ends of its axis, room for a label."""

    width: float
    start: float
    end: float
    label: float
    above: bool
    rows: int


_WIDE = _Layout(width=WIDE, start=330, end=760, label=304, above=False, rows=ROWS_WIDE)
_NARROW = _Layout(width=NARROW, start=12, end=262, label=NARROW, above=True, rows=ROWS_NARROW)


def draw(report: Report, language: Language) -> Chart | None:
    """The statements with the largest measured changes; None where none is compared."""
    trend = report.trend
    if trend is None or not trend.statements:
        return None
    wording = Wording(report, language)
    return finished(
        "gap-changes",
        name=wording.say("gap_changes.name"),
        alt=_alt(wording, trend),
        table=_table(wording, trend.statements[:ROWS_WIDE]),
        drawings=(_drawing(wording, trend, _WIDE), _drawing(wording, trend, _NARROW)),
    )


def _drawing(wording: Wording, trend: Trend, layout: _Layout) -> Drawing:
    shown = trend.statements[: layout.rows]
    far = reach(max(each.now.margin for each in shown), _bounds(shown))
    axis = Axis(low=-far, high=far, start=layout.start, end=layout.end)
    ticks = [float(tick) for tick in gap_ticks(far)]
    shapes: list[Shape] = []
    tops = [_HEAD]
    for each in shown:
        lines = label_lines(wording.title(each.subject), layout.label)
        top, label = tops[-1], height_of(lines)
        if layout.above:
            shapes += paragraph(lines, x=0, top=top + _ABOVE)
            start, height = top + _ABOVE + label + 2, _ABOVE + label + _ROW
        else:
            start, height = top, max(_ROW, label + 12)
            shapes += centred(lines, x=0, middle=top + height / 2)
        bottom = top + height
        shapes += grid(axis, ticks, start, bottom)
        shapes += _row(wording, each, axis, layout, (start + bottom) / 2)
        tops.append(bottom)
    return Drawing(
        width=layout.width,
        height=tops[-1] + 6,
        shapes=(
            *_head(wording, trend, axis, layout),
            *rules(() if layout.above else tops[1:-1], layout.width),
            *shapes,
        ),
    )


def _bounds(shown: Sequence[Change]) -> list[float]:
    """Every place an interval needs, as printed."""
    return [
        printed_points(bound)
        for each in shown
        for gap in (each.then, each.now)
        for bound in (gap.difference.low, gap.difference.high)
    ]


def _head(wording: Wording, trend: Trend, axis: Axis, layout: _Layout) -> Iterator[Shape]:
    yield from _key(trend, 2 * axis.at(0) - axis.start if layout.above else layout.label)
    left, right = axis.at(0) - 8, axis.at(0) + 8
    end = layout.width if layout.above else axis.end
    if layout.above:  # a label that is longer than its side pushes the other one on
        said = wording.say("more_positive.left", team=wording.team(1))
        width = text_width(said, SMALLEST + 0.5, bold=True)
        left = max(left, min(width, layout.width / 2 - 8))
        right = max(right, left + 12)
    middle, room = (32, left) if layout.above else (12, left - axis.start)
    yield from side_label(wording, 1, (left, room), SMALLEST + 0.5, middle)
    yield from side_label(wording, 0, (right, end - right), SMALLEST + 0.5, middle)
    yield from tick_labels(axis, wording.ticks(gap_ticks(axis.high)), _HEAD - 8)
    look = Type(size=SECONDARY, bold=True, colour=INK_2, anchor="end")
    yield from centred([wording.say("gap_changes.change")], x=layout.width, middle=12, look=look)


def _key(trend: Trend, width: float) -> Iterator[Shape]:
    """The hollow mark is the wave before, the solid one the last."""
    entries = [
        Entry(said=label, form=Form.CIRCLE, colour=INK_2, size=9, hollow=hollow)
        for label, hollow in ((trend.before, True), (trend.last, False))
    ]
    return key(entries, x=0, middle=12, width=width, size=SECONDARY)


def _row(
    wording: Wording, change: Change, axis: Axis, layout: _Layout, middle: float
) -> Iterator[Shape]:
    then, now = change.then.difference, change.now.difference
    marks = (
        *_whisker(then, axis, middle - _APART, INK_3, hollow=True),
        *_whisker(now, axis, middle + _APART, _colour(wording, change), hollow=False),
    )
    yield Titled(_title(wording, change), marks)
    clear = change.course is not Course.NO_CLEAR_CHANGE
    look = Type(size=FIGURE, bold=clear, colour=INK if clear else INK_3, anchor="end")
    yield from gap_number(wording, change.gap, x=layout.width, middle=middle, look=look)


def _colour(wording: Wording, change: Change) -> Colour:
    """Of the more positive team, where the gap is clear today."""
    judged = next(each for each in wording.report.statements if each.gap.subject == change.subject)
    if not judged.clear:
        return INK_2
    return wording.style_of(judged.gap.difference).strong


def _whisker(
    gap: Estimate, axis: Axis, y: float, colour: Colour, *, hollow: bool
) -> Iterator[Shape]:
    """The gap with its interval, both as printed."""
    low, high = (axis.at(printed_points(bound)) for bound in (gap.low, gap.high))
    yield Line(start=(low, y), end=(high, y), colour=colour, width=1.5)
    x = axis.at(printed_points(gap.value))
    yield Mark(x=x, y=y, form=Form.CIRCLE, colour=colour, size=8, hollow=hollow)


def _title(wording: Wording, change: Change) -> str:
    return wording.say(
        "gap_changes.told",
        item=wording.title(change.subject),
        then=wording.gap(change.then.difference),
        now=wording.gap(change.now.difference),
        change=wording.gap(change.gap),
        course=wording.language.text(f"page.course.{change.course.value}"),
    )


def _alt(wording: Wording, trend: Trend) -> str:
    """How many statements are drawn, and the first three in numbers."""
    shown = trend.statements[:ROWS_WIDE]
    head = wording.say("gap_changes.alt", count=len(shown), total=len(trend.statements))
    return " ".join([head, *(_title(wording, each) for each in shown[:3])])


def _table(wording: Wording, shown: Sequence[Change]) -> Table:
    say, points = wording.say, wording.language.points
    interval = say("column.interval")
    columns = ("gap_then", "gap_now", "change")
    return Table(
        header=(
            say("column.statement"),
            *(said for column in columns for said in (say(f"column.{column}"), interval)),
            say("column.reading"),
        ),
        rows=tuple(
            (
                wording.title(each.subject),
                *(
                    said
                    for gap in (each.then.difference, each.now.difference, each.gap)
                    for said in (points(gap.value), wording.gap_interval(gap))
                ),
                wording.language.text(f"page.course.{each.course.value}"),
            )
            for each in shown
        ),
    )
