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

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from report_builder.evidence import shown_by
from report_builder.lever import Grade, Judged, Lever
from report_builder.lever_file import HARDEST, load_levers
from survey.gaps import HIGH_FROM, LOW_BELOW, MARGIN, Level, MirrorGap, PerceptionGap
from survey.verdict import Judgement, Quadrant, Verdict

__all__ = [
    "Because",
    "Bucket",
    "Lever",
    "Recommendation",
    "load_levers",
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

# Below 10 answers no mean is known here; a level stands for the middle of its span on 1 to 5.
_MIDDLE_OF = {
    Level.LOW: (1.0 + LOW_BELOW) / 2,
    Level.MIDDLE: (LOW_BELOW + HIGH_FROM) / 2,
    Level.HIGH: HIGH_FROM,
}


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
class Recommendation:
    """A lever that the answers speak for.

    Attributes:
        priority: 0 to 100, the product of the next three.
        need, confidence, ease: 0 to 1.
        because: every rule that fired with every judgement it rests on, the strongest first.
    """

    lever: Lever
    bucket: Bucket
    priority: float
    need: float
    confidence: float
    ease: float
    because: tuple[Because, ...]


def recommend(
    levers: Iterable[Lever],
    items: Iterable[Judgement],
    dimensions: Iterable[Judgement],
    mirror: Iterable[MirrorGap],
) -> tuple[Recommendation, ...]:
    """The levers that the answers speak for, the most urgent first.

    Args:
        levers: what could be done.
        items: every judged item, outcomes included.
        dimensions: every judged dimension.
        mirror: the mirror gaps of those items.
    """
    judged = Judged(
        items={one.gap.subject: one for one in items},
        dimensions={one.gap.subject: one for one in dimensions},
        mirror={one.item: one for one in mirror},
    )
    found = [one for lever in levers if (one := _recommendation(lever, judged)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.priority, one.lever.id)))


def strength_to_keep(items: Iterable[Judgement]) -> Judgement | None:
    """Of the statements both teams rate high, the one that the more sceptical team rates best."""
    strengths = [one for one in items if one.quadrant is Quadrant.SHARED_STRENGTH]
    return min(strengths, key=lambda one: (-_lower_share(one.gap), one.gap.subject), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A judgement, how much need it shows (0..1) and how sure that is (0..1)."""

    because: Because
    need: float
    sureness: float

    @property
    def strength(self) -> float:
        return self.need * self.sureness


def _recommendation(lever: Lever, judged: Judged) -> Recommendation | None:
    """None when no rule fires, or when what fires them shows no need."""
    weighed = sorted(
        (
            _weighed(Because(rule.id, judgement), lever, judged)
            for rule in lever.rules
            for judgement in shown_by(rule.when, judged)
        ),
        key=lambda one: -one.strength,
    )
    if not weighed or weighed[0].strength == 0:
        return None
    strongest = weighed[0]
    confidence = strongest.sureness * STRENGTH[lever.grade]
    ease = (HARDEST + 1 - lever.effort) / HARDEST
    priority = 100 * strongest.need * confidence * ease
    return Recommendation(
        lever=lever,
        bucket=_bucket(priority, strongest.sureness),
        priority=priority,
        need=strongest.need,
        confidence=confidence,
        ease=ease,
        because=tuple(one.because for one in weighed),
    )


def _bucket(priority: float, sureness: float) -> Bucket:
    if priority >= DO_NOW_FROM and sureness == SURE:
        return Bucket.DO_NOW
    return Bucket.PREPARE if priority >= PREPARE_FROM else Bucket.WATCH


def _weighed(because: Because, lever: Lever, judged: Judged) -> _Weighed:
    gap, verdict = because.judgement.gap, because.judgement.verdict
    counts = _gap_counts(gap, lever, judged)
    size = min(_shown(gap) * MARGIN / gap.margin / WIDEST_GAP, 1.0) if counts else 0.0
    shortfall = min(max((HIGH_FROM - _lower_mean(gap)) / (HIGH_FROM - 1.0), 0.0), 1.0)
    return _Weighed(
        because=because,
        need=WEIGHT_OF_LEVEL * shortfall + WEIGHT_OF_GAP * size,
        sureness=_sureness(gap, verdict, gap_counts=counts),
    )


def _shown(gap: PerceptionGap) -> float:
    """The size of a gap as finely as it may be told: to one decimal below 10 answers."""
    size = abs(gap.difference.value)
    return size if gap.exact else round(size, 1)


def _gap_counts(gap: PerceptionGap, lever: Lever, judged: Judged) -> bool:
    """Whether the gap itself speaks for doing something."""
    if gap.subject in lever.helpful_differences:
        return False
    mirrored = judged.mirror.get(gap.subject)
    return mirrored is None or mirrored.difference.value > 0


def _sureness(gap: PerceptionGap, verdict: Verdict, *, gap_counts: bool) -> float:
    clear_gap = gap_counts and verdict is Verdict.GAP
    if clear_gap or _surely_not_high(gap):
        return SURE
    return LIKELY if gap_counts and verdict is Verdict.POSSIBLE_GAP else UNSURE


def _surely_not_high(gap: PerceptionGap) -> bool:
    """Whether the interval of a team's mean lies below a high level as a whole."""
    return any(_on_five(mean.high, gap) < HIGH_FROM for mean in gap.means or ())


def _lower_mean(gap: PerceptionGap) -> float:
    """The mean of the lower team, on 1 to 5."""
    if gap.means is None:
        return min(_MIDDLE_OF[level] for level in gap.levels)
    return min(_on_five(mean.value, gap) for mean in gap.means)


def _lower_share(gap: PerceptionGap) -> float:
    return min((share.value for share in gap.shares or ()), default=0.0)


def _on_five(mean: float, gap: PerceptionGap) -> float:
    """A mean on 1..k at the same place on 1..5; the margin tells k."""
    return 1.0 + (mean - 1.0) * MARGIN / gap.margin
