"""Figures and tables as the templates take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.charts.chart import Chart
from report_builder.findings import Finding
from report_builder.language import rounded
from report_builder.markup import Markup
from report_builder.pages.voice import Voice
from report_builder.table import Table

Charts = Mapping[str, Chart]
"""The charts of an edition by their id; one that has nothing to show is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart in its frame.

    Attributes:
        id: of the chart: made of identifiers, so it goes on the page as it is.
        heading: what it shows, as far as the answers allow to say.
        about: what is measured, in which unit.
        source: who answered, and notes.
        numbers: the chart as a table.
        formats: in which its drawing and numbers can be taken along.
    """

    id: Markup
    heading: str
    about: str
    source: str
    numbers: Table
    formats: tuple[str, ...]


PLAIN = Markup()
NUMBER = Markup("ar-number")
"""The look of a cell with a number, and of one above such cells."""
WIDE_ONLY = Markup("ar-phone-less")
"""The look of a cell that a phone has no room for."""
WRAPPED = Markup("ar-wraps")
"""The look of a number with more beside it: on a phone it may take two lines."""
WHOLE = Markup("ar-whole")
"""The look of a few words that stand in one line where there is room."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, its CSS classes, and the number it is sorted by, if any."""

    text: str
    look: Markup = PLAIN
    value: float | None = None
    link: Markup = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the first cell of a row is its heading; `filter` names the filter, if any."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filter: str = ""


def figure(
    voice: Voice,
    charts: Charts,
    chart_id: str,
    heading: Finding | None,
    about: str,
) -> Figure | None:
    """The chart of that id in its frame; None where there is no such chart.

    Args:
        voice: says what stands round the chart.
        charts: of this edition.
        chart_id: which.
        heading: what it shows; None for the words of `about` alone.
        about: what is measured.
    """
    chart = charts.get(chart_id)
    if chart is None:
        return None
    return Figure(
        id=Markup(chart.id),
        heading=voice.say(heading) if heading else about,
        about=about if heading else "",
        source=source(voice),
        numbers=chart.table,
        formats=("CSV", "SVG", *(("PNG",) if voice.pictures else ())),
    )


def shown(*figures: Figure | None) -> tuple[str, ...]:
    """The ids of the figures that there are."""
    return tuple(each.id for each in figures if each is not None)


def source(voice: Voice) -> str:
    """Which survey, when, and how many answered in each team."""
    wave = voice.settings.wave
    survey = f"{voice.title}, {wave}" if wave else voice.title
    answered = [entry.answered for entry in voice.report.response]
    told: dict[str, int | str] = {
        "survey": survey,
        "first": voice.team(0),
        "second": voice.team(1),
        "first_answered": answered[0],
        "second_answered": answered[1],
    }
    if voice.report.panel is not None:
        return voice.text("source.panel", count=voice.report.panel.companies, **told)
    return voice.text("source", **told)


def number(text: str, value: float, decimals: int, look: Markup = PLAIN) -> Cell:
    """A cell with a number, sorted by it as printed: no decimal or sign beyond goes on a page."""
    shown = rounded(value, decimals)
    return Cell(text, both(NUMBER, look), float(shown) if decimals else int(shown))


def both(one: Markup, other: Markup) -> Markup:
    """Two looks at once."""
    return Markup(f"{one} {other}".strip())
