"""Levers: what can be done, on what evidence, and the rules that say when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from survey.coorientation import MetaGap
from survey.mirror import MirrorGap
from survey.questionnaire import Texts
from survey.thresholds import Level
from survey.verdict import Judgement, Quadrant, Verdict


class Grade(StrEnum):
    """How good the evidence for a lever is.

    A several quantitative studies of this interface, B one, C adjacent or practitioners' data,
    D expert opinion.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Teams(StrEnum):
    """Whose level a predicate looks at, where it names no team."""

    ANY = "any"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source, as far as it is known; "" where it is not.

    Attributes:
        note: what a reader should know of it, such as that its abstract alone was read.
    """

    id: str
    authors: str
    year: str
    title: str
    where: str
    note: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What sources say, in our words."""

    text: Texts
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelAtMost:
    """A team is at most at this level on an item or dimension; `by` a team's id, any or both."""

    subject: str
    by: str
    highest: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictIn:
    """The verdict of an item or dimension is one of these; `higher` a team's id, or ""."""

    subject: str
    verdicts: frozenset[Verdict]
    higher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantIn:
    """The two levels together are one of these."""

    subject: str
    quadrants: frozenset[Quadrant]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAboveOther:
    """A team sees itself higher than the other sees it, by at least `least` points of 1 to 5."""

    item: str
    least: float
    verdicts: frozenset[Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenAboveGiven:
    """A team expects better answers than the other gives, by at least `least` points of 1 to 5.

    `by` is the id of the team that was asked, or any.
    """

    item: str
    by: str
    least: float
    verdicts: frozenset[Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsAtLeast:
    """At least so many items have one of these verdicts or quadrants."""

    count: int
    states: frozenset[Verdict | Quadrant]


@dataclass(frozen=True, slots=True)
class LowDimensionsAtLeast:
    """A team is low on at least so many dimensions."""

    count: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these holds."""

    predicates: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these holds, or more."""

    predicates: tuple[Predicate, ...]


Predicate = (
    LevelAtMost
    | VerdictIn
    | QuadrantIn
    | SelfAboveOther
    | ForeseenAboveGiven
    | ItemsAtLeast
    | LowDimensionsAtLeast
    | AllOf
    | AnyOf
)


@dataclass(frozen=True, slots=True)
class Rule:
    """When the answers speak for a lever."""

    id: str
    when: Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that can be done.

    Attributes:
        effort: from 1 (days) to 5 (a year).
        contrary: evidence against it, shown beside the evidence for it; None when none is known.
        helpful_differences: items on which the teams may well differ: no need follows from it.
    """

    id: str
    title: Texts
    what: Texts
    first_step: Texts
    owner: Texts
    metric: Texts
    effort: int
    grade: Grade
    evidence: Evidence
    contrary: Evidence | None
    helpful_differences: frozenset[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrails:
    """What keeps recommendations from being taken too far; None where a file says nothing.

    Attributes:
        differences: why a difference on some items may help.
        limits: when more integration does not pay.
    """

    differences: Evidence | None = None
    limits: Evidence | None = None


NO_GUARDRAILS = Guardrails()


@dataclass(frozen=True, slots=True)
class LeverFile:
    """What a levers file holds."""

    levers: tuple[Lever, ...]
    guardrails: Guardrails


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Everything that was judged: items and dimensions by id, mirror gaps by item.

    Meta gaps by item and the team that was asked, where what the other says was foreseen.
    """

    items: Mapping[str, Judgement]
    dimensions: Mapping[str, Judgement]
    mirror: Mapping[str, MirrorGap]
    meta: Mapping[tuple[str, str], MetaGap] = field(default_factory=dict)

    def known(self, subject: str) -> Judgement:
        """The judgement of an item or dimension that may be shown; an item before a dimension."""
        return self.items[subject] if subject in self.items else self.dimensions[subject]
