"""The conditions of report.json: what would have to change before a rule no longer speaks."""

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
from report_builder.downloads.document import Row
from survey.verdict import Judgement


@singledispatch
def change_row(change: Change) -> Row:
    """The condition with its threshold; thresholds are the rule's, figures of nobody."""
    raise TypeError(f"no row is given to {type(change).__name__}")


@change_row.register(Higher)
def _(change: Higher) -> Row:
    about = _about(change.judgement)
    return {"measure": "mean", **about, "team": change.team, "at_least": change.bound}


@change_row.register(Narrower)
def _(change: Narrower) -> Row:
    about = _about(change.judgement)
    if change.only_clear:
        return {"measure": "clear_gap", **about}
    return {"measure": "gap", **about, "below": change.bound}


@change_row.register(LessFlattering)
def _(change: LessFlattering) -> Row:
    about = _about(change.judgement)
    return {"measure": "self_view", **about, "team": change.team, "below": change.bound}


@change_row.register(BetterForeseen)
def _(change: BetterForeseen) -> Row:
    about = _about(change.judgement)
    return {"measure": "expected", **about, "team": change.team, "below": change.bound}


@change_row.register(Another)
def _(change: Another) -> Row:
    return {"measure": "verdict_or_levels", **_about(change.judgement)}


@change_row.register(FewerItems)
def _(change: FewerItems) -> Row:
    states = sorted(state.value for state in change.states)
    return {"measure": "items", "states": states, "below": change.count}


@change_row.register(FewerLowDimensions)
def _(change: FewerLowDimensions) -> Row:
    return {"measure": "low_dimensions", "below": change.count}


@change_row.register(OneOf)
def _(change: OneOf) -> Row:
    return {"any": [change_row(each) for each in change.changes]}


@change_row.register(AllTogether)
def _(change: AllTogether) -> Row:
    return {"all": [change_row(each) for each in change.changes]}


def _about(judgement: Judgement) -> Row:
    return {judgement.gap.kind: judgement.gap.subject}
