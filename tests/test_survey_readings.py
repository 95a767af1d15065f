"""From readings nothing is concluded that trying everything does not find, too."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from singling import singled_out
from test_survey_proof import isolated

from survey import reading, readings
from survey.reading import UnreadError
from survey.readings import Few, few_left

Levels = NDArray[np.int64]


def counted_through(splits: Levels) -> Levels:
    """The levels of every split by numbers of their own, none of them without an atom."""
    found = np.empty_like(splits)
    first = 0
    for split, column in enumerate(splits.T):
        names, found[:, split] = np.unique(column, return_inverse=True)
        found[:, split] += first
        first += len(names)
    return found


def members(levels: Levels) -> list[NDArray[np.bool_]]:
    """Of each level, which atoms are in it."""
    return [(levels == level).any(axis=1) for level in range(levels.max() + 1)]


def rows_of(levels: Levels) -> list[Mapping[int, int]]:
    """The sum of each level: the atoms that are in it."""
    return [dict.fromkeys(np.flatnonzero(inside).tolist(), 1) for inside in members(levels)]


def drawn(seed: int, people: int, *sizes: int) -> Levels:
    """People in levels of splits of so many levels, by chance."""
    random = np.random.default_rng(seed)
    return counted_through(np.stack([random.integers(0, each, people) for each in sizes], axis=1))


def answer(levels: Levels, people: NDArray[np.int64], minimum: int) -> Few | None:
    """What is found; cases that readings cannot decide are not looked at."""
    try:
        return few_left(levels, people, minimum)
    except UnreadError:
        assume(False)
        raise


@st.composite
def crossings(draw: st.DrawFn) -> tuple[Levels, NDArray[np.int64], int]:
    """A few atoms in levels of one split or more."""
    splits, atoms = draw(st.integers(1, 4)), draw(st.integers(1, 10))
    level = st.integers(0, draw(st.integers(0, 3)))
    row = st.lists(level, min_size=splits, max_size=splits)
    levels = np.array(draw(st.lists(row, min_size=atoms, max_size=atoms)), dtype=np.int64)
    sizes = st.lists(st.sampled_from([1, 1, 2, 3, 6, 9]), min_size=atoms, max_size=atoms)
    return counted_through(levels), np.array(draw(sizes)), draw(st.integers(2, 7))


@settings(max_examples=150)
@given(crossings())
def test_it_finds_what_trying_everything_finds(
    case: tuple[Levels, NDArray[np.int64], int],
) -> None:
    levels, people, minimum = case
    found = answer(levels, people, minimum)
    assert (found is not None) == isolated(rows_of(levels), people.tolist(), minimum)


@given(crossings())
def test_a_combination_that_it_names_rests_on_so_many(
    case: tuple[Levels, NDArray[np.int64], int],
) -> None:
    levels, people, minimum = case
    found = answer(levels, people, minimum)
    if found is not None:
        left = found.numbers[levels].sum(axis=1) != 0
        assert 0 < people[left].sum() == found.people < minimum


@settings(max_examples=150)
@given(
    seed=st.integers(0, 10_000),
    people=st.integers(12, 30),
    sizes=st.lists(st.integers(2, 4), min_size=2, max_size=4),
    minimum=st.integers(3, 5),
)
def test_with_one_person_in_most_cells_it_finds_what_an_audit_finds(
    seed: int, people: int, sizes: list[int], minimum: int
) -> None:
    levels = drawn(seed, people, *sizes)
    found = answer(levels, np.ones(people, dtype=np.int64), minimum)
    assert (found is not None) == (singled_out(members(levels), minimum) > 0)


@given(crossings(), st.data())
def test_where_not_all_are_counted_on_nothing_rests_on_few_of_the_others(
    case: tuple[Levels, NDArray[np.int64], int], data: st.DataObject
) -> None:
    levels, people, minimum = case
    counted = people * np.array(
        data.draw(st.lists(st.booleans(), min_size=len(people), max_size=len(people)))
    )
    if answer(levels, counted, minimum) is None:
        assert not isolated(rows_of(levels), people.tolist(), minimum)
        assert not isolated(rows_of(levels), np.maximum(counted, 1).tolist(), minimum)


def test_five_readings_that_share_nobody_are_enough() -> None:
    levels = drawn(1, 400, 12, 10, 8, 6, 4)
    assert few_left(levels, np.ones(400, dtype=np.int64), 5) is None


def test_a_level_of_four_among_many_is_found() -> None:
    levels = drawn(1, 400, 12, 10, 8, 6, 4)
    lonely = np.flatnonzero(levels[:, 0] == 0)[4:]
    levels[lonely, 0] = 1
    found = few_left(levels, np.ones(400, dtype=np.int64), 5)
    assert found is not None
    assert found.people == 4


def test_one_split_within_another_hides_nothing() -> None:
    sites = np.repeat(np.arange(6), 9)
    nested = counted_through(np.stack([sites // 2, sites, np.arange(54) % 3], axis=1))
    assert few_left(nested, np.ones(54, dtype=np.int64), 5) is None
    few = np.repeat(np.arange(6), [9, 9, 9, 9, 4, 9])
    nested = counted_through(np.stack([few // 2, few, np.arange(49) % 3], axis=1))
    found = few_left(nested, np.ones(49, dtype=np.int64), 5)
    assert found is not None
    assert found.people == 4


def test_two_sites_whose_people_share_no_grade_are_told_apart() -> None:
    apart = counted_through(np.array([[0, 0], [0, 1], [1, 2], [1, 3]]))
    assert few_left(apart, np.array([5, 5, 5, 5]), 5) is None
    found = few_left(apart, np.array([5, 5, 5, 4]), 5)
    assert found is not None
    assert found.people == 4


def test_of_too_few_people_nothing_is_told() -> None:
    alone = counted_through(np.array([[0, 0], [1, 1], [2, 2]]))
    with pytest.raises(UnreadError):
        few_left(alone, np.array([0, 0, 0]), 5)
    with pytest.raises(UnreadError):
        few_left(drawn(1, 30, 9, 9, 9), np.ones(30, dtype=np.int64), 5)


@pytest.mark.parametrize(
    ("seed", "people", "splits", "minimum", "few"),
    [
        (2, 18, (3, 3, 3), 5, True),
        (0, 20, (3, 3, 3), 5, False),
        (20, 18, (3, 3, 2), 5, False),
        (72239, 20, (2, 4, 4, 2, 3), 3, True),  # the two columns have opposite signs
    ],
)
def test_where_two_readings_must_do_it_those_that_leave_two_of_one_are_looked_at(
    seed: int, people: int, splits: tuple[int, ...], minimum: int, few: bool
) -> None:
    levels, ones = drawn(seed, people, *splits), np.ones(people, dtype=np.int64)
    assert (few_left(levels, ones, minimum) is not None) == few
    assert (singled_out(members(levels), minimum) > 0) == few


@pytest.mark.parametrize("alone", [1, 2, 3])
def test_who_settles_what_is_marked_is_of_one_reading_only(alone: int) -> None:
    in_a_ring = counted_through(np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]))
    people = np.full(4, 2)
    people[alone] = 1
    found = few_left(in_a_ring, people, 2)
    assert found is not None
    assert found.people == 1


@pytest.mark.parametrize("limit", ["LARGEST", "MOST_COMBINED", "MOST_COMPARED"])
def test_beyond_its_limits_nothing_is_told(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    levels, ones = drawn(2, 18, 3, 3, 3), np.ones(18, dtype=np.int64)
    assert few_left(levels, ones, 5)
    for module in (reading, readings):
        monkeypatch.setattr(module, limit, 0, raising=False)
    with pytest.raises(UnreadError):
        few_left(levels, ones, 5)
