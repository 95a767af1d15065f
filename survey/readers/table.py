"""Any other table: one header row, perhaps below a title; the names of the columns are all."""

from __future__ import annotations

import re

from survey.errors import HeaderError
from survey.export import Bookkeeping, Column, Export
from survey.readers.grid import Grid, Layout, Row, cell, export, single_header
from survey.wording import normalised, plain, quoted

_LEAST_FILLED = 0.6
_MOST_NUMBERS = 0.5
_NUMBER = re.compile(r"\s*[-+]?\d+([.,]\d+)?\s*")
_RESPONDENT = frozenset({"respondent_id", "respondent id", "response_id", "response id"})
_TIME = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?")


class Table:
    """A table without the marks of a tool."""

    name = "table"
    signs = "a row of column names above the responses"

    def detect(self, grid: Grid) -> str:
        """Every grid is a table."""
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
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=number,
                columns=columns,
                bookkeeping=Bookkeeping(respondent=_respondent(columns)),
                warnings=(*_title_warning(grid, number), *_blank_warnings(columns)),
            ),
        )


def _header_row(grid: Grid) -> int:
    """Number of the first row with at least 60 % of its cells filled, else of the first filled."""
    for number, row in enumerate(grid.head, start=1):
        if sum(bool(text.strip()) for text in row) >= _LEAST_FILLED * grid.width:
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
