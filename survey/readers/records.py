"""Where the records of a delimited text end, and how many fields each has."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey.readers.grid import HEAD_ROWS, Row

SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL = 131_072
"""Characters. What the csv module takes by default; a real cell holds at most 32,767 (Excel)."""

_LAST_LINE = "end"
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
    lines = sample.split("\n")
    heads = {separator: first_records(lines, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: _evenness(heads[separator]))
    return best, heads[best]


def first_records(lines: Sequence[str], separator: str) -> tuple[Row, ...]:
    """The first records, at most HEAD_ROWS; they end before a cell that is too long."""
    found: list[Row] = []
    reader = csv.reader((line + "\n" for line in lines[:-1]), delimiter=separator)
    try:
        for record in reader:
            found.append(tuple(record))
            if len(found) == HEAD_ROWS:
                break
    except csv.Error:  # a cell longer than LONGEST_CELL
        pass
    return tuple(found)


def end_of_records(data: bytes, separator: str, number: int) -> int:
    """Offset of the byte behind the first records, whose quoted cells may hold line ends.

    pandas' own way to skip rows takes some of those line ends for ends of records.
    """
    if number > HEAD_ROWS and (b'"' not in data or _well_quoted(data, separator)):
        return int(_ends(data)[number - 1]) + 1
    lines = io.BytesIO(data)
    reader = csv.reader((line.decode("utf-8") for line in lines), delimiter=separator)
    with _cells_of_any_length(data):
        for _ in range(number):
            next(reader)
    return lines.tell()


def records(data: bytes, separator: str) -> Records:
    """The shape of the whole text; quoted cells may hold separators and line ends.

    Only separators, quotes and line ends are looked at, which is several times as fast as
    cutting the cells. Where a quote stands inside an unquoted cell, the cells are cut after all.
    """
    if b'"' not in data:
        return Records(_without_empty(data, _unquoted_widths(data, separator)), unclosed=False)
    if not _well_quoted(data, separator):
        return _cut(data, separator)
    marks = np.frombuffer(data.translate(None, _NOT_STRUCTURE[separator]), dtype=np.uint8)
    quotes = marks == _QUOTE
    outside = (np.cumsum(quotes) & 1) == 0
    widths = _distances(np.flatnonzero(marks[outside & ~quotes] == _NEWLINE))
    return _cut(data, separator) if np.any(widths == 1) else Records(widths, unclosed=False)


def _ends(data: bytes) -> npt.NDArray[np.intp]:
    """Offsets of the line ends that end a record; every quote opens or closes a cell."""
    text = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(text == _NEWLINE)
    if b'"' not in data:
        return ends
    outside: npt.NDArray[np.intp] = np.searchsorted(np.flatnonzero(text == _QUOTE), ends) % 2 == 0
    return ends[outside]


def _unquoted_widths(data: bytes, separator: str) -> npt.NDArray[np.int64]:
    """Fields of each line: the separators up to its end, less those up to the line before.

    They are counted 64 bytes at a time: a bit for each byte, and a machine word's bits at once.
    """
    text = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(text == _NEWLINE)
    bits = np.packbits(text == ord(separator), bitorder="little")
    words = np.pad(bits, (0, -bits.size % 8)).view("<u8")
    counted = np.cumsum(np.bitwise_count(words), dtype=np.int64) - np.bitwise_count(words)
    before_the_end = (np.uint64(1) << (ends & 63).astype(np.uint64)) - np.uint64(1)
    within = np.bitwise_count(words[ends >> 6] & before_the_end)
    upto: npt.NDArray[np.int64] = counted[ends >> 6] + within
    return np.diff(upto, prepend=0) + 1


def _distances(places: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    return np.diff(places, prepend=-1).astype(np.int64)


def _well_quoted(data: bytes, separator: str) -> bool:
    """Whether every quote opens a cell at its start, closes it at its end, or is doubled."""
    cells = np.frombuffer(data, dtype=np.uint8)
    places = np.flatnonzero(cells == _QUOTE)
    if places.size % 2:
        return False
    ends = np.zeros(256, dtype=bool)
    ends[[_NEWLINE, _QUOTE, ord(separator)]] = True
    before = ends[cells[places[::2] - 1]] | (places[::2] == 0)
    after = ends[cells[places[1::2] + 1]]
    return bool(before.all() and after.all())


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
    lines = io.StringIO(data.decode("utf-8") + _LAST_LINE, newline="")
    widths, record = [], [""]
    with _cells_of_any_length(data):
        for record in csv.reader(lines, delimiter=separator):
            widths.append(len(record) if len(record) > 1 or "".join(record).strip() else 0)
    # An open quote has swallowed the line that was added.
    return Records(np.array(widths[:-1], dtype=np.int64), unclosed=record != [_LAST_LINE])


@contextmanager
def _cells_of_any_length(data: bytes) -> Iterator[None]:
    """Lets the csv module cut cells as long as the text, where they have been told already."""
    limit = csv.field_size_limit(max(LONGEST_CELL, len(data)))
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _evenness(head: tuple[Row, ...]) -> float:
    widths = Counter(len(record) for record in head if any(record))
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return count / widths.total() * math.sqrt(width)
