"""Files that describe their own columns: variables with a label, and labels for their values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from survey.export import Column, Export
from survey.readers.cell_text import Value, cell_text
from survey.readers.grid import Grid, Layout, export, question_and_row
from survey.wording import plain

Meaning = tuple[Value, str, bool]
"""A value, its label ("" without one), and whether the file declares it missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """The data file of a statistics program, known by the kind of grid that was read from it."""

    name: str
    signs: str
    kind: str

    def detect(self, grid: Grid) -> str | None:
        """How many variables the file describes."""
        if grid.kind != self.kind:
            return None
        told = sum(bool(column.dictionary) for column in grid.columns)
        return f"a data file of {grid.width} variables, {told} of them with labels"

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export; there is no header row to understand."""
        layout = Layout(vendor=self.name, evidence=evidence, header_rows=0, columns=grid.columns)
        return export(grid, layout)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Variable:
    """One variable of a data file: its cells as text, and what the file says of it.

    `off_scale` are the texts of the values that the file declares missing.
    """

    name: str
    label: str
    value_labels: bool
    cells: pd.Categorical
    off_scale: frozenset[str]


def variable(name: str, label: str, meanings: Sequence[Meaning], places: Sequence[int]) -> Variable:
    """The variable with each value as its label, and as the number it is where it has none.

    Args:
        name: the short name.
        label: the question, or "".
        meanings: the distinct values.
        places: of each respondent's value among them; -1 where there is none.
    """
    answers = {label or cell_text(value) for value, label, missing in meanings if not missing}
    texts = [_text(meaning, answers) for meaning in meanings]
    apart = (text for text, meaning in zip(texts, meanings, strict=True) if meaning[2])
    return Variable(
        name=name,
        label=label,
        value_labels=any(label for _, label, _ in meanings),
        cells=pd.Categorical(pd.Index([*texts, ""], dtype=object).take(places)),
        off_scale=frozenset(apart) - {""},
    )


def described_table(variables: Iterable[Variable]) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """The cells and the columns of a file, as `table_grid` takes them."""
    found = tuple(variables)
    cells = {place: variable.cells for place, variable in enumerate(found)}
    return pd.DataFrame(cells), tuple(map(_column, range(len(found)), found))


def _text(meaning: Meaning, answers: set[str]) -> str:
    """A missing value that is labelled like an answer must not take the answer with it."""
    value, label, missing = meaning
    text = label or cell_text(value)
    return f"{text} ({cell_text(value)})" if missing and text in answers else text


def _column(position: int, variable: Variable) -> Column:
    """The column of a variable; those of a grid are labelled `Question [item]`."""
    matrix = question_and_row(variable.label)
    text = plain(variable.label) or plain(variable.name)
    told = "value labels" if variable.value_labels else ""
    return Column(
        position=position,
        code=plain(variable.name),
        text=text,
        row_text=matrix[1] if matrix else text,
        key=variable.name,
        dictionary="variable label" if variable.label else told,
        off_scale=variable.off_scale,
    )
