"""Whether published sums, however combined, isolate a few people: decided exactly.

A published figure is a sum over a group: a row with a coefficient for every atom, an atom being the
people who are in the same groups. Who reads the site can add and subtract such rows with any
coefficients. They isolate the people of the atoms whose coefficients do not cancel out. The claim
to prove: no combination leaves from 1 to k - 1 people.

Mostly a few people's answers decide it (`survey.readings`); else it is searched. All is done in
integers, and nothing is rounded.

In the search, atoms that every combination treats alike become one. An atom of k people or more
must cancel out, so one row is spent on it; where that leaves no row, it is proven. Of what is left,
the linear relations that every combination fulfils are taken, and a support is grown from each atom
in turn: an atom cannot stand alone in a relation, so one of the others of the shortest relation
must join it, for k - 1 people at the most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import chain
from math import gcd, lcm

import numpy as np
import numpy.typing as npt

from survey.reading import UnreadError
from survey.readings import REST, counted_through, few_left

Row = Mapping[int, int | Fraction]
"""A published sum: the coefficient of each atom, by its position; of the others it is 0."""

Line = dict[int, int]
"""A row in integers, without zeros; or a relation. Keys below 0 are tags, no atoms."""

STEPS = 500_000
"""Entries looked at, at most, before the proof is given up; less than a second."""

_START = -1
"""The tag of the atom that a support is grown from."""


class Outcome(Enum):
    """Whether it is proven that nobody is isolated; what is undecided is not proven."""

    PROVEN = "proven"
    EXPOSED = "exposed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found; of an exposure, the rows that together isolate so many people."""

    outcome: Outcome
    rows: tuple[int, ...] = ()
    people: int = 0


def prove(rows: Sequence[Row], sizes: Sequence[int], minimum: int, steps: int = STEPS) -> Proof:
    """Whether every combination of the rows rests on nobody or at least `minimum` people.

    Args:
        rows: what is published.
        sizes: people of each atom, (atoms,); an atom of nobody is left out.
        minimum: the threshold k.
        steps: the effort after which it is given up.

    Two tables of the same people, by row and by column, over cells of 8, 2, 2 and 8: every sum
    rests on 10, but row less column leaves the 4 of the small cells.

    >>> prove([{0: 1, 1: 1}, {2: 1, 3: 1}, {0: 1, 2: 1}, {1: 1, 3: 1}], [8, 2, 2, 8], 5)
    Proof(outcome=<Outcome.EXPOSED: 'exposed'>, rows=(0, 2), people=4)
    >>> prove([{0: 1, 1: 1}, {2: 1, 3: 1}], [8, 2, 2, 8], 5).outcome
    <Outcome.PROVEN: 'proven'>
    """
    lines = [_in_integers(row, sizes) for row in rows]
    people = dict(enumerate(sizes))
    if _read_off(lines, people, minimum):
        return Proof(outcome=Outcome.PROVEN)
    return searched(rows, sizes, minimum, steps)


def searched(rows: Sequence[Row], sizes: Sequence[int], minimum: int, steps: int = STEPS) -> Proof:
    """The same by the search alone."""
    lines = [_in_integers(row, sizes) for row in rows]
    people = dict(enumerate(sizes))
    effort = _Effort(steps)
    try:
        support = _small_support(lines, people, minimum, effort)
        if support is None:
            return Proof(outcome=Outcome.PROVEN)
        found = _rows_behind(support, lines, effort)
        isolated = sum(sizes[atom] for atom in support)
        return Proof(outcome=Outcome.EXPOSED, rows=found, people=isolated)
    except _GivenUpError:
        return Proof(outcome=Outcome.UNDECIDED)


def proven_of_each(rows: Sequence[Row], people: npt.NDArray[np.int64], minimum: int) -> bool:
    """Whether it is proven of each of several subjects, of which the same is published.

    What rests on k of the people who count for every subject does so for each of them. Where that
    does not do, each half of the subjects is tried by itself.

    Args:
        rows: what is published of each.
        people: (atoms, subjects), one subject at least.
        minimum: the threshold k.
    """
    subjects = people.shape[1]
    if subjects == 1:
        return prove(rows, people[:, 0].tolist(), minimum).outcome is Outcome.PROVEN
    lines = [{atom: int(number) for atom, number in row.items()} for row in rows]
    if _read_off(lines, dict(enumerate(people.min(axis=1).tolist())), minimum):
        return True
    half = subjects // 2
    return all(proven_of_each(rows, part, minimum) for part in (people[:, :half], people[:, half:]))


