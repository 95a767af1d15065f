"""Drafts of a mapping for small invented exports, and what a build makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exported import bytes_saved, export_of, tiny

from survey.mapping import Mapping
from survey.mapping_draft import mapping_text
from survey.mapping_file import load_mapping
from survey.questionnaire import Questionnaire


def draft(
    folder: Path,
    rows: Sequence[Sequence[str]],
    previous: str | None = None,
    asked: Questionnaire | None = None,
) -> str:
    """The draft for an export of those rows, beside an earlier mapping of that text."""
    earlier = bytes_saved(folder, previous.encode(), "first.yml") if previous else None
    return mapping_text(export_of(folder, rows), asked or tiny(), earlier)


def loaded(folder: Path, text: str, rows: Sequence[Sequence[str]]) -> Mapping:
    path = bytes_saved(folder, text.encode(), "mapping.yml")
    return load_mapping(path, export_of(folder, rows), tiny())


def repeated(rows: Sequence[Sequence[str]], times: int = 6) -> list[Sequence[str]]:
    return [row for row in rows for _ in range(times)]
