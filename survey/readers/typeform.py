"""Typeform: whole questions between an id and the times; a column for each box to tick."""

from __future__ import annotations

from collections.abc import Mapping

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.export import Export
from survey.readers.grid import Grid, Layout, cell, export, single_header
from survey.readers.typeform_json import KIND as RESPONSES

_SIGNS = ("Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID")
_LEAST_SIGNS = 2
_UNFINISHED = frozenset({"started", "partial"})


class Typeform:
    """The CSV or Excel export of Typeform, or what its Responses API answers (JSON)."""

    name = "Typeform"
    signs = "two of the columns Start Date (UTC), Stage Date (UTC), Submit Date (UTC), Network ID"

    def detect(self, grid: Grid) -> str | None:
        """The columns after the answers."""
        if grid.kind == RESPONSES:
            return "items with answers, as the Responses API gives them"
        places = _places(grid)
        found = [name for name in _SIGNS if name in places]
        return f"row 1 holds {' and '.join(found)}" if len(found) >= _LEAST_SIGNS else None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export; who began and did not send it is noted."""
        described = grid.kind == RESPONSES
        columns = grid.columns if described else single_header(grid.head[0], grid.width)
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=0 if described else 1,
                columns=columns,
                bookkeeping=_bookkeeping(_places(grid)),
            ),
        )


def _places(grid: Grid) -> dict[str, int]:
    """Positions of the columns by header, the first of that name."""
    headers = [column.code for column in grid.columns] or [
        cell(grid.head[0], position).strip() for position in range(grid.width)
    ]
    return {header: position for position, header in reversed([*enumerate(headers)])}


def _bookkeeping(places: Mapping[str, int]) -> Bookkeeping:
    """The newer exports say how far a response came; else one without a date was not sent."""
    start, end = places.get("Start Date (UTC)"), places.get("Submit Date (UTC)")
    marks = (
        Exclusion(position=places[name], values=values, reason="unsubmitted")
        for name, values in (
            ("Response Type", _UNFINISHED),
            ("Submit Date (UTC)", frozenset({""})),
        )
        if name in places
    )
    timed = start is not None and end is not None
    return Bookkeeping(
        unsubmitted=next(marks, None),
        respondent=places.get("#"),
        timing=Timing(start=start, end=end) if timed else None,
    )
