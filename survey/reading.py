"""One reading: a few people, found step by step, of whom every combination can be read off.

How it goes on from one person to the next, and what marks are, says `survey.readings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]

MOST_LEFT = 2
"""The most people left of one reading that are looked at."""

LARGEST = 2**29
"""Larger numbers are not followed: products of two, a few of them added, fit in 64 bits."""

NOBODY = -1
"""In the place of an atom, in a step: the level is marked."""

Step = tuple[int, int]
"""An atom, or NOBODY, and the level that it settles; -1 - step for what that step has marked."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The steps of a reading, and how many of its people are counted on elsewhere or not at all."""

    steps: Sequence[Step]
    loose: int

    def leaves(self, left: int) -> int:
        """How many people a combination leaves that leaves more than `left` of the reading."""
        return max(0, left + 1 - self.loose)


class UnreadError(Exception):
    """There are too few readings to tell."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
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
    def of(cls, levels: Whole, left: list[int]) -> Pool:
        """All people, so many `left` of each atom."""
        members: list[list[int]] = [[] for _ in range(1 + int(levels.max()))]
        levels_of = levels.tolist()
        for atom, each in enumerate(levels_of):
            for level in each if left[atom] else ():
                members[level].append(atom)
        return cls(levels, levels_of, members, left)


class Reader:
    """One reading in the making.

    Of what is marked, `numbers` are those of every level per unit of it, (levels, marks). All
    levels of `fresh` people have been settled since what is marked was last looked at.
    """

    def __init__(self, pool: Pool) -> None:
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
        self.fresh: list[int] = []

    def read(self) -> Reading:
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
        return Reading(self.steps, len(loose))

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
            refuse_large(self.numbers[level])
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
            if not self.open[each]:
                self.fresh.append(each)
            if self.open[each] in self.waiting and self.pool.left[each]:
                heappush(self.waiting[self.open[each]], each)

    def _pin(self) -> None:
        """Settle what is marked by people left of whom all levels depend on it.

        Those looked at before settle nothing more: what is marked since is in no level of theirs.
        """
        able = [atom for atom in sorted(self.fresh) if self.pool.left[atom]]
        self.fresh.clear()
        if not self.marked or not able:
            return
        for atom in self._pinned(np.array(able)):
            self.pool.left[atom] -= 1

    def _pinned(self, able: Whole) -> list[int]:
        """One of these atoms for each mark that any of them settles; a mark of no effect stays."""
        found = []
        sizes = np.abs(sums_of(self.numbers, self.pool.levels[able]))
        while sizes.any():
            mark = int(sizes.any(axis=0).argmax())
            atom = int(able[np.where(sizes[:, mark], sizes[:, mark], LARGEST + 1).argmin()])
            found.append(atom)
            self.steps.append((atom, -1 - self.marked.pop(mark)))
            self.numbers = cancelled(self.numbers, mark, self.pool.levels[atom])
            self.numbers = np.delete(self.numbers, mark, axis=1)
            sizes = np.abs(sums_of(self.numbers, self.pool.levels[able]))
        return found


def sums_of(numbers: Whole, levels: Whole) -> Whole:
    """Of each atom and combination, (atoms, combinations)."""
    found = numbers[levels[:, 0]]
    for split in levels.T[1:]:
        found = found + numbers[split]
    refuse_large(found)
    return found


def cancelled(numbers: Whole, column: int, levels: Whole) -> Whole:
    """The combinations, changed by as much of one as makes all others cancel out for an atom."""
    sums = numbers[levels].sum(axis=0)
    refuse_large(sums)
    others = np.flatnonzero(sums)
    others = others[others != column]
    found = numbers.copy()
    found[:, others] = numbers[:, others] * sums[column] - np.outer(
        numbers[:, column], sums[others]
    )
    found[:, others] //= np.maximum(np.gcd.reduce(found[:, others]), 1)
    refuse_large(found)
    return found


def refuse_large(numbers: Whole) -> None:
    """Follow no number that is too large.

    Raises:
        UnreadError: there is one.
    """
    if np.abs(numbers).max(initial=0) > LARGEST:
        raise UnreadError
