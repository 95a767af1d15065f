"""A chart as the pages take it: two drawings, the words that replace it, its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.charts.canvas import Drawing
from report_builder.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart in one language.

    Attributes:
        id: unique on the site; prefix of every id inside the drawings.
        wide, narrow: SVG text, 880 (of a theme 800) and 360 px wide, colours as CSS variables
            with fallback.
        standalone: the wide drawing with plain colours, for download.
        drawing: the wide drawing itself, for `png`.
        alt: the finding in words, for those who do not see the chart.
        table: the numbers under the chart.
    """

    id: str
    wide: str
    narrow: str
    standalone: str
    drawing: Drawing
    alt: str
    table: Table
