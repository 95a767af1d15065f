"""Whether the interval of a change over the companies of a panel holds the true one.

    python bench/coverage_of_panel_change.py

Companies answer twice, each time other people: opinions of the six shapes of bench/coverage.py,
four of them to two teams in two waves. "Alike": every company has these very shapes; "different":
each has opinions of its own in either wave, drawn about them. Prints how often the 95 % interval of
the mean change of the gap holds the true one; fails below what is promised.
"""

from __future__ import annotations

import sys
from itertools import product

import numpy as np
from coverage import SHAPES
from numpy.typing import NDArray
from panel_coverage import opinions

from survey.company_change import Figures
from survey.statistics.comparison import compare_means

SEED = 20261129
QUADRUPLES = 20
"""Of shapes; so many panels for each that 95 % is known to within 0.6 points."""

PROMISE = 0.935
"""What is promised, less what the number of draws leaves open."""

POINTS = np.arange(1.0, 6.0)
COMPANIES = (5, 8, 12, 40)
TEAMS = ((5, 5), (10, 10), (5, 20), (30, 30))
SPREADS = (None, 5.0)

Floats = NDArray[np.float64]


def main() -> int:
    """The table; 1 where the promise is broken."""
    random = np.random.default_rng(SEED)
    shapes = np.array([*SHAPES.values()])
    chosen = [shapes[random.integers(0, len(shapes), 4)] for _ in range(QUADRUPLES)]
    print("| companies | answers | companies are | worst shapes | mean |")
    print("|---|---|---|---|---|")
    worst = 1.0
    for companies, teams, spread in product(COMPANIES, TEAMS, SPREADS):
        held = [_held(random, four, companies, teams, spread) for four in chosen]
        worst = min(worst, *held)
        alike = "alike" if spread is None else "different"
        print(
            f"| {companies} | {teams[0]} v {teams[1]} | {alike} | {min(held):.1%} "
            f"| {np.mean(held):.1%} |"
        )
    return 0 if worst >= PROMISE else 1


def _held(
    random: np.random.Generator,
    shapes: Floats,
    companies: int,
    teams: tuple[int, int],
    spread: float | None,
) -> float:
    """How often the interval holds the true change; shapes are (then, now) x (first, second)."""
    then, now = (_gaps(random, pair, companies, teams, spread) for pair in shapes.reshape(2, 2, -1))
    means = (shapes @ POINTS).reshape(2, 2)
    true = float((means[1, 0] - means[1, 1]) - (means[0, 0] - means[0, 1]))
    limits = now.less(then).mean().interval()
    return float(np.mean((limits.low <= true) & (true <= limits.high)))


def _gaps(
    random: np.random.Generator,
    shapes: Floats,
    companies: int,
    teams: tuple[int, int],
    spread: float | None,
) -> Figures:
    """The gap of each company, (draws, companies)."""
    counts = [
        random.multinomial(n, opinions(random, shape, companies, spread))
        for n, shape in zip(teams, shapes, strict=True)
    ]
    gaps = compare_means(*counts)
    return Figures(gaps.difference, gaps.standard_error**2)


if __name__ == "__main__":
    sys.exit(main())
