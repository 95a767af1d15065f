"""Which kind of file lies at a path, told from its first bytes and not from its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from survey.errors import FileKindError
from survey.readers import parquet, spss, stata
from survey.readers.archive import GZIP, ZIP, part_names, the_table, unpacked
from survey.readers.content import content
from survey.readers.delimited import open_delimited
from survey.readers.grid import Grid
from survey.readers.json_records import MARK, open_json
from survey.readers.limesurvey_archive import is_limesurvey_archive, open_limesurvey_archive
from survey.readers.typeform_json import is_typeform_json, open_typeform_json
from survey.readers.workbook import OLE, is_workbook, open_workbook
from survey.wording import quoted

_Open = Callable[[Path, bytes], Grid]
_KINDS: tuple[tuple[tuple[bytes, ...], _Open], ...] = (
    (spss.MARKS, spss.open_spss),
    (stata.MARKS, stata.open_stata),
    ((parquet.MARK,), parquet.open_parquet),
    ((OLE, ZIP), open_workbook),
)
"""How files begin, and what reads them; JSON and text have no mark of their own."""

_AS_CSV = "export the responses as CSV or Excel and give that file."
_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"version https://git-lfs.github.com/spec/", "a Git LFS pointer, not the file itself"),
    (b"<!doctype html", "an HTML page, perhaps a login page"),
    (b"<html", "an HTML page, perhaps a login page"),
    (b"<?xml", "an XML document"),
)
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
_MOST_CONTROL = 0.01
_START = 1_000
_JSON_NAMES = {".json", ".jsonl", ".ndjson"}
_WORKBOOK_NAMES = {".xlsx", ".xls", ".xlsm", ".ods"}


def open_grid(path: Path) -> Grid:
    """The table in the file, or in the archive that the file is.

    Raises:
        FileMissingError: nothing there, a folder, or not to be read.
        FileEmptyError: no byte in it, or no cell.
        FileKindError: no table, and no archive with one table in it.
        FileDamagedError: it breaks off, or its parts do not hold together.
        ExtraError: a package is needed that is not installed.
    """
    data = content(path)
    if data.startswith(GZIP):
        return replace(_grid(path, path.stem, unpacked(path.name, data)), part=quoted(path.stem))
    if data.startswith(ZIP) and is_limesurvey_archive(data):
        return open_limesurvey_archive(path, data)
    if data.startswith(ZIP) and not is_workbook(part_names(path.name, data)):
        part = the_table(path.name, data)
        return replace(_grid(path, part.name, part.data), part=quoted(part.name))
    return _grid(path, path.name, data)


def _grid(path: Path, name: str, data: bytes) -> Grid:
    """The table that the bytes are; their name settles only what they leave open."""
    for marks, opens in _KINDS:
        if data.startswith(marks):
            return opens(path, data)
    suffix = PurePosixPath(name).suffix.casefold()
    if is_typeform_json(data):
        return open_typeform_json(path, data)
    _refuse_other_kinds(path, data)
    if MARK.match(data[:_START]) or suffix in _JSON_NAMES:
        return open_json(path, data)
    grid = open_delimited(path, data)
    if suffix not in _WORKBOOK_NAMES:
        return grid
    notice = "not an Excel workbook, whatever its name says: its text was read as CSV."
    return replace(grid, warnings=(notice, *grid.warnings))


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, kind in _OTHER_KINDS:
        if start.startswith(mark.lower()):
            raise FileKindError(f"{path.name}: this is {kind}, not a table of responses.", _AS_CSV)
    sample = data[:100_000]
    strange = len(sample) - len(sample.translate(None, _CONTROL[1:]))
    if strange > _MOST_CONTROL * len(sample) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileKindError(
            f"{path.name}: this is a binary file, neither text nor an Excel workbook.", _AS_CSV
        )
