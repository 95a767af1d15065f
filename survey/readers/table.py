"""Any other table: one header row, perhaps below a title; the names of the columns are all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from survey.bookkeeping import Bookkeeping
from survey.errors import HeaderError
from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, Row, cell, export, filled_width, single_header
from survey.wording import normalised, plain, quoted

_LEAST_FILLED = 0.6
_MOST_NUMBERS = 0.5
_MOST_TOTALS = 3
_NUMBER = re.compile(r"\s*[-+]?\d+([.,]\d+)?\s*%?\s*")
_RESPONDENT = frozenset({"respondent_id", "respondent id", "response_id", "response id"})
_TIME = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?")
_TOTALS = frozenset(
    {
        *("total", "totals", "grand total", "sum", "average", "mean", "count"),
        *("totaux", "total général", "somme", "moyenne", "effectif", "nombre"),
    }
)


class Table:
    """A table without the marks of a tool."""

    name = "table"
    signs = "a row of column names above the responses"

    def detect(self, grid: Grid) -> str | None:
        """Every grid is a table, but for those that describe their own columns."""
        if grid.columns:
            return None
        return f"no tool's own columns; the header is row {_header_row(grid)}"

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under the first row that is filled like a header.

        Raises:
            HeaderError: that row holds data.
        """
        number = _header_row(grid)
        header = grid.head[number - 1]
        _refuse_data(grid.path.name, number, header)
        columns = single_header(header, grid.width)
        totals = _totals(grid, number)
        found = export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=number,
                columns=columns,
                bookkeeping=Bookkeeping(respondent=_respondent(columns)),
                warnings=(
                    *_title_warning(grid, number),
                    *_blank_warnings(columns),
                    *_totals_warning(totals),
                ),
            ),
        )
        return replace(found, read=lambda positions: _without(found, positions, totals))


def _header_row(grid: Grid) -> int:
    """Number of the first row with at least 60 % of its cells filled, else of the first filled.

    A cell far to the right of the table makes every row look sparse: where no row is filled
    enough for the widest, they are held to the second widest.
    """
    widths = sorted((filled_width(row) for row in grid.head if any(row)), reverse=True)
    for width in (grid.width, *widths[1:2]):
        for number, row in enumerate(grid.head, start=1):
            if sum(bool(text.strip()) for text in row) >= _LEAST_FILLED * width:
                return number
    return int(grid.filled[0])


def _respondent(columns: tuple[Column, ...]) -> int | None:
    """The one column that is called an id of respondents, in so many words."""
    found = [column.position for column in columns if normalised(column.text) in _RESPONDENT]
    return found[0] if len(found) == 1 else None


def _refuse_data(name: str, number: int, header: Row) -> None:
    filled = [text for text in header if text.strip()]
    numbers = [text for text in filled if _NUMBER.fullmatch(text) or _TIME.fullmatch(text)]
    if _TIME.fullmatch(cell(header, 0)) or len(numbers) > _MOST_NUMBERS * len(filled):
        raise HeaderError(
            f"{name}, row {number}: this row looks like data (it begins with "
            f"{quoted(plain(cell(header, 0)), 30)}); the header row is missing.",
            "put the names of the columns into the first row, or export the survey again.",
        )


def _totals(grid: Grid, header: int) -> tuple[int, ...]:
    """Numbers of the rows at the end that add the others up: "Total", and numbers alone."""
    last = [number for number in grid.filled[-_MOST_TOTALS:] if number > header + 1]
    if not last:
        return ()
    found: list[int] = []
    for frame in grid.read(range(grid.width), last[0] - 1):
        for number, row in zip(frame.index, frame.itertuples(index=False), strict=True):
            filled = [text for text in map(str, row) if text.strip()]
            if filled:
                found = [*found, int(number)] if _adds_up(filled) else []
    return tuple(found)


def _adds_up(filled: Sequence[str]) -> bool:
    return (
        len(filled) > 1
        and normalised(filled[0]) in _TOTALS
        and all(_NUMBER.fullmatch(text) for text in filled[1:])
    )


def _without(
    found: Export, positions: Sequence[int], rows: Sequence[int]
) -> Iterator[pd.DataFrame]:
    for frame in found.read(positions):
        yield frame[~frame.index.isin(rows)] if rows else frame


def _totals_warning(rows: Sequence[int]) -> tuple[str, ...]:
    if not rows:
        return ()
    listed = ", row ".join(map(str, rows))
    return (f"row {listed} adds the others up, and was left out: it is no response.",)


def _title_warning(grid: Grid, number: int) -> tuple[str, ...]:
    titles = [str(row) for row in range(1, number) if any(grid.head[row - 1])]
    if not titles:
        return ()
    return (f"row {', row '.join(titles)} was taken as a title; the header is row {number}.",)


def _blank_warnings(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(
        f"column {column.letter} (column {column.position + 1}) has no name in the header; it is "
        "left out."
        for column in columns
        if not column.text
    )
