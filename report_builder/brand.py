"""What makes a report look like the consultant's: one accent, a logo, pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from report_builder.accent import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    READABLE,
    Accent,
    accent_of,
    is_colour,
    least_contrast,
)
from survey.fields import Fields
from survey.wording import quoted

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
LARGEST_LOGO = 300_000
"""Bytes: a logo is on every page."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file: its name on the site and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What the settings say of the look; nothing of it is needed.

    Attributes:
        accent: the colour of links and priorities; None for ours.
        light, dark: the logo on light and on dark pages; one stands for both.
    """

    accent: Accent | None = None
    light: Logo | None = None
    dark: Logo | None = None

    @property
    def logos(self) -> tuple[Logo, ...]:
        """The pictures, each once."""
        return tuple({logo.name: logo for logo in (self.light, self.dark) if logo}.values())

    def style(self) -> str:
        """The style sheet that puts the accent in the place of ours; "" without one."""
        if self.accent is None:
            return ""
        light = _declared(self.accent.light, self.accent.light_wash)
        dark = _declared(self.accent.dark, self.accent.dark_wash)
        return (
            f':root,\n[data-md-color-scheme="default"] {{{light}}}\n'
            f'[data-md-color-scheme="slate"] {{{dark}}}\n'
            f"@media print {{\n:root,\n[data-md-color-scheme] {{{light}}}\n}}\n"
        )


NO_BRAND = Brand()


def brand(fields: Fields, settings: Path) -> Brand:
    """The brand that a settings file asks for; mistakes are noted in its fields.

    Args:
        fields: of the settings file.
        settings: its path; logos are found from its folder.
    """
    light, dark = _logos(fields, settings.parent)
    return Brand(accent=_accent(fields), light=light, dark=dark)


def _declared(colour: str, wash: str) -> str:
    return f" --ar-action: {colour}; --ar-action-wash: {wash} "


def _accent(fields: Fields) -> Accent | None:
    if not fields.has("accent"):
        return None
    part = fields.mapping("accent", short="light")
    light = _colour(part, "light", LIGHT_GROUNDS)
    dark = _colour(part, "dark", DARK_GROUNDS) if part.has("dark") else ""
    return accent_of(light, dark) if light else None


def _colour(part: Fields, key: str, grounds: tuple[str, ...]) -> str:
    """A colour that can be read on the grounds; "" and a mistake where it is none."""
    colour = part.text(key).lower()
    if not is_colour(colour):
        part.mistake(key, f"must be a colour as #0f5fa6, not {quoted(colour, 40)}")
        return ""
    found = least_contrast(colour, grounds)
    if found < READABLE:
        part.mistake(
            key,
            f"{colour} cannot be read on {key} pages: its contrast is {found:.2f}, and "
            f"{READABLE} is the least; take a {'darker' if key == 'light' else 'lighter'} one",
        )
        return ""
    return colour


def _logos(fields: Fields, folder: Path) -> tuple[Logo | None, Logo | None]:
    if not fields.has("logo"):
        return None, None
    part = fields.mapping("logo", short="light")
    light = _logo(part, "light", folder)
    return light, _logo(part, "dark", folder) if part.has("dark") else light


def _logo(part: Fields, key: str, folder: Path) -> Logo | None:
    named = part.text(key)
    path = folder / named
    if path.suffix.lower() not in PICTURES:
        part.mistake(key, f"{quoted(named, 80)} must be a picture: {', '.join(PICTURES)}")
    elif not path.is_file():
        part.mistake(key, f"{quoted(named, 80)} is not there, seen from the settings file")
    elif path.stat().st_size > LARGEST_LOGO:
        part.mistake(
            key,
            f"{quoted(named, 80)} has {path.stat().st_size:,} bytes; at most {LARGEST_LOGO:,}, "
            "for it is on every page",
        )
    else:
        return Logo(f"logo-{key}{path.suffix.lower()}", path.read_bytes())
    return None


def assets(brand: Brand) -> Iterator[tuple[str, bytes]]:
    """The files that a brand adds to the look, by path."""
    if brand.accent:
        yield "assets/brand.css", brand.style().encode()
    for logo in brand.logos:
        yield f"assets/{logo.name}", logo.content
