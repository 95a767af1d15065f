"""What the teams of a panel answered on average: each company weighs the same, however large."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey.estimates import Estimate, bounded
from survey.release import Counts
from survey.statistics.comparison import difference_of_means
from survey.statistics.distribution import FloatArray, scale_points, support
from survey.statistics.effect_size import cliffs_delta
from survey.statistics.equal_weights import mean_over_groups
from survey.statistics.interval import student_p
from survey.statistics.mean import SMOOTHING, MeanEstimate, estimate_mean_of_many
from survey.statistics.superiority import brunner_munzel

Answers = Counts | FloatArray
"""Answers of each value by company and team: whole, or weighted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompanyMeans:
    """One item or dimension over the companies of a panel; intervals from how they differ.

    Attributes:
        companies: how many of them have enough answers of both teams.
        bases: their answers, by team.
        means: of each team, the mean of the companies' means, 1..k.
        difference: the mean of the companies' gaps, first team - second team.
        narrow: its 90 % interval (low, high); p: of no difference.
        delta: the mean of their Cliff's deltas.
    """

    companies: int
    bases: tuple[int, int]
    means: tuple[Estimate, Estimate]
    difference: Estimate
    narrow: tuple[float, float]
    p: float
    delta: Estimate


def team_means(
    counts: Answers, values: ArrayLike | None, points: int, means: FloatArray | None = None
) -> tuple[MeanEstimate, MeanEstimate]:
    """The mean of each team in each company, figures of shape (companies,).

    Args:
        counts: answers of each value, (companies, 2, values); those of a company all 0 or none.
        values: the values, (values,); the points 1..k if None.
        points: the number of points k of the scale.
        means: where they are known otherwise, as of a theme, (companies, 2).
    """
    scale = scale_points(points)
    given = scale if values is None else values
    first, second = (estimate_mean_of_many(counts[:, team], given, scale) for team in (0, 1))
    return (
        (first, second)
        if means is None
        else (first.around(means[:, 0]), second.around(means[:, 1]))
    )


def company_means(
    counts: Answers, values: ArrayLike | None, points: int, means: FloatArray | None = None
) -> CompanyMeans:
    """The companies that have answers, averaged. Arguments as of `team_means`."""
    teams = team_means(counts, values, points, means)
    compared = difference_of_means(*teams)
    gap = mean_over_groups(compared.difference, compared.standard_error**2)
    first, second = (int(base) for base in counts.sum(axis=(0, 2)))
    narrow, reach = gap.interval(0.90), points - 1.0
    return CompanyMeans(
        companies=int(counts.any(axis=(1, 2)).sum()),
        bases=(first, second),
        means=(
            bounded(_over_companies(teams[0]), first, low=1.0, high=points),
            bounded(_over_companies(teams[1]), second, low=1.0, high=points),
        ),
        difference=bounded(gap, first + second, low=-reach, high=reach),
        narrow=(float(narrow.low), float(narrow.high)),
        p=float(student_p(gap.centre, gap.standard_error, gap.df)),
        delta=bounded(_delta(counts, values, points), first + second, low=-1.0, high=1.0),
    )


def company_shares(counts: Counts, lowest: int) -> tuple[Estimate, Estimate]:
    """The share of answers at point `lowest` or above in each team, averaged over companies.

    Args:
        counts: answers of each point 1..k, (companies, 2, points).
        lowest: the first point counted, 1..k.
    """
    given = answering(counts)
    return _share(given[:, 0], lowest), _share(given[:, 1], lowest)


def everybodys_share(counts: Counts, lowest: int) -> Estimate:
    """The same share among the people of both teams of a company together, averaged."""
    return _share(answering(counts).sum(axis=1), lowest)


def shares_by_company(counts: Answers, lowest: int) -> tuple[FloatArray, FloatArray]:
    """The share of answers at point `lowest` or above, and its sampling variance, (companies,).

    NaN of companies without answers.

    Args:
        counts: answers of each point 1..k, (companies, points).
        lowest: the first point counted, 1..k.
    """
    base, favourable = counts.sum(axis=-1), counts[:, lowest - 1 :].sum(axis=-1)
    inside = (favourable + 0.5) / (base + 1.0)
    with np.errstate(invalid="ignore"):
        return favourable / base, inside * (1.0 - inside) / (base + 1.0)


def equal_counts(counts: Counts) -> FloatArray:
    """Answers per point as if every company had given as many, from (companies, points)."""
    given = counts[counts.any(axis=-1)]
    shares = (given / given.sum(axis=-1, keepdims=True)).mean(axis=0)
    weighted: FloatArray = shares * given.sum()
    return weighted


def answering(counts: Answers) -> Answers:
    """The counts of the companies that have any, (companies, 2, values)."""
    chosen: Answers = counts[counts.any(axis=(1, 2))]
    return chosen


def _over_companies(figures: MeanEstimate) -> MeanEstimate:
    return mean_over_groups(figures.mean, figures.variance)


def _delta(counts: Answers, values: ArrayLike | None, points: int) -> MeanEstimate:
    """Averaged Cliff's deltas; what chance does to one is taken from smoothed counts."""
    given, scale = answering(counts), scale_points(points)
    ground = support(scale if values is None else values, scale)
    placed = [ground.counts(given[:, team]) for team in (0, 1)]
    chance = brunner_munzel(*(ground.smoothed(team, SMOOTHING) for team in placed)).standard_error
    return mean_over_groups(cliffs_delta(*placed), 4.0 * chance**2)


def _share(given: Answers, lowest: int) -> Estimate:
    """Averaged shares; what chance does to one is taken half an answer inside 0 and 1."""
    averaged = mean_over_groups(*shares_by_company(given, lowest))
    return bounded(averaged, int(given.sum()), low=0.0, high=1.0)