def cancels_out(rows: Sequence[Row], others: Sequence[Row], steps: int = STEPS) -> bool:
    """Whether every combination that cancels out of the rows does so of the others, row by row.

    False where more than so many steps would be needed.
    """
    lines = [
        {**row, **{_tag(atom): number for atom, number in other.items()}}
        for row, other in zip(rows, others, strict=True)
    ]
    try:
        return not _cancelled(
            [{atom: int(number) for atom, number in line.items()} for line in lines],
            sorted(set(chain.from_iterable(rows))),
            _Effort(steps),
        )
    except _GivenUpError:
        return False


def _read_off(lines: Sequence[Line], people: Mapping[int, int], minimum: int) -> bool:
    """Whether readings prove it, the sum of all atoms being published, too."""
    if any(number != 1 for line in lines for number in line.values()):
        return False
    atoms = sorted(set(chain.from_iterable(lines)))
    if not atoms:
        return True
    place = {atom: at for at, atom in enumerate(atoms)}
    members = {frozenset(place[atom] for atom in line) for line in lines if line}
    sizes = np.array([people[atom] for atom in atoms])
    try:
        return few_left(_in_splits(members, len(atoms)), sizes, minimum) is None
    except UnreadError:
        return False


def _in_splits(members: Collection[frozenset[int]], atoms: int) -> npt.NDArray[np.int64]:
    """Rows that share no atom, and the rest of all atoms, as levels of one split; (atoms, splits).

    A row that is the sum of two others is left out.
    """
    kept: set[frozenset[int]] = set()
    splits: list[npt.NDArray[np.int64]] = []
    for row in sorted(members, key=lambda row: (len(row), sorted(row))):
        if any(part < row and row - part in kept for part in kept):
            continue
        kept.add(row)
        inside = list(row)
        free = (split for split in splits if (split[inside] == REST).all())
        split = next(free, None)
        if split is None:
            split = np.full(atoms, REST)
            splits.append(split)
        split[inside] = len(kept)
    return counted_through(np.stack(splits, axis=1))[0]


def _in_integers(row: Row, sizes: Sequence[int]) -> Line:
    scale = lcm(*(number.denominator for number in row.values()))
    return {
        atom: int(number * scale) for atom, number in sorted(row.items()) if number and sizes[atom]
    }


class _GivenUpError(Exception):
    """More steps would be needed than are allowed."""


class _Effort:
    """The steps that may still be taken."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _GivenUpError


def _small_support(
    lines: Sequence[Line], sizes: Mapping[int, int], minimum: int, effort: _Effort
) -> tuple[int, ...] | None:
    """The atoms, 1 to minimum - 1 people, where a combination does not cancel out; None if none."""
    members: dict[int, tuple[int, ...]] = {atom: (atom,) for atom in sizes}
    while True:
        lines, members = _merged(lines, members)
        people = {atom: sum(sizes[each] for each in alike) for atom, alike in members.items()}
        large = [atom for atom, number in people.items() if number >= minimum]
        if not large:
            break
        lines = _cancelled(lines, large, effort)
    for part in _separate(lines, effort):
        relations = _relations(part, effort)
        present = sorted(set(chain.from_iterable(part)), key=lambda atom: (-people[atom], atom))
        found = _grown_from_any(present, relations, people, minimum, effort)
        if found is not None:
            return tuple(sorted(chain.from_iterable(members[atom] for atom in found)))
    return None


def _merged(
    lines: Sequence[Line], members: Mapping[int, tuple[int, ...]]
) -> tuple[list[Line], dict[int, tuple[int, ...]]]:
    """Atoms whose coefficients are proportional in all lines as one; those in none left out."""
    columns: dict[int, Line] = defaultdict(dict)
    for place, line in enumerate(lines):
        for atom, number in line.items():
            columns[atom][place] = number
    alike: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for atom, column in columns.items():
        alike[tuple(_shortened(column).items())].append(atom)
    kept = {atoms[0]: atoms for atoms in alike.values()}
    merged = {
        first: tuple(chain.from_iterable(members[atom] for atom in atoms))
        for first, atoms in kept.items()
    }
    return [{atom: line[atom] for atom in line if atom in kept} for line in lines if line], merged


def _shortened(line: Line) -> Line:
    """The same divided by what all numbers have in common, the first one positive."""
    common = gcd(*line.values())
    if next(iter(line.values())) < 0:
        common = -common
    return line if common == 1 else {key: number // common for key, number in line.items()}


class _Lines:
    """Lines that are solved for one key after another."""

    def __init__(self, lines: Iterable[Line], effort: _Effort) -> None:
        self.lines = dict(enumerate(lines))
        self.holders: dict[int, set[int]] = defaultdict(set)
        for place, line in self.lines.items():
            for key in line:
                self.holders[key].add(place)
        self.effort = effort

    def cancel(self, key: int) -> None:
        """Clear a key from all lines, for which the shortest that has it is spent."""
        places = sorted(self.holders[key], key=lambda place: (len(self.lines[place]), place))
        if not places:
            return
        spent = self.lines[places[0]]
        for place in places[1:]:
            line = self.lines[place]
            self.effort.spend(len(line) + len(spent))
            self._put(place, line, _without(key, line, spent))
        self._put(places[0], spent, {})

    def _put(self, place: int, old: Line, new: Line) -> None:
        for key in old.keys() - new.keys():
            self.holders[key].discard(place)
        for key in new.keys() - old.keys():
            self.holders[key].add(place)
        self.lines[place] = new


def _without(key: int, line: Line, spent: Line) -> Line:
    """The line plus as many times the spent one as clears the key, in whole numbers."""
    common = gcd(line[key], spent[key])
    times, less = spent[key] // common, line[key] // common
    found = {each: number * times for each, number in line.items()}
    for each, number in spent.items():
        found[each] = found.get(each, 0) - number * less
    found = {each: number for each, number in found.items() if number}
    return _shortened(found) if found else found


def _cancelled(lines: Sequence[Line], atoms: Iterable[int], effort: _Effort) -> list[Line]:
    """All combinations of the lines that cancel out in these atoms."""
    solved = _Lines(lines, effort)
    for atom in sorted(atoms, key=lambda atom: (len(solved.holders[atom]), atom)):
        solved.cancel(atom)
    return [line for line in solved.lines.values() if line]


def _separate(lines: Sequence[Line], effort: _Effort) -> Iterator[list[Line]]:
    """The lines in parts that have no atom in common."""
    part_of: dict[int, list[Line]] = {}
    for line in lines:
        parts = {id(part_of[atom]): part_of[atom] for atom in line if atom in part_of}
        joined = [line, *chain.from_iterable(parts.values())]
        effort.spend(sum(map(len, joined)))
        part_of |= dict.fromkeys(chain.from_iterable(joined), joined)
    yield from {id(part): part for part in part_of.values()}.values()


def _relations(lines: Sequence[Line], effort: _Effort) -> list[Line]:
    """Sums of atoms' coefficients that are 0 in every combination of the lines: a basis."""
    columns: dict[int, Line] = defaultdict(dict)
    for place, line in enumerate(lines):
        for atom, number in line.items():
            columns[atom][place] = number
    tagged = [{**column, _tag(atom): 1} for atom, column in columns.items()]
    solved = _cancelled(tagged, range(len(lines)), effort)
    return [{_tag(key): number for key, number in relation.items()} for relation in solved]


