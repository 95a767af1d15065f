"""What a deck is written on: the consultant's presentation or template, or a plain one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_builder.charts.style import INK, INK_2, INK_3
from report_builder.downloads.deck.letters import Look
from report_builder.downloads.deck.plain import plain
from report_builder.downloads.deck.room import Room
from report_builder.downloads.office import EXTRA, installed
from survey.errors import DeckTemplateError, ExtraError, FileMissingError, with_extra

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.placeholder import LayoutPlaceholder
    from pptx.slide import SlideLayout

CONTENT_TYPES = "[Content_Types].xml"
OF_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
OF_PRESENTATION = (
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
)
DAMAGED = (LookupError, ValueError, TypeError, AttributeError, SyntaxError)
"""What the package that reads presentations says of one whose parts do not hold together."""

SAVE = "open it in PowerPoint or Impress and save it as .pptx."
LARGEST = 200_000_000
"""Bytes of a template, packed or not; a larger one is none."""

TITLE_STYLE = "./p:txStyles/p:titleStyle"
USUAL_TITLE, SMALLEST_TITLE, BOLD = "4400", 16.0, 1.08
"""Sizes of a title: in hundredths of a point, in points, and how much wider bold letters are."""

FOOT, LEAST_ROOM = 0.8, 0.5
"""What begins below that part of the height is at the foot; what a layout must leave free."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template as read.

    Attributes:
        content: the bytes of a presentation; b"" for the plain one of ours.
        layout: the name of the layout for all slides but the first, or "".
    """

    content: bytes = b""
    layout: str = ""


PLAIN = Template()


def template_of(file: str, layout: str = "") -> Template:
    """The consultant's .pptx or .potx, and the layout that slides shall have; "" for a plain one.

    Raises:
        ExtraError: what writes decks is not installed.
        FileMissingError: there is no such file.
        DeckTemplateError: it is no such file, or has no fitting layout.
    """
    if not installed("pptx"):
        raise ExtraError(
            "Slides are asked for; the package python-pptx, which writes them, is not installed.",
            with_extra(EXTRA),
        )
    if not file:
        return PLAIN
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        raise FileMissingError(
            f"{file}: cannot be read: {error.strerror}.", "give the path of a .pptx or .potx file."
        ) from error
    template = Template(_as_presentation(content, file), layout)
    try:
        presentation = opened(template)
    except DAMAGED as error:
        raise DeckTemplateError(f"{file}: cannot be opened: it is damaged.", SAVE) from error
    try:
        layouts(presentation, layout)
    except LookupError as error:
        raise DeckTemplateError(f"{file}: {error.args[0]}.", f"{error.args[1]}.") from error
    return template


def opened(template: Template) -> Presentation:
    """The presentation without its slides, ready to be written on."""
    import pptx  # noqa: PLC0415 - an extra

    if not template.content:
        return plain(pptx.Presentation())
    presentation = pptx.Presentation(io.BytesIO(template.content))
    _clear(presentation)
    return presentation


def look_of(template: Template, language: str) -> Look:
    """Our colours of texts on our own template, else those of the template."""
    if template.content:
        return Look(language=language)
    return Look(ink=INK, second=INK_2, third=INK_3, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """The layout of the first slide, that of all others, and their room below the title."""

    first: SlideLayout
    other: SlideLayout
    room: Room


def layouts(presentation: Presentation, name: str = "") -> Layouts:
    """The layouts of a template that slides are made on.

    By name if one is given; else by what layouts are for, in whatever language they are named:
    a title alone, or the layout with a title, room below it, and the fewest other places.

    Raises:
        LookupError: there is none; two texts say what is wrong and what to do.
    """
    titled = [each for each in presentation.slide_layouts if _has_title(each)]
    rooms = [(each, room_below(each, presentation)) for each in titled]
    fitting = [(each, room) for each, room in rooms if room is not None]
    if not fitting:
        raise LookupError(
            "no layout has a title with room below it", "give a template with such a layout"
        )
    named = [entry for entry in fitting if entry[0].name.casefold() == name.casefold()]
    if name and not named:
        names = ", ".join(f'"{each.name}"' for each, _ in fitting)
        raise LookupError(
            f'no layout "{name}" that has a title with room below it', f"name one of {names}"
        )
    alone = [entry for entry in fitting if _kind(entry[0]) == "titleOnly"]
    other, room = min(named or alone or fitting, key=lambda entry: len(list(entry[0].placeholders)))
    first = next((each for each in titled if _kind(each) == "title"), titled[0])
    return Layouts(first=first, other=other, room=room)


def _has_title(layout: SlideLayout) -> bool:
    return any(place.placeholder_format.idx == 0 for place in layout.placeholders)


def _title_of(layout: SlideLayout) -> LayoutPlaceholder:
    """The place of the title of a layout that has one."""
    return next(place for place in layout.placeholders if place.placeholder_format.idx == 0)


def room_below(layout: SlideLayout, presentation: Presentation) -> Room | None:
    """The room for what a slide shows: below the title, above the foot; None where too little."""
    title, height = _title_of(layout), int(presentation.slide_height or 0)
    top = title.top + title.height
    feet = [one.top for one in layout.placeholders if one.top >= FOOT * height]
    bottom = min(feet, default=round(0.96 * height))
    wide = title.width >= LEAST_ROOM * int(presentation.slide_width or 0)
    if not wide or bottom - top < LEAST_ROOM * height:
        return None
    return Room(left=title.left, top=top, width=title.width, height=bottom - top)


def title_size(layout: SlideLayout, text: str) -> float | None:
    """The size in points at which a title fits its place; None where the template's does."""
    title = _title_of(layout)
    own = title.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
    of_master = layout.slide_master.element.xpath(f"{TITLE_STYLE}/a:lvl1pPr/a:defRPr/@sz")
    usual = int((*own, *of_master, USUAL_TITLE)[0]) / 100
    room = Room(left=title.left, top=title.top, width=title.width, height=title.height)
    size = usual
    while size > SMALLEST_TITLE and room.height_of(text, size * BOLD) > room.height:
        size -= 2
    return size if size < usual else None


def _kind(layout: SlideLayout) -> str:
    """What a layout is for, the same in every language."""
    return str(layout.element.get("type") or "")


def _as_presentation(content: bytes, file: str) -> bytes:
    """The file as a presentation: a template differs from one by a single word of its contents."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise DeckTemplateError(f"{file}: is too large for a template.", SAVE)
            types = archive.read(CONTENT_TYPES)
            if OF_TEMPLATE not in types and OF_PRESENTATION not in types:
                raise DeckTemplateError(f"{file}: is neither a .pptx nor a .potx file.", SAVE)
            return repacked(archive, {CONTENT_TYPES: types.replace(OF_TEMPLATE, OF_PRESENTATION)})
    except (zipfile.BadZipFile, KeyError) as error:
        raise DeckTemplateError(f"{file}: is neither a .pptx nor a .potx file.", SAVE) from error


def repacked(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The archive with some of its entries changed, all in their order and of one date."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            written.writestr(entry, changed.get(name) or archive.read(name))
    return content.getvalue()


def _clear(presentation: Presentation) -> None:
    """Take every slide out: what stood on them was for somebody else."""
    listed = presentation.slides.element
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
