"""Whether the answers fulfil a predicate, and which judgements show it."""

from __future__ import annotations

from functools import singledispatch

from report_builder.lever import (
    AllOf,
    AnyOf,
    ItemsAtLeast,
    Judged,
    LevelAtMost,
    LowDimensionsAtLeast,
    Predicate,
    QuadrantIn,
    SelfAboveOther,
    Teams,
    VerdictIn,
)
from survey.gaps import MARGIN, Level, PerceptionGap
from survey.verdict import Judgement

MOST_SHOWN = 3
"""Judgements shown for a count of items: the widest gaps among them."""

Shown = tuple[Judgement, ...]
_LEVELS = tuple(Level)


@singledispatch
def shown_by(predicate: Predicate, judged: Judged) -> Shown:
    """The judgements that fulfil a predicate; none when it does not hold.

    What may not be shown fulfils nothing: a rule never rests on a withheld answer.
    """
    raise TypeError(f"no meaning is given to {type(predicate).__name__} ({judged})")


@shown_by.register
def _(predicate: LevelAtMost, judged: Judged) -> Shown:
    judgement = judged.of(predicate.subject)
    if judgement is None:
        return ()
    by_team = _fulfilling(judgement.gap, predicate.highest)
    if predicate.by == Teams.BOTH:
        holds = all(by_team.values())
    elif predicate.by == Teams.ANY:
        holds = any(by_team.values())
    else:
        holds = by_team.get(predicate.by, False)
    return (judgement,) if holds else ()


@shown_by.register
def _(predicate: VerdictIn, judged: Judged) -> Shown:
    judgement = judged.of(predicate.subject)
    if judgement is None or judgement.verdict not in predicate.verdicts:
        return ()
    return (judgement,) if predicate.higher in {"", _higher_team(judgement.gap)} else ()


@shown_by.register
def _(predicate: QuadrantIn, judged: Judged) -> Shown:
    judgement = judged.of(predicate.subject)
    holds = judgement is not None and judgement.quadrant in predicate.quadrants
    return (judgement,) if judgement is not None and holds else ()


@shown_by.register
def _(predicate: SelfAboveOther, judged: Judged) -> Shown:
    judgement, mirror = judged.items.get(predicate.item), judged.mirror.get(predicate.item)
    if judgement is None or mirror is None or judgement.verdict not in predicate.verdicts:
        return ()
    least = predicate.least * judgement.gap.margin / MARGIN
    return (judgement,) if mirror.difference.value >= least else ()


@shown_by.register
def _(predicate: ItemsAtLeast, judged: Judged) -> Shown:
    found = [
        judgement
        for judgement in judged.items.values()
        if predicate.states & {judgement.verdict, judgement.quadrant}
    ]
    widest = sorted(found, key=lambda one: (-abs(one.gap.difference.value), one.gap.subject))
    shown = max(MOST_SHOWN, predicate.count)
    return tuple(widest[:shown]) if len(found) >= predicate.count else ()


@shown_by.register
def _(predicate: LowDimensionsAtLeast, judged: Judged) -> Shown:
    low = [one for one in judged.dimensions.values() if Level.LOW in one.gap.levels]
    return tuple(low) if len(low) >= predicate.count else ()


@shown_by.register
def _(predicate: AllOf, judged: Judged) -> Shown:
    parts = [shown_by(part, judged) for part in predicate.predicates]
    return tuple(one for part in parts for one in part) if all(parts) else ()


@shown_by.register
def _(predicate: AnyOf, judged: Judged) -> Shown:
    return tuple(one for part in predicate.predicates for one in shown_by(part, judged))


def _fulfilling(gap: PerceptionGap, highest: Level) -> dict[str, bool]:
    """By team: whether its level is at most the highest allowed."""
    return {
        group.team: _LEVELS.index(level) <= _LEVELS.index(highest)
        for group, level in zip(gap.groups, gap.levels, strict=True)
    }


def _higher_team(gap: PerceptionGap) -> str:
    return gap.groups[0 if gap.difference.value > 0 else 1].team
