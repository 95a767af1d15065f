"""Which companies of a panel may be shown side by side, and their counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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

    A company is among them when each of its teams is at least k people; those that are not, and
    those who named none, are nobody or at least k people of each team together, or the smallest of
    the others goes too. The same holds for each item and score, of those who gave one.

    Args:
        tally: of one wave.
        questionnaire: names the two teams.
        rules: the thresholds in force.
    """
    people = _by_company(tally, questionnaire, tally.respondents[:, None])
    names = sorted({group.company for group in tally.of_companies().groups})
    shown = _allowed(people, rules)
    respondents = people[shown].sum(axis=-1)
    by_company = respondents.sum(axis=1)
    if len(shown) < FEWEST_COMPANIES or by_company.max() > LARGEST_SHARE * by_company.sum():
        return None

    def enough(counts: Counts) -> Counts:
        return _enough(_by_company(tally, questionnaire, counts), shown, rules)

    return Panel(
        companies=tuple(names[place] for place in shown),
        respondents=respondents,
        withheld=len(names) - len(shown),
        item_counts={
            item: enough(
                tally.answers[
                    :, number, FIRST_POINT : FIRST_POINT + questionnaire.item(item).scale.size
                ]
            )
            for number, item in enumerate(tally.items)
        },
        scores={
            dimension: _scores(tally.histograms(dimension), enough)
            for dimension, members in tally.dimensions
            if members
        },
    )


def _by_company(tally: Tally, questionnaire: Questionnaire, counts: Counts) -> Counts:
    """Counts of groups as (companies + 1, 2, values): by name, and last those of no company."""
    place = {group: position for position, group in enumerate(tally.groups)}
    names = sorted({group.company for group in tally.of_companies().groups})
    nobody = np.zeros_like(counts[0])

    def of(company: str) -> list[Counts]:
        groups = [Group(company=company, team=team.id) for team in questionnaire.teams]
        return [counts[place[group]] if group in place else nobody for group in groups]

    stated = np.array([of(name) for name in names], dtype=np.int64)
    stated = stated.reshape(-1, len(questionnaire.teams), counts.shape[-1])
    return np.concatenate([stated, np.array([of("")]) - stated.sum(axis=0, keepdims=True)])


def _allowed(counts: Counts, rules: Rules) -> list[int]:
    """The companies that may be shown, of counts as of `_by_company`."""
    sizes = [tuple(each) for each in counts.sum(axis=-1).tolist()]
    *named, nowhere = sizes
    levels = {f"{place:09d}": each for place, each in enumerate(named)} | {"": nowhere}
    return [int(level) for level in shown_levels(levels, rules.minimum_group)[0]]


def _enough(counts: Counts, shown: Sequence[int], rules: Rules) -> Counts:
    """Counts of the companies shown, (companies, 2, values); 0 where too few gave an answer."""
    hidden = [place for place in range(len(counts)) if place not in shown]
    rest = counts[hidden].sum(axis=0, keepdims=True)
    allowed = _allowed(np.concatenate([counts[shown], rest]), rules)
    kept = np.zeros_like(counts[shown])
    if len(allowed) >= FEWEST_COMPANIES:
        kept[allowed] = counts[shown][allowed]
    return kept


def _scores(found: Mapping[Group, Histogram], enough: Callable[[Counts], Counts]) -> PanelScores:
    """The scores of all groups on the values that occur in any."""
    histograms = list(found.values())
    values = np.unique(np.concatenate([each.values for each in histograms]))
    counts = np.zeros((len(histograms), values.size), dtype=np.int64)
    for row, each in zip(counts, histograms, strict=True):
        row[np.searchsorted(values, each.values)] = each.counts
    return PanelScores(values=values, counts=enough(counts))
