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
from itertools import accumulate

import numpy as np

from survey.reading import (
    LARGEST,
    MOST_LEFT,
    NOBODY,
    Pool,
    Reader,
    Reading,
    UnreadError,
    Whole,
    cancelled,
    refuse_large,
    sums_of,
)

MOST_COMBINED, MOST_COMPARED = 300, 1_000_000
"""In looking at two people left: the size of a reading, and the numbers compared, at most."""

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


def _readings(levels: Whole, people: Whole, minimum: int) -> Iterator[Reading]:
    """Readings that share nobody, until one would settle too little."""
    pool = Pool.of(levels, np.minimum(people, minimum).tolist())
    with suppress(UnreadError):
        for _ in range(minimum):
            reading = Reader(pool).read()
            if reading.loose > MOST_LEFT:
                return
            yield reading


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
    def of(cls, reading: Reading, levels: Whole) -> _Table:
        """The steps, made again for all of the reading at once."""
        count = 1 + int(levels.max())
        numbers = np.zeros((count, len(reading.steps)), dtype=np.int64)
        for step, (atom, settled) in enumerate(reading.steps):
            if settled < 0:
                numbers = cancelled(numbers, -1 - settled, levels[atom])
            else:
                if atom != NOBODY:
                    numbers[settled] = -numbers[levels[atom]].sum(axis=0)
                numbers[settled, step] = 1
                refuse_large(numbers[settled])
        sums = sums_of(numbers, levels)
        kept = sums.any(axis=0)
        return cls(numbers[:, kept], sums[:, kept])


def _looked_at(
    readings: Sequence[Reading], levels: Whole, people: Whole, left: int, minimum: int
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
