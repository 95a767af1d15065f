"""Perception gaps: where the two teams see things differently, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

from survey.company_means import CompanyMeans, company_means, company_shares
from survey.estimates import Estimate, mean_of, share_from
from survey.questionnaire import Item, Questionnaire
from survey.release import INDEX, Base, Group, Panel, Release, ThemeScores
from survey.statistics.comparison import difference_of_means
from survey.statistics.distribution import scale_points
from survey.statistics.effect_size import estimate_delta
from survey.statistics.interval import Interval
from survey.statistics.mean import estimate_mean
from survey.statistics.multiplicity import benjamini_hochberg, holm
from survey.thresholds import USUAL, Level, Thresholds
from survey.unanimity import Answers, leveled_mean, open_answers

WeightedCounts = Mapping[tuple[str, Group], npt.NDArray[np.float64]]
"""Answers per point, (points,), by item and group: weighted, adding up to an effective number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptionGap:
    """First team minus second team on one item or dimension, in points of the scale.

    Attributes:
        subject: the id of the item or dimension.
        groups: the two groups compared, first team first.
        bases: respondents of each group who gave a valid answer; where it may not be told how many
            they are, a number they reach, and `at_least` is true.
        shares: share of favourable answers per team (items only), 0..1, Wilson intervals.
        means: mean per team, 1..k; None below 10 answers in a team.
        levels: high, middle or low per team.
        difference: mean of first - mean of second, with its 95 % interval.
        narrow: 90 % interval of the difference (low, high): decides "aligned".
        delta: Cliff's delta with its 95 % interval.
        p: Welch p of the difference; p_adjusted over its family.
        margin: the smallest gap that matters: 0.5 on 1-5, rescaled to 1-k.
        points: the number of points k; `thresholds`: those in force.
        exact: True when the Release allows means and distributions (n >= 10 in both teams, who
            do not answer nearly alike).
        companies: of a panel, over how many companies all this is the mean, each with the same
            weight and intervals from how they differ; 0 where it is of all respondents together.
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
    points: int
    thresholds: Thresholds = USUAL
    exact: bool
    companies: int = 0
    at_least: tuple[bool, bool] = (False, False)

    @property
    def counted(self) -> bool:
        """Whether the counts themselves may be told: figures need not be rounded.

        Not of a theme: its interval and delta rest on scores of people, told in tenths. Nor of a
        panel: of a company of seven, if no other has as many, the sevenths of the mean would tell.
        """
        item = self.kind == "item" and not self.companies
        return item and self.exact and not any(self.at_least)


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """What two groups answered, (values,) each; the values are the points 1..k if None.

    `means` where they may not be those of the counts, as of a theme; `open`: which are
    answers that leave open whether all are alike: head-counts make no interval of these a point.
    """

    counts: tuple[Answers, Answers]
    values: npt.NDArray[np.float64] | None = None
    means: tuple[float, float] | None = None
    open: tuple[bool, bool] = (False, False)

    @classmethod
    def told(cls, first: Answers, second: Answers, lowest: int) -> _Given:
        """Answers to an item, as they may be told."""
        told = open_answers(first, lowest), open_answers(second, lowest)
        return cls(told, open=(told[0] is not first, told[1] is not second))


def item_gaps(
    release: Release,
    items: Iterable[Item],
    groups: tuple[Group, Group],
    weighted: WeightedCounts | None = None,
) -> tuple[PerceptionGap, ...]:
    """The gap of each item that may be shown in both groups; one family (Benjamini-Hochberg).

    Of a panel it is the mean of the companies' gaps, here and for dimensions.

    Args:
        release: the answers, and head-counts where known.
        items: which.
        groups: the two compared, first team first.
        weighted: effective counts to take in place of those released.
    """
    found = [
        gap for item in items if (gap := _item_gap(release, item, groups, weighted)) is not None
    ]
    return _adjusted(found, benjamini_hochberg)


def dimension_gaps(
    release: Release, questionnaire: Questionnaire, groups: tuple[Group, Group]
) -> tuple[PerceptionGap, ...]:
    """The gap of each dimension of the index, of its items' means; one family (Holm)."""
    found = [
        gap
        for dimension in questionnaire.dimensions
        if not dimension.outcome
        and (items := questionnaire.items_of(dimension.id))
        and (gap := _score_gap(release, dimension.id, groups, items[0].scale.size)) is not None
    ]
    return _adjusted(found, holm)


