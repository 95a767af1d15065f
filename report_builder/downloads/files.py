"""The files of `data/`: report.json and a CSV file per table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from report_builder.downloads import document, figures
from report_builder.downloads.carried import carried_over, followed
from report_builder.downloads.chain import evidence, recommendations
from report_builder.downloads.document import SCHEMA, Json, Row
from report_builder.downloads.stakes import stakes
from report_builder.report import Report
from report_builder.table import Table, csv_text

BETWEEN_ENTRIES = " | "
BETWEEN_INNER_ENTRIES = " "
FLAT = {"recommendations": evidence, "carried_over": followed}
FIRST = (
    *("lever", "rule", "group", "pair", "item", "dimension", "title"),
    *("segment", "level", "groups"),
)
"""The columns that say what a row is about, where a table has them."""


def report_json(report: Report) -> bytes:
    """Everything published and nothing else; docs/reference/report-json.md describes it.

    UTF-8, two spaces of indent, a newline at the end: the same report gives the same bytes.
    """
    whole: dict[str, Json] = {
        "schema": SCHEMA,
        "provenance": document.provenance(report),
        "rules": document.rules(report),
        "questionnaire": document.questionnaire(report),
        **_tables(report),
        "stakes": stakes(report),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    for sign in "<>&":  # others' words stay words, even to what takes the file for a page
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{text}\n".encode()


def data_files(report: Report) -> dict[str, bytes]:
    """The files by name: "report.json", and "gaps.csv" and its like for tables with rows."""
    titles, files = _titles(report), {"report.json": report_json(report)}
    for name, rows in _tables(report).items():
        flat = FLAT[name](report) if name in FLAT else rows
        if flat:
            files[f"{name}.csv"] = csv_text(flat_table(flat, titles), "en").encode()
    return files


def _tables(report: Report) -> dict[str, list[Row]]:
    """The parts that are rows, each a CSV file too."""
    return {
        "groups": document.groups(report),
        "estimates": figures.estimates(report),
        "gaps": figures.gaps(report),
        "alignment": figures.alignment(report),
        "mirror": figures.mirror(report),
        "recommendations": recommendations(report),
        "carried_over": carried_over(report),
        "withheld": document.withheld(report),
    }


def _titles(report: Report) -> dict[str, str]:
    """Short titles of items and names of dimensions, in the questionnaire's first language."""
    asked = report.questionnaire
    language = asked.languages[0]
    return {
        **{dimension.id: dimension.name[language] for dimension in asked.dimensions},
        **{item.id: item.title[language] for item in asked.items},
    }


def flat_table(rows: Sequence[Row], titles: Mapping[str, str]) -> Table:
    """Rows as a table of text: a column for each field that any row has, in order of appearance.

    What a row is about comes first, with its title. A field within a field is a column
    `field_within`, a segment level the columns `segment` and `level`; a list is joined by " | ";
    nothing is an empty cell.

    >>> flat_table([{"own": {"base": 7}, "item": "A1"}, {"groups": ["a", "b"]}], {"A1": "Trust"})
    Table(header=('item', 'title', 'groups', 'own_base'), \
rows=(('A1', 'Trust', '', '7'), ('', '', 'a | b', '')))
    """
    flat = [dict(_flat(row, titles)) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    names.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    return Table(tuple(names), tuple(tuple(row.get(name, "") for name in names) for row in flat))


def _flat(row: Row, titles: Mapping[str, str], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if name in {"segment", "where"}:
            yield from zip(("segment", "level"), _level(value), strict=True)
        elif isinstance(value, Mapping):
            yield from _flat(value, titles, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", _text(value)
        if name in {"item", "dimension"}:
            yield "title", titles.get(str(value), "")


def _level(value: Json) -> tuple[str, str]:
    """The segment and its level, or nothing for everybody."""
    if not isinstance(value, Mapping):
        return "", ""
    [(segment, level)] = value.items()
    return segment, _text(level)


def _text(value: Json, between: str = BETWEEN_ENTRIES) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return between.join(_text(each, BETWEEN_INNER_ENTRIES) for each in value)
    return json.dumps(value, ensure_ascii=False)
