"""The gap of each theme from wave to wave, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from math import ceil, floor

from report_builder.charts.axis import ONE_TO_FIVE, printed_points
from report_builder.charts.canvas import Bar, Line, Mark, Shape
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import fitted
from report_builder.charts.panels import Frame, Panel, Plot, beside, panel_drawings
from report_builder.charts.rows import Type, centred, whole
from report_builder.charts.style import INK, INK_2, INK_3, PANEL, SECONDARY, Form
from report_builder.charts.team_courses import course_said, theme_named, themes_of
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.course import Course
from survey.gaps import PerceptionGap
from survey.wave_change import Change

_LINE = 1.5
_MARK = 6.0
_BESIDE = 11.0

LEAST_REACH = 1.0
"""How far a plot goes to either side at the least, on a scale of 1 to 5."""


def draw(report: Report, language: Language) -> Chart | None:
    """The gaps of themes by wave; None where no theme is compared."""
    trend = report.trend
    changes = () if trend is None else themes_of(trend)
    if trend is None or not changes:
        return None
    wording = Wording(report, language)
    waves = [wave.label for wave in trend.waves]
    far = max(ceil(max(map(abs, _values(changes))) / ONE_TO_FIVE) * ONE_TO_FIVE, LEAST_REACH)
    lines = [float(point) for point in range(-floor(far), floor(far) + 1)]
    frame = Frame(waves=waves, low=-far, high=far, lines=lines)
    panels = [_panel(wording, each, waves) for each in changes]
    return finished(
        "gap-courses",
        name=wording.say("gap_courses.name"),
        alt=" ".join(each.tooltip for each in panels),
        table=_table(wording, changes),
        drawings=panel_drawings(panels, frame, partial(_head, wording)),
    )


def _scaled(gap: PerceptionGap, value: float) -> float:
    """A gap as printed; on another scale than 1 to 5 stretched to it."""
    return printed_points(value) * ONE_TO_FIVE / gap.margin


def _values(changes: Iterable[Change]) -> list[float]:
    return [
        _scaled(gap, value)
        for change in changes
        for _, gap in change.series
        for value in (gap.difference.low, gap.difference.high)
    ]


def _head(wording: Wording, width: float) -> Iterator[Shape]:
    """Which team is the more positive one above and below the middle."""
    for place, arrow, x in ((0, "above", 0.0), (1, "below", width / 2)):
        more = partial(_more_positive, wording, arrow)
        look = Type(size=SECONDARY, bold=True, colour=wording.style(place).strong)
        lines = fitted(more, wording.team(place), width / 2 - 8, SECONDARY, bold=True)
        shapes = centred(lines, x=x, middle=8, look=look)
        yield from whole(more(wording.team(place)), lines, shapes)


def _more_positive(wording: Wording, arrow: str, team: str) -> str:
    return wording.say(f"gap_courses.{arrow}", team=team)


def _panel(wording: Wording, change: Change, waves: Sequence[str]) -> Panel:
    return Panel(
        title=theme_named(wording, change),
        said=course_said(wording, change),
        clear=change.course is not Course.NO_CLEAR_CHANGE,
        tooltip=_told(wording, change),
        marks=partial(_marks, wording, change, waves),
    )


def _marks(wording: Wording, change: Change, waves: Sequence[str], plot: Plot) -> Iterator[Shape]:
    yield Bar(
        x=plot.start,
        y=plot.y(ONE_TO_FIVE),
        width=plot.end - plot.start,
        height=plot.y(-ONE_TO_FIVE) - plot.y(ONE_TO_FIVE),
        fill=PANEL,
    )
    yield Line(start=(plot.start, plot.y(0)), end=(plot.end, plot.y(0)), colour=INK_3)
    shown = [(waves.index(wave), gap) for wave, gap in change.series]
    for wave, gap in shown:
        x, difference = plot.x(wave), gap.difference
        ends = [(x, plot.y(_scaled(gap, bound))) for bound in (difference.low, difference.high)]
        yield Line(start=ends[0], end=ends[1], colour=INK_2, width=_LINE)
    for (wave, gap), (after, next_gap) in pairwise(shown):
        yield Line(
            start=(plot.x(wave), plot.y(_scaled(gap, gap.difference.value))),
            end=(plot.x(after), plot.y(_scaled(next_gap, next_gap.difference.value))),
            colour=INK_2,
            width=_LINE,
            dash=(2, 3),
        )
    for wave, gap in shown:
        y = plot.y(_scaled(gap, gap.difference.value))
        yield Mark(x=plot.x(wave), y=y, form=Form.CIRCLE, colour=INK, size=_MARK)
    for (wave, gap), anchor in ((shown[0], "end"), (shown[-1], "start")):
        said = wording.language.points(gap.difference.value)
        y = plot.y(_scaled(gap, gap.difference.value))
        x = plot.x(wave) + (_BESIDE if anchor == "start" else -_BESIDE)
        clear = anchor == "start" and change.course is not Course.NO_CLEAR_CHANGE
        yield from beside([(said, y, INK_2, clear)], x=x, anchor=anchor)


def _told(wording: Wording, change: Change) -> str:
    """A theme in words: its gap then and now with their intervals, and what may be said."""
    return wording.say(
        "gap_courses.told",
        theme=theme_named(wording, change),
        then=wording.gap(change.then.difference),
        now=wording.gap(change.now.difference),
        course=wording.language.text(f"page.course.{change.course.value}"),
    )


def _table(wording: Wording, changes: Sequence[Change]) -> Table:
    say = wording.say
    columns = ("theme", "wave", "gap", "interval")
    return Table(
        header=tuple(say(f"column.{column}") for column in columns),
        rows=tuple(
            (
                theme_named(wording, change),
                wave,
                wording.language.points(gap.difference.value),
                wording.gap_interval(gap.difference),
            )
            for change in changes
            for wave, gap in change.series
        ),
    )
