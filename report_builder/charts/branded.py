"""A chart as it is taken along, in the client's accent; on a page the style sheet sees to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from report_builder.accent import Accent
from report_builder.charts.canvas import Bar, Shape, Titled
from report_builder.charts.chart import Chart
from report_builder.charts.style import ACTION, ACTION_WASH, Colour


def branded(chart: Chart, accent: Accent) -> Chart:
    """The chart with the accent, and its wash, for ours in what stands alone: SVG and PNG."""
    colours = {each: in_accent(each, accent) for each in (ACTION, ACTION_WASH)}
    standalone = chart.standalone
    for ours, theirs in colours.items():
        # With its quotation marks it is an attribute: those of a text are written otherwise.
        standalone = standalone.replace(f'"{ours.light}"', f'"{theirs.light}"')
    shapes = tuple(_coloured(shape, colours) for shape in chart.drawing.shapes)
    return replace(chart, standalone=standalone, drawing=replace(chart.drawing, shapes=shapes))


def in_accent(colour: Colour, accent: Accent | None) -> Colour:
    """The colour of actions, or its wash, as the client has it."""
    if accent is None:
        return colour
    if colour is ACTION:
        return replace(colour, light=accent.light, dark=accent.dark)
    return replace(colour, light=accent.light_wash, dark=accent.dark_wash)


def _coloured(shape: Shape, colours: Mapping[Colour, Colour]) -> Shape:
    match shape:
        case Titled():
            return Titled(shape.title, tuple(_coloured(each, colours) for each in shape.shapes))
        case Bar():
            outline = shape.outline and colours.get(shape.outline, shape.outline)
            return replace(shape, fill=colours.get(shape.fill, shape.fill), outline=outline)
        case _:
            return replace(shape, colour=colours.get(shape.colour, shape.colour))
