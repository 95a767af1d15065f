"""Which languages a statement is answered in, and when it is worth a note."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from exported import EXPORTS, answered, saved, table
from program import respondents

from report_builder.inputs import Inputs
from report_builder.pipeline import prepare
from survey.answer_languages import languages_of_labels, mixed_languages, spoken
from survey.questionnaire_file import load_questionnaire

LABELS = languages_of_labels(load_questionnaire().scales[0])


def test_labels_tell_their_language_and_numbers_none() -> None:
    assert spoken(["Agree ", "3", "Plutôt d’accord", "", "no label"], LABELS) == {"en", "fr"}
    assert spoken(["1", "I can't say"], LABELS) == frozenset()


def test_one_column_in_two_languages_is_told_and_two_files_in_one_each_are_not() -> None:
    told = mixed_languages({("a.csv", "q1", "en"), ("a.csv", "q1", "fr"), ("a.csv", "q2", "en")})
    assert told == (
        "a.csv: answers to q1 are labelled in English and French; they count on one scale.",
    )
    assert mixed_languages({("a.csv", "q1", "en"), ("b.csv", "q1", "fr")}) == ()


def test_a_build_notes_it_and_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    labels = [["Agree", "Plutôt d’accord"][place % 2] for place in range(len(rows))]
    told = [[*row[:3], label, *row[4:]] for row, label in zip(rows, labels, strict=True)]
    header = table()[0]
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("scales: {agreement: 1 to 5}")
    inputs = Inputs(
        exports=(saved(tmp_path, [header, *told, answered("Sales", "4444")]),),
        questionnaire=EXPORTS / "questionnaire.yml",
        mappings=(mapping,),
    )
    with caplog.at_level(logging.INFO):
        prepare(inputs, strict=True)
    assert any(line.startswith("Note: export.csv: answers to TOG1 are") for line in caplog.messages)
