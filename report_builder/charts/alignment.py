"""The share who say the teams are aligned: everyone, each team, and by the strict definition.

A share of people that others published stands beside the shares by its own definition, and beside
no other: those count other answers. The often quoted one stands beside the strict definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.charts.axis import Axis, grid, printed_share, share_end
from report_builder.charts.canvas import Drawing, Line, Shape, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.interval_bar import beside_width, interval_bar, share_beside
from report_builder.charts.lettering import shortened, text_width
from report_builder.charts.rows import (
    CAP,
    LEADING,
    Type,
    centred,
    height_of,
    label_lines,
    paragraph,
    rules,
)
from report_builder.charts.share_pair import share_ticks
from report_builder.charts.style import (
    FIGURE,
    HEADING,
    INK,
    INK_2,
    LABEL,
    NARROW,
    RULE,
    SECONDARY,
    WIDE,
    Colour,
    Form,
)
from report_builder.charts.wording import Wording
from report_builder.findings.alignment import alignment_share
from report_builder.findings.quoted import quotes_idc
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.alignment import AlignmentShare
from survey.estimates import Estimate

_STEPS = ((0.2, 0.05), (0.4, 0.1), (1.0, 0.2))
_ROW = 36.0
_NARROW_ROW = 50.0
_SECTION = 22.0
_SPACE = 10.0
_NOTE = SECONDARY - 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A share to be drawn: whose it is, and how it looks."""

    who: str
    share: Estimate
    look: tuple[Form, Colour, Colour]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """The shares by one definition.

    Attributes:
        drawn: how many of the rows are drawn; the table has them all.
        quoted: the share they may be held against.
    """

    definition: str
    rows: tuple[_Row, ...]
    drawn: int
    quoted: float | None


def draw(report: Report, language: Language) -> Chart | None:
    """The share who say "aligned" by both definitions; None where it was not asked or shown."""
    loose, strict = alignment_share(report, "A2"), alignment_share(report, "A1")
    if loose is None or strict is None:
        return None
    wording = Wording(report, language)
    sections = (_section(wording, loose), _section(wording, strict))
    return finished(
        "alignment",
        name=wording.say("alignment.name"),
        alt=" ".join(_alt(wording, section) for section in sections),
        table=_table(wording, sections),
        drawings=(_wide(wording, sections), _narrow(wording, sections)),
    )


def _quoted(report: Report, definition: str) -> float | None:
    """The share that others published, if it is counted by this definition."""
    quoted = report.settings.benchmark
    if quoted.label:
        return quoted.value if quoted.definition == definition else None
    return quoted.value if definition == "A1" and quotes_idc(report) else None


def _section(wording: Wording, share: AlignmentShare) -> _Section:
    rows = [_Row(who=wording.say("everyone"), share=share.everyone, look=(Form.CIRCLE, INK, RULE))]
    for position, estimate in enumerate(share.teams):
        style = wording.style(position)
        look = (style.form, style.strong, style.mid)
        rows.append(_Row(who=wording.team(position), share=estimate, look=look))
    return _Section(
        definition=_definition(wording, share),
        rows=tuple(rows),
        drawn=len(rows) if share.definition == "A2" else 1,
        quoted=_quoted(wording.report, share.definition),
    )


def _definition(wording: Wording, share: AlignmentShare) -> str:
    """Which answers are counted, as they were ticked, the mildest first."""
    item = wording.report.questionnaire.item(str(wording.report.questionnaire.alignment_item))
    scale = item.scale
    ordered = scale.points[::-1] if item.reverse_keyed else scale.points
    lowest = scale.favourable_from if share.definition == "A2" else scale.size
    labels = [
        wording.language.quoted(wording.label(point.label)) for point in ordered[lowest - 1 :]
    ]
    listed = wording.language.listing(labels, "or")
    return wording.say(f"alignment.{share.definition}", answers=listed)


def _axis(sections: tuple[_Section, ...], start: float, end: float) -> Axis:
    highest = max(row.share.high for section in sections for row in section.rows)
    quoted = [section.quoted for section in sections if section.quoted is not None]
    return Axis(low=0, high=share_end(max(highest, *quoted, 0.0)), start=start, end=end)


def _ticks(axis: Axis) -> tuple[float, ...]:
    step = next(step for end, step in _STEPS if axis.high <= end)
    return tuple(round(step * tick, 2) for tick in range(round(axis.high / step) + 1))


def _wide(wording: Wording, sections: tuple[_Section, ...]) -> Drawing:
    axis = _axis(sections, 204, 696)
    ticks, pitch = _ticks(axis), _pitch(sections, axis)
    shapes: list[Shape] = []
    top = 0.0
    for section in sections:
        lines = label_lines(section.definition, WIDE, size=SECONDARY, lines=3)
        shapes += paragraph(lines, x=0, top=top, look=Type(size=SECONDARY, colour=INK_2))
        top += height_of(lines[1:], SECONDARY)
        note = _note(wording, section, axis, WIDE, top + _SECTION + 2)
        start = top + _SECTION + (20 if note else 4)
        end = start + pitch * section.drawn
        shapes += [*grid(axis, ticks, start, end), *_line(section, axis, start - 4, end), *note]
        for number, row in enumerate(section.rows[: section.drawn]):
            middle = start + pitch * (number + 0.5)
            shapes += _wide_row(wording, row, axis, middle)
            x = _beside(wording, section, row, axis)
            shapes += share_beside(wording, row.share, x=x, middle=middle, colour=row.look[1])
        top = end + 24
        if section is not sections[-1]:
            shapes += rules([top - 12], WIDE)
    return Drawing(
        width=WIDE,
        height=top + 8,
        shapes=(*shapes, *share_ticks(wording, axis, ticks, top + 2)),
    )


