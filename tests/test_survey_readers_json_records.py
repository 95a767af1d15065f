"""JSON: records and where they stand, values as text, and what is no JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exported import bytes_saved

from survey.errors import FileDamagedError, FileKindError, NoResponsesError, SurveyError
from survey.readers import json_records, read_export
from survey.readers.files import open_grid
from survey.readers.grid import Row


def rows(folder: Path, text: str | bytes, name: str = "export.json") -> list[Row]:
    """The header and the cells."""
    grid = open_grid(bytes_saved(folder, text.encode() if isinstance(text, str) else text, name))
    assert grid.kind == "json"
    return [*grid.head]


def test_keys_are_the_header_in_order_of_first_appearance(tmp_path: Path) -> None:
    assert rows(tmp_path, '[{"team": "Sales", "q1": 4}, {"q2": "no", "team": "Marketing"}]') == [
        ("team", "q1", "q2"),
        ("Sales", "4", ""),
        ("Marketing", "", "no"),
    ]


def test_values_are_the_texts_a_csv_would_hold(tmp_path: Path) -> None:
    text = '[{"a": true, "b": null, "c": 4.0, "d": 2.50, "e": -1, "f": ["x", 2, {"y": 1}], "g": [], "h": 1e400}]'
    assert rows(tmp_path, text)[1] == ("TRUE", "", "4", "2.50", "-1", "x; 2", "", "1e400")


def test_numbers_that_are_none_and_endless_ones_stay_as_they_stand(tmp_path: Path) -> None:
    nines = "9" * 10_000
    text = f'[{{"a": NaN, "b": -Infinity, "c": {nines}}}]'
    assert rows(tmp_path, text)[1] == ("NaN", "-Infinity", nines)


def test_the_keys_of_an_object_within_follow_its_own(tmp_path: Path) -> None:
    text = '[{"who": {"team": "Sales", "at": {"site": "Nord"}}, "q1": 4}]'
    assert rows(tmp_path, text) == [("who/team", "who/at/site", "q1"), ("Sales", "Nord", "4")]


@pytest.mark.parametrize(
    "text",
    [
        '{"count": 1, "results": [{"a": 1}]}',
        '{"pages": [{"b": 2}], "responses": [{"a": 1}]}',
        '{"anything": [{"a": 1}], "empty": [], "numbers": [1, 2]}',
        '\n  [ {"a": 1} ]',
    ],
)
def test_the_list_of_records_may_stand_under_a_key(tmp_path: Path, text: str) -> None:
    assert rows(tmp_path, text) == [("a",), ("1",)]


def test_records_may_stand_one_a_line(tmp_path: Path) -> None:
    assert rows(tmp_path, '{"a": 1}\n\n{"b": 2}\n') == [("a", "b"), ("1", ""), ("", "2")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_its_encoding_is_found_as_that_of_a_csv(tmp_path: Path, encoding: str) -> None:
    data = '[{"équipe": "Société"}]'.encode(encoding)
    assert rows(tmp_path, data) == [("équipe",), ("Société",)]


def test_half_of_a_surrogate_pair_becomes_the_sign_for_it(tmp_path: Path) -> None:
    text = r'[{"a": "\ud83d\ude00 \ud83d", "b": "\\ud83d", "c": "\uDE00é"}]'
    assert rows(tmp_path, text)[1] == ("\U0001f600 \ufffd", "\\ud83d", "\ufffdé")


def test_a_header_in_brackets_is_no_json(tmp_path: Path) -> None:
    export = read_export(bytes_saved(tmp_path, b"[TOG1],[TOG2]\n4,5\n"))
    assert [column.code for column in export.columns] == ["[TOG1]", "[TOG2]"]


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ('[{"a": 1},\n {"a": }]', FileDamagedError, "line 2, column 8"),
        ('[{"a": 1}', FileDamagedError, "line 2, column 1"),
        ('{"a": 1}\n{"a"\n', FileDamagedError, "line 3, column 1"),
        ('[{"a": 1, "a": 2}]', FileDamagedError, '"a" stands twice'),
        ('[{"a/b": 1, "a": {"b": 2}}]', FileDamagedError, '"a/b" stands twice'),
        ("[" * 100_000, FileKindError, "nested too deeply"),
        ('[{"a":' + '{"a":' * 50 + "1" + "}" * 51 + "]", FileKindError, "nested too deeply"),
        ("42", FileKindError, "no list of records"),
        ('"text"', FileKindError, "no list of records"),
        ('{"a": 1}', FileKindError, "no list of records"),
        ('[{"a": 1}, 2]', FileKindError, "entry 2 of the list is no record"),
        ('[["a"], [1]]', FileKindError, "entry 1 of the list is no record"),
        ('{"this": [{"a": 1}], "that": [{"a": 1}]}', FileKindError, '"this", "that"'),
        ("[]", NoResponsesError, "empty"),
        ('{"responses": []}', NoResponsesError, "empty"),
        ("[{}, {}]", NoResponsesError, "empty"),
        ("  ", NoResponsesError, "empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, text: str, error: type[SurveyError], says: str
) -> None:
    with pytest.raises(error) as raised:
        rows(tmp_path, text)
    assert says in raised.value.problem
    assert "export.json" in raised.value.problem


def test_more_than_a_survey_can_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = json.dumps([{f"q{number}": 1} for number in range(100)])
    with monkeypatch.context() as patch:
        patch.setattr(json_records, "MOST_CELLS", 5_000)
        with pytest.raises(FileKindError, match="100 records of 100 different keys"):
            rows(tmp_path, spread)
    with monkeypatch.context() as patch:
        patch.setattr(json_records, "MOST_CELLS", 50)
        with pytest.raises(FileKindError, match="50 values"):
            rows(tmp_path, spread)
    monkeypatch.setattr(json_records, "LARGEST_JSON", 10)
    with pytest.raises(FileKindError, match="10 bytes"):
        rows(tmp_path, spread)
