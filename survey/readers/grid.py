"""A table of text cells, whatever file it came from; the readers tell which tool wrote it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from survey.errors import NoResponsesError
from survey.export import Column, Exclusion, Export
from survey.wording import plain

HEAD_ROWS = 60
BATCH_ROWS = 25_000

Row = tuple[str, ...]

_MATRIX_ROW = re.compile(r"^(?P<question>.*\S)\s*\[(?P<row>[^\[\]]+)\]$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """The cells of one file or sheet.

    Attributes:
        head: the first rows, at most HEAD_ROWS; an empty row is an empty tuple.
        width: number of columns.
        filled: numbers (1-based) of the rows that hold anything, ascending.
        warnings: what was noticed, each to stand behind the file's name and a colon.
        digest: as in `Export`.
        read: (positions, rows to skip) to frames as `Export.read` yields them.
    """

    path: Path
    sheet: str | None
    encoding: str | None
    separator: str | None
    head: tuple[Row, ...]
    width: int
    filled: Sequence[int]
    warnings: tuple[str, ...]
    digest: Callable[[], str]
    read: Callable[[Sequence[int], int], Iterator[pd.DataFrame]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one tool lays out its table: who wrote it, where the header ends, what the columns are.

    `header_rows` counts every row above the first response, title rows included.
    """

    vendor: str
    evidence: str
    header_rows: int
    columns: tuple[Column, ...]
    exclusions: tuple[Exclusion, ...] = ()
    warnings: tuple[str, ...] = ()


def digest_of(data: bytes) -> Callable[[], str]:
    """What tells one file from another, hashed when it is asked for: one export needs none."""
    return lambda: hashlib.sha256(data).hexdigest()


def cell(row: Row, position: int) -> str:
    """The cell of a head row, "" where the row ends before it."""
    return row[position] if position < len(row) else ""


def question_and_row(header: str) -> tuple[str, str] | None:
    """A matrix header `Question  [Row]` in its two parts, or None.

    >>> question_and_row("How far do you agree?  [Sales listens.]")
    ('How far do you agree?', 'Sales listens.')
    """
    found = _MATRIX_ROW.match(header)
    return (plain(found["question"]), plain(found["row"])) if found else None


def single_header(headers: Row, width: int) -> tuple[Column, ...]:
    """The columns of a table with one header row."""
    return tuple(_column(position, cell(headers, position)) for position in range(width))


def export(grid: Grid, layout: Layout) -> Export:
    """The export that the grid holds under that layout.

    Raises:
        NoResponsesError: nothing stands below the header.
    """
    if not any(number > layout.header_rows for number in grid.filled[-1:]):
        raise NoResponsesError(
            f"{grid.path.name}: there is a header but no response row below it.",
            "export the survey again, with its responses.",
        )
    return Export(
        path=grid.path,
        sheet=grid.sheet,
        vendor=layout.vendor,
        evidence=layout.evidence,
        encoding=grid.encoding,
        separator=grid.separator,
        header_rows=layout.header_rows,
        columns=layout.columns,
        exclusions=layout.exclusions,
        warnings=tuple(f"{grid.path.name}: {text}" for text in (*grid.warnings, *layout.warnings)),
        digest=grid.digest,
        read=lambda positions: grid.read(positions, layout.header_rows),
    )


def _column(position: int, header: str) -> Column:
    matrix = question_and_row(header)
    text = plain(header)
    return Column(position=position, code=text, text=text, row_text=matrix[1] if matrix else text)
