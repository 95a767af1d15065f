"""Which companies of a panel may be shown side by side, and their counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from survey.questionnaire import Questionnaire
from survey.release import (
    Counts,
    Group,
    Panel,
    PanelScores,
    Release,
    ReleasedGroup,
    Rules,
    Subject,
    ThemeScores,
    Withheld,
)
from survey.tally import FIRST_POINT, Tally
from survey.theme_means import company_theme_means, shown_of
from survey.thresholds import FEWEST_COMPANIES

LARGEST_SHARE = 0.5
"""Of the respondents: a figure that one company makes alone is a figure of that company."""


def panel_of(tally: Tally, questionnaire: Questionnaire, rules: Rules) -> Panel | None:
    """The companies of a survey side by side; None where there are too few, or one outweighs.

    A company is among them when each of its teams is at least k people. Of the others nothing is
    counted anywhere: nothing is left to be had by subtraction.

    Args:
        tally: of one wave.
        questionnaire: names the two teams.
        rules: the thresholds in force.
    """
    teams = [team.id for team in questionnaire.teams]
    people = dict(zip(tally.groups, tally.respondents.tolist(), strict=True))
    names = sorted({group.company for group in tally.groups})
    sizes = {
        name: [people.get(Group(company=name, team=team), 0) for team in teams] for name in names
    }
    shown = tuple(name for name in names if min(sizes[name]) >= rules.minimum_group)
    respondents = np.array([sizes[name] for name in shown], dtype=np.int64).reshape(-1, len(teams))
    by_company = respondents.sum(axis=1)
    if len(shown) < FEWEST_COMPANIES or by_company.max() > LARGEST_SHARE * by_company.sum():
        return None
    place = {group: position for position, group in enumerate(tally.groups)}
    places = [place[Group(company=name, team=team)] for name in shown for team in teams]
    items = dict(_items(tally, places, questionnaire, rules))
    if not items:
        return None
    return Panel(
        companies=shown,
        respondents=respondents,
        withheld=len(names) - len(shown),
        item_counts=items,
        scores=dict(_scores(tally, places, items, rules)),
        leaders=_leaders(tally, shown, items, questionnaire, rules),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What a person should know of the companies of a survey: notes, and warnings."""

    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def told_of_companies(tally: Tally, questionnaire: Questionnaire, rules: Rules) -> Told:
    """Whether the companies are shown side by side, or all are pooled, and why.

    Args:
        tally: the groups of everybody and of companies, of the wave that is reported.
        questionnaire: names the two teams.
        rules: the thresholds in force.
    """
    of_companies = tally.of_companies()
    found = len({group.company for group in of_companies.groups})
    if found <= 1:
        return Told()
    panel = panel_of(of_companies, questionnaire, rules)
    k = rules.minimum_group
    if panel is None:
        pooled = (
            f"{found:,} companies are pooled: every figure is of all together, and the larger ones "
            f"decide. A panel needs {FEWEST_COMPANIES} companies with {k} people or more in each "
            "team, none of them above half of the respondents; to see one alone, give only its "
            "responses."
        )
        return Told(warnings=(pooled,))
    shown = (
        f"A panel of {len(panel.companies):,} companies: every figure is the mean over companies, "
        "each of the same weight."
    )
    left_out = f" {panel.withheld:,} with fewer than {k} people in a team count nowhere."
    return Told(notes=(shown + left_out if panel.withheld else shown,))


def as_panel(released: Release, panel: Panel, teams: Sequence[str]) -> Release:
    """What may be published where companies are shown side by side: what these companies answered.

    What is known of everybody together alone is left out: who can't say, hours and deals, answers
    foreseen, pairs of items, what is noticed, people of other teams, how many responses were read.

    Args:
        released: what may be published of everybody together.
        panel: the companies.
        teams: ids of the two teams.
    """
    n = dict(zip(teams, panel.respondents.sum(axis=0).tolist(), strict=True))
    sizes = {Group(): sum(n.values()), **{Group(team=team): n[team] for team in teams}}
    others = (Withheld(rule="company", scope="", cells=panel.withheld),) if panel.withheld else ()
    return replace(
        released,
        panel=panel,
        groups=tuple(ReleasedGroup(group=group, n=n, headcount=None) for group, n in sizes.items()),
        items=tuple(panel.item_counts),
        read=None,
        outside_teams=None,
        flagged=(),
        withheld=others,
        item_counts={
            (item, group): counts
            for item, by_company in panel.item_counts.items()
            for group, counts in _together(by_company, teams)
        },
        cant_say_counts={},
        theme_scores={
            (dimension, Group(team=team)): _over_companies(scores, place)
            for dimension, scores in panel.scores.items()
            for place, team in enumerate(teams)
        },
        at_least=dict(_at_least(panel, teams, n, released.rules.minimum_group)),
        joined=(),
        number_histograms={},
        foreseen_counts={},
        foreseen_pairs={},
        pair_counts={},
    )


