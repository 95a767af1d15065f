"""What to do, in which order, and because of which answers.

Priority = 100 x need x confidence x ease:

- need: 0.6 x how far the lower team is below a high level, + 0.4 x the size of the gap. A gap
  counts where it speaks for doing something: on a mirror statement only when a team sees itself
  above what the other sees, and never where a difference may help.
- confidence: how sure the finding is (1, 0.6 or 0.3), x how good the lever's evidence is.
- ease: from 1 (days of work) down to 0.2 (a year).

The rules of one lever are merged by their maximum; all their evidence is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from report_builder.change import RuleChange
from report_builder.changes import change_of
from report_builder.evidence import Shown, shown_by
from report_builder.lever import Grade, Judged, Lever
from report_builder.lever_file import HARDEST, advice_of, load_lever_file, load_levers
from report_builder.states import NO_TEAM, VERDICTS, Figures, States, states_of
from survey.coorientation import MetaGap
from survey.gaps import PerceptionGap
from survey.mirror import MirrorGap
from survey.verdict import Judgement, Quadrant, Verdict

__all__ = [
    "Because",
    "Bucket",
    "Lever",
    "Recommendation",
    "Stability",
    "advice_of",
    "do_now_from",
    "load_lever_file",
    "load_levers",
    "priorities",
    "recommend",
    "strength_to_keep",
]

WEIGHT_OF_LEVEL = 0.6
WEIGHT_OF_GAP = 0.4
WIDEST_GAP = 2.0
"""On 1 to 5: from this gap on, a wider one adds nothing to the need."""

SURE, LIKELY, UNSURE = 1.0, 0.6, 0.3
STRENGTH = {Grade.A: 1.0, Grade.B: 0.85, Grade.C: 0.7, Grade.D: 0.5}
DO_NOW_FROM = 25.0
PREPARE_FROM = 12.0


class Bucket(StrEnum):
    """When to turn to a lever."""

    DO_NOW = "do_now"
    PREPARE = "prepare"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that fired, and a judgement it rests on: counts, interval and verdict are there."""

    rule: str
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """How the place of a recommendation holds when both teams' answers are drawn anew.

    Attributes:
        top: the share of redraws in which it is among the first three, 0 to 1.
        tied: ids of the recommended levers with which its order flips in more than 30 % of them.
        exact: whether the counts behind it may be shown; else the share is told in tenths.
    """

    top: float
    tied: tuple[str, ...]
    exact: bool

    @property
    def told(self) -> float:
        """The share as finely as it may be told: never as none or all of them if it is not.

        >>> Stability(top=0.97, tied=(), exact=False).told
        0.9
        """
        if self.exact or self.top in {0.0, 1.0}:
            return self.top
        return min(max(round(self.top, 1), 0.1), 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A lever that the answers speak for.

    Attributes:
        priority: 0 to 100, the product of the next three.
        need, confidence, ease: 0 to 1.
        because: every rule that fired with every judgement it rests on, the strongest first.
        changes: of each of these rules, what would have to change before it no longer fires.
        stability: how its place holds in redraws; None where nothing was redrawn.
    """

    lever: Lever
    bucket: Bucket
    priority: float
    need: float
    confidence: float
    ease: float
    because: tuple[Because, ...]
    changes: tuple[RuleChange, ...] = ()
    stability: Stability | None = None


def recommend(
    levers: Iterable[Lever],
    items: Iterable[Judgement],
    dimensions: Iterable[Judgement],
    mirror: Iterable[MirrorGap],
    meta: Iterable[MetaGap] = (),
) -> tuple[Recommendation, ...]:
    """The levers that the answers speak for, the most urgent first.

    Args:
        levers: what could be done.
        items: every judged item, outcomes included.
        dimensions: every judged dimension.
        mirror: the mirror gaps of those items.
        meta: what the teams foresee of those items.
    """
    judged = Judged(
        items={one.gap.subject: one for one in items},
        dimensions={one.gap.subject: one for one in dimensions},
        mirror={one.item: one for one in mirror},
        meta={(one.item, one.team): one for one in meta},
    )
    states = states_of(judged)
    found = [one for lever in levers if (one := _recommendation(lever, states, judged)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.priority, one.lever.id)))


def priorities(levers: Sequence[Lever], states: States) -> Figures:
    """How urgent each lever is in each draw, 0 to 100, shape (levers, draws); 0 for no need."""
    return np.array([_priorities(lever, states) for lever in levers], dtype=np.float64).reshape(
        len(levers), states.draws
    )


def do_now_from(effort: int) -> float:
    """The least need x confidence, of 100, of what is to be done now at an effort of 1 to 5.

    >>> do_now_from(1), do_now_from(5)
    (25.0, 125.0)
    """
    return DO_NOW_FROM / _ease(effort)


def strength_to_keep(items: Iterable[Judgement]) -> Judgement | None:
    """Of the statements both teams rate high, the one that the more sceptical team rates best."""
    strengths = [one for one in items if one.quadrant is Quadrant.SHARED_STRENGTH]
    return min(strengths, key=lambda one: (-_lower_share(one.gap), one.gap.subject), default=None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Weights:
    """How much need each subject shows (0..1) and how sure that is (0..1); (subjects, draws)."""

    need: Figures
    sureness: Figures

    @classmethod
    def of(cls, states: States, lever: Lever) -> _Weights:
        """The weights of a lever, which names the differences that may help."""
        counts = _gap_counts(states, lever)
        size = np.where(counts, np.minimum(states.sizes() / WIDEST_GAP, 1.0), 0.0)
        lower = states.means.min(axis=1)
        shortfall = np.clip((states.high - lower) / (states.high - 1.0), 0.0, 1.0)
        return cls(
            need=WEIGHT_OF_LEVEL * shortfall + WEIGHT_OF_GAP * size,
            sureness=_sureness(states, counts),
        )


def _recommendation(lever: Lever, states: States, judged: Judged) -> Recommendation | None:
    """None when no rule fires, or when what fires them shows no need."""
    weights = _Weights.of(states, lever)
    need, sureness = (
        dict(zip(states.subjects, each[:, 0].tolist(), strict=True))
        for each in (weights.need, weights.sureness)
    )
    fired = sorted(_fired(lever, states), key=lambda one: -need[one[1]] * sureness[one[1]])
    if not fired or not need[fired[0][1]]:
        return None
    strongest = fired[0][1]
    confidence = sureness[strongest] * STRENGTH[lever.grade]
    priority = 100 * need[strongest] * confidence * _ease(lever.effort)
    return Recommendation(
        lever=lever,
        bucket=_bucket(priority, sureness[strongest]),
        priority=priority,
        need=need[strongest],
        confidence=confidence,
        ease=_ease(lever.effort),
        because=tuple(Because(rule, judged.known(subject)) for rule, subject in fired),
        changes=_changes(lever, fired, judged),
    )


def _changes(
    lever: Lever, fired: Iterable[tuple[str, str]], judged: Judged
) -> tuple[RuleChange, ...]:
    rules = {rule.id: rule for rule in lever.rules}
    names = dict.fromkeys(rule for rule, _ in fired)
    return tuple(RuleChange(name, change_of(rules[name].when, judged)) for name in names)


def _fired(lever: Lever, states: States) -> Iterator[tuple[str, str]]:
    """Each rule that fires with each subject that shows it, of answers as they were judged."""
    for rule in lever.rules:
        for subject, mask in shown_by(rule.when, states).items():
            if mask[0]:
                yield rule.id, subject


def _priorities(lever: Lever, states: States) -> Figures:
    """The strongest of what is shown in each draw, times what the lever's evidence and ease add."""
    weights = _Weights.of(states, lever)
    strength = weights.need * weights.sureness
    shown = [shown_by(rule.when, states) for rule in lever.rules]
    strongest = _strongest(shown, states, strength)
    return 100 * strongest * STRENGTH[lever.grade] * _ease(lever.effort)


def _strongest(shown: Iterable[Shown], states: States, strength: Figures) -> Figures:
    strongest = np.zeros(states.draws)
    for part in shown:
        for subject, mask in part.items():
            place = states.subjects.index(subject)
            strongest = np.maximum(strongest, np.where(mask, strength[place], 0.0))
    return strongest


def _ease(effort: int) -> float:
    return (HARDEST + 1 - effort) / HARDEST


def _bucket(priority: float, sureness: float) -> Bucket:
    if priority >= DO_NOW_FROM and sureness == SURE:
        return Bucket.DO_NOW
    return Bucket.PREPARE if priority >= PREPARE_FROM else Bucket.WATCH


def _gap_counts(states: States, lever: Lever) -> NDArray[np.bool_]:
    """Whether the gap itself speaks for doing something, shape (subjects, draws)."""
    helpful = np.isin(states.subjects, list(lever.helpful_differences))[:, None]
    flattering = (states.about == NO_TEAM)[:, None] | (states.self_above_other() > 0)
    return np.asarray(flattering & ~helpful, dtype=np.bool_)


def _sureness(states: States, gap_counts: NDArray[np.bool_]) -> Figures:
    clear = gap_counts & (states.verdicts == VERDICTS.index(Verdict.GAP))
    possible = gap_counts & (states.verdicts == VERDICTS.index(Verdict.POSSIBLE_GAP))
    return np.select([clear | states.surely_not_high, possible], [SURE, LIKELY], UNSURE)


def _lower_share(gap: PerceptionGap) -> float:
    return min((share.value for share in gap.shares or ()), default=0.0)
