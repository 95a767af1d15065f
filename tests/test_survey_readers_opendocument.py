"""OpenDocument spreadsheets: repeated cells, formulas, and what would fill the memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from exported import bytes_saved
from exports.write_binary import archive, opendocument

from survey.errors import FileDamagedError, FileKindError
from survey.export import Export
from survey.readers import read_export

ROWS = (("team", "TOG1"), ("Sales", "4"), ("Marketing", "5"))
FIVE = '<table:table-cell office:value-type="float" office:value="5"'
ROW_OF_SALES = '<table:table-row><table:table-cell office:value-type="string"><text:p>Sales'


def read(folder: Path, **parts: tuple[str, str]) -> Export:
    """A spreadsheet of ROWS; of the part named, one text is replaced by another."""
    with zipfile.ZipFile(io.BytesIO(opendocument(ROWS))) as book:
        texts = {name: book.read(name).decode() for name in book.namelist()}
    for key, (old, new) in parts.items():
        (name,) = (name for name in texts if key in name)
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new)
    data = archive({name: text.encode() for name, text in texts.items()})
    return read_export(bytes_saved(folder, data, "table.ods"))


def cells(export: Export) -> list[list[str]]:
    (frame,) = export.read([0, 1])
    return [[str(text) for text in row] for row in frame.to_numpy()]


def test_cells_are_read_and_the_empty_rest_of_the_sheet_is_not(tmp_path: Path) -> None:
    export = read(tmp_path)
    assert (export.sheet, len(export.columns)) == ("Responses", 2)
    assert cells(export) == [["Sales", "4"], ["Marketing", "5"]]


def test_a_row_or_cell_that_stands_for_several_is_read_as_often(tmp_path: Path) -> None:
    repeated = ROW_OF_SALES.replace("row>", 'row table:number-rows-repeated="3">', 1)
    assert cells(read(tmp_path, content=(ROW_OF_SALES, repeated)))[:3] == [["Sales", "4"]] * 3


@pytest.mark.parametrize("number", ["2000000", "5000000000"])
def test_a_cell_that_stands_for_too_many_is_refused(tmp_path: Path, number: str) -> None:
    spread = f'<table:table-cell table:number-columns-repeated="16000"/>{FIVE}'
    repeated = ROW_OF_SALES.replace("row>", f'row table:number-rows-repeated="{number}">', 1)
    with pytest.raises(FileKindError, match="too large"):
        read(
            tmp_path,
            content=(
                ROW_OF_SALES,
                repeated.replace("<table:table-cell", spread + "/>" + "<table:table-cell", 1),
            ),
        )


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileDamagedError):
        read(tmp_path, content=(FIVE, f'{FIVE} table:number-columns-repeated="x"'))


def test_a_formula_without_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileDamagedError, match="1 cells hold a formula"):
        read(tmp_path, content=(FIVE, '<table:table-cell table:formula="of:=1+4"'))


def test_a_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileKindError, match="password"):
        read(tmp_path, manifest=("<manifest/>", "<manifest><encryption-data/></manifest>"))


def test_a_document_type_and_broken_xml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileKindError, match="DTD"):
        read(tmp_path, content=("<office:document-content", "<!DOCTYPE x><office:document-content"))
    with pytest.raises(FileDamagedError, match="no XML"):
        read(tmp_path, content=("</office:body>", ""))
    with pytest.raises(FileDamagedError, match="no XML"):
        read(tmp_path, content=('encoding="UTF-8"', 'encoding="UTF-88"'))
