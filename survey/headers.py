"""What the header of a column says: codes and wordings it may hold, and its name in messages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from survey.export import Column
from survey.wording import normalised, quoted

_PART = re.compile(r"[_/.\[\]]")
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
_LEADING_CODE = re.compile(
    r"^(?:\[([^\[\]\s]+)\]|([^\W_]\w*)\s*[.:)]|([^\W_]\w*)\s+-)\s*(.*)$", re.DOTALL
)
_LEADING_NUMBER = re.compile(r"^\(?\d+[.)]\s+")
_PARTS_OF_A_HEADER = (" - ", ": ", "/")
_NOT_ANSWERS = re.compile(r"_(DO|TEXT)(_|$)")


def column_name(column: Column) -> str:
    """A column as messages name it: its letter and its header."""
    return f"{column.letter} ({quoted(column.row_text or column.code, 50)})"


def header_digest(columns: Iterable[Column]) -> str:
    """A short hash of the header: another one, another set of questions."""
    texts = (text for column in columns for text in (column.code, column.text))
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:12]


def statements(column: Column) -> tuple[str, ...]:
    """The texts in a header that can be an item's wording, normalised; none beside an answer."""
    if column.text and not column.row_text:
        return ()
    texts = [column.row_text, column.text, *_IN_BRACKETS.findall(column.text)]
    for mark in _PARTS_OF_A_HEADER:
        parts = column.text.split(mark)
        texts += [mark.join(parts[start:]) for start in range(1, len(parts))]
    texts += [match[4] for text in texts if (match := _LEADING_CODE.match(text))]
    texts += [_LEADING_NUMBER.sub("", text) for text in texts]
    return tuple(dict.fromkeys(normalised(text) for text in texts if text))


def codes(column: Column) -> tuple[str, ...]:
    """The parts of a header that can be an item's code, casefolded; none beside an answer."""
    if _NOT_ANSWERS.search(column.code) or (column.text and not column.row_text):
        return ()
    found = [column.code, *_IN_BRACKETS.findall(column.code)]
    if " " not in column.code:
        found += [part for part in _PART.split(column.code) if part][-1:]
    for text in (column.code, column.row_text, column.text):
        match = _LEADING_CODE.match(text)
        found += [part for part in match.groups()[:3] if part] if match else []
    return tuple(dict.fromkeys(part.strip().casefold() for part in found))
