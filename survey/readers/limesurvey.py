"""LimeSurvey: headings as codes, as texts or as both; a VV export; an archive of the survey."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, Row, cell, export, question_and_row
from survey.readers.limesurvey_archive import KIND as ARCHIVE
from survey.readers.respelling import respelt
from survey.wording import levelled, plain, quoted

# The columns beside the answers: their codes, and their texts in English and French.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("Response ID", "ID de la réponse"),
    "submitdate": ("Date submitted", "Date de soumission"),
    "lastpage": ("Last page", "Dernière page"),
    "startlanguage": ("Start language", "Langue de départ"),
    "token": ("Access code", "Token", "Code d'accès"),
    "startdate": ("Date started", "Date de lancement"),
    "interviewtime": ("Total time", "Temps total"),
}
_CODES = {levelled(text): code for code, names in _NAMES.items() for text in (code, *names)}
_SIGNS = {"submitdate", "lastpage", "startlanguage"}
_LEAST_SIGNS = 2

_CODE_AND_TEXT = re.compile(
    "|".join(
        rf"\s*{code}(.{{1,20}}?){re.escape(text)}\s*"
        for code, names in _NAMES.items()
        for text in names
    ),
    re.DOTALL,
)
# pandas adds ".1" to a header that is there twice.
_REPEATED = re.compile(r"(?P<header>.+)\.\d+", re.DOTALL)
_STATEMENT = re.compile(r".*\S\s*(?:\((?P<inside>[^()]+)\)|\n(?P<line>[^\n]+))\s*", re.DOTALL)
# What an anonymous survey puts in place of each time, and what spreadsheets make of it.
_NO_TIMES = ("1980-01-01", "01.01.1980", "01/01/1980", "1/1/1980", "1/1/80")

_ESCAPES = {
    "{newline}": "\n",
    "{cr}": "\r",
    "{tab}": "\t",
    "{quote}": '"',
    "{lbrace}": "{",
    "{question_not_shown}": "",
}
_ESCAPE = re.compile("|".join(map(re.escape, _ESCAPES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """How the columns are named: in how many rows, which they are, and what tells so.

    `places` are the positions of the columns beside the answers, by code. For looking up.
    """

    rows: int
    columns: tuple[Column, ...]
    places: Mapping[str, int]
    evidence: str


class LimeSurvey:
    """The exports of LimeSurvey: CSV, Excel or VV, and the archive that explains itself."""

    name = "LimeSurvey"
    signs = "two of the columns submitdate, lastpage and startlanguage, as codes or as texts"

    def detect(self, grid: Grid) -> str | None:
        """The columns that LimeSurvey puts before the answers."""
        header = _header(grid)
        if grid.kind == ARCHIVE or len(_SIGNS & header.places.keys()) >= _LEAST_SIGNS:
            return header.evidence
        return None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export; the answers to questions that were not shown are missing."""
        header = _header(grid)
        found = export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=header.rows,
                columns=header.columns,
            ),
        )
        found = replace(found, bookkeeping=_bookkeeping(found, header.places))
        return found if grid.kind == ARCHIVE else respelt(found, _ANSWERS[header.rows])


def _header(grid: Grid) -> _Header:
    if grid.kind == ARCHIVE:
        return _of_archive(grid)
    first, second = (*grid.head[:2], (), ())[:2]
    if len(_SIGNS & _places(second).keys()) >= _LEAST_SIGNS:
        return _of_vv(grid, first, second)
    return _of_table(grid, first)


def _of_archive(grid: Grid) -> _Header:
    explained = sum(bool(column.dictionary) for column in grid.columns)
    return _Header(
        rows=0,
        columns=grid.columns,
        places=_places(tuple(column.code for column in grid.columns)),
        evidence=f"an archive whose structure explains {explained} of {grid.width} columns",
    )


def _of_vv(grid: Grid, texts: Row, names: Row) -> _Header:
    """A VV export: the question texts above the codes."""
    return _Header(
        rows=2,
        columns=tuple(
            _vv_column(position, cell(texts, position), cell(names, position))
            for position in range(grid.width)
        ),
        places=_places(names),
        evidence="a VV export, with the codes lastpage or startlanguage in row 2",
    )


