"""SurveyMonkey: questions in one row, their parts in the next; a row of codes may stand on top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, Row, cell, export, single_header
from survey.wording import normalised, plain

_IDS = frozenset({"respondent id", "respondentid", "collector id", "collectorid"})
_WHOLE_QUESTION = frozenset({"response", "open-ended response", "réponse", "réponse ouverte"})
_SIGNS = _WHOLE_QUESTION | {"other (please specify)", "autre (veuillez préciser)"}
_LEAST_SIGNS = 2
_CODE = re.compile(r"[A-Za-z]+\d+")


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the questions stand: the row's index, whether their parts follow, what tells so."""

    questions: int
    parts: bool
    evidence: str


class SurveyMonkey:
    """The CSV or Excel export of SurveyMonkey, one column an answer ("condensed")."""

    name = "SurveyMonkey"
    signs = '"Response" below its questions, or a column Respondent ID'

    def detect(self, grid: Grid) -> str | None:
        """Its id columns over an empty second row, or "Response" below the questions."""
        header = _header(grid.head)
        return header.evidence if header else None

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one, two or three header rows."""
        header = _header(grid.head) or _Header(0, parts=False, evidence="")
        columns = single_header(grid.head[0], grid.width)
        if header.parts:
            columns = _columns(grid, header.questions)
        return export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=header.questions + (2 if header.parts else 1),
                columns=columns,
            ),
        )


def _header(head: tuple[Row, ...]) -> _Header | None:
    for start, (questions, parts) in enumerate(pairwise(head[:3])):
        ids = [normalised(text) for text in questions if normalised(text) in _IDS]
        signs = sum(normalised(text) in _SIGNS for text in parts)
        on_top = start == 0 or all(not text or _CODE.fullmatch(text) for text in head[0])
        if on_top and ids and not cell(parts, 0).strip() and any(parts):
            return _Header(
                start, parts=True, evidence=f"{ids[0]} in row {start + 1}, nothing below it"
            )
        if on_top and signs >= _LEAST_SIGNS:
            evidence = f'row {start + 2} holds "Response" or its like {signs} times'
            return _Header(start, parts=True, evidence=evidence)
        if start == 0 and len(ids) > 1 and normalised(cell(questions, 0)) in _IDS:
            return _Header(0, parts=False, evidence=f"{ids[0]} and {ids[1]} in a single header row")
    return None


def _columns(grid: Grid, start: int) -> tuple[Column, ...]:
    """One column an answer: the question, which stands once over its parts, and the part."""
    question, code, number = "", "", 0
    columns = []
    for position in range(grid.width):
        above = plain(cell(grid.head[start], position))
        part = plain(cell(grid.head[start + 1], position))
        number = 1 if above else number + 1
        question = above or question
        code = plain(cell(grid.head[0], position)) or code if start else ""
        tag = f"{code}_{number}" if start and number > 1 else code
        columns.append(_column(position, tag, question if above or part else "", part))
    return tuple(columns)


def _column(position: int, code: str, question: str, part: str) -> Column:
    single = not part or normalised(part) in {*_WHOLE_QUESTION, normalised(question)}
    text = question if single else f"{question} [{part}]"
    return Column(
        position=position, code=code or text, text=text, row_text=question if single else part
    )
