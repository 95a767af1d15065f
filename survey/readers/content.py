"""The bytes of a file that a person gave, read at once."""

from __future__ import annotations

from pathlib import Path

from survey.errors import FileEmptyError, FileKindError, FileMissingError

LARGEST_FILE = 2_000_000_000
"""Bytes. A text export of a million respondents takes about 500,000,000."""


def content(path: Path) -> bytes:
    """The bytes of a regular file; all of them at once, so that it cannot change underway."""
    try:
        if not path.is_file():
            raise _no_file(path)
        if path.stat().st_size > LARGEST_FILE:
            raise FileKindError(
                f"{path.name}: the file is larger than {LARGEST_FILE:,} bytes.",
                "check that it is a survey export; give a large survey in several files.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise FileMissingError(
            f"{path}: the file cannot be opened ({reason}).",
            "check the path, and that the file may be read.",
        ) from error
    if not data:
        raise FileEmptyError(
            f"{path.name}: the file is empty (0 bytes).", "export the survey again."
        )
    return data


def _no_file(path: Path) -> FileMissingError:
    """That nothing can be read there, a folder told from what is missing."""
    if path.is_dir():
        return FileMissingError(
            f"{path}: this is a folder.", "name the files in it that hold the responses."
        )
    problem = "this is not a file" if path.exists() else "there is no such file"
    return FileMissingError(f"{path}: {problem}.", "check the path of the export.")
