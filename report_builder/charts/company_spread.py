"""How many companies of a large panel have which gap on the index, and the mean at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from report_builder.charts.axis import Axis, gap_ticks, grid, printed_points, reach, tick_labels
from report_builder.charts.canvas import Bar, Drawing, Line, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import text_width
from report_builder.charts.rows import gap_sides
from report_builder.charts.style import (
    DISAGREE_MID,
    INK,
    INK_2,
    NARROW,
    PANEL,
    RULE,
    SMALL,
    WIDE,
)
from report_builder.charts.whisker import whisker
from report_builder.charts.wording import Wording
from report_builder.table import Table
from survey.panel import IndexGap

_STEPS = 2
"""Steps of the bars within the smallest gap that matters."""

_HEAD = 40.0
_BARS = 170.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Companies whose gap lies from `low` up to `high`, the last bin's end included."""

    low: float
    high: float
    count: int


def spread_chart(wording: Wording, index: IndexGap) -> Chart:
    """The gaps of many companies, counted by their size."""
    bins = bins_of(index)
    rows = [_said(wording, each) for each in bins if each.count]
    return finished(
        "companies",
        name=wording.say("companies.name"),
        alt=wording.say(
            "companies.alt.many",
            count=len(index.companies),
            mean=wording.gap(index.mean),
            bins="; ".join(rows),
        ),
        table=_table(wording, index, bins),
        drawings=(_drawing(wording, index, bins, WIDE), _drawing(wording, index, bins, NARROW)),
    )


def bins_of(index: IndexGap) -> tuple[Bin, ...]:
    """The companies counted by their gap as printed, in equal steps from end to end."""
    gaps = [printed_points(each.difference.value) for each in index.companies]
    margin = index.margin
    far = reach(margin, gaps)
    edges = np.linspace(-far, far, round(2 * far / margin * _STEPS) + 1)
    counts = np.histogram(gaps, edges)[0].tolist()
    return tuple(
        Bin(low=float(low), high=float(high), count=count)
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    )


def _drawing(wording: Wording, index: IndexGap, bins: tuple[Bin, ...], width: float) -> Drawing:
    axis = Axis(low=bins[0].low, high=bins[-1].high, start=12, end=width - 12)
    foot = _HEAD + _BARS
    ticks = [float(tick) for tick in gap_ticks(axis.high)]
    margin = index.margin
    left, right = axis.at(-margin), axis.at(margin)
    said = wording.say("companies.mean", count=len(index.companies))
    return Drawing(
        width=width,
        height=foot + 88,
        shapes=(
            *gap_sides(wording, axis, width),
            Bar(x=left, y=_HEAD, width=right - left, height=_BARS, fill=PANEL),
            *grid(axis, ticks, _HEAD, foot + 24),
            *_bars(wording, bins, axis, foot),
            Line(start=(axis.start, foot), end=(axis.end, foot), colour=RULE, width=1.5),
            *whisker(index.mean, axis, foot + 13, INK, hollow=False),
            *tick_labels(axis, wording.ticks(gap_ticks(axis.high)), foot + 40),
            Words(x=axis.start, y=foot + 62, text=said, bold=True),
            Words(x=axis.start, y=foot + 80, text=wording.gap(index.mean), bold=True),
        ),
    )


def _bars(wording: Wording, bins: tuple[Bin, ...], axis: Axis, foot: float) -> Iterator[Shape]:
    """A bar for each step that any company is in, its number above it where there is room."""
    highest = max(each.count for each in bins)
    for each in bins:
        if each.count:
            left, right = axis.at(each.low) + 1.5, axis.at(each.high) - 1.5
            height = max(1.5, each.count / highest * (_BARS - 24))
            bar = Bar(x=left, y=foot - height, width=right - left, height=height, fill=DISAGREE_MID)
            yield Titled(_said(wording, each), (bar,))
            number = wording.language.number(each.count)
            if text_width(number, SMALL) <= right - left + 2:
                yield Words(
                    x=(left + right) / 2,
                    y=foot - height - 5,
                    text=number,
                    size=SMALL,
                    colour=INK_2,
                    anchor="middle",
                )


def range_said(wording: Wording, each: Bin) -> str:
    """From where to where its gaps lie, in points."""
    low, high = (wording.language.points(edge, 2) for edge in (each.low, each.high))
    return wording.say("companies.bin", low=low, high=high)


def _said(wording: Wording, each: Bin) -> str:
    return wording.say("companies.bin.row", range=range_said(wording, each), count=each.count)


def _table(wording: Wording, index: IndexGap, bins: tuple[Bin, ...]) -> Table:
    say = wording.say
    mean = f"{say('companies.mean', count=len(index.companies))}: {wording.gap(index.mean)}"
    return Table(
        header=(say("column.gap_range"), say("column.companies")),
        rows=(
            *((range_said(wording, each), wording.language.number(each.count)) for each in bins),
            (mean, ""),
        ),
    )
