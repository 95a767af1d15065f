"""Jotform: the date of submission first, then the labels of the fields."""

from __future__ import annotations

from dataclasses import replace

from survey.bookkeeping import Bookkeeping
from survey.export import Export
from survey.readers.grid import Grid, Layout, cell, export, single_header
from survey.readers.shared_question import parts_behind
from survey.wording import normalised, plain, quoted

_FIRST = "submission date"
_ID = "submission id"
_OTHERS = frozenset({_ID, "ip"})
# No genuine export was at hand. The date, the id and the address are in its manual; that a matrix
# is written "Question >> Row" or "Question | Row" is told by programs that read such files.
_MARKS = (" >> ", " | ")


class Jotform:
    """The CSV or Excel export of Jotform."""

    name = "Jotform"
    signs = "a first column Submission Date, and Submission ID, IP or a matrix further on"

    def detect(self, grid: Grid) -> str | None:
        """The date that comes first, and a second sign: other tools too may write such a date."""
        header = grid.head[0] if grid.head else ()
        if normalised(cell(header, 0)) != _FIRST:
            return None
        signs = [text for text in header if normalised(text) in _OTHERS or _MARKS[0] in text]
        if not signs:
            return None
        return f'row 1 begins with "Submission Date" and holds {quoted(plain(signs[0]))}'

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one header row."""
        columns = single_header(grid.head[0], grid.width)
        for mark in _MARKS:
            parts = parts_behind([column.text for column in columns], mark)
            columns = tuple(
                replace(column, row_text=part) if part else column
                for column, part in zip(columns, parts, strict=True)
            )
        ids = [column.position for column in columns if normalised(column.text) == _ID]
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=1,
                columns=columns,
                bookkeeping=Bookkeeping(respondent=ids[0] if ids else None),
            ),
        )
