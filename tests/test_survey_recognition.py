"""Which column is which item: by code, by exact wording, and never by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from exported import answered, export_of, mapping_of, table, tiny

from survey.errors import ItemColumnError, MappingError, TeamColumnError
from survey.export import Column
from survey.headers import codes, statements
from survey.questionnaire_file import load_questionnaire
from survey.recognition import recognise, team_answers

WORDINGS = [item.wording["en"] for item in tiny().items]


def headers(*names: str) -> list[Sequence[str]]:
    """A table with those columns, the first of them the team."""
    return [names, ["Marketing", *"3" * (len(names) - 1)], ["Sales", *"3" * (len(names) - 1)]]


def column(header: str) -> Column:
    return Column(position=0, code=header, text=header, row_text=header)


def refusal(folder: Path, rows: Sequence[Sequence[str]]) -> str:
    with pytest.raises(ItemColumnError) as raised:
        mapping_of(folder, rows)
    return str(raised.value)


@pytest.mark.parametrize(
    "header",
    [
        "TOG1",
        "tog1",
        "[TOG1]",
        "Q3_TOG1",
        "group/TOG1",
        "a.TOG1",
        "Q3[TOG1]",
        "How far? [TOG1]",
        "[TOG1] We plan",
        "TOG1. We plan",
        "TOG1: We plan",
        "TOG1) We plan",
        "TOG1 - We plan",
    ],
)
def test_an_item_is_known_by_its_code(header: str) -> None:
    assert "tog1" in codes(column(header))


@pytest.mark.parametrize(
    "header", ["Q3_DO_TOG1", "TOG1_TEXT", "Comment on TOG1", "TOG10", "TOG1 we plan", "What. TOG1"]
)
def test_what_only_mentions_a_code_is_not_the_item(header: str) -> None:
    assert "tog1" not in codes(column(header))


@pytest.mark.parametrize(
    "header",
    [
        "We plan.",
        "3. We plan",
        "How far do you agree? - We plan.",
        "How far do you agree? [We plan.]",
        "Alignment/We plan",
        "A: b: We plan",
        "X1. We plan",
        "“We plan.”",
        "<p>We&nbsp;plan</p>",
    ],
)
def test_a_wording_is_known_in_the_forms_tools_give_it(header: str) -> None:
    assert "we plan" in statements(column(header))


def test_items_are_found_in_any_order_and_told_in_that_of_the_questionnaire(tmp_path: Path) -> None:
    found = mapping_of(tmp_path, headers("team", "TOG4", WORDINGS[1], "TOG1", "Q_TOG3"))
    assert [(entry.item.id, entry.column.position, entry.how) for entry in found.items] == [
        ("TOG1", 3, "code"),
        ("TOG2", 2, "wording (en)"),
        ("TOG3", 4, "code"),
        ("TOG4", 1, "code"),
    ]
    assert found.positions == (0, 1, 2, 3, 4)
    assert not found.missing


def test_an_item_without_a_column_is_told(tmp_path: Path) -> None:
    found = mapping_of(tmp_path, headers("team", "TOG1", "TOG2", "TOG4"))
    assert found.missing == ("TOG3",)
    assert found.warnings == (
        (
            "export.csv: no column for 1 item: TOG3. "
            "Where one was asked in other words, `build-report map` shows its column."
        ),
    )


def test_fewer_than_three_items_are_no_export_of_the_questionnaire(tmp_path: Path) -> None:
    told = refusal(tmp_path, headers("team", "TOG1", "TOG2", "x"))
    assert "2 of the 4 items" in told
    assert "give the questionnaire that was asked with --questionnaire; or write a mapping" in told
    assert "not found: TOG3, TOG4" in told
    assert 'D ("x")' in told
    assert "build-report map" in told


def test_of_many_items_not_found_a_few_are_named(tmp_path: Path) -> None:
    with pytest.raises(ItemColumnError, match="DAT2…"):
        recognise(export_of(tmp_path, headers("team", "x")), load_questionnaire())


def test_two_columns_for_one_item_are_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, headers("team", "TOG1", "TOG2", "TOG3", "Q_TOG1"))
    assert 'TOG1: 2 columns, B ("TOG1") and E ("Q_TOG1") (duplicate)' in told


def test_a_column_that_is_two_items_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, headers("team", "TOG1", "TOG2", f"TOG3. {WORDINGS[3]}"))
    assert "TOG3 by its code but TOG4 by its wording (en)" in told


def test_a_wording_that_is_nearly_an_items_is_asked_for(tmp_path: Path) -> None:
    told = refusal(tmp_path, headers("team", "TOG1", "TOG2", "We lose time in argument", "TOG4"))
    assert 'TOG3: column D ("We lose time in argument") is nearly its wording' in told


def test_mirrored_wordings_are_never_mistaken_for_each_other(tmp_path: Path) -> None:
    ours = load_questionnaire()
    pair = [ours.item(item_id).wording["en"] for item_id in ("REL1", "REL2")]
    rows = headers("team", pair[1], pair[0], "OUT1")
    found = recognise(export_of(tmp_path, rows), ours)
    assert [(entry.item.id, entry.column.position) for entry in found.items] == [
        ("REL1", 2),
        ("REL2", 1),
        ("OUT1", 3),
    ]


@pytest.mark.parametrize(
    ("header", "how"),
    [
        ("team", "code"),
        ("Which team do you work in?", "wording"),
        ("Équipe", "wording"),
        ("Department", "header"),
        ("X", "values"),
    ],
)
def test_the_team_is_known_by_code_wording_header_or_values(
    tmp_path: Path, header: str, how: str
) -> None:
    found = mapping_of(tmp_path, headers(header, "TOG1", "TOG2", "TOG3"))
    assert (found.team.column.position, found.team.how) == (0, how)


def test_no_column_for_the_team_is_told_with_the_columns(tmp_path: Path) -> None:
    rows = [["X", "TOG1", "TOG2", "TOG3"], ["Finance", "1", "1", "1"]]
    with pytest.raises(TeamColumnError, match="no column says which team") as raised:
        mapping_of(tmp_path, rows)
    assert 'A ("X")' in raised.value.problem
    assert "build-report map" in raised.value.fix


def test_nothing_but_items_has_no_team_either(tmp_path: Path) -> None:
    with pytest.raises(TeamColumnError, match="no column says"):
        mapping_of(tmp_path, [["TOG1", "TOG2", "TOG3"], ["a", "b", "c"]])


def test_two_columns_that_could_be_the_team_are_named(tmp_path: Path) -> None:
    rows = [["X", "Y", "TOG1", "TOG2", "TOG3"], ["Sales", "Sales", *"111"]]
    rows.append(["Marketing", "Marketing", *"111"])
    with pytest.raises(TeamColumnError, match=r'A \("X"\) and B \("Y"\)'):
        mapping_of(tmp_path, rows)


def test_the_answers_that_name_a_team_are_those_of_the_questionnaire() -> None:
    known = team_answers(load_questionnaire())
    assert known["équipe commerciale"] == "sales"
    assert known["marketing and sales"] == "both"
    assert known["aucune des deux"] == "other"
    assert known["marketing"] == "marketing"


def test_segments_company_and_wave_are_found(tmp_path: Path) -> None:
    header = ["Team", "What is your role?", "Site", "Société", "Wave", "TOG1", "TOG2", "TOG3"]
    found = mapping_of(tmp_path, headers(*header))
    assert [(entry.id, entry.column.position) for entry in found.segments] == [
        ("role", 1),
        ("site", 2),
    ]
    assert found.company
    assert found.company.column.position == 3
    assert found.wave
    assert found.wave.column.position == 4
    assert [level.id for level in found.segments[0].levels] == ["manager", "contributor"]


def test_two_columns_for_a_segment_are_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r'could be "role": B \("role"\) and C \("Role"\)'):
        mapping_of(tmp_path, headers("team", "role", "Role", "TOG1", "TOG2", "TOG3"))


def test_without_a_question_for_it_a_company_is_not_looked_for(tmp_path: Path) -> None:
    asked = load_questionnaire(Path("examples/contributor-experience/questionnaire.yml"))
    rows = headers("level", "company", *(item.id for item in asked.items))
    assert recognise(export_of(tmp_path, rows), asked).company is None


def test_a_questionnaire_without_a_question_for_the_team_is_served_all_the_same(
    tmp_path: Path,
) -> None:
    asked = replace(tiny(), profile=())
    found = recognise(export_of(tmp_path, table(answered("Sales"))), asked)
    assert (found.team.how, found.segments) == ("header", ())


def test_the_short_form_asked_in_full_is_no_cause_for_warning(tmp_path: Path) -> None:
    asked = load_questionnaire()
    short = [item.id for item in asked.items if item.pulse]
    rows = [["Team", *short], ["Marketing", *"3" * len(short)], ["Sales", *"4" * len(short)]]
    found = recognise(export_of(tmp_path, rows), asked)
    assert len(found.items) == len(short) == 12
    assert found.warnings == ()


def test_a_wording_that_a_dictionary_told_says_so(tmp_path: Path) -> None:
    export = export_of(tmp_path, headers("team", "TOG1", WORDINGS[1], "TOG3"))
    columns = tuple(replace(one, dictionary="survey.qsf") for one in export.columns)
    found = recognise(replace(export, columns=columns), tiny())
    assert [entry.how for entry in found.items] == ["code", "dictionary (survey.qsf)", "code"]
