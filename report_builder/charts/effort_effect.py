"""Effort and effect: each recommended action by its number, at what it takes and may bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.apart import Column, kept_apart
from report_builder.charts.axis import Axis
from report_builder.charts.canvas import Bar, Drawing, Line, Mark, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.rows import CAP, Entry, Type, centred, key, key_width, label_lines
from report_builder.charts.style import (
    ACTION,
    ACTION_WASH,
    GRID,
    INK_2,
    INK_3,
    NARROW,
    PAPER,
    RULE,
    SECONDARY,
    SMALL,
    WIDE,
    Form,
)
from report_builder.charts.wording import Wording
from report_builder.findings import say
from report_builder.findings.actions import effort_heading
from report_builder.language import Language, rounded
from report_builder.lever_file import HARDEST
from report_builder.recommendations import Bucket, Recommendation, do_now_from
from report_builder.report import Report
from report_builder.table import Table

FEWEST = 3
"""The fewest actions that are drawn: fewer are read faster in their list."""

EFFORTS = range(1, HARDEST + 1)
_TOPS = (50, 75, 100)
TICK = 25
_DISC = 20.0
_APART = 21.0
"""From the middle of a mark to that of the next, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where things stand in one drawing, which is as wide as it ends on the right."""

    width: int
    height: float
    left: float
    top: float
    foot: float
    key: float

    @property
    def column(self) -> float:
        """The width of the column of an effort."""
        return (self.width - self.left) / HARDEST

    def middle(self, effort: int) -> float:
        """The middle of the column of an effort."""
        return self.left + (effort - 0.5) * self.column

    def up(self, actions: Sequence[Recommendation]) -> Axis:
        """Effects from the foot upwards, as far as they go."""
        return Axis(low=0, high=top_of(actions), start=self.foot, end=self.top + _DISC / 2)


_WIDE = _Place(width=WIDE, height=452, left=35, top=34, foot=402, key=12)
_NARROW = _Place(width=NARROW, height=352, left=30, top=54, foot=292, key=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """An action in its place."""

    action: Recommendation
    rank: int
    x: float
    y: float


def draw(report: Report, language: Language) -> Chart | None:
    """All recommended actions; None with fewer than three."""
    if len(report.recommendations) < FEWEST:
        return None
    wording = Wording(report, language)
    return finished(
        "effort-effect",
        name=wording.say("effort.name"),
        alt=_alt(wording),
        table=_table(wording),
        drawings=(_drawing(wording, _WIDE), _drawing(wording, _NARROW)),
    )


def top_of(actions: Sequence[Recommendation]) -> int:
    """Where the axis of effects ends."""
    highest = max(map(effect_of, actions))
    return next(each for each in _TOPS if highest <= each)


def effect_of(action: Recommendation) -> int:
    """Need x confidence, 0 to 100, of the need as it is printed: no drawing tells more of it."""
    return int(rounded(float(rounded(action.need, 2)) * action.confidence * 100, 0))


def _drawing(wording: Wording, place: _Place) -> Drawing:
    actions = wording.report.recommendations
    up = place.up(actions)
    return Drawing(
        width=place.width,
        height=place.height,
        shapes=(
            *_ground(place, up),
            *_axes(wording, place, up),
            *_key(wording, place),
            *(_mark(wording, each) for each in _points(actions, place, up)),
        ),
    )


def _points(actions: Sequence[Recommendation], place: _Place, up: Axis) -> Iterator[_Point]:
    """The actions by rank, each as near its place as its column has room; left out where none."""
    column = Column(
        aside=(place.column - _APART) / 2,
        top=place.top + _DISC / 2,
        foot=place.foot - _DISC / 2 - 1,
    )
    wanted = ((place.middle(each.lever.effort), up.at(effect_of(each))) for each in actions)
    spots = kept_apart(wanted, column, _APART)
    for rank, (action, spot) in enumerate(zip(actions, spots, strict=True), start=1):
        if spot is not None:
            yield _Point(action=action, rank=rank, x=spot[0], y=spot[1])


def _ground(place: _Place, up: Axis) -> Iterator[Shape]:
    """Where an action is to be done now, and the lines."""
    for effort in EFFORTS:
        start = do_now_from(effort)
        if start < up.high:
            x, height = place.middle(effort) - place.column / 2, up.at(start) - place.top
            yield Bar(x=x, y=place.top, width=place.column, height=height, fill=ACTION_WASH)
    for tick in range(0, int(up.high) + 1, TICK):
        y, colour = up.at(tick), GRID if tick else RULE
        yield Line(start=(place.left, y), end=(place.width, y), colour=colour)
    for effort in EFFORTS[1:]:
        x = place.middle(effort) - place.column / 2
        yield Line(start=(x, place.top), end=(x, place.foot), colour=GRID)


def _axes(wording: Wording, place: _Place, up: Axis) -> Iterator[Shape]:
    for tick in range(0, int(up.high) + 1, TICK):
        yield Words(
            x=place.left - 6,
            y=up.at(tick) + SMALL * CAP,
            text=wording.language.number(tick),
            size=SMALL,
            colour=INK_3,
            anchor="end",
        )
    look = Type(size=SMALL, colour=INK_3, anchor="middle")
    deepest = 1
    for effort in EFFORTS:
        lines = label_lines(_effort(wording, effort), place.column - 6, size=SMALL)
        deepest = max(deepest, len(lines))
        middle = place.foot + 6 + len(lines) * 7
        yield from centred(lines, x=place.middle(effort), middle=middle, look=look)
    bold = Type(size=SECONDARY, bold=True, colour=INK_2)
    yield from centred([wording.say("effort.axis.effect")], x=0, middle=12, look=bold)
    end = Type(size=SECONDARY, bold=True, colour=INK_2, anchor="end")
    said, middle = wording.say("effort.axis.effort"), place.foot + 18 + deepest * 14
    yield from centred([said], x=place.width, middle=middle, look=end)


def _key(wording: Wording, place: _Place) -> Iterator[Shape]:
    """Which marks are to be done now, on the right above the columns."""
    entries = (
        Entry(
            said=wording.language.text(f"page.bucket.{Bucket.DO_NOW}"),
            form=Form.CIRCLE,
            colour=ACTION,
        ),
        Entry(
            said=wording.say("effort.later"),
            form=Form.CIRCLE,
            colour=INK_3,
            hollow=True,
        ),
    )
    x = place.width - key_width(entries, SECONDARY) if place.key == _WIDE.key else 0
    yield from key(entries, x=x, middle=place.key, width=place.width - x, size=SECONDARY)


def _mark(wording: Wording, point: _Point) -> Shape:
    """A number on a solid mark where the action is to be done now, else in a ring."""
    now = point.action.bucket is Bucket.DO_NOW
    mark = Mark(
        x=point.x,
        y=point.y,
        form=Form.CIRCLE,
        colour=ACTION if now else INK_3,
        size=_DISC,
        hollow=not now,
    )
    number = Words(
        x=point.x,
        y=point.y + SMALL * CAP,
        text=str(point.rank),
        size=SMALL,
        bold=True,
        colour=PAPER if now else INK_2,
        anchor="middle",
    )
    return Titled(_said(wording, point.action, point.rank), (mark, number))


def _effort(wording: Wording, effort: int) -> str:
    return wording.language.text(f"page.effort.{effort}")


def _said(wording: Wording, action: Recommendation, rank: int) -> str:
    return wording.say(
        "effort.action",
        rank=rank,
        title=wording.label(action.lever.title),
        effort=_effort(wording, action.lever.effort),
        effect=effect_of(action),
    )


def _alt(wording: Wording) -> str:
    """What the heading says, then the actions of each effort by rank: their titles are below."""
    report = wording.report
    return wording.say(
        "effort.alt",
        found=say(effort_heading(report), wording.language, report.questionnaire),
        actions=" ".join(_efforts_told(wording)),
    )


def _efforts_told(wording: Wording) -> Iterator[str]:
    ranked = list(enumerate(wording.report.recommendations, start=1))
    for effort in EFFORTS:
        found = [
            wording.say("effort.alt.action", rank=rank, effect=effect_of(each))
            for rank, each in ranked
            if each.lever.effort == effort
        ]
        if found:
            listed = wording.language.listing(found)
            said = _effort(wording, effort)
            yield wording.say("effort.alt.effort", effort=said, actions=listed)


def _table(wording: Wording) -> Table:
    actions = wording.report.recommendations
    return Table(
        header=tuple(
            wording.say(f"column.{each}") for each in ("rank", "action", "effort", "effect", "when")
        ),
        rows=tuple(
            (
                str(rank),
                wording.label(each.lever.title),
                _effort(wording, each.lever.effort),
                wording.language.number(effect_of(each)),
                wording.language.text(f"page.bucket.{each.bucket}"),
            )
            for rank, each in enumerate(actions, start=1)
        ),
    )
