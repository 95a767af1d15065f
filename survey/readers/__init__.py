"""One file a tool: each reader recognises its tool by what the file holds, and reads it.

To add a tool: write its reader beside the others, and name it in READERS. The first that
recognises the table reads it, so the generic table comes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from survey.errors import DictionaryError, FormatError
from survey.export import Export
from survey.readers.alchemer import Alchemer
from survey.readers.dictionary import described
from survey.readers.dictionary_files import dictionary_beside, load_dictionary
from survey.readers.files import open_grid
from survey.readers.google_forms import GoogleForms
from survey.readers.grid import Grid
from survey.readers.jotform import Jotform
from survey.readers.kobotoolbox import KoboToolbox
from survey.readers.limesurvey import LimeSurvey
from survey.readers.microsoft_forms import MicrosoftForms
from survey.readers.qualtrics import Qualtrics
from survey.readers.reader import Reader
from survey.readers.sphinx import Sphinx
from survey.readers.spss import SPSS
from survey.readers.stata import STATA
from survey.readers.surveymonkey import SurveyMonkey
from survey.readers.table import Table
from survey.readers.typeform import Typeform

READERS: tuple[Reader, ...] = (
    SPSS,
    STATA,
    Qualtrics(),
    SurveyMonkey(),
    LimeSurvey(),
    KoboToolbox(),
    Typeform(),
    GoogleForms(),
    MicrosoftForms(),
    Alchemer(),
    Jotform(),
    Sphinx(),
    Table(),
)


def format_name(reader: Reader) -> str:
    """The reader's name as `--format` takes it: "google-forms"."""
    return reader.name.casefold().replace(" ", "-").replace("/", "-")


def formats() -> tuple[str, ...]:
    """Every name that `--format` takes."""
    return tuple(format_name(reader) for reader in READERS)


def read_export(path: Path, *, forced: str | None = None, dictionary: Path | None = None) -> Export:
    """The export at that path, read by the first reader that recognises it.

    Args:
        path: of the export.
        forced: the name of the format it must be read as, or None to recognise it.
        dictionary: the survey's definition (.qsf, .lss); None to take the one beside the export,
            if there is one.

    Raises:
        SurveyError: the file is missing, empty, of another kind, damaged, or has no header or
            no response; the format does not fit; the class says which.
    """
    grid = open_grid(path)
    reader, evidence = _forced(grid, forced) if forced else _recognised(grid, READERS)
    export = reader.read(grid, evidence)
    if dictionary is None:
        beside = dictionary_beside(path, export)
        return described(export, beside) if beside else export
    found = load_dictionary(dictionary)
    if not {column.key for column in export.columns} & found.entries.keys():
        raise DictionaryError(
            f"{dictionary.name}: none of its questions is a column of {path.name} "
            f"({export.vendor}: {export.evidence}).",
            "give the definition of the same survey, exported from the same tool.",
        )
    return described(export, found)


def read_table(path: Path) -> Export:
    """A table that a person made, whatever its headers; see `read_export`."""
    grid = open_grid(path)
    reader, evidence = _recognised(grid, (SPSS, STATA, Table()))
    return reader.read(grid, evidence)


def _recognised(grid: Grid, readers: Sequence[Reader]) -> tuple[Reader, str]:
    found = ((reader, reader.detect(grid)) for reader in readers)
    return next((reader, evidence) for reader, evidence in found if evidence is not None)


def _forced(grid: Grid, forced: str) -> tuple[Reader, str]:
    reader = next(reader for reader in READERS if format_name(reader) == forced)
    evidence = reader.detect(grid)
    if evidence is None:
        likely, seen = _recognised(grid, READERS)
        raise FormatError(
            f"{grid.path.name}: this is no export of {reader.name}, which shows {reader.signs}; "
            f"it looks like {likely.name}: {seen}.",
            f"leave out --format, or write --format {format_name(likely)}.",
        )
    return reader, evidence
