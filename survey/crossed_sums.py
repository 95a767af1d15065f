"""The published sums of a team that is split several ways at once: do they isolate a few people?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from survey.cells import FIRST_SEGMENT, Cells, Codes
from survey.proof import Outcome, Proof, searched
from survey.reading import UnreadError
from survey.readings import REST, Few, counted_through, few_left
from survey.release import Counts, Group

STEPS = 30_000
"""Of the search, at most, where readings do not decide: it seldom finds more in many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CrossedSums:
    """In which sum of each split an atom of the team is.

    Attributes:
        inside: (atoms,), where they are among the atoms of everybody.
        sums: (atoms, splits), which of the published sums; or REST.
        whole: whether the sum of the team is published; then that of a REST is known, too.
    """

    inside: Codes
    sums: Codes
    whole: bool

    @classmethod
    def of(cls, cells: Cells, team: str, groups: Sequence[Group]) -> CrossedSums:
        """The cells of a team, by the groups of it that are published."""
        inside = cells.within(Group(team=team))
        segments = sorted({group.segment for group in groups if group.segment})
        splits = [np.full(len(inside), REST)]
        for segment in segments:
            column = FIRST_SEGMENT + cells.segments.index(segment)
            place = {each.value: at for at, each in enumerate(groups) if each.segment == segment}
            named = np.array([place.get(label, REST) for label in cells.labels[column]])
            splits.append(named[cells.codes[inside, column]])
        return cls(
            inside=inside,
            sums=np.stack(splits[1:] or splits, axis=1),
            whole=any(not group.segment for group in groups),
        )

    def parted(self, atoms: int, *, told: bool) -> CrossedSums:
        """The same of each atom in two parts; the sum of all first parts is published if `told`.

        The second parts are `atoms`, the number of all, further on among those of everybody.
        """
        part = np.repeat([int(self.sums.max()) + 1 if told else REST, REST], len(self.inside))
        return CrossedSums(
            inside=np.concatenate([self.inside, self.inside + atoms]),
            sums=np.column_stack([np.concatenate([self.sums, self.sums]), part]),
            whole=self.whole,
        )

    def prove(self, people: Counts, minimum: int) -> Proof:
        """Whether every combination of the sums rests on nobody or at least `minimum` people.

        The rows that it names are sums of splits, not that of the team.

        Args:
            people: of every atom, those whom the sums are of.
            minimum: the threshold k.
        """
        people = people[self.inside]
        sums, people = self.sums[people > 0], people[people > 0]
        if self.whole and people.size:
            levels, names = counted_through(sums)
            try:
                few = few_left(levels, people, minimum)
            except UnreadError:
                pass
            else:
                return _PROVEN if few is None else _exposed(few, levels, names)
        return _searched(sums, people, minimum, whole=self.whole)

    def proven(self, people: Counts, minimum: int) -> frozenset[int]:
        """Of which subjects it is proven, as far as that can be told of several at once.

        What rests on at least k people of those who count for every subject, does so for each. Not
        among them is one with fewer than k people in one of the sums, or in the rest of a split.

        Args:
            people: (atoms, subjects), of every atom, those whom the sums of a subject are of.
            minimum: the threshold k.
        """
        counts = people[self.inside]
        able = np.flatnonzero(self._smallest(counts) >= minimum)
        most_first = able[np.argsort(-counts[:, able].sum(axis=0), kind="stable")]
        return frozenset(self._proven(counts, most_first, minimum))

    def _smallest(self, counts: Counts) -> Counts:
        """The fewest people of each subject in one of the sums, (subjects,)."""
        levels, _ = counted_through(self.sums)
        totals = np.zeros((1 + int(levels.max()), counts.shape[1]), dtype=np.int64)
        for split in levels.T:
            np.add.at(totals, split, counts)
        found: Counts = totals.min(axis=0)
        return found

    def _proven(self, counts: Counts, subjects: Codes, minimum: int) -> list[int]:
        """Of all of these, or of the halves of them by themselves."""
        if not subjects.size or self._spread(counts[:, subjects], minimum):
            found: list[int] = subjects.tolist()
            return found
        if len(subjects) == 1:
            return []
        half = len(subjects) // 2
        return [
            *self._proven(counts, subjects[:half], minimum),
            *self._proven(counts, subjects[half:], minimum),
        ]

    def _spread(self, counts: Counts, minimum: int) -> bool:
        """Whether all rests on enough people who count for each of these subjects."""
        present = counts.any(axis=1)
        levels, _ = counted_through(self.sums[present])
        try:
            return few_left(levels, counts[present].min(axis=1), minimum) is None
        except UnreadError:
            return False


def by_team(groups: Sequence[Group]) -> dict[str, list[Group]]:
    """Those of each team; those of both are sums of theirs."""
    teams = sorted({group.team for group in groups if group.team})
    return {team: [group for group in groups if group.team == team] for team in teams}


_PROVEN = Proof(outcome=Outcome.PROVEN)


def _exposed(few: Few, levels: Codes, names: Codes) -> Proof:
    """By the sums that take part: in each split, those that differ from its rest, or from most."""
    taking_part: list[int] = []
    for split in levels.T:
        of_split = np.unique(split)
        numbers = few.numbers[of_split]
        rest = numbers[names[of_split] < 0]
        values, often = np.unique(numbers, return_counts=True)
        usual = rest[0] if rest.size else values[often.argmax()]
        taking_part += names[of_split[numbers != usual]].tolist()
    return Proof(outcome=Outcome.EXPOSED, rows=tuple(sorted(taking_part)), people=few.people)


def _searched(sums: Codes, people: Counts, minimum: int, *, whole: bool) -> Proof:
    """By the search that needs no splits."""
    published = np.unique(sums[sums != REST]).tolist()
    atoms = [np.flatnonzero((sums == each).any(axis=1)).tolist() for each in published]
    rows = [dict.fromkeys(each, 1) for each in atoms]
    everybody = dict.fromkeys(range(len(people) if whole else 0), 1)
    found = searched([*rows, everybody], people.tolist(), minimum, STEPS)
    taking_part = tuple(each for at, each in enumerate(published) if at in found.rows)
    return Proof(outcome=found.outcome, rows=taking_part, people=found.people)
