"""SPSS data files (.sav, .zsav): value labels say what was answered, and which answers are none."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from survey.errors import FileDamagedError, FileKindError
from survey.readers.data_file import DataFile, Meaning, described_table, variable
from survey.readers.extras import needed
from survey.readers.grid import MOST_CELLS, MOST_COLUMNS, Grid, digest_of, table_grid
from survey.readers.own_process import told_by

SPSS = DataFile(
    name="SPSS", signs="the variables and value labels of a .sav or .zsav file", kind="spss"
)
MARKS = (b"$FL2", b"$FL3")

_LAYOUT, _HEADER, _VARIABLE, _RECORD = 64, 176, 2, 32
_BIG_ENDIAN = (b"\0\0\0\2", b"\0\0\0\3")


class _Variable(TypedDict):
    """A variable as the process tells it; see `spss_process.contents`."""

    name: str
    label: str
    codes: list[int]
    values: list[Meaning]


def open_spss(path: Path, data: bytes) -> Grid:
    """The cases of the file, labelled values as their labels.

    Raises:
        ExtraError: pyreadstat is not installed.
        FileDamagedError: the file breaks off, or holds fewer cases than it says.
        FileKindError: more variables or cells than a survey can have.
    """
    needed("pyreadstat", extra="spss", problem=f"{path.name}: this is an SPSS data file")
    if _declares_too_many(data):
        raise _too_large(path.name, f"declares more than {MOST_COLUMNS:,} variables")
    told = told_by("spss_process.py", path.name, "SPSS data file", data, str(MOST_CELLS))
    if "error" in told:
        raise FileDamagedError(
            f"{path.name}: the SPSS data file is damaged, truncated or could not be read "
            f"({told['error']}).",
            "export the file again; it may have been cut short on its way.",
        )
    variables: list[_Variable] = told["variables"]
    table, columns = described_table(
        variable(entry["name"], entry["label"], entry["values"], entry["codes"])
        for entry in variables
    )
    if table.size > MOST_CELLS:
        raise _too_large(path.name, f"holds more than {MOST_CELLS:,} cells")
    grid = table_grid(path, table, columns, digest_of(data), kind=SPSS.kind)
    unsure = f"the file does not say how many cases it holds; {len(table):,} were read."
    warnings = () if told["cases"] is not None else (unsure,)
    return replace(grid, encoding=told["encoding"], warnings=warnings)


def _declares_too_many(data: bytes) -> bool:
    """Whether the list of variables is longer than a survey's: reading it takes time squared.

    Each has a record: type 2, width (-1 for a continued text), whether it has a label, number of
    missing values, formats and name; then the label, padded to four bytes, and those values.
    """
    order = ">" if data[_LAYOUT : _LAYOUT + 4] in _BIG_ENDIAN else "<"
    place, variables = _HEADER, 0
    while variables <= MOST_COLUMNS and place + _RECORD + 4 <= len(data):
        kind, width, labelled, missing = struct.unpack_from(order + "4i", data, place)
        if kind != _VARIABLE:
            break
        length = struct.unpack_from(order + "I", data, place + _RECORD)[0] if labelled else 0
        variables += width >= 0
        place += _RECORD + 8 * abs(missing) + (4 + length + -length % 4 if labelled else 0)
    return variables > MOST_COLUMNS


def _too_large(name: str, reason: str) -> FileKindError:
    return FileKindError(
        f"{name}: the file {reason}, which is too large.",
        "export the responses as CSV, with the questions of the survey only.",
    )
