"""The groups that may be shown, with the people asked where head-counts are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from survey.errors import HeadcountError
from survey.proven_plan import ProvenPlan
from survey.release import Group, ReleasedGroup

_LISTED = 5


class Headcounts(Protocol):
    """Who knows how many people were asked."""

    def headcount(self, team: str, segment: str, value: str) -> int | None:
        """People of a team ("" for both) in a level ("" for all); None where not known."""
        ...


def released_groups(plan: ProvenPlan, roster: Headcounts | None) -> tuple[ReleasedGroup, ...]:
    """The groups of a plan with their n and, where it is known, their N.

    Raises:
        HeadcountError: more people answered than were asked.
    """
    found = tuple(
        ReleasedGroup(group=group, n=plan.sizes[group], headcount=_asked(group, plan, roster))
        for group in plan.groups
    )
    over = [each for each in found if each.headcount is not None and each.n > each.headcount]
    if over:
        listed = "; ".join(
            f"{' '.join(filter(None, (each.group.team or 'both teams', each.group.value)))}: "
            f"{each.n} answered, {each.headcount} asked"
            for each in over[:_LISTED]
        )
        raise HeadcountError(
            f"More people answered than were asked ({len(over)} times: {listed}).",
            "correct the head-counts: everyone who was asked, whether they answered or not.",
        )
    return found


def _asked(group: Group, plan: ProvenPlan, roster: Headcounts | None) -> int | None:
    """How many people of a group were asked; None where it is not known of all its levels.

    Those who stated no level are asked too: they are what the other levels leave of the team.
    """
    if roster is None:
        return None
    levels = plan.levels.get((group.segment, group.value), ("",))
    if not group.segment or "" not in levels:
        return _known_sum(roster.headcount(group.team, group.segment, each) for each in levels)
    blocks = [block for (segment, _), block in plan.levels.items() if segment == group.segment]
    others = [level for block in blocks if block != levels for level in block]
    whole = roster.headcount(group.team, "", "")
    rest = _known_sum(roster.headcount(group.team, group.segment, each) for each in others)
    return None if whole is None or rest is None else whole - rest


def _known_sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None
