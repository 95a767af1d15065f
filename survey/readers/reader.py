"""How the export of one survey tool is recognised and read."""

from __future__ import annotations

from typing import Protocol

from survey.export import Export
from survey.readers.grid import Grid


class Reader(Protocol):
    """How the export of one tool is recognised and read."""

    @property
    def name(self) -> str:
        """The tool's name as people know it."""
        ...

    @property
    def signs(self) -> str:
        """What an export of this tool shows, to tell a person who forces the format."""
        ...

    def detect(self, grid: Grid) -> str | None:
        """What in the table shows that this tool wrote it, for people; None when nothing does."""
        ...

    def read(self, grid: Grid, evidence: str) -> Export:
        """The export, its header rows understood; called with what `detect` found."""
        ...
