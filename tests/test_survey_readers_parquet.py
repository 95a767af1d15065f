"""Parquet: values as text, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from exported import EXPORTS, bytes_saved

from survey.errors import ExtraError, FileDamagedError, FileEmptyError, FileKindError, with_extra
from survey.export import Export
from survey.readers import parquet, read_export


def read(folder: Path, **columns: Sequence[object]) -> Export:
    buffer = io.BytesIO()
    pd.DataFrame(columns).to_parquet(buffer, index=False, row_group_size=2)
    return read_export(bytes_saved(folder, buffer.getvalue(), "export.parquet"))


def cells(export: Export) -> list[list[str]]:
    (frame,) = export.read(range(len(export.columns)))
    return [[str(text) for text in frame[place]] for place in frame.columns]


def test_values_are_the_texts_a_csv_would_hold(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        team=["Sales", None, "Sales"],
        q1=[4.0, None, 3.5],
        q2=[True, False, None],
        day=[dt.date(2026, 10, 2)] * 3,
        cost=[Decimal("1.50")] * 3,
        raw=["é".encode()] * 3,
    )
    assert cells(export) == [
        ["Sales", "", "Sales"],
        ["4", "", "3.5"],
        ["TRUE", "FALSE", ""],
        ["2026-10-02"] * 3,
        ["1.50"] * 3,
        ["é"] * 3,
    ]


def test_the_tool_is_known_by_the_names_of_the_columns(tmp_path: Path) -> None:
    export = read(tmp_path, **{"Timestamp": ["1"], "How far?  [We plan.]": ["4"]})
    assert (export.vendor, export.columns[1].row_text) == ("Google Forms", "We plan.")


def test_columns_of_lists_are_left_out_and_told(tmp_path: Path) -> None:
    export = read(tmp_path, team=["Sales"], choices=[["a", "b"]])
    assert [column.code for column in export.columns] == ["team"]
    assert export.warnings == (
        'export.parquet: columns of lists or records were left out: "choices".',
    )
    with pytest.raises(FileEmptyError, match="no column"):
        read(tmp_path, choices=[["a", "b"]])


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    data = (EXPORTS / "table.parquet").read_bytes()
    for length in range(4, len(data), 97):
        with pytest.raises(FileDamagedError):
            read_export(bytes_saved(tmp_path, data[:length], "export.parquet"))


def test_more_than_a_survey_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_CELLS", 50)
    with pytest.raises(FileKindError, match="12 rows of 9 columns"):
        read_export(EXPORTS / "table.parquet")


def test_without_its_package_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraError, match="the package pyarrow") as raised:
        read_export(EXPORTS / "table.parquet")
    assert raised.value.fix == with_extra("parquet")
