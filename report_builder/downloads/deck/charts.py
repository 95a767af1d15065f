"""Charts that a presentation can edit, each with the workbook of what it shows and no more."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from report_builder.charts.style import GRID, Colour
from report_builder.downloads.deck.letters import Look, set_font
from report_builder.downloads.deck.room import Room
from report_builder.downloads.deck.slide import Bars, Lines, Series
from report_builder.downloads.workbook import UNDATED
from report_builder.readable import readable

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.series import BarSeries
    from pptx.dml.fill import FillFormat
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.slide import Slide

LABEL, ON_BAR, HEAD = 12.0, 11.0, 14.0
"""Sizes of text, in points."""

NO_BREAK = "\N{NO-BREAK SPACE}"
"""A label that says nothing: an empty one would say the value."""

SHEET = "Sheet1"
"""The name by which a chart refers to its workbook."""


def write_bars(slide: Slide, room: Room, bars: Bars, look: Look) -> None:
    """The bars as a chart in that room."""
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - an extra

    kind = XL_CHART_TYPE.BAR_STACKED if bars.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    _dress(add_chart(slide, room, kind, bars), bars, look)


def add_chart(slide: Slide, room: Room, kind: XL_CHART_TYPE, shown: Bars | Lines) -> Chart:
    """A chart of that kind with its workbook and its words, not dressed yet."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - an extra
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    data = CategoryChartData(number_format=shown.labels or "0%")
    data.categories = tuple(map(readable, shown.categories))
    for series in shown.series:
        data.add_series(readable(series.name), series.values)
    box = map(Emu, (room.left, room.top, room.width, room.height))
    frame = slide.shapes.add_chart(kind, *box, data)
    return with_workbook(frame, _workbook(shown), shown.alt)


def with_workbook(frame: GraphicFrame, workbook: bytes, alt: str) -> Chart:
    """The chart in a frame, with our own workbook behind it, and words for those who see none."""
    describe(frame.element, alt)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(workbook)
    return frame.chart


def describe(element: object, alt: str) -> None:
    """Give a shape the words for those who do not see it."""
    (properties,) = element.xpath("./*/p:cNvPr")  # type: ignore[attr-defined]  # lxml has no types
    properties.set("descr", readable(alt))


def _workbook(shown: Bars | Lines) -> bytes:
    """What a double-click on the chart opens: text as text, whatever it begins with."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": UNDATED})
    page = book.add_worksheet(SHEET)
    form = book.add_format({"num_format": shown.labels or "0%"})
    for row, category in enumerate(shown.categories, start=1):
        page.write_string(row, 0, readable(category))
    for column, series in enumerate(shown.series, start=1):
        page.write_string(0, column, readable(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                page.write_number(row, column, value, form)
    page.set_column(0, 0, 48)
    book.close()
    return content.getvalue()


def _dress(chart: Chart, bars: Bars, look: Look) -> None:
    set_font(chart.font, look, size=LABEL, colour=look.second)
    chart.has_legend = False
    write_title(chart, [bars.title] if bars.title else [], look, HEAD)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (45, 100) if bars.stacked else (50, 0)
    _dress_axes(chart, bars)
    for written, series in zip(plot.series, bars.series, strict=True):
        paint(written.format.fill, series.colour)
        _open(written, series)
        _label(written, series, bars, look)


def write_title(chart: Chart, title: Sequence[str], look: Look, size: float) -> None:
    """A title of some paragraphs, the first in bold; none of none."""
    chart.has_title = bool(title)
    if title:
        frame = chart.chart_title.text_frame
        frame.text = "\n".join(map(readable, title))
        for place, paragraph in enumerate(frame.paragraphs):
            set_font(paragraph.runs[0].font, look, size=size, bold=place == 0, colour=look.ink)


def _dress_axes(chart: Chart, bars: Bars) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415 - an extra

    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.has_major_gridlines = False
    names.major_tick_mark = numbers.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    paint(names.format.line.fill, GRID)
    numbers.minimum_scale, numbers.maximum_scale = bars.low, bars.high
    numbers.major_unit = bars.step
    numbers.has_major_gridlines = False
    numbers.visible = bool(bars.form)
    if bars.form:
        numbers.format.line.fill.background()
        numbers.tick_labels.number_format = bars.form
        numbers.tick_labels.number_format_is_linked = False


def _open(written: BarSeries, series: Series) -> None:
    """The bars of bounds: their outline alone."""
    for place in (place for place, bound in enumerate(series.bounds) if bound):
        form = written.points[place].format
        paint(form.fill, None)
        paint(form.line.fill, series.colour)


def _label(written: BarSeries, series: Series, bars: Bars, look: Look) -> None:
    """The values on the bars, or what is to be written in their place."""
    if not any(said != "" for said in series.said or (bars.labels,)):
        return
    from pptx.enum.chart import XL_LABEL_POSITION as AT  # noqa: PLC0415 - an extra

    labels = written.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = bars.labels or "General", False
    labels.position = {True: AT.CENTER, False: AT.OUTSIDE_END}[bars.stacked]
    if series.colour is None:
        labels.position = AT.INSIDE_BASE if any(series.said) else AT.INSIDE_END
    colour = look.ink if series.colour is None else series.ink
    set_font(labels.font, look, size=ON_BAR, colour=colour)
    for place, said in enumerate(series.said):
        if said is not None:
            label = written.points[place].data_label
            label.text_frame.text = readable(said) or NO_BREAK
            label.text_frame.word_wrap = False  # else broken to the width of its bar
            font = label.text_frame.paragraphs[0].runs[0].font
            set_font(font, look, size=ON_BAR, colour=colour)
            label.position = labels.position


def paint(fill: FillFormat, colour: Colour | None) -> None:
    """In that colour; not at all without one."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra

    if colour is None:
        fill.background()
    else:
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour.light[1:].upper())
