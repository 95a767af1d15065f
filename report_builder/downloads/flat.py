"""The rows of report.json as flat tables: a column for each field, a value or text in each cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from report_builder.downloads.document import Json, Row
from report_builder.table import Table

BETWEEN_ENTRIES = " | "
BETWEEN_INNER_ENTRIES = " "
FIRST = (
    *("lever", "rule", "group", "pair", "item", "dimension", "title"),
    *("segment", "level", "groups"),
)
"""The columns that say what a row is about, where a table has them."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Rows of values under the names of their fields; None where a row has no such field."""

    names: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...]


def flat(rows: Sequence[Row], titles: Mapping[str, str]) -> Flat:
    """Rows as a table: a column for each field that any row has, in order of appearance.

    What a row is about comes first, with its title. A field within a field is a column
    `field_within`, a segment level the columns `segment` and `level`; a list stays one value.

    >>> flat([{"own": {"base": 7}, "item": "A1"}, {"groups": ["a", "b"]}], {"A1": "Trust"})
    Flat(names=('item', 'title', 'groups', 'own_base'), \
rows=(('A1', 'Trust', None, 7), (None, None, ['a', 'b'], None)))
    """
    fields = [dict(_fields(row, titles)) for row in rows]
    names = list(dict.fromkeys(chain.from_iterable(fields)))
    names.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    return Flat(tuple(names), tuple(tuple(row.get(name) for name in names) for row in fields))


def text_table(table: Flat, decimal: str = ".") -> Table:
    """The table as text; a list is joined by " | ", nothing is an empty cell.

    >>> text_table(Flat(("groups", "value"), ((["a", "b"], 0.5),)), ",")
    Table(header=('groups', 'value'), rows=(('a | b', '0,5'),))
    """
    rows = tuple(tuple(_text(value, decimal) for value in row) for row in table.rows)
    return Table(table.names, rows)


def joined(values: Sequence[Json], said: Callable[[Json], str]) -> str:
    """The entries of a list in one text; those of a list within it closer together."""
    return BETWEEN_ENTRIES.join(
        said(value) if _single(value) else BETWEEN_INNER_ENTRIES.join(map(said, _entries(value)))
        for value in values
    )


def _single(value: Json) -> bool:
    return isinstance(value, str) or not isinstance(value, Sequence)


def _entries(value: Json) -> Sequence[Json]:
    return value if isinstance(value, Sequence) else ()


def _fields(row: Row, titles: Mapping[str, str], prefix: str = "") -> Iterator[tuple[str, Json]]:
    for name, value in row.items():
        if name in {"segment", "where"}:
            yield from zip(("segment", "level"), _level(value), strict=True)
        elif isinstance(value, Mapping):
            yield from _fields(value, titles, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", value
        if name in {"item", "dimension"}:
            yield "title", titles.get(str(value))


def _level(value: Json) -> tuple[Json, Json]:
    """The segment and its level, or nothing for everybody."""
    if not isinstance(value, Mapping):
        return None, None
    [(segment, level)] = value.items()
    return segment, level


def _text(value: Json, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return joined(value, lambda entry: _text(entry, decimal))
    written = json.dumps(value, ensure_ascii=False)
    return written.replace(".", decimal) if isinstance(value, float) else written
