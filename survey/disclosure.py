"""The decision what may be published, taken once, before anything is drawn or written.

Rules in force: a number rests on at least k respondents; in a split, what is not shown adds up to
nobody or at least k (else the next smallest level goes too); means and full distributions from 10
answers on. The proof across overlapping splits has its place here, after `_plan`: it needs only
`Tally.cells` and the groups that are about to be released.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Protocol

import numpy as np

from survey.engines.pandas_engine import Counted
from survey.errors import ConfidentialityError, HeadcountError, TeamValueError
from survey.questionnaire import Questionnaire
from survey.release import (
    Counts,
    Group,
    Histogram,
    Release,
    ReleasedGroup,
    ReleaseRecord,
    Rules,
    Withheld,
)
from survey.tally import CANT_SAY, FIRST_POINT, Tally

LOWEST_MINIMUM_GROUP = 3


class Headcounts(Protocol):
    """Who knows how many people were asked."""

    def headcount(self, team: str, segment: str, value: str) -> int | None:
        """People of a team ("" for both) in a level ("" for all); None where not known."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The groups to release, the levels withheld per segment, and the rule that did it."""

    groups: tuple[Group, ...]
    withheld: tuple[Withheld, ...]


def release(
    counted: Counted,
    questionnaire: Questionnaire,
    rules: Rules,
    *,
    roster: Headcounts | None = None,
) -> tuple[Release, ReleaseRecord]:
    """Decide what may be published, and remember what was decided.

    Args:
        counted: the whole survey.
        questionnaire: names the two teams and the number of points of each item.
        rules: the thresholds in force.
        roster: head-counts, where they are known.

    Raises:
        TeamValueError: one of the two teams did not answer at all.
        ConfidentialityError: a threshold below 3, or a team smaller than the threshold.
    """
    _refuse_low_threshold(rules)
    tally = counted.tally
    teams = tuple(Group(team=team.id) for team in questionnaire.teams)
    _refuse_small_teams(tally, questionnaire, rules, teams)
    plan = _plan(tally, teams, rules)
    answers = _Answers.of(tally, questionnaire, plan, rules)
    released = Release(
        rules=rules,
        groups=_released_groups(tally, plan, roster),
        items=tuple(i for i in tally.items if any((i, team) in answers.items for team in teams)),
        read=counted.read,
        removed=counted.removed,
        withheld=_merged([*plan.withheld, *answers.withheld]),
        outside_teams=_sayable(tally.outside_teams, rules),
        item_counts=answers.items,
        cant_say_counts=answers.cant_say,
        score_histograms=answers.scores,
    )
    record = ReleaseRecord(
        groups=released.groups,
        withheld=released.withheld,
        counts_digest=released.counts_digest(),
    )
    return released, record


def _refuse_low_threshold(rules: Rules) -> None:
    if rules.minimum_group < LOWEST_MINIMUM_GROUP:
        raise ConfidentialityError(
            f"minimum group {rules.minimum_group}: a number that rests on fewer than "
            f"{LOWEST_MINIMUM_GROUP} people points at them.",
            f"ask for {LOWEST_MINIMUM_GROUP} or more; the default is 5.",
        )


def _refuse_small_teams(
    tally: Tally, questionnaire: Questionnaire, rules: Rules, teams: tuple[Group, ...]
) -> None:
    sizes = [_size(tally, team) for team in teams]
    named = [next(iter(team.names.values())).plain for team in questionnaire.teams]
    if not all(sizes):
        silent = ", ".join(name for name, n in zip(named, sizes, strict=True) if not n)
        raise TeamValueError(
            f"No response of {silent} counts: there is nothing to compare.",
            "check the team column and its values (build-report check EXPORT), or wait for "
            "answers of both teams.",
        )
    if min(sizes) < rules.minimum_group:
        small = ", ".join(
            name for name, n in zip(named, sizes, strict=True) if n < rules.minimum_group
        )
        raise ConfidentialityError(
            f"Fewer than {rules.minimum_group} people of {small} answered: nothing can be "
            "published without pointing at them.",
            "wait for more answers; the threshold is --minimum-group (3 at the lowest).",
        )


def _size(tally: Tally, group: Group) -> int:
    """Respondents of a group; of both teams together when the team is empty."""
    return sum(
        int(n)
        for member, n in zip(tally.groups, tally.respondents, strict=True)
        if (member.segment, member.value) == (group.segment, group.value)
        and group.team in ("", member.team)
    )


def _plan(tally: Tally, teams: tuple[Group, ...], rules: Rules) -> _Plan:
    """Which levels of each split may be shown, by the numbers of respondents."""
    groups: list[Group] = [Group(), *teams]
    withheld: list[Withheld] = []
    for segment in sorted({group.segment for group in tally.groups} - {""}):
        levels = sorted({group.value for group in tally.groups if group.segment == segment})
        sizes = {level: _level_sizes(tally, teams, segment, level) for level in levels}
        shown, dropped = shown_levels(sizes, rules.minimum_group)
        withheld += [
            Withheld(rule=rule, scope=segment, cells=cells) for rule, cells in dropped.items()
        ]
        groups += _of_levels(("", *(team.team for team in teams)), segment, shown)
    return _Plan(groups=tuple(sorted(groups)), withheld=tuple(withheld))


def _of_levels(teams: Iterable[str], segment: str, levels: Iterable[str]) -> list[Group]:
    return [
        Group(team=team, segment=segment, value=level) for team, level in product(teams, levels)
    ]


def _level_sizes(
    tally: Tally, teams: tuple[Group, ...], segment: str, level: str
) -> tuple[int, ...]:
    return tuple(
        _size(tally, Group(team=team.team, segment=segment, value=level)) for team in teams
    )


