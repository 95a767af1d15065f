"""The four-state verdict, the quadrant and the stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.estimates import Estimate, theme_mean
from survey.gaps import PerceptionGap
from survey.questionnaire import Questionnaire
from survey.release import INDEX, Base, Group, Release
from survey.statistics.equivalence import within
from survey.statistics.interval import Interval
from survey.statistics.multiplicity import SIGNIFICANT
from survey.thresholds import USUAL, Level, rescaled


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


def judge(gap: PerceptionGap, about: str = "") -> Judgement:
    """Gap, possible gap, aligned or undetermined; and what the levels say.

    Aligned only when the whole 90 % interval lies within the margin: equivalence is shown, never
    concluded from a lack of evidence. A gap of at least the margin is clear when its adjusted p
    is at most 0.05, else possible.

    Args:
        gap: the gap, its p adjusted over its family.
        about: the id of the team a mirror statement is about, else "".
    """
    return Judgement(gap=gap, verdict=_verdict(gap), quadrant=_quadrant(gap, about))


def verdicts(
    difference: ArrayLike, narrow: Interval, p_adjusted: ArrayLike, margin: float
) -> NDArray[np.str_]:
    """The verdict of many gaps at once, by the rule of `judge`.

    Args:
        difference: first mean - second mean, shape (...).
        narrow: its 90 % interval, each limit of shape (...).
        p_adjusted: p over the family of each gap, shape (...).
        margin: the smallest gap that matters.

    Returns:
        Values of `Verdict`, shape (...).

    >>> str(verdicts(0.9, Interval(np.float64(0.2), np.float64(1.6)), 0.02, 0.5))
    'gap'
    """
    return np.select(
        [
            within(narrow, margin),
            np.abs(difference) < margin,
            np.asarray(p_adjusted) <= SIGNIFICANT,
        ],
        [Verdict.ALIGNED.value, Verdict.UNDETERMINED.value, Verdict.GAP.value],
        Verdict.POSSIBLE_GAP.value,
    )


def _verdict(gap: PerceptionGap) -> Verdict:
    narrow = Interval(*np.array(gap.narrow))
    return Verdict(str(verdicts(gap.difference.value, narrow, gap.p_adjusted, gap.margin)))


def _quadrant(gap: PerceptionGap, about: str) -> Quadrant:
    first, second = gap.levels
    high = (first is Level.HIGH, second is Level.HIGH)
    if all(high):
        return Quadrant.SHARED_STRENGTH
    if first is second is Level.LOW:
        return Quadrant.SHARED_WEAKNESS
    if not any(high):
        return Quadrant.MIXED
    if about:
        own = high[0] if about == gap.groups[0].team else high[1]
        return Quadrant.BLIND_SPOT if own else Quadrant.HIDDEN_STRENGTH
    return Quadrant.FIRST_ONLY if high[0] else Quadrant.SECOND_ONLY


def stage_of(index: float, points: int, cuts: Sequence[float] = USUAL.stages) -> Stage:
    """The stage of an index mean: cut at 2, 3 and 4 on 1..5, rescaled to 1..k.

    >>> [stage_of(index, 5).value for index in (1.9, 2.0, 3.5, 4.0)]
    ['undefined', 'defined', 'aligned', 'integrated']
    """
    stages: list[Stage] = [*Stage]
    return stages[sum(index >= rescaled(cut, points) for cut in cuts)]


def team_stages(release: Release, questionnaire: Questionnaire) -> tuple[TeamStage, ...]:
    """The stage of each team, where the questionnaire asks about alignment at all.

    Of no team where a mean may not be shown, or scales differ in their number of points.
    """
    points = {item.scale.size for item in questionnaire.index_items}
    if len(points) != 1 or questionnaire.alignment_item is None:
        return ()
    size, cuts = points.pop(), release.rules.thresholds.stages
    found = []
    for team in questionnaire.teams:
        group = Group(team=team.id)
        scores, entry = release.scores(INDEX, group), release.released(group)
        if scores is None or entry is None or not release.shows_mean(INDEX, group):
            return ()
        index = theme_mean(scores, points=size, headcount=entry.headcount)
        index = index.resting_on(release.base(INDEX, group) or Base(index.base))
        found.append(TeamStage(team=team.id, index=index, stage=stage_of(index.value, size, cuts)))
    return tuple(found)
