"""The same invented answers in files that are no plain text; `write_exports` calls this."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import pandas as pd
import pyreadstat
import xlwt

Rows = Sequence[Sequence[str]]
"""A header and one row a respondent, as a table has them."""

Labels = Mapping[str, dict[int | float, str]]
"""By variable: what each code stands for."""

NUMBERS = {"0", "1", "2", "3", "4", "5"}
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
_PADDING = '<table:table-cell table:number-columns-repeated="16000"/>'


def spss(
    cells: pd.DataFrame, questions: Sequence[str], labels: Labels, missing: int, *, packed: bool
) -> bytes:
    """Codes with value labels, one code declared missing; packed it is a .zsav."""
    items = [name for name, known in labels.items() if missing in known]
    return _by_path(
        lambda path: pyreadstat.write_sav(
            cells,
            path,
            column_labels=list(questions),
            variable_value_labels=dict(labels),
            missing_ranges={name: [missing] for name in items},
            compress=packed,
        )
    )


def stata(
    cells: pd.DataFrame, questions: Sequence[str], labels: Labels, missing: int, version: int
) -> bytes:
    """Codes with value labels; Stata has a letter where SPSS declares a code missing."""
    items = [name for name, known in labels.items() if missing in known]
    lettered = cells.astype(dict.fromkeys(items, object)).replace({missing: "a"})
    known = {
        name: {("a" if code == missing else code): text for code, text in known.items()}
        for name, known in labels.items()
    }
    return _by_path(
        lambda path: pyreadstat.write_dta(
            lettered,
            path,
            column_labels=list(questions),
            variable_value_labels=known,  # type: ignore[arg-type]  # a letter may be labelled
            missing_user_values={name: ["a"] for name in items},
            version=version,
        )
    )


def parquet(rows: Rows) -> bytes:
    """Numbers as numbers, nothing where nothing was answered."""
    table = pd.DataFrame(
        [[_value(text) for text in row] for row in rows[1:]], columns=list(rows[0])
    )
    buffer = io.BytesIO()
    table.convert_dtypes().to_parquet(buffer, index=False)
    return buffer.getvalue()


def records(rows: Rows, group: str) -> bytes:
    """JSON under a key, with the answers to the items grouped within each record."""
    header = rows[0]
    items = [name for name in header if "TOG" in name]
    found = []
    for row in rows[1:]:
        values = {name: _value(text) for name, text in zip(header, row, strict=True)}
        grouped = {name: values.pop(name) for name in items}
        found.append({**values, group: grouped})
    return json.dumps({"count": len(found), "responses": found}, indent=1).encode()


def lines(rows: Rows) -> bytes:
    """JSON Lines, a key left out where nothing was answered."""
    records = (
        {name: text for name, text in zip(rows[0], row, strict=True) if text} for row in rows[1:]
    )
    texts = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    return "".join(texts).encode("utf-8-sig")


def old_workbook(rows: Rows) -> bytes:
    """An .xls with an empty first sheet."""
    book = xlwt.Workbook()
    book.add_sheet("Empty")
    sheet = book.add_sheet("Responses")
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write(number, place, _value(text))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def opendocument(rows: Rows) -> bytes:
    """An .ods as LibreOffice writes it: repeated empty cells to the edge of the sheet."""
    body = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}{_PADDING}</table:table-row>" for row in rows
    )
    rest = f'<table:table-row table:number-rows-repeated="1000000">{_PADDING}</table:table-row>'
    table = f'<table:table table:name="Responses">{body}{rest}</table:table>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}><office:body>'
        f"<office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": _ODS, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    return archive({name: text.encode() for name, text in parts.items()})


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of those files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, date_time=(2026, 10, 2, 9, 0, 0))
            if name != "mimetype":  # which stands in an .ods as it is, for all to see
                part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, content)
    return buffer.getvalue()


def _by_path(write: Callable[[Path], object]) -> bytes:
    """What is written by a library that writes to a path only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        write(path)
        return path.read_bytes()


def _value(text: str) -> int | str | None:
    return int(text) if text in NUMBERS else text or None


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    kind = f'float" office:value="{text}' if text in NUMBERS else "string"
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="{kind}">{paragraphs}</table:table-cell>'
