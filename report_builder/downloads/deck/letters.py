"""Texts on a slide: paragraphs in a box, in the colours and language of the deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_builder.charts.style import Colour
from report_builder.downloads.deck.room import Room
from report_builder.readable import readable

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.text.text import Font, _Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of texts, where None takes the template's, and the language they are in."""

    ink: Colour | None = None
    second: Colour | None = None
    third: Colour | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text in one look."""

    text: str
    size: float
    bold: bool = False
    colour: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Paragraphs of runs, with that many points after each, at the head or foot of their box."""

    paragraphs: tuple[tuple[Run, ...], ...]
    after: float = 0
    at_foot: bool = False


def write_text(slide: Slide, room: Room, text: Text, look: Look) -> None:
    """A box with the text, as large as the room."""
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415 - an extra
    from pptx.util import Emu, Pt  # noqa: PLC0415 - an extra

    box = slide.shapes.add_textbox(*map(Emu, (room.left, room.top, room.width, room.height)))
    frame = box.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if text.at_foot else MSO_ANCHOR.TOP
    for place, runs in enumerate(text.paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(text.after)
        write_runs(paragraph, runs, look)


def write_runs(paragraph: _Paragraph, runs: Sequence[Run], look: Look) -> None:
    """The runs at the end of a paragraph."""
    for each in runs:
        run = paragraph.add_run()
        run.text = readable(each.text)
        set_font(run.font, look, size=each.size, bold=each.bold, colour=each.colour)


def set_font(
    font: Font, look: Look, *, size: float, bold: bool = False, colour: Colour | None = None
) -> None:
    """Size, weight and colour; the family is the template's."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra
    from pptx.enum.lang import MSO_LANGUAGE_ID  # noqa: PLC0415 - an extra
    from pptx.util import Pt  # noqa: PLC0415 - an extra

    languages = {"en": MSO_LANGUAGE_ID.ENGLISH_UK, "fr": MSO_LANGUAGE_ID.FRENCH}
    font.size, font.bold = Pt(size), bold
    font.language_id = languages[look.language]
    if colour is not None:
        font.color.rgb = RGBColor.from_string(colour.light[1:].upper())
