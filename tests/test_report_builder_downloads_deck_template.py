"""The consultant's own template: opened, emptied, its layouts chosen; and what is none."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from editions import meridian, meridian_edition
from pptx.presentation import Presentation
from pptx.util import Inches

from report_builder.downloads.deck import Template, deck, template_of
from report_builder.downloads.deck.template import PLAIN
from survey.errors import DeckTemplateError, ExtraError, FileMissingError, with_extra

CONTENT_TYPES = "[Content_Types].xml"


def saved(folder: Path, change: Callable[[Presentation], object], name: str = "own.pptx") -> str:
    """A presentation of the consultant's, changed."""
    presentation = pptx.Presentation()
    change(presentation)
    presentation.save(folder / name)
    return str(folder / name)


def as_template(file: str) -> str:
    """The presentation as PowerPoint saves a template."""
    path = Path(file)
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(path.with_suffix(".potx"), "w") as made:
        for name in archive.namelist():
            content = archive.read(name)
            if name == CONTENT_TYPES:
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            made.writestr(name, content)
    return str(path.with_suffix(".potx"))


def with_slide(presentation: Presentation) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text_frame.text = "Another client's secret"
    slide.notes_slide.notes_text_frame.text = "Another secret"


def written(file: str, layout: str = "") -> tuple[bytes, Presentation]:
    content = deck(meridian(), meridian_edition("en"), template_of(file, layout))
    return content, pptx.Presentation(io.BytesIO(content))


def test_nothing_of_what_stood_on_its_slides_is_left(tmp_path: Path) -> None:
    content, found = written(saved(tmp_path, with_slide))
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in archive.namelist() if b"secret" in archive.read(name)]
    assert found.slides[0].shapes.title.text_frame.text == "Sales–marketing alignment"


def test_a_template_is_written_on_like_a_presentation(tmp_path: Path) -> None:
    _, found = written(as_template(saved(tmp_path, with_slide)))
    assert found.slide_width == Inches(10)
    assert found.slides[1].slide_layout.name == "Title Only"


def test_texts_have_the_colours_of_the_template(tmp_path: Path) -> None:
    _, found = written(saved(tmp_path, with_slide))
    about = [shape for shape in found.slides[2].shapes if shape.has_text_frame][-2]
    colours = {run.font.color.type for run in about.text_frame.paragraphs[0].runs}
    assert None in colours


def test_a_title_that_would_not_fit_its_place_is_smaller(tmp_path: Path) -> None:
    _, found = written(saved(tmp_path, with_slide))
    sizes = [
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size for slide in found.slides
    ]
    assert sizes[0] is None
    assert min(size.pt for size in sizes if size is not None) < 30


def test_a_layout_can_be_named_whatever_its_case(tmp_path: Path) -> None:
    _, found = written(saved(tmp_path, with_slide), "title and content")
    assert {slide.slide_layout.name for slide in list(found.slides)[1:]} == {"Title and Content"}
    for slide in list(found.slides)[1:]:
        kinds = {place.placeholder_format.type for place in slide.placeholders}
        assert len(kinds) <= 2  # the title, and the number of the slide


def test_a_layout_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    file = saved(tmp_path, with_slide)
    with pytest.raises(DeckTemplateError, match='no layout "Findings"') as told:
        template_of(file, "Findings")
    assert '"Title Only"' in told.value.fix
    assert '"Blank"' not in told.value.fix


def test_without_a_layout_of_a_title_alone_the_one_with_fewest_places_is_taken(
    tmp_path: Path,
) -> None:
    def rename(presentation: Presentation) -> None:
        for layout in presentation.slide_layouts:
            layout.element.attrib.pop("type")

    _, found = written(saved(tmp_path, rename))
    assert found.slides[1].slide_layout.name == "Title Only"
    assert found.slides[0].slide_layout.name == "Title Slide"


def test_a_template_without_room_below_a_title_is_refused(tmp_path: Path) -> None:
    def lower(presentation: Presentation) -> None:
        for layout in presentation.slide_layouts:
            for place in layout.placeholders:
                place.left, place.width, place.height = Inches(0), Inches(9), Inches(1)
                place.top = Inches(5)

    with pytest.raises(DeckTemplateError, match="no layout has a title with room below it"):
        template_of(saved(tmp_path, lower))


def test_no_place_on_the_first_slide_stays_empty(tmp_path: Path) -> None:
    def without_first(presentation: Presentation) -> None:
        for layout in list(presentation.slide_layouts)[:3]:
            presentation.slide_layouts.remove(layout)

    _, found = written(saved(tmp_path, without_first))
    assert found.slides[0].slide_layout.name == "Two Content"
    assert [place.placeholder_format.idx for place in found.slides[0].placeholders] == [0, 1]


def test_without_a_template_the_slides_are_wide_and_plain() -> None:
    _, found = written("")
    assert (found.slide_width, found.slide_height) == (12_192_000, 6_858_000)
    lefts = {slide.shapes.title.left for slide in found.slides}
    assert lefts == {Inches(0.6)}


@pytest.mark.parametrize("content", [b"", b"PK nonsense", b"%PDF-1.7"])
def test_what_is_no_presentation_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.pptx"
    path.write_bytes(content)
    with pytest.raises(DeckTemplateError, match=r"neither a \.pptx nor a \.potx file"):
        template_of(str(path))


def test_a_workbook_is_no_template(tmp_path: Path) -> None:
    path = tmp_path / "own.pptx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(CONTENT_TYPES, "<Types>spreadsheetml</Types>")
    with pytest.raises(DeckTemplateError, match=r"neither a \.pptx nor a \.potx file"):
        template_of(str(path))


def test_an_archive_that_is_cut_or_made_to_burst_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path, with_slide)
    monkeypatch.setattr("report_builder.downloads.deck.template.LARGEST", 1000)
    with pytest.raises(DeckTemplateError, match="too large"):
        template_of(file)


def test_a_presentation_with_a_part_missing_is_refused(tmp_path: Path) -> None:
    file = Path(saved(tmp_path, with_slide))
    broken = tmp_path / "broken.pptx"
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(broken, "w") as made:
        for name in archive.namelist():
            if "slideMaster" not in name and "presentation.xml.rels" not in name:
                made.writestr(name, archive.read(name))
    with pytest.raises(DeckTemplateError, match="cannot be opened"):
        template_of(str(broken))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match=r"nowhere\.pptx"):
        template_of(str(tmp_path / "nowhere.pptx"))


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(ExtraError) as told:
        template_of("")
    assert told.value.fix == with_extra("office")


def test_a_table_that_would_not_fit_a_narrow_template_is_smaller(tmp_path: Path) -> None:
    def size(template: Template) -> float:
        found = pptx.Presentation(io.BytesIO(deck(meridian(), meridian_edition("fr"), template)))
        tables = [
            shape.table for slide in found.slides for shape in slide.shapes if shape.has_table
        ]
        actions = tables[-2]  # behind it, the list of effort against effect
        return float(actions.cell(1, 2).text_frame.paragraphs[0].runs[0].font.size.pt)

    assert size(PLAIN) == 14
    assert 10 <= size(template_of(saved(tmp_path, with_slide))) < 14
