"""Looking at a finished drawing: its texts, where they stand, and whether any touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

from report_builder.charts import (
    aligned_companies,
    alignment,
    association,
    companies,
    company_states,
    dumbbell,
    expected,
    gap_changes,
    gap_courses,
    gap_strip,
    mirror,
    team_courses,
    theme_answers,
)
from report_builder.charts.chart import Chart
from report_builder.charts.lettering import ASCENT, DESCENT, text_width
from report_builder.language import Language
from report_builder.report import Report

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 0.6
"""Pixels two boxes may share: coordinates are rounded to a tenth."""


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


def charts_of(report: Report, language: Language) -> Iterator[Chart]:
    """Every chart of a report that has something to show, drawn when asked for."""
    draws = (alignment.draw, gap_strip.draw, dumbbell.draw, association.draw, mirror.draw)
    of_companies = (company_states.draw, aligned_companies.draw, companies.draw)
    of_waves = (team_courses.draw, gap_courses.draw, gap_changes.draw)
    for draw in (*draws, expected.draw, *of_companies, *of_waves):
        chart = draw(report, language)
        if chart is not None:
            yield chart
    for dimension in report.questionnaire.dimensions:
        chart = theme_answers.draw(report, language, dimension.id)
        if chart is not None:
            yield chart


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
