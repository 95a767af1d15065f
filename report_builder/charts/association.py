"""Which themes go together with saying that the teams are aligned, beside the gap on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.axis import Axis, grid, tick_labels
from report_builder.charts.canvas import Anchor, Drawing, Line, Mark, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.rows import (
    CAP,
    Type,
    centred,
    height_of,
    label_lines,
    paragraph,
    rules,
)
from report_builder.charts.style import (
    INK,
    INK_2,
    INK_3,
    LABEL,
    NARROW,
    NUMBER,
    RULE,
    SMALL,
    WIDE,
    Colour,
    Form,
)
from report_builder.charts.wording import Wording
from report_builder.language import Language, rounded
from report_builder.report import Report
from report_builder.table import Table
from survey.estimates import Estimate
from survey.importance import Association
from survey.verdict import Judgement

_FEWEST = 2
_DECIMALS = 2
_TICKS = (-1.0, -0.5, 0.0, 0.5, 1.0)
_ROW = 36.0
_HEAD = 30.0
_BAND = 6.0
_LABEL_WIDTH = 236.0
_GAP_WIDTH = 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A theme, its association, and the gap on it where it is shown."""

    theme: str
    told: Association
    gap: Judgement | None


def draw(report: Report, language: Language) -> Chart | None:
    """The association of each theme, the strongest first; None with fewer than two themes."""
    if len(report.associations) < _FEWEST:
        return None
    wording = Wording(report, language)
    rows = _rows(wording)
    return finished(
        "association",
        name=wording.say("association.name"),
        alt=_alt(wording, rows),
        table=_table(wording, rows),
        drawings=(_wide(wording, rows), _narrow(wording, rows)),
    )


def _rows(wording: Wording) -> tuple[_Row, ...]:
    report = wording.report
    gaps = {each.gap.subject: each for each in report.dimensions}
    ordered = sorted(report.associations, key=lambda each: -_printed(each.within.value))
    return tuple(
        _Row(theme=wording.theme(each.dimension), told=each, gap=gaps.get(each.dimension))
        for each in ordered
    )


def _printed(value: float) -> float:
    """The value at the hundredth it is printed with."""
    return float(rounded(value, _DECIMALS))


def _axis(rows: Sequence[_Row], start: float, end: float) -> Axis:
    """From 0 to 1, further to the left where a bound lies there."""
    lowest = min(_printed(row.told.within.low) for row in rows)
    low = next(tick for tick in reversed(_TICKS[:3]) if tick <= lowest)
    return Axis(low=low, high=1.0, start=start, end=end)


def _ticks(axis: Axis) -> tuple[float, ...]:
    return tuple(tick for tick in _TICKS if tick >= axis.low)


def _wide(wording: Wording, rows: Sequence[_Row]) -> Drawing:
    axis = _axis(rows, 252, 640)
    shapes: list[Shape] = [
        _head(wording, "association.axis", x=axis.end + 20),
        _head(wording, "association.gap", x=WIDE, anchor="end"),
    ]
    edges = [_HEAD]
    for row in rows:
        label = label_lines(row.theme, _LABEL_WIDTH)
        height = max(_ROW, height_of(label) + 10)
        middle = edges[-1] + height / 2
        shapes += centred(label, x=0, middle=middle)
        shapes += _interval(wording, row, axis, middle)
        shapes += _number(wording, row.told.within, x=axis.end + 20, middle=middle)
        shapes += _gap(wording, row, x=WIDE, middle=middle)
        edges.append(edges[-1] + height)
    lines = [*grid(axis, _ticks(axis), _HEAD - 6, edges[-1]), *rules(edges[1:-1], WIDE)]
    labels = _tick_labels(wording, axis, 14)
    return Drawing(width=WIDE, height=edges[-1] + 4, shapes=(*lines, *labels, *shapes))


