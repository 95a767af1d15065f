"""Readings: a few people from whom every combination of published sums can be read off.

People are split several ways at once; each is in one level of every split. A combination of sums
gives each level a number, and each person the total of their levels' numbers. Where that is 0 for a
person all of whose levels but one have 0, the last has 0 too. So from one person to the next all
are settled, and those who were needed are a *reading*: a combination that cancels out for each of
them cancels out for everybody. Where nobody has one level left, a level is marked, and settled in
the end, by as many more people as it takes.

A combination that rests on fewer than k people leaves somebody of every reading. So where k
readings share nobody, there is none. Where there are fewer, it leaves only one or two people of one
of them: all combinations that do are looked at.

Source: so the least weight of a linear code is found (Grassl 2006, Searching for linear codes with
large minimum distance, in Discovering Mathematics with Magma; a reading is an information set), and
so erasures are decoded (RFC 5053, the example decoder; a mark is an inactive symbol). All numbers
are whole, and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]

MOST_LEFT = 2
"""The most people left of one reading that are looked at."""

LARGEST = 2**29
"""Larger numbers are not followed: products of two, a few of them added, fit in 64 bits."""

MOST_COMBINED, MOST_COMPARED = 300, 1_000_000
"""In looking at two people left: the size of a reading, and the numbers compared, at most."""

NOBODY = -1
"""In the place of an atom, in a step: the level is marked."""


REST = -1
"""In the place of a sum: the people of a split who are in none that is published."""


def counted_through(sums: Whole) -> tuple[Whole, Whole]:
    """The level of each atom as `few_left` takes it; of each level the sum, or -1 - split: a rest.

    `sums` are (atoms, splits): the sum that an atom is in, 0 or more, or REST.
    """
    splits = sums.shape[1]
    named = np.where(sums == REST, -1 - np.arange(splits), sums) + splits
    present = np.flatnonzero(np.bincount(named.ravel()))
    number = np.zeros(present[-1] + 1, dtype=np.int64)
    number[present] = np.arange(len(present))
    return number[named], present - splits


@dataclass(frozen=True, slots=True, eq=False)
class Few:
    """A combination that rests on a few people: how many, and the number of each level."""

    people: int
    numbers: Whole


class UnreadError(Exception):
    """There are too few readings to tell."""


def few_left(levels: Whole, people: Whole, minimum: int) -> Few | None:
    """A combination that is not 0 for all atoms, and rests on fewer than `minimum` people.

    Args:
        levels: (atoms, splits), the level of each atom, those of all splits counted through from 0;
            each level has an atom.
        people: (atoms,); 0 of an atom of people who are not counted on.
        minimum: the threshold k.

    Raises:
        UnreadError: it cannot be told in this way.

    >>> two_ways = np.array([[0, 2], [0, 3], [1, 2], [1, 3]])
    >>> few_left(two_ways, np.array([8, 3, 3, 8]), 5)
    >>> few_left(two_ways, np.array([8, 2, 2, 8]), 5).people
    4
    """
    sizes = np.sort(np.bincount(levels.ravel())[levels], axis=1)
    order = np.lexsort(-sizes.T[::-1])
    levels, people = levels[order], people[order]
    found = sorted(_readings(levels, people, minimum), key=lambda reading: reading.loose)
    for left in range(MOST_LEFT + 1):
        surely = [*accumulate(reading.leaves(left) for reading in found)]
        enough = 1 + sum(each < minimum for each in surely)
        if enough <= len(found):
            return _looked_at(found[:enough], levels, people, left, minimum)
    raise UnreadError


Step = tuple[int, int]
"""An atom, or NOBODY, and the level that it settles; -1 - step for what that step has marked."""


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """The steps of a reading, and how many of its people are counted on elsewhere or not at all."""

    steps: Sequence[Step]
    loose: int

    def leaves(self, left: int) -> int:
        """How many people a combination leaves that leaves more than `left` of the reading."""
        return max(0, left + 1 - self.loose)


def _readings(levels: Whole, people: Whole, minimum: int) -> Iterator[_Reading]:
    """Readings that share nobody, until one would settle too little."""
    pool = _Pool.of(levels, np.minimum(people, minimum).tolist())
    with suppress(UnreadError):
        for _ in range(minimum):
            reading = _Reader(pool).read()
            if reading.loose > MOST_LEFT:
                return
            yield reading


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """The people who are in no reading yet.

    Attributes:
        levels, levels_of: (atoms, splits), and the same as lists.
        members: the atoms of each level of whom anybody is counted on.
        left: how many people of each atom are in no reading; lowered by each reading.
    """

    levels: Whole
    levels_of: Sequence[Sequence[int]]
    members: Sequence[Sequence[int]]
    left: list[int]

    @classmethod
    def of(cls, levels: Whole, left: list[int]) -> _Pool:
        members: list[list[int]] = [[] for _ in range(1 + int(levels.max()))]
        levels_of = levels.tolist()
        for atom, each in enumerate(levels_of):
            for level in each if left[atom] else ():
                members[level].append(atom)
        return cls(levels, levels_of, members, left)


class _Reader:
    """One reading in the making.

    Of what is marked, `numbers` are those of every level per unit of it, (levels, marks).
    """

    def __init__(self, pool: _Pool) -> None:
        self.pool = pool
        self.unsettled = set(range(len(pool.members)))
        self.open = [len(each) for each in pool.levels_of]
        self.waiting = {
            number: [at for at, each in enumerate(self.open) if each == number and pool.left[at]]
            for number in (1, 2)
        }
        self.numbers = np.zeros((len(pool.members), 0), dtype=np.int64)
        self.marked: list[int] = []
        self.steps: list[Step] = []

    def read(self) -> _Reading:
        """A reading of the people left, who are taken from the pool."""
        self._begin()
        pinned = 0
        while self.unsettled:
            atom = self._next(1)
            if atom == NOBODY:
                self._mark()
            else:
                self._settle(atom)
            if atom == NOBODY or 2 * len(self.steps) > 3 * pinned:
                self._pin()
                pinned = len(self.steps)
        self._pin()
        loose = self._pinned(np.arange(len(self.pool.left)))
        return _Reading(self.steps, len(loose))

    def _begin(self) -> None:
        """All levels of one: what is added to a level of one split can be taken from another's."""
        if not any(self.pool.left):
            raise UnreadError
        atom = next(at for at, left in enumerate(self.pool.left) if left)
        for level in self.pool.levels_of[atom][1:]:
            self._settled(level)
        self._settle(atom)

    def _next(self, number: int) -> int:
        """Somebody who has so many levels left to settle: one, or two."""
        waiting = self.waiting[number]
        while waiting:
            atom = heappop(waiting)
            if self.open[atom] == number:
                return atom
        return NOBODY

    def _settle(self, atom: int) -> None:
        levels = self.pool.levels_of[atom]
        level = next(each for each in levels if each in self.unsettled)
        if self.marked:
            self.numbers[level] = -self.numbers[levels].sum(axis=0)
            _refuse_large(self.numbers[level])
        self.steps.append((atom, level))
        self.pool.left[atom] -= 1
        self._settled(level)

    def _mark(self) -> None:
        """The largest open level of somebody left who has the fewest; of all, if nobody is left."""
        atom = self._next(2)
        if atom == NOBODY:
            atom = self._fewest()
        levels = self.unsettled if atom == NOBODY else self.pool.levels_of[atom]
        level = max(
            self.unsettled.intersection(levels),
            key=lambda each: (len(self.pool.members[each]), each),
        )
        self.marked.append(len(self.steps))
        self.numbers = np.pad(self.numbers, ((0, 0), (0, 1)))
        self.numbers[level, -1] = 1
        self.steps.append((NOBODY, level))
        self._settled(level)

    def _fewest(self) -> int:
        """Somebody who has the fewest levels left, more than two.

        A level that nobody left is in makes one loose, with at most a level of each other split.
        """
        left = self.pool.left
        able = [(number, atom) for atom, number in enumerate(self.open) if number and left[atom]]
        if not able and len(self.unsettled) > MOST_LEFT * self.pool.levels.shape[1]:
            raise UnreadError
        return min(able)[1] if able else NOBODY

    def _settled(self, level: int) -> None:
        self.unsettled.remove(level)
        for each in self.pool.members[level]:
            self.open[each] -= 1
            if self.open[each] in self.waiting and self.pool.left[each]:
                heappush(self.waiting[self.open[each]], each)

    def _pin(self) -> None:
        """Settle what is marked by people left of whom all levels depend on it."""
        if not self.marked:
            return
        able = np.flatnonzero((np.array(self.open) == 0) & (np.array(self.pool.left) > 0))
        for atom in self._pinned(able):
            self.pool.left[atom] -= 1

    def _pinned(self, able: Whole) -> list[int]:
        """One of these atoms for each mark that any of them settles; a mark of no effect stays."""
        found = []
        sizes = np.abs(_sums(self.numbers, self.pool.levels[able]))
        while sizes.any():
            mark = int(sizes.any(axis=0).argmax())
            atom = int(able[np.where(sizes[:, mark], sizes[:, mark], LARGEST + 1).argmin()])
            found.append(atom)
            self.steps.append((atom, -1 - self.marked.pop(mark)))
            self.numbers = _cancelled(self.numbers, mark, self.pool.levels[atom])
            self.numbers = np.delete(self.numbers, mark, axis=1)
            sizes = np.abs(_sums(self.numbers, self.pool.levels[able]))
        return found


