"""One file a tool: each reader recognises its tool by the header rows and reads it.

To add a tool: write its reader beside the others, and name it in READERS. The first that
recognises the table reads it, so the generic table comes last.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from survey.export import Export
from survey.readers.files import open_grid
from survey.readers.google_forms import GoogleForms
from survey.readers.grid import Grid
from survey.readers.qualtrics import Qualtrics
from survey.readers.surveymonkey import SurveyMonkey
from survey.readers.table import Table


class Reader(Protocol):
    """How the export of one tool is recognised and read."""

    @property
    def name(self) -> str:
        """The tool's name as people know it."""
        ...

    def detect(self, grid: Grid) -> str | None:
        """What in the table shows that this tool wrote it, for people; None when nothing does."""
        ...

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export, its header rows understood; called with what `detect` found."""
        ...


READERS: tuple[Reader, ...] = (Qualtrics(), SurveyMonkey(), GoogleForms(), Table())


def read_export(path: Path) -> Export:
    """The export at that path, read by the first reader that recognises it.

    Raises:
        SurveyError: the file is missing, empty, of another kind, damaged, or has no header or
            no response; the class says which.
    """
    grid = open_grid(path)
    found = ((reader, reader.detect(grid)) for reader in READERS)
    reader, evidence = next((reader, seen) for reader, seen in found if seen is not None)
    return reader.read(grid, evidence)


def read_table(path: Path) -> Export:
    """A table that a person made, whatever its headers; see `read_export`."""
    table, grid = Table(), open_grid(path)
    return table.read(grid, table.detect(grid))
