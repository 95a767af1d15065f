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
from collections import Counter
from collections.abc import Iterable, Mapping

from report_builder.readable import readable

LONGEST_SLUG = 60
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
# What the site, the builder of the site or a server means by a name, wherever it stands.
_TAKEN = frozenset(
    ("index", "readme", "404", "robots", "sitemap", "assets", "charts", "data", "search", "themes")
)
_HASH_LENGTH = 8
_LONG_HASH = 32
_LETTERS_AND_DIGITS = frozenset("LN")


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

    First made `readable`; then all but letters, digits, spaces and commas become numeric entities.

    >>> entities("[x](javascript:a)")
    '&#91;x&#93;&#40;javascript&#58;a&#41;'
    """
    return Markup("".join(map(_written, readable(text))))


def slug(text: str) -> str:
    """A name fit for a file or an anchor: 1 to 60 of `a-z`, `0-9` and `-`.

    A text with no letter or digit that ASCII can say gets a hash for a name. Two texts may have
    one slug: `slugs` tells them apart. No name that Windows or a site keeps for itself.

    >>> slug("Échanges & langage commun"), slug("CON")
    ('echanges-langage-commun', 'con-a3dbc4b6')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    name = words[:LONGEST_SLUG].strip("-") or _hash(text)
    return _with_hash(name, text) if name in _DEVICES | _TAKEN else name


def slugs(texts: Iterable[str]) -> Mapping[str, str]:
    """A slug for each text, all different: those that would be equal end in a hash each.

    >>> slugs(["A b", "a-b", "c"])["c"]
    'c'
    """
    named = {text: slug(text) for text in texts}
    times = Counter(named.values())
    hashed = {
        text: name if times[name] == 1 else _with_hash(name, text) for text, name in named.items()
    }
    if len({*hashed.values()}) == len(hashed):
        return hashed
    # Somebody has called one what another's hash makes of it.
    return {text: _with_hash(name, text, _LONG_HASH) for text, name in named.items()}


def _written(character: str) -> str:
    if character in {" ", ","} or unicodedata.category(character)[0] in _LETTERS_AND_DIGITS:
        return character
    return f"&#{ord(character)};"


def _hash(text: str, length: int = _HASH_LENGTH) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _with_hash(name: str, text: str, length: int = _HASH_LENGTH) -> str:
    return f"{name[: LONGEST_SLUG - length - 1].rstrip('-')}-{_hash(text, length)}"
