"""Qualtrics: statements behind their question, what stands beside an answer, its bookkeeping."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import EXPORTS, saved, tiny

from survey.bookkeeping import Timing
from survey.export import Column, Export
from survey.headers import codes, statements
from survey.readers import read_export
from survey.recognition import recognise


def _exported(
    folder: Path, columns: Sequence[tuple[str, str, str]], *rows: Sequence[str]
) -> Export:
    """An export of columns (tag, wording, import id) behind a start date and a status."""
    own = (("StartDate", "Start Date", "startDate"), ("Status", "Response Type", "status"))
    tags, wordings, ids = zip(*own, *columns, strict=True)
    header = [tags, wordings, [f'{{"ImportId":"{name}"}}' for name in ids]]
    cells = rows or ([""] * len(columns),)
    return read_export(saved(folder, [*header, *(["2026-10-02", "0", *row] for row in cells)]))


def _asked(export: Export) -> tuple[Column, ...]:
    return export.columns[2:]


def test_a_statement_may_hold_the_mark_that_stands_before_it(tmp_path: Path) -> None:
    stem = "Part 2 - How far do you agree?"
    parts = ("Sales listens - always.", "We plan - and share.", "One-off work is rare.")
    columns = [(f"Q3_{n}", f"{stem} - {part}", f"QID3_{n}") for n, part in enumerate(parts)]
    found = _asked(_exported(tmp_path, columns))
    assert tuple(column.row_text for column in found) == parts


def test_the_question_is_what_most_of_its_columns_share(tmp_path: Path) -> None:
    parts = ("Marketing - plans.", "Marketing - shares.", "We meet.")
    columns = [(f"Q3_{n}", f"Do you agree? - {part}", f"QID3_{n}") for n, part in enumerate(parts)]
    found = _asked(_exported(tmp_path, columns))
    assert tuple(column.row_text for column in found) == parts


def test_the_old_exporter_sets_no_blanks_between_question_and_statement(tmp_path: Path) -> None:
    header = ["V1", "V2", "Q3_1", "Q3_2", "HND1", "Q9", ""]
    below = ["ResponseID", "ResponseSet", "How far do you agree-Co-selling works."]
    below += ["How far do you agree-We plan.", "And here?-We meet.", "E-mail", ""]
    export = read_export(saved(tmp_path, [header, below, ["R_1", "x", "1", "2", "3", "", ""]]))
    assert [column.row_text for column in export.columns[2:]] == [
        "Co-selling works.",
        "We plan.",
        "We meet.",
        "E-mail",
    ]
    assert export.warnings == ()
    assert export.bookkeeping.respondent == 0
    assert export.bookkeeping.timing is None


def test_the_first_import_ids_were_written_with_hyphens(tmp_path: Path) -> None:
    (column,) = _asked(_exported(tmp_path, [("Q5_1", "a - b", "QID5-1")]))
    assert column.key == "QID5_1"


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("TOG1 - Topics", "QID2_TEXT_0a1b2c3dTopics"),
        ("TOG1 - Parent Topics", "QID2_x"),
        ("TOG1_DO_1", "QID3_DO_1"),
        ("TOG1_5_TEXT", "QID3_5_TEXT"),
        ("TOG1_Page Submit", "QID9_PAGE_SUBMIT"),
        ("TOG1", "QID9_FIRST_CLICK"),
    ],
)
def test_what_is_noted_beside_an_answer_is_no_statement(tmp_path: Path, tag: str, key: str) -> None:
    (column,) = _asked(_exported(tmp_path, [(tag, "Agree? - The two teams plan together.", key)]))
    assert (codes(column), statements(column), column.row_text) == ((), (), "")


def test_a_question_answered_in_words_can_still_be_one_about_the_respondent(tmp_path: Path) -> None:
    (column,) = _asked(_exported(tmp_path, [("Q5", "At which site do you work?", "QID5_TEXT")]))
    assert statements(column)


def test_qualtrics_says_who_finished_whose_response_it_is_and_how_long_it_took() -> None:
    noted = read_export(EXPORTS / "qualtrics_utf16.tsv").bookkeeping
    assert noted.timing == Timing(seconds=3, start=0, end=1)
    assert noted.respondent == 5
    assert noted.unsubmitted
    assert (noted.unsubmitted.position, noted.unsubmitted.values) == (4, frozenset({"0", "false"}))


def test_an_export_without_a_status_excludes_nothing(tmp_path: Path) -> None:
    header = [["Q1", "Q2"], ["a", "b"], ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}'], ["1", "2"]]
    noted = read_export(saved(tmp_path, header)).bookkeeping
    assert (noted.exclusions, noted.unsubmitted, noted.timing) == ((), None, None)


def test_seen_but_unanswered_is_missing_and_told(tmp_path: Path) -> None:
    columns = [(f"TOG{n}", f"a - {n}", f"QID3_{n}") for n in range(1, 4)]
    export = _exported(tmp_path, columns, ["1", "-99", "3"], ["-99", "4", "5"])
    assert [column.off_scale for column in export.columns[1:4]] == [
        frozenset(),
        frozenset({"-99"}),
        frozenset({"-99"}),
    ]
    assert "2 cells hold -99" in export.warnings[0]


def test_the_definition_has_the_last_word_on_a_negative_value() -> None:
    export = read_export(EXPORTS / "qualtrics_recoded.csv")
    items = recognise(export, tiny()).items
    assert {entry.column.dictionary for entry in items} == {"qualtrics_recoded.qsf"}
    assert {tuple(entry.column.off_scale) for entry in items} == {("I can't say",)}
