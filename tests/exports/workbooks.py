"""Workbooks for the exports, the same bytes whenever they are written."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl

Cell = str | int | dt.datetime | None

_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def sheet_bytes(rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    """A workbook of one sheet; an empty text is an empty cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    return workbook_bytes(book)


def workbook_bytes(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file without the time of writing."""
    buffer, written = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=(2026, 10, 2, 9, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, _TIME.sub(b"2026-10-02T09:00:00Z", source.read(name)))
    return buffer.getvalue()
