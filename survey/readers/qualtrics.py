"""Qualtrics: three header rows (tag, wording, import id); two in the exports of before 2017."""

from __future__ import annotations

import re

from survey.export import Bookkeeping, Column, Exclusion, Export
from survey.readers.grid import Grid, Layout, Row, cell, export
from survey.wording import normalised, plain

# Both quote styles exist: JSON today, a Python dict in the first "Insights" exports.
_IMPORT_ID = re.compile(r"^\s*\{\s*[\"']ImportId[\"']\s*:\s*[\"'](?P<id>[^\"']*)[\"']")
_LEAST_IMPORT_IDS = 2
_LEGACY_TAGS = {"ResponseID", "ResponseSet"}

# The numeric export has the codes, the text export the words.
_TESTS = frozenset({"1", "2", "9", "17", "survey preview", "survey test", "offline survey preview"})
_SPAM = frozenset({"8", "12", "spam", "imported spam", "possible spam"})


class Qualtrics:
    """The CSV or TSV export of Qualtrics, as choice text or as numbers."""

    name = "Qualtrics"
    signs = "import ids in its third row, or V1, V2… over ResponseID"

    def detect(self, grid: Grid) -> str | None:
        """The import ids of row 3, or the V1, V2… of the old exporter."""
        ids = _import_ids(grid)
        if len(ids) >= _LEAST_IMPORT_IDS:
            return f"row 3 holds {len(ids)} import ids"
        if len(grid.head) > 1 and set(grid.head[1]) >= _LEGACY_TAGS and grid.head[0][0] == "V1":
            return "row 1 begins with V1 and row 2 holds ResponseID and ResponseSet"
        return None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its two or three header rows."""
        ids = _import_ids(grid)
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=3 if ids else 2,
                columns=_columns(grid, ids),
                bookkeeping=Bookkeeping(exclusions=_exclusions(grid.head, ids)),
            ),
        )


def _import_ids(grid: Grid) -> dict[int, str]:
    """Position to import id, from row 3."""
    third = grid.head[2] if len(grid.head) > 2 else ()  # noqa: PLR2004 - the third row
    found = ((position, _IMPORT_ID.match(text)) for position, text in enumerate(third))
    return {position: match["id"] for position, match in found if match}


def _columns(grid: Grid, ids: dict[int, str]) -> tuple[Column, ...]:
    """A matrix statement stands after its question: "question - statement"."""
    columns = []
    for position in range(grid.width):
        tag, wording = (plain(cell(row, position)) for row in grid.head[:2])
        text = wording or tag
        columns.append(
            Column(
                position=position,
                code=tag,
                text=text,
                row_text=text.rpartition(" - ")[2],
                key=ids.get(position, ""),
            )
        )
    return tuple(columns)


def _exclusions(head: tuple[Row, ...], ids: dict[int, str]) -> tuple[Exclusion, ...]:
    """Previews, tests and spam, by the column that says so.

    An unfinished response counts like any other: when it answers enough of the items.
    Row 2 of a legacy export names them; later ones have import ids, whatever the language.
    """
    names = {identity.casefold(): position for position, identity in ids.items()}
    if not names:
        names = {normalised(text): position for position, text in enumerate(head[1])}
    marks = (
        ("status", _TESTS, "test"),
        ("status", _SPAM, "spam"),
    )
    return tuple(
        Exclusion(position=names[name], values=values, reason=reason)
        for name, values, reason in marks
        if name in names
    )
