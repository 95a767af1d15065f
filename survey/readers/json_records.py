"""JSON: a list of records, alone or under a key, or one record a line; keys become the header."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from survey.errors import FileDamagedError, FileKindError, NoResponsesError
from survey.readers.cell_text import cell_text
from survey.readers.encoding import decoded
from survey.readers.grid import MOST_CELLS, MOST_COLUMNS, Grid, Row, digest_of, rows_grid
from survey.wording import quoted

Value = str | bool | list["Value"] | dict[str, "Value"] | None
"""A value as read. A number is its text, so that no digit of it is lost."""

Record = dict[str, Value]

LARGEST_JSON = 200_000_000
"""Bytes."""

MARK = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[{\[\]])")
"""How a JSON document of records begins; a header such as `[Q1],[Q2]` begins otherwise."""

_DEEPEST = 20
_BLANKS = re.compile(r"\s*")
_ESCAPE = re.compile(
    r"\\[^u]|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>\\u[dD][89a-fA-F]..)", re.DOTALL
)
_LISTED = 8
_USUAL = ("responses", "results", "items", "data", "value")
_AS_TABLE = "export the responses as CSV, or as a list of records, one a response."
_AGAIN = "export the file again; it may have been cut short or edited by hand."


def open_json(path: Path, data: bytes) -> Grid:
    """The records of the document as rows below a header of their keys.

    The header is row 1, so that record 1 is row 2. Keys stand in the order in which they first
    appear; those of an object within a record follow its own key and a "/".

    Raises:
        FileKindError: no list of records in it, or too much of anything.
        FileDamagedError: no JSON from a place on, or a key twice in one object.
        NoResponsesError: the list is empty.
    """
    found = records(path.name, parsed_json(path.name, data))
    rows = _rows(path.name, [_flat(path.name, record) for record in found])
    return rows_grid(path, rows, digest_of(data), kind="json")


def parsed_json(name: str, data: bytes) -> Value:
    """The document, or the list of documents where there are several, as in JSON Lines.

    Numbers, and NaN and Infinity, are text as they stand; half of a surrogate pair is U+FFFD.

    Raises:
        FileKindError: nested too deeply, or too large.
        FileDamagedError: no JSON from a line and column on, or a key twice in one object.
    """
    if len(data) > LARGEST_JSON or sum(map(data.count, (b",", b"{", b"["))) > MOST_CELLS:
        raise FileKindError(
            f"{name}: the JSON document is too large (the limit is {LARGEST_JSON:,} bytes and "
            f"{MOST_CELLS:,} values).",
            "export the responses as CSV and give that file.",
        )
    text = _without_half_pairs(decoded(data, name).data.decode("utf-8"))
    try:
        documents = list(_documents(name, text))
    except json.JSONDecodeError as error:
        raise FileDamagedError(
            f"{name}, line {error.lineno}, column {error.colno}: no JSON from here on "
            f"({error.msg.lower()}).",
            _AGAIN,
        ) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    return documents[0] if len(documents) == 1 else documents


def records(name: str, document: Value) -> list[Record]:
    """The records of a document: its own list, or the list of them under a key.

    Raises:
        FileKindError: there is no such list, or it is not clear which.
        NoResponsesError: it is empty.
    """
    if isinstance(document, dict):
        document = _list_within(name, document)
    if not isinstance(document, list):
        raise FileKindError(f"{name}: this JSON document is no list of records.", _AS_TABLE)
    found = [record for record in document if isinstance(record, dict)]
    if len(found) < len(document):
        places = (place for place, entry in enumerate(document, 1) if not isinstance(entry, dict))
        raise FileKindError(
            f"{name}: entry {next(places):,} of the list is no record of keys and values.",
            _AS_TABLE,
        )
    if not any(found):
        raise NoResponsesError(
            f"{name}: the list of responses is empty.",
            "export the survey again, with its responses.",
        )
    return found


def _documents(name: str, text: str) -> Iterator[Value]:
    decoder = json.JSONDecoder(
        object_pairs_hook=_record(name),
        parse_int=str,
        parse_float=_number,
        parse_constant=str,
        strict=False,  # some tools write line breaks within a text as they are
    )
    place = _after_blanks(text, 0)
    while place < len(text):
        document, end = decoder.raw_decode(text, place)
        yield document
        place = _after_blanks(text, end)


def _after_blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found else place


def _record(name: str) -> Callable[[list[tuple[str, Value]]], Record]:
    """What makes a record of its pairs, and refuses a key that stands twice in it."""

    def made(pairs: list[tuple[str, Value]]) -> Record:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise _twice(name, Counter(key for key, _ in pairs).most_common(1)[0][0])
        return found

    return made


def _number(text: str) -> str:
    value = float(text)
    return cell_text(value) if value.is_integer() else text


def _without_half_pairs(text: str) -> str:
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda found: r"\ufffd" if found["half"] else found[0], text)


def _list_within(name: str, document: Record) -> Value:
    """The only list of records, or the one under a usual name."""
    lists = {key: value for key, value in document.items() if isinstance(value, list)}
    full = {
        key: value
        for key, value in lists.items()
        if value and all(isinstance(entry, dict) for entry in value)
    }
    usual = [key for key in _USUAL if key in full]
    if len(full) > 1 and not usual:
        keys = ", ".join(quoted(key, 40) for key in [*full][:_LISTED])
        raise FileKindError(f"{name}: several lists of records: {keys}.", _AS_TABLE)
    if full:
        return full[usual[0] if usual else next(iter(full))]
    return next(iter(lists.values()), None)


def _flat(name: str, record: Record) -> dict[str, str]:
    """The cells of a record by key; the keys of an object within it follow its own and a "/"."""
    pairs = list(_cells(name, record))
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _twice(name, Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found


def _cells(name: str, record: Record, above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise _too_deep(name)
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _cells(name, value, f"{above}{key}/", depth + 1)
        else:
            yield above + key, _text(value)


def _text(value: Value) -> str:
    """A cell; a list of choices is joined as in a CSV, and what is within a list is left out."""
    if isinstance(value, list):
        return "; ".join(_text(entry) for entry in value if not isinstance(entry, dict | list))
    return "…" if isinstance(value, dict) else cell_text(value)


def _rows(name: str, found: Sequence[dict[str, str]]) -> list[Row]:
    keys = dict.fromkeys(key for cells in found for key in cells)
    if len(keys) > MOST_COLUMNS or len(keys) * len(found) > MOST_CELLS:
        raise FileKindError(
            f"{name}: {len(found):,} records of {len(keys):,} different keys, which is too large.",
            "export the responses as CSV and give that file.",
        )
    return [tuple(keys), *(tuple(cells.get(key, "") for key in keys) for cells in found)]


def _twice(name: str, key: str) -> FileDamagedError:
    return FileDamagedError(
        f"{name}: the key {quoted(key)} stands twice in one record.",
        "export the file again; one of the two answers would be lost.",
    )


def _too_deep(name: str) -> FileKindError:
    return FileKindError(f"{name}: the JSON document is nested too deeply.", _AS_TABLE)
