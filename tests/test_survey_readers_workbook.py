"""Excel workbooks: which sheet, what a cell says as text, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import python_calamine as calamine
from exported import bytes_saved
from openpyxl.worksheet.worksheet import Worksheet

from survey.errors import FileDamagedError, FileEmptyError, FileKindError
from survey.readers import old_workbook_process, read_export

HEADER = ("name", "team", "TOG1", "TOG2")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def book(*sheets: tuple[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet: Worksheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return buffer.getvalue()


def simple(*rows: Sequence[object]) -> bytes:
    return book(("Data", [HEADER, *rows]))


def row_of(folder: Path, data: bytes) -> list[str]:
    export = read_export(bytes_saved(folder, data, "book.xlsx"))
    (frame,) = export.read([0, 1, 2, 3])
    return [str(text) for text in frame.iloc[0]]


def test_cells_are_the_texts_a_csv_would_hold(tmp_path: Path) -> None:
    assert row_of(tmp_path, simple(["x", True, 4, 3.5])) == ["x", "TRUE", "4", "3.5"]
    stamp = dt.datetime(2026, 10, 2, 9, 0)  # noqa: DTZ001 - a workbook knows no time zones
    assert row_of(tmp_path, simple([" 4 ", stamp, dt.time(9, 30), None])) == [
        " 4 ",
        "2026-10-02 09:00:00",
        "09:30:00",
        "",
    ]


def test_a_hidden_sheet_is_never_read(tmp_path: Path) -> None:
    rows = [HEADER, ["seen", "Sales", 1, 2]]
    data = book(("Hidden", [HEADER, ["unseen", "Sales", 1, 2]]), ("Seen", rows), hidden=["Hidden"])
    assert row_of(tmp_path, data)[0] == "seen"


def test_an_empty_sheet_is_passed_over_and_later_ones_are_told(tmp_path: Path) -> None:
    data = book(("Empty", []), ("Data", [HEADER, ["x", "Sales", 1, 2]]), ("Notes", [["n"]]))
    export = read_export(bytes_saved(tmp_path, data, "book.xlsx"))
    assert export.sheet == "Data"
    assert export.warnings == ('book.xlsx: the sheet "Data" was read; not read: Notes.',)


def test_a_workbook_without_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileEmptyError, match="no visible sheet"):
        read_export(bytes_saved(tmp_path, book(("Data", [])), "book.xlsx"))


def test_rows_keep_their_numbers_across_empty_ones(tmp_path: Path) -> None:
    data = simple(["x", "Sales", 1, 2], [None], ["y", "Sales", 1, 2])
    (frame,) = read_export(bytes_saved(tmp_path, data, "book.xlsx")).read([0])
    assert frame.index.tolist() == [2, 4]


def test_a_formula_without_a_value_is_named(tmp_path: Path) -> None:
    data = simple(["x", "Sales", "=1+3", 2], *[["y", "Sales", "=2", "=3"]] * 3)
    with pytest.raises(FileDamagedError, match=r"7 cells hold a formula.*: C2, C3, D3, C4, D4 …"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_single_formula_is_named_alone(tmp_path: Path) -> None:
    with pytest.raises(FileDamagedError, match="without a value: C2\\."):
        read_export(bytes_saved(tmp_path, simple(["x", "Sales", "=1+3", 2]), "book.xlsx"))


@pytest.mark.parametrize(
    "far",
    [
        b'<c r="XFD1048576"',
        b"<c r='XFD1048576'",
        b'<c\n\tr = "XFD1048576"',
        b'<c t="n" r="XFD1048576"',
        b'<c r="xfd1048576"',
    ],
)
def test_a_cell_in_the_far_corner_is_refused_before_memory_is_taken(
    tmp_path: Path, far: bytes
) -> None:
    def moved(xml: bytes) -> bytes:
        return xml.replace(b'<row r="2"', b'<row r="1048576"').replace(b'<c r="D2"', far)

    data = changed(simple(["x", "Sales", 1, 2]), "xl/worksheets/sheet1.xml", moved)
    with pytest.raises(FileKindError, match="row 1,048,576 and right to column XFD"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_cell_in_the_far_corner_of_a_sheet_with_prefixes_is_refused(tmp_path: Path) -> None:
    def prefixed(xml: bytes) -> bytes:
        named = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
        return named.replace(b'r="D2"', b'r="XFD1048576"')

    data = changed(simple(["x", "Sales", 1, 2]), "xl/worksheets/sheet1.xml", prefixed)
    with pytest.raises(FileKindError, match="right to column XFD"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def beyond(place: str) -> bytes:
    """A workbook of one response, and one cell more at that place."""

    def reaching(xml: bytes) -> bytes:
        row = re.sub(r"[A-Z]", "", place)
        cell = f'<row r="{row}"><c r="{place}" t="n"><v>1</v></c></row></sheetData>'
        return xml.replace(b"</sheetData>", cell.encode())

    return changed(simple(["x", "Sales", 1, 2]), "xl/worksheets/sheet1.xml", reaching)


def test_a_wide_sheet_of_few_rows_is_read(tmp_path: Path) -> None:
    assert row_of(tmp_path, beyond("ALM3"))[:2] == ["x", "Sales"]


@pytest.mark.parametrize("place", ["CV300001", "GS100000"])
def test_a_sheet_of_too_many_cells_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(FileKindError, match="the cells reach down to row"):
        read_export(bytes_saved(tmp_path, beyond(place), "book.xlsx"))


def test_a_sheet_whose_cells_have_no_references_is_read(tmp_path: Path) -> None:
    def bare(xml: bytes) -> bytes:
        return re.sub(rb'<c r="[A-Z0-9]+"', b"<c", xml)

    data = changed(simple(["x", "Sales", 1, 2]), "xl/worksheets/sheet1.xml", bare)
    assert row_of(tmp_path, data) == ["x", "Sales", "1", "2"]


def test_an_absolute_target_of_a_sheet_is_followed(tmp_path: Path) -> None:
    def absolute(xml: bytes) -> bytes:
        return xml.replace(b'Target="worksheets', b'Target="/xl/worksheets')

    data = changed(simple(["x", "Sales", "=1", 2]), "xl/_rels/workbook.xml.rels", absolute)
    with pytest.raises(FileDamagedError, match="C2"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 20_000_000)
    with pytest.raises(FileKindError, match="too large"):
        read_export(bytes_saved(tmp_path, buffer.getvalue(), "book.xlsx"))


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    def entity(xml: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + xml

    data = changed(simple(["x", "Sales", 1, 2]), "xl/worksheets/sheet1.xml", entity)
    with pytest.raises(FileKindError, match="DTD"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_utf_16_in_a_workbook_is_refused_as_checks_would_not_see_into_it(tmp_path: Path) -> None:
    def utf_16(xml: bytes) -> bytes:
        return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    data = changed(simple(["x", "Sales", 1, 2]), "xl/worksheets/sheet1.xml", utf_16)
    with pytest.raises(FileKindError, match="UTF-16"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_document_type_behind_a_long_comment_is_refused(tmp_path: Path) -> None:
    content = b"<!--" + b" " * 100_000 + b"--><!DOCTYPE x [<!ENTITY a 'b'>]><x/>"
    data = changed(simple(["x", "Sales", 1, 2]), "xl/styles.xml", lambda _: content)
    with pytest.raises(FileKindError, match="DTD"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_binary_workbook_is_told_how_to_be_saved(tmp_path: Path) -> None:
    data = changed(simple(["x", "Sales", 1, 2]), "", bytes)
    binary = data.replace(b"xl/workbook.xml", b"xl/workbook.bin")
    with pytest.raises(FileKindError, match="xlsb") as raised:
        read_export(bytes_saved(tmp_path, binary, "book.xlsb"))
    assert "save it as .xlsx" in raised.value.fix


def test_a_list_of_sheets_that_is_no_xml_is_refused(tmp_path: Path) -> None:
    data = changed(simple(["x", "Sales", 1, 2]), "xl/workbook.xml", lambda xml: xml + b"<more")
    with pytest.raises(FileDamagedError):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    data = simple(["x", "Sales", 1, 2])
    with pytest.raises(FileDamagedError, match="damaged or truncated"):
        read_export(bytes_saved(tmp_path, data[: len(data) // 2], "book.xlsx"))


def test_a_part_that_does_not_hold_what_its_checksum_says_is_refused(tmp_path: Path) -> None:
    data = simple(["x", "Sales", 1, 2])
    place = data.index(b"xl/worksheets/sheet1.xml") + 60
    spoilt = data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]
    with pytest.raises(FileDamagedError, match="damaged or truncated"):
        read_export(bytes_saved(tmp_path, spoilt, "book.xlsx"))


def test_a_workbook_without_its_sheets_is_refused(tmp_path: Path) -> None:
    data = changed(simple(["x", "Sales", 1, 2]), "xl/workbook.xml", lambda _: b"<workbook/>")
    with pytest.raises((FileDamagedError, FileEmptyError)):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    data = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FileKindError, match="password"):
        read_export(bytes_saved(tmp_path, data, "book.xlsx"))


def compound_file(stream: bytes) -> bytes:
    """The container of an .xls with one stream, "Workbook": sectors of 512 bytes."""
    size = max(len(stream), 4096)
    sectors = -(-size // 512)
    chain = [2 + place for place in range(1, sectors)] + [0xFFFFFFFE]
    table = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    entries = [_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), _entry("Workbook", 2, -1, 2, size)]
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 432
    fat = b"".join(struct.pack("<I", entry) for entry in table).ljust(512, b"\xff")
    return header + fat + b"".join(entries).ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBiii", kind, 1, -1, -1, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<H", len(text))
        + links
        + b"\0" * 36
        + (struct.pack("<IQ", start, size))
    )


def old_book(rows: Sequence[Sequence[str | int]]) -> bytes:
    """An .xls (BIFF8) of one sheet."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, int):
                cells += record(0x0203, place + struct.pack("<d", value))
            else:
                text = struct.pack("<HB", len(value), 0) + value.encode("latin-1")
                cells += record(0x0204, place + text)
    version = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    first = record(0x0809, version)
    name = record(0x0085, struct.pack("<IHBB", len(first) + 18, 0, 4, 0) + b"Data")
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    end = record(0x000A, b"")
    name = record(0x0085, struct.pack("<IHBB", len(first + name + end), 0, 4, 0) + b"Data")
    return compound_file(first + name + end + sheet + cells + end)


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    data = old_book([HEADER, ["x", "Sales", 4, 5]])
    export = read_export(bytes_saved(tmp_path, data, "book.xls"))
    (frame,) = export.read([0, 1, 2, 3])
    assert [str(text) for text in frame.iloc[0]] == ["x", "Sales", "4", "5"]


