"""Their text and our markup: what others wrote is shown, never obeyed.

Questionnaires, settings and exports are written by others. Whatever of them reaches a page goes
through `entities`, which leaves nothing that a Markdown or HTML parser could act on. `Markup`
marks what is ours; a template engine that ends every expression with `escape` cannot forget:

    Environment(autoescape=True, finalize=escape)

`escape` trusts nothing but our own `Markup`, not what a template engine marks as safe.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST_SLUG = 60
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
_HASH_LENGTH = 8
_LETTERS_AND_DIGITS = frozenset("LN")
_SEPARATORS_AND_CONTROLS = frozenset("ZC")
# Spaces of French typography, and the joiners that Indic and Persian words are written with.
_MEANT = frozenset("\N{NO-BREAK SPACE}\u202f\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")


class Markup(str):
    """Text of our own making, or escaped: it goes on a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself: what a template engine asks for before it would escape once more."""
        return str(self)

    def filled(self, **values: object) -> Markup:
        """Our markup with values in its `{places}`, each escaped unless it is ours.

        >>> Markup("<b>{name}</b>").filled(name="<R&D>")
        '<b>&#60;R&#38;D&#62;</b>'
        """
        return Markup(self.format(**{name: escape(value) for name, value in values.items()}))


def escape(value: object) -> Markup:
    """Our markup as it is; of anything else, the `entities` of its text."""
    return value if isinstance(value, Markup) else entities(str(value))


def entities(text: str) -> Markup:
    """The text so written that it can only be read.

    Composed (NFC); controls, line ends and characters that turn or hide text become spaces, runs
    of spaces one space; all but letters, digits, spaces and commas become numeric entities.

    >>> entities("[x](javascript:a)")
    '&#91;x&#93;&#40;javascript&#58;a&#41;'
    """
    written = "".join(map(_written, unicodedata.normalize("NFC", text)))
    return Markup(re.sub(" +", " ", written))


def slug(text: str) -> str:
    """A name fit for a file or an anchor: 1 to 60 of `a-z`, `0-9` and `-`.

    A text with no letter or digit that ASCII can say gets a hash for a name. Two texts may have
    one slug: `slugs` tells them apart. No name that Windows keeps for itself.

    >>> slug("Échanges & langage commun"), slug("CON")
    ('echanges-langage-commun', 'con-a3dbc4b6')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    name = words[:LONGEST_SLUG].strip("-") or _hash(text)
    return _with_hash(name, text) if name in _DEVICES else name


def slugs(texts: Iterable[str]) -> Mapping[str, str]:
    """A slug for each text, all different: those that would be equal end in a hash each.

    >>> slugs(["A b", "a-b", "c"])["c"]
    'c'
    """
    named = {text: slug(text) for text in texts}
    names = list(named.values())
    return {
        text: name if names.count(name) == 1 else _with_hash(name, text)
        for text, name in named.items()
    }


def _written(character: str) -> str:
    category = unicodedata.category(character)[0]
    if category in _LETTERS_AND_DIGITS or character == ",":
        return character
    if category in _SEPARATORS_AND_CONTROLS and character not in _MEANT:
        return " "
    return f"&#{ord(character)};"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]


def _with_hash(name: str, text: str) -> str:
    return f"{name[: LONGEST_SLUG - _HASH_LENGTH - 1].rstrip('-')}-{_hash(text)}"
