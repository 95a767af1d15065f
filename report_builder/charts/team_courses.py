"""How each team answers from wave to wave, theme by theme: the means and the gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from math import ceil, floor

from report_builder.charts.axis import printed_points
from report_builder.charts.canvas import Line, Mark, Shape
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.panels import Frame, Panel, Plot, beside, panel_drawings
from report_builder.charts.rows import team_key
from report_builder.charts.style import RULE
from report_builder.charts.wording import Wording
from report_builder.language import Language, rounded
from report_builder.report import Report
from report_builder.table import Table
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.thresholds import stretch
from survey.trends import Trend
from survey.wave_change import Change, Turn

_BAR = 5.0
_LINE = 2.0
_MARK = 9.0
_BESIDE = 11.0
_STEP = 0.5
"""Of a scale of 1 to 5: where a plot may begin and end."""


def draw(report: Report, language: Language) -> Chart | None:
    """The means of both teams by theme and wave; None where no means of two waves are shown."""
    trend = report.trend
    changes = themes_with_means(trend) if trend else []
    if trend is None or not changes:
        return None
    wording = Wording(report, language)
    waves = [wave.label for wave in trend.waves]
    low, high = edges(changes)
    frame = Frame(waves=waves, low=low, high=high, lines=_lines(low, high))
    panels = [_panel(wording, each, waves) for each in changes]
    return finished(
        "team-courses",
        name=wording.say("courses.name"),
        alt=" ".join(told(wording, each) for each in changes),
        table=_table(wording, changes),
        drawings=panel_drawings(panels, frame, partial(_head, wording)),
    )


def themes_of(trend: Trend) -> tuple[Change, ...]:
    """The index first, where there is one, then the themes."""
    index = () if trend.index is None else (trend.index,)
    return (*index, *trend.dimensions)


def themes_with_means(trend: Trend) -> list[Change]:
    """Those of them whose means are shown then and now."""
    return [
        each
        for each in themes_of(trend)
        if each.then.means is not None and each.now.means is not None
    ]


def theme_named(wording: Wording, change: Change) -> str:
    """The name of a theme; of the index, that it is of all."""
    known = {dimension.id for dimension in wording.report.questionnaire.dimensions}
    return wording.theme(change.subject) if change.subject in known else wording.say("courses.all")


def course_said(wording: Wording, change: Change) -> str:
    """The gap then and now, and what may be said of it."""
    return wording.say(
        "courses.gap",
        then=wording.language.points(change.then.difference.value),
        now=wording.language.points(change.now.difference.value),
        course=wording.language.text(f"page.course.{change.course.value}"),
    )


def _head(wording: Wording, width: float) -> Iterator[Shape]:
    return team_key(wording, x=0, middle=8, width=width)


def _placed(gap: PerceptionGap, mean: Estimate) -> float:
    """A mean as printed, at its place on a scale of 1 to 5."""
    return 1.0 + (printed_points(mean.value) - 1.0) / stretch(gap.points)


def edges(changes: Sequence[Change]) -> tuple[float, float]:
    """Where the plots begin and end, so that all means of all themes stand in them."""
    means = [
        _placed(gap, mean)
        for change in changes
        for _, gap in change.series
        for mean in gap.means or ()
    ]
    low, high = floor(min(means) / _STEP) * _STEP, ceil(max(means) / _STEP) * _STEP
    return max(low - _STEP, 1.0), min(high + _STEP, 5.0)


def _lines(low: float, high: float) -> tuple[float, ...]:
    """The whole points in between."""
    return tuple(float(point) for point in range(ceil(low), floor(high) + 1))


def _panel(wording: Wording, change: Change, waves: Sequence[str]) -> Panel:
    return Panel(
        title=theme_named(wording, change),
        said=turns_said(wording, change),
        clear=any(team.turn is not Turn.NO_CLEAR_CHANGE for team in change.teams),
        tooltip=told(wording, change),
        marks=partial(_marks, wording, change, waves),
    )


def turns_said(wording: Wording, change: Change) -> str:
    """Which team clearly answers more or less favourably than it did."""
    found = [
        wording.say("courses.turn", team=wording.team(place), turn=_turn(wording, team.turn))
        for place, team in enumerate(change.teams)
        if team.turn is not Turn.NO_CLEAR_CHANGE
    ]
    return "; ".join(found) or _turn(wording, Turn.NO_CLEAR_CHANGE)


def _turn(wording: Wording, turn: Turn) -> str:
    return wording.language.text(f"page.turn.{turn.value}")


def _marks(wording: Wording, change: Change, waves: Sequence[str], plot: Plot) -> Iterable[Shape]:
    shown = [
        (waves.index(wave), gap, gap.means) for wave, gap in change.series if gap.means is not None
    ]
    for wave, gap, means in shown:
        ends = [(plot.x(wave), plot.y(_placed(gap, mean))) for mean in means]
        yield Line(start=ends[0], end=ends[1], colour=RULE, width=_BAR)
    for place in (0, 1):
        style = wording.style(place)
        course = [(plot.x(wave), plot.y(_placed(gap, means[place]))) for wave, gap, means in shown]
        for start, end in pairwise(course):
            yield Line(start=start, end=end, colour=style.strong, width=_LINE)
        for x, y in course:
            yield Mark(x=x, y=y, form=style.form, colour=style.strong, size=_MARK)
    yield from _numbers(wording, change, shown[0], plot, "end")
    yield from _numbers(wording, change, shown[-1], plot, "start")


def _numbers(
    wording: Wording,
    change: Change,
    shown: tuple[int, PerceptionGap, tuple[Estimate, Estimate]],
    plot: Plot,
    anchor: str,
) -> Iterator[Shape]:
    """Both means outside of the first or the last mark; bold where the team clearly changed."""
    wave, gap, means = shown
    said = [
        (
            wording.language.number(printed_mean(mean), 1),
            plot.y(_placed(gap, mean)),
            wording.style(place).strong,
            anchor == "start" and change.teams[place].turn is not Turn.NO_CLEAR_CHANGE,
        )
        for place, mean in enumerate(means)
    ]
    x = plot.x(wave) + (_BESIDE if anchor == "start" else -_BESIDE)
    yield from beside(said, x=x, anchor=anchor)


def printed_mean(mean: Estimate) -> Decimal:
    """A mean as the chart writes it."""
    return rounded(mean.value, 1)


def told(wording: Wording, change: Change) -> str:
    """A theme in words: the means of both teams then and now, and what became of the gap."""
    means = [gap.means for gap in (change.then, change.now)]
    then, now = ([printed_mean(mean) for mean in pair] for pair in means if pair is not None)
    return wording.say(
        "courses.told",
        theme=theme_named(wording, change),
        first=wording.team(0),
        first_then=then[0],
        first_now=now[0],
        second=wording.team(1),
        second_then=then[1],
        second_now=now[1],
        gap=course_said(wording, change),
    )


def _table(wording: Wording, changes: Sequence[Change]) -> Table:
    say, language = wording.say, wording.language
    by_team = [
        say(f"column.{column}", team=wording.team(place))
        for place in (0, 1)
        for column in ("mean_of", "share_interval_of")
    ]
    return Table(
        header=(
            say("column.theme"),
            say("column.wave"),
            *by_team,
            say("column.gap"),
            say("column.interval"),
        ),
        rows=tuple(
            (
                theme_named(wording, change),
                wave,
                *(
                    said
                    for mean in gap.means
                    for said in (
                        language.number(printed_mean(mean), 1),
                        language.interval(mean.low, mean.high, 1),
                    )
                ),
                language.points(gap.difference.value),
                wording.gap_interval(gap.difference),
            )
            for change in changes
            for wave, gap in change.series
            if gap.means is not None
        ),
    )
