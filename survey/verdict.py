"""The four-state verdict, the quadrant and the stage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from survey.estimates import Estimate
from survey.gaps import PerceptionGap


class Verdict(StrEnum):
    """What the answers allow to say of one gap. "Clear" means GAP, everywhere."""

    GAP = "gap"
    POSSIBLE_GAP = "possible_gap"
    ALIGNED = "aligned"
    UNDETERMINED = "undetermined"


class Quadrant(StrEnum):
    """The levels of the two teams together.

    BLIND_SPOT and HIDDEN_STRENGTH only on mirror items (self high / other not, and reverse).
    FIRST_ONLY, SECOND_ONLY: only that team is high. MIXED: neither is high, not both low.
    """

    SHARED_STRENGTH = "shared_strength"
    SHARED_WEAKNESS = "shared_weakness"
    BLIND_SPOT = "blind_spot"
    HIDDEN_STRENGTH = "hidden_strength"
    FIRST_ONLY = "first_only"
    SECOND_ONLY = "second_only"
    MIXED = "mixed"


class Stage(StrEnum):
    """Kotler's words for the level of the index, cut at 2, 3 and 4 on 1-5."""

    UNDEFINED = "undefined"
    DEFINED = "defined"
    ALIGNED = "aligned"
    INTEGRATED = "integrated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A gap with what may be said of it."""

    gap: PerceptionGap
    verdict: Verdict
    quadrant: Quadrant

    @property
    def clear(self) -> bool:
        """Whether the gap is clear: verdict gap."""
        return self.verdict is Verdict.GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStage:
    """The stage of a team on the index, with the index mean it rests on (1..k)."""

    team: str
    index: Estimate
    stage: Stage
