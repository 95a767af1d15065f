"""The change of one statement or theme in a panel: each company is compared with itself.

Of every company that is compared, the change of its gap; then their mean, each of the same weight,
and its interval from how differently they changed. The people of a company in two waves are taken
for others, which widens the least that an interval can be, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from survey.company_means import shares_by_company, team_means
from survey.course import Course
from survey.estimates import Estimate, bounded
from survey.gaps import PerceptionGap
from survey.release import Counts, Panel
from survey.statistics.distribution import FloatArray
from survey.statistics.equal_weights import mean_over_groups
from survey.statistics.interval import student_p
from survey.statistics.mean import MeanEstimate
from survey.wave_change import Change, ShareChange, TeamChange, Turn

Series = tuple[tuple[str, PerceptionGap], ...]
"""The waves, the oldest first, each with the mean gap of the companies compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """One figure of each company and its sampling variance, (companies,); NaN where none."""

    values: FloatArray
    variances: FloatArray

    @classmethod
    def of(cls, found: MeanEstimate) -> Figures:
        """Those of a mean in each company."""
        return cls(found.mean, found.variance)

    def less(self, other: Figures) -> Figures:
        """The difference in each company."""
        return Figures(self.values - other.values, self.variances + other.variances)

    def and_of(self, other: Figures) -> Figures:
        """The sum in each company."""
        return Figures(self.values + other.values, self.variances + other.variances)

    def mean(self) -> MeanEstimate:
        """Over the companies, each with the same weight."""
        return mean_over_groups(self.values, self.variances)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answered:
    """What the companies compared say of one subject in one wave, first team first."""

    means: tuple[Figures, Figures]
    shares: tuple[Figures, Figures] | None = None

    @classmethod
    def of(cls, panel: Panel, subject: str, points: int, favourable_from: int) -> Answered:
        """Of a statement, shares too; of a theme, means alone."""
        scores = panel.scores.get(subject)
        if scores is not None:
            first, second = team_means(scores.weighed, scores.values, points, scores.means)
            return cls(means=(Figures.of(first), Figures.of(second)))
        counts = panel.item_counts[subject]
        first, second = team_means(counts, None, points)
        return cls(
            means=(Figures.of(first), Figures.of(second)),
            shares=(_shares(counts[:, 0], favourable_from), _shares(counts[:, 1], favourable_from)),
        )

    @property
    def gap(self) -> Figures:
        """First team less second team in each company."""
        return self.means[0].less(self.means[1])


def company_change(series: Series, then: Answered, now: Answered) -> Change:
    """The mean change of the companies from the wave before to the last, nothing said of it yet.

    Args:
        series: the gap in these waves.
        then: what they said in the wave before.
        now: what they say in the last.
    """
    (_, before), (_, last) = series[-2:]
    reach = 2.0 * (last.points - 1.0)
    moved, both = now.gap.less(then.gap).mean(), now.gap.and_of(then.gap).mean()
    p = _p(moved)
    return Change(
        subject=last.subject,
        kind=last.kind,
        series=series,
        teams=(
            _team_change(0, (before, last), then, now),
            _team_change(1, (before, last), then, now),
        ),
        gap=_estimate(moved, (before.difference, last.difference), reach),
        paired=None,
        p=p,
        p_adjusted=p,
        course=Course.NO_CLEAR_CHANGE,
        together=_estimate(both, (before.difference, last.difference), reach),
    )


def company_share_change(then: Counts, now: Counts, lowest: int) -> ShareChange:
    """The share of both teams together in each company, then and now, averaged.

    Args:
        then: answers per point, (companies, 2, points); all 0 of companies that are not compared.
        now: the same companies in the later wave.
        lowest: the first point counted, 1..k.
    """
    before, after = (_shares(counts.sum(axis=1), lowest) for counts in (then, now))
    bases = int(then.sum()), int(now.sum())
    return ShareChange(
        then=bounded(before.mean(), bases[0], low=0.0, high=1.0),
        now=bounded(after.mean(), bases[1], low=0.0, high=1.0),
        change=bounded(after.less(before).mean(), sum(bases), low=-1.0, high=1.0),
    )


def _team_change(
    place: int, gaps: tuple[PerceptionGap, PerceptionGap], then: Answered, now: Answered
) -> TeamChange:
    moved = now.means[place].less(then.means[place]).mean()
    share = None
    if then.shares and now.shares:
        shares = now.shares[place].less(then.shares[place]).mean()
        share = _of_team(shares, place, gaps, 1.0)
    return TeamChange(
        team=gaps[1].groups[place].team,
        mean=_of_team(moved, place, gaps, gaps[1].points - 1.0),
        share=share,
        paired=None,
        p=_p(moved),
        p_adjusted=_p(moved),
        exact=False,
        turn=Turn.NO_CLEAR_CHANGE,
    )


def _of_team(
    found: MeanEstimate, place: int, gaps: tuple[PerceptionGap, PerceptionGap], reach: float
) -> Estimate:
    """With its base as it may be told: the answers of the team in both waves."""
    base = sum(gap.bases[place] for gap in gaps)
    return replace(bounded(found, base, low=-reach, high=reach), at_least=True)


def _estimate(found: MeanEstimate, waves: tuple[Estimate, Estimate], reach: float) -> Estimate:
    """With its base as it may be told: the answers of both teams in both waves."""
    base = sum(each.base for each in waves)
    return replace(bounded(found, base, low=-reach, high=reach), at_least=True)


def _shares(counts: Counts, lowest: int) -> Figures:
    return Figures(*shares_by_company(counts, lowest))


def _p(found: MeanEstimate) -> float:
    """That the mean is 0."""
    return float(student_p(found.centre, found.standard_error, found.df))
