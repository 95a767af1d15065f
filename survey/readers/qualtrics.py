"""Qualtrics: three header rows (tag, wording, import id); two in the exports of before 2017."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, cell, export
from survey.readers.shared_question import parts_behind
from survey.wording import normalised, plain

# Both quote styles exist: JSON today, a Python dict in the first "Insights" exports.
_IMPORT_ID = re.compile(r"^\s*\{\s*[\"']ImportId[\"']\s*:\s*[\"'](?P<id>[^\"']*)[\"']")
_LEAST_IMPORT_IDS = 2
_LEGACY_TAGS = {"ResponseID", "ResponseSet"}

# "QID5_1" today, "QID5-1" in the first "Insights" exports.
_QUESTION_ID = re.compile(r"^(QID\d+)[-_]")
# The old exporter cuts a question at about 100 characters and sets no blanks around the hyphen.
_LEGACY_MARK = re.compile(r"(?<=[.?!:…])-(?=\S)")

# What Qualtrics writes beside an answer under its question's wording: the order shown, the
# text of a choice, times on the page, topics found in a text.
_BESIDE = re.compile(
    r"_(TEXT|DO(_.*)?|First Click|Last Click|Page Submit|Click Count)$"
    r"| - (Parent )?(Topics?|Sentiment|Actionability)\b.*$",
    re.IGNORECASE,
)
_BESIDE_ID = re.compile(r"^QID.*(_DO(_|$)|_TEXT_\w|_(FIRST|LAST)_CLICK|_PAGE_SUBMIT|_CLICK_COUNT)")

# The numeric export has the codes, the text export the words.
_TESTS = frozenset({"1", "2", "9", "17", "survey preview", "survey test", "offline survey preview"})
_SPAM = frozenset({"8", "12", "spam", "imported spam", "possible spam"})
_UNFINISHED = frozenset({"0", "false"})

_UNANSWERED = "-99"
"""What people choose for "recode seen but unanswered questions"; the manual proposes it."""


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
        found = export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=3 if ids else 2,
                columns=_columns(grid, ids),
                bookkeeping=_bookkeeping(_noted(grid, ids)),
            ),
        )
        return _without_unanswered(found, grid)


def _import_ids(grid: Grid) -> dict[int, str]:
    """Position to import id, from row 3."""
    third = grid.head[2] if len(grid.head) > 2 else ()  # noqa: PLR2004 - the third row
    found = ((position, _IMPORT_ID.match(text)) for position, text in enumerate(third))
    return {position: match["id"] for position, match in found if match}


def _columns(grid: Grid, ids: Mapping[int, str]) -> tuple[Column, ...]:
    """The columns that have a name: the old exporter ends every row with an empty cell."""
    columns = []
    for position in range(grid.width):
        tag, wording = (plain(cell(row, position)) for row in grid.head[:2])
        key = _QUESTION_ID.sub(r"\1_", ids.get(position, ""))
        text = wording or tag
        columns.append(Column(position=position, code=tag, text=text, row_text=text, key=key))
    return _with_statements([column for column in columns if column.text], legacy=not ids)


def _with_statements(columns: Sequence[Column], *, legacy: bool) -> tuple[Column, ...]:
    """The columns, the statements of a matrix apart: "question - statement"."""
    questions: dict[str, list[Column]] = {}
    for column in columns:
        questions.setdefault(_question(column), []).append(column)
    rows: dict[int, str] = {}
    for same in questions.values():
        parts = parts_behind([column.text for column in same], "-" if legacy else " - ")
        for column, part in zip(same, parts, strict=True):
            rows[column.position] = part or _behind(column.text, legacy=legacy)
    return tuple(
        replace(column, row_text="" if _beside(column) else rows[column.position])
        for column in columns
    )


def _question(column: Column) -> str:
    """What the columns of one question have in common: its import id, else its tag."""
    found = _QUESTION_ID.match(column.key)
    return found[1] if found else column.code.rpartition("_")[0] or f"{column.code}_"


def _behind(text: str, *, legacy: bool) -> str:
    """What stands behind the question where no other column has the same."""
    return _LEGACY_MARK.split(text, maxsplit=1)[-1] if legacy else text.rpartition(" - ")[2]


def _beside(column: Column) -> bool:
    return bool(_BESIDE.search(column.code) or _BESIDE_ID.search(column.key))


def _noted(grid: Grid, ids: Mapping[int, str]) -> dict[str, int]:
    """Position of each of the tool's own columns, by the name that no language changes.

    Later exports have import ids; row 2 of a legacy export names them.
    """
    if ids:
        return {identity.casefold(): position for position, identity in ids.items()}
    return {normalised(text): position for position, text in enumerate(grid.head[1])}


def _bookkeeping(noted: Mapping[str, int]) -> Bookkeeping:
    """Previews, tests and spam; who did not finish; whose response it is; how long it took."""
    status, finished = noted.get("status"), noted.get("finished")
    marks = ((_TESTS, "test"), (_SPAM, "spam")) if status is not None else ()
    return Bookkeeping(
        exclusions=tuple(
            Exclusion(position=noted["status"], values=values, reason=reason)
            for values, reason in marks
        ),
        unsubmitted=None
        if finished is None
        else Exclusion(position=finished, values=_UNFINISHED, reason="unsubmitted"),
        respondent=noted.get("_recordid", noted.get("responseid")),
        timing=_timing(noted),
    )


def _timing(noted: Mapping[str, int]) -> Timing | None:
    found = Timing(
        seconds=noted.get("duration"), start=noted.get("startdate"), end=noted.get("enddate")
    )
    return found if found.positions else None


def _without_unanswered(found: Export, grid: Grid) -> Export:
    """The export with -99 declared missing, once the first responses show that it was chosen.

    A definition (.qsf) beside it that knows -99 as a choice has the last word: the cells are
    then the label of that choice.
    """
    asked = {column.position for column in found.columns if column.key.startswith("QID")}
    first = grid.head[found.header_rows :]
    if not any(cell(row, position).strip() == _UNANSWERED for row in first for position in asked):
        return found
    frames = found.read(sorted(asked))
    count = sum(
        int((frame[place].astype(str) == _UNANSWERED).sum()) for frame in frames for place in asked
    )
    warning = (
        f"{grid.path.name}: {count:,} cells hold {_UNANSWERED}, which Qualtrics writes for a "
        "question seen but not answered: taken as missing, unless the survey's definition "
        "(.qsf) has a choice of that value."
    )
    return replace(
        found,
        columns=tuple(
            replace(column, off_scale=frozenset({_UNANSWERED}))
            if column.position in asked
            else column
            for column in found.columns
        ),
        warnings=(*found.warnings, warning),
    )
