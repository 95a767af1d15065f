"""Marks at two numbers each that a presentation can edit, each with its name in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from report_builder.charts.style import GRID, PAPER, RULE, Form
from report_builder.downloads.deck.charts import SHEET, paint, with_workbook
from report_builder.downloads.deck.letters import Look, set_font
from report_builder.downloads.deck.room import INCH, Room
from report_builder.downloads.deck.slide import Marks, Points, Scale
from report_builder.downloads.workbook import UNDATED
from report_builder.readable import readable

if TYPE_CHECKING:
    from pptx.chart.axis import ValueAxis
    from pptx.chart.chart import Chart
    from pptx.chart.series import XySeries
    from pptx.slide import Slide

LABEL = 11.0
"""The size of text, in points."""

THIN = 0.75
"""The width of a line, in points."""

PLOT = (0.15, 0.02, 0.82, 0.82)
"""Where the marks stand in a chart: left, top, width and height, in parts of it."""

_SPACES = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def write_points(slide: Slide, room: Room, points: Points, look: Look) -> None:
    """The marks as a chart in that room."""
    if points.square:
        room = replace(room, width=min(room.width, room.height + INCH))
    points = _longest_first(points)
    chart = _added(slide, room, points)
    set_font(chart.font, look, size=LABEL, colour=look.second)
    chart.has_legend = chart.has_title = False
    _place_plot(chart)
    _dress_axis(chart.category_axis, points.across, look)
    _dress_axis(chart.value_axis, points.up, look)
    for written, marks in zip(chart.plots[0].series, points.marks, strict=True):
        _dress(written, marks)
        _label(written, marks, look)


def _longest_first(points: Points) -> Points:
    """LibreOffice (7.4) loses the marks that stand before others of which there are more."""
    longest = max(points.marks, key=lambda marks: len(marks.spots))
    others = (marks for marks in points.marks if marks is not longest)
    return replace(points, marks=(longest, *others))


def _added(slide: Slide, room: Room, points: Points) -> Chart:
    from pptx.chart.data import XyChartData  # noqa: PLC0415 - an extra
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - an extra
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    data = XyChartData(number_format=points.form)
    for marks in points.marks:
        series = data.add_series(readable(marks.name))
        for spot in marks.spots:
            series.add_data_point(spot.x, spot.y)
    box = map(Emu, (room.left, room.top, room.width, room.height))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, data)
    return with_workbook(frame, _workbook(points), points.alt)


def _workbook(points: Points) -> bytes:
    """The marks below each other, a blank row between two looks, as the chart refers to them."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": UNDATED})
    page = book.add_worksheet(SHEET)
    form = book.add_format({"num_format": points.form})
    row = 0
    for marks in points.marks:
        page.write_string(row, 1, readable(marks.name))
        for row, spot in enumerate(marks.spots, start=row + 1):  # noqa: B020 - goes on below
            page.write_number(row, 0, spot.x, form)
            page.write_number(row, 1, spot.y, form)
            page.write_string(row, 2, readable(spot.name))
        row += 2
    page.set_column(2, 2, 48)
    book.close()
    return content.getvalue()


def _place_plot(chart: Chart) -> None:
    """As large as labels and titles leave it room, whatever program draws it."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - an extra

    sides = "".join(f'<c:{name} val="{part}"/>' for name, part in zip("xywh", PLOT, strict=True))
    (plot,) = chart.element.xpath(".//c:plotArea")
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {_SPACES}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
        ),
    )


def _dress_axis(axis: ValueAxis, scale: Scale, look: Look) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415 - an extra

    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scale.low, scale.high, scale.step
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    paint(axis.major_gridlines.format.line.fill, GRID)
    paint(axis.format.line.fill, RULE)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = scale.form, False
    set_font(axis.tick_labels.font, look, size=LABEL * scale.lines, colour=look.second)
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = readable(scale.title)
    font = frame.paragraphs[0].runs[0].font
    set_font(font, look, size=LABEL, bold=True, colour=scale.colour or look.second)


def _dress(written: XySeries, marks: Marks) -> None:
    """Marks with an edge of paper, a line, or nothing but labels."""
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415 - an extra
    from pptx.util import Pt  # noqa: PLC0415 - an extra

    marker, line = written.marker, written.format.line
    if marks.joined:
        paint(line.fill, marks.colour)
        line.width = Pt(THIN)
    if marks.joined or marks.colour is None:
        marker.style = XL_MARKER_STYLE.NONE
        return
    forms = {Form.CIRCLE: XL_MARKER_STYLE.CIRCLE, Form.DIAMOND: XL_MARKER_STYLE.DIAMOND}
    marker.style, marker.size = forms[marks.form], marks.size
    paint(marker.format.fill, marks.colour)
    paint(marker.format.line.fill, PAPER)


def _label(written: XySeries, marks: Marks, look: Look) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415 - an extra

    for place, spot in enumerate(marks.spots):
        if spot.said:
            label = written.points[place].data_label
            label.text_frame.text = "\n".join(map(readable, spot.said.split("\n")))
            label.text_frame.word_wrap = False
            for line in label.text_frame.paragraphs:
                font, colour = line.runs[0].font, marks.ink or look.second
                set_font(font, look, size=LABEL, bold=marks.bold, colour=colour)
            label.position = XL_LABEL_POSITION.from_xml(spot.at.value)
