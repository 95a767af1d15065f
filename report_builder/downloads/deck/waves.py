"""What changed from wave to wave, as lines and bars to edit; all numbers as printed."""

from __future__ import annotations

from report_builder.charts.axis import printed_points, reach
from report_builder.charts.style import INK, INK_2, NEUTRAL_EDGE
from report_builder.charts.team_courses import (
    edges,
    printed_mean,
    theme_named,
    themes_with_means,
    told,
    turns_said,
)
from report_builder.charts.wording import Wording
from report_builder.downloads.deck.share_bars import SIGNED, Native, teams_key
from report_builder.downloads.deck.slide import Bars, Lines, Series
from report_builder.pages.voice import Voice
from survey.course import Course
from survey.estimates import Estimate
from survey.thresholds import stretch
from survey.trends import Trend
from survey.wave_change import Change

MOST_THEMES = 10
"""More lines are smaller than can be read."""

STATEMENTS = 8
POINTS = "0.0"
"""How means are written, as spreadsheets write forms."""


def team_courses(voice: Voice, wording: Wording, trend: Trend) -> Native | None:
    """The means of both teams from wave to wave, a small chart a theme; None of too many."""
    themes = themes_with_means(trend)
    if len(themes) > MOST_THEMES:
        return None
    low, high = edges(themes)
    charts = tuple(_lines(wording, trend, each, low, high) for each in themes)
    return Native(charts, teams_key(wording), voice.text("deck.courses"))


def _lines(wording: Wording, trend: Trend, change: Change, low: float, high: float) -> Lines:
    means = {wave: gap.means for wave, gap in change.series}
    waves = tuple(wave.label for wave in trend.waves)
    points = change.now.points
    first, second = (
        Series(
            name=wording.team(place),
            values=tuple(_mean(means.get(wave), place) for wave in waves),
            colour=wording.style(place).strong,
            form=wording.style(place).form,
        )
        for place in (0, 1)
    )
    return Lines(
        categories=waves,
        series=(first, second),
        low=_on_scale(low, points),
        high=_on_scale(high, points),
        labels=POINTS,
        title=(theme_named(wording, change), turns_said(wording, change)),
        alt=told(wording, change),
    )


def _mean(means: tuple[Estimate, Estimate] | None, place: int) -> float | None:
    return None if means is None else float(printed_mean(means[place]))


def _on_scale(edge: float, points: int) -> float:
    """A place on a scale of 1 to 5, on a scale of so many points.

    >>> _on_scale(4.5, 7)
    6.25
    """
    return 1.0 + (edge - 1.0) * stretch(points)


def gap_changes(voice: Voice, wording: Wording, trend: Trend) -> Native:
    """The gaps that changed most, then and now; the change beside the statement."""
    shown = trend.statements[:STATEMENTS]
    key = ((trend.before, NEUTRAL_EDGE), (trend.last, INK_2))
    gaps = [[each.then for each in shown], [each.now for each in shown]]
    values = [tuple(printed_points(gap.difference.value) for gap in wave) for wave in gaps]
    far = reach(max(each.now.margin for each in shown), [value for row in values for value in row])
    chart = Bars(
        categories=tuple(_changed(voice, wording, each) for each in shown),
        series=tuple(
            Series(name=name, values=row, colour=colour, ink=INK)
            for (name, colour), row in zip(key, values, strict=True)
        ),
        stacked=False,
        low=-far,
        high=far,
        step=1,
        form="",
        labels=SIGNED,
    )
    teams = {"first": voice.team(0), "second": voice.team(1)}
    return Native((chart,), key, voice.text("deck.changes", **teams))


def _changed(voice: Voice, wording: Wording, change: Change) -> str:
    """The statement with its change, and what is clear of it."""
    said = f"{wording.title(change.subject)} · {wording.gap(change.gap)}"
    if change.course is Course.NO_CLEAR_CHANGE:
        return said
    return f"{said}, {voice.text(f'course.{change.course.value}')}"
