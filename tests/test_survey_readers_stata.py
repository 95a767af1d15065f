"""Stata data files: labels, letters for what is missing, dates, and what is damaged."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from exported import EXPORTS, bytes_saved

from survey.errors import FileDamagedError, FileKindError, NoResponsesError
from survey.export import Export
from survey.readers import read_export, stata

LABELS = {1: "Disagree", 5: "Agree"}
VERSIONS = (113, 114, 117, 118)


def stata_bytes(column: list[object], version: int = 118, **told: object) -> bytes:
    """A file of one variable; see `DataFrame.to_stata`."""
    buffer = io.BytesIO()
    table = pd.DataFrame({"q1": column})
    table.to_stata(buffer, write_index=False, version=version, **told)  # type: ignore[arg-type]  # passed on
    return buffer.getvalue()


def read(folder: Path, data: bytes) -> Export:
    return read_export(bytes_saved(folder, data, "export.dta"))


def cells(export: Export) -> list[str]:
    (frame,) = export.read([0])
    return [str(text) for text in frame[0]]


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_a_labelled_value_is_its_label_and_any_other_the_number_it_is(
    tmp_path: Path, version: int
) -> None:
    data = stata_bytes(
        [1.0, 3.0, 5.0, None], version, value_labels={"q1": LABELS}, variable_labels={"q1": "How?"}
    )
    export = read(tmp_path, data)
    assert cells(export) == ["Disagree", "3", "Agree", ""]
    assert (export.vendor, export.columns[0].text) == ("Stata", "How?")


def test_two_values_may_have_one_label(tmp_path: Path) -> None:
    data = stata_bytes([1, 2], value_labels={"q1": {1: "Yes", 2: "Yes"}})
    assert cells(read(tmp_path, data)) == ["Yes", "Yes"]


def test_a_letter_is_its_label_beside_the_scale_and_nothing_without_one(tmp_path: Path) -> None:
    table = pd.DataFrame({"q1": pd.Series([1.0, "a", "b", np.nan], dtype=object)})
    pyreadstat.write_dta(
        table,
        tmp_path / "export.dta",
        variable_value_labels={"q1": {1: "Agree", "a": "No idea"}},  # type: ignore[dict-item]  # a letter may be labelled
        missing_user_values={"q1": ["a", "b"]},
    )
    export = read_export(tmp_path / "export.dta")
    assert cells(export) == ["Agree", "No idea", "", ""]
    assert export.columns[0].off_scale == {"No idea"}


def test_dates_are_in_iso_form(tmp_path: Path) -> None:
    days = [pd.Timestamp("2026-10-02"), pd.Timestamp("2026-10-02 09:30:00"), pd.NaT]
    data = stata_bytes(days, convert_dates={"q1": "tc"})
    assert cells(read(tmp_path, data)) == ["2026-10-02", "2026-10-02 09:30:00", ""]


def test_windows_characters_of_old_files_are_what_was_typed(tmp_path: Path) -> None:
    data = stata_bytes(["l'equipe"], 114)
    assert cells(read(tmp_path, data.replace(b"l'eq", b"l\x92\xe9q"))) == ["l’équipe"]


def test_utf_8_in_an_old_file_is_what_was_typed(tmp_path: Path) -> None:
    data = stata_bytes(["equipe"], 114).replace(b"equi", "éip".encode())
    assert cells(read(tmp_path, data)) == ["éippe"]


def test_a_new_file_that_is_not_in_utf_8_is_told(tmp_path: Path) -> None:
    data = stata_bytes(["equipe", "été"]).replace(b"equipe", b"\xe9quipe")
    export = read(tmp_path, data)
    assert cells(export)[0] == "équipe"
    assert "Windows-1252" in export.warnings[0]


@pytest.mark.parametrize("name", ["stata.dta", "stata_old.dta"])
def test_a_file_cut_short_anywhere_is_never_a_shorter_one(name: str, tmp_path: Path) -> None:
    data = (EXPORTS / name).read_bytes()
    whole = cells(read(tmp_path, data))
    for length in range(20, len(data), 7):
        try:
            found = read(tmp_path, data[:length])
        except FileDamagedError:
            continue
        assert found.warnings, length
        assert cells(found) == whole


def test_an_old_file_that_has_lost_its_labels_is_told(tmp_path: Path) -> None:
    data = stata_bytes([1], 114, value_labels={"q1": LABELS})
    export = read(tmp_path, data[: data.rindex(b"q1") - 4])  # where the block of labels begins
    assert cells(export) == ["1"]
    assert '"q1"; numbers were read as they are' in export.warnings[0]


def test_a_file_whose_parts_contradict_each_other_is_refused(tmp_path: Path) -> None:
    data = stata_bytes([1, 2]).replace(b"<release>118", b"<release>1x8")
    with pytest.raises(FileDamagedError, match="contradict"):
        read(tmp_path, data)


def test_a_file_without_observations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoResponsesError):
        read(tmp_path, stata_bytes([]))


def test_more_cells_than_a_survey_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stata, "MOST_CELLS", 3)
    with pytest.raises(FileKindError, match="more than 3 cells"):
        read(tmp_path, stata_bytes([1, 2, 3, 4, 5]))
