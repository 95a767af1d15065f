"""Workbooks (.xlsx, .xls, .ods): the first sheet a person sees, every cell as text."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import python_calamine as calamine

from survey.errors import FileDamagedError, FileEmptyError, FileKindError
from survey.readers.archive import ZIP, part_names
from survey.readers.grid import MOST_CELLS, Grid, digest_of, rows_grid
from survey.readers.opendocument import CONTENT, check_content
from survey.readers.own_process import told_by
from survey.readers.workbook_parts import WORKBOOK, check_parts, refuse_large_sheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an .xls begins, and an .xlsx with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BINARY = "xl/workbook.bin"
_AGAIN = "export the file again, or open it in Excel and save it as CSV."


def open_workbook(path: Path, data: bytes) -> Grid:
    """The cells of the first visible sheet that holds any.

    Raises:
        FileKindError: a password, another kind of archive, or larger than a survey can be.
        FileDamagedError: it breaks off, or a formula has no value.
        FileEmptyError: no visible sheet holds a cell.
    """
    _refuse_password(path.name, data)
    parts = part_names(path.name, data) if data.startswith(ZIP) else ()
    if parts:
        _refuse_other_archives(path.name, parts)
        check_parts(path.name, data)
    else:
        _try_old_workbook(path.name, data)
    if CONTENT in parts:
        check_content(path.name, data)
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        return _first_filled(path, data, workbook, check=WORKBOOK in parts)
    except calamine.PasswordError as error:
        raise _password(path.name) from error
    except calamine.CalamineError as error:
        raise FileDamagedError(
            f"{path.name}: the workbook is damaged or truncated ({error}).", _AGAIN
        ) from error


def _try_old_workbook(name: str, data: bytes) -> None:
    told = told_by("old_workbook_process.py", name, "workbook", data)
    if told["cells"] > MOST_CELLS:
        raise FileKindError(
            f"{name}: a sheet of the workbook reaches over {told['cells']:,} cells; that is too "
            "large.",
            "delete what stands far outside the table, or export the responses as CSV.",
        )


def is_workbook(parts: Collection[str]) -> bool:
    """Whether a zip archive with these parts is a workbook."""
    return not {WORKBOOK, CONTENT, _BINARY}.isdisjoint(parts)


def _refuse_other_archives(name: str, parts: Collection[str]) -> None:
    if _BINARY in parts:
        # Its cells can be spread so far apart that reading them ends the program.
        raise FileKindError(
            f"{name}: this is a binary Excel workbook (.xlsb).",
            "open it in Excel and save it as .xlsx or CSV.",
        )
    if not is_workbook(parts):
        raise FileKindError(
            f"{name}: this is an archive without an Excel workbook in it.",
            "unpack it and give the CSV or .xlsx file inside.",
        )


def _first_filled(
    path: Path, data: bytes, workbook: calamine.CalamineWorkbook, *, check: bool
) -> Grid:
    visible = _visible_sheets(workbook)
    for place, name in enumerate(visible):
        if check:
            refuse_large_sheet(path.name, data, name, MOST_CELLS)
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if any(row.count("") < len(row) for row in rows):
            others = _other_sheets(name, visible[place + 1 :])
            grid = rows_grid(path, rows, digest_of(data), kind="workbook", sheet=name)
            return replace(grid, warnings=others)
    raise FileEmptyError(
        f"{path.name}: no visible sheet of the workbook holds a cell; there is no header row.",
        "put the responses into a visible sheet, or export them again.",
    )


def _visible_sheets(workbook: calamine.CalamineWorkbook) -> list[str]:
    """Names of the sheets that hold cells and that a person sees, in the workbook's order."""
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _other_sheets(read: str, others: list[str]) -> tuple[str, ...]:
    if not others:
        return ()
    return (f'the sheet "{read}" was read; not read: {", ".join(others)}.',)


def _refuse_password(name: str, data: bytes) -> None:
    if not data.startswith(ZIP) and _ENCRYPTED in data:
        raise _password(name)


def _password(name: str) -> FileKindError:
    return FileKindError(
        f"{name}: the workbook is protected by a password.",
        "save it without a password, or export the responses as CSV.",
    )
