"""Which tool wrote an export, what its header rows say, and what is no export at all."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from exported import EXPORTS, bytes_saved, responses_of, saved, table, tiny, worded
from exports.write_exports import definitions, written

from report_builder.options import FORMATS
from survey.errors import (
    FileEmptyError,
    FileKindError,
    FileMissingError,
    HeaderError,
    NoResponsesError,
    ScaleError,
    SurveyError,
)
from survey.intake import cleaned_batches
from survey.readers import content, files, formats, read_export
from survey.recognition import recognise
from survey.source import Source

FILES = sorted(written())
DEFINITIONS = sorted(definitions())
OF_NUMBERS = (
    *("kobo_names.csv", "qualtrics_numbers.csv", "table_pipe_old_mac.csv", "workbook.xlsx"),
    *("table.json", "table.ods", "table.parquet"),
)
QUALTRICS = (
    ["StartDate", "Status", "Q1"],
    ["Start Date", "Response Type", "Which team do you work in?"],
    ['{"ImportId":"startDate"}', '{"ImportId":"status"}', '{"ImportId":"QID1"}'],
)


@pytest.mark.parametrize("name", [*FILES, *DEFINITIONS])
def test_the_exports_are_what_their_script_writes(name: str, tmp_path: Path) -> None:
    made = bytes_saved(tmp_path, (written() | definitions())[name], name)
    assert _content(EXPORTS / name) == _content(made)


def _content(path: Path) -> object:
    """The bytes; of a file that a library writes the cells, as the rest is that library's affair."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return {sheet.title: list(sheet.values) for sheet in book.worksheets}
    if data.isascii() or path.suffix in {".csv", ".tsv", ".jsonl", ".lss", ".qsf", ".txt"}:
        return data
    grid = files.open_grid(path)
    frames = grid.read(range(grid.width), 0)
    return grid.head, grid.columns, [frame.astype(str).to_numpy().tolist() for frame in frames]


def test_all_exports_of_one_survey_give_the_same_answers(tmp_path: Path) -> None:
    """Those of bare numbers once their scale is stated; until then they are refused."""
    stated = bytes_saved(tmp_path, b"scales: {agreement: 1 to 5}", "mapping.yml")
    expected = responses_of(EXPORTS / "qualtrics_text.csv", worded())
    assert expected.answers.tolist()[:3] == [[5, 4, 4, 4], [2, 2, 2, 3], [4, 0, 5, 5]]
    for name in FILES:
        if name in OF_NUMBERS:
            with pytest.raises(ScaleError, match="the numbers 0 to 5"):
                responses_of(EXPORTS / name, worded())
        found = responses_of(EXPORTS / name, worded(), stated if name in OF_NUMBERS else None)
        assert np.array_equal(found.answers, expected.answers), name
        assert np.array_equal(found.team.codes, expected.team.codes), name
        for (segment, coded), (same, other) in zip(found.segments, expected.segments, strict=True):
            assert (segment, coded.labels) == (same, other.labels), name
            assert np.array_equal(coded.codes, other.codes), name


@pytest.mark.parametrize(
    ("name", "vendor", "header_rows", "first_kept"),
    [
        ("qualtrics_text.csv", "Qualtrics", 3, 5),
        ("qualtrics_numbers.csv", "Qualtrics", 3, 5),
        ("surveymonkey.csv", "SurveyMonkey", 2, 3),
        ("google_forms_fr.csv", "Google Forms", 1, 2),
        ("limesurvey_codes.csv", "LimeSurvey", 1, 2),
        ("limesurvey_text_fr.csv", "LimeSurvey", 1, 2),
        ("limesurvey_code_and_text.csv", "LimeSurvey", 1, 2),
        ("limesurvey_vv.txt", "LimeSurvey", 2, 3),
        ("limesurvey.lsa", "LimeSurvey", 0, 1),
        ("kobo_labels_fr.csv", "KoboToolbox/ODK", 1, 3),
        ("kobo_names.csv", "KoboToolbox/ODK", 1, 3),
        ("typeform.csv", "Typeform", 1, 2),
        ("typeform.json", "Typeform", 0, 1),
        ("qualtrics_utf16.tsv", "Qualtrics", 3, 4),
        ("qualtrics_legacy.csv", "Qualtrics", 2, 3),
        ("qualtrics_recoded.csv", "Qualtrics", 3, 4),
        ("surveymonkey_expanded_text.csv", "SurveyMonkey", 2, 3),
        ("surveymonkey_expanded_numbers.csv", "SurveyMonkey", 2, 3),
        ("surveymonkey_qcodes.csv", "SurveyMonkey", 3, 4),
        ("surveymonkey.xlsx", "SurveyMonkey", 2, 3),
        ("surveymonkey_flattened.csv", "SurveyMonkey", 1, 2),
        ("google_forms.xlsx", "Google Forms", 1, 2),
        ("google_forms.tsv", "Google Forms", 1, 2),
        ("microsoft_forms.xlsx", "Microsoft Forms", 1, 2),
        ("microsoft_forms_fr.csv", "Microsoft Forms", 1, 2),
        ("alchemer.csv", "Alchemer", 1, 2),
        ("jotform.csv", "Jotform", 1, 2),
        ("sphinx.xlsx", "Sphinx", 2, 3),
        ("table_semicolon_cp1252.csv", "table", 1, 2),
        ("workbook.xlsx", "table", 2, 3),
        ("spss.zsav", "SPSS", 0, 1),
        ("stata_old.dta", "Stata", 0, 1),
        ("table.parquet", "table", 1, 2),
        ("table.json", "table", 1, 2),
        ("surveymonkey.zip", "SurveyMonkey", 2, 3),
    ],
)
def test_the_tool_and_its_header_rows(
    name: str, vendor: str, header_rows: int, first_kept: int
) -> None:
    export = read_export(EXPORTS / name)
    assert (export.vendor, export.header_rows) == (vendor, header_rows)
    assert responses_of(EXPORTS / name).rows[0] == first_kept


