"""Which groups may be shown: by their sizes, and because it is proven that none isolate a few.

Small levels of a segment are shown as one. Where the splits of a segment, however they are combined
with those of others, still isolate fewer than k people, the smallest level that takes part is
joined with another, until nobody is isolated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from survey.cells import FIRST_SEGMENT, Cells, Spelling
from survey.crossed_sums import STEPS, CrossedSums, by_team
from survey.joined_levels import Block, Sizes, called, joined, large_blocks
from survey.proof import Outcome, Row, prove
from survey.release import Counts, Group, JoinedLevel, Withheld
from survey.release_plan import levels_of, plan_groups
from survey.tally import Tally

Blocks = Mapping[str, tuple[Block, ...]]
"""For each segment, the levels that are shown as one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crossing:
    """Who is in which groups at once: what the proof is about.

    Attributes:
        cells: every occupied cell of the cross.
    """

    cells: Cells

    def weak_level(self, groups: Sequence[Group], people: Counts, minimum: int) -> Group | None:
        """The smallest level that takes part in isolating a few people; None where it is proven.

        Args:
            groups: what is to be shown; those of both teams are sums of those of one.
            people: of each cell those that the figures rest on, (cells,).
            minimum: the threshold k.
        """
        for team, shown in by_team(groups).items():
            proof = CrossedSums.of(self.cells, team, shown).prove(people, minimum)
            if proof.outcome is not Outcome.PROVEN:
                takes_part = [shown[place] for place in proof.rows] or shown
                levels = [group for group in takes_part if group.segment]
                return min(levels, key=lambda group: (self._size(group, people), group))
        return None

    def isolate_nobody(
        self, told: Iterable[tuple[Group, Sequence[int]]], parts: Sequence[Counts], minimum: int
    ) -> bool:
        """Whether sums over parts of the people of groups, however combined, isolate nobody.

        Args:
            told: what is to be shown: a group, and the places of the parts that its sum is of.
            parts: of each cell so many people, (cells,); nobody is in two of the parts.
            minimum: the threshold k.
        """
        people = np.concatenate(parts)
        occupied = np.flatnonzero(people)
        rows: list[Row] = []
        for group, places in told:
            inside = np.zeros((len(parts), len(parts[0])), dtype=bool)
            inside[np.ix_(np.array(places), self.cells.within(group))] = True
            atoms = np.flatnonzero(inside.ravel()[occupied])
            rows.append(dict.fromkeys(atoms.tolist(), 1))
        proof = prove(rows, people[occupied].tolist(), minimum, STEPS)
        return proof.outcome is Outcome.PROVEN

    def proven(self, groups: Sequence[Group], people: Counts, minimum: int) -> frozenset[int]:
        """Of which subjects each level is large enough, and none weak; some may be missing.

        Args:
            groups: what is to be shown.
            people: of each cell and subject those that the figures rest on, (cells, subjects).
            minimum: the threshold k.
        """
        found = [
            CrossedSums.of(self.cells, team, shown).proven(people, minimum)
            for team, shown in by_team(groups).items()
        ]
        return frozenset.intersection(*found)

    def _size(self, group: Group, people: Counts) -> int:
        return int(people[self.cells.within(group)].sum())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProvenPlan:
    """What may be shown, with the counts of it.

    Attributes:
        tally: with both teams together; levels that are shown as one are one.
        crossing: who is in which of its groups at once.
        sizes: respondents of each group, also of those that are not shown.
        groups: those that may be shown, sorted.
        withheld: how many levels each rule withheld or joined.
        joined: what the joined levels that are shown go by.
        spellings: for each column of the cells, what its levels go by.
        levels: by segment and value, the levels that are shown as one.
    """

    tally: Tally
    crossing: Crossing
    sizes: Mapping[Group, int]
    groups: tuple[Group, ...]
    withheld: tuple[Withheld, ...]
    joined: tuple[JoinedLevel, ...]
    spellings: tuple[Spelling, ...]
    levels: Mapping[tuple[str, str], Block]


def proven_plan(tally: Tally, segments: Sequence[str], minimum: int) -> ProvenPlan:
    """The groups of one wave that may be shown.

    Args:
        tally: the groups of everybody, each of one team.
        segments: those that may split the teams.
        minimum: the threshold k.
    """
    sizes = _sizes(tally)
    teams = sorted({group.team for group in sizes})
    alone = {segment: levels_of(sizes, teams, segment) for segment in segments}
    first = {segment: large_blocks(levels, minimum) for segment, levels in alone.items()}
    blocks: Blocks = first
    while True:
        found = _planned(tally, blocks, alone, minimum)
        weak = found.crossing.weak_level(found.groups, found.tally.cells.respondents, minimum)
        if weak is None:
            return replace(found, withheld=_told(found.withheld, first, blocks))
        block = found.levels[weak.segment, weak.value]
        of_segment = joined(blocks[weak.segment], block, alone[weak.segment])
        blocks = {**blocks, weak.segment: of_segment}


def _planned(tally: Tally, blocks: Blocks, alone: Mapping[str, Sizes], minimum: int) -> ProvenPlan:
    """The groups that may be shown by their sizes, levels being joined so."""
    levels = {
        (segment, block): called(segment, block, alone[segment], minimum)
        for segment, each in blocks.items()
        for block in each
    }
    names: dict[str, Spelling] = {
        segment: {level: levels[segment, block].value for block in each for level in block}
        for segment, each in blocks.items()
    }
    spellings = [names.get(segment, {}) for segment in tally.cells.segments]
    spellings = [*({} for _ in range(FIRST_SEGMENT)), *spellings]
    written = tally.written(spellings).with_both_teams()
    sizes = {group: n for group, n in _sizes(written).items() if group.segment in ("", *blocks)}
    plan = plan_groups(sizes, minimum)
    shown = {(group.segment, group.value) for group in plan.groups}
    return ProvenPlan(
        tally=written,
        crossing=Crossing(cells=written.cells),
        sizes=sizes,
        groups=plan.groups,
        withheld=plan.withheld,
        joined=tuple(
            name
            for (_, block), name in sorted(levels.items())
            if len(block) > 1 and (name.segment, name.value) in shown
        ),
        spellings=tuple(spellings),
        levels={(name.segment, name.value): block for (_, block), name in levels.items()},
    )


def _sizes(tally: Tally) -> dict[Group, int]:
    return dict(zip(tally.groups, tally.respondents.tolist(), strict=True))


def _told(withheld: Sequence[Withheld], first: Blocks, last: Blocks) -> tuple[Withheld, ...]:
    """With how many levels are shown as one: for their sizes, and for what they isolate."""
    counts = [
        (rule, segment, number)
        for segment in first
        for rule, number in (
            ("joined", _not_alone(first[segment])),
            ("combination", _not_alone(last[segment]) - _not_alone(first[segment])),
        )
    ]
    joined_levels = [
        Withheld(rule=rule, scope=segment, cells=number)
        for rule, segment, number in counts
        if number
    ]
    return tuple(sorted([*withheld, *joined_levels]))


def _not_alone(blocks: Sequence[Block]) -> int:
    """Levels that are not shown by themselves; to have stated none is no level."""
    return sum(len([*filter(None, block)]) for block in blocks if len(block) > 1)
