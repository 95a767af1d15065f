"""A deck written: a slide for each finding, on the template, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from report_builder.charts.style import Colour
from report_builder.downloads.deck.house import furnished
from report_builder.downloads.deck.letters import Look, Run, Text, write_text
from report_builder.downloads.deck.parts import write_part
from report_builder.downloads.deck.room import INCH, Room
from report_builder.downloads.deck.slide import Prose, Slide
from report_builder.downloads.deck.story import slides
from report_builder.downloads.deck.template import (
    PLAIN,
    Template,
    layouts,
    look_of,
    opened,
    repacked,
    title_size,
)
from report_builder.downloads.workbook import created
from report_builder.findings.method import notices
from report_builder.language import language
from report_builder.pages.page import Edition
from report_builder.pages.voice import Voice
from report_builder.readable import readable
from report_builder.report import Report

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Page
    from pptx.slide import SlideLayout

ABOUT, KEY, SOURCE, SUBTITLE = 14.0, 13.0, 10.0, 18.0
"""Sizes of text, in points."""

ABOVE_SOURCE = INCH // 8
"""Between what a slide shows and its source."""

ABOVE_PROSE = 0.52
"""The part of a slide's room that figures and charts take above what is said of them."""

SQUARE, APART = "\N{BLACK SQUARE} ", "\N{NO-BREAK SPACE}" * 4 + " "
SUBTITLE_PLACE, NUMBER_TYPE = 1, "sldNum"


def deck(report: Report, edition: Edition, template: Template = PLAIN) -> bytes:
    """The deck of an edition. Needs the extra `office`.

    Args:
        report: what is published.
        edition: the same in one language, its charts drawn.
        template: what to write on.
    """
    voice = Voice(report, language(edition.language))
    presentation, look = opened(template), look_of(template, edition.language)
    if not template.content:
        furnished(presentation, edition.brand)
    chosen = layouts(presentation, template.layout)
    _write_first(presentation.slides.add_slide(chosen.first), voice)
    for slide in slides(voice, edition):
        page = presentation.slides.add_slide(chosen.other)
        _take_over_number(page, chosen.other)
        _write_slide(page, chosen.room, slide, look)
    _describe(presentation, voice)
    content = io.BytesIO()
    presentation.save(content)
    with zipfile.ZipFile(content) as archive:
        return repacked(archive, {})


def _write_first(page: Page, voice: Voice) -> None:
    """The title, and below it whose report it is, of when, by whom; and the notices."""
    settings = voice.settings
    day = voice.language.date(settings.date) if settings.date else ""
    whose = " · ".join(part for part in (settings.client, settings.wave, day) if part)
    said = (whose, settings.consultant, *(voice.say(one) for one in notices(voice.report)))
    for place in list(page.placeholders):
        if place.placeholder_format.idx == 0:
            _write_title(page, voice.title)
        elif place.placeholder_format.idx == SUBTITLE_PLACE and place.has_text_frame:
            place.text_frame.text = "\n".join(readable(line) for line in said if line)
        else:
            place.element.getparent().remove(place.element)


def _write_title(page: Page, text: str) -> None:
    """In the template's own letters, smaller where they would not fit."""
    from pptx.util import Pt  # noqa: PLC0415 - an extra

    frame = page.shapes.title.text_frame
    frame.text = readable(text)
    size = title_size(page.slide_layout, text)
    if size is not None:
        frame.paragraphs[0].runs[0].font.size = Pt(size)


def _write_slide(page: Page, room: Room, slide: Slide, look: Look) -> None:
    for place in list(page.placeholders):
        if place.placeholder_format.idx == 0:
            _write_title(page, slide.title)
        elif NUMBER_TYPE not in place.element.xpath(".//p:ph/@type"):
            place.element.getparent().remove(place.element)
    foot = room.height_of(slide.source, SOURCE)
    source = Run(text=slide.source, size=SOURCE, colour=look.third)
    text = Text(paragraphs=((source,),), at_foot=True)
    write_text(page, room.below(room.height - foot), text, look)
    shown = room.above(room.height - foot - ABOVE_SOURCE)
    _write_parts(page, _write_head(page, shown, slide, look), slide, look)
    page.notes_slide.notes_text_frame.text = "\n".join(map(readable, slide.notes))


def _write_head(page: Page, room: Room, slide: Slide, look: Look) -> Room:
    """What is measured and what colours mean; the room that is left below."""
    if slide.about:
        height = room.height_of(slide.about, ABOUT)
        about = Run(text=slide.about, size=ABOUT, colour=look.second)
        write_text(page, room.above(height), Text(paragraphs=((about,),)), look)
        room = room.below(height)
    if slide.key:
        height = room.height_of("".join(f"{SQUARE}{name}{APART}" for name, _ in slide.key), KEY)
        key = tuple(run for name, colour in slide.key for run in _key(name, colour, look))
        write_text(page, room.above(height), Text(paragraphs=(key,)), look)
        room = room.below(height)
    return room.below(INCH // 12)


def _key(name: str, colour: Colour, look: Look) -> tuple[Run, Run]:
    """What a colour means: a square in it, and the words in those of the deck."""
    return (
        Run(text=SQUARE, size=KEY, colour=colour),
        Run(text=f"{name}{APART}", size=KEY, colour=look.second),
    )


def _write_parts(page: Page, room: Room, slide: Slide, look: Look) -> None:
    """Side by side; what is said of them below."""
    *parts, last = slide.parts
    if parts and isinstance(last, Prose):
        height = room.height * ABOVE_PROSE
        write_part(page, room.below(height), last, look)
        room = room.above(height)
    else:
        parts.append(last)
    for place, part in enumerate(parts):
        write_part(page, room.tile(place, len(parts)), part, look)


def _take_over_number(page: Page, layout: SlideLayout) -> None:
    """The number of the slide, where the layout has a place for it."""
    shapes = page.shapes.element
    for place in layout.placeholders:
        if NUMBER_TYPE in place.element.xpath(".//p:ph/@type"):
            number = deepcopy(place.element)
            used = [int(name) for name in shapes.xpath(".//p:cNvPr/@id")]
            number.xpath("./p:nvSpPr/p:cNvPr")[0].set("id", str(max(used) + 1))
            shapes.append(number)


def _describe(presentation: Presentation, voice: Voice) -> None:
    """What the file says of itself: never a clock, nobody's account."""
    properties = presentation.core_properties
    properties.title = readable(voice.title)
    properties.author = readable(voice.settings.consultant)
    properties.last_modified_by = "build-report"
    properties.created = properties.modified = created(voice.report)
    properties.language = voice.language.code
    properties.revision = 1
