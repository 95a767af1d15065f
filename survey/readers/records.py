"""Where the records of a delimited text end, and how many fields each has."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey.readers.grid import HEAD_ROWS, Row

SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL = 131_072
"""Characters. What the csv module takes by default; a real cell holds at most 32,767 (Excel)."""

_NEWLINE, _QUOTE = ord("\n"), ord('"')
_NOT_STRUCTURE = {
    separator: bytes(sorted(set(range(256)) - {_NEWLINE, _QUOTE, ord(separator)}))
    for separator in SEPARATORS
}


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The shape of a delimited text, without its content.

    `widths`: number of fields of each record, shape (records,), int; 0 for an empty line.
    `unclosed`: whether a quoted cell is still open at the end of the file.
    """

    widths: npt.NDArray[np.int64]
    unclosed: bool


def best_separator(sample: str) -> tuple[str, tuple[Row, ...]]:
    """The separator that cuts the first records most evenly and widest, and those records.

    Score: share of records of the commonest width x the square root of that width; on a tie the
    first of `,` `;` TAB `|`. The csv module's own sniffer is wrong on one real export in ten.
    """
    heads = {separator: first_records(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: _evenness(heads[separator]))
    return best, heads[best]


def first_records(sample: str, separator: str) -> tuple[Row, ...]:
    """The first records, at most HEAD_ROWS; they end before a cell that is too long."""
    found: list[Row] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        for record in reader:
            found.append(tuple(record))
            if len(found) == HEAD_ROWS:
                break
    except csv.Error:  # a cell longer than LONGEST_CELL
        pass
    return tuple(found)


def records(data: bytes, separator: str) -> Records:
    """The shape of the whole text; quoted cells may hold separators and line ends.

    Only separators, quotes and line ends are looked at, which is several times as fast as
    cutting the cells. Where that does not come out even, because a quote stands inside an
    unquoted cell, the cells are cut after all.
    """
    marks = np.frombuffer(data.translate(None, _NOT_STRUCTURE[separator]), dtype=np.uint8)
    quotes = marks == _QUOTE
    quoted = bool(quotes.any())
    if quoted:
        outside = (np.cumsum(quotes) & 1) == 0
        marks = marks[outside & ~quotes]
    widths = np.diff(np.flatnonzero(marks == _NEWLINE), prepend=-1)
    if np.all(widths == widths[:1]) and widths[:1] != 1:
        return Records(widths, unclosed=False)
    return _cut(data, separator) if quoted else Records(_without_empty(data, widths), False)


def _without_empty(data: bytes, widths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The widths, with 0 for empty lines; each record is one line here."""
    single = np.flatnonzero(widths == 1)
    if not single.size:
        return widths
    lines = data.split(b"\n")
    empty = [number for number in single.tolist() if not lines[number].strip()]
    found = widths.copy()
    found[empty] = 0
    return found


def _cut(data: bytes, separator: str) -> Records:
    """The shape by cutting every cell, as the csv module does."""
    limit = csv.field_size_limit(max(LONGEST_CELL, len(data)))
    try:
        lines = io.StringIO(data.decode("utf-8"), newline="")
        widths, last = [], [""]
        for record in csv.reader(lines, delimiter=separator):
            widths.append(len(record) if len(record) > 1 or "".join(record).strip() else 0)
            last = record
    finally:
        csv.field_size_limit(limit)
    # The text ends with a line end, which only an open quote can take into a cell.
    open_end = bool(last) and last[-1].endswith("\n")
    return Records(np.array(widths, dtype=np.int64), unclosed=open_end)


def _evenness(head: tuple[Row, ...]) -> float:
    widths = Counter(len(record) for record in head if any(record))
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return count / widths.total() * math.sqrt(width)
