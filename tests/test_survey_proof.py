"""The proof that published sums isolate nobody, against trying every set of atoms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.proof import Outcome, Proof, cancels_out, prove, proven_of_each, searched

Rows = Sequence[Mapping[int, int | Fraction]]


def rank(matrix: Sequence[Sequence[int | Fraction]]) -> int:
    """The rank of a matrix, by the schoolbook."""
    left = [[Fraction(number) for number in row] for row in matrix]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((place for place in range(found, len(left)) if left[place][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for row in left[found + 1 :]:
            times = row[column] / left[found][column]
            row[:] = [one - times * other for one, other in zip(row, left[found], strict=True)]
        found += 1
    return found


def isolated(rows: Rows, sizes: Sequence[int], minimum: int) -> bool:
    """Whether some combination leaves 1 to minimum - 1 people: every set of atoms is tried.

    A combination cancels out everywhere but in a set when the columns of the others have a lower
    rank than all columns.
    """
    occupied = [atom for atom, people in enumerate(sizes) if people]

    def rank_of(atoms: Sequence[int]) -> int:
        return rank([[row.get(atom, 0) for atom in atoms] for row in rows])

    few = (
        atoms
        for number in range(1, minimum)
        for atoms in combinations(occupied, number)
        if sum(sizes[atom] for atom in atoms) < minimum
    )
    whole = rank_of(occupied)
    return any(rank_of([atom for atom in occupied if atom not in atoms]) < whole for atoms in few)


@st.composite
def published(draw: st.DrawFn) -> tuple[Rows, list[int], int]:
    """A few rows over a few atoms: 0 and 1, or any weights."""
    numbers = draw(st.sampled_from([(0, 1), (0, 0, 1), (0, 1, -1, 2), (0, 1, Fraction(-2, 5))]))
    atoms = draw(st.integers(1, 8))
    row = st.lists(st.sampled_from(numbers), min_size=atoms, max_size=atoms)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    sizes = draw(st.lists(st.sampled_from([0, 1, 1, 2, 3, 5, 8]), min_size=atoms, max_size=atoms))
    return [dict(enumerate(row)) for row in rows], sizes, draw(st.integers(2, 7))


@settings(max_examples=300)
@given(published())
def test_it_finds_what_trying_everything_finds(case: tuple[Rows, list[int], int]) -> None:
    rows, sizes, minimum = case
    found = prove(rows, sizes, minimum)
    assert (found.outcome is Outcome.EXPOSED) == isolated(rows, sizes, minimum)
    assert found.outcome is not Outcome.UNDECIDED


@given(published())
def test_the_search_alone_finds_the_same(case: tuple[Rows, list[int], int]) -> None:
    assert searched(*case) == prove(*case)


@given(published())
def test_the_rows_it_names_isolate_people_by_themselves(case: tuple[Rows, list[int], int]) -> None:
    rows, sizes, minimum = case
    found = prove(rows, sizes, minimum)
    if found.outcome is Outcome.EXPOSED:
        assert 0 < found.people < minimum
        assert isolated([rows[place] for place in found.rows], sizes, minimum)


def crossed(first: int, second: int) -> list[dict[int, int]]:
    """The sums of a table by row, then by column."""
    return [{row * second + column: 1 for column in range(second)} for row in range(first)] + [
        {row * second + column: 1 for row in range(first)} for column in range(second)
    ]


def test_two_splits_that_are_each_safe_isolate_a_difference_of_two_pairs() -> None:
    found = prove(crossed(2, 2), [8, 2, 2, 8], 5)
    assert found == Proof(outcome=Outcome.EXPOSED, rows=(0, 2), people=4)
    assert prove(crossed(2, 2), [8, 3, 3, 8], 5).outcome is Outcome.PROVEN


def test_each_split_alone_is_proven() -> None:
    by_row, by_column = crossed(2, 2)[:2], crossed(2, 2)[2:]
    assert prove(by_row, [8, 2, 2, 8], 5).outcome is Outcome.PROVEN
    assert prove(by_column, [8, 2, 2, 8], 5).outcome is Outcome.PROVEN


def test_a_total_less_its_parts_is_found() -> None:
    found = prove([{0: 1, 1: 1, 2: 1}, {0: 1}, {1: 1}], [9, 9, 3], 5)
    assert found == Proof(outcome=Outcome.EXPOSED, rows=(0, 1, 2), people=3)


def test_a_weighted_sum_beside_the_plain_one_is_found() -> None:
    plain = {0: 1, 1: 1, 2: 1}
    weighted = {0: Fraction(3, 4), 1: Fraction(3, 4), 2: Fraction(2)}
    assert prove([plain], [9, 9, 3], 5).outcome is Outcome.PROVEN
    assert prove([plain, weighted], [9, 9, 3], 5).people == 3


def test_people_are_counted_and_not_atoms() -> None:
    any_three = [{0: 1, 1: 1, 2: 1}, {1: 1, 2: 2, 3: 1}]
    assert prove(any_three, [2, 2, 1, 3], 5).outcome is Outcome.PROVEN
    assert prove(any_three, [2, 2, 1, 3], 6).people == 5


def test_atoms_of_nobody_hide_nothing_and_nothing_published_isolates_nobody() -> None:
    assert prove([{0: 1, 1: 1}, {1: 1}], [0, 9], 5).outcome is Outcome.PROVEN
    assert prove([], [1, 2], 5).outcome is Outcome.PROVEN


def test_surveys_that_share_nobody_are_looked_at_by_themselves() -> None:
    apart = [{atom + 4: number for atom, number in row.items()} for row in crossed(2, 2)]
    found = prove([*crossed(2, 2), *apart], [8, 3, 3, 8, 8, 2, 2, 8], 5)
    assert (found.rows, found.people) == ((4, 6), 4)


def cube(side: int) -> list[dict[int, int]]:
    """All tables of two of three splits, over cells of one person each."""
    cells = [*product(range(side), repeat=3)]
    return [
        {atom: 1 for atom, cell in enumerate(cells) if (cell[one], cell[other]) == levels}
        for one, other in ((0, 1), (0, 2), (1, 2))
        for levels in product(range(side), repeat=2)
    ]


def test_a_hard_case_is_given_up_and_an_easier_one_is_not() -> None:
    assert prove(cube(8), [1] * 8**3, 8, steps=50_000).outcome is Outcome.UNDECIDED
    assert prove(cube(3), [1] * 3**3, 3).outcome is Outcome.PROVEN


def test_a_large_case_needs_no_search_and_sums_of_two_others_are_no_matter() -> None:
    random = random_levels(400, 9, 8, 7)
    levels = [np.flatnonzero(split == level) for split in random.T for level in np.unique(split)]
    halves = [each[each < 200] for each in levels], [each[each >= 200] for each in levels]
    rows = [dict.fromkeys(each.tolist(), 1) for each in [*levels, *halves[0], *halves[1]]]
    assert prove(rows, [1] * 400, 5, steps=0).outcome is Outcome.PROVEN
    assert searched(rows, [1] * 400, 5, steps=0).outcome is Outcome.UNDECIDED


def random_levels(people: int, *levels: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Their levels in so many splits, (people, splits)."""
    random = np.random.default_rng(1)
    return np.stack([random.integers(0, each, people) for each in levels], axis=1)