def test_a_cell_in_the_far_corner_of_an_old_workbook_is_refused(tmp_path: Path) -> None:
    data = old_book([HEADER, ["x", "Sales", 4, 5]])
    for row, error in ((500, "over 32,833,536 cells"), (65535, "damaged or truncated")):
        corner = struct.pack("<HHHH", 14, row, 65535, 0)
        far = data.replace(struct.pack("<HHHH", 14, 1, 3, 0), corner)
        with pytest.raises((FileDamagedError, FileKindError), match=error):
            read_export(bytes_saved(tmp_path, far, "book.xls"))


def test_an_old_workbook_that_crashes_the_library_is_refused(tmp_path: Path) -> None:
    data = old_book([HEADER, ["x", "Sales", 4, 5]])
    texts = struct.pack("<HHII", 0x00FC, 8, 0, 0x7FFFFFFF)
    first_end = data.index(struct.pack("<HH", 0x000A, 0))
    with pytest.raises(FileDamagedError):
        read_export(bytes_saved(tmp_path, data[:first_end] + texts + data[first_end:], "book.xls"))


def test_the_process_tells_how_large_an_old_workbook_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    limits: list[object] = []
    monkeypatch.setattr("resource.setrlimit", lambda *given: limits.append(given))
    for data, cells in ((old_book([HEADER]), 4), (OLE, 0)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        old_workbook_process.main()
        assert capsys.readouterr().out == f'{{"cells": {cells}}}'
    assert len(limits) == 2


def test_an_old_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileDamagedError, match="damaged"):
        read_export(bytes_saved(tmp_path, OLE + b"\0" * 600, "book.xls"))


def test_a_password_that_only_the_reader_finds_is_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: object) -> None:
        raise calamine.PasswordError("Workbook is password protected")

    monkeypatch.setattr(calamine, "load_workbook", locked)
    with pytest.raises(FileKindError, match="password"):
        read_export(bytes_saved(tmp_path, simple(["x", "Sales", 1, 2]), "book.xlsx"))


def test_a_sheet_of_many_rows_is_read_to_its_end(tmp_path: Path) -> None:
    data = simple(*([f"person {number}", "Sales", 1, 2] for number in range(2000)))
    (frame,) = read_export(bytes_saved(tmp_path, data, "book.xlsx")).read([0])
    assert frame[0].iloc[-1] == "person 1999"
