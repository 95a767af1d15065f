"""The files of `data/`: report.json, and the tables for spreadsheets in each language."""

from __future__ import annotations

import json
from collections.abc import Iterable

from report_builder.downloads import document
from report_builder.downloads.document import SCHEMA, Json
from report_builder.downloads.flat import text_table
from report_builder.downloads.office import installed
from report_builder.downloads.panel import panel
from report_builder.downloads.stakes import stakes
from report_builder.downloads.tables import flat_tables, tables, titles_in
from report_builder.downloads.workbook import workbook
from report_builder.report import Report
from report_builder.table import DECIMAL_SIGNS, csv_text


def report_json(report: Report) -> bytes:
    """Everything published and nothing else; docs/reference/report-json.md describes it.

    UTF-8, two spaces of indent, a newline at the end: the same report gives the same bytes.
    """
    whole: dict[str, Json] = {
        "schema": SCHEMA,
        "provenance": document.provenance(report),
        "rules": document.rules(report),
        "questionnaire": document.questionnaire(report),
        **tables(report),
        "panel": panel(report),
        "stakes": stakes(report),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    for sign in "<>&":  # others' words stay words, even to what takes the file for a page
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{text}\n".encode()


def data_files(report: Report) -> dict[str, bytes]:
    """The files by path below `data`.

    "report.json"; "gaps.csv" and its like for tables with rows; the same as "fr/gaps.csv" for a
    language whose spreadsheets read numbers otherwise; "en/report.xlsx" for each language where
    the extra that writes workbooks is installed.
    """
    first = report.questionnaire.languages[0]
    files = {"report.json": report_json(report)}
    files |= _csv_files(report, first, "en", "")
    for code in report.settings.languages:
        if installed("xlsxwriter"):
            files[f"{code}/report.xlsx"] = workbook(report, code)
        if code in DECIMAL_SIGNS:
            files |= _csv_files(report, code, code, f"{code}/")
    return files


def in_language(paths: Iterable[str], code: str) -> tuple[str, ...]:
    """Of the files of `data`, those for readers of a language: its own, and what all share.

    >>> in_language(["report.json", "gaps.csv", "fr/gaps.csv", "en/report.xlsx"], "fr")
    ('fr/gaps.csv', 'report.json')
    """
    known = tuple(paths)
    own = [path for path in known if path.startswith(f"{code}/")]
    own.sort(key=lambda path: path.endswith(".csv"))  # what is to be read, then what to work with
    shared = (path for path in known if "/" not in path and f"{code}/{path}" not in known)
    return (*own, *shared)


def _csv_files(report: Report, language: str, format_of: str, folder: str) -> dict[str, bytes]:
    """The tables, titles in one language, numbers as spreadsheets set to another read them."""
    decimal = DECIMAL_SIGNS.get(format_of, ".")
    return {
        f"{folder}{name}.csv": csv_text(text_table(table, decimal), format_of).encode()
        for name, table in flat_tables(report, titles_in(report, language)).items()
    }
