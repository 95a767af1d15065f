"""The Segments page: where is the gap wide or narrow?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report_builder.charts.heat import heat_step
from report_builder.findings import Finding
from report_builder.findings.segments import segment_notes, segments_heading, segments_lead
from report_builder.markup import Markup
from report_builder.pages.figure import NUMBER, Cell, Grid, both, number, source
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from report_builder.report import Report
from report_builder.segment_levels import Segment, SegmentLevel
from survey.gaps import PerceptionGap
from survey.verdict import Judgement

ROWS = 10
"""The statements shown: those with the widest gaps overall."""

FEWEST_COLUMNS = 2

HIDDEN = Markup("ar-hidden")
CLEAR = Markup("ar-clear")

Gaps = Mapping[tuple[str, str, str], Judgement]
"""Judgements by item, segment and level."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A gap within a level; `look` is the class of its colour, "ar-hidden" where it is hidden.

    `step` is that of the colour: positive where the first team is more positive.
    """

    text: str
    look: Markup
    step: int = 0


@dataclass(frozen=True, slots=True)
class HeatColumns:
    """The columns of a segment: its label, and label and n of each level."""

    label: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A statement and its gap in each column."""

    title: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentsView:
    """What the page shows, from top to bottom."""

    heading: Finding
    lead: tuple[Finding, ...]
    title: str
    about: str
    first_more: str
    second_more: str
    key: tuple[Markup, ...]
    hides: bool
    columns: tuple[HeatColumns, ...]
    rows: tuple[HeatRow, ...]
    source: str
    notes: tuple[Finding, ...]
    numbers: Grid


def segments_page(voice: Voice) -> Page | None:
    """The page of the gaps within segments; None where fewer than two levels may be shown."""
    view = segments_view(voice)
    if view is None:
        return None
    return page(
        voice,
        Frame(
            path="segments.md",
            title=voice.text("segments.title"),
            about=voice.say(view.heading),
        ),
        view,
    )


def segments_view(voice: Voice) -> SegmentsView | None:
    """What the page shows; None where there is no page."""
    report = voice.report
    gaps = _gaps(report)
    levels = tuple(_levels_shown(report, gaps))
    if len(levels) < FEWEST_COLUMNS:
        return None
    rows = tuple(_row(voice, each, levels, gaps) for each in report.statements[:ROWS])
    return SegmentsView(
        heading=segments_heading(report),
        lead=segments_lead(report),
        title=voice.text("segments.widest", count=len(rows)),
        about=voice.text("segments.about", first=voice.team(0), second=voice.team(1)),
        first_more=voice.text("segments.more", team=voice.team(0)),
        second_more=voice.text("segments.more", team=voice.team(1)),
        key=tuple(_look(voice, step) for step in range(-3, 4)),
        hides=any(not cell.text for row in rows for cell in row.cells),
        columns=tuple(_columns(voice, levels)),
        rows=rows,
        source=source(voice),
        notes=tuple(note for each in report.segments for note in segment_notes(each)),
        numbers=_numbers(voice, levels, gaps),
    )


def _gaps(report: Report) -> Gaps:
    return {
        (each.gap.subject, each.gap.groups[0].segment, each.gap.groups[0].value): each
        for each in report.by_segment
    }


def _levels_shown(report: Report, gaps: Gaps) -> Iterator[tuple[Segment, SegmentLevel]]:
    """The levels with a column: a level hidden in every row has none."""
    widest = [each.gap.subject for each in report.statements[:ROWS]]
    for segment in report.segments:
        for level in segment.levels:
            if any((item, segment.id, level.id) in gaps for item in widest):
                yield segment, level


def _columns(
    voice: Voice, levels: tuple[tuple[Segment, SegmentLevel], ...]
) -> Iterator[HeatColumns]:
    for segment in dict.fromkeys(segment.id for segment, _ in levels):
        own = [(found, level) for found, level in levels if found.id == segment]
        yield HeatColumns(
            voice.label(own[0][0].label),
            tuple(
                (voice.label(level.label), voice.text("segments.n", count=level.n))
                for _, level in own
            ),
        )


def _row(
    voice: Voice,
    statement: Judgement,
    levels: tuple[tuple[Segment, SegmentLevel], ...],
    gaps: Gaps,
) -> HeatRow:
    item = statement.gap.subject
    return HeatRow(
        voice.topic(item),
        tuple(_cell(voice, gaps.get((item, segment.id, level.id))) for segment, level in levels),
    )


def _cell(voice: Voice, judgement: Judgement | None) -> HeatCell:
    if judgement is None:
        return HeatCell("", HIDDEN)
    step = heat_step(judgement.gap.difference.value, judgement.gap.margin)
    look = _look(voice, step)
    return HeatCell(
        voice.points(judgement.gap.difference), both(look, CLEAR) if judgement.clear else look, step
    )


def _look(voice: Voice, step: int) -> Markup:
    """The class of a colour step: -3 for a wide gap in the second team's favour, 0 for none."""
    first, second = voice.report.questionnaire.teams
    colour = (first if step > 0 else second).colour
    return Markup(f"ar-{colour}-{abs(step)}" if step else "ar-even")


def _numbers(voice: Voice, levels: tuple[tuple[Segment, SegmentLevel], ...], gaps: Gaps) -> Grid:
    rows = [
        (voice.topic(each.gap.subject), level, judgement)
        for each in voice.report.statements[:ROWS]
        for segment, level in levels
        if (judgement := gaps.get((each.gap.subject, segment.id, level.id))) is not None
    ]
    return Grid(
        caption=voice.text("numbers"),
        header=(
            Cell(voice.text("column.statement")),
            Cell(voice.text("column.group")),
            *(
                Cell(voice.text("column.answered", team=voice.team(place)), NUMBER)
                for place in (0, 1)
            ),
            Cell(voice.text("column.gap"), NUMBER),
            Cell(voice.text("column.interval"), NUMBER),
            Cell(voice.text("column.verdict")),
        ),
        rows=tuple(
            (
                Cell(title),
                Cell(voice.label(level.label)),
                *_bases(voice, judgement.gap),
                number(voice.points(judgement.gap.difference), judgement.gap.difference.value, 1),
                number(voice.interval(judgement.gap.difference), judgement.gap.difference.low, 1),
                Cell(voice.verdict(judgement)),
            )
            for title, level, judgement in rows
        ),
    )


def _bases(voice: Voice, gap: PerceptionGap) -> Iterator[Cell]:
    for answers, at_least in zip(gap.bases, gap.at_least, strict=True):
        yield number(voice.language.base(answers, at_least=at_least), answers, 0)
