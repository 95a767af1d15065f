"""The map of agreement: each statement at the share of favourable answers in either team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from report_builder.charts.axis import Axis, printed_share
from report_builder.charts.bound_arrow import ARROW, bound_arrow
from report_builder.charts.canvas import Anchor, Bar, Drawing, Line, Mark, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import shortened
from report_builder.charts.rows import CAP, Type, centred, height_of, label_lines, whole
from report_builder.charts.style import (
    GRID,
    INK_3,
    LABEL,
    NARROW,
    PANEL,
    PAPER,
    RULE,
    SECONDARY,
    SMALL,
    WIDE,
    Form,
)
from report_builder.charts.wording import Wording, shares_of
from report_builder.findings.gaps import majorities
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.verdict import Judgement

FEWEST = 12
NUMBERED = 8
"""The most statements that are numbered and named beside the map."""

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_TOP = 30.0
_FOOT = 46.0
_DISC = 17.0
_MARK = 9.0
_TIP = _DISC / 2 + ARROW
_CORNER = 20.0
_ROW = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where things stand in one drawing: its width, the map's left edge and side, the list."""

    width: float
    left: float
    side: float
    beside: float | None

    @property
    def across(self) -> Axis:
        """Shares of the first team, from left to right."""
        return Axis(low=0, high=1, start=self.left, end=self.left + self.side)

    @property
    def up(self) -> Axis:
        """Shares of the second team, from the foot upwards."""
        return Axis(low=0, high=1, start=_TOP + self.side, end=_TOP)


