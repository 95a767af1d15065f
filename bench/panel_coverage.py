"""Whether the figures of a panel keep their promise: panels drawn at random, told as tables.

    python bench/panel_coverage.py > docs/methods/panel-coverage.md

The mean gap over companies: companies alike, and companies that differ; the share of companies
aligned: worlds in which few, some or most are. Fails where a promise of docs/methods/panel.md is
broken. The seed is fixed: the same program prints the same tables.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations_with_replacement, product

import numpy as np
from coverage import SHAPES
from numpy.typing import NDArray

from survey.statistics.comparison import compare_means
from survey.statistics.equal_weights import mean_over_groups
from survey.statistics.group_share import chance_if_alike, share_of_groups
from survey.statistics.proportion import chance_of_share

SEED = 20261128
DRAWS = 6_000
"""Panels drawn for a pair of shapes: 95 % is known to within 0.6 points."""

PANELS = 1_000
"""Panels drawn for a world of the share aligned: 95 % is known to within 1.4 points."""

MEAN_PROMISE, SHARE_PROMISE = 0.935, 0.935
"""What is promised, less what the number of draws leaves open."""

POINTS = np.arange(1.0, 6.0)
COMPANIES = (5, 8, 12, 40)
TEAMS = ((5, 5), (5, 20), (10, 10), (30, 30))
SPREADS = (None, 5.0)
"""Companies alike, or each with opinions of its own: Dirichlet with that many answers' weight."""

CUT = 0.6
WORLDS = (
    *((-1.2, 0.5, 1.0), (-0.9, 0.5, 1.0), (-0.4, 0.5, 1.0), (0.3, 0.5, 1.0), (1.2, 0.5, 1.0)),
    *((-0.3, 0.0, 0.4), (0.4, 0.5, 0.3), (0.0, 0.7, 1.5), (1.0, 0.5, 0.5)),
)
"""Mean, correlation of the two teams and spread of the share in favour, on the logit scale."""

MOST = 0.7
"""Above, most companies are aligned: with few answers the share is drawn far below, as is said."""

MANY = 40
"""Of more, the interval is too narrow where most are aligned and teams gave few answers."""

HEAD = """# Does it hold in a panel?

Panels drawn at random, and judged by the functions that a report uses. What is computed, and why,
stands in [panels of companies](panel.md). The figures were printed by

```console
python bench/panel_coverage.py > docs/methods/panel-coverage.md
```
"""

ABOUT_MEANS = f"""Companies of which each has two teams of that many answers; {DRAWS:,} panels for
each of the 21 pairs of the six shapes of [coverage](coverage.md). "Alike": every company has the
same two shapes; "different": each has shapes of its own, drawn about them. The worst pair, the mean
of the pairs, the mean width; beside it, the plain t interval without our floor, at its worst."""

ABOUT_SHARES = f"""{PANELS:,} panels of each kind. The share in favour in each team is logit-normal.
The truth; the mean over panels of what is published, of the share as counted, of the share if
companies are taken for alike; how often the interval holds the truth, and its mean limits."""

Floats = NDArray[np.float64]


def main() -> int:
    """Both tables; 1 where a promise is broken."""
    random = np.random.default_rng(SEED)
    print(HEAD)
    kept = [_told_means(random), _told_shares(random)]
    return 0 if all(kept) else 1


def _told_means(random: np.random.Generator) -> bool:
    print("## The mean gap over companies\n\n" + ABOUT_MEANS + "\n")
    print("| companies | answers | companies are | worst | mean | width | plain t: worst |")
    print("|---|---|---|---|---|---|---|")
    worst = 1.0
    for companies, teams, spread in product(COMPANIES, TEAMS, SPREADS):
        found = np.array([*_means(random, companies, teams, spread)])
        worst = min(worst, found[:, 0].min())
        alike = "alike" if spread is None else "different"
        print(
            f"| {companies} | {teams[0]} v {teams[1]} | {alike} | {found[:, 0].min():.1%} "
            f"| {found[:, 0].mean():.1%} | {found[:, 1].mean():.2f} | {found[:, 2].min():.1%} |"
        )
    return bool(worst >= MEAN_PROMISE)


