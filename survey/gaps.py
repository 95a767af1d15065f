"""Perception gaps: where the two teams see things differently, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from survey.estimates import Estimate
from survey.release import Group


class Level(StrEnum):
    """A team's level on an item or dimension: mean >= 3.75 high, < 3.00 low (on 1-5)."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptionGap:
    """First team minus second team on one item or dimension, in points of the scale.

    Attributes:
        subject: the id of the item or dimension.
        groups: the two groups compared, first team first.
        bases: respondents of each group who gave a valid answer.
        shares: share of favourable answers per team (items only), 0..1, Wilson intervals.
        means: mean per team, 1..k; None below 10 answers in a team.
        levels: high, middle or low per team.
        difference: mean of first - mean of second, with its 95 % interval.
        narrow: 90 % interval of the difference (low, high): decides "aligned".
        delta: Cliff's delta with its 95 % interval.
        p: Welch p of the difference; p_adjusted over its family.
        margin: the smallest gap that matters: 0.5 on 1-5, rescaled to 1-k.
        exact: True when the Release allows the counts themselves (n >= 10 in both teams).
    """

    subject: str
    kind: Literal["item", "dimension"]
    groups: tuple[Group, Group]
    bases: tuple[int, int]
    shares: tuple[Estimate, Estimate] | None
    means: tuple[Estimate, Estimate] | None
    levels: tuple[Level, Level]
    difference: Estimate
    narrow: tuple[float, float]
    delta: Estimate
    p: float
    p_adjusted: float
    margin: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorGap:
    """How a team sees itself minus how the other team sees it, on one mirror item.

    Positive: the team sees itself more favourably than the other sees it.

    Attributes:
        pair: the mirror pair; `about`: the team the statement is about.
        own: the team's own share of favourable answers; `outside`: the other team's.
        difference: self minus other in scale points, with its 95 % interval.
        gap: the perception gap of the item (first - second).
    """

    pair: str
    item: str
    about: str
    own: Estimate
    outside: Estimate
    difference: Estimate
    gap: PerceptionGap
