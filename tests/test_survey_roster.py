"""Head-counts: how many people were asked, by team and segment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import mapping_of, saved, table, tiny

from survey.errors import FileMissingError, HeadcountError
from survey.roster import Roster, load_headcount

HEADER = ["Équipe", "role", "Site", "headcount"]


def roster(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Roster:
    known = mapping_of(folder, table())
    return load_headcount(saved(folder, [header, *rows], "headcount.csv"), tiny(), known)


def refusal(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> str:
    with pytest.raises(HeadcountError) as raised:
        roster(folder, *rows, header=header)
    return str(raised.value)


def test_people_are_added_up_by_team_and_by_segment(tmp_path: Path) -> None:
    found = roster(
        tmp_path,
        ["Marketing", "Manager", "Nord", "4"],
        ["Ventes", "Encadrement", "Nord", "10"],
        ["Sales", "contributor", "Sud ", "20.0"],
        ["", "", "", ""],
        ["Both", "contributor", "Sud", "3"],
    )
    assert [found.headcount(team) for team in ("marketing", "sales", "")] == [4, 30, 34]
    assert found.headcount("sales", "role", "manager") == 10
    assert found.headcount("", "site", "Nord") == 14
    assert found.headcount("", "site", "NORD ") == 14
    assert found.headcount("sales", "site", "Sud") == 20
    assert found.headcount("", "site", "Sud") is None
    assert found.headcount("marketing", "site", "Sud") is None
    assert found.headcount("marketing", "tenure", "x") is None
    assert found.segments == ("role", "site")


def test_teams_alone_are_enough(tmp_path: Path) -> None:
    found = roster(tmp_path, ["Sales", "1 200"], ["Marketing", "82"], header=["team", "effectif"])
    assert (found.headcount("sales"), found.headcount("sales", "role", "manager")) == (1200, None)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("82", 82),
        ("82.0", 82),
        ("82,00", 82),
        ("1,000", 1000),
        ("1.000,0", 1000),
        ("12 345 678", 12345678),
    ],
)
def test_how_numbers_of_people_are_written(tmp_path: Path, written: str, people: int) -> None:
    found = roster(tmp_path, ["Sales", written], header=["team", "headcount"])
    assert found.headcount("sales") == people
    assert found.headcount("") is None


def test_a_column_that_is_no_segment_is_told_where_it_makes_rows_alike(tmp_path: Path) -> None:
    header = ["team", "site", "country", "headcount"]
    told = refusal(
        tmp_path, ["Sales", "Nord", "FR", "4"], ["Sales", "nord", "DE", "5"], header=header
    )
    assert "row 3: the same as row 2 (by its team, site)" in told


def test_all_mistakes_are_told_with_their_rows(tmp_path: Path) -> None:
    told = refusal(
        tmp_path,
        ["Finance", "Manager", "Nord", "4"],
        ["Sales", "Boss", "Nord", "-1"],
        ["Sales", "Manager", "", "many"],
        ["Marketing", "Manager", "Nord", "4"],
        ["Marketing", "Manager", "Nord", "5"],
    )
    assert 'row 2: "Finance" is no team' in told
    assert 'row 3: "-1" is no number of people' in told
    assert 'row 3: "Boss" is no value of role' in told
    assert 'row 4: "many" is no number' in told
    assert "row 4: site is empty" in told
    assert "row 6: the same as row 5" in told


def test_a_row_of_totals_is_told_to_be_left_out(tmp_path: Path) -> None:
    told = refusal(tmp_path, ["Marketing", "Manager", "Nord", "6"], ["Marketing", "", "", "18"])
    for segment in ("role", "site"):
        assert f"row 3: {segment} is empty (if it is a total, leave it out: rows are" in told


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    assert "no column headcount." in refusal(tmp_path, ["Sales", "4"], header=["team", "x"])
    told = refusal(tmp_path, ["a", "b"], header=["x", "y"])
    assert "no column team and headcount." in told
    assert "docs/messages.md#headcount" in told


def test_a_file_without_a_row_is_refused(tmp_path: Path) -> None:
    assert "no row names a team" in refusal(tmp_path, ["", "", "", ""], ["", " ", "", ""])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        load_headcount(tmp_path / "headcount.csv", tiny(), mapping_of(tmp_path, table()))