def _means(
    random: np.random.Generator, companies: int, teams: tuple[int, int], spread: float | None
) -> Iterator[tuple[float, float, float]]:
    """Coverage, mean width and coverage of the plain interval, of each pair of shapes."""
    for pair in combinations_with_replacement(SHAPES.values(), 2):
        shapes = [np.array(shape) for shape in pair]
        counts = [
            random.multinomial(n, opinions(random, shape, companies, spread))
            for n, shape in zip(teams, shapes, strict=True)
        ]
        true = float((shapes[0] - shapes[1]) @ POINTS)
        gaps = compare_means(*counts)
        variances = gaps.standard_error**2
        found = mean_over_groups(gaps.difference, variances).interval()
        plain = mean_over_groups(gaps.difference, 0.0 * variances).interval()
        held = [np.mean((each.low <= true) & (true <= each.high)) for each in (found, plain)]
        yield float(held[0]), float((found.high - found.low).mean()), float(held[1])


def opinions(
    random: np.random.Generator, shape: Floats, companies: int, spread: float | None
) -> Floats:
    """Shares of the answers in each company, (draws, companies, points)."""
    if spread is None:
        return np.broadcast_to(shape, (DRAWS, companies, shape.size))
    return random.dirichlet(np.maximum(spread * shape, 1e-3), (DRAWS, companies))


def _told_shares(random: np.random.Generator) -> bool:
    print("\n## The share of companies aligned\n\n" + ABOUT_SHARES + "\n")
    print("| truth | answers | companies | mean chance | as counted | if alike | holds truth |")
    print("|---|---|---|---|---|---|---|")
    kept = True
    for world, answers, companies in product(WORLDS, (8, 15, 30), (10, 40, 200)):
        truth = _truth(random, world)
        drawn = [_panel(random, world, answers, companies) for _ in range(PANELS)]
        share, counted, alike, low, high = np.array(drawn).mean(axis=0)
        held = np.mean([(each[3] <= truth) & (truth <= each[4]) for each in drawn])
        kept &= bool(held >= SHARE_PROMISE) or truth > MOST or companies > MANY
        print(
            f"| {truth:.1%} | {answers} v {answers} | {companies} | {share:.1%} | {counted:.1%} "
            f"| {alike:.1%} | {held:.1%} ({low:.0%} to {high:.0%}) |"
        )
    return kept


def _shares(
    random: np.random.Generator, world: tuple[float, float, float], companies: int
) -> Floats:
    """The true shares in favour of both teams, (companies, 2)."""
    mean, correlation, spread = world
    common = random.normal(size=(companies, 1))
    own = random.normal(size=(companies, 2))
    logit = mean + spread * (np.sqrt(correlation) * common + np.sqrt(1.0 - correlation) * own)
    return 1.0 / (1.0 + np.exp(-logit))


def _truth(random: np.random.Generator, world: tuple[float, float, float]) -> float:
    return float((_shares(random, world, 400_000) >= CUT).all(axis=1).mean())


def _panel(
    random: np.random.Generator, world: tuple[float, float, float], answers: int, companies: int
) -> tuple[float, float, float, float, float]:
    """The mean chance, the share as counted, the share if alike, and the interval."""
    favourable = random.binomial(answers, _shares(random, world, companies))
    valid = np.full(companies, answers)
    chances = chance_of_share(favourable, answers, CUT).prod(axis=1)
    alike = np.prod([chance_if_alike(favourable[:, team], valid, CUT) for team in (0, 1)], axis=0)
    reached = (favourable >= CUT * answers - 1e-9).all(axis=1)
    found = share_of_groups(chances, reached, alike)
    low, high = float(found.interval.low), float(found.interval.high)
    return found.share, found.reached / companies, float(alike.mean()), low, high


if __name__ == "__main__":
    sys.exit(main())
