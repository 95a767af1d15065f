"""Files written as survey tools export them, for tests of reading; all invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from survey.export import Export
from survey.intake import cleaned_batches
from survey.mapping import Mapping
from survey.mapping_file import load_mapping
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import recognise
from survey.responses import Responses
from survey.source import Source

EXPORTS = Path(__file__).parent / "exports"
HEADER = ("team", "role", "site", "TOG1", "TOG2", "TOG3", "TOG4")


def tiny() -> Questionnaire:
    """The questionnaire of the exports in this folder: four statements, the third reversed."""
    return load_questionnaire(EXPORTS / "questionnaire.yml")


def worded() -> Questionnaire:
    """The same, but numbers are no labels of its points: what they mean has to be stated."""
    asked = tiny()
    (scale,) = asked.scales
    bare = replace(scale, points=tuple(replace(point, aliases=()) for point in scale.points))
    items = tuple(replace(item, scale=bare) for item in asked.items)
    return replace(asked, scales=(bare,), items=items)


def saved(folder: Path, rows: Sequence[Sequence[str]], name: str = "export.csv") -> Path:
    """A CSV of those rows."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return bytes_saved(folder, text.getvalue().encode(), name)


def bytes_saved(folder: Path, content: bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def table(*rows: Sequence[str], header: Sequence[str] = HEADER) -> list[Sequence[str]]:
    """A header and rows; both teams answer in the two rows that stand first."""
    return [header, answered("Marketing"), answered("Sales"), *rows]


def answered(
    team: str, answers: str = "3333", role: str = "Manager", site: str = "Nord"
) -> list[str]:
    """A row of HEADER; each character of `answers` is an answer, a blank is none."""
    return [team, role, site, *(answer.strip() for answer in answers)]


def export_of(folder: Path, rows: Sequence[Sequence[str]]) -> Export:
    return read_export(saved(folder, rows))


def mapping_of(folder: Path, rows: Sequence[Sequence[str]]) -> Mapping:
    return recognise(export_of(folder, rows), tiny())


def responses_of(
    path: Path, questionnaire: Questionnaire | None = None, mapping: Path | None = None
) -> Responses:
    """The responses of one export that count, which must be a single batch."""
    asked = questionnaire or tiny()
    export = read_export(path)
    known = load_mapping(mapping, export, asked) if mapping else recognise(export, asked)
    (cleaned,) = cleaned_batches([Source(export, known)], asked)
    return cleaned.responses
