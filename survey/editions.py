"""Editions of one wave side by side: who is the same in them, and whether groups isolate a few.

People are told by a digest of what they answered. Equal digests are the same person; where an
answer differs, one person is gone and another has come: since both may be one who answered
otherwise, as many as possible of a cell are taken for that. People who stand in the same groups of
each edition are an atom of the proof, and its rows are the groups of all editions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import add, itemgetter

import numpy as np
import numpy.typing as npt

from survey.proof import Outcome, prove
from survey.release_record import DIGEST_SIZE, Standing

Standings = tuple[Standing, ...]
"""Everybody in one edition."""

Place = tuple[bytes, tuple[str, ...]]
"""A cell, and the groups shown that it is in."""

Stand = tuple[int, ...]
"""For each edition the place of a person in it, as a number; or ABSENT."""

Person = tuple[Stand, ...]
"""Where one stands with the answers given first, then with each that may be of the same person."""

People = Counter[Person]

Numbers = npt.NDArray[np.int64]

ABSENT = -1

APART = 1_000_003
"""What a person's second answers count in the proof; the third, its square. No sums of groups are
so many times each other: one person's answers never cancel out."""


def alike(one: Standings, other: Standings) -> float:
    """The share of people of the smaller edition who answer as somebody in the other one does."""
    first, second = (Counter(_digests(each).tolist()) for each in (one, other))
    smaller = min(first.total(), second.total())
    return (first & second).total() / smaller if smaller else 0.0


def proven_together(editions: Sequence[Standings], minimum: int) -> bool:
    """Whether it is proven that no combination of groups of all editions isolates a few.

    Args:
        editions: everybody in each of them; somebody in each, and one edition at least.
        minimum: the threshold k.
    """
    places = sorted({(each.cell, each.groups) for edition in editions for each in edition})
    shown = sorted({groups for _, groups in places})
    atoms: People = Counter()
    for person, n in _people(editions, places).items():
        atoms[tuple(_regarding(stand, places, shown) for stand in person)] += n
    rows: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
    for atom, person in enumerate(atoms):
        for number, stand in enumerate(person):
            for edition, groups in enumerate(stand):
                for group in shown[groups] if groups != ABSENT else ():
                    rows[edition, group][atom] = APART**number
    once = {tuple(row.items()): row for row in rows.values()}
    return prove([*once.values()], [*atoms.values()], minimum).outcome is Outcome.PROVEN


def _regarding(stand: Stand, places: Sequence[Place], shown: Sequence[tuple[str, ...]]) -> Stand:
    """The groups in each edition, as numbers, in whatever cell."""
    return tuple(at if at == ABSENT else shown.index(places[at][1]) for at in stand)


def _people(editions: Sequence[Standings], places: Sequence[Place]) -> People:
    """How many people there are of each kind."""
    anywhere = [0] * len(places)
    same: People = Counter()
    for _, stands in groupby(_stands(editions, places), key=itemgetter(0)):
        people: People = Counter({(stand,): n for _, stand, n in stands})
        same.update(people if len(people) == 1 else _paired(people, _as_one, anywhere))
    names = sorted({cell for cell, _ in places})
    return _paired(same, add, [names.index(cell) for cell, _ in places])


def _stands(
    editions: Sequence[Standings], places: Sequence[Place]
) -> Iterator[tuple[int, Stand, int]]:
    """A digest, where people stand who answered so, and how many they are; digests ascending.

    People of the same answers and cell in two editions are the same.
    """
    listed = [_listed(edition, places) for edition in editions]
    every = np.concatenate([np.insert(each, 0, at, axis=1) for at, each in enumerate(listed)])
    every = every[np.lexsort(every[:, 3:0:-1].T)]
    begins = _begins(every[:, 1:4])
    found = np.full((int(begins.sum()), 1 + len(editions)), ABSENT, dtype=np.int64)
    found[:, 0] = every[begins, 1]
    found[np.cumsum(begins) - 1, 1 + every[:, 0]] = every[:, 4]
    kinds, counts = np.unique(found, axis=0, return_counts=True)
    for (digest, *stand), people in zip(kinds.tolist(), counts.tolist(), strict=True):
        yield digest, tuple(stand), people


def _listed(edition: Standings, places: Sequence[Place]) -> Numbers:
    """Of each person: digest, cell, which of those alike in both, and place; (people, 4)."""
    sizes = [len(each.members) // DIGEST_SIZE for each in edition]
    cells = {cell: number for number, (cell, _) in enumerate(places)}
    numbers = {place: number for number, place in enumerate(places)}
    cell = np.repeat([cells[each.cell] for each in edition], sizes)
    place = np.repeat([numbers[each.cell, each.groups] for each in edition], sizes)
    found = np.column_stack([_digests(edition), cell, cell, place])
    found = found[np.lexsort((found[:, 1], found[:, 0]))]
    order = np.arange(len(found))
    found[:, 2] = order - np.maximum.accumulate(np.where(_begins(found[:, :2]), order, 0))
    return found


def _digests(edition: Standings) -> Numbers:
    """Of each person, one standing after the other."""
    members = b"".join(each.members for each in edition)
    return np.frombuffer(members, dtype=">i8").astype(np.int64)


def _begins(rows: Numbers) -> npt.NDArray[np.bool_]:
    """Whether each row is another one than that before it, (rows,)."""
    return np.append(True, (rows[1:] != rows[:-1]).any(axis=1))


def _paired(
    people: People, joined: Callable[[Person, Person], Person], cells: Sequence[int]
) -> People:
    """The same, as many as possible of those who are never in one edition taken for one person.

    Who comes is taken for one who was last in that cell, shortly before where there is such a one.
    """
    found: dict[int, People] = defaultdict(Counter)
    for person in sorted(people, key=lambda each: (_course(each), each)):
        left, (first, start) = people[person], _course(person)[0]
        there = found[cells[start]]
        for other in sorted(there, key=lambda each: _since(each, first)):
            both = 0 if _meet(other, person) else min(left, there[other])
            there[other] -= both
            left -= both
            _put(found, joined(other, person), both, cells)
        _put(found, person, left, cells)
    return People({person: n for each in found.values() for person, n in each.items() if n})


def _put(found: dict[int, People], person: Person, number: int, cells: Sequence[int]) -> None:
    """Add people to those who were last in their cell."""
    if number:
        found[cells[_course(person)[-1][1]]][person] += number


def _course(person: Person) -> list[tuple[int, int]]:
    """The editions in which a person is, and the place in each."""
    found = ((at, place) for stand in person for at, place in enumerate(stand))
    return sorted((at, place) for at, place in found if place != ABSENT)


def _since(person: Person, edition: int) -> tuple[bool, int]:
    """How long a person was last seen before an edition; later on comes at the end."""
    last = _course(person)[-1][0]
    return last > edition, edition - last


def _meet(one: Person, other: Person) -> bool:
    """Whether both are in one edition."""
    return not {at for at, _ in _course(one)}.isdisjoint(at for at, _ in _course(other))


def _as_one(one: Person, other: Person) -> Person:
    """Of the same answers: one person who stands in the places of both."""
    (first,), (second,) = one, other
    return (tuple(max(both) for both in zip(first, second, strict=True)),)
