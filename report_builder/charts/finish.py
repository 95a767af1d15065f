"""From two drawings, their words and their numbers to a finished chart."""

from __future__ import annotations

from report_builder.charts.canvas import Drawing
from report_builder.charts.chart import Chart
from report_builder.charts.svg import svgs
from report_builder.table import Table


def finished(
    chart_id: str, *, name: str, alt: str, table: Table, drawings: tuple[Drawing, Drawing]
) -> Chart:
    """The chart with both drawings painted.

    Args:
        chart_id: unique on the site; the ids of the drawings begin with it.
        name: what the chart is, in a few words: its accessible name.
        alt: what it shows.
        table: its numbers as shown.
        drawings: 880 and 360 pixels wide.
    """
    wide, narrow = drawings
    painted = svgs(wide, prefix=f"{chart_id}-w", name=name, alt=alt)
    return Chart(
        id=chart_id,
        wide=painted.inline,
        narrow=svgs(narrow, prefix=f"{chart_id}-n", name=name, alt=alt).inline,
        standalone=painted.standalone,
        drawing=wide,
        alt=alt,
        table=table,
    )