@given(published(), st.integers(0, 60))
def test_giving_up_is_never_an_answer(case: tuple[Rows, list[int], int], steps: int) -> None:
    early = prove(*case, steps=steps)
    assert early.outcome is Outcome.UNDECIDED or early == prove(*case)


def test_several_subjects_are_proven_by_those_who_answered_them_all_or_each_by_itself() -> None:
    """Two tables of the same people, by row and by column."""
    rows = [{0: 1, 1: 1}, {2: 1, 3: 1}, {0: 1, 2: 1}, {1: 1, 3: 1}]
    large, small = [8, 3, 3, 8], [8, 2, 2, 8]
    for sizes, proven in (
        ([large], True),
        ([large, large], True),
        ([[5, 5, 5, 0], [0, 5, 5, 5]], True),  # nobody answered both in two of the cells
        ([large, small], False),
        ([large, large, small], False),
    ):
        people = np.array(sizes).T
        assert proven_of_each(rows, people, 5) is proven
        each = [prove(rows, one, 5).outcome is Outcome.PROVEN for one in sizes]
        assert all(each) is proven


@pytest.mark.parametrize("seed", range(60))
def test_several_subjects_are_proven_only_where_each_of_them_is(seed: int) -> None:
    random = np.random.default_rng(seed)
    levels = [random.integers(0, 3, 14), 3 + random.integers(0, 2, 14)]
    rows = [
        dict.fromkeys(np.flatnonzero(split == n).tolist(), 1) for split in levels for n in range(5)
    ]
    people = random.integers(0, 5, (14, 3))
    each = [prove(rows, one, 4).outcome is Outcome.PROVEN for one in people.T.tolist()]
    assert proven_of_each(rows, people, 4) is all(each)


def test_what_cancels_out_of_some_rows_may_be_left_in_others() -> None:
    """The second row is twice the first; three of the third are needed to be rid of its atom."""
    rows = [{0: 1, 1: 1}, {0: 2, 1: 2}, {2: 1}]
    assert cancels_out(rows, [{5: 1}, {5: 2}, {5: 7}])
    assert not cancels_out(rows, [{5: 1}, {5: 3}, {}])
    assert not cancels_out(rows, [{5: 1}, {5: 2}, {}], steps=0)
