"""The mirror: how each team sees itself, and how the other team sees it, quality by quality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from report_builder.charts.axis import Axis, grid
from report_builder.charts.canvas import Drawing, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import fitted
from report_builder.charts.rows import (
    KEY_LINE,
    Entry,
    Type,
    centred,
    height_of,
    key_width,
    label_lines,
    paragraph,
    rules,
    stacked_key,
    team_entry,
    whole,
)
from report_builder.charts.share_pair import End, gap_number, share_pair, share_ticks, told_end
from report_builder.charts.style import (
    FIGURE,
    INK,
    INK_3,
    NARROW,
    RULE,
    SECONDARY,
    SMALL,
    WIDE,
)
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.mirror import MirrorGap
from survey.verdict import Judgement

_FEWEST = 3
_TICKS = (0.0, 0.5, 1.0)
_ROW = 42.0
_HEAD = 76.0
_LABEL = 166.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A quality with the statement about each team on it, None where there is none to show."""

    quality: str
    statements: tuple[MirrorGap | None, MirrorGap | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """Where the panel of a team stands: its left edge, its axis, and where its gaps end."""

    position: int
    left: float
    axis: Axis
    gap: float


def draw(report: Report, language: Language) -> Chart | None:
    """Each team in the mirror; None with fewer than three mirror statements to show."""
    if len(report.mirror) < _FEWEST:
        return None
    wording = Wording(report, language)
    rows = _rows(wording)
    return finished(
        "mirror",
        name=wording.say("mirror.name"),
        alt=_alt(wording, rows),
        table=_table(wording, rows),
        drawings=(_wide(wording, rows), _narrow(wording, rows)),
    )


def _rows(wording: Wording) -> tuple[_Row, ...]:
    """The pairs in the order of the questionnaire; one row for each statement about a team."""
    return tuple(
        _Row(quality=wording.label(pair.label), statements=(first, second))
        for pair in wording.report.questionnaire.pairs
        for first, second in zip_longest(
            *(_about(wording, pair.id, position) for position in (0, 1))
        )
    )


def _about(wording: Wording, pair: str, position: int) -> list[MirrorGap]:
    team = wording.report.questionnaire.teams[position].id
    return [gap for gap in wording.report.mirror if gap.pair == pair and gap.about == team]


def _shown(rows: Sequence[_Row]) -> tuple[int, ...]:
    """The teams about which there is a statement."""
    return tuple(position for position in (0, 1) if any(row.statements[position] for row in rows))


def _wide(wording: Wording, rows: Sequence[_Row]) -> Drawing:
    panels = [
        _Panel(
            position=position,
            left=198 + shift,
            axis=Axis(low=0, high=1, start=212 + shift, end=382 + shift),
            gap=520 + shift,
        )
        for position, shift in zip(_shown(rows), (0, 360), strict=False)
    ]
    more = max((_head_lines(wording, panel) for panel in panels), default=0.0)
    heads = [shape for panel in panels for shape in _panel_head(wording, panel, 0, more)]
    shapes: list[Shape] = []
    edges = [_HEAD + more]
    for row in rows:
        label = label_lines(row.quality, _LABEL)
        height = max(_ROW, height_of(label) + 12)
        middle = edges[-1] + height / 2
        shapes += centred(label, x=0, middle=middle)
        for panel in panels:
            shapes += _pair(wording, row, panel, middle)
        edges.append(edges[-1] + height)
    grids = [line for panel in panels for line in grid(panel.axis, _TICKS, edges[0] - 4, edges[-1])]
    return Drawing(
        width=WIDE,
        height=edges[-1] + 4,
        shapes=(*heads, *grids, *rules(edges[1:-1], WIDE), *shapes),
    )


def _narrow(wording: Wording, rows: Sequence[_Row]) -> Drawing:
    shapes: list[Shape] = []
    top = 0.0
    for position in _shown(rows):
        panel = _Panel(
            position=position, left=0, axis=Axis(low=0, high=1, start=44, end=222), gap=NARROW
        )
        more = _head_lines(wording, panel)
        shapes += _panel_head(wording, panel, top, more)
        top += _HEAD + more
        for row in rows:
            if row.statements[position] is None:
                continue
            label = label_lines(row.quality, NARROW)
            shapes += paragraph(label, x=0, top=top)
            top += height_of(label) + 4
            shapes += grid(panel.axis, _TICKS, top, top + 26)
            shapes += _pair(wording, row, panel, top + 13)
            top += 36
        top += 20
    return Drawing(width=NARROW, height=top - 20, shapes=tuple(shapes))


def _panel_head(wording: Wording, panel: _Panel, top: float, more: float) -> Iterator[Shape]:
    """Whose mirror it is, what its marks mean, and the axis; `more` pixels high than usual."""
    lines, team = _panel_lines(wording, panel), wording.team(panel.position)
    look = Type(size=FIGURE, bold=True, colour=wording.style(panel.position).strong)
    shapes = paragraph(lines, x=panel.left, top=top, look=look)
    yield from whole(wording.say("mirror.panel", team=team), lines, shapes)
    middle = top + 36 + height_of(lines[1:], FIGURE)
    width = panel.gap - panel.left
    yield from stacked_key(
        _entries(wording, panel), x=panel.left, middle=middle, width=width, size=SECONDARY
    )
    yield from share_ticks(wording, panel.axis, _TICKS, top + more + 66)
    yield Words(
        x=panel.gap,
        y=top + more + 66,
        text=wording.say("mirror.gap"),
        size=SMALL,
        colour=INK_3,
        anchor="end",
    )


def _panel_lines(wording: Wording, panel: _Panel) -> tuple[str, ...]:
    """The heading of a panel, in two lines where the team's name is long."""
    return fitted(
        lambda team: wording.say("mirror.panel", team=team),
        wording.team(panel.position),
        panel.gap - panel.left,
        FIGURE,
        bold=True,
        lines=2,
    )


def _head_lines(wording: Wording, panel: _Panel) -> float:
    """How much higher than usual the head of a panel is, for the sake of long names."""
    wide = key_width(_entries(wording, panel), SECONDARY) > panel.gap - panel.left
    return height_of(_panel_lines(wording, panel)[1:], FIGURE) + (KEY_LINE if wide else 0.0)


def _entries(wording: Wording, panel: _Panel) -> tuple[Entry, ...]:
    """The solid mark is the team's own view, the hollow one the other's."""
    other = 1 - panel.position
    own = wording.say("mirror.own")
    outside = wording.say("mirror.outside", team=wording.team_with_article(other))
    return (
        team_entry(wording, panel.position, own),
        team_entry(wording, other, outside, hollow=True),
    )


def _pair(wording: Wording, row: _Row, panel: _Panel, middle: float) -> Iterator[Shape]:
    statement = row.statements[panel.position]
    if statement is None:
        return
    ends = _ends(wording, panel.position, statement)
    pair = share_pair(ends, panel.axis, middle=middle, bar=RULE)
    yield Titled(_title(wording, row, panel.position, statement), tuple(pair))
    clear = _judgement(wording, statement).clear
    yield from gap_number(
        wording,
        statement.difference,
        x=panel.gap,
        middle=middle,
        look=Type(size=FIGURE, bold=clear, colour=INK if clear else INK_3, anchor="end"),
    )


def _ends(wording: Wording, position: int, statement: MirrorGap) -> tuple[End, End]:
    """The view of the first team, then that of the second."""
    own, outside = (
        told_end(wording, seer, share, hollow=seer != position)
        for seer, share in ((position, statement.own), (1 - position, statement.outside))
    )
    return (own, outside) if position == 0 else (outside, own)


def _judgement(wording: Wording, statement: MirrorGap) -> Judgement:
    """What may be said of the gap: as of the same statement anywhere else in the report."""
    judged = (*wording.report.statements, *wording.report.outcomes)
    return next(each for each in judged if each.gap.subject == statement.item)


def _title(wording: Wording, row: _Row, position: int, statement: MirrorGap) -> str:
    return wording.say("mirror.title", **_said(wording, row, position, statement))


def _said(wording: Wording, row: _Row, position: int, statement: MirrorGap) -> dict[str, str]:
    """Both views of a team, and the gap between them."""
    return {
        "quality": row.quality,
        "team": wording.team(position),
        "other": wording.team_with_article(1 - position),
        "own": wording.share(statement.own),
        "outside": wording.share(statement.outside),
        "gap": wording.gap(statement.difference),
    }


def _statements(rows: Sequence[_Row]) -> Iterator[tuple[_Row, int, MirrorGap]]:
    for row in rows:
        for position, statement in enumerate(row.statements):
            if statement is not None:
                yield row, position, statement


def _alt(wording: Wording, rows: Sequence[_Row]) -> str:
    """The three statements with the largest measured gaps, in numbers."""
    widest = sorted(_statements(rows), key=lambda entry: -abs(entry[2].difference.value))
    said = [
        wording.say(
            "mirror.alt.item",
            **_said(wording, row, position, statement),
            verdict=wording.verdict(_judgement(wording, statement)),
        )
        for row, position, statement in widest[:3]
    ]
    return " ".join([wording.say("mirror.alt"), *said])


def _table(wording: Wording, rows: Sequence[_Row]) -> Table:
    say = wording.say
    interval = say("column.interval")
    return Table(
        header=(
            say("column.quality"),
            say("column.about"),
            say("column.own"),
            interval,
            say("column.outside"),
            interval,
            say("column.gap"),
            interval,
            say("column.verdict"),
        ),
        rows=tuple(
            (
                row.quality,
                wording.team(position),
                wording.share(statement.own),
                wording.share_interval(statement.own),
                wording.share(statement.outside),
                wording.share_interval(statement.outside),
                wording.language.points(statement.difference.value),
                wording.gap_interval(statement.difference),
                wording.verdict(_judgement(wording, statement)),
            )
            for row, position, statement in _statements(rows)
        ),
    )
