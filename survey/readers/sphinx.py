"""Sphinx: a title, the names of the questions, then the responses, each with its number."""

from __future__ import annotations

import re

from survey.export import Export
from survey.readers.grid import Grid, Layout, cell, export, single_header
from survey.wording import levelled

# "N°Obs", "N° Obs", "Num Obs", "No. obs"; with an ordinal (º), or both in one sign (№).
_NUMBER = re.compile(r"(n[°o]?|num)\.?\s?obs(ervation)?s?")
_MOST_TITLE_ROWS = 2


class Sphinx:
    """The Excel or CSV export of Sphinx."""

    name = "Sphinx"
    signs = "a first column N°Obs, in row 1 or below a title"

    def detect(self, grid: Grid) -> str | None:
        """The number of the observation, which comes first."""
        row = _header_row(grid)
        return f'row {row} begins with "{cell(grid.head[row - 1], 0).strip()}"' if row else None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under the row with that number.

        The number counts the responses of one survey from 1 on: it is nobody's id.
        """
        row = _header_row(grid)
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=row,
                columns=single_header(grid.head[row - 1], grid.width),
            ),
        )


def _header_row(grid: Grid) -> int:
    """Number of the row with the names of the questions, or 0."""
    for number, row in enumerate(grid.head[: _MOST_TITLE_ROWS + 1], start=1):
        if _NUMBER.fullmatch(levelled(cell(row, 0))):
            return number
    return 0
