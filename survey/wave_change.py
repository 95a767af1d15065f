"""The change of one statement or theme between two waves: of each team, and of the gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

import numpy as np

from survey.course import Course, course_of_gap
from survey.estimates import Estimate, share_from
from survey.gaps import PerceptionGap, placed
from survey.release import Base, Counts, ThemeScores
from survey.statistics.comparison import Comparison, contrast, difference_of_means
from survey.statistics.distribution import FloatArray, scale_points
from survey.statistics.interval import Interval
from survey.statistics.mean import MeanEstimate, estimate_mean
from survey.statistics.multiplicity import SIGNIFICANT
from survey.statistics.paired import estimate_change, mcnemar, newcombe_paired, turnover
from survey.statistics.proportion import newcombe
from survey.unanimity import as_told, open_answers


class Turn(StrEnum):
    """What may be said of a team: whether it answers more favourably than it did."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no_clear_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The change among the people of a team who answered both waves.

    Attributes:
        mean: now - then, in points of the scale, with its 95 % interval; its base is these people.
        share: of favourable answers, now - then, -1 to 1 (Newcombe's paired interval).
        p: that the mean did not change; p_share: that the share did not (McNemar, exact).
    """

    mean: Estimate
    share: Estimate
    p: float
    p_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """A share of favourable answers then and now, 0 to 1, and now - then, as of other people."""

    then: Estimate
    now: Estimate
    change: Estimate

    def resting_on(self, then: Base, now: Base) -> ShareChange:
        """The same with its bases as they may be told."""
        both = Base(then.answers + now.answers, exact=then.exact and now.exact)
        return ShareChange(
            then=self.then.resting_on(then),
            now=self.now.resting_on(now),
            change=self.change.resting_on(both),
        )

    @property
    def turn(self) -> Turn:
        """What the interval of the change allows to say."""
        if self.change.low <= 0 <= self.change.high:
            return Turn.NO_CLEAR_CHANGE
        return Turn.HIGHER if self.change.value > 0 else Turn.LOWER


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChange:
    """How the answers of a team changed.

    Attributes:
        mean: now - then, in points of the scale, with its 95 % interval, as if other people had
            answered; its base is all answers of both waves.
        share: the same of the share of favourable answers (items only), -1 to 1.
        paired: the same people alone; None unless most of the team are known to be the same.
        p: of no change of the mean, paired where that is shown; p_adjusted over its family.
        exact: whether the counts of both waves may be shown, and told how many they are.
    """

    team: str
    mean: Estimate
    share: Estimate | None
    paired: Paired | None
    p: float
    p_adjusted: float
    exact: bool
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a statement or theme changed between the wave before and the last.

    Attributes:
        subject: the id of an item or dimension, or of the index.
        series: by wave the gap as it was, head-counts left aside, the oldest first; only waves
            that asked it as the last one does.
        gap: the gap now - the gap then, in points of the scale, with its 95 % interval.
        paired: the same among those who answered both waves; None unless both teams have them.
        p: of no change of the gap, paired where that is shown; p_adjusted over its family.
        together: of a panel, the gap now + the gap then; None where their people are others.
    """

    subject: str
    kind: Literal["item", "dimension"]
    series: tuple[tuple[str, PerceptionGap], ...]
    teams: tuple[TeamChange, TeamChange]
    gap: Estimate
    paired: Estimate | None
    p: float
    p_adjusted: float
    course: Course
    together: Estimate | None = None

    @property
    def then(self) -> PerceptionGap:
        """The gap in the wave before."""
        return self.series[-2][1]

    @property
    def now(self) -> PerceptionGap:
        """The gap in the last wave."""
        return self.series[-1][1]

    @property
    def counted(self) -> bool:
        """Whether the counts may be told as they are."""
        return self.then.counted and self.now.counted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """The answers that a change is taken from.

    Attributes:
        counts: (2 waves, 2 teams, values), then and now, first team first.
        values: (values,) in points of the scale.
        points: the points of the scale.
        favourable_from: the first favourable point; None where answers are scores.
        joint: (points, points) of each team, the same people then by now; None where not shown.
        means: (2 waves, 2 teams), of a theme; None where they are those of the counts.
        minimum: the threshold k; how many these people are is told as a multiple of it.
    """

    counts: Counts | FloatArray
    values: FloatArray
    points: int
    favourable_from: int | None = None
    joint: tuple[Counts | None, Counts | None] = (None, None)
    means: FloatArray | None = None
    minimum: int = 1

    @property
    def estimates(self) -> tuple[MeanEstimate, MeanEstimate]:
        """The means then and now, of both teams, shape (2,), as they may be told."""
        scale, given = scale_points(self.points), self.counts
        if self.favourable_from:
            given = np.apply_along_axis(open_answers, -1, given, self.favourable_from).astype(float)
        then, now = (estimate_mean(each, self.values, smoothing_points=scale) for each in given)
        if self.means is None:
            return then, now
        return then.around(self.means[0]), now.around(self.means[1])


def scored(points: int, scores: Sequence[ThemeScores]) -> Answers:
    """What was said of a theme: then and now, each first team first; on the values of any."""
    values = np.unique(np.concatenate([each.values for each in scores]))
    counts = np.stack([placed(each, values) for each in scores]).reshape(2, 2, -1)
    means = np.array([each.mean for each in scores]).reshape(2, 2)
    return Answers(counts=counts, values=values, points=points, means=means)


def change_of_share(
    then: Counts | FloatArray, now: Counts | FloatArray, lowest: int
) -> ShareChange:
    """The share of answers at point `lowest` or above, in two waves of other people, as told.

    Args:
        then: answers per point 1..k, shape (points,); at least one answer.
        now: the same of the later wave.
        lowest: the first point counted.
    """
    before, after = share_from(then, lowest), share_from(now, lowest)
    yes, yes_now = (
        as_told(int(counts[lowest - 1 :].sum()), share.base)
        for counts, share in ((then, before), (now, after))
    )
    limits = newcombe((yes_now, after.base), (yes, before.base))
    change = _with(after.value - before.value, limits, before.base + after.base)
    return ShareChange(then=before, now=after, change=change)


def change_of(series: tuple[tuple[str, PerceptionGap], ...], answers: Answers) -> Change:
    """The change from the last but one of a series to its last, nothing said of it yet."""
    then, now = series[-2][1], series[-1][1]
    before, after = answers.estimates
    moved = difference_of_means(after, before)
    first, second = (_of_team(moved, place) for place in (0, 1))
    same = [None if joint is None else estimate_change(joint) for joint in answers.joint]
    unlinked = contrast(first, second)
    linked = contrast(same[0], same[1]) if same[0] and same[1] else None
    teams = tuple(
        _team_change(place, comparison, (then, now), answers)
        for place, comparison in enumerate((first, second))
    )
    return Change(
        subject=now.subject,
        kind=now.kind,
        series=series,
        teams=(teams[0], teams[1]),
        gap=_of_both(_estimate(unlinked, 0), [then, now], (0, 1)),
        paired=_reached(_estimate(linked, _people(answers.joint)), answers) if linked else None,
        p=float((linked or unlinked).p),
        p_adjusted=float((linked or unlinked).p),
        course=Course.NO_CLEAR_CHANGE,
    )


def decided(change: Change, p_gap: float, p_teams: tuple[float, float]) -> Change:
    """With the p of its families, and what they allow to say.

    Nothing is said of a change where all the answers point one way and those of the same people
    the other.
    """
    course = course_of_gap(
        change.then.difference,
        change.now.difference,
        change.paired or change.gap,
        change.together,
    )
    if p_gap > SIGNIFICANT or _apart(change.paired, change.gap):
        course = Course.NO_CLEAR_CHANGE
    first, second = (
        replace(team, p_adjusted=p, turn=_turn(team, p))
        for team, p in zip(change.teams, p_teams, strict=True)
    )
    return replace(change, p_adjusted=p_gap, course=course, teams=(first, second))


def _turn(team: TeamChange, p: float) -> Turn:
    deciding = team.paired.mean if team.paired else team.mean
    if p > SIGNIFICANT or deciding.low <= 0 <= deciding.high or _apart(deciding, team.mean):
        return Turn.NO_CLEAR_CHANGE
    return Turn.HIGHER if deciding.value > 0 else Turn.LOWER


def _apart(one: Estimate | None, other: Estimate) -> bool:
    """Whether two estimates of one change point different ways."""
    return one is not None and one.value * other.value <= 0


def _team_change(
    place: int, moved: Comparison, gaps: tuple[PerceptionGap, PerceptionGap], answers: Answers
) -> TeamChange:
    then, now = answers.counts[:, place]
    joint, lowest = answers.joint[place], answers.favourable_from
    paired = None if joint is None or lowest is None else _paired(joint, lowest, answers)
    share = change_of_share(then, now, lowest).change if lowest else None
    p = float(moved.p) if paired is None else paired.p
    return TeamChange(
        team=gaps[1].groups[place].team,
        mean=_of_both(_estimate(moved, 0), gaps, (place,)),
        share=share and _of_both(share, gaps, (place,)),
        paired=paired,
        p=p,
        p_adjusted=p,
        exact=all(gap.means is not None and not gap.at_least[place] for gap in gaps),
        turn=Turn.NO_CLEAR_CHANGE,
    )


def _of_both(change: Estimate, gaps: Sequence[PerceptionGap], teams: Sequence[int]) -> Estimate:
    """The change with its base as it may be told: the answers of these teams in both waves."""
    base = sum(gap.bases[team] for gap in gaps for team in teams)
    at_least = any(gap.at_least[team] for gap in gaps for team in teams)
    return replace(change, base=base, at_least=at_least)


def _reached(change: Estimate, answers: Answers) -> Estimate:
    """The change of the same people, with how many they are at the least."""
    return change.rounded_down(answers.minimum)


def _paired(joint: Counts, favourable_from: int, answers_of: Answers) -> Paired:
    moved, answers = estimate_change(joint), turnover(joint, favourable_from)
    people = int(joint.sum())
    change = float(answers.gained - answers.lost) / people
    return Paired(
        mean=_reached(_estimate(moved, people), answers_of),
        share=_reached(_with(change, newcombe_paired(answers), people), answers_of),
        p=float(moved.p),
        p_share=float(mcnemar(answers.gained, answers.lost).exact),
    )


def _of_team(moved: Comparison, place: int) -> Comparison:
    return Comparison(
        difference=moved.difference[place],
        centre=moved.centre[place],
        standard_error=moved.standard_error[place],
        df=moved.df[place],
    )


def _people(joint: tuple[Counts | None, Counts | None]) -> int:
    return sum(int(each.sum()) for each in joint if each is not None)


def _estimate(found: Comparison, base: int) -> Estimate:
    return _with(float(found.difference), found.interval(), base)


def _with(value: float, limits: Interval, base: int) -> Estimate:
    return Estimate(value=value, low=float(limits.low), high=float(limits.high), base=base)
