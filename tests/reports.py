"""Reports built from answer counts, for tests of what is drawn and written; all invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import comb

import numpy as np

from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.questionnaire import Item, Questionnaire, ResponseScale, ScalePoint
from survey.questionnaire_file import load_questionnaire
from survey.release import Counts, Group, Release, ReleasedGroup, Rules
from survey.unanimity import without_mean

TeamCounts = Mapping[str, tuple[Counts, Counts]]
"""Answers per point of the first and of the second team, by item."""

# Means of the first and second team on 1 to 5, item by item, over and over.
MEANS = (
    (3.9, 2.3),
    (2.4, 3.6),
    (3.1, 3.0),
    (3.4, 2.7),
    (2.2, 2.3),
    (4.1, 2.8),
    (2.9, 3.3),
    (3.6, 2.2),
    (3.0, 2.4),
    (2.6, 3.9),
    (3.3, 3.4),
)


def spread(mean: float, answers: int, points: int = 5) -> Counts:
    """So many answers around a mean, given on 1 to 5, on a scale of so many points."""
    chance = (mean - 1) / 4
    steps = points - 1
    parts = [
        answers * comb(steps, step) * chance**step * (1 - chance) ** (steps - step)
        for step in range(points)
    ]
    whole = [int(part) for part in parts]
    largest = sorted(range(points), key=lambda step: (whole[step] - parts[step], step))
    for step in largest[: answers - sum(whole)]:
        whole[step] += 1
    return np.array(whole, dtype=np.int64)


def believable_counts(questionnaire: Questionnaire, first: int, second: int) -> TeamCounts:
    """Answers of teams of that size that differ in both directions."""
    return {
        item.id: (
            spread(MEANS[place % len(MEANS)][0], first - place % 3, item.scale.size),
            spread(MEANS[place % len(MEANS)][1], second - place % 2, item.scale.size),
        )
        for place, item in enumerate(questionnaire.items)
    }


def report_from(
    counts: TeamCounts, questionnaire: Questionnaire, settings: Settings | None = None
) -> Report:
    """The report of these answers; neither segments, scores nor recommendations."""
    return report_of(
        release_from(counts, questionnaire),
        questionnaire,
        settings or Settings(invented=True),
        levers=(),
        segments=(),
    )


def release_from(counts: TeamCounts, questionnaire: Questionnaire) -> Release:
    """A Release of these answers, and of nothing else."""
    groups = [Group(team=team.id) for team in questionnaire.teams]
    everyone = {(item, Group()): first + second for item, (first, second) in counts.items()}
    by_team = {
        (item, group): answers
        for item, teams in counts.items()
        for group, answers in zip(groups, teams, strict=True)
    }
    sizes = [max(int(pair[place].sum()) for pair in counts.values()) for place in (0, 1)]
    return Release(
        rules=Rules(),
        groups=(
            ReleasedGroup(group=Group(), n=sum(sizes), headcount=None),
            *(
                ReleasedGroup(group=group, n=n, headcount=None)
                for group, n in zip(groups, sizes, strict=True)
            ),
        ),
        items=tuple(counts),
        withheld=(),
        outside_teams=0,
        read=sum(sizes),
        removed=(),
        item_counts={**everyone, **by_team},
        cant_say_counts={},
        theme_scores={},
        without_mean=without_mean({**everyone, **by_team}, {}, questionnaire),
    )


def believable_report(first: int = 64, second: int = 118) -> Report:
    """A report on our questionnaire for teams of that size."""
    questionnaire = load_questionnaire()
    return report_from(believable_counts(questionnaire, first, second), questionnaire)


def on_scale(questionnaire: Questionnaire, points: int, favourable_from: int) -> Questionnaire:
    """The same questionnaire, every item asked on a scale of so many points."""
    scale = replace(
        questionnaire.scales[0],
        points=tuple(
            ScalePoint(value=value, label={"en": f"Point {value}", "fr": f"Point {value}"})
            for value in range(1, points + 1)
        ),
        favourable_from=favourable_from,
    )
    return with_items(questionnaire, lambda item: replace(item, scale=scale), scale)


def with_items(
    questionnaire: Questionnaire,
    change: Callable[[Item], Item],
    scale: ResponseScale | None = None,
) -> Questionnaire:
    """The questionnaire with every item changed."""
    return replace(
        questionnaire,
        items=tuple(change(item) for item in questionnaire.items),
        scales=(scale,) if scale else questionnaire.scales,
    )
