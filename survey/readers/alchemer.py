"""Alchemer, once SurveyGizmo: its own columns first; a matrix row before its question."""

from __future__ import annotations

from dataclasses import replace

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, Row, export, single_header
from survey.readers.shared_question import parts_before
from survey.wording import normalised

_OWN = frozenset({"response id", "time started", "date submitted", "status"})
_LEAST_OWN = 3
# The statuses of its API. What was marked as test data has a column of its own in some exports,
# under a header that is known only from the API.
_REFUSED = frozenset({"disqualified", "deleted"})
_TEST_HEADERS = ("test data", "is test data", "is_test_data")
_YES = frozenset({"1", "true", "yes"})


class Alchemer:
    """The CSV or Excel export of Alchemer."""

    name = "Alchemer"
    signs = "columns Response ID, Time Started, Date Submitted and Status"

    def detect(self, grid: Grid) -> str | None:
        """Its own columns in the header."""
        found = _OWN & _positions(grid.head[0]).keys() if grid.head else set()
        shown = ", ".join(sorted(found))
        return f"row 1 holds {shown}" if len(found) >= _LEAST_OWN else None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one header row."""
        columns = single_header(grid.head[0], grid.width)
        parts = parts_before([column.text for column in columns], ":")
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=1,
                columns=tuple(
                    replace(column, row_text=part or _before(column))
                    for column, part in zip(columns, parts, strict=True)
                ),
                bookkeeping=_bookkeeping(_positions(grid.head[0])),
            ),
        )


def _positions(header: Row) -> dict[str, int]:
    """Position by header; of the same header twice the first."""
    return {normalised(text): position for position, text in reversed([*enumerate(header)])}


def _before(column: Column) -> str:
    """The row of a matrix that has one only: Alchemer sets no blank behind its colon."""
    row, _, question = column.text.partition(":")
    return row if row and question and not question.startswith(" ") else column.row_text


def _bookkeeping(named: dict[str, int]) -> Bookkeeping:
    status, start, end = (named.get(name) for name in ("status", "time started", "date submitted"))
    exclusions = [
        Exclusion(position=named[name], values=_YES, reason="test")
        for name in _TEST_HEADERS
        if name in named
    ]
    unsubmitted = None
    if status is not None:
        exclusions.append(Exclusion(position=status, values=_REFUSED, reason="screened-out"))
        unsubmitted = Exclusion(
            position=status, values=frozenset({"partial"}), reason="unsubmitted"
        )
    timed = start is not None and end is not None
    return Bookkeeping(
        exclusions=tuple(exclusions),
        unsubmitted=unsubmitted,
        respondent=named.get("response id"),
        timing=Timing(start=start, end=end) if timed else None,
    )
