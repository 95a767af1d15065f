"""What may point at a person is taken out of a comment: addresses, numbers, names that are known.

No such list is ever complete: what is left is for a person to review.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from survey.stop_words import EVERY_STOP_WORD
from survey.traces import IBAN, LEAST_IBAN_DIGITS, NAME_IN_CAPITALS, TRACES, Trace
from survey.wording import levelled, plain

MARK = "[…]"
"""What stands in the place of what was taken out."""

LEAST_LETTERS = 3
"""A shorter name is taken out only where it has a capital: "Li", but not "as"."""

_MONEY = re.compile(
    r"\s?(?:€|\$|£|%|k€|m€|md€|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|chf\b)", re.IGNORECASE
)
_BEFORE_MONEY = re.compile(r"[€$£]\s?$")
_TOKEN = re.compile(r"[^\W\d_]+(?:\d+)?")
_MARKS = re.compile(r"\[…\](?:[\s,'\u2019-]*\[…\])+")
_ELIDED = re.compile(r"\b[^\W\d_]['\u2019]$")

Names = Collection[str]
"""Words of names, levelled. For looking up only."""

Span = tuple[int, int]


def redacted(text: str, names: Names = ()) -> str:
    """The text as it may be shown, with "[…]" for what may point at somebody.

    >>> redacted("Ask Élodie, 06 12 34 56 78, or élodie@example.org", {"elodie"})
    'Ask […], or […]'
    >>> redacted("Call +44 20 7946 0958; we lost 2 deals worth 150 000 €.")
    'Call […]; we lost 2 deals worth 150 000 €.'
    """
    shown = plain(text)
    spans = [*_found(_flat(shown)), *_named(shown, names)]
    parts, place = [], 0
    for start, end in sorted(spans):
        if end > place:
            parts.append(shown[place : max(start, place)])
            if start >= place:
                parts.append(MARK)
            place = end
    return _MARKS.sub(MARK, "".join([*parts, shown[place:]]))


def words_of_names(values: Iterable[str]) -> frozenset[str]:
    """The words by which people of these names, or with these addresses, may be called.

    >>> sorted(words_of_names(["Élodie de La Tour", "j.martin@example.org", "Li"]))
    ['elodie', 'li', 'martin', 'tour']
    """
    found = set()
    for value in values:
        name = plain(value).split("@")[0]
        found |= {levelled(word[0]) for word in _TOKEN.finditer(name) if len(word[0]) > 1}
    return frozenset(found - EVERY_STOP_WORD)


def _flat(text: str) -> str:
    """The text with wide and ornate letters and digits as plain ones, place for place."""
    if text.isascii():
        return text
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    simple = unicodedata.normalize("NFKC", character)
    return simple if len(simple) == 1 else character


def _found(text: str) -> Iterator[Span]:
    sought: dict[re.Pattern[str], bool] = {}
    for trace in TRACES:
        if trace.needs not in sought:
            sought[trace.needs] = trace.needs.search(text) is not None
        for match in trace.pattern.finditer(text) if sought[trace.needs] else ():
            if not _is_money(text, match.span()):
                yield match.span()
    yield from _checked(text, IBAN, _has_many_digits)
    yield from _checked(text, NAME_IN_CAPITALS, _names_somebody)


def _checked(text: str, trace: Trace, accepted: Callable[[re.Match[str]], bool]) -> Iterator[Span]:
    if trace.needs.search(text):
        yield from (match.span() for match in trace.pattern.finditer(text) if accepted(match))


def _has_many_digits(match: re.Match[str]) -> bool:
    return sum(character.isdigit() for character in match[0]) >= LEAST_IBAN_DIGITS


def _names_somebody(match: re.Match[str]) -> bool:
    """A first name before a surname in capitals, and no "Notre MARKETING"."""
    return levelled(match[1]) not in EVERY_STOP_WORD and not match[1].isupper()


def _is_money(text: str, span: Span) -> bool:
    """An amount with its currency, grouped by thousands."""
    start, end = span
    whole = text[start:end].strip()
    amount = re.fullmatch(r"\d{1,3}(?:[ .,\u202f]\d{3})+|\d+", whole) is not None
    return amount and bool(_MONEY.match(text, end) or _BEFORE_MONEY.search(text, 0, start))


def _named(text: str, names: Names) -> Iterator[Span]:
    """Where a word of a name stands."""
    if not names:
        return
    for match in _TOKEN.finditer(text):
        word = match[0]
        told = len(word) >= LEAST_LETTERS or word[:1].isupper()
        if told and _key(word) in names:
            elided = _ELIDED.search(text, 0, match.start())
            yield (elided or match).start(), match.end()


@lru_cache(maxsize=2**16)
def _key(word: str) -> str:
    """The word as it is among those of names; the same words come again and again."""
    return levelled(word)
