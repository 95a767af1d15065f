"""Looking at a finished drawing: its texts, where they stand, and whether any touch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

from report_builder.charts.chart import Chart
from report_builder.charts.lettering import text_width
from report_builder.charts.style import NARROW, SMALLEST, THEME_WIDE, WIDE
from report_builder.charts.svg import MARGIN

SVG = "{http://www.w3.org/2000/svg}"
ASCENT = 0.76
DESCENT = 0.22
"""Height above and below the baseline that a line of text fills, in parts of its size."""

SLACK = 0.6
"""Pixels two boxes may share: coordinates are rounded to a tenth."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text of a drawing with the room it takes."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: TextBox) -> bool:
        """Whether the two texts overlap."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK and down > SLACK


def faults(chart: Chart) -> list[str]:
    """What is wrong with the looks of a chart, on a page and alone; [] when it can be read."""
    wide = THEME_WIDE if chart.id.startswith("answers-") else WIDE
    widths = (wide, NARROW, wide + 2 * MARGIN)
    found = [
        f"{chart.id}: {fault}"
        for svg, width in zip((chart.wide, chart.narrow, chart.standalone), widths, strict=True)
        for fault in drawing_faults(svg, width)
    ]
    twice = {
        name for name, times in Counter(ids(chart.wide) + ids(chart.narrow)).items() if times > 1
    }
    return [*found, *(f"{chart.id}: id {name} twice" for name in sorted(twice))]


def drawing_faults(svg: str, width: float) -> list[str]:
    """What is wrong with one drawing that should be so many pixels wide."""
    return [
        *([] if size_of(svg)[0] == width else [f"not {width} wide"]),
        *(f"outside: {box}" for box in outside(svg)),
        *(f"touch: {pair}" for pair in overlaps(svg)),
        *(f"small: {box}" for box in text_boxes(svg) if box.size < SMALLEST),
        *(f"leaves: {place}" for place in strays(svg)),
    ]


def parsed(svg: str) -> ET.Element:
    """The drawing as XML; fails when it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314 - what we wrote ourselves


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing."""
    _, _, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    return width, height


def text_boxes(svg: str) -> list[TextBox]:
    """Every text of the drawing."""
    return [_box(element) for element in parsed(svg).iter(f"{SVG}text")]


def overlaps(svg: str) -> list[tuple[str, str]]:
    """The pairs of texts that overlap."""
    pairs = combinations(text_boxes(svg), 2)
    return [(one.text, other.text) for one, other in pairs if one.touches(other)]


def outside(svg: str) -> list[TextBox]:
    """The texts that leave the canvas."""
    left, top, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    return [
        box
        for box in text_boxes(svg)
        if box.left < left - SLACK
        or box.right > left + width + SLACK
        or box.top < top - SLACK
        or box.bottom > top + height + SLACK
    ]


def strays(svg: str) -> list[tuple[float, float]]:
    """Where lines, bars and marks leave the canvas, but for half the width of a line."""
    left, top, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    return [
        (x, y)
        for x, y, around in _places(svg)
        if not (left - around <= x <= left + width + around)
        or not (top - around <= y <= top + height + around)
    ]


def _places(svg: str) -> Iterator[tuple[float, float, float]]:
    """Corners of lines and bars with half a line's width; left, right, top and foot of marks."""
    drawing = parsed(svg)
    defined = {path for each in drawing.iter(f"{SVG}defs") for path in each.iter(f"{SVG}path")}
    for path in drawing.iter(f"{SVG}path"):
        if path not in defined:
            half = float(path.get("stroke-width", 1)) / 2 + SLACK
            numbers = [float(each) for each in _NUMBER.findall(path.attrib["d"])]
            yield from ((x, y, half) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    for use in drawing.iter(f"{SVG}use"):
        x, y, half = float(use.attrib["x"]), float(use.attrib["y"]), 4.0
        yield from (
            (x + across, y + down, SLACK) for across, down in ((half, half), (-half, -half))
        )


def closest_marks(svg: str) -> float:
    """How near the middles of two marks come to each other, in pixels."""
    uses = parsed(svg).iter(f"{SVG}use")
    places = [(float(use.attrib["x"]), float(use.attrib["y"])) for use in uses]
    return min(hypot(x - u, y - v) for (x, y), (u, v) in combinations(places, 2))


def ids(svg: str) -> list[str]:
    """Every id of the drawing."""
    return re.findall(r' id="([^"]+)"', svg)


def _box(element: ET.Element) -> TextBox:
    text, look = element.text or "", element.attrib
    size = float(look["font-size"])
    width = text_width(text, size, bold=look.get("font-weight") == "600")
    x, y = float(look["x"]), float(look["y"])
    part = {"end": 1.0, "middle": 0.5, "start": 0.0}
    left = x - width * part[look.get("text-anchor", "start")]
    return TextBox(text, size, left, y - ASCENT * size, left + width, y + DESCENT * size)
