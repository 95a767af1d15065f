"""The parts of an .xlsx archive, looked at before anything is unpacked for real."""

from __future__ import annotations

import re
import zipfile
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml import DTDForbidden
from defusedxml.ElementTree import fromstring, iterparse

from survey.errors import FileDamagedError, FileKindError
from survey.export import column_letter
from survey.readers.archive import LARGEST_UNPACKED, opened

HIGHEST_RATIO = 200
"""Unpacked to packed; spreadsheets reach 20 to 40, archives made to exhaust memory 1,000."""

_START = 65_536
WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_AS_CSV = "export the responses as CSV and give that file."
_AGAIN = "export the file again; it may have been cut short on its way."

# A cell beyond column GR (the 200th) or row 99,999, or one not written as programs do.
_FAR_CELL = re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z]|G[A-R])[0-9]{1,5}"|[a-z])')
_NEAR_ENOUGH = 200 * 99_999
_REFERENCE = re.compile(rb'\br\s*=\s*["\']([A-Za-z]{1,3})([0-9]{1,7})["\']')
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_LISTED_CELLS = 5


def check_parts(name: str, data: bytes) -> None:
    """Makes sure that the parts of a workbook can be unpacked and read without harm.

    Raises:
        FileKindError: too large when unpacked, a document type (DTD), or XML in UTF-16.
        FileDamagedError: it breaks off, or a part does not hold what its checksum says.
    """
    with opened(name, data) as archive:
        _refuse_sizes(name, archive.infolist())
        for part in archive.infolist():
            _check_part(name, archive, part)


def refuse_large_sheet(name: str, data: bytes, sheet: str, most_cells: int) -> None:
    """Makes sure that a sheet's cells fit into memory and have values.

    A single cell at the far corner makes a sheet of 17 thousand million cells.

    Raises:
        FileKindError: the rectangle that holds all cells is too large.
        FileDamagedError: a formula was saved without its value.
    """
    xml = _sheet_xml(name, data, sheet)
    height, width = (0, 0) if _near(xml) and most_cells >= _NEAR_ENOUGH else _extent(xml)
    if height * width > most_cells:
        raise FileKindError(
            f'{name}, sheet "{sheet}": the cells reach down to row {height:,} and right to column '
            f"{column_letter(width - 1)}; that is too large.",
            "delete what stands far outside the table, or export the responses as CSV.",
        )
    empty = _empty_formulas(xml)
    if empty:
        listed = ", ".join(empty[:_LISTED_CELLS]) + (" …" if len(empty) > _LISTED_CELLS else "")
        raise FileDamagedError(
            f'{name}, sheet "{sheet}": {len(empty):,} cells hold a formula without a value: '
            f"{listed}.",
            "open the workbook in Excel, let it calculate, and save it; or export as CSV.",
        )


def _near(xml: bytes) -> bool:
    """Whether no cell can lie far out: known in a third of the time that it takes to see where."""
    return not _prefixed(xml) and not _FAR_CELL.search(xml)


def _extent(xml: bytes) -> tuple[int, int]:
    """How far down and to the right the cells of a sheet reach."""
    found = set(_REFERENCE.findall(xml))
    rows = {int(number) for _, number in found}
    columns = {_column_number(letters.upper()) for letters, _ in found}
    return max(rows, default=0), max(columns, default=0)


def _empty_formulas(xml: bytes) -> list[str]:
    """The references of cells that hold a formula and no value."""
    if b"<f" not in xml and not _prefixed(xml):
        return []
    return [
        (reference[1] + reference[2]).decode("ascii")
        for match in _FORMULA_WITHOUT_VALUE.finditer(xml)
        if (reference := _REFERENCE.search(match[1]))
    ]


def _prefixed(xml: bytes) -> bool:
    """Whether the elements of a sheet have a prefix: <x:worksheet>, <x:c>."""
    return b":worksheet" in xml[:_START]


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
    """Reads a part to its end: zipfile stops at its stated size and holds it to its checksum.

    Sheets are read when their turn comes, and held to theirs then.
    """
    with archive.open(part) as content:
        if content.read(2) in _UTF_16:
            raise FileKindError(
                f"{name}: the workbook holds UTF-16, which no spreadsheet program writes.", _AS_CSV
            )
        content.seek(0)
        if _has_document_type(content):
            raise FileKindError(
                f"{name}: the workbook holds a document type (DTD), which none needs.", _AS_CSV
            )
        if not part.filename.startswith(_SHEETS):
            content.read()


def _has_document_type(content: IO[bytes]) -> bool:
    """Whether one stands before the first element, where alone it can; no part need be XML."""
    try:
        next(iterparse(content, events=("start",), forbid_dtd=True), None)
    except DTDForbidden:
        return True
    except (ParseError, ValueError, LookupError):
        return False
    return False


def _sheet_xml(name: str, data: bytes, sheet: str) -> bytes:
    """The XML of the sheet of that name; empty when the workbook does not say where it is."""
    with opened(name, data) as archive:
        names = archive.namelist()
        try:
            workbook = fromstring(archive.read(WORKBOOK), forbid_dtd=True)
            relations = fromstring(archive.read(_RELATIONS), forbid_dtd=True)
        except (ParseError, LookupError) as error:
            raise FileDamagedError(
                f"{name}: the workbook's list of sheets is damaged ({error}).", _AGAIN
            ) from error
        targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
        keys = [
            value
            for entry in workbook.iter()
            if entry.tag.endswith("}sheet") and entry.get("name") == sheet
            for key, value in entry.items()
            if key.endswith("}id")
        ]
        parts = [f"xl/{targets.get(key, '').removeprefix('/').removeprefix('xl/')}" for key in keys]
        return b"".join(archive.read(part) for part in parts if part in names)


def _column_number(letters: bytes) -> int:
    """1 for A.

    >>> _column_number(b"XFD")
    16384
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
