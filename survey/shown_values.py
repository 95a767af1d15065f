"""What of an export may stand in a file to review: nothing personal, and few common answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from survey.export import Column, Export
from survey.wording import normalised, plain

Counts = Mapping[int, Counter[str]]
"""By position of a column: how often each answer was given. For looking up only."""

MOST_VALUES = 12
LEAST_EACH = 5
"""Values are listed only when there are few and each was given by several people."""

LONGEST_HEADER = 120

_PERSONAL_HEADER = re.compile(
    r"\b(e-?mail|courriel|mail|name|nom|prénom|username|phone|téléphone|mobile|ip|ip ?address|"
    r"adresse|latitude|longitude|location|token|recipient\w*|externalreference|"
    r"external data reference|user|employee|matricule|birth|naissance|custom data \d+|network id|"
    r"access code|firstname|lastname|ipaddr|refurl|deviceid|imei|phonenumber|subscriberid)\b"
)
_METADATA = re.compile(
    r"^(timestamp|horodateur|start ?date|end ?date|recorded ?date|status|progress|finished|"
    r"duration.*|response ?id|respondent ?id|collector ?id|distribution ?channel|user ?language|"
    r"date (submitted|created|modified)|last page|seed|v\d+|#|id|_\w+)$"
)
_OF_PEOPLE = re.compile(
    r"(?:\b|_)(?:name|nom|prénom|firstname|lastname|fullname|surname|username|user(?! language)|"
    r"e-?mail|courriel|recipient\w*|manager|supervisor|responsable|submitted_by)(?:\b|_)"
)
# An address, seven digits or more of a telephone in whatever groups, an internet address.
_PERSONAL = re.compile(
    r"\S*@\S*"
    r"|(?:[0-9a-f]{0,4}:){3,}[0-9a-f:]*"
    r"|\d{1,3}(?:\.\d{1,3}){3}"
    r"|[+(]?\d(?:[ .()/-]{0,2}\d){8,}"
    r"|\d{7,}"
    r"|\d{3}[-. ]\d{4}\b",
    re.IGNORECASE,
)


def reason_to_ignore(column: Column) -> str | None:
    """Why a column is no answer by its header alone: personal data, or the tool's own."""
    names = {normalised(column.code), normalised(column.text)}
    if any(_METADATA.match(name) for name in names):
        return "metadata"
    if any(_PERSONAL_HEADER.search(name) and len(name) <= LONGEST_HEADER for name in names):
        return "personal data"
    return None


def holds_names(column: Column) -> bool:
    """Whether a column, by its header, says who somebody is."""
    headers = {normalised(text) for text in (column.code, column.text) if text}
    return any(len(text) <= LONGEST_HEADER and _OF_PEOPLE.search(text) for text in headers)


def is_personal(text: str) -> bool:
    """Whether a text holds what looks like an address or a telephone number."""
    return _PERSONAL.search(text) is not None


def shown_header(column: Column, longest: int = LONGEST_HEADER) -> str:
    """The statement or question of a column, without what looks personal in it, shortened.

    >>> shown_header(Column(position=0, code="q", text="", row_text="Ask jo@example.org or me"))
    'Ask … or me'
    """
    text = _PERSONAL.sub("…", plain(column.row_text or column.text or column.code))
    return text if len(text) <= longest else text[:longest] + "…"


def answer_counts(export: Export, columns: Iterable[Column]) -> dict[int, Counter[str]]:
    """How often each answer of each column was given, blanks apart; the file is read once."""
    positions = sorted({column.position for column in columns})
    found = {position: Counter[str]() for position in positions}
    for frame in export.read(positions) if positions else ():
        for position in positions:
            for text, count in frame[position].value_counts().items():
                found[position][plain(str(text))] += int(count)
    return {position: +Counter({**counts, "": 0}) for position, counts in found.items()}


def frequent(counts: Counter[str]) -> list[tuple[str, int]]:
    """The answers that several people gave, most frequent first; none when there are many."""
    if len(counts) > MOST_VALUES:
        return []
    found = [
        (text, count)
        for text, count in counts.items()
        if count >= LEAST_EACH and not is_personal(text)
    ]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))


def harmless(counts: Counter[str]) -> list[tuple[str, int]]:
    """All answers, most frequent first, when each may be shown; none otherwise."""
    found = frequent(counts)
    return found if len(found) == len(counts) else []
