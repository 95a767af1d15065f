"""The sums of a team's levels: what isolates a few people is found, and by which sums."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from surveys import questionnaire, responses
from test_survey_proof import isolated

from survey.crossed_sums import CrossedSums, by_team
from survey.proof import Outcome
from survey.readings import REST
from survey.release import Group
from survey.tally import tally

Atoms = NDArray[np.int64]


def crossed(sums: Atoms, *, whole: bool = True) -> CrossedSums:
    """Sums of everybody there is."""
    return CrossedSums(inside=np.arange(len(sums)), sums=sums, whole=whole)


def rows_of(found: CrossedSums, taking_part: set[int]) -> list[Mapping[int, int]]:
    """What is published: these sums, and that of all where it is."""
    rows = [np.flatnonzero((found.sums == each).any(axis=1)) for each in sorted(taking_part)]
    everybody = [np.arange(len(found.sums))] if found.whole else []
    return [dict.fromkeys(row.tolist(), 1) for row in [*rows, *everybody]]


@st.composite
def teams(draw: st.DrawFn) -> tuple[CrossedSums, Atoms]:
    """A few atoms in sums of up to three splits, or in none; and their people, if any."""
    splits, atoms = draw(st.integers(1, 3)), draw(st.integers(1, 9))
    columns = [
        [REST if place == REST else place + 3 * split for place in column]
        for split in range(splits)
        for column in [draw(st.lists(st.integers(REST, 2), min_size=atoms, max_size=atoms))]
    ]
    people = draw(st.lists(st.sampled_from([0, 1, 1, 2, 3, 6]), min_size=atoms, max_size=atoms))
    whole = draw(st.sampled_from([True, True, False]))
    return crossed(np.array(columns).T, whole=whole), np.array(people)


@settings(max_examples=200)
@given(teams(), st.integers(2, 6))
def test_it_proves_what_trying_everything_proves(
    case: tuple[CrossedSums, Atoms], minimum: int
) -> None:
    found, people = case
    proof = found.prove(people, minimum)
    published = {*found.sums.ravel().tolist()} - {REST}
    exposed = isolated(rows_of(found, published), people.tolist(), minimum)
    assert proof.outcome is (Outcome.EXPOSED if exposed else Outcome.PROVEN)
    if exposed:
        assert 0 < proof.people < minimum
        assert isolated(rows_of(found, {*proof.rows}), people.tolist(), minimum)


@settings(max_examples=200)
@given(teams(), st.integers(2, 6), st.data())
def test_what_it_proves_of_several_subjects_at_once_it_proves_of_each(
    case: tuple[CrossedSums, Atoms], minimum: int, data: st.DataObject
) -> None:
    found, people = case
    silent = st.lists(st.integers(0, 2), min_size=len(people), max_size=len(people))
    subjects = [np.maximum(people - data.draw(silent), 0) for _ in range(3)]
    for subject in found.proven(np.column_stack(subjects), minimum):
        assert found.prove(subjects[subject], minimum).outcome is Outcome.PROVEN


def two_splits(people: int) -> Atoms:
    """Everybody in one of two levels of one split and of two of another, all crossed."""
    return np.column_stack([np.arange(people) % 2, 2 + np.arange(people) // 2 % 2])


def test_all_subjects_that_nearly_everybody_answered_are_proven_at_once() -> None:
    answered = np.ones((60, 4), dtype=np.int64)
    answered[0, 0] = answered[7, 1] = answered[18, 2] = 0
    assert crossed(two_splits(60)).proven(answered, 5) == {0, 1, 2, 3}


def test_subjects_that_few_answered_are_left_out_and_the_others_halved_until_proven() -> None:
    answered = np.ones((24, 4), dtype=np.int64)
    answered[:12, 1] = answered[12:, 2] = answered[:21, 3] = 0
    assert crossed(two_splits(24)).proven(answered, 5) == {0, 1, 2}
    assert crossed(two_splits(24)).proven(answered[:, 3:], 5) == frozenset()


def test_a_subject_that_isolates_a_few_by_two_splits_is_not_among_those_proven() -> None:
    cells = np.array([[0, 2], [0, 3], [1, 2], [1, 3]])
    assert crossed(cells).proven(np.array([[8, 8], [2, 3], [2, 3], [8, 8]]), 5) == {1}


def test_the_level_of_a_few_who_are_in_none_that_is_shown_is_told_by_the_others() -> None:
    proof = crossed(np.array([[0], [1], [REST]])).prove(np.array([9, 9, 3]), 5)
    assert (proof.outcome, proof.rows, proof.people) == (Outcome.EXPOSED, (0, 1), 3)
    hidden = crossed(np.array([[0], [1], [REST]]), whole=False).prove(np.array([9, 9, 3]), 5)
    assert hidden.outcome is Outcome.PROVEN


def test_a_part_of_everybody_is_a_sum_that_cuts_all_others_in_two() -> None:
    sums = crossed(np.array([[0], [1]]))
    assert sums.parted(2, told=True).prove(np.array([6, 6, 5, 5]), 5).outcome is Outcome.PROVEN
    assert sums.parted(2, told=False).prove(np.array([6, 6, 1, 1]), 5).outcome is Outcome.PROVEN
    proof = sums.parted(2, told=True).prove(np.array([6, 6, 1, 1]), 5)
    assert (proof.outcome, proof.people) == (Outcome.EXPOSED, 2)


def test_of_a_tally_the_cells_of_a_team_are_in_the_sums_of_their_levels() -> None:
    survey = responses(
        ["marketing", "marketing", "marketing", "sales"],
        [[3] * 6] * 4,
        {"region": ["n", "s", "w", "n"], "grade": ["x", "x", "y", "y"]},
    )
    team = Group(team="marketing")
    north, west = (Group(team="marketing", segment="region", value=value) for value in "nw")
    low = Group(team="marketing", segment="grade", value="x")
    found = CrossedSums.of(
        tally(survey, questionnaire()).cells, team.team, [team, low, north, west]
    )
    assert found.whole
    assert found.sums.tolist() == [[1, 2], [1, REST], [REST, 3]]
    alone = CrossedSums.of(tally(survey, questionnaire()).cells, team.team, [team])
    assert alone.sums.tolist() == [[REST]] * 3


def test_groups_of_both_teams_are_sums_of_those_of_each() -> None:
    m, s = Group(team="marketing"), Group(team="sales")
    assert by_team([Group(), m, s]) == {"marketing": [m], "sales": [s]}