def _sums(numbers: Whole, levels: Whole) -> Whole:
    """Of each atom and combination, (atoms, combinations)."""
    found = numbers[levels[:, 0]]
    for split in levels.T[1:]:
        found = found + numbers[split]
    _refuse_large(found)
    return found


def _cancelled(numbers: Whole, column: int, levels: Whole) -> Whole:
    """The combinations, changed by as much of one as makes all others cancel out for an atom."""
    sums = numbers[levels].sum(axis=0)
    _refuse_large(sums)
    others = np.flatnonzero(sums)
    others = others[others != column]
    found = numbers.copy()
    found[:, others] = numbers[:, others] * sums[column] - np.outer(
        numbers[:, column], sums[others]
    )
    found[:, others] //= np.maximum(np.gcd.reduce(found[:, others]), 1)
    _refuse_large(found)
    return found


def _refuse_large(numbers: Whole) -> None:
    if np.abs(numbers).max(initial=0) > LARGEST:
        raise UnreadError


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The combinations that leave one of a reading each, and nothing of the rest of it.

    Attributes:
        numbers: (levels, combinations)
        sums: (atoms, combinations)
    """

    numbers: Whole
    sums: Whole

    @classmethod
    def of(cls, reading: _Reading, levels: Whole) -> _Table:
        """The steps, made again for all of the reading at once."""
        count = 1 + int(levels.max())
        numbers = np.zeros((count, len(reading.steps)), dtype=np.int64)
        for step, (atom, settled) in enumerate(reading.steps):
            if settled < 0:
                numbers = _cancelled(numbers, -1 - settled, levels[atom])
            else:
                if atom != NOBODY:
                    numbers[settled] = -numbers[levels[atom]].sum(axis=0)
                numbers[settled, step] = 1
                _refuse_large(numbers[settled])
        sums = _sums(numbers, levels)
        kept = sums.any(axis=0)
        return cls(numbers[:, kept], sums[:, kept])


def _looked_at(
    readings: Sequence[_Reading], levels: Whole, people: Whole, left: int, minimum: int
) -> Few | None:
    """The first that rests on a few people, of those that leave so many of a reading, or fewer."""
    for reading in readings if left else ():
        table = _Table.of(reading, levels)
        found = _one_left(table, people, minimum)
        if found is None and left > 1:
            found = _two_left(table, people, minimum)
        if found is not None:
            return found
    return None


def _one_left(table: _Table, people: Whole, minimum: int) -> Few | None:
    rests = people @ (table.sums != 0)
    place = int(rests.argmin())
    return Few(int(rests[place]), table.numbers[:, place]) if rests[place] < minimum else None


def _two_left(table: _Table, people: Whole, minimum: int) -> Few | None:
    """Of two columns, less as much of one as cancels out for the most people."""
    if table.sums.shape[1] > MOST_COMBINED:
        raise UnreadError
    rests = (table.sums != 0).astype(np.int64)
    shared = rests.T @ (rests * people[:, None])
    each = np.diagonal(shared)
    able = np.triu(each[:, None] + each - 2 * shared < minimum, 1)
    first, second = np.nonzero(able)
    if not first.size:
        return None
    if first.size * len(people) > MOST_COMPARED:
        raise UnreadError
    cancelled, atom = _in_proportion(table.sums[:, first], table.sums[:, second], people)
    left = each[first] + each[second] - shared[first, second] - cancelled
    place = int(left.argmin())
    if left[place] >= minimum:
        return None
    one, other = first[place], second[place]
    numbers = (
        table.numbers[:, one] * table.sums[atom[place], other]
        - table.numbers[:, other] * table.sums[atom[place], one]
    )
    return Few(int(left[place]), numbers)


def _in_proportion(first: Whole, second: Whole, people: Whole) -> tuple[Whole, Whole]:
    """For each pair of columns, the most people of one proportion, and an atom of these."""
    common = np.gcd(first, second) * np.sign(first)
    both = (first != 0) & (second != 0)
    common[~both] = 1
    proportion = np.where(both, first // common * (2 * LARGEST + 1) + second // common, 0)
    order = np.argsort(proportion, axis=0, kind="stable")
    in_order = np.take_along_axis(proportion, order, axis=0)
    weights = np.where(in_order != 0, people[order], 0)
    starts = np.ones(in_order.shape, dtype=bool)
    starts[1:] = in_order[1:] != in_order[:-1]
    begins = np.flatnonzero(starts.T)
    counts = np.add.reduceat(weights.T.ravel(), begins)
    columns = begins // len(people)
    best = np.zeros(first.shape[1], dtype=np.int64)
    np.maximum.at(best, columns, counts)
    wins = np.flatnonzero(counts == best[columns])
    chosen = np.zeros(first.shape[1], dtype=np.int64)
    chosen[columns[wins]] = order.T.ravel()[begins[wins]]
    return best, chosen
