"""Editions of one wave side by side: who is the same in them, and whether groups isolate a few.

People are told by a digest of what they answered. Equal digests are the same person; where an
answer differs, one person is gone and another has come: since both may be one who answered
otherwise, as many as possible of a cell are taken for that. People who stand in the same groups of
each edition are an atom of the proof, and its rows are the groups of all editions; once for all
people, and twice for each subject, of those who answered it: as if all who answer otherwise did so
to this subject, and as if none did. What rests on k people if none did, does so whoever did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import add, itemgetter

import numpy as np
import numpy.typing as npt

from survey.proof import Outcome, cancels_out, prove, proven_of_each
from survey.release_record import DIGEST_SIZE, WaveRecord

Place = tuple[bytes, tuple[str, ...]]
"""A cell, and the groups shown that it is in."""

Stand = tuple[int, ...]
"""The number of a person's gaps, then for each edition that of the place in it; or ABSENT."""

Person = tuple[Stand, ...]
"""Where one stands with the answers given first, then with each that may be of the same person."""

People = Counter[Person]

Numbers = npt.NDArray[np.int64]

ABSENT = -1

EVERYBODY = ""
"""In the place of a subject: those who answered anything."""

Shown = tuple[tuple[tuple[str, ...], ...], ...]
"""For each edition the groups of each place."""

APART = 1_000_003
"""What a person's second answers count in the proof; the third, its square. No sums of groups are
so many times each other: one person's answers never cancel out."""


def alike(one: WaveRecord, other: WaveRecord) -> float:
    """The share of people of the smaller edition who answer as somebody in the other one does."""
    first, second = (Counter(_digests(each).tolist()) for each in (one, other))
    smaller = min(first.total(), second.total())
    return (first & second).total() / smaller if smaller else 0.0


