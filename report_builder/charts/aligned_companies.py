"""The share of companies aligned, by each definition, and the share that others published.

What is quoted has a row of its own and a hollow mark: no line leads from it to the others, which
may count something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from report_builder.charts.axis import Axis, grid, printed_share, share_end
from report_builder.charts.canvas import Drawing, Line, Mark, Shape, Titled
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.interval_bar import beside_width, interval_bar, share_beside
from report_builder.charts.rows import Type, height_of, label_lines, paragraph
from report_builder.charts.share_pair import share_ticks
from report_builder.charts.style import (
    INK,
    INK_2,
    INK_3,
    NARROW,
    RULE,
    SECONDARY,
    WIDE,
    Form,
)
from report_builder.charts.wording import Wording
from report_builder.findings.quoted import quoted_interval, quotes_idc
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.estimates import Estimate
from survey.panel import AlignedShare

_BAR = 30.0
_TICKS = 24.0
_STEPS = ((0.2, 0.05), (0.4, 0.1), (1.0, 0.2))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A share, what it is of, and whether it is of this report.

    `reached` is how many companies are above the cut as counted; "" where that is not known.
    """

    definition: str
    share: Estimate
    own: bool
    reached: str = ""

    @property
    def known(self) -> bool:
        """Whether it has an interval at all."""
        return self.share.base > 0


def draw(report: Report, language: Language) -> Chart | None:
    """The shares; None where there is none, or the companies have no page."""
    panel = report.panel
    if panel is None or not panel.aligned or not panel.one_by_one:
        return None
    wording = Wording(report, language)
    rows = (*(_row(wording, each) for each in panel.aligned), *_quoted(wording))
    return finished(
        "aligned-companies",
        name=wording.say("aligned.name"),
        alt=" ".join(_alt(wording, row) for row in rows),
        table=_table(wording, rows),
        drawings=(_drawing(wording, rows, WIDE), _drawing(wording, rows, NARROW)),
    )


def definition_said(wording: Wording, definition: str) -> str:
    """What a definition counts as aligned."""
    arguments = {} if definition == "A4-strict" else {"answers": _answers(wording)}
    if definition == "A4":
        arguments["share"] = wording.language.percent(wording.report.rules.thresholds.aligned)
    return wording.say(f"aligned.{definition}", **arguments)


def _row(wording: Wording, aligned: AlignedShare) -> _Row:
    return _Row(
        definition=definition_said(wording, aligned.definition),
        share=in_whole_percent(aligned.share),
        own=True,
        reached=wording.language.number(aligned.reached),
    )


def in_whole_percent(share: Estimate) -> Estimate:
    """The share of companies in whole per cent: no finer than it is known."""
    return Estimate(
        value=printed_share(share.value), low=share.low, high=share.high, base=share.base
    )


def _answers(wording: Wording) -> str:
    """The answers that count as saying so, as they were ticked, the mildest first."""
    item = wording.report.questionnaire.item(str(wording.report.questionnaire.alignment_item))
    ordered = item.scale.points[::-1] if item.reverse_keyed else item.scale.points
    labels = [wording.label(point.label) for point in ordered[item.scale.favourable_from - 1 :]]
    return wording.language.listing(map(wording.language.quoted, labels), "or")


def _quoted(wording: Wording) -> Iterator[_Row]:
    """The share that others published, if it is about these teams or the consultant's own."""
    quoted = wording.report.settings.benchmark
    if quoted.label:
        said = wording.say("aligned.quoted.own", label=quoted.label)
    elif quotes_idc(wording.report):
        said = wording.say("aligned.quoted.idc")
    else:
        return
    value = quoted.value
    share = quoted_interval(quoted) or Estimate(value=value, low=value, high=value, base=0)
    yield _Row(definition=said, share=share, own=False)


def _drawing(wording: Wording, rows: tuple[_Row, ...], width: float) -> Drawing:
    room = max(beside_width(wording, row.share) for row in rows) + 20
    beside = width - room if width == WIDE else width - 20
    highest = share_end(max(printed_share(row.share.high) for row in rows))
    axis = Axis(low=0, high=highest, start=8, end=beside)
    step = next(step for end, step in _STEPS if highest <= end)
    ticks = tuple(round(step * tick, 2) for tick in range(round(highest / step) + 1))
    top, shapes = 0.0, list[Shape]()
    for row in rows:
        lines = label_lines(row.definition, width, size=SECONDARY + 0.5, lines=3)
        look = Type(size=SECONDARY + 0.5, colour=INK_2)
        shapes += paragraph(lines, x=0, top=top, look=look)
        top += height_of(lines, SECONDARY + 0.5) + 4
        if width != WIDE:
            shapes += _beside(wording, row, 0, top + 10)
            top += 22
        shapes += grid(axis, ticks, top, top + _BAR)
        shapes.append(_mark(wording, row, axis, top + _BAR / 2))
        if width == WIDE:
            x = axis.at(printed_share(row.share.high)) + 12
            shapes += _beside(wording, row, x, top + _BAR / 2)
        top += _BAR + 12
    return Drawing(
        width=width,
        height=top + _TICKS,
        shapes=(*shapes, *share_ticks(wording, axis, ticks, top + 6)),
    )


def _beside(wording: Wording, row: _Row, x: float, middle: float) -> Iterator[Shape]:
    """The share and its interval, where it has one."""
    colour = INK if row.own else INK_3
    shapes = share_beside(wording, row.share, x=x, middle=middle, colour=colour)
    return islice(shapes, None if row.known else 1)


def _mark(wording: Wording, row: _Row, axis: Axis, middle: float) -> Shape:
    title = _alt(wording, row)
    if row.own:
        look = (Form.CIRCLE, INK, RULE)
        return interval_bar(row.share, axis, middle=middle, title=title, look=look)
    low, x, high = (
        axis.at(printed_share(value)) for value in (row.share.low, row.share.value, row.share.high)
    )
    line = Line(start=(low, middle), end=(high, middle), colour=INK_3, width=1.5)
    mark = Mark(x=x, y=middle, form=Form.CIRCLE, colour=INK_3, hollow=True)
    return Titled(title, (line, mark) if row.known else (mark,))


def _alt(wording: Wording, row: _Row) -> str:
    said = wording.share(row.share)
    if not row.own:
        return f"{row.definition}: {said}."
    return wording.say(
        "aligned.alt",
        definition=row.definition,
        share=said,
        interval=wording.share_interval(row.share),
        count=row.share.base,
    )


def _table(wording: Wording, rows: tuple[_Row, ...]) -> Table:
    say, number = wording.say, wording.language.number
    return Table(
        header=(
            say("column.definition"),
            say("column.companies"),
            say("column.aligned_share"),
            say("column.interval"),
            say("column.reached"),
        ),
        rows=tuple(
            (
                row.definition,
                number(row.share.base) if row.own else "",
                wording.share(row.share),
                wording.share_interval(row.share) if row.known else "",
                row.reached,
            )
            for row in rows
        ),
    )
