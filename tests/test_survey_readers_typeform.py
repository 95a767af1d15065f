"""Typeform: its CSV of before and of today, and what its Responses API answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import EXPORTS, bytes_saved, saved

from survey.bookkeeping import Timing
from survey.errors import FileDamagedError, FileKindError, NoResponsesError
from survey.export import Export
from survey.readers import read_export
from survey.shown_values import reason_to_ignore

OLD = ["#", "Do you agree?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]


def export_with(folder: Path, header: Sequence[str]) -> Export:
    return read_export(saved(folder, [header, ["x"] * len(header)]))


def from_json(folder: Path, document: object) -> Export:
    return read_export(bytes_saved(folder, json.dumps(document).encode(), "responses.json"))


def answered(*answers: dict[str, object], **noted: object) -> dict[str, object]:
    """One item of the API, each answer under the ref Q1, Q2 and so on."""
    given = [
        {"field": {"ref": f"Q{number}", "type": "x"}, **answer}
        for number, answer in enumerate(answers, start=1)
    ]
    return {"items": [{"response_id": "r1", "answers": given, **noted}]}


def cells(export: Export) -> dict[str, str]:
    """The first response by the codes of the columns."""
    frame = next(export.read([column.position for column in export.columns]))
    codes = [column.code for column in export.columns]
    return dict(zip(codes, map(str, frame.iloc[0]), strict=True))


@pytest.mark.parametrize(
    "header",
    [
        OLD,
        OLD[:-1],
        ["team", "Response Type", "Start Date (UTC)", "Stage Date (UTC)"],
        ["team", "Submit Date (UTC)", "Network ID"],
    ],
)
def test_two_of_the_columns_after_the_answers_tell_it(tmp_path: Path, header: list[str]) -> None:
    assert export_with(tmp_path, header).vendor == "Typeform"


@pytest.mark.parametrize("header", [["#", "team"], ["Response Type", "Submit Date (UTC)"]])
def test_less_tells_nothing(tmp_path: Path, header: list[str]) -> None:
    assert export_with(tmp_path, header).vendor == "table"


def test_how_far_a_response_came_is_noted(tmp_path: Path) -> None:
    noted = export_with(tmp_path, [*OLD, "Response Type"]).bookkeeping
    assert noted.unsubmitted is not None
    assert noted.unsubmitted.position == 5
    assert noted.unsubmitted.values == {"started", "partial"}
    assert (noted.respondent, noted.timing) == (0, Timing(start=2, end=3))


def test_an_old_export_notes_who_has_no_date_of_submission(tmp_path: Path) -> None:
    noted = export_with(tmp_path, OLD).bookkeeping
    assert noted.unsubmitted is not None
    assert (noted.unsubmitted.position, noted.unsubmitted.values) == (3, frozenset({""}))


def test_an_export_may_lack_what_is_noted(tmp_path: Path) -> None:
    noted = export_with(tmp_path, ["Start Date (UTC)", "Network ID"]).bookkeeping
    assert (noted.unsubmitted, noted.respondent, noted.timing) == (None, None, None)


def test_what_tells_a_network_is_personal(tmp_path: Path) -> None:
    column = export_with(tmp_path, OLD).columns[-1]
    assert reason_to_ignore(column) == "personal data"


def test_boxes_to_tick_that_are_called_alike_stay_two_columns() -> None:
    columns = read_export(EXPORTS / "typeform.csv").columns
    assert [column.letter for column in columns if column.text == "Other"] == ["J", "L"]


def test_refs_are_codes_and_the_definition_gives_the_texts() -> None:
    columns = {column.code: column for column in read_export(EXPORTS / "typeform.json").columns}
    assert columns["r-team"].text == "Dans quelle équipe travaillez-vous ?"
    assert columns["TOG1"].row_text == "Les deux équipes planifient ensemble."
    assert columns["TOG1"].text.startswith("Dans quelle mesure êtes-vous d’accord ? [Les deux")
    assert "r-grid" not in columns


def test_a_definition_may_stand_at_the_top_and_hold_groups(tmp_path: Path) -> None:
    group = {"ref": "G", "title": "Part", "type": "group"}
    within = {"fields": [{"ref": "Q1", "title": "We plan."}, {"id": "Q2", "title": "We share."}]}
    document = {"fields": [{**group, "properties": within}]}
    export = from_json(tmp_path, document | answered({"type": "number", "number": 4}))
    assert [(column.code, column.text) for column in export.columns[:2]] == [
        ("Q1", "We plan."),
        ("Q2", "We share."),
    ]


def test_a_definition_nested_without_end_is_read_to_a_depth(tmp_path: Path) -> None:
    form: dict[str, object] = {"fields": [{"ref": "deepest", "title": "?"}]}
    for depth in range(9):
        form = {"fields": [{"ref": f"d{depth}", "title": "?", "properties": form}]}
    export = from_json(tmp_path, form | answered({"type": "text", "text": "x"}))
    assert "deepest" not in {column.code for column in export.columns}


def test_without_a_definition_the_ref_is_all_there_is(tmp_path: Path) -> None:
    export = from_json(tmp_path, answered({"type": "text", "text": "Agree"}))
    assert (export.columns[0].code, export.columns[0].text) == ("Q1", "Q1")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"type": "choice", "choice": {"label": "Agree"}}, "Agree"),
        ({"type": "choice", "choice": {"other": "Rather"}}, "Rather"),
        ({"type": "choices", "choices": {"labels": ["A", "B"], "other": "C"}}, "A; B; C"),
        ({"type": "number", "number": 4}, "4"),
        ({"type": "number", "number": 4.0}, "4"),
        ({"type": "number", "number": 4.5}, "4.5"),
        ({"type": "boolean", "boolean": True}, "1"),
        ({"type": "boolean", "boolean": False}, "0"),
        ({"type": "email", "email": "jo@example.org"}, "jo@example.org"),
        ({"type": "payment", "payment": {"amount": "5"}}, ""),
        ({"type": "text"}, ""),
        ({}, ""),
    ],
)
def test_each_kind_of_answer_is_a_text(
    tmp_path: Path, answer: dict[str, object], text: str
) -> None:
    assert cells(from_json(tmp_path, answered(answer)))["Q1"] == text


def test_the_api_notes_who_when_and_how_far(tmp_path: Path) -> None:
    noted = {"landed_at": "2026-10-02T09:00:00Z", "submitted_at": "0001-01-01T00:00:00Z"}
    document = answered({"type": "number", "number": 1}, hidden={"company": "Nord"}, **noted)
    export = from_json(tmp_path, document)
    assert cells(export) == {
        "Q1": "1",
        "company": "Nord",
        "#": "r1",
        "Start Date (UTC)": "2026-10-02T09:00:00Z",
        "Submit Date (UTC)": "",
    }
    kept = export.bookkeeping
    assert kept.unsubmitted is not None
    assert (kept.unsubmitted.position, kept.respondent) == (4, 2)
    assert kept.timing == Timing(start=3, end=4)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b'{"items": [{"answers": [{"field": ', FileDamagedError),
        (b'{"items": ' + b"[" * 100_000 + b'"answers" "field"', FileKindError),
        (b'{"items": 7, "answers": 7, "field": 7}', NoResponsesError),
        (b'{"items": [7], "answers": [], "field": []}', NoResponsesError),
        (b'{"items": [], "other": []}', NoResponsesError),
        (b'[{"items": [], "answers": [], "field": []}]', NoResponsesError),
    ],
)
def test_json_without_readable_responses_is_refused(
    tmp_path: Path, data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        read_export(bytes_saved(tmp_path, data, "responses.json"))


def test_oddly_shaped_answers_are_none(tmp_path: Path) -> None:
    items = [{"answers": "x", "token": "t1", "hidden": 7}, {"answers": [7, {"field": 7}]}]
    export = from_json(tmp_path, {"items": items, "definition": {"fields": [7, {"ref": ""}]}})
    assert cells(export)["#"] == "t1"
