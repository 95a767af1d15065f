"""The definition of a Qualtrics survey: which column is which question, and what codes mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exported import EXPORTS, bytes_saved, saved
from exports.write_exports import definitions, written

from survey.errors import DictionaryError
from survey.readers import read_export
from survey.readers.dictionary import Entry
from survey.readers.qsf import read_qsf


def _entry(key: str, **payload: object) -> Entry:
    question = {"QuestionID": "QID1", "DataExportTag": "Q1", "QuestionText": "Agree?", **payload}
    survey = {"SurveyElements": [{"Element": "SQ", "Payload": question}]}
    return read_qsf("survey.qsf", json.dumps(survey).encode()).entries[key]


def _shown(*labels: str) -> dict[str, dict[str, str]]:
    return {str(number): {"Display": label} for number, label in enumerate(labels, start=1)}


def test_without_values_of_its_own_a_choice_has_its_number() -> None:
    entry = _entry("QID1", QuestionType="MC", Selector="SAVR", Choices=_shown("Yes", "<b>No</b>"))
    assert entry.labels == {"1": "Yes", "2": "No"}
    assert (entry.code, entry.text, entry.row_text) == ("Q1", "Agree?", "Agree?")


def test_the_values_of_a_matrix_are_those_of_its_columns() -> None:
    entry = _entry(
        "QID1_7",
        QuestionType="Matrix",
        Selector="Likert",
        Choices={"7": {"Display": "We plan &amp; share."}},
        Answers=_shown("No", "Yes", "No basis"),
        RecodeValues={"1": 10, "2": "11", "3": "-1"},
        ChoiceDataExportTags={"7": "TOG1"},
    )
    assert entry.labels == {"10": "No", "11": "Yes", "-1": "No basis"}
    assert entry.off_scale == {"No basis"}
    assert (entry.code, entry.text) == ("TOG1", "Agree? - We plan & share.")
    assert entry.row_text == "We plan & share."


def test_choices_numbered_from_zero_are_a_list() -> None:
    choices = [{"Display": "No"}, {"Display": "Yes"}]
    entry = _entry("QID1", QuestionType="MC", Choices=choices, RecodeValues=[], VariableNaming=[])
    assert entry.labels == {"0": "No", "1": "Yes"}


def test_a_value_that_two_choices_share_says_nothing() -> None:
    recoded = {"1": "5", "2": "5", "3": "6"}
    choices = _shown("a", "b", "c")
    entry = _entry("QID1", QuestionType="MC", Choices=choices, RecodeValues=recoded)
    assert entry.labels == {"6": "c"}


def test_labels_that_are_other_labels_values_are_not_guessed() -> None:
    recoded = {"1": "3", "2": "2", "3": "1"}
    choices = _shown("1", "2", "3")
    entry = _entry("QID1", QuestionType="MC", Choices=choices, RecodeValues=recoded)
    assert entry.labels == {"3": "1 (value 3)", "2": "2", "1": "3 (value 1)"}


def test_the_name_of_a_choice_in_a_text_export_is_its_label() -> None:
    names = {"1": "fully", "2": " ", "9": "gone"}
    choices = _shown("I agree fully", "No")
    entry = _entry("QID1", QuestionType="MC", Choices=choices, VariableNaming=names)
    assert entry.labels == {"1": "I agree fully", "2": "No", "fully": "I agree fully"}


def test_a_text_with_a_piece_put_in_later_leaves_the_header_of_the_export() -> None:
    entry = _entry("QID1_TEXT", QuestionType="TE", QuestionText="Dear ${m://FirstName}, why?")
    assert (entry.text, entry.row_text, entry.labels) == ("", "", {})
    row = {"1": {"Display": "${e://Field/Team} plans."}}
    matrix = _entry("QID1_1", QuestionType="Matrix", Choices=row, Answers=_shown("No"))
    assert (matrix.text, matrix.row_text) == ("", "")


def test_a_question_with_several_answers_is_left_as_it_is() -> None:
    with pytest.raises(DictionaryError, match="no question"):
        _entry("QID1", QuestionType="MC", Selector="MAVR", Choices=_shown("a"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"SurveyElements": [\n  {"Element" "SQ"}]}', "line 2, column 14"),
        (b"\xff\xfe", "no JSON in UTF-8"),
        (b"[" * 100_000, "no JSON in UTF-8"),
        (b"[]", "no question"),
        (b'{"SurveyElements": [{"Element": "SQ", "Payload": 3}, 4]}', "no question"),
    ],
)
def test_a_damaged_definition_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(DictionaryError, match=problem):
        read_qsf("survey.qsf", data)


def test_the_only_definition_in_the_folder_is_taken_under_any_name(tmp_path: Path) -> None:
    bytes_saved(tmp_path, definitions()["qualtrics_recoded.qsf"], "Working_together.qsf")
    path = bytes_saved(tmp_path, written()["qualtrics_recoded.csv"])
    assert "explained by Working_together.qsf" in read_export(path).evidence


def test_the_definition_of_another_survey_is_not_taken(tmp_path: Path) -> None:
    bytes_saved(tmp_path, definitions()["qualtrics_recoded.qsf"], "other.qsf")
    header = [["Q1", "Q2"], ["Where do you live?", "How long?"]]
    ids = ['{"ImportId":"QID21"}', '{"ImportId":"QID22"}']
    assert "explained" not in read_export(saved(tmp_path, [*header, ids, ["4", "1"]])).evidence


def test_a_definition_can_be_named(tmp_path: Path) -> None:
    path = bytes_saved(tmp_path, written()["qualtrics_recoded.csv"])
    named = read_export(path, dictionary=EXPORTS / "qualtrics_recoded.qsf")
    assert "7 columns explained" in named.evidence


def test_a_definition_is_known_by_the_ending_of_its_name(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="should end in"):
        read_export(EXPORTS / "qualtrics_text.csv", dictionary=bytes_saved(tmp_path, b"{}"))


def test_a_named_definition_without_a_column_of_the_export_is_refused() -> None:
    with pytest.raises(DictionaryError, match="none of its questions"):
        read_export(EXPORTS / "qualtrics_text.csv", dictionary=EXPORTS / "qualtrics_recoded.qsf")
