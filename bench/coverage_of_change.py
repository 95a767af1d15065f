"""Whether the interval of a change keeps its promise: two waves drawn at random, told as a table.

    python bench/coverage_of_change.py

Two teams in two waves, their opinions four of the six shapes of `coverage.py`; and people who
answer twice, of whom a part keeps its answer, all pairs of shapes. Fails where an interval holds
the true change in fewer than 93.5 of 100 draws. The seed is fixed.
"""

from __future__ import annotations

import sys
from itertools import product

import numpy as np
from coverage import SHAPES
from numpy.typing import NDArray

from survey.statistics.comparison import compare_means, contrast
from survey.statistics.paired import estimate_change

DRAWS = 20_000
QUADRUPLES = 100
"""Of 1,296 ways to give four shapes to two teams in two waves, drawn at random."""

LOWEST = 0.935
"""What is promised of any shapes."""

SEED = 20261128
SIZES = ((5, 5), (8, 8), (10, 10), (5, 15), (10, 30), (30, 30), (100, 100))
KEPT = (0.0, 0.5, 0.8, 0.9)
"""The part of the people whose second answer is their first one."""

Shares = NDArray[np.float64]


def of_gap(random: np.random.Generator, sizes: tuple[int, int]) -> list[float]:
    """How often the interval holds the true change of the gap, for each four shapes."""
    points = np.arange(1.0, 6.0)
    found = []
    every = list(product(SHAPES.values(), repeat=4))
    for place in random.choice(len(every), QUADRUPLES, replace=False).tolist():
        shapes = every[place]
        drawn = [
            random.multinomial(n, shape, size=DRAWS)
            for n, shape in zip((*sizes, *sizes), shapes, strict=True)
        ]
        change = contrast(compare_means(*drawn[2:]), compare_means(*drawn[:2]))
        means = [float(np.dot(shape, points)) for shape in shapes]
        true = means[2] - means[3] - (means[0] - means[1])
        limits = change.interval()
        found.append(float(((limits.low <= true) & (true <= limits.high)).mean()))
    return found


def of_people(random: np.random.Generator, people: int, kept: float) -> list[float]:
    """How often the interval holds the true change of the same people, for each two shapes."""
    points = np.arange(1.0, 6.0)
    found = []
    for then, now in product(map(np.array, SHAPES.values()), repeat=2):
        joint = (1 - kept) * np.outer(then, now) + kept * np.diag(then)
        drawn = random.multinomial(people, joint.ravel(), size=DRAWS).reshape(-1, 5, 5)
        true = float(joint.sum(axis=0) @ points - then @ points)
        limits = estimate_change(drawn).interval()
        found.append(float(((limits.low <= true) & (true <= limits.high)).mean()))
    return found


def main() -> int:
    """Print the table; 1 where the worst of a row falls short."""
    random = np.random.default_rng(SEED)
    rows = [(f"gap, {a} v {b} in each wave", of_gap(random, (a, b))) for a, b in SIZES]
    rows += [
        (f"{people} people, {kept:.0%} keep their answer", of_people(random, people, kept))
        for people, kept in product((10, 20, 50), KEPT)
    ]
    short = False
    for name, found in rows:
        lowest, mean = min(found), sum(found) / len(found)
        short |= lowest < LOWEST
        print(f"{name:34} worst {lowest:6.1%}   mean {mean:6.1%}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
