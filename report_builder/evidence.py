"""Whether the answers fulfil a predicate, and which items and dimensions show it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce, singledispatch

import numpy as np

from report_builder.lever import (
    AllOf,
    AnyOf,
    ForeseenAboveGiven,
    ItemsAtLeast,
    LevelAtMost,
    LowDimensionsAtLeast,
    Predicate,
    QuadrantIn,
    SelfAboveOther,
    Teams,
    VerdictIn,
)
from report_builder.states import LEVELS, QUADRANTS, VERDICTS, Mask, States
from survey.thresholds import Level

MOST_SHOWN = 3
"""Items shown for a count of items: the widest gaps among them."""

Shown = Mapping[str, Mask]
"""The items and dimensions that may show something, each with the draws in which it does."""


@singledispatch
def shown_by(predicate: Predicate, states: States) -> Shown:
    """What fulfils a predicate, draw by draw; nothing in the draws in which it does not hold.

    What may not be shown fulfils nothing: a rule never rests on a withheld answer.
    """
    raise TypeError(f"no meaning is given to {type(predicate).__name__} ({states})")


@shown_by.register
def _(predicate: LevelAtMost, states: States) -> Shown:
    place = states.place(predicate.subject)
    if place is None:
        return {}
    low_enough = states.levels[place] <= LEVELS.index(predicate.highest)
    if predicate.by == Teams.BOTH:
        holds = low_enough.all(axis=0)
    elif predicate.by == Teams.ANY:
        holds = low_enough.any(axis=0)
    else:
        holds = low_enough[states.teams.index(predicate.by)]
    return {predicate.subject: holds}


@shown_by.register
def _(predicate: VerdictIn, states: States) -> Shown:
    place = states.place(predicate.subject)
    if place is None:
        return {}
    holds = np.isin(states.verdicts[place], [VERDICTS.index(one) for one in predicate.verdicts])
    if predicate.higher:
        first_is_higher = states.differences[place] > 0
        holds &= first_is_higher == (predicate.higher == states.teams[0])
    return {predicate.subject: holds}


@shown_by.register
def _(predicate: QuadrantIn, states: States) -> Shown:
    place = states.place(predicate.subject)
    if place is None:
        return {}
    wanted = [QUADRANTS.index(one) for one in predicate.quadrants]
    return {predicate.subject: np.isin(states.quadrants()[place], wanted)}


@shown_by.register
def _(predicate: SelfAboveOther, states: States) -> Shown:
    place = states.place(predicate.item)
    if place is None:
        return {}
    holds = np.isin(states.verdicts[place], [VERDICTS.index(one) for one in predicate.verdicts])
    return {predicate.item: holds & (states.self_above_other()[place] >= predicate.least)}


@shown_by.register
def _(predicate: ForeseenAboveGiven, states: States) -> Shown:
    if states.place(predicate.item) is None:
        return {}
    codes = [VERDICTS.index(one) for one in predicate.verdicts]
    holds = np.zeros(states.draws, dtype=np.bool_)
    for at, (item, team) in enumerate(states.foreseen):
        if item == predicate.item and predicate.by in {Teams.ANY, team}:
            above = states.foreseen_above[at] >= predicate.least
            holds |= above & np.isin(states.foreseen_verdicts[at], codes)
    return {predicate.item: holds}


@shown_by.register
def _(predicate: ItemsAtLeast, states: States) -> Shown:
    names = sorted(states.items)
    places = [states.items.index(name) for name in names]
    codes = [VERDICTS.index(one) for one in VERDICTS if one in predicate.states]
    found = np.isin(states.verdicts[places], codes)
    corners = [QUADRANTS.index(one) for one in QUADRANTS if one in predicate.states]
    found |= np.isin(states.quadrants()[places], corners)
    sizes = np.where(found, np.abs(states.differences[places]), -np.inf)
    order = np.argsort(-sizes, axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    shown = found & (rank < max(MOST_SHOWN, predicate.count))
    shown &= found.sum(axis=0) >= predicate.count
    return {names[at]: shown[at] for at in order[:, 0].tolist()}


@shown_by.register
def _(predicate: LowDimensionsAtLeast, states: States) -> Shown:
    low = (states.levels[len(states.items) :] == LEVELS.index(Level.LOW)).any(axis=1)
    enough = low.sum(axis=0) >= predicate.count
    return dict(zip(states.dimensions, low & enough, strict=True))


@shown_by.register
def _(predicate: AllOf, states: States) -> Shown:
    parts = [shown_by(part, states) for part in predicate.predicates]
    every = np.ones(states.draws, dtype=np.bool_)
    all_hold = reduce(np.logical_and, (_holds(part, states) for part in parts), every)
    return {subject: mask & all_hold for subject, mask in _together(parts).items()}


@shown_by.register
def _(predicate: AnyOf, states: States) -> Shown:
    return _together([shown_by(part, states) for part in predicate.predicates])


def _holds(shown: Shown, states: States) -> Mask:
    """The draws in which something is shown."""
    return reduce(np.logical_or, shown.values(), np.zeros(states.draws, dtype=np.bool_))


def _together(parts: list[Shown]) -> Shown:
    """What any of the parts shows, each once, in order of appearance."""
    union: dict[str, Mask] = {}
    for part in parts:
        for subject, mask in part.items():
            union[subject] = union[subject] | mask if subject in union else mask
    return union
