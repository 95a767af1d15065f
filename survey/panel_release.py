"""Which companies of a panel may be shown side by side, and their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Histogram, Panel, PanelScores, Rules
from survey.release_plan import shown_levels
from survey.tally import FIRST_POINT, Tally

FEWEST_COMPANIES = 5
"""Of fewer companies no number is published: each could work out the others."""

LARGEST_SHARE = 0.5
"""Of the respondents: a figure that one company makes alone is a figure of that company."""


def panel_of(tally: Tally, questionnaire: Questionnaire, rules: Rules) -> Panel | None:
    """The companies of a survey side by side; None where there are too few, or one outweighs.

    A company is among them when each of its teams is at least k people; those that are not, are
    nobody or at least k people of each team together, or the smallest of the others goes too.

    Args:
        tally: the groups of companies, each of one team.
        questionnaire: names the two teams.
        rules: the thresholds in force.
    """
    teams = [team.id for team in questionnaire.teams]
    people = dict(zip(tally.groups, tally.respondents.tolist(), strict=True))
    names = sorted({group.company for group in tally.groups})
    sizes = {
        name: tuple(people.get(Group(company=name, team=team), 0) for team in teams)
        for name in names
    }
    shown, _ = shown_levels(sizes, rules.minimum_group)
    respondents = np.array([sizes[name] for name in shown], dtype=np.int64).reshape(-1, len(teams))
    by_company = respondents.sum(axis=1)
    if len(shown) < FEWEST_COMPANIES or by_company.max() > LARGEST_SHARE * by_company.sum():
        return None
    groups = [Group(company=name, team=team) for name in shown for team in teams]
    place = {group: position for position, group in enumerate(tally.groups)}
    answers = tally.answers[[place[group] for group in groups]]
    return Panel(
        companies=shown,
        respondents=respondents,
        withheld=len(names) - len(shown),
        item_counts={
            item: _enough(
                answers[:, number, FIRST_POINT : FIRST_POINT + questionnaire.item(item).scale.size],
                rules,
            )
            for number, item in enumerate(tally.items)
        },
        scores={
            dimension: _scores(tally.histograms(dimension), groups, rules)
            for dimension, members in tally.dimensions
            if members
        },
    )


def _enough(counts: Counts, rules: Rules) -> Counts:
    """Counts as (companies, 2, values); none of a company where a team has too few."""
    found = counts.reshape(-1, 2, counts.shape[-1])
    enough = (found.sum(axis=-1) >= rules.minimum_group).all(axis=-1)
    kept: Counts = np.where(enough[:, None, None], found, 0)
    return kept


def _scores(found: Mapping[Group, Histogram], groups: Sequence[Group], rules: Rules) -> PanelScores:
    """The scores of these groups on the values that occur in any."""
    histograms = [found[group] for group in groups]
    values = np.unique(np.concatenate([each.values for each in histograms]))
    counts = np.zeros((len(groups), values.size), dtype=np.int64)
    for row, each in zip(counts, histograms, strict=True):
        row[np.searchsorted(values, each.values)] = each.counts
    return PanelScores(values=values, counts=_enough(counts, rules))
