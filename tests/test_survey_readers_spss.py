"""SPSS data files: labels, missing values, dates, and what is damaged; invented data."""

from __future__ import annotations

import io
import json
import struct
import sys
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from exported import EXPORTS, bytes_saved

from survey.errors import (
    ExtraError,
    FileDamagedError,
    FileKindError,
    FormatError,
    NoResponsesError,
    with_extra,
)
from survey.export import Column, Export
from survey.readers import own_process, read_export, read_table, spss, spss_process

LABELS = {1.0: "Disagree", 5.0: "Agree", 9.0: "No idea"}
NUMBER_OF_CASES = slice(80, 84)
FIRST_FORMAT = slice(192, 200)
A_DATE = struct.pack("<ii", 0x141400, 0x141400)


def saved(folder: Path, column: list[object], **told: object) -> Path:
    """A file of one variable; see `pyreadstat.write_sav`."""
    path = folder / "export.sav"
    pyreadstat.write_sav(pd.DataFrame({"q1": column}), path, **told)  # type: ignore[arg-type]  # passed on
    return path


def cells(export: Export) -> list[str]:
    (frame,) = export.read([0])
    return [str(text) for text in frame[0]]


def column(export: Export) -> Column:
    return export.columns[0]


def test_a_labelled_value_is_its_label_and_any_other_the_number_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path, [1.0, 3.0, 2.5, 5.0, None], variable_value_labels={"q1": LABELS})
    export = read_export(path)
    assert cells(export) == ["Disagree", "3", "2.5", "Agree", ""]
    assert (export.vendor, export.header_rows) == ("SPSS", 0)
    assert export.evidence == "a data file of 1 variables, 1 of them with labels"


def test_values_declared_missing_stand_beside_the_scale(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        [1.0, 9.0, 97.0, 5.0],
        variable_value_labels={"q1": LABELS},
        missing_ranges={"q1": [9, {"lo": 90, "hi": 99}]},
    )
    export = read_export(path)
    assert cells(export) == ["Disagree", "No idea", "97", "Agree"]
    assert column(export).off_scale == {"No idea", "97"}


def test_no_idea_that_is_not_declared_missing_is_an_ordinary_label(tmp_path: Path) -> None:
    path = saved(tmp_path, [1.0, 9.0], variable_value_labels={"q1": LABELS})
    assert column(read_export(path)).off_scale == frozenset()


def test_a_missing_value_labelled_like_an_answer_does_not_take_it_along(tmp_path: Path) -> None:
    labels = {1.0: "Agree", 9.0: "Agree"}
    path = saved(
        tmp_path, [1.0, 9.0], variable_value_labels={"q1": labels}, missing_ranges={"q1": [9]}
    )
    export = read_export(path)
    assert cells(export) == ["Agree", "Agree (9)"]
    assert column(export).off_scale == {"Agree (9)"}


def test_a_text_can_be_labelled_and_declared_missing(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ["m", "s", "x"],
        variable_value_labels={"q1": {"m": "Marketing"}},
        missing_ranges={"q1": ["x"]},
    )
    export = read_export(path)
    assert cells(export) == ["Marketing", "s", "x"]
    assert column(export).off_scale == {"x"}
    assert spss_process.contents(path.read_bytes(), 3)["cases"] == 3


def test_the_variable_label_is_the_question(tmp_path: Path) -> None:
    export = read_export(saved(tmp_path, [1.0], column_labels=["How far? [We plan.]"]))
    found = column(export)
    assert (found.code, found.key, found.row_text) == ("q1", "q1", "We plan.")
    assert (found.text, found.dictionary) == ("How far? [We plan.]", "variable label")


def test_a_variable_without_a_label_goes_by_its_name(tmp_path: Path) -> None:
    bare = column(read_export(saved(tmp_path, [1.0])))
    assert (bare.text, bare.dictionary) == ("q1", "")
    labelled = column(read_export(saved(tmp_path, [1.0], variable_value_labels={"q1": LABELS})))
    assert labelled.dictionary == "value labels"


def test_dates_are_in_iso_form(tmp_path: Path) -> None:
    days = [pd.Timestamp("2026-10-02 09:30:00"), pd.NaT]
    assert cells(read_export(saved(tmp_path, days))) == ["2026-10-02 09:30:00", ""]


def test_a_date_beyond_the_calendar_is_the_number_it_is(tmp_path: Path) -> None:
    data = saved(tmp_path, [1e15]).read_bytes()
    data = data[: FIRST_FORMAT.start] + A_DATE + data[FIRST_FORMAT.stop :]
    assert cells(read_export(bytes_saved(tmp_path, data, "export.sav"))) == ["1000000000000000"]
    assert spss_process.contents(data, 1)["cases"] == 1


