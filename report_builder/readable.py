"""A text as a reader can see it: what every file that is published does with texts of others first.

Some characters are no text: controls, and those that hide text or turn its direction. XML 1.0
forbids many of them, a terminal obeys others, and a file name can lie with them.
"""

from __future__ import annotations

import re
import unicodedata

# Spaces of French typography, and the joiners that Indic and Persian words are written with.
_MEANT = frozenset("\N{NO-BREAK SPACE}\u202f\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
# What Unicode keeps for no one: FDD0 to FDEF, and the last two of each of its 17 planes.
_FOR_NO_ONE = frozenset(range(0xFDD0, 0xFDF0)) | frozenset(
    end - back for end in range(0x10000, 0x120000, 0x10000) for back in (1, 2)
)


def readable(text: str) -> str:
    r"""The text composed (NFC), in one line, without what cannot be seen.

    Controls and line ends become spaces, runs of spaces one space. What hides text or turns it
    (zero width, overrides of direction) is left out, but for the joiners that words need. A
    character newer than this Python is kept.

    >>> readable("Cafe\u0301\n\x1b Nord\u202e \u200b1")
    'Café Nord 1'
    """
    seen = "".join(map(_seen, unicodedata.normalize("NFC", text)))
    return re.sub(" +", " ", seen)


def _seen(character: str) -> str:
    if character in _MEANT:
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    hidden = category[0] == "Z" or category in {"Cc", "Cs", "Co"}
    return " " if hidden or ord(character) in _FOR_NO_ONE else character
