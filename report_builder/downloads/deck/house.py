"""The consultant's accent and logo on the plain template: under every slide, not on each."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from report_builder.brand import Brand, Logo
from report_builder.downloads.deck.plain import MARGIN, parsed
from report_builder.downloads.deck.room import INCH, INSET, Room

if TYPE_CHECKING:
    from pptx.parts.image import Image
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout, SlideMaster

_LEFT = MARGIN + INSET
"""Where the letters of a title begin."""

STRIPE = Room(left=_LEFT, top=round(0.24 * INCH), width=INCH, height=round(0.07 * INCH))
"""Above the titles, in the accent."""

FIRST_LOGO = Room(left=_LEFT, top=round(0.6 * INCH), width=3 * INCH, height=round(0.9 * INCH))
LOGO = Room(left=_LEFT, top=round(7.03 * INCH), width=2 * INCH, height=round(0.32 * INCH))
"""Where the logo stands, at most so large: on the first slide, and at the foot of the others."""

_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def furnished(presentation: Presentation, brand: Brand) -> Presentation:
    """The plain template with the look that the settings ask for, if any."""
    if brand.accent is not None:
        _stripe(presentation.slide_master, brand.accent.light)
    logo = picture_of(brand.light)
    if logo is not None:
        for layout in presentation.slide_layouts:
            first = layout.element.get("type") == "title"
            _place(layout, logo, FIRST_LOGO if first else LOGO)
    return presentation


def picture_of(logo: Logo | None) -> Image | None:
    """The logo as slides can hold it; None for one that is no PNG, JPEG or GIF."""
    from PIL.Image import DecompressionBombError  # noqa: PLC0415 - an extra
    from pptx.parts.image import Image  # noqa: PLC0415 - an extra

    if logo is None:
        return None
    image = Image.from_blob(logo.content)
    try:
        return image if image.ext else None
    except (OSError, ValueError, DecompressionBombError):
        return None


def _stripe(master: SlideMaster, colour: str) -> None:
    master.shapes.element.append(
        parsed(
            f"<p:sp {_SPACES}>"
            f'<p:nvSpPr><p:cNvPr id="{_next_id(master)}" name="Accent"/><p:cNvSpPr/><p:nvPr/>'
            "</p:nvSpPr><p:spPr><a:xfrm>"
            f'<a:off x="{STRIPE.left}" y="{STRIPE.top}"/>'
            f'<a:ext cx="{STRIPE.width}" cy="{STRIPE.height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
    )


def _place(layout: SlideLayout, logo: Image, room: Room) -> None:
    """The logo as large as the room allows, in its own shape, on the left."""
    from pptx.oxml.shapes.picture import CT_Picture  # noqa: PLC0415 - an extra
    from pptx.util import Emu  # noqa: PLC0415 - an extra

    width, height = logo.size
    scale = min(room.width / width, room.height / height)
    _, relation = layout.part.get_or_add_image_part(io.BytesIO(logo.blob))
    box = map(Emu, (room.left, room.top, round(scale * width), round(scale * height)))
    picture = CT_Picture.new_pic(_next_id(layout), "Logo", "", relation, *box)
    layout.shapes.element.append(picture)


def _next_id(holder: SlideMaster | SlideLayout) -> int:
    return max(int(name) for name in holder.shapes.element.xpath(".//p:cNvPr/@id")) + 1
