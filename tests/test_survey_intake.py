"""From exports to the responses that count: several files, batches, and what stops a build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from exported import EXPORTS, HEADER, answered, bytes_saved, saved, table, tiny

from survey.cleaning import Cleaned
from survey.errors import (
    ExportTwiceError,
    MappingError,
    NoResponsesError,
    SurveyError,
    TeamValueError,
    UnknownAnswerError,
)
from survey.intake import cleaned_batches
from survey.readers import read_export
from survey.readers.grid import BATCH_ROWS
from survey.recognition import recognise
from survey.release import Removed
from survey.source import Source


def source(path: Path) -> Source:
    export = read_export(path)
    return Source(export, recognise(export, tiny()))


def batches(*paths: Path) -> list[Cleaned]:
    return list(cleaned_batches([source(path) for path in paths], tiny()))


def refusal(folder: Path, rows: Sequence[Sequence[str]], error: type[SurveyError]) -> str:
    with pytest.raises(error) as raised:
        batches(saved(folder, rows))
    assert len(str(raised.value)) <= 2000
    assert all(line.isprintable() for line in str(raised.value).splitlines())
    return str(raised.value)


def test_the_responses_of_several_exports_follow_each_other(tmp_path: Path) -> None:
    first = saved(tmp_path, [HEADER, answered("Sales", "1111")], "sales.csv")
    second = saved(tmp_path, [HEADER, answered("Marketing", "2222")], "marketing.csv")
    answers = [batch.responses.answers.tolist() for batch in batches(first, second)]
    assert answers == [[[1, 1, 5, 1]], [[2, 2, 4, 2]]]


def test_exports_that_differ_in_what_they_hold_are_aligned(tmp_path: Path) -> None:
    header = ["team", "company", "site", "TOG4", "TOG1", "TOG2"]
    rows = [header, ["Sales", "Acme", "Nord", "4", "1", "2"]]
    first = saved(tmp_path, rows, "pulse.csv")
    second = saved(tmp_path, [HEADER, answered("Marketing", "1234")], "full.csv")
    pulse, full = (batch.responses for batch in batches(first, second))
    assert pulse.items == full.items == ("TOG1", "TOG2", "TOG3", "TOG4")
    assert pulse.answers.tolist() == [[1, 2, -1, 4]]
    assert full.answers.tolist() == [[1, 2, 3, 4]]
    assert [name for name, _ in pulse.segments] == [name for name, _ in full.segments]
    assert dict(pulse.segments)["role"].codes.tolist() == [-1]
    assert pulse.company
    assert pulse.company.labels == ("Acme",)
    assert full.company
    assert full.company.codes.tolist() == [-1]


def test_exports_without_company_and_wave_stay_without(tmp_path: Path) -> None:
    first = saved(tmp_path, table(), "a.csv")
    second = saved(tmp_path, table(answered("Sales")), "b.csv")
    (responses, _) = (batch.responses for batch in batches(first, second))
    assert (responses.company, responses.wave) == (None, None)


def test_half_of_the_items_means_those_of_the_export(tmp_path: Path) -> None:
    rows = [["team", "TOG1", "TOG2", "TOG4"], ["Sales", "1", "1", ""], ["Marketing", "1", "", ""]]
    pulse, _ = batches(saved(tmp_path, rows, "pulse.csv"), saved(tmp_path, table(), "full.csv"))
    assert pulse.removed == (Removed("partial", 1),)


def test_batches_give_what_one_batch_would(tmp_path: Path) -> None:
    rows = [
        answered("Sales" if number % 3 else "Marketing", "12 4") for number in range(BATCH_ROWS)
    ]
    found = batches(saved(tmp_path, table(*rows)))
    assert len(found) == 2
    assert sum(batch.responses.rows.size for batch in found) == BATCH_ROWS + 2
    assert found[1].responses.rows.tolist() == [BATCH_ROWS + 2, BATCH_ROWS + 3]


def test_rows_that_the_tool_marks_are_counted_by_their_first_reason(tmp_path: Path) -> None:
    ids = [f'{{"ImportId":"{name}"}}' for name in ("QID1", "a", "b", "c", "status")]
    header = ["Q1", "TOG1", "TOG2", "TOG3", "Status"]
    rows = [header, ["Which team do you work in?", "a", "b", "c", "Response Type"], ids]
    for team, status in (("Sales", "IP Address"), ("Marketing", "0"), ("Sales", "Spam ")):
        rows.append([team, "1", "2", "3", status])
    rows.append(["Finance", "?", "2", "3", "Survey Preview"])
    (found,) = batches(saved(tmp_path, rows))
    assert found.removed == (Removed("test", 1), Removed("spam", 1))
    assert (found.read, found.responses.rows.tolist()) == (4, [4, 5])


def test_unknown_answers_stop_the_build_and_are_told_once_for_all(tmp_path: Path) -> None:
    rows = table(answered("Sales", "9333"), answered("Sales", "3343"), answered("Sales", "9933"))
    rows.append(["Sales", "Boss", "Nord", "agre", "\x1b[31m", "2-May", "Ã©"])
    told = refusal(tmp_path, rows, UnknownAnswerError)
    assert "8 answers are not known" in told
    assert '"9" 3 x: TOG1, column D ("TOG1") and 1 more columns, first in row 4' in told
    assert '"agre" 1 x: TOG1, column D ("TOG1"), first in row 7; nearest is "Agree"' in told
    assert '"\\x1b[31m" 1 x: TOG2, column E' in told
    assert '"Boss" 1 x: role, column B ("role")' in told
    assert "Excel turns answers such as 1-5 into a date" in told
    assert "garbled" in told
    assert "scales:" in told


def test_an_unknown_answer_of_one_of_several_files_is_told_with_its_file(tmp_path: Path) -> None:
    first = saved(tmp_path, table(answered("Sales", "9333")), "a.csv")
    second = saved(tmp_path, table(answered("Sales", "9333"), answered("Sales", "3383")), "b.csv")
    with pytest.raises(UnknownAnswerError) as raised:
        batches(first, second)
    told = str(raised.value)
    assert "a.csv, b.csv: 3 answers are not known" in told
    assert '"9" 2 x: TOG1, a.csv column D ("TOG1") and 1 more columns, first in row 4' in told
    assert '"8" 1 x: TOG3, b.csv column F ("TOG3"), first in row 5' in told


def test_unknown_answers_of_later_batches_are_told_too(tmp_path: Path) -> None:
    rows = [answered("Sales", "9333"), *[answered("Marketing")] * BATCH_ROWS]
    rows += [answered("Sales", "9333"), answered("Sales", "3393")]
    told = refusal(tmp_path, table(*rows), UnknownAnswerError)
    assert '"9" 3 x: TOG1, column D ("TOG1") and 1 more columns, first in row 4' in told


def test_one_unknown_answer_is_told_in_the_singular(tmp_path: Path) -> None:
    told = refusal(tmp_path, table(answered("Sales", "3339")), UnknownAnswerError)
    assert "1 answer is not known" in told


def test_free_text_in_the_place_of_answers_is_counted_and_not_quoted(tmp_path: Path) -> None:
    rows = [
        ["Sales", "Manager", "Nord", f"my mind {number}", "3", "3", "3"] for number in range(20)
    ]
    told = refusal(tmp_path, table(*rows), UnknownAnswerError)
    assert "20 answers, 20 different, from row 4" in told
    assert "my mind" not in told


def test_of_many_unknown_answers_the_most_frequent_are_told(tmp_path: Path) -> None:
    rows = [answered("Sales", f"{digit}33{digit}") for digit in "6789"]
    rows += [["Sales", *["x" * 100 + digit for digit in "abcdef"]] for _ in range(3)]
    told = refusal(tmp_path, table(*rows), UnknownAnswerError)
    assert told.index('xxx…" 3 x') < told.index('"6" 2 x')
    assert "… and 1 more" in told


def test_unknown_teams_are_told_with_their_number(tmp_path: Path) -> None:
    rows = table(*[answered("Customer Success")] * 4, answered("Sale"))
    told = refusal(tmp_path, rows, TeamValueError)
    assert '"Customer Success" 4 x: team, column A ("team"), first in row 4' in told
    assert '"Sale" 1 x: team, column A ("team"), first in row 8; nearest is "sales"' in told
    assert "`other`" in told


def test_a_totals_row_is_no_respondent(tmp_path: Path) -> None:
    path = saved(tmp_path, table(["", "", "TOTAL", "3.2", "3.1", "3", "2.9"]))
    (cleaned,) = batches(path)
    assert cleaned.responses.rows.tolist() == [2, 3]
    assert "row 4 adds the others up" in read_export(path).warnings[0]


def test_a_column_that_tells_people_apart_is_no_segment(tmp_path: Path) -> None:
    def rows(people: int) -> list[Sequence[str]]:
        return table(*(answered("Sales", site=f"R_{number}") for number in range(people)))

    told = refusal(tmp_path, rows(500), MappingError)
    assert 'the segment "site", column C ("site"), has 501 different answers; at most 500' in told
    assert batches(saved(tmp_path, rows(499)))


def test_a_single_team_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, [HEADER, answered("Sales"), answered("Both")], TeamValueError)
    assert 'no response of the team "marketing" (column A); only one of the two teams' in told
    assert "Left out" not in told
    rows = [HEADER, answered("Sales"), answered("Marketing", "1   ")]
    assert "teams answered. Left out: 1 partial." in refusal(tmp_path, rows, TeamValueError)


def test_no_response_that_counts_is_refused_with_the_reasons(tmp_path: Path) -> None:
    rows = [HEADER, answered("Sales", "1   "), answered(""), answered("Other")]
    told = refusal(tmp_path, rows, NoResponsesError)
    assert "Left out: 1 no-team, 1 partial." in told


def test_only_other_teams_are_no_response(tmp_path: Path) -> None:
    told = refusal(tmp_path, [HEADER, answered("Other")], NoResponsesError)
    assert "no response of either team is left." in told


def test_re_encoding_a_file_changes_no_answer(tmp_path: Path) -> None:
    rows = table(answered("Ventes", "1234", site="Évreux"), answered("Équipe marketing", "5432"))
    text = "\n".join(",".join(row) for row in rows[:4])
    plain = text.replace("Équipe marketing", "Marketing")
    forms = [plain.encode(), plain.encode("utf-8-sig"), plain.encode("utf-16")]
    forms += [plain.encode("cp1252"), plain.replace("\n", "\r").encode()]
    forms += [plain.replace(",", ";").encode("cp1252"), plain.replace(",", "\t").encode("utf-16")]
    first, *others = [batches(bytes_saved(tmp_path, form))[0].responses for form in forms]
    for other in others:
        assert np.array_equal(other.answers, first.answers)
        assert other.segments[1][1].labels == first.segments[1][1].labels


def test_the_same_file_under_two_names_is_refused(tmp_path: Path) -> None:
    first = saved(tmp_path, table(), "a.csv")
    copy = saved(tmp_path, table(), "b.csv")
    other = saved(tmp_path, table(answered("Sales")), "c.csv")
    with pytest.raises(ExportTwiceError) as raised:
        batches(first, other, copy)
    assert f"{first} and {copy}: the same file" in str(raised.value)
    assert "c.csv" not in str(raised.value)
    assert len(batches(first, other)) == 2


def test_a_workbook_given_twice_is_refused_too(tmp_path: Path) -> None:
    content = (EXPORTS / "workbook.xlsx").read_bytes()
    copies = [bytes_saved(tmp_path, content, name) for name in ("a.xlsx", "b.xlsx")]
    with pytest.raises(ExportTwiceError, match="byte for byte"):
        batches(*copies)
