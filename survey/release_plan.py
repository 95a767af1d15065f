"""Which groups may be shown, by their sizes alone: the teams, and levels of each split of them.

A number rests on at least k respondents; in a split, what is not shown adds up to nobody or at
least k (else the next smallest level goes too).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from survey.release import Group, Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The groups to release, the levels withheld per segment, and the rule that did it."""

    groups: tuple[Group, ...]
    withheld: tuple[Withheld, ...]


def plan_groups(sizes: Mapping[Group, int], minimum: int) -> Plan:
    """Which groups may be shown, by their sizes: the teams, and levels of each split of them.

    `sizes` hold the two teams whole, and whichever levels are not yet withheld; the rest of each
    team is taken for a level that is not stated.
    """
    teams = sorted({group.team for group in sizes} - {""})
    groups = [Group(), *(Group(team=team) for team in teams)]
    withheld: list[Withheld] = []
    for segment in sorted({group.segment for group in sizes} - {""}):
        levels = levels_of(sizes, teams, segment)
        shown, dropped = shown_levels(levels, minimum)
        withheld += [Withheld(rule=rule, scope=segment, cells=n) for rule, n in dropped.items()]
        groups += [
            Group(team=team, segment=segment, value=level)
            for team, level in product(("", *teams), shown)
        ]
    return Plan(groups=tuple(sorted(groups)), withheld=tuple(withheld))


def levels_of(
    sizes: Mapping[Group, int], teams: Sequence[str], segment: str
) -> dict[str, tuple[int, ...]]:
    """The size of each level of a segment in each team; "" is the rest of the team."""
    names = {group.value for group in sizes if group.segment == segment} - {""}
    levels = {
        name: tuple(sizes.get(Group(team=team, segment=segment, value=name), 0) for team in teams)
        for name in sorted(names)
    }
    stated = [sum(level[place] for level in levels.values()) for place in range(len(teams))]
    whole = [sizes[Group(team=team)] for team in teams]
    levels[""] = tuple(n - named for n, named in zip(whole, stated, strict=True))
    return levels


def shown_levels(
    sizes: Mapping[str, tuple[int, ...]], minimum: int
) -> tuple[tuple[str, ...], dict[str, int]]:
    """The levels of one split that may be shown, and how many each rule withheld.

    A level is shown when each team has at least `minimum` people in it. What is not shown, the
    people who stated no level (level "") included, must be nobody or at least `minimum` people of
    each team; else the smallest level shown goes too. One level alone compares with nothing: it
    is not shown, and by no rule withheld.

    Args:
        sizes: people by level, one number a team.
        minimum: the threshold k.

    Returns:
        Levels in order, and the number of levels by rule ("minimum-group", "remainder").

    >>> shown_levels({"north": (9, 9), "south": (8, 7), "west": (6, 6), "east": (2, 9)}, 5)
    (('north', 'south'), {'minimum-group': 1, 'remainder': 1})
    """
    stated = {level: counts for level, counts in sizes.items() if level and any(counts)}
    shown = {level for level, counts in stated.items() if min(counts) >= minimum}
    small = len(stated) - len(shown)
    while shown and _exposed(sizes, shown, minimum):
        shown.remove(min(shown, key=lambda level: (sum(sizes[level]), level)))
    counted = {"minimum-group": small, "remainder": len(stated) - len(shown) - small}
    if len(shown) == 1:
        shown.clear()
    return tuple(sorted(shown)), {rule: cells for rule, cells in counted.items() if cells}


def _exposed(sizes: Mapping[str, tuple[int, ...]], shown: set[str], minimum: int) -> bool:
    """Whether total minus shown leaves 1 to minimum - 1 people of a team."""
    hidden = [counts for level, counts in sizes.items() if level not in shown]
    return any(0 < sum(team) < minimum for team in zip(*hidden, strict=True))