def _at_least(
    panel: Panel, teams: Sequence[str], people: Mapping[str, int], minimum: int
) -> Iterator[tuple[Subject, int]]:
    """Where so few of a team are silent that it may not be told how many answered.

    Then nor may it be told of both together: one team's answers taken from it leave the other's.
    """
    for item, by_company in panel.item_counts.items():
        valid = dict(zip(teams, by_company.sum(axis=(0, 2)).tolist(), strict=True))
        reached = {
            team: people[team] - minimum
            for team in teams
            if 0 < people[team] - valid[team] < minimum
        }
        for team, number in reached.items():
            yield (item, Group(team=team)), number
        if reached:
            yield (item, Group()), sum({**valid, **reached}.values())


def _over_companies(scores: PanelScores, team: int) -> ThemeScores:
    """Of one team, each company with the same weight."""
    return ThemeScores(
        items=scores.items,
        mean=float(np.nanmean(scores.means[:, team])),
        values=scores.values,
        counts=scores.weighed[:, team].sum(axis=0),
    )


def _items(
    tally: Tally, places: Sequence[int], questionnaire: Questionnaire, rules: Rules
) -> Iterator[tuple[str, Counts]]:
    """The answers to each item that enough companies answered."""
    answers = tally.answers[places]
    for number, item in enumerate(tally.items):
        points = slice(FIRST_POINT, FIRST_POINT + questionnaire.item(item).scale.size)
        counts = _enough(answers[:, number, points], rules)
        if counts is not None:
            yield item, counts


def _scores(
    tally: Tally, places: Sequence[int], items: Mapping[str, Counts], rules: Rules
) -> Iterator[tuple[str, PanelScores]]:
    """What the teams of each company say of each dimension that enough companies are shown of."""
    for dimension, members in tally.dimensions:
        shown = shown_of([tally.items[place] for place in members], items)
        if not shown:
            continue
        means, answers = company_theme_means(shown, items)
        found = tally.score_table(dimension)
        told = ~np.isnan(means).reshape(-1, 1)
        counts = _enough(np.where(told, found.counts[places], 0), rules)
        if counts is not None:
            held, given = counts.any(axis=-1), counts.any(axis=(0, 1))
            yield (
                dimension,
                PanelScores(
                    items=shown,
                    means=np.where(held, means, np.nan),
                    answers=np.where(held, answers, 0.0),
                    values=found.values[given],
                    counts=counts[..., given],
                ),
            )


def _leaders(
    tally: Tally,
    companies: tuple[str, ...],
    items: Mapping[str, Counts],
    questionnaire: Questionnaire,
    rules: Rules,
) -> Counts | None:
    """What those who lead say of alignment, where they and the others are nobody or enough each."""
    counts = items.get(str(questionnaire.alignment_item))
    if counts is None:
        return None
    everybody = counts.sum(axis=1)
    found = tally.leaders.of(companies, counts.shape[-1])
    leading, others = found.sum(axis=-1), (everybody - found).sum(axis=-1)
    told = (leading >= rules.minimum_group) & ((others == 0) | (others >= rules.minimum_group))
    if told.sum() < FEWEST_COMPANIES:
        return None
    kept: Counts = np.where(told[:, None], found, 0)
    return kept


def _enough(counts: Counts, rules: Rules) -> Counts | None:
    """Counts as (companies, 2, values), 0 of a company where a team has too few; None of too few.

    `counts` are (companies x 2, values), the two teams of a company one after the other.
    """
    found = counts.reshape(-1, 2, counts.shape[-1])
    enough = (found.sum(axis=-1) >= rules.minimum_group).all(axis=-1)
    if enough.sum() < FEWEST_COMPANIES:
        return None
    kept: Counts = np.where(enough[:, None, None], found, 0)
    return kept


def _together(by_company: Counts, teams: Sequence[str]) -> Iterator[tuple[Group, Counts]]:
    """Everybody of the companies, and each team."""
    counts = by_company.sum(axis=0)
    yield Group(), counts.sum(axis=0)
    for team, answers in zip(teams, counts, strict=True):
        yield Group(team=team), answers