_WIDE = _Place(width=WIDE, left=42, side=500, beside=584)
_NARROW = _Place(width=NARROW, left=34, side=314, beside=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A statement at its place; `number` 0 where it is not named beside the map."""

    judgement: Judgement
    x: float
    y: float
    number: int = 0


def draw(report: Report, language: Language) -> Chart | None:
    """All statements on the map; None with fewer than twelve."""
    if len(report.statements) < FEWEST:
        return None
    wording = Wording(report, language)
    return finished(
        "agreement-map",
        name=wording.say("map.name"),
        alt=_alt(wording),
        table=_table(wording),
        drawings=(_drawing(wording, _WIDE), _drawing(wording, _NARROW)),
    )


def _drawing(wording: Wording, place: _Place) -> Drawing:
    points = _points(wording.report.statements, place)
    foot = _TOP + place.side + _FOOT
    top, x = (0.0, place.beside) if place.beside is not None else (foot + 4, 0.0)
    listed, end = _listed(wording, [each for each in points if each.number], x, top, place.width)
    return Drawing(
        width=place.width,
        height=max(foot, end),
        shapes=(
            *_ground(place),
            *_axes(wording, place),
            *_corners(wording, place),
            *_marks(wording, sorted(points, key=lambda each: each.number)),
            *listed,
        ),
    )


def numbered(statements: Sequence[Judgement]) -> tuple[tuple[Judgement, int], ...]:
    """Every statement with its number on the wide map; 0 where it has none."""
    return tuple((point.judgement, point.number) for point in _points(statements, _WIDE))


def _points(statements: Sequence[Judgement], place: _Place) -> list[_Point]:
    """Every statement; the widest clear gaps numbered, as far as their numbers keep apart."""
    points: list[_Point] = []
    for each in statements:
        first, second = (printed_share(share.value) for share in shares_of(each.gap))
        x, y = place.across.at(first), place.up.at(second)
        named = [point for point in points if point.number]
        free = all(hypot(point.x - x, point.y - y) > _DISC + 2 for point in named)
        number = len(named) + 1 if each.clear and free and not _at_edge(y, place) else 0
        points.append(_Point(judgement=each, x=x, y=y, number=number if number <= NUMBERED else 0))
    return points


def _at_edge(y: float, place: _Place) -> bool:
    """Whether a number would stand at the height where the corners say what they are."""
    edge = _CORNER + _DISC / 2
    return not _TOP + edge < y < _TOP + place.side - edge


def _ground(place: _Place) -> Iterator[Shape]:
    """The two quarters in which one team alone is in favour, and the lines."""
    half, top = place.side / 2, _TOP
    for x, y in ((place.left, top), (place.left + half, top + half)):
        yield Bar(x=x, y=y, width=half, height=half, fill=PANEL)
    right, foot = place.left + place.side, top + place.side
    for tick in _TICKS:
        colour, x, y = RULE if tick == 0.5 else GRID, place.across.at(tick), place.up.at(tick)  # noqa: PLR2004 - half
        yield Line(start=(x, top), end=(x, foot), colour=colour)
        yield Line(start=(place.left, y), end=(right, y), colour=colour)
    yield Line(start=(place.left, foot), end=(right, top), colour=RULE, dash=(4, 4))


def _axes(wording: Wording, place: _Place) -> Iterator[Shape]:
    foot = _TOP + place.side
    for tick in _TICKS:
        said = wording.language.percent(tick) if tick == 1 else wording.language.number(tick * 100)
        if tick:
            yield Words(
                x=place.left - 5,
                y=place.up.at(tick) + SMALL * CAP,
                text=said if tick < 1 else wording.language.number(100),
                size=SMALL,
                colour=INK_3,
                anchor="end",
            )
        anchor: Anchor = "end" if tick == 1 else "middle"
        x = place.across.at(tick) + (10 if tick == 1 else 0)
        yield Words(x=x, y=foot + 16, text=said, size=SMALL, colour=INK_3, anchor=anchor)
    for position, middle, anchor, x in (
        (1, 12.0, "start", 0.0),
        (0, foot + 34, "end", place.left + place.side),
    ):
        said = wording.say(f"map.axis.{position}", team=wording.team(position))
        look = Type(
            size=SECONDARY,
            bold=True,
            colour=wording.style(position).strong,
            anchor="end" if anchor == "end" else "start",
        )
        lines = [shortened(said, place.side, SECONDARY, bold=True)]
        yield from whole(said, lines, centred(lines, x=x, middle=middle, look=look))


def _corners(wording: Wording, place: _Place) -> Iterator[Shape]:
    """What it means to stand in each quarter."""
    near, far = place.left + 8, place.left + place.side - 8
    top, foot = _TOP + 11, _TOP + place.side - 11
    one = [wording.say("map.one", team=wording.team(position)) for position in (0, 1)]
    corners: tuple[tuple[str, float, float, Anchor], ...] = (
        (one[1], near, top, "start"),
        (wording.say("map.both"), far, top, "end"),
        (wording.say("map.neither"), near, foot, "start"),
        (one[0], far, foot, "end"),
    )
    for said, x, middle, anchor in corners:
        lines = [shortened(said, place.side / 2 - 16, SMALL)]
        look = Type(size=SMALL, colour=INK_3, anchor=anchor)
        yield from whole(said, lines, centred(lines, x=x, middle=middle, look=look))


def _marks(wording: Wording, points: Sequence[_Point]) -> Iterator[Shape]:
    """Every statement; the arrows of those at one place once, with the one on top."""
    top = {(point.x, point.y): point for point in points}
    for point in points:
        yield _mark(wording, point, on_top=top[point.x, point.y] is point)


def _mark(wording: Wording, point: _Point, *, on_top: bool) -> Shape:
    """Solid in the colour of the more positive team when the gap is clear, else a grey ring."""
    judgement, clear = point.judgement, point.judgement.clear
    said = _said(wording, judgement)
    style = wording.style_of(judgement.gap.difference)
    if point.number:
        mark, number = _disc(wording, point, point.x, point.y)
        return Titled(said, (*(_arrows(point, mark) if on_top else ()), mark, number))
    mark = Mark(
        x=point.x,
        y=point.y,
        form=style.form if clear else Form.CIRCLE,
        colour=style.strong if clear else INK_3,
        size=_MARK,
        hollow=not clear,
    )
    return Titled(said, (*(_arrows(point, mark) if on_top else ()), mark))


def _arrows(point: _Point, mark: Mark) -> Iterator[Shape]:
    """Towards where the share of the first, or of the second team lies, if it is a bound.

    They end beyond any mark, so that those of several statements at one place are one.
    """
    across, up = shares_of(point.judgement.gap)
    yield from bound_arrow(mark, across.bound, tip=_TIP)
    yield from bound_arrow(mark, up.bound, tip=_TIP, upright=True)


def _disc(wording: Wording, point: _Point, x: float, y: float) -> tuple[Mark, Words]:
    style = wording.style_of(point.judgement.gap.difference)
    return (
        Mark(x=x, y=y, form=style.form, colour=style.strong, size=_DISC),
        Words(
            x=x,
            y=y + SMALL * CAP,
            text=str(point.number),
            size=SMALL,
            bold=True,
            colour=PAPER,
            anchor="middle",
        ),
    )


def _listed(
    wording: Wording, points: Sequence[_Point], x: float, top: float, width: float
) -> tuple[list[Shape], float]:
    """The numbered statements by name, and where their list ends."""
    shapes: list[Shape] = []
    if points:
        look = Type(size=SECONDARY, bold=True)
        shapes += centred([wording.say("map.widest")], x=x, middle=top + 12, look=look)
        top += 30
    for point in points:
        lines = label_lines(wording.title(point.judgement.gap.subject), width - x - 28)
        middle = top + max(height_of(lines), LABEL) / 2
        shapes += _disc(wording, point, x + 10, middle)
        shapes += centred(lines, x=x + 28, middle=middle)
        top += height_of(lines) + _ROW
    return shapes, top


def _said(wording: Wording, judgement: Judgement) -> str:
    first, second = shares_of(judgement.gap)
    return wording.say(
        "dumbbell.title",
        item=wording.title(judgement.gap.subject),
        first=wording.team(0),
        first_share=wording.share(first),
        second=wording.team(1),
        second_share=wording.share(second),
        gap=wording.gap(judgement.gap.difference),
    )


def _alt(wording: Wording) -> str:
    found = majorities(wording.report.statements)
    return wording.say(
        "map.alt",
        count=len(wording.report.statements),
        both=found.both,
        neither=found.neither,
        first=wording.team(0),
        a=found.first,
        second=wording.team(1),
        b=found.second,
    )


def _table(wording: Wording) -> Table:
    say = wording.say
    return Table(
        header=(
            say("column.statement"),
            *(say("column.share_of", team=wording.team(position)) for position in (0, 1)),
            say("column.gap"),
            say("column.verdict"),
        ),
        rows=tuple(
            (
                wording.title(each.gap.subject),
                *(wording.share(share) for share in shares_of(each.gap)),
                wording.language.points(each.gap.difference.value),
                wording.verdict(each),
            )
            for each in wording.report.statements
        ),
    )
