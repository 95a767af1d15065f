"""The gap of each company on the index with its interval, and the mean over companies at the foot.

Up to forty companies have a row each; more are counted by the size of their gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.charts.axis import Axis, gap_ticks, grid, reach, tick_labels
from report_builder.charts.canvas import Bar, Drawing, Line, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.company_spread import spread_chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import shortened
from report_builder.charts.rows import CAP, Type, centred, gap_sides
from report_builder.charts.style import (
    INK,
    INK_2,
    INK_3,
    LABEL,
    NARROW,
    PANEL,
    RULE,
    SECONDARY,
    WIDE,
    Colour,
)
from report_builder.charts.whisker import whisker
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.panel import CompanyGap, IndexGap
from survey.verdict import Verdict

MOST_ROWS = 40

_LABEL = 190.0
_ROW = 23.0
_NARROW_ROW = 42.0
_MEAN = 40.0
_HEAD = 34.0
_TICKS = 26.0

Rows = tuple[tuple[str, CompanyGap], ...]
"""The companies by what they are called, the first team's most favourable first."""


def draw(report: Report, language: Language) -> Chart | None:
    """The gaps of the companies; None where they are not shown one by one."""
    panel = report.panel
    if panel is None or panel.index is None or not panel.one_by_one:
        return None
    wording = Wording(report, language)
    if len(panel.one_by_one) > MOST_ROWS:
        return spread_chart(wording, panel.index)
    rows = tuple(
        (company_name(wording, each, place), each)
        for place, each in enumerate(panel.one_by_one, start=1)
    )
    return finished(
        "companies",
        name=wording.say("companies.name"),
        alt=_alt(wording, panel.index, rows),
        table=_table(wording, panel.index, rows),
        drawings=(_wide(wording, panel.index, rows), _narrow(wording, panel.index, rows)),
    )


def company_name(wording: Wording, company: CompanyGap, place: int) -> str:
    """Its name, or its number in the order of the gaps."""
    return company.company or wording.say("companies.company", place=place)


def _axis(index: IndexGap, rows: Rows, start: float, end: float) -> Axis:
    ends = [bound for _, each in rows for bound in (each.difference.low, each.difference.high)]
    far = reach(index.margin, [*ends, index.mean.low, index.mean.high])
    return Axis(low=-far, high=far, start=start, end=end)


def _wide(wording: Wording, index: IndexGap, rows: Rows) -> Drawing:
    axis = _axis(index, rows, _LABEL + 26, 704)
    foot = _HEAD + _ROW * len(rows)
    shapes: list[Shape] = [
        *gap_sides(wording, axis, WIDE),
        *_ground(index, axis, _HEAD, foot + _MEAN),
    ]
    for place, (name, company) in enumerate(rows):
        middle = _HEAD + _ROW * (place + 0.5)
        label = shortened(name, _LABEL, SECONDARY + 0.5)
        look = Type(size=SECONDARY + 0.5, colour=INK)
        shapes += centred([label], x=0, middle=middle, look=look)
        shapes += _company(wording, name, company, axis, middle)
        shapes += _number(wording, company, middle)
    middle = foot + _MEAN / 2 + 2
    said = wording.say("companies.mean", count=len(rows))
    shapes += [
        Line(start=(0, foot + 3), end=(WIDE, foot + 3), colour=RULE),
        *centred([said], x=0, middle=middle, look=Type(bold=True)),
        *_mean(index, axis, middle),
        _written(wording.gap(index.mean), WIDE, middle, INK, bold=True),
    ]
    ticks = tick_labels(axis, wording.ticks(gap_ticks(axis.high)), foot + _MEAN + 16)
    return Drawing(width=WIDE, height=foot + _MEAN + _TICKS, shapes=(*shapes, *ticks))


def _narrow(wording: Wording, index: IndexGap, rows: Rows) -> Drawing:
    axis = _axis(index, rows, 8, NARROW - 8)
    foot = _HEAD + _NARROW_ROW * len(rows)
    shapes: list[Shape] = [*gap_sides(wording, axis, NARROW)]
    for place, (name, company) in enumerate(rows):
        top = _HEAD + _NARROW_ROW * place
        shapes += _narrow_label(wording, name, company, top)
        shapes += _ground(index, axis, top + 20, top + 38)
        shapes += _company(wording, name, company, axis, top + 29)
    said = wording.say("companies.mean", count=len(rows))
    shapes += [
        Line(start=(0, foot + 2), end=(NARROW, foot + 2), colour=RULE),
        Words(x=0, y=foot + 20, text=said, size=LABEL, bold=True),
        Words(x=NARROW, y=foot + 37, text=wording.gap(index.mean), bold=True, anchor="end"),
        *_ground(index, axis, foot + 44, foot + 64),
        *_mean(index, axis, foot + 54),
    ]
    ticks = tick_labels(axis, wording.ticks(gap_ticks(axis.high)), foot + 80)
    return Drawing(width=NARROW, height=foot + 88, shapes=(*shapes, *ticks))


