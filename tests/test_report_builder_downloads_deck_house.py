"""The settings' accent and logo on slides of the plain template; a template of one's own keeps its look."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pptx
import pytest
from editions import meridian, meridian_edition
from PIL import Image
from pptx.presentation import Presentation

from report_builder.accent import accent_of
from report_builder.brand import Brand, Logo
from report_builder.downloads.deck import deck, picture_of, template_of
from report_builder.downloads.deck.template import PLAIN, Template

SVG = Logo("logo-light.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>')


def drawn(width: int, height: int, kind: str = "PNG") -> Logo:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "#0f6b5c").save(content, kind)
    return Logo("logo-light.png", content.getvalue())


def written(brand: Brand, template: Template = PLAIN) -> bytes:
    return deck(meridian(), replace(meridian_edition("en"), brand=brand), template)


@cache
def branded() -> bytes:
    return written(Brand(accent=accent_of("#0f6b5c"), light=drawn(400, 100)))


def read(content: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(content))


def pictures(content: bytes) -> list[bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return [
        archive.read(name)
        for name in archive.namelist()
        if name.startswith("ppt/media/") and name.endswith(("png", "jpg"))
    ]


def test_the_accent_is_a_stripe_above_every_title() -> None:
    (stripe,) = [one for one in read(branded()).slide_master.shapes if one.name == "Accent"]
    (colour,) = stripe.element.xpath(".//a:srgbClr/@val")
    assert colour == "0F6B5C"
    for slide in read(branded()).slides:
        assert slide.shapes.title.top > stripe.top + stripe.height


def test_the_logo_stands_in_its_own_shape_large_on_the_first_slide_and_small_on_the_others() -> (
    None
):
    slides = list(read(branded()).slides)
    first, *others = (
        [one for one in slide.slide_layout.shapes if one.name == "Logo"] for slide in slides
    )
    assert [logo.width / logo.height for logo in first] == [pytest.approx(4, rel=0.01)]
    assert {len(found) for found in others} == {1}
    assert all(found[0].width < first[0].width for found in others)
    assert first[0].top + first[0].height < slides[0].shapes.title.top


def test_the_logo_is_kept_once_and_the_same_brand_gives_the_same_bytes() -> None:
    assert pictures(branded()).count(drawn(400, 100).content) == 1
    assert branded() == written(Brand(accent=accent_of("#0f6b5c"), light=drawn(400, 100)))


def test_without_a_brand_there_is_neither() -> None:
    found = read(written(Brand()))
    named = {
        shape.name
        for holder in (found.slide_master, *found.slide_layouts)
        for shape in holder.shapes
    }
    assert not {"Accent", "Logo"} & named


def test_a_template_of_ones_own_keeps_its_look(tmp_path: Path) -> None:
    pptx.Presentation().save(tmp_path / "own.pptx")
    brand = Brand(accent=accent_of("#0f6b5c"), light=drawn(400, 100))
    template = template_of(str(tmp_path / "own.pptx"))
    assert written(brand, template) == written(Brand(), template)


@pytest.mark.parametrize(
    "logo",
    [
        SVG,
        drawn(4, 4, "WEBP"),
        Logo("logo-light.png", b""),
        Logo("logo-light.png", b"\x89PNG\r\n\x1a\n and no more"),
        Logo("logo-light.png", drawn(4, 4).content[:20]),
        None,
    ],
)
def test_a_logo_that_slides_cannot_show_is_left_out(logo: Logo | None) -> None:
    assert picture_of(logo) is None
    assert written(Brand(light=logo)) == written(Brand())


def test_a_logo_that_claims_to_be_enormous_is_left_out() -> None:
    small = drawn(4, 4).content
    enormous = small[:16] + (200_000).to_bytes(4) * 2 + small[24:]
    assert picture_of(Logo("logo-light.png", enormous)) is None