def _of_table(grid: Grid, headers: Row) -> _Header:
    """Headings as codes, as texts, or as codes and texts with what the user put between them."""
    between = _between(headers)
    known = frozenset(headers)
    bare = tuple(_once(text, known) for text in headers)
    parts = [_code_and_text(text, between) for text in bare]
    places = _places(tuple(code for code, _ in parts))
    signs = [places[code] for code in _NAMES if code in _SIGNS & places.keys()]
    shown = [quoted(headers[position].strip(), 40) for position in signs]
    return _Header(
        rows=1,
        columns=tuple(
            _column(
                position, cell(headers, position), *_code_and_text(cell(bare, position), between)
            )
            for position in range(grid.width)
        ),
        places=places,
        evidence=f"row 1 holds {', '.join(shown)}",
    )


def _places(names: Row) -> dict[str, int]:
    """Positions of the columns beside the answers; blanks of a heading may be underscores."""
    found: dict[str, int] = {}
    for position, name in enumerate(names):
        code = _CODES.get(levelled(name.replace("_", " ")))
        if code:
            found.setdefault(code, position)
    return found


def _between(headers: Row) -> str:
    """What stands between code and text in each heading; "" where they are one or the other."""
    found = (_CODE_AND_TEXT.fullmatch(text) for text in headers)
    return next((match[match.lastindex or 0] for match in found if match), "")


def _once(header: str, headers: frozenset[str]) -> str:
    """The heading as LimeSurvey wrote it, without the number that pandas gives a repeated one."""
    repeated = _REPEATED.fullmatch(header)
    return repeated["header"] if repeated and repeated["header"] in headers else header


def _code_and_text(heading: str, between: str) -> tuple[str, str]:
    code, mark, text = heading.partition(between) if between else (heading, "", "")
    return (code, text) if mark else (heading, heading)


def _column(position: int, header: str, code: str, text: str) -> Column:
    matrix = question_and_row(text)
    shown = plain(text)
    return Column(
        position=position,
        code=plain(header if code == text else code),
        text=shown,
        row_text=matrix[1] if matrix else shown,
        key=code.strip(),
    )


def _vv_column(position: int, text: str, code: str) -> Column:
    """A code of two parts is that of a statement, in parentheses or on a line of its own."""
    statement = _STATEMENT.fullmatch(text) if "_" in code else None
    shown = plain(text) or code
    row_text = plain(statement["inside"] or statement["line"]) if statement else shown
    return Column(position=position, code=code, text=shown, row_text=row_text, key=code)


def _bookkeeping(found: Export, places: Mapping[str, int]) -> Bookkeeping:
    """Who did not press "send", and who is who: by the participant's code, else the response's."""
    sent = places.get("submitdate")
    return Bookkeeping(
        unsubmitted=None
        if sent is None
        else Exclusion(position=sent, values=frozenset({""}), reason="unsubmitted"),
        respondent=places.get("token", places.get("id")),
        timing=_timing(found, places),
    )


def _timing(found: Export, places: Mapping[str, int]) -> Timing | None:
    """The seconds measured, else start and end; an anonymous survey has 1980 in both."""
    if "interviewtime" in places:
        return Timing(seconds=places["interviewtime"])
    start, end = places.get("startdate"), places.get("submitdate")
    if start is None or end is None:
        return None
    first = next(found.read([start, end]))
    texts = {str(text).strip() for position in (start, end) for text in first[position].unique()}
    anonymous = any(text.startswith(_NO_TIMES) for text in texts)
    return None if anonymous else Timing(start=start, end=end)


def _shown(text: str) -> str:
    """A cell of a table: with full answers, "N/A" is a question that was not shown.

    It is no answer, and must not be taken for one: "N/A" on a scale would mean "can't say". With
    answer codes nobody writes it but in a text of their own.
    """
    return "" if text.strip() == "N/A" else text


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda mark: _ESCAPES[mark[0]], text)


_ANSWERS: Mapping[int, Callable[[str], str]] = {1: _shown, 2: _unescaped}
"""How a cell is to be understood, by the number of header rows."""
