"""A text as a reader can see it: what every file that is published does with texts of others first.

Some characters are no text: controls, and those that hide text or turn its direction. XML 1.0
forbids many of them, a terminal obeys others, and a file name can lie with them.
"""

from __future__ import annotations

import re
import unicodedata

ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

# Spaces of French typography, and the joiners that Indic and Persian words are written with.
_MEANT = frozenset("\N{NO-BREAK SPACE}\u202f\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_ISOLATING = re.compile(f"([{ISOLATE}{END}])")
_ISOLATED = re.compile(f"{ISOLATE}[^{ISOLATE}{END}]*{END}")
# What Unicode keeps for no one: FDD0 to FDEF, and the last two of each of its 17 planes.
_FOR_NO_ONE = frozenset(range(0xFDD0, 0xFDF0)) | frozenset(
    end - back for end in range(0x10000, 0x120000, 0x10000) for back in (1, 2)
)


def readable(text: str) -> str:
    r"""The text composed (NFC), in one line, without what cannot be seen.

    Controls and line ends become spaces, runs of spaces one space. What hides text or turns it
    (zero width, overrides of direction) is left out, but for the joiners that words need, and for
    isolates: what stands in one has its own direction and turns nothing around it. Each has its
    end. A character newer than this Python is kept.

    >>> readable("Cafe\u0301\n\x1b Nord\u202e \u200b1")
    'Café Nord 1'
    """
    seen = "".join(map(_seen, unicodedata.normalize("NFC", text)))
    return re.sub(" +", " ", _balanced(seen))


def isolated(text: str) -> str:
    r"""A text written from right to left, so that what stands beside it keeps its order.

    The Unicode Bidirectional Algorithm (UAX 9) would take a number after such a name for a part of
    it. Any other text is as it is, and so is one whose names are isolated.

    >>> isolated("North"), isolated("فريق")
    ('North', '\u2068فريق\u2069')
    """
    turned = not text.isascii() and any(map(_from_right, _ISOLATED.sub("", text)))
    return f"{ISOLATE}{text}{END}" if turned else text


def without_isolates(text: str) -> str:
    """The text as a file of data holds it: what stands alone in a cell needs no isolation."""
    return text.replace(ISOLATE, "").replace(END, "")


def _from_right(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}


def _balanced(text: str) -> str:
    """The text without an end of what was not begun, and with one of all that was."""
    kept, begun = "", 0
    for part in _ISOLATING.split(text):
        begun += (part == ISOLATE) - (part == END)
        kept, begun = (kept, 0) if begun < 0 else (kept + part, begun)
    return kept + END * begun


def _seen(character: str) -> str:
    if character in _MEANT or _ISOLATING.match(character):
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    hidden = category[0] == "Z" or category in {"Cc", "Cs", "Co"}
    return " " if hidden or ord(character) in _FOR_NO_ONE else character
