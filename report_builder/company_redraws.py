"""The states of a panel in many redraws: what other companies of the kind would have said.

The companies are drawn anew, each with all its answers, as Rubin's Bayesian bootstrap does; and the
means over companies are judged again by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from report_builder.redraws import DRAWS, SEED_DIGITS, Drawn, in_states, judged_draws
from report_builder.states import NO_TEAM, Figures, States
from survey.company_means import team_means
from survey.questionnaire import Item, Questionnaire
from survey.release import Panel, Release
from survey.statistics.comparison import Comparison
from survey.statistics.equal_weights import mean_over_groups
from survey.statistics.mean import MeanEstimate
from survey.statistics.redraw import dirichlet_redraws
from survey.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompanyAnswers:
    """The mean answers of the companies to one item or dimension.

    Attributes:
        means: of each team, (companies, 2); NaN where a company has none.
        variances: what chance does to them, same shape.
    """

    subject: str
    points: int
    about: int
    means: Figures
    variances: Figures


def companies_redrawn(release: Release, panel: Panel, questionnaire: Questionnaire) -> States:
    """The companies drawn anew many times, and their means judged each time.

    The seed is the hash of the released counts: the same answers give the same draws.
    """
    seed = int(release.counts_digest()[:SEED_DIGITS], 16)
    thresholds = release.rules.thresholds
    weights = dirichlet_redraws(np.ones(len(panel.companies)), DRAWS, seed=seed, prior=0)
    items = [*_items(panel, questionnaire)]
    asked = [*items, *_dimensions(panel, questionnaire)]
    return in_states(_judged(asked, weights, thresholds), len(items), questionnaire, thresholds)


def _items(panel: Panel, questionnaire: Questionnaire) -> Iterator[CompanyAnswers]:
    for item in questionnaire.items:
        if item.id in panel.item_counts:
            teams = team_means(panel.item_counts[item.id], None, item.scale.size)
            yield _answers(item.id, item.scale.size, _about(item, questionnaire), teams)


def _dimensions(panel: Panel, questionnaire: Questionnaire) -> Iterator[CompanyAnswers]:
    for dimension in questionnaire.dimensions:
        if not dimension.outcome and dimension.id in panel.scores:
            points = questionnaire.items_of(dimension.id)[0].scale.size
            scores = panel.scores[dimension.id]
            teams = team_means(scores.weighed, scores.values, points, scores.means)
            yield _answers(dimension.id, points, NO_TEAM, teams)


def _answers(
    subject: str, points: int, about: int, teams: tuple[MeanEstimate, MeanEstimate]
) -> CompanyAnswers:
    first, second = teams
    return CompanyAnswers(
        subject=subject,
        points=points,
        about=about,
        means=np.stack([first.mean, second.mean], axis=1),
        variances=np.stack([first.variance, second.variance], axis=1),
    )


def _about(item: Item, questionnaire: Questionnaire) -> int:
    """The place of the team a mirror item is about."""
    ids = [team.id for team in questionnaire.teams]
    return ids.index(item.about) if item.pair else NO_TEAM


def _judged(
    asked: Sequence[CompanyAnswers], weights: Figures, thresholds: Thresholds
) -> list[Drawn]:
    """All that was asked, its means over companies drawn at once."""
    means = np.stack([each.means.T for each in asked])
    chances = np.stack([each.variances.T for each in asked])
    figures = np.concatenate([means, means[:, :1] - means[:, 1:]], axis=1)
    variances = np.concatenate([chances, chances.sum(axis=1, keepdims=True)], axis=1)
    drawn = mean_over_groups(figures, variances, weights)
    return [_of_one(each, drawn, place, thresholds) for place, each in enumerate(asked)]


def _of_one(
    asked: CompanyAnswers, drawn: MeanEstimate, place: int, thresholds: Thresholds
) -> Drawn:
    """One of them: the means of the two teams, and their gap."""
    first, second, gap = (
        MeanEstimate(
            mean=drawn.mean[place, row],
            centre=drawn.centre[place, row],
            variance=drawn.variance[place, row],
            df=drawn.df[place, row],
        )
        for row in range(3)
    )
    compared = Comparison(
        difference=gap.mean, centre=gap.centre, standard_error=gap.standard_error, df=gap.df
    )
    return judged_draws(asked, (first, second), compared, thresholds, exact=True)
