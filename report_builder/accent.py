"""One colour of the client's: for links and priorities, where it can be read.

The colours of the teams and of the answers are not the client's to choose: they were tried
together, for every kind of sight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of a text with what is behind it (WCAG 2.2, success criterion 1.4.3)."""

LIGHT_GROUNDS = ("#fffffe", "#f5f6f9")
DARK_GROUNDS = ("#161b26", "#1e2533")
"""Page and panel, of the light and of the dark look."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_WASH = (0.10, 0.16)
"""How much of the accent is in its wash on the light and on the dark page."""

_NEARLY_BLACK = 0.04045
"""Below it sRGB is linear (IEC 61966-2-1)."""

_STEPS = 100

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accent:
    """The colour on light and on dark pages, with a wash of it behind what is marked."""

    light: str
    dark: str
    light_wash: str
    dark_wash: str


def is_colour(text: str) -> bool:
    """Whether a text is a colour as we take it.

    >>> is_colour("#0f5fa6"), is_colour("teal")
    (True, False)
    """
    return _COLOUR.fullmatch(text) is not None


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21.

    (L1 + 0.05) / (L2 + 0.05), L the relative luminance of the lighter and of the darker.

    Source: W3C (2023), Web Content Accessibility Guidelines 2.2, "contrast ratio".

    >>> contrast("#ffffff", "#000000"), round(contrast("#0f5fa6", "#fffffe"), 1)
    (21.0, 6.5)
    """
    darker, lighter = sorted((_luminance(_rgb(first)), _luminance(_rgb(second))))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    """The contrast of a colour with that of the grounds which it stands out from least."""
    return min(contrast(colour, ground) for ground in grounds)


def accent_of(light: str, dark: str = "") -> Accent:
    """The accent of a light colour; the dark page gets its own, or the first tint to be read.

    Args:
        light: readable on the light grounds.
        dark: readable on the dark grounds; "" to find one.
    """
    shown = dark or _lightened(light)
    return Accent(
        light=light,
        dark=shown,
        light_wash=_mixed(LIGHT_GROUNDS[0], light, _WASH[0]),
        dark_wash=_mixed(DARK_GROUNDS[0], shown, _WASH[1]),
    )


def _lightened(colour: str) -> str:
    """The colour with as little white as makes it readable on dark pages."""
    tints = (_mixed(colour, "#ffffff", step / _STEPS) for step in range(_STEPS + 1))
    return next(tint for tint in tints if least_contrast(tint, DARK_GROUNDS) >= READABLE)


def _mixed(first: str, second: str, share: float) -> str:
    """The first colour with that share of the second."""
    parts = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * share) * 255):02x}" for a, b in parts)


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