@pytest.mark.parametrize("name", ["spss.sav", "spss.zsav"])
def test_a_file_cut_short_anywhere_is_never_a_shorter_one(name: str) -> None:
    data = (EXPORTS / name).read_bytes()
    for length in range(len(data)):
        assert "error" in spss_process.contents(data[:length], 1_000)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    data = (EXPORTS / "spss.sav").read_bytes()
    with pytest.raises(FileDamagedError, match="expected number of rows"):
        read_export(bytes_saved(tmp_path, data[:-20], "export.sav"))


def test_a_variable_whose_name_cannot_be_read_is_refused(tmp_path: Path) -> None:
    data = (EXPORTS / "spss.sav").read_bytes()
    spoilt = data.replace(b"=q3_1\t", b"=\x803_1\t")
    assert spoilt != data
    with pytest.raises(FileDamagedError, match="without a name"):
        read_export(bytes_saved(tmp_path, spoilt, "export.sav"))
    assert "error" in spss_process.contents(spoilt, 1_000)


def test_a_file_that_crashes_the_library_is_refused(tmp_path: Path) -> None:
    data = saved(tmp_path, [1.0], variable_value_labels={"q1": LABELS}).read_bytes()
    labelled = struct.pack("<iii", 4, 1, 1)
    assert data.count(labelled) == 1
    path = bytes_saved(
        tmp_path, data.replace(labelled, struct.pack("<iii", 4, 1, -0x7FFFFFFF)), "export.sav"
    )
    with pytest.raises(FileDamagedError, match="contradict each other"):
        read_export(path)


def test_a_file_that_does_not_say_how_many_cases_it_holds_is_told(tmp_path: Path) -> None:
    data = saved(tmp_path, [1.0, 2.0]).read_bytes()
    unsure = data[: NUMBER_OF_CASES.start] + b"\xff" * 4 + data[NUMBER_OF_CASES.stop :]
    (warning,) = read_export(bytes_saved(tmp_path, unsure, "export.sav")).warnings
    assert warning.endswith("does not say how many cases it holds; 2 were read.")


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoResponsesError):
        read_export(saved(tmp_path, []))


def test_more_variables_cells_or_time_than_a_survey_needs_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = EXPORTS / "spss.sav"
    with monkeypatch.context() as patch:
        patch.setattr(spss, "MOST_COLUMNS", 7)
        with pytest.raises(FileKindError, match="more than 7 variables"):
            read_export(path)
    with monkeypatch.context() as patch:
        patch.setattr(spss, "MOST_CELLS", 90)
        with pytest.raises(FileKindError, match="more than 90 cells"):
            read_export(path)
    monkeypatch.setattr(own_process, "LONGEST_READING", 0.001)
    with pytest.raises(FileKindError, match=r"longer than 0\.001 seconds"):
        read_export(path)


def test_a_list_of_variables_that_breaks_off_is_no_endless_one(tmp_path: Path) -> None:
    data = (EXPORTS / "spss.sav").read_bytes()[:200]
    with pytest.raises(FileDamagedError):
        read_export(bytes_saved(tmp_path, data, "export.sav"))


def test_without_its_package_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(ExtraError, match="pyreadstat, which reads it, is not installed") as raised:
        read_export(EXPORTS / "spss.sav")
    assert raised.value.fix == with_extra("spss")


def test_a_tool_forced_on_it_is_refused_with_what_it_is() -> None:
    for forced in ("google-forms", "surveymonkey", "qualtrics", "table"):
        with pytest.raises(FormatError, match="it looks like SPSS"):
            read_export(EXPORTS / "spss.sav", forced=forced)
    assert read_export(EXPORTS / "spss.sav", forced="spss").vendor == "SPSS"


def test_a_table_that_a_person_made_may_be_one(tmp_path: Path) -> None:
    assert cells(read_table(saved(tmp_path, [1.0]))) == ["1"]


def test_the_process_tells_what_it_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = io.TextIOWrapper(io.BytesIO((EXPORTS / "spss.sav").read_bytes()))
    monkeypatch.setattr(sys, "stdin", given)
    monkeypatch.setattr(sys, "argv", ["spss_process.py", "1000"])
    spss_process.main()
    told = json.loads(capsys.readouterr().out)
    assert (told["cases"], told["encoding"], len(told["variables"])) == (12, "UTF-8", 8)
