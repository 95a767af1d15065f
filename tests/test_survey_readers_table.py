"""Tables that people made: where the header is, and what at the end is no response."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import saved, table
from exports.workbooks import sheet_bytes

from survey.export import Export
from survey.readers import read_export

HEADER = ["team", "site", "TOG1", "TOG2"]


def _first(export: Export) -> list[str]:
    (frame,) = export.read([0])
    return [str(text) for text in frame[0]]


@pytest.mark.parametrize(
    "last",
    [
        ["Total", "", "46", "38"],
        ["Moyenne", "", "3,4", "2,9"],
        ["", "Grand total:", "46", "38"],
        ["Mean", "", "50 %", "3.25"],
    ],
)
def test_a_row_that_adds_the_others_up_is_no_response(tmp_path: Path, last: list[str]) -> None:
    rows = [HEADER, ["Sales", "Nord", "1", "2"], ["Marketing", "Nord", "3", "4"], last]
    export = read_export(saved(tmp_path, rows))
    assert _first(export) == ["Sales", "Marketing"]
    assert export.warnings == (
        "export.csv: row 4 adds the others up, and was left out: it is no response.",
    )


def test_totals_and_means_below_each_other_are_both_left_out(tmp_path: Path) -> None:
    rows = [HEADER, ["Sales", "Nord", "1", "2"], ["Total", "", "1", "2"], ["Mean", "", "1", "2"]]
    export = read_export(saved(tmp_path, [*rows, ["", "", "", ""]]))
    assert "row 3, row 4 adds" in export.warnings[0]
    assert _first(export) == ["Sales", ""]


@pytest.mark.parametrize(
    "last",
    [
        ["Total", "Nord", "4", "5"],
        ["Total", "", "", ""],
        ["Sales", "", "4", "5"],
        ["4", "", "4", "5"],
    ],
)
def test_a_response_at_the_end_is_kept(tmp_path: Path, last: list[str]) -> None:
    rows = [HEADER, ["Sales", "Nord", "1", "2"], last]
    assert _first(read_export(saved(tmp_path, rows))) == ["Sales", last[0]]


def test_a_row_of_totals_that_is_followed_by_a_response_is_one(tmp_path: Path) -> None:
    rows = [HEADER, ["x", "Nord", "1", "2"], ["Total", "", "1", "2"], ["Sales", "Nord", "1", "2"]]
    assert _first(read_export(saved(tmp_path, rows))) == ["x", "Total", "Sales"]


def test_a_note_far_to_the_right_does_not_hide_the_header(tmp_path: Path) -> None:
    rows = [["Survey"], HEADER, ["Sales", "Nord", "1", "2"], [*["Sales"] * 4, *[""] * 20, "note"]]
    path = tmp_path / "export.xlsx"
    path.write_bytes(sheet_bytes(rows, "Sheet1"))
    assert read_export(path).header_rows == 2


def test_empty_rows_at_the_end_of_a_sheet_are_no_responses(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    rows = [[str(text) for text in row] for row in table()]
    path.write_bytes(sheet_bytes([*rows, *[[""] * 7] * 900], "Sheet1"))
    assert len(_first(read_export(path))) == len(rows) - 1


def test_comments_under_one_header_do_no_harm(tmp_path: Path) -> None:
    header = [*HEADER, "Comment", "Comment"]
    assert read_export(saved(tmp_path, [header, ["Sales", "a", "1", "2", "", ""]])).warnings == ()