def test_the_command_line_knows_every_format() -> None:
    assert formats() == FORMATS


def test_no_personal_column_is_read() -> None:
    for name in FILES:
        export = read_export(EXPORTS / name)
        mapping = recognise(export, tiny())
        read = {*mapping.positions} - {mapping.respondent.position if mapping.respondent else -1}
        names = {column.code for column in export.columns if column.position in read}
        assert names.isdisjoint(
            {"IPAddress", "RecipientEmail", "Email Address", "First Name", "Adresse e-mail", "Nom"}
            | {"token", "_submitted_by", "_uuid", "#", "Network ID"}
        )


def test_previews_tests_and_spam_of_qualtrics_are_marked(tmp_path: Path) -> None:
    rows = [["2026-10-02", status, "Sales"] for status in ("IP Address", "Survey Test", "Spam")]
    export = read_export(saved(tmp_path, [*QUALTRICS, *rows]))
    assert {entry.reason for entry in export.bookkeeping.exclusions} == {"test", "spam"}
    assert {entry.position for entry in export.bookkeeping.exclusions} == {1}
    assert export.evidence == "row 3 holds 3 import ids"


def test_the_statement_of_a_qualtrics_matrix_stands_behind_its_question(tmp_path: Path) -> None:
    headers = [[*row] for row in QUALTRICS]
    headers[1][2] = "How far do you agree? - Sales listens."
    column = read_export(saved(tmp_path, [*headers, ["", "", "x"]])).columns[2]
    assert (column.code, column.row_text) == ("Q1", "Sales listens.")
    assert column.text == "How far do you agree? - Sales listens."


def test_the_old_exporter_of_qualtrics_has_two_header_rows(tmp_path: Path) -> None:
    rows = [
        ["V1", "V2", "V7", "Q1", ""],
        ["ResponseID", "ResponseSet", "Status", "Which team?", ""],
        ["R_1", "Default", "0", "Sales", ""],
    ]
    export = read_export(saved(tmp_path, rows))
    assert (export.vendor, export.header_rows) == ("Qualtrics", 2)
    assert [entry.position for entry in export.bookkeeping.exclusions] == [2, 2]


def test_a_survey_of_nothing_but_tests_is_refused(tmp_path: Path) -> None:
    header = ["Q1", "TOG1", "TOG2", "TOG3", "Status"]
    ids = [f'{{"ImportId":"{name}"}}' for name in ("QID1", "a", "b", "c", "status")]
    wordings = ["Which team do you work in?", "a", "b", "c", "Response Type"]
    row = ["Sales", "1", "1", "1", "Survey Test"]
    export = read_export(saved(tmp_path, [header, wordings, ids, row, row]))
    asked = tiny()
    with pytest.raises(NoResponsesError, match="Left out: 2 test"):
        list(cleaned_batches([Source(export, recognise(export, asked))], asked))


def test_a_part_of_a_surveymonkey_question_takes_the_question_before_it(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Collector ID", "Which team?", "Do you agree?", "", "", "More?", ""],
        ["", "", "Response", "We plan.", "We share.", "Do you agree?", "Open-Ended Response", ""],
        ["1", "2", "Sales", "1", "2", "3", "no", ""],
    ]
    columns = read_export(saved(tmp_path, rows)).columns
    assert [column.row_text for column in columns[2:]] == [
        "Which team?",
        "We plan.",
        "We share.",
        "Do you agree?",
        "More?",
        "",
    ]
    assert columns[4].text == "Do you agree? [We share.]"