def _label(row: _Row, axis: Axis) -> tuple[str, ...]:
    return label_lines(row.who, axis.start - 16, size=HEADING, bold=True)


def _pitch(sections: tuple[_Section, ...], axis: Axis) -> float:
    """The height of a row: the usual, or what the longest name needs."""
    rows = [row for section in sections for row in section.rows]
    return max(_ROW, *(height_of(_label(row, axis), HEADING) + 8 for row in rows))


def _wide_row(wording: Wording, row: _Row, axis: Axis, middle: float) -> Iterator[Shape]:
    strong = row.look[1]
    yield from centred(
        _label(row, axis), x=0, middle=middle, look=Type(size=HEADING, bold=True, colour=strong)
    )
    yield interval_bar(row.share, axis, middle=middle, title=_said(wording, row), look=row.look)


def _beside(wording: Wording, section: _Section, row: _Row, axis: Axis) -> float:
    """Where the share is written: right of its interval, and of the quoted share if there."""
    x = axis.at(printed_share(row.share.high)) + _SPACE
    if section.quoted is None:
        return x
    line = axis.at(printed_share(section.quoted))
    crossed = x - _SPACE < line < x + beside_width(wording, row.share)
    return line + _SPACE if crossed else x


def _narrow(wording: Wording, sections: tuple[_Section, ...]) -> Drawing:
    axis = _axis(sections, 8, NARROW - 18)
    ticks = _ticks(axis)
    shapes: list[Shape] = []
    top = 0.0
    for section in sections:
        lines = label_lines(section.definition, NARROW, size=SECONDARY, lines=3)
        shapes += paragraph(lines, x=0, top=top, look=Type(size=SECONDARY, colour=INK_2))
        top += height_of(lines, SECONDARY) + 8
        for row in section.rows[: section.drawn]:
            shapes += _narrow_row(wording, row, top)
            shapes += grid(axis, ticks, top + 22, top + 44)
            shapes += _line(section, axis, top + 22, top + 48)
            title = _said(wording, row)
            shapes.append(
                interval_bar(row.share, axis, middle=top + 33, title=title, look=row.look)
            )
            top += _NARROW_ROW
        note = _note(wording, section, axis, NARROW, top)
        shapes += note
        top += 16 + LEADING * _NOTE * len(note)
    return Drawing(
        width=NARROW,
        height=top + 4,
        shapes=(*shapes, *share_ticks(wording, axis, ticks, top - 2)),
    )


def _narrow_row(wording: Wording, row: _Row, top: float) -> Iterator[Shape]:
    """Whose share it is, and at the end of the line the share with its interval."""
    strong = row.look[1]
    left = NARROW - beside_width(wording, row.share)
    who = shortened(row.who, left - 12, LABEL, bold=True)
    yield Words(x=0, y=top + 14, text=who, size=LABEL, bold=True, colour=strong)
    middle = top + 14 - FIGURE * CAP
    yield from share_beside(wording, row.share, x=left, middle=middle, colour=strong)


def _line(section: _Section, axis: Axis, top: float, bottom: float) -> Iterator[Shape]:
    """The quoted share, dashed."""
    if section.quoted is not None:
        x = axis.at(printed_share(section.quoted))
        yield Line(start=(x, top), end=(x, bottom), colour=INK, width=1.5, dash=(4, 3))


def _note(wording: Wording, section: _Section, axis: Axis, width: float, top: float) -> list[Shape]:
    """What the dashed line is, beginning at the line if there is room."""
    if section.quoted is None:
        return []
    said = _quotation(wording, section.quoted)
    lines = label_lines(said, width, size=_NOTE, bold=True, lines=3)
    widest = max(text_width(line, _NOTE, bold=True) for line in lines)
    x = max(0.0, min(axis.at(printed_share(section.quoted)) - 2, width - widest))
    return list(paragraph(lines, x=x, top=top, look=Type(size=_NOTE, bold=True, colour=INK)))


def _quotation(wording: Wording, quoted: float) -> str:
    share, label = wording.language.percent(quoted), wording.report.settings.benchmark.label
    if label:
        return wording.say("alignment.quoted.own", share=share, label=label)
    return wording.say("alignment.quoted", share=share)


def _said(wording: Wording, row: _Row) -> str:
    return wording.say(
        "alignment.alt.row",
        who=row.who,
        share=wording.share(row.share),
        interval=wording.share_interval(row.share),
    )


def _alt(wording: Wording, section: _Section) -> str:
    rows = wording.language.listing(_said(wording, row) for row in section.rows)
    said = wording.say("alignment.alt", definition=section.definition, rows=rows)
    if section.quoted is None:
        return said
    return f"{said} {_quotation(wording, section.quoted)}."


def _table(wording: Wording, sections: tuple[_Section, ...]) -> Table:
    say = wording.say
    return Table(
        header=(
            say("column.definition"),
            say("column.team"),
            say("column.base"),
            say("column.aligned"),
            say("column.interval"),
        ),
        rows=tuple(
            (
                section.definition,
                row.who,
                wording.language.base(row.share.base, at_least=row.share.at_least),
                wording.share(row.share),
                wording.share_interval(row.share),
            )
            for section in sections
            for row in section.rows
        ),
    )
