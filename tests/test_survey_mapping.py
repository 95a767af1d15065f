"""Which columns a mapping has read: above all the one that says who answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import HEADER, answered, export_of, tiny

from survey.errors import MappingError
from survey.mapping_file import load_mapping
from survey.recognition import recognise


@pytest.mark.parametrize(
    ("text", "letter"),
    [("", "A"), ("respondent: none\n", None), ("respondent: Payroll\n", "I")],
)
def test_who_answered_is_recognised_named_or_denied(
    tmp_path: Path, text: str, letter: str | None
) -> None:
    rows = [["Response_ID", *HEADER, "Payroll"], ["r1", *answered("Sales"), "p1"]]
    path = tmp_path / "mapping.yml"
    path.write_text(f"team: team\n{text}")
    found = load_mapping(path, export_of(tmp_path, rows), tiny())
    assert (found.respondent.letter if found.respondent else None) == letter
    assert {0, 8} & {*found.positions} == ({ord(letter) - 65} if letter else set())
    path.write_text("respondent: Nobody\n")
    with pytest.raises(MappingError, match="the export has no column"):
        load_mapping(path, export_of(tmp_path, rows), tiny())


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("respondent_id", True),
        ("Respondent ID", True),
        ("RESPONSE ID", True),
        ("id", False),
        ("respondent", False),
        ("collector_id", False),
    ],
)
def test_a_plain_table_says_who_answered_in_so_many_words(
    tmp_path: Path, header: str, known: bool
) -> None:
    rows = [[*HEADER, header], [*answered("Sales"), "r1"]]
    export = export_of(tmp_path, rows)
    assert bool(recognise(export, tiny()).respondent) is known


def test_two_columns_of_ids_are_none(tmp_path: Path) -> None:
    rows = [[*HEADER, "respondent_id", "response_id"], [*answered("Sales"), "a", "b"]]
    assert export_of(tmp_path, rows).respondent is None


def test_a_column_without_a_header_is_named_where_another_is_not_found(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    path.write_text("items: {TOG1: TOG1, TOG2: Ever}")
    rows = [["team", "", "TOG1"], ["Sales", "x", "3"]]
    with pytest.raises(MappingError, match='no column "Ever"; without a header is column B'):
        load_mapping(path, export_of(tmp_path, rows), tiny())
