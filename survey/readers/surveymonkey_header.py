"""The header rows of a SurveyMonkey export: where the questions stand, and whether parts follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from survey.readers.expanded import OWN_WORDS
from survey.readers.grid import Row, cell
from survey.wording import normalised

RESPONDENT = ("respondent id", "respondentid")
WHOLE_QUESTION = frozenset({"response", "open-ended response", "réponse", "réponse ouverte"})

_IDS = frozenset({*RESPONDENT, "collector id", "collectorid"})
_SIGNS = WHOLE_QUESTION | OWN_WORDS
_LEAST_SIGNS = 2
_CODE = re.compile(r"[A-Za-z]+\d+")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the questions stand: the row's index, whether their parts follow, what tells so."""

    questions: int
    parts: bool
    evidence: str

    @property
    def rows(self) -> int:
        """Number of rows above the first response."""
        return self.questions + (2 if self.parts else 1)


def found_header(head: tuple[Row, ...]) -> Header | None:
    """The header that the first rows hold; None when nothing in them is SurveyMonkey's.

    The id columns may be gone, as they point at people: the second row betrays the tool then. A
    row of question codes may stand on top.
    """
    for start, (questions, parts) in enumerate(pairwise(head[:3])):
        on_top = start == 0 or all(not text or _CODE.fullmatch(text) for text in head[0])
        evidence = _two_rows(questions, parts, start) if on_top else None
        if evidence:
            return Header(start, parts=True, evidence=evidence)
        if start == 0 and (evidence := _single_row(questions)):
            return Header(0, parts=False, evidence=evidence)
    return None


def _two_rows(questions: Row, parts: Row, start: int) -> str | None:
    """What tells that the second of two rows holds the parts of the questions in the first."""
    ids = _ids(questions)
    first, below = normalised(cell(questions, 0)), normalised(cell(parts, 0))
    if ids and below in {"", first} and any(parts):
        return f"{ids[0]} in row {start + 1}, nothing of its own below it"
    signs = sum(normalised(text) in _SIGNS for text in parts)
    if signs >= _LEAST_SIGNS:
        return f'row {start + 2} holds "Response" or its like {signs} times'
    return None


def _single_row(questions: Row) -> str | None:
    """What tells of headers that somebody put into one row, "Question - part"."""
    ids = _ids(questions)
    if normalised(cell(questions, 0)) not in _IDS:
        return None
    if len(ids) > 1:
        return f"{ids[0]} and {ids[1]} in a single header row"
    ends = sum(normalised(text.rpartition(" - ")[2]) in _SIGNS for text in questions)
    return f'{ids[0]}, and {ends} headers that end in " - Response" or its like' if ends else None


def _ids(questions: Sequence[str]) -> list[str]:
    return [normalised(text) for text in questions if normalised(text) in _IDS]