def shown_levels(
    sizes: Mapping[str, tuple[int, ...]], minimum: int
) -> tuple[tuple[str, ...], dict[str, int]]:
    """The levels of one split that may be shown, and how many each rule withheld.

    A level is shown when each team has at least `minimum` people in it. What is not shown, the
    people who stated no level (level "") included, must be nobody or at least `minimum` people of
    each team; else the smallest level shown goes too. One level alone compares with nothing.

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
    if len(shown) == 1:
        shown.clear()
    counted = {"minimum-group": small, "remainder": len(stated) - len(shown) - small}
    return tuple(sorted(shown)), {rule: cells for rule, cells in counted.items() if cells}


def _exposed(sizes: Mapping[str, tuple[int, ...]], shown: set[str], minimum: int) -> bool:
    """Whether total minus shown leaves 1 to minimum - 1 people of a team."""
    hidden = [counts for level, counts in sizes.items() if level not in shown]
    return any(0 < sum(team) < minimum for team in zip(*hidden, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """The released counts, and the cells withheld because too few answered an item."""

    items: Mapping[tuple[str, Group], Counts]
    cant_say: Mapping[tuple[str, Group], int]
    scores: Mapping[tuple[str, Group], Histogram]
    withheld: tuple[Withheld, ...]

    @classmethod
    def of(cls, tally: Tally, questionnaire: Questionnaire, plan: _Plan, rules: Rules) -> _Answers:
        items: dict[tuple[str, Group], Counts] = {}
        cant_say: dict[tuple[str, Group], int] = {}
        for place, item in enumerate(tally.items):
            size = questionnaire.item(item).scale.size
            table = {
                group: _sum_of(tally, group)[place, : FIRST_POINT + size] for group in plan.groups
            }
            valid = {group: int(row[FIRST_POINT:].sum()) for group, row in table.items()}
            for group in _allowed(valid, rules.minimum_group):
                items[item, group] = table[group][FIRST_POINT:]
                cant_say[item, group] = int(table[group][CANT_SAY])
        scores: dict[tuple[str, Group], Histogram] = {}
        for dimension, members in tally.dimensions:
            if members:
                found = {group: _histogram(tally, dimension, group) for group in plan.groups}
                valid = {group: int(each.counts.sum()) for group, each in found.items()}
                allowed = _allowed(valid, rules.minimum_group)
                scores |= {(dimension, group): found[group] for group in allowed}
        missing = len(plan.groups) * len(tally.items) - len(items)
        withheld = (Withheld(rule="item-base", scope="", cells=missing),) if missing else ()
        return cls(items=items, cant_say=cant_say, scores=scores, withheld=withheld)


def _sum_of(tally: Tally, group: Group) -> Counts:
    """Counts (items, 2 + points) of a group; both teams summed where the team is empty."""
    wanted = [
        (member.segment, member.value) == (group.segment, group.value)
        and group.team in ("", member.team)
        for member in tally.groups
    ]
    summed: Counts = tally.answers[np.array(wanted, dtype=bool)].sum(axis=0)
    return summed


def _histogram(tally: Tally, dimension: str, group: Group) -> Histogram:
    if group.team:
        return tally.histogram(dimension, group)
    parts = [
        tally.histogram(dimension, member)
        for member in tally.groups
        if (member.segment, member.value) == (group.segment, group.value)
    ]
    values, where = np.unique(np.concatenate([part.values for part in parts]), return_inverse=True)
    counts = np.bincount(
        where, np.concatenate([part.counts for part in parts]), minlength=len(values)
    )
    return Histogram(values=values, counts=counts.astype(np.int64))


def _allowed(valid: Mapping[Group, int], minimum: int) -> tuple[Group, ...]:
    """The groups in which enough people answered, remainder rule included.

    Both teams must pass: one alone could be had from the two together.
    """
    teams = sorted({group.team for group in valid} - {""})
    whole = {team: valid[Group(team=team)] for team in teams}
    if min(whole.values()) < minimum:
        return ()
    allowed = [group for group in valid if not group.segment]
    for segment in sorted({group.segment for group in valid} - {""}):
        levels = sorted({group.value for group in valid if group.segment == segment})
        sizes = {
            level: tuple(valid[Group(team=team, segment=segment, value=level)] for team in teams)
            for level in levels
        }
        rest = [sum(column) for column in zip(*sizes.values(), strict=True)]
        sizes[""] = tuple(whole[team] - seen for team, seen in zip(teams, rest, strict=True))
        shown, _ = shown_levels(sizes, minimum)
        allowed += _of_levels(("", *teams), segment, shown)
    return tuple(sorted(allowed))


def _released_groups(
    tally: Tally, plan: _Plan, roster: Headcounts | None
) -> tuple[ReleasedGroup, ...]:
    def headcount(group: Group) -> int | None:
        return roster.headcount(group.team, group.segment, group.value) if roster else None

    found = tuple(
        ReleasedGroup(group=group, n=_size(tally, group), headcount=headcount(group))
        for group in plan.groups
    )
    over = [each for each in found if each.headcount is not None and each.n > each.headcount]
    if over:
        listed = "; ".join(
            f"{' '.join((each.group.team or 'both teams', each.group.value)).strip()}: "
            f"{each.n} answered, {each.headcount} asked"
            for each in over[:5]
        )
        raise HeadcountError(
            f"More people answered than were asked in {len(over)} groups ({listed}).",
            "correct the head-counts: everyone who was asked, whether they answered or not.",
        )
    return found


def _sayable(people: int, rules: Rules) -> int | None:
    return people if people == 0 or people >= rules.minimum_group else None


def _merged(withheld: Iterable[Withheld]) -> tuple[Withheld, ...]:
    return tuple(sorted(entry for entry in withheld if entry.cells))
