"""A change of the answers that would end a rule, with the threshold at which it would."""

from __future__ import annotations

from dataclasses import dataclass

from survey.thresholds import Level
from survey.verdict import Judgement, Quadrant, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Higher:
    """The mean of a team on an item or dimension is at least `bound`, in points of its scale."""

    judgement: Judgement
    team: str
    highest: Level
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrower:
    """The gap is less than `bound`, in points of its scale, or no longer clear."""

    judgement: Judgement
    bound: float
    only_clear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessFlattering:
    """A team sees itself less than `bound` points of the scale above what the other sees."""

    judgement: Judgement
    team: str
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BetterForeseen:
    """A team expects less than `bound` points of the scale above what the other answers."""

    judgement: Judgement
    team: str
    now: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Another:
    """The verdict on the item or dimension, or its two levels, are others than now."""

    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class FewerItems:
    """Fewer than `count` items are in one of these states."""

    count: int
    states: frozenset[Verdict | Quadrant]


@dataclass(frozen=True, slots=True)
class FewerLowDimensions:
    """A team is low on fewer than `count` dimensions."""

    count: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these is enough."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AllTogether:
    """All of these are needed."""

    changes: tuple[Change, ...]


Change = (
    Higher
    | Narrower
    | LessFlattering
    | BetterForeseen
    | Another
    | FewerItems
    | FewerLowDimensions
    | OneOf
    | AllTogether
)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that fired, and what would have to change before it no longer does."""

    rule: str
    change: Change
