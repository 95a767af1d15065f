"""Texts as people type them, brought to one form: to compare them, to show them, to quote them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u00a0": " ",
        "\u202f": " ",
    }
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Marks on Latin, Greek and Cyrillic letters; in other scripts marks are letters of their own.
_ACCENTS = re.compile("[\u0300-\u036f]")
# What French sets before a question mark: no control character, though not "printable" either.
_TYPESET_BLANKS = "\u00a0\u202f"
_JOINERS = {"\u200c", "\u200d"}
_FINAL_PUNCTUATION = " .!?:;,*"


def normalised(text: str) -> str:
    """The text as it is compared: case, blanks, apostrophes, HTML and final marks levelled.

    >>> normalised(" Plutôt d’accord. "), normalised("<b>Agree</b>&nbsp;")
    ("plutôt d'accord", 'agree')
    """
    bare = untagged(text).translate(_ONE_FORM)
    folded = unicodedata.normalize("NFKC", _visible(bare)).casefold()
    words = " ".join(folded.split()).rstrip(_FINAL_PUNCTUATION).lstrip()
    quoted_whole = len(words) > 1 and words[0] == words[-1] == '"'
    return words[1:-1].rstrip(_FINAL_PUNCTUATION) if quoted_whole else words


def untagged(text: str) -> str:
    """The text of a piece of HTML.

    >>> untagged("<b>Agree</b>&nbsp;&amp; sign").split()
    ['Agree', '&', 'sign']
    """
    return _TAG.sub(" ", html.unescape(text))


def levelled(text: str) -> str:
    """The text as names that people typed are compared: as `normalised`, and accents levelled.

    >>> levelled("Île-de-France ") == levelled("ILE-DE-FRANCE")
    True
    """
    return _ACCENTS.sub("", unicodedata.normalize("NFD", normalised(text)))


def plain(text: str) -> str:
    r"""The text as it may be shown: one Unicode form, single blanks, nothing invisible.

    >>> plain(" Cafe\u0301\x1b \n Nord ")
    'Café Nord'
    """
    return " ".join(_visible(unicodedata.normalize("NFC", text).translate(_BLANKS)).split())


def quoted(text: str, limit: int = 60) -> str:
    r"""The text as a message quotes it: on one line, shortened, control characters spelt out.

    >>> quoted("a\x1bb"), quoted("x" * 9, limit=5)
    ('"a\\x1bb"', '"xxxxx…"')
    """
    short = text if len(text) <= limit else text[:limit] + "…"
    return '"' + "".join(_spelt_out(character) for character in short) + '"'


def listed(parts: list[str], limit: int = 12) -> str:
    """The parts, one a line and indented, the rest of a long list only counted."""
    shown = [f"    {part}" for part in parts[:limit]]
    rest = len(parts) - len(shown)
    return "\n".join([*shown, f"    … and {rest} more"] if rest else shown)


def some(names: Sequence[str], limit: int = 12) -> str:
    """The names in one line, the rest of a long list only counted.

    >>> some(["HND1", "HND2", "HND3"], limit=2)
    'HND1, HND2 and 1 more'
    """
    rest = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {rest} more" if rest > 0 else "")


_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\u00a0\u202f\u2028\u2029", " "))


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(character for character in text if _is_visible(character))


def _is_visible(character: str) -> bool:
    if character in _JOINERS or character.isspace():
        return character not in "\x1c\x1d\x1e\x1f\x85"
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn"}


def _spelt_out(character: str) -> str:
    if character.isprintable() or character in _TYPESET_BLANKS:
        return character
    return character.encode("unicode_escape").decode("ascii")
