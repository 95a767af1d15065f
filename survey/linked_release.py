"""What may be published of the same people in two waves: a part of the decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from survey.cells import Cells
from survey.crossed_sums import CrossedSums, by_team
from survey.linking import LinkedCounts
from survey.proof import Outcome
from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Linked, Release, Rules
from survey.unanimity import nearly_alike


def linked_of(
    found: LinkedCounts,
    cells: tuple[Cells, Cells],
    released: tuple[Release, Release],
    questionnaire: Questionnaire,
) -> Linked | None:
    """The tables that may be shown, before by after; None where there is none.

    A table rests on enough people to show a distribution, who do not all answer nearly alike; those
    of the team who are not in it are, in each of the waves, nobody or at least k; and that holds
    however the figures of the wave are added and subtracted with those of the same people.

    Args:
        found: what was counted.
        cells: everybody in the wave before and in the last, as the tally has them.
        released: what is shown of the two waves otherwise.
        questionnaire: the number of points of each item.
    """
    tables = _tables(found, questionnaire)
    allowed = {
        key: table
        for key, table in tables.items()
        if _apart(key, table, released)
        and not nearly_alike(table, questionnaire.item(key[0]).scale.favourable_from)
    }
    every = zip(cells, found.cells, released, strict=True)
    waves = [_Wave.of(everybody, linked, each) for everybody, linked, each in every]
    shown: dict[tuple[str, Group], Counts] = {}
    for number, item in enumerate(found.items):
        teams = [group for name, group in allowed if name == item]
        if all(wave.proven(number, item, teams) for wave in waves):
            shown |= {(item, group): allowed[item, group] for group in teams}
    if not shown:
        return None
    people = zip(found.teams, found.people.tolist(), strict=True)
    return Linked(
        before=found.before,
        people={Group(team=team): _told(n, Group(team=team), released) for team, n in people},
        joint=shown,
        withheld=len(tables) - len(shown),
    )


def _tables(found: LinkedCounts, questionnaire: Questionnaire) -> dict[tuple[str, Group], Counts]:
    """The table of each item and team, on the points of its scale."""
    return {
        (item, Group(team=team)): found.joint[place, number, :size, :size]
        for number, item in enumerate(found.items)
        for size in [questionnaire.item(item).scale.size]
        for place, team in enumerate(found.teams)
    }


def _apart(key: tuple[str, Group], table: Counts, released: tuple[Release, Release]) -> bool:
    """Whether the people of a table, and those of its team who are not in it, are enough."""
    rules, both = released[1].rules, int(table.sum())
    shown = [each.item_counts.get(key) for each in released]
    return rules.exact(both) and all(
        counts is not None and _nobody_or_enough(int(counts.sum()) - both, rules)
        for counts in shown
    )


def _told(people: int, group: Group, released: tuple[Release, Release]) -> int:
    """How many of a team are in both waves: all, or a number that they reach.

    Nobody proves that they, and the people of the levels shown, do not together isolate a few.
    """
    minimum = released[1].rules.minimum_group
    entries = (each.released(group) for each in released)
    everybody = all(entry is not None and entry.n == people for entry in entries)
    return people if everybody else people // minimum * minimum


def _nobody_or_enough(people: int, rules: Rules) -> bool:
    return people == 0 or people >= rules.minimum_group


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Wave:
    """The cells of a wave, what is shown of it, and who of it is linked.

    Attributes:
        cells: of everybody.
        linked: (cells, items) linked people who answered, in both waves.
    """

    cells: Cells
    released: Release
    linked: Counts

    @classmethod
    def of(cls, everybody: Cells, linked: Cells, released: Release) -> _Wave:
        place = {labels: position for position, labels in enumerate(_labels(everybody))}
        found = np.zeros_like(everybody.answered)
        for labels, answered in zip(_labels(linked), linked.answered, strict=True):
            found[place[labels]] += answered
        return cls(cells=everybody, released=released, linked=found)

    def proven(self, number: int, item: str, teams: Sequence[Group]) -> bool:
        """Whether the sums of an item isolate nobody, those of the linked people included."""
        linked, everybody = self.linked[:, number], self.cells.answered[:, number]
        people = np.concatenate([linked, everybody - linked])
        groups = [group for name, group in self.released.item_counts if name == item]
        return all(
            sums.prove(people, self.released.rules.minimum_group).outcome is Outcome.PROVEN
            for sums in self._sums(groups, {group.team for group in teams})
        )

    def _sums(self, groups: Sequence[Group], linked: Collection[str]) -> Iterator[CrossedSums]:
        """Of each team, its linked people by themselves, in these teams as a sum of their own."""
        for team, shown in by_team(groups).items():
            sums = CrossedSums.of(self.cells, team, shown)
            yield sums.parted(len(self.cells.respondents), told=team in linked)


def _labels(cells: Cells) -> list[tuple[str, ...]]:
    """What each cell is the cell of."""
    return [
        tuple(names[code] for names, code in zip(cells.labels, codes, strict=True))
        for codes in cells.codes.tolist()
    ]
