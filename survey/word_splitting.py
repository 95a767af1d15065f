"""The words of a comment: French elisions and English contractions undone, grammar left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from survey.stop_words import EVERY_STOP_WORD, STOP_WORDS
from survey.wording import levelled

LEAST_LETTERS = 3
_LONGEST_ACRONYM = 3
"""Longer words in capitals can be somebody's name, shouted."""

_LETTERS = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTERS}+(?:['\u2019\u02bc-]{_LETTERS}+)*")
_SENTENCE_STARTS = frozenset('.!?:;…\u2022"«“([/-–—*')
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=.)")
_WHOLE = frozenset({"aujourd'hui", "rendez-vous", "chef-d'oeuvre", "hors-d'oeuvre"})
_POSSESSIVE = re.compile(r"'s?$")
_INVERTED = re.compile(
    r"(?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|la|le|les|moi|toi|lui|leur|en|y)$"
)
_NO_PLURAL = ("ss", "us", "is", "os")
_SHORTEST_PLURAL = 4
_MOST_WORDS = 2**16
_FAR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A word as it stands in a text.

    Attributes:
        key: by which it is counted: small letters, no accents, no plural s.
        form: as it was written, in small letters but for an acronym.
        capital: whether a capital within a sentence makes it look like a name; None at the start
            of a sentence, or where all is in capitals.
    """

    key: str
    form: str
    capital: bool | None


def spoken_words(text: str) -> Iterator[Spoken]:
    """The words of a text that carry meaning, in their order.

    >>> [word.form for word in spoken_words("Qu'est-ce que l'équipe n'a pas dit aux clients ?")]
    ['équipe', 'dit', 'clients']
    >>> [word.form for word in spoken_words("They don't follow up our customers' leads")]
    ['follow', 'customers', 'leads']
    """
    shouted = text.isupper()
    for match in _WORD.finditer(text):
        key, form = _meaning(match[0])
        if key and not shouted and _is_acronym(match[0]):
            yield Spoken(key=key, form=form.upper(), capital=False)
        elif key:
            capital = _inner(match[0])[0].isupper()
            undecided = capital and (shouted or _starts_a_sentence(text, match.start()))
            yield Spoken(key=key, form=form, capital=None if undecided else capital)


def bare(word: str) -> str:
    """A word in small letters without what is joined to it.

    >>> [bare(word) for word in ("L’équipe", "devrait-elle", "customer's", "Follow-up")]
    ['équipe', 'devrait', 'customer', 'follow-up']
    """
    small = re.sub("[\u2019\u02bc]", "'", word).lower()
    if small in _WHOLE or small in EVERY_STOP_WORD:
        return small
    return _POSSESSIVE.sub("", _INVERTED.sub("", _ELIDED.sub("", small)))


def key_of(word: str) -> str:
    """By what a word is counted, so that "Lead", "leads" are one; `word` is levelled.

    >>> [key_of(word) for word in ("leads", "reunions", "business", "process", "focus")]
    ['lead', 'reunion', 'business', 'process', 'focus']
    """
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s")
    return word[:-1] if plural and not word.endswith(_NO_PLURAL) else word


def language_of(text: str) -> str:
    """The language of a text by its words of grammar; "" where they do not tell.

    >>> [language_of(text) for text in ("They bring us the leads", "Les mêmes chiffres", "CRM")]
    ['en', 'fr', '']
    """
    words = [levelled(part) for word in _WORD.findall(text) for part in _parts(word)]
    found = {
        language: sum(word in known and word not in _ambiguous(language) for word in words)
        for language, known in STOP_WORDS.items()
    }
    best = max(found.values())
    leading = [language for language, count in found.items() if count == best]
    return leading[0] if best and len(leading) == 1 else ""


@lru_cache(maxsize=_MOST_WORDS)
def _meaning(word: str) -> tuple[str, str]:
    """The key and the form of a word; no key where it carries no meaning."""
    form = bare(word)
    level = levelled(form)
    if len(level) < LEAST_LETTERS or level in EVERY_STOP_WORD:
        return "", form
    return key_of(level), form


def _starts_a_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - _FAR) : place].rstrip()
    return not before or before[-1] in _SENTENCE_STARTS


def _parts(word: str) -> list[str]:
    """A word, and what is elided before it."""
    small = re.sub("[\u2019\u02bc]", "'", word).lower()
    return [small, *small.split("'")[:1]] if "'" in small else [small]


def _ambiguous(language: str) -> frozenset[str]:
    """The words of grammar that another language has too."""
    others = (known for other, known in STOP_WORDS.items() if other != language)
    return STOP_WORDS[language].intersection(frozenset().union(*others))


def _is_acronym(word: str) -> bool:
    inner = _inner(word)
    return inner.isupper() and 1 < len(inner) <= _LONGEST_ACRONYM


def _inner(word: str) -> str:
    """A word without what is elided before it."""
    return re.split("['\u2019\u02bc]", word)[-1]
