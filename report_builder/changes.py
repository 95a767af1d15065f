"""What would have to change in the answers before a rule no longer speaks for its lever.

The other side of `evidence`: each predicate that holds names the threshold at which it would end.
"""

from __future__ import annotations

from functools import singledispatch

from report_builder.change import (
    AllTogether,
    Another,
    BetterForeseen,
    Change,
    FewerItems,
    FewerLowDimensions,
    Higher,
    LessFlattering,
    Narrower,
    OneOf,
)
from report_builder.evidence import shown_by
from report_builder.lever import (
    AllOf,
    AnyOf,
    ForeseenAboveGiven,
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
from report_builder.states import LEVELS, states_of
from survey.thresholds import Level, rescaled, stretch
from survey.verdict import Judgement, Verdict

_OPEN = {Verdict.GAP, Verdict.POSSIBLE_GAP}


@singledispatch
def change_of(predicate: Predicate, judged: Judged) -> Change:
    """What would end a predicate that holds."""
    raise TypeError(f"no end is given to {type(predicate).__name__} ({judged})")


@change_of.register
def _(predicate: LevelAtMost, judged: Judged) -> Change:
    judgement, highest = judged.known(predicate.subject), predicate.highest
    gap = judgement.gap
    above = {Level.LOW: gap.thresholds.low, Level.MIDDLE: gap.thresholds.high}
    bound = rescaled(above[highest], gap.points)
    held = [
        Higher(judgement=judgement, team=group.team, highest=highest, bound=bound)
        for group, level in zip(gap.groups, gap.levels, strict=True)
        if LEVELS.index(level) <= LEVELS.index(highest)
        and predicate.by in {Teams.ANY, Teams.BOTH, group.team}
    ]
    if len(held) == 1:
        return held[0]
    return OneOf(tuple(held)) if predicate.by == Teams.BOTH else AllTogether(tuple(held))


@change_of.register
def _(predicate: VerdictIn, judged: Judged) -> Change:
    judgement = judged.known(predicate.subject)
    if not predicate.verdicts <= _OPEN:
        return Another(judgement=judgement)
    only_clear = Verdict.POSSIBLE_GAP not in predicate.verdicts
    return Narrower(judgement=judgement, bound=judgement.gap.margin, only_clear=only_clear)


@change_of.register
def _(predicate: QuadrantIn, judged: Judged) -> Change:
    return Another(judgement=judged.known(predicate.subject))


@change_of.register
def _(predicate: SelfAboveOther, judged: Judged) -> Change:
    judgement, mirrored = judged.known(predicate.item), judged.mirror[predicate.item]
    least = _least(predicate, judgement)
    bound = least * stretch(judgement.gap.points)
    return LessFlattering(judgement=judgement, team=mirrored.about, bound=bound)


@change_of.register
def _(predicate: ForeseenAboveGiven, judged: Judged) -> Change:
    judgement = judged.known(predicate.item)
    by = stretch(judgement.gap.points)
    least = _least(predicate, judgement)
    held = [
        BetterForeseen(
            judgement=judgement,
            team=gap.team,
            now=gap.accuracy.difference.value,
            bound=least * by,
        )
        for gap in judged.meta.values()
        if gap.item == predicate.item
        and predicate.by in {Teams.ANY, gap.team}
        and gap.accuracy.verdict in predicate.verdicts
        and gap.accuracy.difference.value >= predicate.least * by
    ]
    return _joined(AllTogether, [*held])


@change_of.register
def _(predicate: ItemsAtLeast, _judged: Judged) -> Change:
    return FewerItems(count=predicate.count, states=predicate.states)


@change_of.register
def _(predicate: LowDimensionsAtLeast, _judged: Judged) -> Change:
    return FewerLowDimensions(predicate.count)


@change_of.register
def _(predicate: AllOf, judged: Judged) -> Change:
    return _joined(OneOf, [change_of(part, judged) for part in predicate.predicates])


@change_of.register
def _(predicate: AnyOf, judged: Judged) -> Change:
    states = states_of(judged)
    shown = [(part, shown_by(part, states).values()) for part in predicate.predicates]
    holding = [part for part, masks in shown if any(mask[0] for mask in masks)]
    return _joined(AllTogether, [change_of(part, judged) for part in holding])


def _least(predicate: SelfAboveOther | ForeseenAboveGiven, judgement: Judgement) -> float:
    """The least distance that counts, on 1 to 5: a gap narrower than the margin is none."""
    margin = judgement.gap.thresholds.gap
    return max(predicate.least, margin) if predicate.verdicts <= _OPEN else predicate.least


def _joined(join: type[OneOf | AllTogether], changes: list[Change]) -> Change:
    return changes[0] if len(changes) == 1 else join(tuple(changes))