def proven_together(waves: Sequence[WaveRecord], minimum: int) -> bool:
    """Whether it is proven that no combination of groups of all editions isolates a few.

    Args:
        waves: one wave as each edition shows it, with the same subjects; somebody in each of them,
            and one edition at least.
        minimum: the threshold k.
    """
    editions = _Editions.of(waves)
    alike_told: dict[Shown, list[str]] = defaultdict(list)
    for subject in waves[0].subjects:
        alike_told[editions.shown(subject)].append(subject)
    everybody = editions.told([EVERYBODY], editions.shown(EVERYBODY))
    return everybody.proven_if_changed(minimum) and all(
        editions.told(subjects, shown).proven(minimum) for shown, subjects in alike_told.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Told:
    """What all editions tell of some subjects: of the same groups.

    Attributes:
        atoms: where those stand, with each of their answers, who answered any of the subjects.
        people: how many of each did, (atoms, subjects).
        shown: for each edition the groups of each place.
    """

    atoms: Sequence[Person]
    people: Numbers
    shown: Shown

    def proven(self, minimum: int) -> bool:
        """Whether it is proven, whoever answered which of the subjects otherwise than before.

        It is, as if nobody had: so of whoever had, too, in all that does not cancel out if nobody
        had. What does, mostly tells of nobody at all; else it must be proven as if all had.
        """
        return proven_of_each(self._rows(1), self.people, minimum) and (
            self._told_of_nobody_changed() or self.proven_if_changed(minimum)
        )

    def proven_if_changed(self, minimum: int) -> bool:
        """Whether it is proven, had all whose answers differ answered each subject otherwise."""
        rows = self._rows(APART)
        return all(
            prove(rows, people, minimum).outcome is Outcome.PROVEN
            for people in self.people.T.tolist()
        )

    def _told_of_nobody_changed(self) -> bool:
        changed = {atom for atom, person in enumerate(self.atoms) if len(person) > 1}
        counted = set(np.flatnonzero(self.people.min(axis=1)).tolist())
        return not changed or cancels_out(
            [{atom: 1 for atom in row if atom in counted} for row in self._rows(1)],
            [{atom: row[atom] for atom in row if atom in changed} for row in self._rows(APART)],
        )

    def _rows(self, apart: int) -> list[dict[int, int]]:
        """A row for each edition and group; a person's second answers count so many times."""
        rows: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
        for atom, person in enumerate(self.atoms):
            for number, stand in enumerate(person):
                for edition, place in enumerate(stand):
                    for group in self.shown[edition][place]:
                        rows[edition, group][atom] = apart**number
        return [*rows.values()]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Editions:
    """Everybody of all editions.

    Attributes:
        groups: those shown, of each place.
        gave: (gaps, subjects) whether those with such gaps answered.
        people: how many of each kind; a stand begins with the number of its gaps.
    """

    waves: Sequence[WaveRecord]
    groups: Sequence[tuple[str, ...]]
    gave: npt.NDArray[np.bool_]
    people: People

    @classmethod
    def of(cls, waves: Sequence[WaveRecord]) -> _Editions:
        """The same people told in all of them."""
        cells = sorted({(each.cell, each.groups) for wave in waves for each in wave.standings})
        gaps = sorted({bits for wave in waves for bits in _gaps(wave)})
        groups = sorted({shown for _, shown in cells})
        place = [*(groups.index(shown) for _, shown in cells), ABSENT]
        people: People = Counter()
        for person, n in _people(waves, cells, gaps).items():
            people[tuple((gap, *(place[at] for at in stand)) for gap, *stand in person)] += n
        bits = np.frombuffer(b"".join(gaps), dtype=np.uint8).reshape(len(gaps), -1)
        return cls(waves=waves, groups=groups, gave=np.unpackbits(bits, axis=1) > 0, people=people)

    def told(self, subjects: Sequence[str], shown: Shown) -> _Told:
        """What is told of these, all of which are shown so."""
        counts: dict[Person, dict[int, int]] = defaultdict(Counter)
        for column, subject in enumerate(subjects):
            gave = self._gave(subject)
            for person, n in self.people.items():
                counts[tuple(stand[1:] for stand in person if gave[stand[0]])][column] += n
        counts.pop((), None)
        people = np.zeros((len(counts), len(subjects)), dtype=np.int64)
        for atom, each in enumerate(counts.values()):
            people[atom, [*each]] = [*each.values()]
        return _Told(atoms=[*counts], people=people, shown=shown)

    def _gave(self, subject: str) -> list[bool]:
        """Whether a subject was answered, by the number of the gaps."""
        if subject == EVERYBODY:
            return [True] * len(self.gave)
        given: list[bool] = self.gave[:, self.waves[0].subjects.index(subject)].tolist()
        return given

    def shown(self, subject: str) -> Shown:
        """For each edition the groups of each place that it shows a subject of; at ABSENT, none."""
        return tuple(self._shown(wave, subject) for wave in self.waves)

    def _shown(self, wave: WaveRecord, subject: str) -> tuple[tuple[str, ...], ...]:
        return (
            *(
                tuple(
                    name
                    for name in names
                    if subject == EVERYBODY or f"{subject}|{name}" in wave.tables
                )
                for names in self.groups
            ),
            (),
        )


def _people(waves: Sequence[WaveRecord], places: Sequence[Place], gaps: Sequence[bytes]) -> People:
    """How many people there are of each kind."""
    anywhere = [0] * len(places)
    same: People = Counter()
    for _, stands in groupby(_stands(waves, places, gaps), key=itemgetter(0)):
        people: People = Counter({(stand,): n for _, stand, n in stands})
        same.update(people if len(people) == 1 else _paired(people, _as_one, anywhere))
    names = sorted({cell for cell, _ in places})
    cells = [names.index(cell) for cell, _ in places]
    return _paired(_paired(same, add, cells, by_gaps=True), add, cells)


def _stands(
    waves: Sequence[WaveRecord], places: Sequence[Place], gaps: Sequence[bytes]
) -> Iterator[tuple[int, Stand, int]]:
    """A digest, where people stand who answered so, and how many they are; digests ascending.

    People of the same answers and cell in two editions are the same.
    """
    listed = [_listed(wave, places, gaps) for wave in waves]
    every = np.concatenate([np.insert(each, 0, at, axis=1) for at, each in enumerate(listed)])
    every = every[np.lexsort(every[:, 3:0:-1].T)]
    begins = _begins(every[:, 1:4])
    found = np.full((int(begins.sum()), 2 + len(waves)), ABSENT, dtype=np.int64)
    found[:, :2] = every[begins][:, [1, 5]]
    found[np.cumsum(begins) - 1, 2 + every[:, 0]] = every[:, 4]
    kinds, counts = np.unique(found, axis=0, return_counts=True)
    for (digest, *stand), people in zip(kinds.tolist(), counts.tolist(), strict=True):
        yield digest, tuple(stand), people


def _listed(wave: WaveRecord, places: Sequence[Place], gaps: Sequence[bytes]) -> Numbers:
    """Of each person: digest, cell, which of those alike in both, place, gaps; (people, 5)."""
    sizes = [len(each.members) // wave.member_size for each in wave.standings]
    cells = {cell: number for number, (cell, _) in enumerate(places)}
    numbers = {place: number for number, place in enumerate(places)}
    kinds = {bits: number for number, bits in enumerate(gaps)}
    cell = np.repeat([cells[each.cell] for each in wave.standings], sizes)
    place = np.repeat([numbers[each.cell, each.groups] for each in wave.standings], sizes)
    gap = [kinds[bits] for bits in _gaps(wave)]
    found = np.column_stack([_digests(wave), cell, cell, place, gap])
    found = found[np.lexsort((found[:, 1], found[:, 0]))]
    order = np.arange(len(found))
    found[:, 2] = order - np.maximum.accumulate(np.where(_begins(found[:, :2]), order, 0))
    return found


def _digests(wave: WaveRecord) -> Numbers:
    """Of each person, one standing after the other."""
    digests = b"".join(each[:DIGEST_SIZE] for each in _members(wave))
    return np.frombuffer(digests, dtype=">i8").astype(np.int64)


def _gaps(wave: WaveRecord) -> list[bytes]:
    """What each person has answered, bit by bit, in the same order."""
    return [each[DIGEST_SIZE:] for each in _members(wave)]


def _members(wave: WaveRecord) -> Iterator[bytes]:
    for standing in wave.standings:
        for at in range(0, len(standing.members), wave.member_size):
            yield standing.members[at : at + wave.member_size]


def _begins(rows: Numbers) -> npt.NDArray[np.bool_]:
    """Whether each row is another one than that before it, (rows,)."""
    return np.append(True, (rows[1:] != rows[:-1]).any(axis=1))


def _paired(
    people: People,
    joined: Callable[[Person, Person], Person],
    cells: Sequence[int],
    *,
    by_gaps: bool = False,
) -> People:
    """The same, as many as possible of those who are never in one edition taken for one person.

    Who comes is taken for one who was last in that cell (`by_gaps`, and answered the same
    subjects), shortly before where there is such a one.
    """
    found: dict[tuple[int, int], dict[int, People]] = defaultdict(lambda: defaultdict(Counter))

    def spot(place: int, gap: int) -> tuple[int, int]:
        return cells[place], gap * by_gaps

    def put(person: Person, number: int) -> None:
        """Add people to those who were last in their cell, by the editions in which they are."""
        _, *last = _course(person)[-1]
        found[spot(*last)][_seen(person)][person] += number

    for person in sorted(people, key=lambda each: (_course(each), each)):
        first, *start = _course(person)[0]
        left, seen, there = people[person], _seen(person), found[spot(*start)]
        for editions in sorted(there, key=lambda each: _since(each, first)):
            while left and there[editions] and not editions & seen:
                other, number = there[editions].popitem()
                both = min(left, number)
                put(joined(other, person), both)
                left -= both
                if number > both:
                    put(other, number - both)
        if left:
            put(person, left)
    return _together(each for there in found.values() for each in there.values())


def _together(parts: Iterable[People]) -> People:
    """All people of some parts."""
    found: People = Counter()
    for each in parts:
        found.update(each)
    return found


def _course(person: Person) -> list[tuple[int, int, int]]:
    """The editions in which a person is, the place in each, and the gaps."""
    found = ((at, place, gap) for gap, *stand in person for at, place in enumerate(stand))
    return sorted(each for each in found if each[1] != ABSENT)


def _seen(person: Person) -> int:
    """The editions in which a person is, as bits of a number."""
    return sum(1 << at for at, *_ in _course(person))


def _since(editions: int, first: int) -> tuple[bool, int]:
    """How long before an edition those of these editions were last seen; later on at the end."""
    last = editions.bit_length() - 1
    return last > first, first - last


def _as_one(one: Person, other: Person) -> Person:
    """Of the same answers, and so the same gaps: one person who stands in the places of both."""
    (first,), (second,) = one, other
    return (tuple(max(both) for both in zip(first, second, strict=True)),)