def _narrow(wording: Wording, rows: Sequence[_Row]) -> Drawing:
    axis = _axis(rows, 13, 184)
    shapes: list[Shape] = [*_tick_labels(wording, axis, 14)]
    shapes.append(_head(wording, "association.gap", x=NARROW, anchor="end"))
    top = 26.0
    for row in rows:
        label = label_lines(row.theme, NARROW - _GAP_WIDTH)
        shapes += paragraph(label, x=0, top=top)
        shapes += _gap(wording, row, x=NARROW, middle=top + LABEL * (1 - CAP))
        top += height_of(label) + 4
        shapes += grid(axis, _ticks(axis), top, top + 24)
        shapes += _interval(wording, row, axis, top + 12)
        shapes += _number(wording, row.told.within, x=axis.end + 12, middle=top + 12)
        top += 38
    return Drawing(width=NARROW, height=top - 6, shapes=tuple(shapes))


def _head(wording: Wording, said: str, *, x: float, anchor: Anchor = "start") -> Words:
    return Words(x=x, y=14, text=wording.say(said), size=SMALL, colour=INK_3, anchor=anchor)


def _tick_labels(wording: Wording, axis: Axis, baseline: float) -> Iterator[Shape]:
    decimals = 1
    labels = [(tick, wording.language.number(tick, decimals)) for tick in _ticks(axis)]
    yield from tick_labels(axis, labels, baseline)


def _interval(wording: Wording, row: _Row, axis: Axis, middle: float) -> Iterator[Shape]:
    """The band from bound to bound with the mark at the value, hollow where it may be chance."""
    told = row.told.within
    low, high = axis.at(_printed(told.low)), axis.at(_printed(told.high))
    colour = _colour(row)
    yield Titled(
        wording.say(
            "association.title",
            theme=row.theme,
            value=_value(wording, told),
            interval=_limits(wording, told),
            gap=wording.gap(row.gap.gap.difference) if row.gap else "–",
        ),
        (
            Line(start=(low, middle), end=(high, middle), colour=RULE, width=_BAND),
            Mark(
                x=axis.at(_printed(told.value)),
                y=middle,
                form=Form.CIRCLE,
                colour=colour,
                hollow=not row.told.clear,
            ),
        ),
    )


def _colour(row: _Row) -> Colour:
    return INK_2 if row.told.clear else INK_3


def _number(wording: Wording, told: Estimate, *, x: float, middle: float) -> Iterator[Shape]:
    said = f"{_value(wording, told)} ({_limits(wording, told)})"
    yield Words(x=x, y=middle + NUMBER * CAP, text=said, size=NUMBER - 1, colour=INK_2)


def _gap(wording: Wording, row: _Row, *, x: float, middle: float) -> Iterator[Shape]:
    if row.gap is not None:
        look = Type(
            size=LABEL,
            bold=row.gap.clear,
            colour=INK if row.gap.clear else INK_3,
            anchor="end",
        )
        said = wording.language.points(row.gap.gap.difference.value)
        yield from centred([said], x=x, middle=middle, look=look)


def _value(wording: Wording, told: Estimate) -> str:
    return wording.language.number(told.value, _DECIMALS)


def _limits(wording: Wording, told: Estimate) -> str:
    return wording.language.interval(told.low, told.high, _DECIMALS)


def _alt(wording: Wording, rows: Sequence[_Row]) -> str:
    said = [
        wording.say(
            "association.alt.theme",
            theme=row.theme,
            value=_value(wording, row.told.within),
            interval=_limits(wording, row.told.within),
        )
        for row in rows
    ]
    return " ".join([wording.say("association.alt", count=len(rows)), *said])


def _table(wording: Wording, rows: Sequence[_Row]) -> Table:
    say = wording.say
    return Table(
        header=(
            say("column.theme"),
            say("column.base"),
            say("column.association"),
            say("column.interval"),
            *(wording.team(position) for position in (0, 1)),
            say("column.gap"),
        ),
        rows=tuple(
            (
                row.theme,
                wording.language.base(row.told.within.base, at_least=row.told.within.at_least),
                _value(wording, row.told.within),
                _limits(wording, row.told.within),
                *(_value(wording, team) for team in row.told.teams),
                wording.language.points(row.gap.gap.difference.value) if row.gap else "",
            )
            for row in rows
        ),
    )
