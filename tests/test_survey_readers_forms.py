"""Google and Microsoft Forms, Alchemer, Jotform, Sphinx: what their headers say."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import EXPORTS, saved, table, tiny

from survey.bookkeeping import Timing
from survey.errors import ItemColumnError
from survey.headers import codes, statements
from survey.intake import cleaned_batches
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Source

MICROSOFT = ["ID", "Start time", "Completion time", "Email", "Name"]


def _rows(folder: Path, header: list[str]) -> list[str]:
    export = read_export(saved(folder, [header, ["x"] * len(header)]))
    return [column.row_text for column in export.columns]


def test_a_question_edited_in_google_forms_has_two_columns_and_is_asked_for(
    tmp_path: Path,
) -> None:
    statement = "Agree? [The two teams plan together.]"
    header = ["Horodateur", statement, "TOG2", "TOG3", statement]
    export = read_export(saved(tmp_path, [header, ["02/10/2026 09:00:00", "1", "2", "3", "4"]]))
    with pytest.raises(ItemColumnError, match=r"TOG1: 2 columns, B .* and E"):
        recognise(export, tiny())


@pytest.mark.parametrize("first", ["Zeitstempel", "Отметка времени", "タイムスタンプ"])
def test_google_forms_is_known_in_many_languages(tmp_path: Path, first: str) -> None:
    assert read_export(saved(tmp_path, [[first, "a"], ["x", "1"]])).vendor == "Google Forms"


@pytest.mark.parametrize(
    "header",
    [
        ["Id", "Heure de debut", "Heure de fin", "Nom"],
        ["ID", "Heure de début\xa0", "Heure de fin", "Nom"],
        ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail"],
        ["Id", "Hora de inicio", "Hora de finalización", "Nombre"],
    ],
)
def test_microsoft_forms_is_known_by_its_first_columns(tmp_path: Path, header: list[str]) -> None:
    export = read_export(saved(tmp_path, [header, ["1", "a", "b", "c"]]))
    assert export.vendor == "Microsoft Forms"
    assert export.bookkeeping.timing == Timing(start=1, end=2)
    assert export.bookkeeping.respondent is None


@pytest.mark.parametrize("header", [["ID", "Start", "End"], ["ID"], ["Nr", *MICROSOFT[1:3]]])
def test_an_id_does_not_make_a_microsoft_form(tmp_path: Path, header: list[str]) -> None:
    assert read_export(saved(tmp_path, [header, ["1", "a", "b"][: len(header)]])).vendor == "table"


def test_the_digit_that_made_a_header_unique_is_no_part_of_the_statement(tmp_path: Path) -> None:
    header = [*MICROSOFT, "We plan", "We plan2", "We share.2", "We met in 2"]
    found = _rows(tmp_path, header)[len(MICROSOFT) :]
    assert found == ["We plan", "We plan", "We share.", "We met in 2"]


def test_points_and_feedback_of_a_quiz_are_no_statements(tmp_path: Path) -> None:
    header = [*MICROSOFT, "We plan.", "Points - We plan.", "Feedback - We plan.", "Points - all"]
    export = read_export(saved(tmp_path, [header, ["x"] * len(header)]))
    quiz = export.columns[6:8]
    assert [(codes(column), statements(column)) for column in quiz] == [((), ()), ((), ())]
    assert export.columns[8].row_text == "Points - all"


def test_one_answer_alone_needs_no_semicolon(tmp_path: Path) -> None:
    answers = ("Sales\xa0;", "Sales;", "Sales;Both;", "Sales", "")
    rows = [[*"12345", answer] for answer in answers]
    export = read_export(saved(tmp_path, [[*MICROSOFT, "Team?"], *rows]))
    (frame,) = export.read([5])
    assert [str(text) for text in frame[5]] == ["Sales", "Sales", "Sales;Both;", "Sales", ""]


def test_a_statement_stands_before_its_question_in_alchemer(tmp_path: Path) -> None:
    header = ["Response ID", "Time Started", "Status", "Sales: they listen:Agree?"]
    header += ["We plan: early.:Agree?", "We share.:And here?", "Team: which?"]
    assert _rows(tmp_path, header)[3:] == [
        "Sales: they listen",
        "We plan: early.",
        "We share.",
        "Team: which?",
    ]


def test_alchemer_says_who_was_screened_out_and_who_did_not_finish() -> None:
    export = read_export(EXPORTS / "alchemer.csv")
    noted = export.bookkeeping
    assert noted.unsubmitted
    assert (noted.unsubmitted.position, noted.unsubmitted.values) == (3, frozenset({"partial"}))
    assert (noted.respondent, noted.timing) == (0, Timing(start=1, end=2))
    assert [entry.values for entry in noted.exclusions] == [frozenset({"disqualified", "deleted"})]
    asked = tiny()
    (cleaned,) = cleaned_batches([Source(export, recognise(export, asked))], asked)
    assert next((each.reason, each.count) for each in cleaned.removed) == ("screened-out", 1)


def test_test_data_of_alchemer_is_left_out_and_its_times_need_both_ends(tmp_path: Path) -> None:
    header = ["Response ID", "Time Started", "Status", "Test Data", "Status"]
    noted = read_export(saved(tmp_path, [header, ["1", "x", "Complete", "1", ""]])).bookkeeping
    reasons = [(entry.position, entry.reason) for entry in noted.exclusions]
    assert reasons == [(3, "test"), (2, "screened-out")]
    assert noted.timing is None
    without = ["Response ID", "Time Started", "Date Submitted", "Team"]
    noted = read_export(saved(tmp_path, [without, ["1", "x", "y", "Sales"]])).bookkeeping
    assert (noted.exclusions, noted.unsubmitted) == ((), None)


def test_a_row_of_a_jotform_matrix_is_its_own_text(tmp_path: Path) -> None:
    header = ["Submission Date", "Agree? >> We plan.", "Agree? >> We share.", "IP"]
    assert _rows(tmp_path, header)[1:3] == ["We plan.", "We share."]
    bars = ["Submission Date", "Agree? | We plan.", "Agree? | We share.", "Submission ID"]
    export = read_export(saved(tmp_path, [bars, ["x", "1", "2", "550"]]))
    assert export.columns[1].row_text == "We plan."
    assert export.bookkeeping.respondent == 3


def test_a_date_of_submission_alone_makes_no_jotform(tmp_path: Path) -> None:
    rows = [["Submission Date", "team", "TOG1"], ["monday", "Sales", "x"]]
    assert read_export(saved(tmp_path, rows)).vendor == "table"


@pytest.mark.parametrize("first", ["N°Obs", "Nº Obs", "Num Obs", "No. Obs", "N° obs."])
def test_sphinx_is_known_by_the_number_of_the_observation(tmp_path: Path, first: str) -> None:
    header = [first, "Équipe", "TOG1"]
    assert read_export(saved(tmp_path, [header, ["1", "Ventes", "2"]])).vendor == "Sphinx"
    titled = [["Enquête", "", ""], header, ["1", "Ventes", "2"]]
    assert read_export(saved(tmp_path, titled)).header_rows == 2


def test_no_other_reader_takes_a_table_for_its_own(tmp_path: Path) -> None:
    assert read_export(saved(tmp_path, table())).vendor == "table"
    blank = [["", ""], ["team", "TOG1"], ["Sales", "1"]]
    assert read_export(saved(tmp_path, blank)).vendor == "table"
