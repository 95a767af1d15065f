"""Microsoft Forms: a number, a start and an end, then questions; a grid's rows alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from survey.bookkeeping import Bookkeeping, Timing
from survey.export import Column, Export
from survey.readers.grid import Grid, Layout, cell, export, single_header
from survey.readers.respelling import respelt
from survey.wording import levelled

# The headers of the start and the end, in the language of the form's owner: English, French,
# German, Spanish.
_STARTS = frozenset({"start time", "heure de debut", "startzeit", "hora de inicio"})
_ENDS = frozenset(
    {"completion time", "heure de fin", "fertigstellungszeit", "hora de finalizacion"}
)

# The table of an Excel sheet cannot have a header twice: the second gets a digit.
_DIGIT = re.compile(r"\d$")
_DIGIT_AFTER_SENTENCE = re.compile(r"(?<=[.?!…])\d$")

# A quiz has two more columns a question.
_QUIZ = ("Points - ", "Feedback - ")


class MicrosoftForms:
    """The workbook of Microsoft Forms, or the CSV it was saved as."""

    name = "Microsoft Forms"
    signs = "first columns ID, Start time, Completion time, in the language of the form"

    def detect(self, grid: Grid) -> str | None:
        """The number, the start and the end that come first."""
        first = [cell(grid.head[0], position).strip() for position in range(3)] if grid.head else []
        names = [levelled(text) for text in first]
        if len(names) < 3 or names[0] != "id" or names[1] not in _STARTS or names[2] not in _ENDS:  # noqa: PLR2004 - id, start, end
            return None
        return f'row 1 begins with "{first[0]}", "{first[1]}", "{first[2]}"'

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export under its one header row.

        `ID` counts the responses of one form from 1 on: it is nobody's id, as the first
        respondent of every form has the same.
        """
        found = export(
            grid,
            Layout(
                vendor=self.name,
                evidence=evidence,
                header_rows=1,
                columns=_columns(single_header(grid.head[0], grid.width)),
                bookkeeping=Bookkeeping(timing=Timing(start=1, end=2)),
            ),
        )
        return respelt(found, _single)


def _columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    texts = {column.text for column in columns}
    return tuple(replace(column, row_text=_statement(column.text, texts)) for column in columns)


def _statement(text: str, texts: set[str]) -> str:
    """The header without the digit that made it unique; "" for the marks of a quiz."""
    if any(text.startswith(mark) and text.removeprefix(mark) in texts for mark in _QUIZ):
        return ""
    without = _DIGIT.sub("", text)
    return without if without in texts else _DIGIT_AFTER_SENTENCE.sub("", text)


def _single(text: str) -> str:
    """An answer to a question that took several ends with a semicolon; one alone needs none."""
    answer = text.strip()
    alone = answer.endswith(";") and answer.count(";") == 1
    return answer.removesuffix(";").rstrip() if alone else text
