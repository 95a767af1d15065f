"""KoboToolbox and ODK: what tells them, which part of a header is the question, who is left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import EXPORTS, responses_of, saved, tiny

from survey.bookkeeping import Timing
from survey.export import Column, Export
from survey.intake import cleaned_batches
from survey.readers import read_export
from survey.recognition import recognise
from survey.release import Removed
from survey.responses import MISSING
from survey.shown_values import reason_to_ignore
from survey.source import Source

KOBO = ["_uuid", "_submission_time"]


def columns(folder: Path, *headers: str, row: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a submission under those headers, the server's left out."""
    cells = [*(row or ["x"] * len(headers)), "u", "t"]
    return read_export(saved(folder, [[*headers, *KOBO], cells])).columns[:-2]


def export_with(folder: Path, header: Sequence[str], *rows: Sequence[str]) -> Export:
    return read_export(saved(folder, [header, *(rows or [["x"] * len(header)])]))


@pytest.mark.parametrize(
    "header",
    [
        ["_uuid", "_submission_time"],
        ["KEY", "SubmissionDate"],
        ["SubmissionDate", "meta-instanceID"],
        ["meta/instanceID", "KEY"],
        ["instanceID", "SubmissionDate"],
    ],
)
def test_two_columns_of_the_server_tell_it(tmp_path: Path, header: list[str]) -> None:
    assert export_with(tmp_path, [*header, "q"]).vendor == "KoboToolbox/ODK"


@pytest.mark.parametrize("header", [["_uuid", "_id"], ["KEY", "team"], ["_uuid", "KEY"]])
def test_one_column_of_the_server_tells_nothing(tmp_path: Path, header: list[str]) -> None:
    assert export_with(tmp_path, header).vendor == "table"


def test_a_name_is_what_follows_the_path_of_its_groups(tmp_path: Path) -> None:
    found = columns(tmp_path, "alignment/inner/HND1", "HND2")
    assert [(column.code, column.text) for column in found] == [
        ("HND1", "alignment/inner/HND1"),
        ("HND2", "HND2"),
    ]


def test_odk_central_joins_groups_with_hyphens(tmp_path: Path) -> None:
    header = ["SubmissionDate", "alignment-HND1", "meta-instanceID", "KEY"]
    export = export_with(tmp_path, header)
    assert export.columns[1].code == "HND1"
    assert export.bookkeeping.respondent == 2


def test_a_label_may_hold_slashes_of_its_own(tmp_path: Path) -> None:
    headers = ("Work/We plan and / or share; both.", "Work/We wait.", "Pay and/or thanks here")
    assert [column.row_text for column in columns(tmp_path, *headers)] == [
        "We plan and / or share; both.",
        "We wait.",
        "Pay and/or thanks here",
    ]


def test_the_options_of_a_question_with_several_answers_have_no_name(tmp_path: Path) -> None:
    headers = ("Work/What helps?", "Work/What helps?/Site", "Work/What helps?/Role")
    found = columns(tmp_path, *headers, row=["Site", "1", "0"])
    assert [column.text for column in found] == ["Work/What helps?", "", ""]


def test_a_label_that_begins_like_another_and_holds_answers_is_a_question(tmp_path: Path) -> None:
    found = columns(tmp_path, "Price", "Price/Quality", row=["4", "Agree"])
    assert [column.code for column in found] == ["Price", "Quality"]


def test_what_was_turned_down_is_left_out_and_counted() -> None:
    asked = tiny()
    for name in ("kobo_labels_fr.csv", "kobo_names.csv"):
        export = read_export(EXPORTS / name)
        (cleaned,) = cleaned_batches([Source(export, recognise(export, asked))], asked)
        assert Removed("not-approved", 1) in cleaned.removed, name


def test_what_was_rejected_in_odk_central_is_marked(tmp_path: Path) -> None:
    noted = export_with(tmp_path, ["SubmissionDate", "ReviewState", "KEY"]).bookkeeping
    (rejected,) = noted.exclusions
    assert rejected.position == 1
    assert "rejected" in rejected.values
    assert (noted.respondent, noted.timing) == (2, None)


def test_a_question_that_was_not_put_is_missing() -> None:
    answers = responses_of(EXPORTS / "kobo_names.csv").answers
    assert answers[4].tolist() == [3, MISSING, 2, 2]


def test_start_and_end_say_how_long_it_took(tmp_path: Path) -> None:
    assert export_with(tmp_path, ["start", "end", *KOBO]).bookkeeping.timing == Timing(
        start=0, end=1
    )
    assert export_with(tmp_path, ["start", *KOBO]).bookkeeping.timing is None


def test_what_tells_a_device_is_personal(tmp_path: Path) -> None:
    found = columns(tmp_path, "deviceid", "imei", "phonenumber")
    assert [reason_to_ignore(column) for column in found] == ["personal data"] * 3