def _ground(index: IndexGap, axis: Axis, top: float, bottom: float) -> Iterator[Shape]:
    """The band of gaps too small to matter, and the lines of the ticks."""
    margin = index.margin
    left, right = axis.at(-margin), axis.at(margin)
    yield Bar(x=left, y=top, width=right - left, height=bottom - top, fill=PANEL)
    yield from grid(axis, [float(tick) for tick in gap_ticks(axis.high)], top, bottom)


def _company(
    wording: Wording, name: str, company: CompanyGap, axis: Axis, middle: float
) -> Iterator[Shape]:
    clear = company.verdict is Verdict.GAP
    colour = _colour(wording, company)
    shapes = tuple(whisker(company.difference, axis, middle, colour, hollow=not clear))
    yield Titled(_said(wording, name, company), shapes)


def _mean(index: IndexGap, axis: Axis, middle: float) -> Iterator[Shape]:
    return whisker(index.mean, axis, middle, INK, hollow=False)


def _number(wording: Wording, company: CompanyGap, middle: float) -> Iterator[Shape]:
    clear = company.verdict is Verdict.GAP
    said = wording.gap(company.difference)
    yield _written(said, WIDE, middle, _colour(wording, company), bold=clear)


def _written(said: str, x: float, middle: float, colour: Colour, *, bold: bool) -> Words:
    size = SECONDARY + 0.5
    return Words(
        x=x, y=middle + size * CAP, text=said, size=size, bold=bold, colour=colour, anchor="end"
    )


def _narrow_label(wording: Wording, name: str, company: CompanyGap, top: float) -> Iterator[Shape]:
    """What it is called, and at the end of the line its gap."""
    clear = company.verdict is Verdict.GAP
    yield Words(
        x=0,
        y=top + 13,
        text=shortened(name, 180, SECONDARY + 0.5),
        size=SECONDARY + 0.5,
        colour=INK_2,
    )
    yield Words(
        x=NARROW,
        y=top + 13,
        text=wording.gap(company.difference),
        size=SECONDARY,
        bold=clear,
        colour=_colour(wording, company),
        anchor="end",
    )


def _colour(wording: Wording, company: CompanyGap) -> Colour:
    """Of the more positive team, when the gap is clear."""
    if company.verdict is not Verdict.GAP:
        return INK_3
    return wording.style_of(company.difference).strong


def _said(wording: Wording, name: str, company: CompanyGap) -> str:
    return wording.say(
        "companies.row",
        company=name,
        gap=wording.gap(company.difference),
        verdict=wording.language.text(f"verdict.{company.verdict.value}"),
    )


def _alt(wording: Wording, index: IndexGap, rows: Rows) -> str:
    return wording.say(
        "companies.alt",
        count=len(rows),
        mean=wording.gap(index.mean),
        first=_said(wording, *rows[0]),
        last=_said(wording, *rows[-1]),
    )


def _table(wording: Wording, index: IndexGap, rows: Rows) -> Table:
    say = wording.say
    mean = (say("companies.mean", count=len(rows)), "", "", *_figures(wording, index), "", "")
    return Table(
        header=(
            say("column.company"),
            *(say("column.scores", team=wording.team(position)) for position in (0, 1)),
            say("column.gap"),
            say("column.interval"),
            say("column.verdict"),
            say("column.state"),
        ),
        rows=(*(_row(wording, name, company) for name, company in rows), mean),
    )


def _figures(wording: Wording, index: IndexGap) -> Sequence[str]:
    return wording.language.points(index.mean.value), wording.gap_interval(index.mean)


def _row(wording: Wording, name: str, company: CompanyGap) -> tuple[str, ...]:
    state = wording.say(f"states.{company.state.value}") if company.state else ""
    return (
        name,
        *(
            wording.language.base(n, at_least=at_least)
            for n, at_least in zip(company.bases, company.at_least, strict=True)
        ),
        wording.language.points(company.difference.value),
        wording.gap_interval(company.difference),
        wording.language.text(f"verdict.{company.verdict.value}"),
        state,
    )