def index_gap(
    release: Release, questionnaire: Questionnaire, groups: tuple[Group, Group]
) -> PerceptionGap | None:
    """The gap of the index; None where it is not shown, or its scales have different points."""
    points = {item.scale.size for item in questionnaire.index_items}
    return _score_gap(release, INDEX, groups, points.pop()) if len(points) == 1 else None


def segment_gaps(
    release: Release, items: Sequence[Item], teams: tuple[str, str], segment: str
) -> tuple[PerceptionGap, ...]:
    """The gaps within each level of a segment; all of them one exploratory family."""
    levels = sorted({each.group.value for each in release.groups if each.group.segment == segment})
    found = [
        gap
        for level in levels
        for item in items
        if (gap := _item_gap(release, item, _level_groups(teams, segment, level))) is not None
    ]
    return _adjusted(found, benjamini_hochberg)


def _level_groups(teams: tuple[str, str], segment: str, level: str) -> tuple[Group, Group]:
    first, second = teams
    return (
        Group(team=first, segment=segment, value=level),
        Group(team=second, segment=segment, value=level),
    )


def _item_gap(
    release: Release,
    item: Item,
    groups: tuple[Group, Group],
    weighted: WeightedCounts | None = None,
) -> PerceptionGap | None:
    if release.panel is not None:
        return _panel_item_gap(release, release.panel, item, groups)
    counts = release.item_counts if weighted is None else weighted
    first, second = (counts.get((item.id, group)) for group in groups)
    if first is None or second is None:
        return None
    favourable = item.scale.favourable_from
    gap = _gap(release, _Given.told(first, second, favourable), groups, item.scale.size)
    shares = (share_from(first, favourable), share_from(second, favourable))
    level = partial(release.rules.thresholds.level, points=item.scale.size)
    gap = replace(
        gap,
        subject=item.id,
        kind="item",
        shares=shares,
        levels=(
            level(leveled_mean(first, favourable)),
            level(leveled_mean(second, favourable)),
        ),
    )
    told = _as_told(release, gap)
    return told if weighted is None else _effective(gap, told, release.rules.minimum_group)


def _effective(gap: PerceptionGap, told: PerceptionGap, minimum: int) -> PerceptionGap:
    """A weighted gap; its bases are effective numbers: near 1, weights would tell the count."""
    first, second = (
        min(base, reached) // minimum * minimum if at_least else base
        for base, reached, at_least in zip(gap.bases, told.bases, told.at_least, strict=True)
    )
    return replace(gap, bases=(first, second), at_least=told.at_least)


def _score_gap(
    release: Release, dimension: str, groups: tuple[Group, Group], points: int
) -> PerceptionGap | None:
    if release.panel is not None:
        return _panel_score_gap(release, release.panel, dimension, groups, points)
    first, second = (release.scores(dimension, group) for group in groups)
    if first is None or second is None:
        return None
    values = np.union1d(first.values, second.values)
    counts = (placed(first, values), placed(second, values))
    gap = _gap(release, _Given(counts, values, (first.mean, second.mean)), groups, points)
    return _as_told(release, replace(gap, subject=dimension))


def _as_told(release: Release, gap: PerceptionGap) -> PerceptionGap:
    """The gap with its bases as they may be told, and without means where they may not be."""
    found = [release.base(gap.subject, group) for group in gap.groups]
    told = [base or Base(known) for base, known in zip(found, gap.bases, strict=True)]
    both = Base(sum(base.answers for base in told), all(base.exact for base in told))

    def each(estimates: tuple[Estimate, Estimate] | None) -> tuple[Estimate, Estimate] | None:
        if estimates is None:
            return None
        return estimates[0].resting_on(told[0]), estimates[1].resting_on(told[1])

    exact = gap.exact and (
        bool(gap.companies) or all(release.shows_mean(gap.subject, group) for group in gap.groups)
    )
    return replace(
        gap,
        exact=exact,
        bases=(told[0].answers, told[1].answers),
        at_least=(not told[0].exact, not told[1].exact),
        shares=each(gap.shares),
        means=each(gap.means) if exact else None,
        difference=gap.difference.resting_on(both),
        delta=gap.delta.resting_on(both),
    )


