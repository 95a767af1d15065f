"""Lines from wave to wave that a presentation can edit: small, several on a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_builder.charts.style import GRID, RULE, Form
from report_builder.downloads.deck.charts import add_chart, paint, write_title
from report_builder.downloads.deck.letters import Look, set_font
from report_builder.downloads.deck.room import Room
from report_builder.downloads.deck.slide import Lines, Series

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.series import LineSeries
    from pptx.slide import Slide

HEAD, LABEL = 11.0, 10.0
"""Sizes of text, in points."""

WIDTH, MARK = 2.0, 7
"""Of a line and its marks, in points."""


def write_lines(slide: Slide, room: Room, lines: Lines, look: Look) -> None:
    """The lines as a chart in that room."""
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - an extra

    chart = add_chart(slide, room, XL_CHART_TYPE.LINE_MARKERS, lines)
    set_font(chart.font, look, size=LABEL, colour=look.second)
    chart.has_legend = False
    write_title(chart, lines.title, look, HEAD)
    _dress_axes(chart, lines)
    for place, written in enumerate(chart.plots[0].series):
        _dress(written, lines.series[place])
        _label_ends(written, lines, place, look)


def _dress_axes(chart: Chart, lines: Lines) -> None:
    """Lines at whole points, and below them the first and the last category alone."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415 - an extra
    from pptx.oxml import parse_xml  # noqa: PLC0415 - an extra

    names, numbers = chart.category_axis, chart.value_axis
    names.major_tick_mark = numbers.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    paint(names.format.line.fill, RULE)
    numbers.minimum_scale, numbers.maximum_scale, numbers.major_unit = lines.low, lines.high, 1
    numbers.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    numbers.has_major_gridlines = True
    paint(numbers.major_gridlines.format.line.fill, GRID)
    numbers.format.line.fill.background()
    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    skipped = max(1, len(lines.categories) - 1)
    (before,) = chart.element.xpath(".//c:catAx/c:noMultiLvlLbl")
    before.addprevious(parse_xml(f'<c:tickLblSkip {space} val="{skipped}"/>'))
    (blanks,) = chart.element.xpath(".//c:dispBlanksAs")
    blanks.set("val", "span")


def _dress(written: LineSeries, series: Series) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415 - an extra
    from pptx.util import Pt  # noqa: PLC0415 - an extra

    forms = {Form.CIRCLE: XL_MARKER_STYLE.CIRCLE, Form.DIAMOND: XL_MARKER_STYLE.DIAMOND}
    written.smooth = False
    written.format.line.width = Pt(WIDTH)
    paint(written.format.line.fill, series.colour)
    written.marker.style, written.marker.size = forms[series.form], MARK
    paint(written.marker.format.fill, series.colour)
    paint(written.marker.format.line.fill, series.colour)


def _label_ends(written: LineSeries, lines: Lines, place: int, look: Look) -> None:
    """The first and the last value, the higher of both lines above and the lower below."""
    from pptx.enum.chart import XL_LABEL_POSITION as AT  # noqa: PLC0415 - an extra

    own, other = lines.series[place], lines.series[1 - place]
    told = [at for at, value in enumerate(own.values) if value is not None]
    for at in {told[0], told[-1]}:
        ahead = (own.values[at] or 0, -place) > (other.values[at] or 0, place - 1)
        label = written.points[at].data_label
        label.position = AT.ABOVE if ahead else AT.BELOW
        set_font(label.font, look, size=LABEL, bold=True, colour=own.colour)