def test_surveymonkey_is_known_without_its_id_columns(tmp_path: Path) -> None:
    rows = [["Team?", "Role?", "Agree?"], ["Response", "Response", "We plan."], ["Sales", "x", "1"]]
    export = read_export(saved(tmp_path, rows))
    assert (export.vendor, export.header_rows) == ("SurveyMonkey", 2)


def test_a_row_of_codes_above_surveymonkey_gives_the_codes(tmp_path: Path) -> None:
    rows = [
        ["", "", "q1", "q2", "", "q3"],
        ["Respondent ID", "Collector ID", "Team?", "Agree?", "", "More?"],
        ["", "", "Response", "We plan.", "We share.", "Open-Ended Response"],
        ["1", "2", "Sales", "1", "2", ""],
    ]
    export = read_export(saved(tmp_path, rows))
    assert (export.vendor, export.header_rows) == ("SurveyMonkey", 3)
    assert [column.code for column in export.columns[2:]] == ["q1", "q2", "q2_2", "q3"]


def test_surveymonkey_with_its_headers_in_one_row_stays_itself(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Collector ID", "Team"], ["1", "2", "Sales"]]
    export = read_export(saved(tmp_path, rows))
    assert (export.vendor, export.header_rows) == ("SurveyMonkey", 1)


def test_the_row_of_a_google_forms_grid_is_its_own_text(tmp_path: Path) -> None:
    header = ["Timestamp", "How far do you agree?\n [We plan.]"]
    column = read_export(saved(tmp_path, [header, ["x", "1"]])).columns[1]
    assert column.row_text == "We plan."
    assert column.text == "How far do you agree? [We plan.]"


def test_a_column_without_a_name_is_told(tmp_path: Path) -> None:
    export = read_export(saved(tmp_path, [["team", "", "TOG1"], ["Sales", "x", "1"]]))
    assert export.warnings == (
        "export.csv: column B (column 2) has no name in the header; it is left out.",
    )


@pytest.mark.parametrize(
    "first", [["4/22/2016 19:57:50", "Sales", "good"], ["1", "2", "Sales"], ["2026-10-02", "", "x"]]
)
def test_a_table_without_a_header_is_refused(tmp_path: Path, first: list[str]) -> None:
    with pytest.raises(HeaderError, match="looks like data"):
        read_export(saved(tmp_path, [first, first, first]))


def test_a_header_that_is_half_empty_is_taken_when_there_is_no_better(tmp_path: Path) -> None:
    rows = [["team", "", "", "TOG1"], ["Sales", "", "", "1"]]
    assert read_export(saved(tmp_path, rows)).header_rows == 1


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoResponsesError, match="no response row"):
        read_export(saved(tmp_path, [["team", "TOG1"]]))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><html>", "HTML"),
        (b" \n<html>", "HTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "XML"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS pointer"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_another_kind_of_file_is_told_by_its_content(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    with pytest.raises(FileKindError, match=kind):
        read_export(bytes_saved(tmp_path, content))


def test_a_file_that_is_not_there_a_folder_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="this is a folder") as caught:
        read_export(tmp_path)
    assert "name the files in it" in caught.value.fix
    with pytest.raises(FileMissingError, match="no such file"):
        read_export(tmp_path / "export.csv")
    with pytest.raises(FileMissingError, match="not a file"):
        read_export(Path(os.devnull))
    with pytest.raises(FileEmptyError, match="0 bytes"):
        read_export(bytes_saved(tmp_path, b""))


def test_a_link_that_leads_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(FileMissingError):
        read_export(tmp_path / "a")


def test_a_name_too_long_for_the_system_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        read_export(tmp_path / ("x" * 5000))


def test_a_file_larger_than_a_survey_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "LARGEST_FILE", 10)
    with pytest.raises(FileKindError, match="larger than 10 bytes"):
        read_export(saved(tmp_path, table()))


def test_text_named_like_a_workbook_is_read_and_told(tmp_path: Path) -> None:
    export = read_export(saved(tmp_path, table(), "export.xlsx"))
    assert "not an Excel workbook" in export.warnings[0]
    assert export.vendor == "table"


def test_every_refusal_is_an_error_a_person_can_mend(tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as raised:
        read_export(tmp_path / "export.csv")
    assert raised.value.fix
    assert raised.value.exit_code == 3


def test_the_program_offers_every_format_there_is() -> None:
    assert formats() == FORMATS
