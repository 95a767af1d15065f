"""A survey export as read: raw text cells in batches, header rows, vendor. Nothing interpreted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from survey.bookkeeping import Bookkeeping


def column_letter(position: int) -> str:
    """The letters a spreadsheet gives a column; `position` counts from 0.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of an export.

    Attributes:
        position: 0-based position in the file.
        code: the short name of the first header row ("Q3_HND2"); may equal the text.
        text: the whole question as shown to respondents.
        row_text: for a matrix, the statement alone; else the same as `text`; "" beside a text
            for what a tool notes of an answer (the order shown, points of a quiz): no answer.
        key: the tool's own id of the question, by which a dictionary names it ("QID6_1").
        dictionary: what told the wording and the labels beside the header ("survey.qsf",
            "variable label"); "" when the header alone did.
        labels: codes and the labels they stand for, where a dictionary or the file itself says.
        off_scale: answers that the file itself declares missing, as they stand in the cells.
    """

    position: int
    code: str
    text: str
    row_text: str
    key: str = ""
    dictionary: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    off_scale: frozenset[str] = frozenset()

    @property
    def letter(self) -> str:
        """The column's letters in a spreadsheet."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Export:
    """A file as read; cells are text exactly as they stand, "" where empty.

    A cell that a dictionary explains (value labels of SPSS, a .qsf) is the label, not the code.

    Attributes:
        vendor: the tool that wrote it ("Qualtrics"), or "table".
        evidence: what in the file told so, for people.
        header_rows: number of rows above the first response, titles included.
        bookkeeping: what the tool notes of each response.
        warnings: what the reader noticed, one sentence each.
        digest: a hash of the file, taken only when it is asked for.
        read: yields frames of the columns asked for, in file order. Frame columns are the
            positions asked for, the index the spreadsheet row numbers, every cell `str` (as
            categories of text: a column of few different answers is many times smaller).
    """

    path: Path
    sheet: str | None
    vendor: str
    evidence: str
    encoding: str | None
    separator: str | None
    header_rows: int
    columns: tuple[Column, ...]
    bookkeeping: Bookkeeping
    warnings: tuple[str, ...]
    digest: Callable[[], str]
    read: Callable[[Sequence[int]], Iterator[pd.DataFrame]]

    @property
    def respondent(self) -> Column | None:
        """The column with the tool's id of a response or a respondent, if it has one."""
        place = self.bookkeeping.respondent
        return next((column for column in self.columns if column.position == place), None)
