"""Excel workbooks."""

from __future__ import annotations

from pathlib import Path

from survey.errors import FileKindError
from survey.readers.grid import Grid


def open_workbook(path: Path, data: bytes) -> Grid:
    """The cells of a workbook."""
    raise FileKindError(f"{path.name}: an archive of {len(data)} bytes.", "export as CSV.")
