"""The template of those who bring none: wide and white, the finding above on the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_builder.charts.style import INK, INK_2, Colour
from report_builder.downloads.deck.room import INCH

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.placeholder import LayoutPlaceholder, MasterPlaceholder
    from pptx.slide import SlideLayout

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""16 by 9, in the units of the format."""

MARGIN = INCH * 6 // 10
TITLE, FIRST_TITLE, SUBTITLE = "2600", "4000", "2000"
"""Sizes of text, in hundredths of a point."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def plain(presentation: Presentation) -> Presentation:
    """The presentation that the package makes, made ours."""
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    old = int(presentation.slide_width or 1)
    presentation.slide_width, presentation.slide_height = Emu(WIDTH), Emu(HEIGHT)
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        for place in holder.placeholders:
            if place.element.xpath("./p:spPr/a:xfrm"):  # its own, not taken over from the master
                place.left = Emu(round(place.left * WIDTH / old))
                place.width = Emu(round(place.width * WIDTH / old))
    _dress_titles(presentation)
    for layout in presentation.slide_layouts:
        if layout.element.get("type") == "title":
            _dress_first(layout)
    return presentation


def _dress_titles(presentation: Presentation) -> None:
    """On the left, in bold, from the top of their place down."""
    (title, *_) = presentation.slide_master.placeholders
    _put(title, top=0.42, height=1.0)
    (body,) = title.element.xpath(".//a:bodyPr")
    body.set("anchor", "t")
    style = "./p:txStyles/p:titleStyle/a:lvl1pPr"
    (paragraph,) = presentation.slide_master.element.xpath(style)
    paragraph.set("algn", "l")
    (letters,) = presentation.slide_master.element.xpath(f"{style}/a:defRPr")
    letters.set("sz", TITLE)
    letters.set("b", "1")
    (fill,) = presentation.slide_master.element.xpath(f"{style}/a:defRPr/a:solidFill")
    fill[:] = [_colour(INK)]


def _dress_first(layout: SlideLayout) -> None:
    """The title in large letters that end where the lines below it begin."""
    title, lines = list(layout.placeholders)[:2]
    _put(title, top=1.5, height=1.8)
    _put(lines, top=3.5, height=1.8)
    (body,) = title.element.xpath(".//a:bodyPr")
    body.set("anchor", "b")
    (style,) = title.element.xpath(".//a:lstStyle")
    style.append(
        parsed(f'<a:lvl1pPr xmlns:a="{_DRAWING}"><a:defRPr sz="{FIRST_TITLE}"/></a:lvl1pPr>')
    )
    (paragraph,) = lines.element.xpath(".//a:lvl1pPr")
    paragraph.set("algn", "l")
    (letters,) = lines.element.xpath(".//a:lvl1pPr/a:defRPr")
    letters.set("sz", SUBTITLE)
    (fill,) = lines.element.xpath(".//a:lvl1pPr/a:defRPr/a:solidFill")
    fill[:] = [_colour(INK_2)]


def _put(place: LayoutPlaceholder | MasterPlaceholder, *, top: float, height: float) -> None:
    """Between our margins, from that many inches on."""
    from pptx.util import Emu, Inches  # noqa: PLC0415 - an extra

    place.left, place.width = Emu(MARGIN), Emu(WIDTH - 2 * MARGIN)
    place.top, place.height = Inches(top), Inches(height)


def _colour(colour: Colour) -> object:
    return parsed(f'<a:srgbClr xmlns:a="{_DRAWING}" val="{colour.light[1:].upper()}"/>')


def parsed(xml: str) -> object:
    """An element of our own writing."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - an extra

    return parse_xml(xml)
