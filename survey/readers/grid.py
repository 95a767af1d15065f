"""A table of text cells, whatever file it came from; the readers tell which tool wrote it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.bookkeeping import NOTHING_NOTED, Bookkeeping
from survey.errors import NoResponsesError
from survey.export import Column, Export
from survey.readers.cell_text import Value, cell_text
from survey.wording import plain

HEAD_ROWS = 60
BATCH_ROWS = 25_000

MOST_CELLS = 20_000_000
MOST_COLUMNS = 16_384
"""What is read into memory at once; a sheet of Excel has as many columns at most."""

Row = tuple[str, ...]

_MATRIX_ROW = re.compile(r"^(?P<question>.*\S)\s*\[(?P<row>[^\[\]]+)\]$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """The cells of one file or sheet.

    Attributes:
        kind: what kind of file it is: "text", "workbook", "spss", …
        head: the first rows, at most HEAD_ROWS; an empty row is an empty tuple. Of a file that
            describes its own columns, one empty row.
        width: number of columns.
        filled: numbers (1-based) of the rows that hold anything, ascending.
        warnings: what was noticed, each to stand behind the file's name and a colon.
        digest: as in `Export`.
        read: (positions, rows to skip) to frames as `Export.read` yields them.
        columns: what the file itself says its columns are; () where only header rows do.
        part: the part of an archive that was read, for people; "" where the file is no archive.
    """

    path: Path
    kind: str
    sheet: str | None
    encoding: str | None
    separator: str | None
    head: tuple[Row, ...]
    width: int
    filled: Sequence[int]
    warnings: tuple[str, ...]
    digest: Callable[[], str]
    read: Callable[[Sequence[int], int], Iterator[pd.DataFrame]]
    columns: tuple[Column, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one tool lays out its table: who wrote it, where the header ends, what the columns are.

    `header_rows` counts every row above the first response, title rows included.
    """

    vendor: str
    evidence: str
    header_rows: int
    columns: tuple[Column, ...]
    bookkeeping: Bookkeeping = NOTHING_NOTED
    warnings: tuple[str, ...] = ()


def digest_of(data: bytes) -> Callable[[], str]:
    """What tells one file from another, hashed when it is asked for: one export needs none."""
    return lambda: hashlib.sha256(data).hexdigest()


def rows_grid(
    path: Path,
    rows: Sequence[Sequence[Value]],
    digest: Callable[[], str],
    *,
    kind: str,
    sheet: str | None = None,
) -> Grid:
    """The grid of rows held in memory; at least one cell is filled, and an empty one is "".

    Cells become text when they are read: of a wide sheet few columns ever are.
    """
    filled = [number for number, row in enumerate(rows, start=1) if row.count("") < len(row)]
    return Grid(
        path=path,
        kind=kind,
        sheet=sheet,
        encoding=None,
        separator=None,
        head=tuple(_texts(row) for row in rows[:HEAD_ROWS]),
        width=_filled_width(rows),
        filled=filled,
        warnings=(),
        digest=digest,
        read=lambda positions, skip: _row_batches(rows, filled, positions, skip),
    )


def table_grid(
    path: Path,
    table: pd.DataFrame,
    columns: tuple[Column, ...],
    digest: Callable[[], str],
    *,
    kind: str,
) -> Grid:
    """The grid of a file that describes its own columns: no header row, one row a respondent.

    Args:
        path: of the file.
        table: cells as text, "" where empty, one column an entry of `columns`, in their order.
        columns: what the file says its columns are.
        digest: see `Export`.
        kind: see `Grid`.
    """
    frame = table.set_axis(range(len(columns)), axis=1).set_axis(range(1, len(table) + 1), axis=0)
    return Grid(
        path=path,
        kind=kind,
        sheet=None,
        encoding=None,
        separator=None,
        head=((),),
        width=len(columns),
        filled=range(1, len(frame) + 1),
        warnings=(),
        digest=digest,
        read=lambda positions, skip: _table_batches(frame, positions, skip),
        columns=columns,
    )


def distinct(texts: npt.ArrayLike) -> pd.Categorical[object]:
    """The texts of a column, each distinct one once: it has to be understood once only.

    pandas' own way makes its own kind of text of all of them first.
    """
    codes, found = pd.factorize(np.array(texts, dtype=object))
    return pd.Categorical.from_codes(codes, pd.Index(found, dtype=object))


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
        evidence=layout.evidence + (f"; read from {grid.part} in the archive" if grid.part else ""),
        encoding=grid.encoding,
        separator=grid.separator,
        header_rows=layout.header_rows,
        columns=layout.columns,
        bookkeeping=layout.bookkeeping,
        warnings=tuple(f"{grid.path.name}: {text}" for text in (*grid.warnings, *layout.warnings)),
        digest=grid.digest,
        read=lambda positions: grid.read(positions, layout.header_rows),
    )


def filled_width(row: Row) -> int:
    """Number of columns up to the last that is filled."""
    return max(position for position, text in enumerate(row, start=1) if text)


def _texts(row: Sequence[Value]) -> Row:
    """The cells of a row as text; none of an empty row."""
    return tuple(map(cell_text, row)) if row.count("") < len(row) else ()


def _filled_width(rows: Sequence[Sequence[Value]]) -> int:
    """Number of columns up to the last that any row has filled."""
    width = 0
    for row in rows:
        if row[width:].count("") < len(row) - width:
            width = max(place for place, value in enumerate(row, start=1) if value != "")
    return width


def _row_batches(
    rows: Sequence[Sequence[Value]],
    filled: Sequence[int],
    positions: Sequence[int],
    skip: int,
) -> Iterator[pd.DataFrame]:
    numbers = [number for number in filled if number > skip]
    for start in range(0, len(numbers), BATCH_ROWS):
        batch = numbers[start : start + BATCH_ROWS]
        cells = [*zip_longest(*(rows[number - 1] for number in batch), fillvalue="")]
        columns = {
            position: _categories(cells[position] if position < len(cells) else [""] * len(batch))
            for position in positions
        }
        yield pd.DataFrame(columns, index=batch)


def _categories(cells: Sequence[Value]) -> pd.Categorical[object]:
    as_text = str if set(map(type, cells)) == {str} else cell_text
    return distinct([*map(as_text, cells)])


def _table_batches(
    frame: pd.DataFrame, positions: Sequence[int], skip: int
) -> Iterator[pd.DataFrame]:
    for start in range(skip, len(frame), BATCH_ROWS):
        yield frame.iloc[start : start + BATCH_ROWS][list(positions)].astype("category")


def _column(position: int, header: str) -> Column:
    matrix = question_and_row(header)
    text = plain(header)
    return Column(position=position, code=text, text=text, row_text=matrix[1] if matrix else text)