def _panel_item_gap(
    release: Release, panel: Panel, item: Item, groups: tuple[Group, Group]
) -> PerceptionGap | None:
    counts = panel.item_counts.get(item.id)
    if counts is None:
        return None
    gap = _averaged(release, company_means(counts, None, item.scale.size), groups, item.scale.size)
    shares = company_shares(counts, item.scale.favourable_from)
    return _as_told(release, replace(gap, subject=item.id, kind="item", shares=shares))


def _panel_score_gap(
    release: Release, panel: Panel, dimension: str, groups: tuple[Group, Group], points: int
) -> PerceptionGap | None:
    scored = panel.scores.get(dimension)
    if scored is None:
        return None
    found = company_means(scored.weighed, scored.values, points, scored.means)
    gap = _averaged(release, found, groups, points)
    return _as_told(release, replace(gap, subject=dimension))


def _averaged(
    release: Release, found: CompanyMeans, groups: tuple[Group, Group], points: int
) -> PerceptionGap:
    """The mean of the companies' gaps, its p not yet adjusted."""
    (first, second), thresholds = found.means, release.rules.thresholds
    return PerceptionGap(
        subject="",
        kind="dimension",
        groups=groups,
        bases=found.bases,
        shares=None,
        means=found.means,
        levels=(thresholds.level(first.value, points), thresholds.level(second.value, points)),
        difference=found.difference,
        narrow=found.narrow,
        delta=found.delta,
        p=found.p,
        p_adjusted=found.p,
        margin=thresholds.margin(points),
        points=points,
        thresholds=thresholds,
        exact=True,
        companies=found.companies,
    )


def placed(scores: ThemeScores, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The counts of scores on a longer support, (values,)."""
    counts = np.zeros(values.size)
    counts[np.searchsorted(values, scores.values)] = scores.counts
    return counts


def _gap(
    release: Release, given: _Given, groups: tuple[Group, Group], points: int
) -> PerceptionGap:
    """The gap of two groups, its p not yet adjusted."""
    counts, values = given.counts, given.values
    headcounts = _headcounts(release, given, groups)
    scale, thresholds = scale_points(points), release.rules.thresholds
    teams = [
        estimate_mean(each, values, smoothing_points=scale, population=headcount)
        for each, headcount in zip(counts, headcounts, strict=True)
    ]
    if given.means is not None:
        teams = [team.around(mean) for team, mean in zip(teams, given.means, strict=True)]
    compared = difference_of_means(*teams)
    delta = estimate_delta(*counts, values, smoothing_points=scale, populations=headcounts)
    narrow = compared.interval(0.90)
    told = [mean_of(team, round(each.sum())) for team, each in zip(teams, counts, strict=True)]
    exact = release.rules.exact(min(mean.base for mean in told))
    base = sum(mean.base for mean in told)
    return PerceptionGap(
        subject="",
        kind="dimension",
        groups=groups,
        bases=(told[0].base, told[1].base),
        shares=None,
        means=(told[0], told[1]) if exact else None,
        levels=(
            thresholds.level(told[0].value, points),
            thresholds.level(told[1].value, points),
        ),
        difference=_estimate(compared.difference, compared.interval(), base),
        narrow=(float(narrow.low), float(narrow.high)),
        delta=_estimate(delta.delta, delta.interval(), base),
        p=float(compared.p),
        p_adjusted=float(compared.p),
        margin=thresholds.margin(points),
        points=points,
        thresholds=thresholds,
        exact=exact,
    )


def _headcounts(
    release: Release, given: _Given, groups: tuple[Group, Group]
) -> tuple[int | None, int | None]:
    first, second = (
        None if told_open or (entry := release.released(group)) is None else entry.headcount
        for group, told_open in zip(groups, given.open, strict=True)
    )
    return first, second


def _estimate(value: ArrayLike, limits: Interval, base: int) -> Estimate:
    return Estimate(
        value=float(np.asarray(value)), low=float(limits.low), high=float(limits.high), base=base
    )


def _adjusted(
    gaps: Sequence[PerceptionGap], adjust: Callable[[Sequence[float]], ArrayLike]
) -> tuple[PerceptionGap, ...]:
    adjusted = np.asarray(adjust([gap.p for gap in gaps])).tolist()
    return tuple(replace(gap, p_adjusted=p) for gap, p in zip(gaps, adjusted, strict=True))
