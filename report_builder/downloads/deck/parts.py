"""The parts of a slide written in their rooms: figures, text, tables and pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from report_builder.downloads.deck.charts import describe, write_bars
from report_builder.downloads.deck.letters import Look, Run, Text, write_runs, write_text
from report_builder.downloads.deck.lines import write_lines
from report_builder.downloads.deck.points import write_points
from report_builder.downloads.deck.room import INCH, POINT, Room
from report_builder.downloads.deck.slide import (
    Bars,
    Facts,
    Field,
    Grid,
    Lines,
    Part,
    Picture,
    Points,
    Prose,
)

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.table import _Cell

VALUE, LABEL, NOTE = 40.0, 14.0, 11.0
"""Sizes of a large figure and what stands below it, in points."""

SMALLEST = 10.0
"""Of the text in a table that has little room."""

BROAD, BESIDE = 0.58, INCH // 14
"""How wide a bold letter is, in its size; the room on both sides of the text of a cell."""

ROW = 0.55
"""The height of a row of a table, in inches, where there is room."""

LINES_ONLY = "{9D7B030F-B1BA-407E-AF54-F1D3A5D7FB8F}"
"""The built-in look of a table with a line below its header and at its end."""


def write_part(slide: Slide, room: Room, part: Part, look: Look) -> None:
    """The part, in that room."""
    match part:
        case Bars():
            write_bars(slide, room.inset(), part, look)
        case Lines():
            write_lines(slide, room, part, look)
        case Points():
            write_points(slide, room.inset(), part, look)
        case Picture():
            _write_picture(slide, room.inset(), part)
        case Grid():
            _write_grid(slide, room.inset(), part, look)
        case Facts():
            _write_facts(slide, room, part, look)
        case _:
            _write_prose(slide, room, part, look)


def _write_facts(slide: Slide, room: Room, facts: Facts, look: Look) -> None:
    for place, fact in enumerate(facts.facts):
        paragraphs = (
            (Run(text=fact.value, size=VALUE, bold=True, colour=look.ink),),
            (Run(text=fact.label, size=LABEL, colour=look.ink),),
            (Run(text=fact.note, size=NOTE, colour=look.third),),
        )
        column = room.tile(place, len(facts.facts))
        write_text(slide, column, Text(paragraphs=paragraphs, after=4), look)


def _write_prose(slide: Slide, room: Room, prose: Prose, look: Look) -> None:
    paragraphs = tuple(
        (
            *(_head(line.head, prose.size, look) if line.head else ()),
            Run(text=line.text, size=prose.size, colour=look.second),
        )
        for line in prose.lines
    )
    write_text(slide, room, Text(paragraphs=paragraphs, after=prose.size / 2), look)


def _head(text: str, size: float, look: Look) -> tuple[Run, ...]:
    return (Run(text=f"{text} ", size=size, bold=True, colour=look.ink),)


def _write_picture(slide: Slide, room: Room, picture: Picture) -> None:
    """As large as the room allows, in its own shape."""
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    scale = min(room.width / picture.width, room.height / picture.height)
    width, height = round(scale * picture.width), round(scale * picture.height)
    left = room.left + (room.width - width) // 2
    shape = slide.shapes.add_picture(
        io.BytesIO(picture.content), *map(Emu, (left, room.top, width, height))
    )
    describe(shape.element, picture.alt)


def _write_grid(slide: Slide, room: Room, grid: Grid, look: Look) -> None:
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    height = min(room.height, round(len(grid.rows) * ROW * INCH))
    box = map(Emu, (room.left, room.top, room.width, height))
    frame = slide.shapes.add_table(len(grid.rows), len(grid.widths), *box)
    table = frame.table
    table.horz_banding = False
    (style,) = frame.element.xpath(".//a:tableStyleId")
    style.text = LINES_ONLY
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Emu(round(width * room.width))
    size = _fitting_size(room, grid)
    for row, fields in enumerate(grid.rows):
        for place, field in enumerate(fields):
            fitting = _word_size(round(grid.widths[place] * room.width), field.text, size)
            _write_field(table.cell(row, place), field, fitting, look)


def _fitting_size(room: Room, grid: Grid) -> float:
    """The size of text at which the rows fit the room; never smaller than can be read."""
    columns = [replace(room, width=round(width * room.width)) for width in grid.widths]
    size = grid.size
    while size > SMALLEST and room.height < sum(
        max(column.height_of(field.text, size) for column, field in zip(columns, row, strict=True))
        for row in grid.rows
    ):
        size -= 1
    return size


def _word_size(width: int, text: str, size: float) -> float:
    """The size at which the longest word of a text has room in a column of that width."""
    longest = max(map(len, text.split()), default=0)
    while size > SMALLEST and longest * size * POINT * BROAD > width - 2 * BESIDE:
        size -= 1
    return size


def _write_field(cell: _Cell, field: Field, size: float, look: Look) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415 - an extra
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    cell.margin_top = cell.margin_bottom = Emu(INCH // 30)
    cell.margin_left = cell.margin_right = Emu(BESIDE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if field.fill is not None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(field.fill.light[1:].upper())
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if field.centred else PP_ALIGN.LEFT
    colour = field.ink if field.fill is not None else look.ink
    write_runs(paragraph, (Run(text=field.text, size=size, bold=field.bold, colour=colour),), look)
