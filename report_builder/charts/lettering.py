"""How wide a text is, by the metrics of the page's own font; where it breaks, where it is cut."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import accumulate

from matplotlib.ft2font import FT2Font, LoadFlags

from report_builder.readable import END, ISOLATE

ELLIPSIS = "…"

_UNITS = 2048
_FIXED_POINT = 65536  # FreeType gives the unhinted advance in 16.16
_WIDEST = 1.0
_UNKNOWN = 0.7
# Breaks only at spaces that may break: not at the no-break spaces a language sets.
_BREAKING_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in CSS pixels, kerning left out: never less than what is drawn.

    >>> text_width("8", 20) == text_width("1", 20)
    True
    """
    return size * sum(_advance(character, bold) for character in text)


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it would be wider than `width` pixels.

    >>> shortened("Marketing", 40, 12)
    'Mark…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, bold=bold)
    return _head(text, room, size, bold).rstrip() + ELLIPSIS


def wrapped(
    text: str, width: float, size: float, *, bold: bool = False, lines: int = 3
) -> tuple[str, ...]:
    """The text in lines of at most `width` pixels; what does not fit the last line is cut.

    A word longer than a line is broken after a hyphen, or else where the line ends.

    Args:
        text: one paragraph; line breaks in it count as spaces.
        width: of a line, in CSS pixels.
        size: of the text, in CSS pixels.
        bold: in the heavier weight.
        lines: the most lines there may be.

    >>> wrapped("We meet formally once a month", 120, 13.5)
    ('We meet formally', 'once a month')
    """
    left = _BREAKING_SPACE.sub(" ", text).strip()
    found: list[str] = []
    while left and len(found) < lines - 1:
        line = _first_line(left, width, size, bold)
        found.append(line)
        left = left[len(line) :].lstrip(" ")
    last = (shortened(left, width, size, bold=bold),) if left else ()
    return tuple(_still_isolated((*found, *last)))


def _still_isolated(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each beginning in the isolates that the one before did not end."""
    begun = ""
    for line in lines:
        whole = begun + line
        begun = ISOLATE * max(0, whole.count(ISOLATE) - whole.count(END))
        yield whole


def fitted(  # noqa: PLR0913 - what is said of whom, and how it is set
    say: Callable[[str], str],
    name: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    lines: int = 1,
) -> tuple[str, ...]:
    """The lines of what is said of a name; where it is too long, the name alone loses its end.

    Args:
        say: the sentence, given the name.
        name: whose.
        width: of a line, in CSS pixels.
        size: of the text, in CSS pixels.
        bold: in the heavier weight.
        lines: the most lines there may be.

    >>> fitted("{} more positive".format, "Marketing", 120, 12)
    ('Mark… more positive',)
    """

    def too_long(said: str) -> bool:
        return len(wrapped(said, width, size, bold=bold, lines=lines + 1)) > lines

    def cut(kept: int) -> str:
        return say(name[:kept].rstrip() + ELLIPSIS)

    said = say(name)
    if too_long(said):
        longest = bisect_left(range(1, len(name)), True, key=lambda kept: too_long(cut(kept)))
        said = cut(max(longest, 1))
    return wrapped(said, width, size, bold=bold, lines=lines)


def fair_rooms(wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """What each of several texts beside each other gets of a room: all it wants, or its share.

    >>> fair_rooms([20, 90, 70], 120)
    (20, 50.0, 50.0)
    """
    for before, each in enumerate(sorted(wanted)):
        share = room / (len(wanted) - before)
        if each > share:
            return tuple(min(each, share) for each in wanted)
        room -= each
    return tuple(wanted)


def _first_line(text: str, width: float, size: float, bold: bool) -> str:
    if text_width(text, size, bold=bold) <= width:
        return text
    head = _head(text, width, size, bold)
    if text[len(head) : len(head) + 1] == " ":
        return head
    before = head.rpartition(" ")[0].rstrip(" ")
    return before or _to_hyphen(head) or head or text[0]


def _to_hyphen(head: str) -> str:
    """The part of a word up to its last hyphen, which stays on its line; "" without one."""
    part, hyphen, _ = head.rpartition("-")
    return part + hyphen


def _head(text: str, width: float, size: float, bold: bool) -> str:
    """As many of the first characters as fit."""
    used = accumulate(size * _advance(character, bold) for character in text)
    return text[: sum(place <= width for place in used)]


@cache
def _advance(character: str, bold: bool) -> float:
    """Advance of a character in parts of the text's size."""
    font = _font(bold)
    if font.get_char_index(ord(character)):
        glyph = font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
        return glyph.linearHoriAdvance / _FIXED_POINT / _UNITS
    return _foreign_advance(character)


def _foreign_advance(character: str) -> float:
    """A safe guess for a character that is not in our font and comes from the reader's."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return _WIDEST if wide else _UNKNOWN


@cache
def _font(bold: bool) -> FT2Font:
    """Inter, as it stands on the page: its figures, signs and brackets are all of one width."""
    name = f"inter-{600 if bold else 400}.ttf"
    path = files("report_builder").joinpath("charts", "fonts", name)
    font = FT2Font(BytesIO(path.read_bytes()))
    font.set_size(_UNITS, 72)
    return font
