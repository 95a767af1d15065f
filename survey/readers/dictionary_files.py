"""Finds and reads the definition of a survey: the file its tool writes beside the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from survey.errors import DictionaryError
from survey.export import Export
from survey.readers.content import content
from survey.readers.dictionary import Dictionary
from survey.readers.limesurvey_structure import read_lss
from survey.readers.qsf import read_qsf
from survey.wording import normalised

_FORMATS: Mapping[str, Callable[[str, bytes], Dictionary]] = {
    ".qsf": read_qsf,
    ".lss": read_lss,
}


def load_dictionary(path: Path) -> Dictionary:
    """The definition in the file, by the ending of its name.

    Raises:
        FileMissingError, FileEmptyError: there is no such file, or nothing in it.
        DictionaryError: no definition of a kind known here, or a damaged one.
    """
    read = _FORMATS.get(path.suffix.casefold())
    if read is None:
        raise DictionaryError(
            f"{path.name}: no definition of a survey by its name, which should end in "
            f"{' or '.join(_FORMATS)}.",
            "export the survey's definition from the tool, and give that file.",
        )
    return read(path.name, content(path))


def dictionary_beside(path: Path, export: Export) -> Dictionary | None:
    """The definition that lies beside the export under the same name, or as the only one there.

    One that lies there by chance, of another survey, is not taken: it must name a column, and not
    word most of them otherwise than the export does (every Qualtrics survey has a QID1).
    """
    if not any(column.key for column in export.columns):
        return None
    same = [path.with_suffix(suffix) for suffix in _FORMATS]
    beside = [other for suffix in _FORMATS for other in sorted(path.parent.glob(f"*{suffix}"))]
    candidates = [other for other in same if other.is_file()] or beside
    if len(candidates) != 1:
        return None
    found = load_dictionary(candidates[0])
    return found if _of_this_survey(export, found) else None


def _of_this_survey(export: Export, found: Dictionary) -> bool:
    known = [
        (column, found.entries[column.key])
        for column in export.columns
        if column.key in found.entries
    ]
    worded = [(column, entry) for column, entry in known if column.text != column.code]
    alike = sum(normalised(entry.row_text) in normalised(column.text) for column, entry in worded)
    return bool(known) and 2 * alike >= len(worded)
