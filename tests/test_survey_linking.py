"""People who answered two waves: found by the hash of their id, counted, and forgotten."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from linked import NO_ID, Row, counted, same, wave
from surveys import cells, questionnaire

from survey.cleaning import Cleaned
from survey.linking import LinkedCounts

ASKED = questionnaire()
THEN: list[Row] = [
    (1, "marketing", [3, 3, 3, 3, 3, 3]),
    (2, "marketing", [3, 4, 0, 3, 3, 3]),
    (3, "sales", [5, 5, 5, 5, 5, 5]),
    (4, "sales", [1, 1, 1, 1, 1, 1]),
    (NO_ID, "sales", [2, 2, 2, 2, 2, 2]),
]
NOW: list[Row] = [
    (NO_ID, "sales", [2, 2, 2, 2, 2, 2]),
    (3, "sales", [4, 5, 5, 5, -1, 5]),
    (2, "marketing", [5, 2, 3, 3, 3, 3]),
    (1, "marketing", [4, 3, 3, 3, 3, 3]),
    (4, "marketing", [5, 5, 5, 5, 5, 5]),
    (9, "both", [5, 5, 5, 5, 5, 5]),
]


def linked(*batches: Cleaned) -> LinkedCounts | None:
    found = counted(ASKED, *batches).linked
    assert len(found) <= 1
    return found[0] if found else None


def test_the_same_people_of_one_team_are_counted_before_by_after() -> None:
    found = linked(wave("2025", THEN), wave("2026", NOW))
    assert found is not None
    assert (found.before, found.after, found.items[0]) == ("2025", "2026", "A1")
    assert found.people.tolist() == [2, 1]  # 4 changed the team, and others have no id
    marketing = found.joint[0, 0]
    assert marketing[2, 3] == marketing[2, 4] == 1
    assert marketing.sum() == 2
    assert found.joint[0, 2].sum() == 1  # 2 could not say
    assert found.joint[1, 4].sum() == 0  # 3 skipped it
    before, after = found.cells
    assert cells(before) == [
        (("2025", "", "marketing"), 2, [2, 2, 1, 2, 2, 2]),
        (("2025", "", "sales"), 1, [1, 1, 1, 1, 0, 1]),
    ]
    assert cells(after)[0][0][0] == "2026"


def test_what_people_also_wrote_and_declared_is_nobodys_link() -> None:
    """More of them in one wave than are linked: what they wrote is left out with all else."""
    waves = (wave("2025", THEN), wave("2026", NOW))
    wrote = [
        replace(
            each,
            responses=replace(
                each.responses,
                comments=(("OPN1", np.array(["Trust."] * each.read, dtype=np.object_)),),
                numbers=(("NUM1", np.ones(each.read)),),
            ),
        )
        for each in waves
    ]
    one, other = linked(*wrote), linked(*waves)
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.joint, other.joint)


def test_batches_and_their_order_make_no_difference() -> None:
    whole = linked(wave("2025", THEN), wave("2026", NOW))
    parts = [
        wave("2026", NOW[3:]),
        wave("2025", THEN[2:]),
        wave("2026", NOW[:3]),
        wave("2025", THEN[:2]),
    ]
    found = linked(*parts)
    assert whole is not None
    assert found is not None
    assert np.array_equal(found.joint, whole.joint)
    assert [cells(each) for each in found.cells] == [cells(each) for each in whole.cells]


def test_levels_are_those_of_the_tally() -> None:
    then = wave("2025", THEN, {"region": ["NORD", "Nord", "Nord", "", ""]})
    now = wave("2026", NOW, {"region": ["Nord"] * 6})
    found = linked(then, now)
    assert found is not None
    assert {names for names, *_ in cells(found.cells[0])} == {
        ("2025", "", "marketing", "Nord"),
        ("2025", "", "sales", "Nord"),
    }


def test_an_id_of_two_companies_is_two_people() -> None:
    acme = wave("2025", THEN, companies=["Acme"] * 5)
    assert linked(acme, wave("2026", NOW, companies=["Beta"] * 6)) is None
    found = linked(acme, wave("2026", NOW, companies=["ACME"] * 6))
    assert found is not None
    assert found.people.sum() == 3


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (same(1, 3, "sales", 3), same(7, 3, "sales", 3)),  # other people
        (same(1, 3, "sales", 3), same(1, 3, "marketing", 3)),  # all changed the team
        (same(1, 3, "both", 3), same(1, 3, "both", 3)),  # of no team
        (same(NO_ID, 1, "sales", 3), same(NO_ID, 1, "sales", 3)),  # nobody knows
    ],
)
def test_where_nobody_is_known_to_be_the_same_nothing_is_linked(
    then: list[Row], now: list[Row]
) -> None:
    assert linked(wave("2025", then), wave("2026", now)) is None


def test_a_person_who_stands_in_a_wave_twice_is_not_linked() -> None:
    found = linked(wave("2025", [*THEN, THEN[0]]), wave("2026", NOW))
    assert found is not None
    assert found.people.tolist() == [1, 1]


def test_one_team_alone_is_no_mistake_of_the_counting() -> None:
    alone = counted(ASKED, wave("2025", same(1, 3, "sales", 3)))
    assert "nobody of Marketing answered" in alone.warnings[0]


def test_every_earlier_wave_is_held_against_the_last() -> None:
    found = counted(ASKED, wave("2024", THEN[:1]), wave("2025", THEN), wave("2026", NOW)).linked
    assert [(each.before, each.people.tolist()) for each in found] == [
        ("2024", [1, 0]),
        ("2025", [2, 1]),
    ]


def test_one_wave_has_nothing_to_be_linked_with() -> None:
    survey = counted(ASKED, wave("2025", THEN))
    assert (survey.linked, survey.met) == ((), frozenset())


def test_people_who_answer_otherwise_were_met_again() -> None:
    survey = counted(ASKED, wave("Été 2025", THEN), wave("2026", NOW))
    assert survey.met == {frozenset(("ete 2025", "2026"))}
    assert survey.warnings == ()


@pytest.mark.parametrize(("people", "told"), [(2, 0), (3, 1)])
def test_of_a_few_people_the_same_answers_tell_nothing(people: int, told: int) -> None:
    few = [*same(1, people, "sales", 3), *same(50, 2, "marketing", 4)]
    assert len(counted(ASKED, wave("2025", few), wave("2026", few)).warnings) == told


def test_people_who_give_the_same_answers_throughout_were_exported_twice() -> None:
    people = [*same(1, 30, "sales", 3), *same(50, 30, "marketing", 4)]
    survey = counted(ASKED, wave("2025", people), wave("2026", [*people, *NOW[-1:]]))
    (told,) = survey.warnings
    assert told.startswith('"2025" and "2026": those who are in both gave the same answers (100%)')
    assert survey.met == frozenset()
