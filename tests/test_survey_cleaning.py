"""Which responses count, and that each removal is counted."""

from __future__ import annotations

from pathlib import Path

from exported import answered, export_of, mapping_of, table, tiny

from survey.cleaning import Cleaned, clean
from survey.release import Removed
from survey.responses import parse_responses


def cleaned(folder: Path, *rows: list[str], excluded: tuple[Removed, ...] = ()) -> Cleaned:
    known = mapping_of(folder, table())
    (frame,) = export_of(folder, table(*rows)).read(known.positions)
    return clean(parse_responses(frame, known, tiny()).responses, excluded)


def test_half_of_the_items_answered_count_and_less_does_not(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered("Sales", "1  2"), answered("Sales", "1   "))
    assert found.responses.rows.tolist() == [2, 3, 4]
    assert found.removed == (Removed("partial", 1),)
    assert found.read == 4


def test_i_cant_say_is_an_answer_given(tmp_path: Path) -> None:
    assert cleaned(tmp_path, answered("Sales", "00  ")).responses.rows.tolist() == [2, 3, 4]


def test_without_a_team_a_response_does_not_count(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered(""), answered("", "    ", role="", site="Nord"))
    assert found.removed == (Removed("no-team", 2),)


def test_rows_of_blanks_are_counted_apart(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered("", "    ", role="", site=""), answered(""))
    assert found.removed == (Removed("blank", 1), Removed("no-team", 1))


def test_both_and_other_teams_are_kept(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered("Both"), answered("Other"))
    assert found.responses.team.codes.tolist() == [0, 1, 2, 3]
    assert found.removed == ()


def test_what_was_left_out_before_is_counted_as_read(tmp_path: Path) -> None:
    found = cleaned(tmp_path, answered(""), excluded=(Removed("test", 3),))
    assert found.removed == (Removed("test", 3), Removed("no-team", 1))
    assert found.read == 6
