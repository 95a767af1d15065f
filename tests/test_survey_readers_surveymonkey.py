"""SurveyMonkey: expanded columns put together again, headers in one row, ids a spreadsheet cut."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from exported import EXPORTS, saved, table

from survey.bookkeeping import Timing
from survey.export import Export
from survey.readers import read_export

LABELS = ("Never", "Often - or more")
ROWS = ("We plan - together.", "We share.")


def _exported(
    folder: Path, questions: Sequence[str], parts: Sequence[str], *rows: Sequence[str]
) -> Export:
    own = [["Respondent ID", "Collector ID", *questions], ["", "", *parts]]
    people = [[str(number), "7", *row] for number, row in enumerate(rows)]
    return read_export(saved(folder, [*own, *people]))


def _matrix(folder: Path, *rows: Sequence[str]) -> Export:
    parts = [f"{row} - {label}" for row in ROWS for label in LABELS]
    return _exported(folder, ["How often?", "", "", ""], parts, *rows)


def _cells(export: Export, place: int) -> list[str]:
    position = export.columns[place].position
    (frame,) = export.read([position])
    return [str(text) for text in frame[position]]


def test_a_matrix_is_cut_where_its_labels_return(tmp_path: Path) -> None:
    export = _matrix(tmp_path, ["Never", "", "", LABELS[1]], ["", LABELS[1], "Never", ""])
    assert [column.row_text for column in export.columns[2:]] == list(ROWS)
    assert [column.letter for column in export.columns[2:]] == ["C", "E"]
    assert export.columns[2].text == "How often? [We plan - together.]"
    assert _cells(export, 2) == list(LABELS)
    assert "4 columns gathered into 2" in export.evidence


def test_statements_that_end_alike_keep_their_ends(tmp_path: Path) -> None:
    parts = ["Sales - plan - No", "Sales - plan - Yes", "Marketing - plan - No"]
    parts += ["Marketing - plan - Yes"]
    rows = [["1", "", "", "2"], ["", "2", "1", ""]]
    export = _exported(tmp_path, ["Agree?", "", "", ""], parts, *rows)
    assert [column.row_text for column in export.columns[2:]] == [
        "Sales - plan",
        "Marketing - plan",
    ]
    assert _cells(export, 2) == ["No", "Yes"]


def test_numbers_of_options_become_their_words(tmp_path: Path) -> None:
    export = _matrix(tmp_path, ["1", "", "", "2"], ["", "2", "", ""])
    assert (_cells(export, 2), _cells(export, 3)) == (list(LABELS), [LABELS[1], ""])


def test_text_and_numbers_of_one_survey_are_the_same_everywhere() -> None:
    texts, numbers = (
        read_export(EXPORTS / f"surveymonkey_expanded_{kind}.csv") for kind in ("text", "numbers")
    )
    positions = [column.position for column in texts.columns]
    assert positions == [column.position for column in numbers.columns]
    (left,), (right,) = texts.read(positions), numbers.read(positions)
    assert np.array_equal(left.astype(str).to_numpy(), right.astype(str).to_numpy())


def test_two_answers_to_one_row_are_an_answer_no_scale_knows(tmp_path: Path) -> None:
    rows = [["Never", "", "Never", ""], ["", LABELS[1], "Never", LABELS[1]]]
    assert _cells(_matrix(tmp_path, *rows), 3) == ["Never", "Never; Often - or more"]


def test_a_list_to_tick_stays_as_it_is(tmp_path: Path) -> None:
    parts = ["Posters", "Radio"]
    rows = [["Posters", "Radio"], ["Posters", ""]]
    export = _exported(tmp_path, ["Where?", ""], parts, *rows)
    assert [column.row_text for column in export.columns[2:]] == parts


def test_a_matrix_of_boxes_to_tick_stays_as_it_is(tmp_path: Path) -> None:
    export = _matrix(tmp_path, ["Never", LABELS[1], "", ""], ["", "", "Never", LABELS[1]])
    assert len(export.columns) == 6


def test_a_choice_keeps_what_people_wrote_themselves(tmp_path: Path) -> None:
    parts = ["Marketing", "Sales", "Say which"]
    rows = [["1", "", ""], ["", "", "Legal"], ["", "2", ""], ["", "", "Design"]]
    export = _exported(tmp_path, ["Team?", "", ""], parts, *rows)
    assert _cells(export, 2) == ["Marketing", "Legal", "Sales", "Design"]
    assert export.columns[2].row_text == "Team?"


def test_other_words_are_kept_even_where_they_are_a_number(tmp_path: Path) -> None:
    parts = ["Marketing", "Sales", "Other (please specify)"]
    export = _exported(tmp_path, ["Team?", "", ""], parts, ["1", "", ""], ["", "", "9"])
    assert _cells(export, 2) == ["Marketing", "9"]


def test_choices_with_the_same_beginning_are_no_matrix(tmp_path: Path) -> None:
    parts = ["Yes - fully", "Yes - partly"]
    export = _exported(tmp_path, ["Agree?", ""], parts, ["Yes - fully", ""], ["", "Yes - partly"])
    assert [column.row_text for column in export.columns[2:]] == ["Agree?"]
    assert _cells(export, 2) == parts


@pytest.mark.parametrize(
    "rows",
    [
        [["4", "2"], ["3", "3"]],
        [["4", "2"], ["4", "2"]],
        [["4", ""], ["", "4"]],
        [["", ""], ["", ""]],
    ],
)
def test_statements_answered_with_numbers_are_not_options(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    export = _exported(tmp_path, ["Agree?", ""], ["We plan.", "We share."], *rows)
    assert len(export.columns) == 4


def test_an_expanded_survey_without_a_response_is_refused_and_no_bug(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no response row"):
        _matrix(tmp_path)


def test_a_comment_beside_a_matrix_is_a_column_of_its_own(tmp_path: Path) -> None:
    parts = [*(f"{row} - {label}" for row in ROWS for label in LABELS), "Comment"]
    rows = [["Never", "", "", LABELS[1], "a"], ["", LABELS[1], "", "", "b"]]
    export = _exported(tmp_path, ["How often?", "", "", "", ""], parts, *rows)
    assert [column.row_text for column in export.columns[2:]] == [*ROWS, "Comment"]


def test_labels_that_do_not_return_make_no_matrix(tmp_path: Path) -> None:
    parts = ["We plan - never", "We plan - often", "We share - never", "We share - rarely"]
    rows = [[parts[0], "", "", ""], ["", "", "", parts[3]]]
    export = _exported(tmp_path, ["Agree?", "", "", ""], parts, *rows)
    assert _cells(export, 2) == [parts[0], parts[3]]


def test_surveymonkey_says_whose_response_it_is_and_how_long_it_took() -> None:
    noted = read_export(EXPORTS / "surveymonkey_qcodes.csv").bookkeeping
    assert (noted.respondent, noted.timing) == (0, Timing(start=2, end=3))


def test_ids_are_whole_again_after_a_spreadsheet(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Collector ID", "Team"], ["114687260013.0", "1", "Sales"]]
    assert _cells(read_export(saved(tmp_path, rows)), 0) == ["114687260013"]


def test_ids_that_a_spreadsheet_cut_are_nobodys(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Collector ID", "Team"], ["1.14687E+11", "1", "Sales"]]
    export = read_export(saved(tmp_path, rows))
    assert export.bookkeeping.respondent is None
    assert "cut the ids" in export.warnings[0]


def test_headers_in_one_row_keep_their_parts(tmp_path: Path) -> None:
    header = ["RespondentID", "Team? - Response", "Agree? - We plan.", "Agree? - We share - all."]
    export = read_export(saved(tmp_path, [header, ["1", "Sales", "2", "3"]]))
    assert (export.vendor, export.header_rows) == ("SurveyMonkey", 1)
    rows = [column.row_text for column in export.columns[1:]]
    assert rows == ["Team?", "We plan.", "We share - all."]


def test_a_second_row_may_repeat_the_first(tmp_path: Path) -> None:
    rows = [["Respondent ID", "Team?"], ["Respondent ID", "Response"], ["1", "Sales"]]
    assert read_export(saved(tmp_path, rows)).header_rows == 2


def test_an_id_alone_makes_no_surveymonkey(tmp_path: Path) -> None:
    rows = table()
    named = [["Respondent ID", *rows[0]], *(["7", *row] for row in rows[1:])]
    assert read_export(saved(tmp_path, named)).vendor == "table"


def test_a_column_without_any_header_parts_a_question_and_ends_none(tmp_path: Path) -> None:
    questions, parts = ["Agree?", "", ""], ["We plan.", "", "We share."]
    export = _exported(tmp_path, questions, parts, ["1", "x", "2"], ["3", "y", "4"])
    assert [column.text for column in export.columns[2:]] == [
        "Agree? [We plan.]",
        "",
        "Agree? [We share.]",
    ]
