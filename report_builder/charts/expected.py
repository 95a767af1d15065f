"""What each team answers, what it expects the other to answer, and what the other answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.axis import Axis, grid
from report_builder.charts.canvas import Drawing, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import shortened
from report_builder.charts.rows import (
    Type,
    centred,
    height_of,
    key,
    label_lines,
    paragraph,
    rules,
    team_entry,
    whole,
)
from report_builder.charts.share_pair import (
    SHARE_TICKS,
    gap_number,
    share_mark,
    share_pair,
    share_ticks,
    told_end,
)
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
from survey.coorientation import Distance, MetaGap
from survey.estimates import Estimate
from survey.verdict import Verdict

_ROW = 60.0
_APART = 13.0
_HEAD = 82.0
_KEY_LINE = 19.0
_LABEL = 236.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The columns of one drawing: its width, the axis, and whether labels stand above a row."""

    width: float
    axis: Axis
    above: bool


_WIDE = _Place(width=WIDE, axis=Axis(low=0, high=1, start=270, end=700), above=False)
_NARROW = _Place(width=NARROW, axis=Axis(low=0, high=1, start=44, end=222), above=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    """One of the three shares of a row: whose mark it bears, and whether it is only expected."""

    share: Estimate
    position: int
    hollow: bool


def draw(report: Report, language: Language) -> Chart | None:
    """What each team expects of the other; None where nobody was asked, or too few."""
    if not report.meta:
        return None
    wording = Wording(report, language)
    panels = [(team, gaps) for team in (0, 1) if (gaps := _asked(wording, team))]
    return finished(
        "expected",
        name=wording.say("expected.name"),
        alt=_alt(wording, panels),
        table=_table(wording, panels),
        drawings=(_drawing(wording, panels, _WIDE), _drawing(wording, panels, _NARROW)),
    )


_Panels = Sequence[tuple[int, Sequence[MetaGap]]]


def _asked(wording: Wording, position: int) -> list[MetaGap]:
    """What the first (0) or second (1) team expects, in the order of the questionnaire."""
    team = wording.report.questionnaire.teams[position].id
    return [gap for gap in wording.report.meta if gap.team == team]


def _drawing(wording: Wording, panels: _Panels, place: _Place) -> Drawing:
    shapes: list[Shape] = []
    top = 0.0
    for position, gaps in panels:
        shapes += _head(wording, position, place, top)
        top += _HEAD + (2 * _KEY_LINE if place.above else 0.0)
        for number, gap in enumerate(gaps):
            if number:
                shapes += rules([top], place.width)
            row, height = _row(wording, gap, place, top)
            shapes += row
            top += height
        top += 24
    return Drawing(width=place.width, height=top - 20, shapes=tuple(shapes))


def _head(wording: Wording, position: int, place: _Place, top: float) -> Iterator[Shape]:
    """Who was asked, what the marks mean, and the axis."""
    named = wording.say("expected.panel", team=wording.team_with_article(position))
    look = Type(size=FIGURE, bold=True, colour=wording.style(position).strong)
    lines = [shortened(named, place.width, FIGURE, bold=True)]
    yield from whole(named, lines, paragraph(lines, x=0, top=top, look=look))
    yield from _key(wording, position, place, top + 36)
    baseline = top + 70 + (2 * _KEY_LINE if place.above else 0.0)
    yield from share_ticks(wording, place.axis, SHARE_TICKS, baseline)
    yield Words(
        x=place.width,
        y=baseline,
        text=wording.say("expected.accuracy"),
        size=SMALL,
        colour=INK_3,
        anchor="end",
    )


def _key(wording: Wording, position: int, place: _Place, middle: float) -> Iterator[Shape]:
    """What the marks mean: in one line, or below each other where labels stand above a row."""
    lanes = _lanes(wording.report.meta[0], position)
    entries = [
        team_entry(wording, lane.position, said, hollow=lane.hollow)
        for lane, said in zip(lanes, _keys(wording, position), strict=True)
    ]
    lines = [[each] for each in entries] if place.above else [entries]
    for number, line in enumerate(lines):
        below = middle + number * _KEY_LINE
        yield from key(line, x=0, middle=below, width=place.width, size=SECONDARY)


def _keys(wording: Wording, position: int) -> tuple[str, str, str]:
    other = wording.of_team(1 - position)
    return (
        wording.say("expected.own"),
        wording.say("expected.expected", of_other=other),
        wording.say("expected.given", of_other=other),
    )


def _lanes(gap: MetaGap, position: int) -> tuple[_Lane, _Lane, _Lane]:
    """Own answer, answer expected, answer given: from top to bottom."""
    return (
        _Lane(share=gap.own, position=position, hollow=False),
        _Lane(share=gap.foreseen, position=position, hollow=True),
        _Lane(share=gap.outside, position=1 - position, hollow=False),
    )


def _row(wording: Wording, gap: MetaGap, place: _Place, top: float) -> tuple[list[Shape], float]:
    """The shapes of a row, and its height."""
    label = label_lines(wording.title(gap.item), NARROW if place.above else _LABEL)
    above = height_of(label) + 8 if place.above else 0.0
    middle = top + above + _ROW / 2
    shapes: list[Shape] = [*grid(place.axis, SHARE_TICKS, top + above + 4, top + above + _ROW - 4)]
    if place.above:
        shapes += paragraph(label, x=0, top=top + 6)
    else:
        shapes += centred(label, x=0, middle=middle)
    shapes.append(Titled(_title(wording, gap), tuple(_marks(wording, gap, place.axis, middle))))
    clear = gap.accuracy.verdict is Verdict.GAP
    look = Type(size=FIGURE, bold=clear, colour=INK if clear else INK_3, anchor="end")
    shapes += gap_number(wording, gap.accuracy.difference, x=place.width, middle=middle, look=look)
    return shapes, above + _ROW


def _marks(wording: Wording, gap: MetaGap, axis: Axis, middle: float) -> Iterator[Shape]:
    """The own answer, and below it what is expected beside what is given."""
    own, expected, given = (
        told_end(wording, lane.position, lane.share, hollow=lane.hollow)
        for lane in _lanes(gap, _position(wording, gap))
    )
    yield from share_mark(own, axis.at(own.share), middle - _APART, side=1)
    yield from share_pair((expected, given), axis, middle=middle + _APART, bar=RULE)


def _position(wording: Wording, gap: MetaGap) -> int:
    return 0 if wording.report.questionnaire.teams[0].id == gap.team else 1


def _said(wording: Wording, gap: MetaGap) -> dict[str, str]:
    position = _position(wording, gap)
    return {
        "item": wording.title(gap.item),
        "team": wording.team(position),
        "of_other": wording.of_team(1 - position),
        "own": wording.share(gap.own),
        "expected": wording.share(gap.foreseen),
        "given": wording.share(gap.outside),
    }


def _title(wording: Wording, gap: MetaGap) -> str:
    return wording.say("expected.title", **_said(wording, gap))


def _alt(wording: Wording, panels: _Panels) -> str:
    said = [
        f"{_title(wording, gap)} "
        + wording.say(
            "expected.alt.accuracy",
            gap=wording.gap(gap.accuracy.difference),
            verdict=_verdict(wording, gap.accuracy),
        )
        for _, gaps in panels
        for gap in gaps
    ]
    return " ".join([wording.say("expected.alt"), *said])


def _verdict(wording: Wording, distance: Distance) -> str:
    return wording.language.text(f"verdict.{distance.verdict.value}")


def _table(wording: Wording, panels: _Panels) -> Table:
    say = wording.say
    interval, verdict = say("column.interval"), say("column.verdict")
    shares = [say(f"column.expected.{view}") for view in ("own", "foreseen", "outside")]
    distances = [say(f"column.{name}") for name in ("agreement", "congruency", "accuracy")]
    return Table(
        header=(
            say("column.statement"),
            say("column.expected.asked"),
            *(cell for share in shares for cell in (share, interval)),
            *(cell for distance in distances for cell in (distance, interval, verdict)),
            say("column.standing"),
        ),
        rows=tuple(
            (
                wording.title(gap.item),
                wording.team(position),
                *(
                    cell
                    for share in (gap.own, gap.foreseen, gap.outside)
                    for cell in (wording.share(share), wording.share_interval(share))
                ),
                *(
                    cell
                    for distance in (gap.agreement, gap.congruency, gap.accuracy)
                    for cell in (
                        wording.language.points(distance.difference.value),
                        wording.gap_interval(distance.difference),
                        _verdict(wording, distance),
                    )
                ),
                wording.language.text(f"standing.{gap.standing.value}"),
            )
            for position, gaps in panels
            for gap in gaps
        ),
    )
