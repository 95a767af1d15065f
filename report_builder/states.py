"""The states of the answers: levels, gaps and verdicts of every item and dimension, as arrays.

Once as they were judged, or in many redraws at a time: rules and priorities are computed from these
arrays alone, so that what is asked of one set of answers can be asked of five hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from report_builder.lever import Judged
from survey.gaps import PerceptionGap
from survey.thresholds import USUAL, Level, Thresholds, stretch
from survey.verdict import Quadrant, Verdict

Mask: TypeAlias = NDArray[np.bool_]
"""In which draws something holds, shape (draws,)."""

Codes: TypeAlias = NDArray[np.int8]
Figures: TypeAlias = NDArray[np.float64]

LEVELS = tuple(Level)
VERDICTS = tuple(Verdict)
QUADRANTS = tuple(Quadrant)
NO_TEAM = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class States:
    """What the answers say of each subject, in one draw or more; points are those of 1 to 5.

    Attributes:
        items, dimensions: the subjects in order, items first.
        teams: ids, first team first.
        stretch: points of its own scale that make one point of 1 to 5, shape (subjects,).
        high: the mean from which on a level is high.
        about: the team a mirror item is about, 0 or 1, else NO_TEAM; shape (subjects,).
        exact: whether means may be shown, shape (subjects,).
        levels: of each team, codes of LEVELS, shape (subjects, 2, draws).
        means: of each team, shape (subjects, 2, draws); the middle of its level where not shown.
        surely_not_high: whether a team's mean is below a high level as a whole interval, shape
            (subjects, draws); never where it may not be shown.
        differences: first mean - second mean, shape (subjects, draws).
        verdicts: codes of VERDICTS, shape (subjects, draws).
        foreseen: item and the team that was asked, of each answer foreseen.
        foreseen_above: mean foreseen - mean given, shape (foreseen, draws).
        foreseen_verdicts: of that difference, codes of VERDICTS, shape (foreseen, draws).
    """

    items: tuple[str, ...]
    dimensions: tuple[str, ...]
    teams: tuple[str, str]
    stretch: Figures
    high: float
    about: NDArray[np.int64]
    exact: NDArray[np.bool_]
    levels: Codes
    means: Figures
    surely_not_high: NDArray[np.bool_]
    differences: Figures
    verdicts: Codes
    foreseen: tuple[tuple[str, str], ...] = ()
    foreseen_above: Figures = field(default_factory=lambda: np.zeros((0, 1)))
    foreseen_verdicts: Codes = field(default_factory=lambda: np.zeros((0, 1), dtype=np.int8))

    @property
    def subjects(self) -> tuple[str, ...]:
        """Items, then dimensions."""
        return (*self.items, *self.dimensions)

    @property
    def draws(self) -> int:
        """How many sets of answers these are."""
        return len(self.differences.T)

    def place(self, subject: str) -> int | None:
        """Where a subject stands; None when it may not be shown."""
        return self.subjects.index(subject) if subject in self.subjects else None

    def quadrants(self) -> Codes:
        """What the two levels say together, as `survey.verdict.judge` says it."""
        high = self.levels == LEVELS.index(Level.HIGH)
        both_low = (self.levels == LEVELS.index(Level.LOW)).all(axis=1)
        mirrored = (self.about != NO_TEAM)[:, None]
        own = np.where((self.about == 1)[:, None], high[:, 1], high[:, 0])
        told = {
            Quadrant.SHARED_STRENGTH: high.all(axis=1),
            Quadrant.SHARED_WEAKNESS: both_low,
            Quadrant.MIXED: ~high.any(axis=1),
            Quadrant.BLIND_SPOT: mirrored & own,
            Quadrant.HIDDEN_STRENGTH: mirrored,
            Quadrant.FIRST_ONLY: high[:, 0],
        }
        codes = [np.int8(QUADRANTS.index(quadrant)) for quadrant in told]
        rest = np.int8(QUADRANTS.index(Quadrant.SECOND_ONLY))
        return np.select([*told.values()], codes, rest)

    def sizes(self) -> Figures:
        """How wide each gap is, as finely as it may be told: to one decimal below 10 answers."""
        sizes: Figures = np.abs(self.differences)
        told = np.round(sizes * self.stretch[:, None], 1) / self.stretch[:, None]
        return np.asarray(np.where(self.exact[:, None], sizes, told), dtype=np.float64)

    def self_above_other(self) -> Figures:
        """How far a team sees itself above what the other sees; 0 where no item is mirrored."""
        sign = np.select([self.about == 0, self.about == 1], [1.0, -1.0], 0.0)
        above: Figures = self.differences * sign[:, None]
        return above


def middle_of(thresholds: Thresholds) -> Figures:
    """What a level stands for below 10 answers, where no mean is known: the middle of its span."""
    low, high = thresholds.low, thresholds.high
    return np.array([(1.0 + low) / 2, (low + high) / 2, high])


def states_of(judged: Judged) -> States:
    """The answers as they were judged: one draw."""
    judgements = [*judged.items.values(), *judged.dimensions.values()]
    gaps = [each.gap for each in judgements]
    thresholds = gaps[0].thresholds if gaps else USUAL
    levels = _column([[LEVELS.index(level) for level in gap.levels] for gap in gaps], 2)
    known = [[_means(gap)] if gap.means else [[np.nan, np.nan]] for gap in gaps]
    means = np.array(known, dtype=np.float64).reshape(len(gaps), 2, 1)
    verdicts = [VERDICTS.index(each.verdict) for each in judgements]
    return States(
        items=tuple(judged.items),
        dimensions=tuple(judged.dimensions),
        teams=_teams(gaps),
        stretch=np.array([stretch(gap.points) for gap in gaps], dtype=np.float64),
        high=thresholds.high,
        about=np.array([_about(gap, judged) for gap in gaps], dtype=np.int64),
        exact=np.array([gap.means is not None for gap in gaps], dtype=np.bool_),
        levels=levels,
        means=np.where(np.isnan(means), middle_of(thresholds)[levels], means),
        surely_not_high=np.array([*map(_surely_not_high, gaps)], dtype=np.bool_).reshape(-1, 1),
        differences=np.array([_on_five(gap) for gap in gaps], dtype=np.float64).reshape(-1, 1),
        verdicts=np.array(verdicts, dtype=np.int8).reshape(-1, 1),
        foreseen=tuple(judged.meta),
        foreseen_above=np.array(
            [gap.accuracy.difference.value / stretch(gap.points) for gap in judged.meta.values()],
            dtype=np.float64,
        ).reshape(-1, 1),
        foreseen_verdicts=np.array(
            [VERDICTS.index(gap.accuracy.verdict) for gap in judged.meta.values()], dtype=np.int8
        ).reshape(-1, 1),
    )


def _column(rows: Sequence[Sequence[int]], width: int) -> Codes:
    return np.array(rows, dtype=np.int8).reshape(len(rows), width, 1)


def _teams(gaps: Sequence[PerceptionGap]) -> tuple[str, str]:
    """The ids of the two teams; nothing is compared where there is no gap."""
    if not gaps:
        return "", ""
    first, second = gaps[0].groups
    return first.team, second.team


def _about(gap: PerceptionGap, judged: Judged) -> int:
    mirrored = judged.mirror.get(gap.subject)
    if mirrored is None:
        return NO_TEAM
    return [group.team for group in gap.groups].index(mirrored.about)


def _on_five(gap: PerceptionGap) -> float:
    return gap.difference.value / stretch(gap.points)


def _means(gap: PerceptionGap) -> list[float]:
    return [_mean_on_five(mean.value, gap) for mean in gap.means or ()]


def _surely_not_high(gap: PerceptionGap) -> bool:
    """Whether the interval of a team's mean lies below a high level as a whole."""
    return any(_mean_on_five(mean.high, gap) < gap.thresholds.high for mean in gap.means or ())


def _mean_on_five(mean: float, gap: PerceptionGap) -> float:
    return 1.0 + (mean - 1.0) / stretch(gap.points)
