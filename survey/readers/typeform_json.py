"""What Typeform's Responses API answers (JSON): items with answers, each under its question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from survey.export import Column
from survey.readers.grid import Grid, digest_of, table_grid
from survey.readers.json_records import parsed_json
from survey.wording import plain

KIND = "typeform-json"

_MARKS = (b'"items"', b'"answers"', b'"field"')
# As the CSV heads them, so that one reader knows both.
_NOTED = {
    "token": "#",
    "response_id": "#",
    "response_type": "Response Type",
    "landed_at": "Start Date (UTC)",
    "submitted_at": "Submit Date (UTC)",
}
# The time of submission that a response has which was not submitted.
_NOT_SENT = "0001-01-01"
_DEEPEST = 5

_Object = Mapping[str, object]
_Record = dict[str, str]


def is_typeform_json(data: bytes) -> bool:
    """Whether it is a JSON document with responses of Typeform in it."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and all(mark in data for mark in _MARKS)


def open_typeform_json(path: Path, data: bytes) -> Grid:
    """The responses, one row an item; columns are named by the refs of the questions.

    Their texts are known when the form's definition (`fields`) is in the file, by itself or as
    `definition`.

    Raises:
        FileDamagedError: no JSON.
    """
    document = _object(parsed_json(path.name, data))
    titles = dict(_titles(document)) or dict(_titles(_object(document.get("definition"))))
    records = [_record(item) for item in _objects(document.get("items"))]
    names = [*dict.fromkeys([*titles, *(name for record in records for name in record)])]
    table = pd.DataFrame(
        {name: [record.get(name, "") for record in records] for name in names}, dtype=str
    )
    columns = tuple(
        _column(position, name, titles.get(name, (name, name)))
        for position, name in enumerate(names)
    )
    return table_grid(path, table, columns, digest_of(data), kind=KIND)


def _column(position: int, name: str, texts: tuple[str, str]) -> Column:
    return Column(position=position, code=name, text=texts[0], row_text=texts[1])


def _titles(form: _Object, stem: str = "", depth: int = 0) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each question's ref with its text, and its text alone where it is a row of a matrix."""
    for field in _objects(form.get("fields")):
        title = plain(_text(field.get("title")))
        whole = f"{stem} [{title}]" if stem else title
        ref = _text(field.get("ref")) or _text(field.get("id"))
        within = _object(field.get("properties"))
        if ref and "fields" not in within:
            yield ref, (whole, title)
        if depth < _DEEPEST:
            above = title if field.get("type") == "matrix" else ""
            yield from _titles(within, above, depth + 1)


def _record(item: _Object) -> _Record:
    """One response: its answers by ref, what the form was opened with, and what the API notes."""
    answers = dict(map(_answer, _objects(item.get("answers"))))
    hidden = {name: _text(value) for name, value in _object(item.get("hidden")).items()}
    noted = {name: _text(item[key]) for key, name in _NOTED.items() if key in item}
    return answers | hidden | {name: _noted(text) for name, text in noted.items()}


def _noted(text: str) -> str:
    return "" if text.startswith(_NOT_SENT) else text


def _answer(answer: _Object) -> tuple[str, str]:
    """The ref of a question and what was answered, as the CSV of Typeform would have it."""
    field = _object(answer.get("field"))
    given = answer.get(_text(answer.get("type")))
    chosen = _object(given)
    labels = chosen.get("labels")
    texts = [*labels] if isinstance(labels, list) else [chosen.get("label")]
    text = "; ".join(filter(None, map(_text, [*texts, chosen.get("other")]))) if chosen else ""
    return _text(field.get("ref")) or _text(field.get("id")), text or _text(given)


def _object(value: object) -> _Object:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[_Object]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    """A value as text: true and false as 1 and 0, as in the CSV; numbers are text already."""
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str) else ""
