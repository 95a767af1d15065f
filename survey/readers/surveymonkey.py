"""SurveyMonkey: questions in one row, their parts in the next; a row of codes may stand on top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from survey.bookkeeping import Bookkeeping, Timing
from survey.export import Export
from survey.readers.expanded import Spread, columns_to_read, gathered
from survey.readers.grid import Grid, Layout, Row, cell, export
from survey.readers.respelling import respelt_frame
from survey.readers.surveymonkey_columns import flattened_columns, two_row_columns
from survey.readers.surveymonkey_header import RESPONDENT, Header, found_header
from survey.wording import normalised

# Excel writes 114687260013 as 1.14687E+11 where the column is narrow, and may add ".0".
_ID_CUT = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_ID_WITH_ZERO = re.compile(r"^(\d+)[.,]0$")
_CUT_WARNING = (
    "a spreadsheet has cut the ids of the respondents to 1.23E+11 and the like; the same "
    "respondent cannot be told in two files."
)


class SurveyMonkey:
    """The CSV or Excel export of SurveyMonkey, with condensed or with expanded columns."""

    name = "SurveyMonkey"
    signs = '"Response" below its questions, or a column Respondent ID'

    def detect(self, grid: Grid) -> str | None:
        """Its id columns over an empty second row, or "Response" below the questions."""
        header = found_header(grid.head)
        return header.evidence if header else None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one, two or three header rows, one column a question."""
        header = found_header(grid.head) or Header(0, parts=False, evidence=evidence)
        columns, spreads = (
            two_row_columns(grid, header) if header.parts else (flattened_columns(grid), {})
        )
        bookkeeping, warnings = _noted(grid, header)
        found = export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence + _told(spreads),
                header_rows=header.rows,
                columns=columns,
                bookkeeping=bookkeeping,
                warnings=warnings,
            ),
        )
        return replace(found, read=lambda positions: _frames(found, positions, spreads))


def _noted(grid: Grid, header: Header) -> tuple[Bookkeeping, tuple[str, ...]]:
    """Whose response it is and how long it took; and what is wrong with the ids."""
    names = grid.head[header.questions]
    places = {normalised(text): place for place, text in reversed([*enumerate(names)])}
    respondent = next((places[name] for name in RESPONDENT if name in places), None)
    if respondent is not None and _ids_cut(grid.head[header.rows :], respondent):
        return Bookkeeping(timing=_timing(places)), (_CUT_WARNING,)
    return Bookkeeping(respondent=respondent, timing=_timing(places)), ()


def _timing(places: Mapping[str, int]) -> Timing | None:
    start = places.get("start date", places.get("date de début"))
    end = places.get("end date", places.get("date de fin"))
    return None if start is None or end is None else Timing(start=start, end=end)


def _ids_cut(first: Sequence[Row], respondent: int) -> bool:
    return any(_ID_CUT.fullmatch(cell(row, respondent).strip()) for row in first)


def _told(spreads: Mapping[int, Spread]) -> str:
    columns = sum(len(spread.options) for spread in spreads.values())
    return f"; {columns:,} columns gathered into {len(spreads):,}" if spreads else ""


def _frames(
    found: Export, positions: Sequence[int], spreads: Mapping[int, Spread]
) -> Iterator[pd.DataFrame]:
    """Frames of the columns asked for: spread ones gathered, ids as whole numbers."""
    wanted = {position: spreads[position] for position in positions if position in spreads}
    frames = found.read(columns_to_read(positions, wanted) if wanted else positions)
    respondent = found.bookkeeping.respondent
    ids = {} if respondent is None else {respondent: _without_zero}
    for frame in gathered(frames, positions, wanted) if wanted else frames:
        yield respelt_frame(frame, ids)


def _without_zero(text: str) -> str:
    return _ID_WITH_ZERO.sub(r"\1", text)
