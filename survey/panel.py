"""A panel: the companies side by side, and the share of them that are aligned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from survey.company_means import team_means
from survey.estimates import Estimate, bounded
from survey.questionnaire import Questionnaire
from survey.release import INDEX, Base, Counts, Group, Panel, PanelScores, Release, Rules
from survey.statistics.comparison import Comparison, difference_of_means
from survey.statistics.distribution import FloatArray
from survey.statistics.equal_weights import mean_over_groups
from survey.statistics.group_share import GroupShare, chance_if_alike, share_of_groups
from survey.statistics.interrater import intraclass
from survey.statistics.mean import MeanEstimate, moments_of_many
from survey.statistics.multiplicity import benjamini_hochberg
from survey.statistics.proportion import chance_of_share, wilson
from survey.thresholds import FEWEST_COMPANIES, USUAL, Thresholds, rescaled
from survey.verdict import TeamStage, Verdict, stage_of, verdicts

FEWEST_SHOWN = 10
"""From so many companies on they are shown one by one, without their names unless asked for."""

FEW_ANSWERS = 15
"""Below, the share of companies aligned is drawn toward the middle; it is said beside it."""

MAJORITY = 0.5

_ROUNDING = 1e-9


class State(StrEnum):
    """Whether a company is aligned, beyond what chance leaves open."""

    YES = "yes"
    UNDETERMINED = "undetermined"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyGap:
    """One company: its gap on the index, and whether it is aligned.

    Attributes:
        company: its name, or "" where names are not shown.
        people: of the first and second team.
        bases: those of them who have a score; where the others are a few, a number they reach, and
            `at_least` is true.
        difference: first team - second team on the index, with its 95 % interval.
        verdict: what may be said of it, all companies being one family.
        state: None where a team gave fewer than 8 answers to the alignment item.
    """

    company: str
    people: tuple[int, int]
    bases: tuple[int, int]
    difference: Estimate
    verdict: Verdict
    state: State | None
    at_least: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedShare:
    """The share of companies aligned by one definition.

    Attributes:
        definition: "A3" (their leaders say so), "A4" (both teams say so) or "A4-strict" (and both
            rate the whole index high).
        share: the mean chance that a company is aligned; base: the companies counted.
        reached: how many companies' answers are above the cut as they are: the naive count.
        smallest: the fewest answers of a company counted; not told: less its people it may be few.
    """

    definition: str
    share: Estimate
    reached: int
    smallest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamClustering:
    """How far the people of one company think alike on the index, in one team."""

    team: str
    icc1: float
    icc2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGap:
    """The gap on the index: the mean over companies, and their gaps.

    Attributes:
        mean: the mean of the companies' gaps, with its 95 % interval.
        teams: the same of each team's index.
        points: of the scale; `margin`: the smallest gap that matters on it.
        clustering: by team.
        companies: one by one, the first team's most favourable first.
    """

    mean: Estimate
    teams: tuple[Estimate, Estimate]
    points: int
    margin: float
    clustering: tuple[TeamClustering, ...]
    companies: tuple[CompanyGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSummary:
    """What is said of a panel as one.

    Attributes:
        companies: how many are counted; withheld: how many are not, for too few people.
        index: None where the index may not be shown of enough companies, or has no one scale.
        aligned: by each definition that can be told.
        states: companies by state, those without enough answers left out; empty where not asked.
    """

    companies: int
    withheld: int
    index: IndexGap | None
    aligned: tuple[AlignedShare, ...]
    states: Mapping[State, int]

    @property
    def one_by_one(self) -> tuple[CompanyGap, ...]:
        """The companies, where there are enough of them to show each."""
        companies = self.index.companies if self.index else ()
        return companies if len(companies) >= FEWEST_SHOWN else ()

    def anonymous(self) -> PanelSummary:
        """The same without the names of the companies."""
        if self.index is None:
            return self
        unnamed = tuple(replace(each, company="") for each in self.index.companies)
        return replace(self, index=replace(self.index, companies=unnamed))


def panel_summary(release: Release, questionnaire: Questionnaire) -> PanelSummary | None:
    """What is said of the panel as one; None where the survey is none.

    Args:
        release: the answers that may be shown.
        questionnaire: what was asked.
    """
    panel = release.panel
    if panel is None:
        return None
    thresholds = release.rules.thresholds
    asked = _Asked.of(panel, questionnaire, thresholds)
    scores, points = panel.scores.get(INDEX), _points(questionnaire)
    index = None if scores is None or points is None else _Index.of(scores, points)
    states = [] if asked is None else [state for state in asked.states if state is not None]
    return PanelSummary(
        companies=len(panel.companies),
        withheld=panel.withheld,
        index=None if index is None else _index_gap(release, panel, index, asked, questionnaire),
        aligned=() if asked is None else tuple(_aligned(panel, asked, index, thresholds)),
        states={state: states.count(state) for state in State} if states else {},
    )


def panel_stages(
    panel: PanelSummary, questionnaire: Questionnaire, cuts: Sequence[float] = USUAL.stages
) -> tuple[TeamStage, ...]:
    """The stage of each team's index over the companies, as `team_stages` tells it of one."""
    index = panel.index
    if index is None or questionnaire.alignment_item is None:
        return ()
    return tuple(
        TeamStage(team=team.id, index=mean, stage=stage_of(mean.value, index.points, cuts))
        for team, mean in zip(questionnaire.teams, index.teams, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """The alignment item in each company: answers in favour and in all, (companies, 2).

    `counted` says where both teams gave enough of them, (companies,); `aligned_from` which share
    in favour is enough.
    """

    favourable_from: int
    favourable: Counts
    valid: Counts
    counted: NDArray[np.bool_]
    aligned_from: float

    @classmethod
    def of(
        cls, panel: Panel, questionnaire: Questionnaire, thresholds: Thresholds
    ) -> _Asked | None:
        counts = panel.item_counts.get(str(questionnaire.alignment_item))
        if counts is None:
            return None
        scale = questionnaire.item(str(questionnaire.alignment_item)).scale
        valid = counts.sum(axis=-1)
        return cls(
            favourable_from=scale.favourable_from,
            favourable=counts[..., scale.favourable_from - 1 :].sum(axis=-1),
            valid=valid,
            counted=valid.min(axis=-1) >= thresholds.company_answers,
            aligned_from=thresholds.aligned,
        )

    @property
    def states(self) -> list[State | None]:
        """Of each company."""
        with np.errstate(invalid="ignore"):
            limits = wilson(self.favourable, self.valid)
            yes = (limits.low >= self.aligned_from).all(axis=-1)
            no = (limits.high < self.aligned_from).any(axis=-1)
        told = np.select([yes, no], [State.YES.value, State.NO.value], State.UNDETERMINED.value)
        return [
            State(str(state)) if counted else None
            for state, counted in zip(told, self.counted, strict=True)
        ]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Index:
    """The index in each company: the mean of each team, figures of shape (companies,)."""

    scores: PanelScores
    points: int
    means: tuple[MeanEstimate, MeanEstimate]

    @classmethod
    def of(cls, scores: PanelScores, points: int) -> _Index:
        means = team_means(scores.weighed, scores.values, points, scores.means)
        return cls(scores=scores, points=points, means=means)


def _points(questionnaire: Questionnaire) -> int | None:
    """Of the one scale that all items of the index share; None where there is no such scale."""
    points = {item.scale.size for item in questionnaire.index_items}
    return points.pop() if len(points) == 1 else None


def _index_gap(
    release: Release,
    panel: Panel,
    index: _Index,
    asked: _Asked | None,
    questionnaire: Questionnaire,
) -> IndexGap:
    gaps, reach = difference_of_means(*index.means), index.points - 1.0
    over_all = mean_over_groups(gaps.difference, gaps.standard_error**2)
    groups = [Group(team=team.id) for team in questionnaire.teams]
    first, second = (_team_mean(index, place, release, groups[place]) for place in (0, 1))
    both = Base(first.base + second.base, exact=not (first.at_least or second.at_least))
    return IndexGap(
        mean=bounded(over_all, 0, low=-reach, high=reach).resting_on(both),
        teams=(first, second),
        points=index.points,
        margin=release.rules.thresholds.margin(index.points),
        clustering=tuple(
            _clustering(index.scores, place, group.team) for place, group in enumerate(groups)
        ),
        companies=_company_gaps(panel, index, asked, gaps, release.rules),
    )


def _company_gaps(
    panel: Panel, index: _Index, asked: _Asked | None, gaps: Comparison, rules: Rules
) -> tuple[CompanyGap, ...]:
    """The companies that have a score, the first team's most favourable first."""
    limits, reach = gaps.interval(), index.points - 1.0
    judged = _judged(gaps, rules.thresholds.margin(index.points))
    states = asked.states if asked else [None] * len(panel.companies)
    bases = index.scores.counts.sum(axis=-1)
    companies = []
    for place in np.flatnonzero(bases.any(axis=-1)).tolist():
        people = _pair(panel.respondents[place])
        first, second = map(rules.told, _pair(bases[place]), people)
        difference = Estimate(
            value=float(gaps.difference[place]),
            low=max(float(limits.low[place]), -reach),
            high=min(float(limits.high[place]), reach),
            base=first.answers + second.answers,
            at_least=not (first.exact and second.exact),
        )
        company = CompanyGap(
            company=panel.companies[place],
            people=people,
            bases=(first.answers, second.answers),
            at_least=(not first.exact, not second.exact),
            difference=difference,
            verdict=judged[place],
            state=states[place],
        )
        companies.append(company)
    return tuple(sorted(companies, key=lambda each: (-each.difference.value, each.company)))


def _team_mean(index: _Index, place: int, release: Release, group: Group) -> Estimate:
    """The mean of a team's index over companies."""
    means, base = index.means[place], release.base(INDEX, group)
    found = bounded(mean_over_groups(means.mean, means.variance), 0, low=1.0, high=index.points)
    return found if base is None else found.resting_on(base)


def _judged(gaps: Comparison, margin: float) -> list[Verdict]:
    """The verdict on the gap of each company, p adjusted over all of them."""
    held = ~np.isnan(gaps.p)
    p = np.ones(held.shape)
    p[held] = benjamini_hochberg(gaps.p[held])
    told = verdicts(gaps.difference, gaps.interval(0.90), p, margin)
    return [Verdict(str(verdict)) for verdict in told]


def _pair(numbers: Counts) -> tuple[int, int]:
    first, second = numbers.tolist()
    return first, second


def _clustering(scores: PanelScores, place: int, team: str) -> TeamClustering:
    found = intraclass(moments_of_many(scores.counts[:, place], scores.values))
    return TeamClustering(team=team, icc1=float(found.icc1), icc2=float(found.icc2))


def _aligned(
    panel: Panel, asked: _Asked, index: _Index | None, thresholds: Thresholds
) -> Iterator[AlignedShare]:
    """By each definition that enough companies can be judged by."""
    if panel.leaders is not None:
        yield _by_leaders(panel.leaders, asked.favourable_from)
    if asked.counted.sum() < FEWEST_COMPANIES:
        return
    favourable, valid = asked.favourable[asked.counted], asked.valid[asked.counted]
    least = thresholds.aligned
    chances = chance_of_share(favourable, valid, least).prod(axis=-1)
    alike = np.prod(
        [chance_if_alike(favourable[:, team], valid[:, team], least) for team in (0, 1)],
        axis=0,
    )
    reached = np.asarray((favourable >= least * valid - _ROUNDING).all(axis=-1))
    yield _share("A4", share_of_groups(chances, reached, alike), valid)
    if index is None:
        return
    high, means = rescaled(thresholds.high, index.points), index.means
    held = np.asarray(index.scores.counts.any(axis=(1, 2)))[asked.counted]
    if held.sum() < FEWEST_COMPANIES:
        return
    chosen = np.flatnonzero(asked.counted)[held]
    both_high = np.prod([_chance_from(mean, high)[chosen] for mean in means], axis=0)
    all_high = np.all(np.stack([mean.mean for mean in means])[:, chosen] >= high, axis=0)
    strict = share_of_groups(
        chances[held] * both_high, reached[held] & all_high, alike[held] * both_high
    )
    yield _share("A4-strict", strict, valid[held])


def _by_leaders(leaders: Counts, favourable_from: int) -> AlignedShare:
    """Companies where most of those who lead say that the teams are aligned."""
    valid = np.asarray(leaders.sum(axis=-1))
    told = valid > 0
    favourable = leaders[told, favourable_from - 1 :].sum(axis=-1)
    found = share_of_groups(
        chance_of_share(favourable, valid[told], MAJORITY),
        favourable > MAJORITY * valid[told],
        chance_if_alike(favourable, valid[told], MAJORITY),
    )
    return _share("A3", found, valid[told])


def _chance_from(mean: MeanEstimate, least: float) -> FloatArray:
    """How likely the mean of each company is at or above a limit, by Student's t."""
    return np.asarray(stdtr(mean.df, (mean.centre - least) / mean.standard_error))


def _share(definition: str, found: GroupShare, valid: Counts) -> AlignedShare:
    return AlignedShare(
        definition=definition,
        share=Estimate(
            value=found.share,
            low=float(found.interval.low),
            high=float(found.interval.high),
            base=found.groups,
        ),
        reached=found.reached,
        smallest=int(valid.min()),
    )