def _tag(number: int) -> int:
    """The tag of a number, and the number of a tag."""
    return -1 - number


def _grown_from_any(
    atoms: Sequence[int],
    relations: list[Line],
    people: Mapping[int, int],
    minimum: int,
    effort: _Effort,
) -> tuple[int, ...] | None:
    """Atoms of fewer than `minimum` people that fulfil the relations alone."""
    available = {atom: people[atom] for atom in atoms}
    for atom in atoms:
        left = minimum - 1 - available.pop(atom)
        begun = [
            {_START if key == atom else key: number for key, number in relation.items()}
            for relation in relations
        ]
        found = _grown(begun, available, left, effort)
        if found is not None:
            return (atom, *found)
        relations = [_cleared(relation, atom) for relation in relations]
    return None


def _cleared(relation: Line, atom: int) -> Line:
    """The relation of combinations that cancel out in the atom."""
    return {key: number for key, number in relation.items() if key != atom}


def _grown(
    relations: list[Line], available: Mapping[int, int], left: int, effort: _Effort
) -> tuple[int, ...] | None:
    """The available atoms of at most `left` people that fulfil what is begun; None if none do."""
    effort.spend(len(relations))
    begun = [relation for relation in relations if _START in relation]
    if not begun:
        return ()
    able = {atom: number for atom, number in available.items() if number <= left}
    if not able:
        return None
    shortest = min(begun, key=lambda relation: len(relation.keys() & able.keys()))
    rest = [relation for relation in relations if relation is not shortest]
    for atom in sorted(shortest.keys() & able.keys()):
        remaining = left - able.pop(atom)
        joined = [
            _without(atom, relation, shortest) if atom in relation else relation
            for relation in rest
        ]
        found = _grown(joined, able, remaining, effort)
        if found is not None:
            return (atom, *found)
    return None


def _rows_behind(support: Iterable[int], lines: Sequence[Line], effort: _Effort) -> tuple[int, ...]:
    """The rows of a combination that cancels out everywhere but in the support."""
    tagged = [{**line, _tag(place): 1} for place, line in enumerate(lines)]
    others = set(chain.from_iterable(lines)) - set(support)
    left = [line for line in _cancelled(tagged, others, effort) if any(key >= 0 for key in line)]
    shortest = min(left, key=len)
    return tuple(sorted(_tag(key) for key in shortest if key < 0))
