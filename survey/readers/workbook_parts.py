"""The parts of an .xlsx archive, looked at before anything is unpacked for real."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree as ET

from survey.errors import FileDamagedError, FileKindError
from survey.export import column_letter

ZIP = b"PK\x03\x04"

LARGEST_UNPACKED = 200_000_000
"""Bytes. A sheet of 50,000 respondents by 40 columns takes about 100,000,000."""

HIGHEST_RATIO = 200
"""Unpacked to packed; spreadsheets reach 20 to 40, archives made to exhaust memory 1,000."""

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError),  # of places and sizes that cannot be
)
"""What zipfile raises over an archive that is damaged."""

_BLOCK = 65_536
_WORKBOOK = "xl/workbook.xml"
_AS_CSV = "export the responses as CSV and give that file."
_AGAIN = "export the file again; it may have been cut short on its way."

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/>|>)")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_LISTED_CELLS = 5


def check_parts(name: str, data: bytes) -> None:
    """Makes sure that the archive is a workbook that can be unpacked without harm.

    Raises:
        FileKindError: no workbook in it, too large when unpacked, or a document type (DTD).
        FileDamagedError: it breaks off, or a part does not hold what its checksum says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_sizes(name, archive.infolist())
            if _WORKBOOK not in archive.namelist():
                raise FileKindError(
                    f"{name}: this is an archive without an Excel workbook in it.",
                    "unpack it and give the CSV or .xlsx file inside.",
                )
            for part in archive.infolist():
                _check_part(name, archive, part)
    except BROKEN_ZIP as error:
        raise FileDamagedError(
            f"{name}: the workbook is damaged or truncated ({error}).", _AGAIN
        ) from error


def refuse_large_sheet(name: str, data: bytes, sheet: str, most_cells: int) -> None:
    """Makes sure that a sheet's cells fit into memory and have values.

    A single cell at the far corner makes a sheet of 17 thousand million cells.

    Raises:
        FileKindError: the rectangle that holds all cells is too large.
        FileDamagedError: a formula was saved without its value.
    """
    xml = _sheet_xml(data, sheet)
    height = width = 0
    for match in _CELL.finditer(xml):
        reference = _REFERENCE.search(match[1])
        if reference:
            width = max(width, _column_number(reference[1]))
            height = max(height, int(reference[2]))
    if height * width > most_cells:
        raise FileKindError(
            f'{name}, sheet "{sheet}": the cells reach down to row {height:,} and right to column '
            f"{column_letter(width - 1)}; that is too large.",
            "delete what stands far outside the table, or export the responses as CSV.",
        )
    empty = [
        reference[0].decode("ascii").removeprefix('r="').removesuffix('"')
        for match in _FORMULA_WITHOUT_VALUE.finditer(xml)
        if (reference := _REFERENCE.search(match[1]))
    ]
    if empty:
        listed = ", ".join(empty[:_LISTED_CELLS]) + (" …" if len(empty) > _LISTED_CELLS else "")
        raise FileDamagedError(
            f'{name}, sheet "{sheet}": {len(empty):,} cells hold a formula without a value: '
            f"{listed}.",
            "open the workbook in Excel, let it calculate, and save it; or export as CSV.",
        )


def _refuse_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or unpacked > HIGHEST_RATIO * max(packed, 1):
        raise FileKindError(
            f"{name}: unpacked the workbook would be {unpacked:,} bytes, which is too large "
            f"(the limit is {LARGEST_UNPACKED:,} bytes and {HIGHEST_RATIO} times its packed size).",
            _AS_CSV,
        )


def _check_part(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Reads a part to its end: zipfile stops at its stated size and holds it to its checksum."""
    with archive.open(part) as content:
        start = content.read(_BLOCK)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise FileKindError(
                f"{name}: the workbook holds a document type (DTD), which none needs.", _AS_CSV
            )
        while content.read(_BLOCK):
            pass


def _sheet_xml(data: bytes, sheet: str) -> bytes:
    """The XML of the sheet of that name; empty when the workbook does not say where it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # Parts with a document type have been refused: nothing can expand.
        workbook = ET.fromstring(archive.read(_WORKBOOK))  # noqa: S314
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
        keys = [
            value
            for entry in workbook.iter()
            if entry.tag.endswith("}sheet") and entry.get("name") == sheet
            for name, value in entry.items()
            if name.endswith("}id")
        ]
        parts = [f"xl/{targets.get(key, '').removeprefix('/').removeprefix('xl/')}" for key in keys]
        return b"".join(archive.read(part) for part in parts if part in archive.namelist())


def _column_number(letters: bytes) -> int:
    """1 for A.

    >>> _column_number(b"XFD")
    16384
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
