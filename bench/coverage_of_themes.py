"""Whether the interval of a theme keeps its promise where people skip statements: told as a table.

    python bench/coverage_of_themes.py

Two teams answer the statements of a theme, their opinions on each one of the six shapes of
`coverage.py`, their own answers more or less alike, and skip some of them by chance. Judged by the
functions that a report uses. Fails where an interval holds the true gap, that of the means of the
statements, in fewer than 94 of 100 draws. The seed is fixed.
"""

from __future__ import annotations

import sys
from itertools import product

import numpy as np
from coverage import SHAPES
from numpy.typing import NDArray
from scipy.special import ndtr

from survey.company_means import team_means
from survey.release import Counts, PanelScores
from survey.score_counts import enough
from survey.statistics.comparison import difference_of_means
from survey.theme_means import company_theme_means

DRAWS = 4_000
THEMES = 12
"""Ways to give shapes to the statements of two teams, drawn at random."""

LOWEST = 0.94
SEED = 20261129
FEWEST = 5
POINTS = 5
SIZES = ((8, 8), (10, 30), (20, 20), (60, 100))
ALIKE = (0.0, 0.5)
"""The correlation of a person's answers to two statements, before they are put on the scale."""

SKIPPED = {
    "nobody skips": (0.0, 0.0, 0.0),
    "a tenth each": (0.1, 0.1, 0.1),
    "three tenths each": (0.3, 0.3, 0.3),
    "half skip the third": (0.05, 0.05, 0.5),
    "half of two statements": (0.0, 0.5),
}

Answers = NDArray[np.int64]
"""(draws, people, items): 1..5, 0 where skipped."""


def answered(
    random: np.random.Generator,
    people: int,
    shapes: Counts,
    skipped: tuple[float, ...],
    alike: float,
) -> Answers:
    """What a team answers in each draw; `shapes` are places in SHAPES, (items,)."""
    size = (DRAWS, people, len(skipped))
    own = random.normal(size=(*size[:2], 1))
    chance = ndtr(np.sqrt(alike) * own + np.sqrt(1 - alike) * random.normal(size=size))
    cuts = np.cumsum([*SHAPES.values()], axis=1)[shapes]
    points = 1 + (chance[..., None] > cuts[:, : POINTS - 1]).sum(axis=-1)
    return np.where(random.random(size) < skipped, 0, points)


def scores_of(teams: list[Answers]) -> PanelScores:
    """What both teams say of the theme, each draw in the place of a company."""
    items = [f"{place}" for place in range(teams[0].shape[-1])]
    points = np.arange(1, POINTS + 1)
    counts = {
        item: np.stack([(team[..., [place]] == points).sum(axis=1) for team in teams], axis=1)
        for place, item in enumerate(items)
    }
    means, answers = company_theme_means(items, counts)
    given = [(team > 0).sum(axis=-1) for team in teams]
    scored = [
        np.where(enough(number, len(items)), team.sum(axis=-1) / np.maximum(number, 1), np.nan)
        for team, number in zip(teams, given, strict=True)
    ]
    values = np.unique(np.concatenate([each[~np.isnan(each)] for each in scored]))
    people = np.stack([(each[..., None] == values).sum(axis=1) for each in scored], axis=1)
    shown = np.stack([each.sum(axis=-1).min(axis=-1) >= FEWEST for each in counts.values()])
    told = shown.all(axis=0) & (people.sum(axis=-1).min(axis=-1) >= FEWEST)
    return PanelScores(
        items=tuple(items),
        means=means[told],
        answers=answers[told],
        values=values,
        counts=people[told],
    )


def held(
    random: np.random.Generator, sizes: tuple[int, int], skipped: tuple[float, ...], alike: float
) -> float:
    """How often the interval holds the true gap, of the draws in which the theme is shown."""
    shapes = random.integers(len(SHAPES), size=(2, len(skipped)))
    teams = [
        answered(random, people, of_team, skipped, alike)
        for people, of_team in zip(sizes, shapes, strict=True)
    ]
    scores = scores_of(teams)
    first, second = team_means(scores.weighed, scores.values, POINTS, scores.means)
    limits = difference_of_means(first, second).interval()
    means = np.array([*SHAPES.values()]) @ np.arange(1.0, POINTS + 1.0)
    true = float(np.subtract(*means[shapes].mean(axis=1)))
    return float(((limits.low <= true) & (true <= limits.high)).mean())


def main() -> int:
    """Print the table; 1 where the worst of a row falls short."""
    random = np.random.default_rng(SEED)
    short = False
    for (name, skipped), sizes in product(SKIPPED.items(), SIZES):
        found = [held(random, sizes, skipped, alike) for alike in ALIKE for _ in range(THEMES)]
        lowest, mean = min(found), sum(found) / len(found)
        short |= lowest < LOWEST
        print(f"{name:24} {sizes[0]:3} v {sizes[1]:<3}  worst {lowest:6.1%}   mean {mean:6.1%}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
