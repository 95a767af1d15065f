"""report.xlsx: the method on the first sheet, then a sheet a table, each cell of its own type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from report_builder.downloads.sheets import Sheet, Value, sheets
from report_builder.findings.method import notices
from report_builder.language import language
from report_builder.pages.method import limits, provenance, questions
from report_builder.pages.overview import kicker
from report_builder.pages.voice import Voice
from report_builder.readable import without_isolates
from report_builder.report import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NARROWEST, WIDEST = 9, 58
"""Columns are as wide as their longest text, within these bounds, in characters."""

QUESTION_WIDTH, ANSWER_WIDTH = 34, 104
LINE, HEADER_LINES = 15.0, 2
"""The height of a line of text, and how many lines a header has."""

LONGEST_CELL = 32_767
"""What a cell of a workbook can hold, in characters."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a file that must carry one, where the report has none."""

LOOK = {"font_name": "Calibri", "font_size": 11, "font_color": "#1b2333", "valign": "top"}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "text": {},
    "wrapped": {"text_wrap": True},
    "bold": {"bold": True, "text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#f5f6f9", "bottom": 1},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "0.00"},
    "share": {"num_format": "0%"},
}


def workbook(report: Report, code: str) -> bytes:
    """The workbook in one language, the same bytes for the same report.

    Needs the extra `office`. What others wrote is text: no cell begins a formula or a link.
    """
    import xlsxwriter  # noqa: PLC0415 - an extra

    voice = Voice(report, language(code))
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": voice.title, "created": created(report)})
    looks = {name: book.add_format({**LOOK, **look}) for name, look in LOOKS.items()}
    found = sheets(voice)
    _write_method(book.add_worksheet(voice.text("sheet.method")), voice, found, looks)
    for sheet in found:
        _write_sheet(book.add_worksheet(sheet.title), sheet, looks)
    book.close()
    return content.getvalue()


def created(report: Report) -> datetime:
    """The time that an office file carries: midnight of the report's date."""
    day = report.settings.date
    return datetime.combine(day, time(), UTC) if day else UNDATED


def _write_method(
    page: Worksheet, voice: Voice, found: tuple[Sheet, ...], looks: Mapping[str, Format]
) -> None:
    page.set_column(0, 0, QUESTION_WIDTH)
    page.set_column(1, 1, ANSWER_WIDTH)
    page.hide_gridlines(2)
    page.set_row(0, 2 * LINE)
    page.write_string(0, 0, voice.title, looks["title"])
    for place, (left, right) in enumerate(_method(voice, found), start=1):
        page.write_string(place, 0, without_isolates(left), looks["bold"])
        page.write_string(place, 1, without_isolates(right), looks["wrapped"])
        lines = max(_lines(left, QUESTION_WIDTH), _lines(right, ANSWER_WIDTH))
        page.set_row(place, lines * LINE)
    _for_paper(page)


def _method(voice: Voice, found: tuple[Sheet, ...]) -> Iterator[tuple[str, str]]:
    """What the first sheet says, line by line: two cells each."""
    yield "", kicker(voice)
    yield from (("", voice.say(notice)) for notice in notices(voice.report))
    yield "", ""
    yield voice.text("sheet.contents"), ""
    yield from ((sheet.title, sheet.about) for sheet in found)
    yield "", ""
    yield voice.text("method.heading"), ""
    yield from ((each.question, " ".join(each.answer)) for each in questions(voice))
    yield voice.text("method.limits"), " ".join(limits(voice))
    yield "", provenance(voice)


def _write_sheet(page: Worksheet, sheet: Sheet, looks: Mapping[str, Format]) -> None:
    for place, label in enumerate(sheet.header):
        page.write_string(0, place, without_isolates(label), looks["head"])
        page.set_column(place, place, _width(sheet, place))
    for row, values in enumerate(sheet.rows, start=1):
        for place, value in enumerate(values):
            kind = "share" if place in sheet.shares else "decimal"
            _write(page, (row, place), value, looks, kind)
    page.set_row(0, HEADER_LINES * LINE)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    page.repeat_rows(0)
    _for_paper(page)


def _write(
    page: Worksheet, place: tuple[int, int], value: Value, looks: Mapping[str, Format], kind: str
) -> None:
    """The value by its own type: never as a formula, a link, or a number found in a text."""
    if isinstance(value, str):
        page.write_string(*place, without_isolates(value)[:LONGEST_CELL], looks["text"])
    elif value is not None:
        look = looks["whole" if isinstance(value, int) else kind]
        page.write_number(*place, value, look)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes, with some room: programs measure it differently."""
    return max(1, -(-len(text) // (width - 8)))


def _for_paper(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _width(sheet: Sheet, place: int) -> int:
    """Of a column in characters: its longest text, a long header in two lines."""
    texts = [row[place] for row in sheet.rows if isinstance(row[place], str)]
    longest = max((len(str(text)) for text in texts), default=0)
    head = sheet.header[place]
    word = max(map(len, head.split()), default=0)
    return min(max(longest + 2, word + 4, len(head) // HEADER_LINES + 5, NARROWEST), WIDEST)
