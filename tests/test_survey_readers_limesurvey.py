"""LimeSurvey: which headings tell it, what its cells mean, and what it notes of a response."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import EXPORTS, bytes_saved, responses_of, saved

from survey.bookkeeping import Timing
from survey.errors import DictionaryError, FormatError, UnknownAnswerError
from survey.export import Export
from survey.readers import read_export
from survey.responses import MISSING
from survey.shown_values import reason_to_ignore

CODES = ["id", "submitdate", "lastpage", "startlanguage"]
TEXTS = ["Response ID", "Date submitted", "Last page", "Start language"]
SENT = ["1", "2026-10-02 09:00:00", "2", "en"]


def export_with(folder: Path, header: Sequence[str], row: Sequence[str]) -> Export:
    return read_export(saved(folder, [header, row]))


def cells(export: Export) -> list[str]:
    """The first response, every column of it."""
    frame = next(export.read([column.position for column in export.columns]))
    return [str(text) for text in frame.iloc[0]]


@pytest.mark.parametrize(
    "header",
    [
        CODES,
        TEXTS,
        ["Date submitted", "Last page"],
        ["lastpage", "startlanguage"],
        ["Response_ID", "Date_submitted", "Start_language"],
        ["ID de la réponse", "Date de soumission", "Dernière page"],
        ["Date de soumission", "Langue de départ"],
        ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page"],
        ["submitdate - Date de soumission", "startlanguage - Langue de départ"],
    ],
)
def test_two_of_its_own_columns_tell_it_in_either_language(
    tmp_path: Path, header: list[str]
) -> None:
    export = export_with(tmp_path, [*header, "TOG1"], ["x"] * (len(header) + 1))
    assert (export.vendor, export.header_rows) == ("LimeSurvey", 1)


@pytest.mark.parametrize(
    "header",
    [
        ["Response ID", "Time Started", "Date Submitted", "Status"],
        ["id", "seed", "token", "Last page"],
    ],
)
def test_one_of_them_alone_tells_nothing(tmp_path: Path, header: list[str]) -> None:
    assert export_with(tmp_path, header, ["x"] * 4).vendor != "LimeSurvey"


def test_a_forced_format_that_does_not_fit_is_refused_with_what_it_shows(tmp_path: Path) -> None:
    path = saved(tmp_path, [["team", "TOG1"], ["Sales", "1"]])
    with pytest.raises(FormatError, match="submitdate, lastpage and startlanguage"):
        read_export(path, forced="limesurvey")


@pytest.mark.parametrize("between", [". ", "._.", " - ", ": ", "\n"])
def test_code_and_text_are_told_apart_by_what_stands_between(tmp_path: Path, between: str) -> None:
    headings = zip([*CODES, "Q1[SQ1]"], [*TEXTS, "How far? [We plan.]"], strict=True)
    header = [code + between + text for code, text in headings]
    column = export_with(tmp_path, header, [*SENT, "1"]).columns[-1]
    assert (column.code, column.text, column.row_text) == (
        "Q1[SQ1]",
        "How far? [We plan.]",
        "We plan.",
    )


def test_a_heading_without_a_code_among_others_is_its_own_text(tmp_path: Path) -> None:
    header = ["lastpage. Last page", "startlanguage. Start language", "Added by hand"]
    column = export_with(tmp_path, header, ["2", "en", "x"]).columns[-1]
    assert (column.code, column.text) == ("Added by hand", "Added by hand")


def test_a_heading_numbered_by_pandas_keeps_its_name_and_loses_the_number_in_its_text(
    tmp_path: Path,
) -> None:
    header = [*TEXTS, "How far?  [We plan.]", "How far?  [We plan.].1", "Version 1.2"]
    first, second, third = export_with(tmp_path, header, [*SENT, "1", "9.0", "x"]).columns[-3:]
    assert first.row_text == second.row_text == "We plan."
    assert (first.code, second.code) == ("How far? [We plan.]", "How far? [We plan.].1")
    assert third.text == "Version 1.2"


def test_a_question_that_was_not_shown_is_missing_and_not_cannot_say() -> None:
    answers = responses_of(EXPORTS / "limesurvey_text_fr.csv").answers
    assert answers[4].tolist() == [3, MISSING, 2, 2]


def test_only_a_cell_that_is_nothing_else_is_a_question_not_shown(tmp_path: Path) -> None:
    export = export_with(tmp_path, [*CODES, "a", "b", "c"], [*SENT, " N/A ", "n/a", "N/A here"])
    assert cells(export)[4:] == ["", "n/a", "N/A here"]


def test_who_did_not_send_is_noted_and_who_is_who(tmp_path: Path) -> None:
    noted = export_with(tmp_path, [*CODES, "token"], [*SENT, "t1"]).bookkeeping
    assert noted.unsubmitted is not None
    assert (noted.unsubmitted.position, noted.unsubmitted.values) == (1, frozenset({""}))
    assert noted.respondent == 4
    without = export_with(tmp_path, ["lastpage", "startlanguage"], ["1", "en"]).bookkeeping
    assert (without.unsubmitted, without.respondent, without.timing) == (None, None, None)


@pytest.mark.parametrize(
    ("started", "sent", "timing"),
    [
        ("2026-10-02 09:00:00", "2026-10-02 09:05:00", Timing(start=2, end=0)),
        ("2026-10-02 09:00:00", "1980-01-01 00:00:00", None),
        ("01.01.1980 00:00", "01.01.1980 00:00", None),
    ],
)
def test_the_times_of_an_anonymous_survey_are_none(
    tmp_path: Path, started: str, sent: str, timing: Timing | None
) -> None:
    header = ["submitdate", "lastpage", "startdate"]
    assert export_with(tmp_path, header, [sent, "2", started]).bookkeeping.timing == timing


def test_the_seconds_measured_go_before_start_and_end(tmp_path: Path) -> None:
    header = ["submitdate", "lastpage", "startdate", "interviewtime"]
    noted = export_with(tmp_path, header, ["2026-10-02", "2", "2026-10-02", "77.5"]).bookkeeping
    assert noted.timing == Timing(seconds=3)


def test_a_vv_export_is_read_below_its_two_rows_and_without_its_escapes(tmp_path: Path) -> None:
    texts = [*TEXTS, "How far? (We plan.)", "How far?\nWe share.", "More (if any)"]
    codes = [*CODES, "Q1_SQ1", "Q1_SQ2", "Q2"]
    row = [*SENT, "{question_not_shown}", "A1", "{quote}a{lbrace}b}{newline}c{cr}{tab}N/A"]
    export = read_export(saved(tmp_path, [texts, codes, row]))
    assert (export.vendor, export.header_rows) == ("LimeSurvey", 2)
    assert [column.row_text for column in export.columns[4:]] == [
        "We plan.",
        "We share.",
        "More (if any)",
    ]
    assert export.columns[4].code == "Q1_SQ1"
    assert cells(export)[4:] == ["", "A1", '"a{b}\nc\r\tN/A']


def test_a_vv_heading_without_a_statement_keeps_its_whole_text(tmp_path: Path) -> None:
    rows = [[*TEXTS, "How far?", ""], [*CODES, "Q1_SQ1", "Q2"], [*SENT, "1", "2"]]
    first, second = read_export(saved(tmp_path, rows)).columns[-2:]
    assert (first.row_text, second.text) == ("How far?", "Q2")


def test_codes_without_the_structure_of_the_survey_stop_and_are_named(tmp_path: Path) -> None:
    content = (EXPORTS / "limesurvey_codes.csv").read_bytes()
    for code, team in ((b"AO01", b"Marketing"), (b"AO02", b"Sales"), (b"AO03", b"Both")):
        content = content.replace(code, team)
    path = bytes_saved(tmp_path, content)
    with pytest.raises(UnknownAnswerError, match='"A4"'):
        responses_of(path)


def test_codes_are_explained_by_the_structure_that_is_named(tmp_path: Path) -> None:
    path = bytes_saved(tmp_path, (EXPORTS / "limesurvey_codes.csv").read_bytes())
    export = read_export(path, dictionary=EXPORTS / "limesurvey_codes.lss")
    column = export.columns[10]
    assert (column.code, column.row_text) == ("Q3[TOG1]", "The two teams plan together.")
    assert column.text == "How far do you agree? [The two teams plan together.]"
    assert column.dictionary == "limesurvey_codes.lss"
    assert cells(export)[7:11] == ["Marketing", "Manager", "Évreux", "Strongly agree"]


def test_the_structure_of_another_survey_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, [[*CODES, "X1"], [*SENT, "A1"]])
    with pytest.raises(DictionaryError, match="none of its questions is a column"):
        read_export(path, dictionary=EXPORTS / "limesurvey_codes.lss")


def test_codes_of_a_participant_are_personal(tmp_path: Path) -> None:
    export = export_with(tmp_path, [*CODES, "token", "ipaddr"], [*SENT, "t1", "192.0.2.1"])
    assert [reason_to_ignore(column) for column in export.columns[4:]] == ["personal data"] * 2


def test_a_definition_is_told_by_its_ending(tmp_path: Path) -> None:
    path = bytes_saved(tmp_path, b"x", "survey.txt")
    with pytest.raises(DictionaryError, match=r"should end in .*\.lss"):
        read_export(EXPORTS / "limesurvey_codes.csv", dictionary=path)


def test_a_forced_format_that_fits_is_taken() -> None:
    export = read_export(EXPORTS / "limesurvey_vv.txt", forced="limesurvey")
    assert export.vendor == "LimeSurvey"
