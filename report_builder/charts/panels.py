"""Small multiples: a panel for each theme, in rows; what stands in a panel is the chart's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.canvas import Drawing, Line, Shape, Titled
from report_builder.charts.lettering import shortened
from report_builder.charts.rows import (
    LEADING,
    Type,
    centred,
    height_of,
    label_lines,
    paragraph,
)
from report_builder.charts.style import (
    GRID,
    INK,
    INK_3,
    LABEL,
    NARROW,
    RULE,
    SECONDARY,
    SMALLEST,
    WIDE,
    Colour,
)

PLOT = 104.0
_HEAD = 30.0
_UNDER = 20.0
_BETWEEN = 26.0
_LEAST_APART = SECONDARY * LEADING
_INSET = 42.0
_MARGIN = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The room of a panel's marks: waves from left to right, values from `low` up to `high`."""

    left: float
    right: float
    top: float
    waves: int
    low: float
    high: float

    @property
    def start(self) -> float:
        """Where lines across the plot begin: beside them stand the numbers."""
        return self.left + _INSET - _MARGIN

    @property
    def end(self) -> float:
        """Where lines across the plot end."""
        return self.right - _INSET + _MARGIN

    def x(self, wave: int) -> float:
        """Where a wave stands."""
        first, last = self.left + _INSET, self.right - _INSET
        return first + (last - first) * wave / (self.waves - 1)

    def y(self, value: float) -> float:
        """Where a value stands; one beyond the plot stands at its edge."""
        kept = min(max(value, self.low), self.high)
        return self.top + PLOT * (self.high - kept) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A theme: its name, what changed in a few words, and how it is drawn.

    `clear` is what may be said of the change; `marks` draws it, `tooltip` tells it.
    """

    title: str
    said: str
    clear: bool
    tooltip: str
    marks: Callable[[Plot], Iterable[Shape]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all panels share: the labels of the waves, and the values at the edges of a plot."""

    waves: Sequence[str]
    low: float
    high: float
    lines: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    width: float
    columns: int
    space: float

    @property
    def column(self) -> float:
        return (self.width - (self.columns - 1) * self.space) / self.columns


_WIDE = _Layout(width=WIDE, columns=4, space=24)
_NARROW = _Layout(width=NARROW, columns=2, space=16)


def panel_drawings(
    panels: Sequence[Panel], frame: Frame, head: Callable[[float], Iterable[Shape]]
) -> tuple[Drawing, Drawing]:
    """The wide and the narrow drawing; `head` draws what stands above all, given the width."""
    return _drawing(panels, frame, head, _WIDE), _drawing(panels, frame, head, _NARROW)


def beside(
    said: Sequence[tuple[str, float, Colour, bool]], *, x: float, anchor: str
) -> Iterator[Shape]:
    """The numbers beside marks: text, height, colour, whether bold; none on another."""
    heights = _apart([height for _, height, _, _ in said])
    for (text, _, colour, bold), middle in zip(said, heights, strict=True):
        look = Type(
            size=SECONDARY, bold=bold, colour=colour, anchor="end" if anchor == "end" else "start"
        )
        yield from centred([text], x=x, middle=middle, look=look)


def _apart(heights: Sequence[float]) -> list[float]:
    """Two heights moved apart as far as two lines of text need; one stays."""
    if len(heights) == 1 or abs(heights[0] - heights[1]) >= _LEAST_APART:
        return list(heights)
    middle, half = sum(heights) / 2, _LEAST_APART / 2
    first_above = heights[0] <= heights[1]
    return [middle - half, middle + half] if first_above else [middle + half, middle - half]


def _drawing(
    panels: Sequence[Panel],
    frame: Frame,
    head: Callable[[float], Iterable[Shape]],
    layout: _Layout,
) -> Drawing:
    shapes = list(head(layout.width))
    top = _HEAD
    for start in range(0, len(panels), layout.columns):
        row = panels[start : start + layout.columns]
        above = max(height_of(_title(each, layout.column)) for each in row) + 10
        above += max(height_of(_said(each, layout.column), SECONDARY) for each in row)
        for place, panel in enumerate(row):
            left = place * (layout.column + layout.space)
            plot = Plot(
                left=left,
                right=left + layout.column,
                top=top + above,
                waves=len(frame.waves),
                low=frame.low,
                high=frame.high,
            )
            shapes += _panel(panel, plot, top, frame)
        top += above + PLOT + _UNDER + _BETWEEN
    return Drawing(width=layout.width, height=top - _BETWEEN + 4, shapes=tuple(shapes))


def _title(panel: Panel, width: float) -> tuple[str, ...]:
    return label_lines(panel.title, width, bold=True)


def _said(panel: Panel, width: float) -> tuple[str, ...]:
    return label_lines(panel.said, width, size=SECONDARY, bold=panel.clear)


def _panel(panel: Panel, plot: Plot, top: float, frame: Frame) -> Iterator[Shape]:
    width = plot.right - plot.left
    title = _title(panel, width)
    yield from paragraph(title, x=plot.left, top=top, look=Type(size=LABEL, bold=True))
    look = Type(size=SECONDARY, bold=panel.clear, colour=INK if panel.clear else INK_3)
    below = top + height_of(title) + 2
    yield from paragraph(_said(panel, width), x=plot.left, top=below, look=look)
    for value in frame.lines:
        y = plot.y(value)
        colour = RULE if value == 0 else GRID
        yield Line(start=(plot.start, y), end=(plot.end, y), colour=colour)
    yield Titled(panel.tooltip, tuple(panel.marks(plot)))
    yield from _waves(frame.waves, plot)


def _waves(waves: Sequence[str], plot: Plot) -> Iterator[Shape]:
    """The labels of the first and of the last wave, under their marks."""
    room = (plot.right - plot.left) / 2 - 4
    for label, x, anchor in ((waves[0], plot.left, "start"), (waves[-1], plot.right, "end")):
        look = Type(size=SMALLEST, colour=INK_3, anchor="start" if anchor == "start" else "end")
        fitting = shortened(label, room, SMALLEST)
        yield from centred([fitting], x=x, middle=plot.top + PLOT + _UNDER / 2 + 2, look=look)
