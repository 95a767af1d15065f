"""Whether the interval of a gap holds the truth where the spread of a few nearly alike is not told.

    python bench/coverage_of_few_alike.py      a table, on the terminal

Teams are drawn from the six shapes of `coverage.py`, in all pairs, and judged by the functions that
a report uses; once with the spread of their answers, once as it is told (`survey.unanimity`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product

import numpy as np
from coverage import DRAWS, SEED, SHAPES

from survey.estimates import told_mean
from survey.release import Counts
from survey.statistics.comparison import difference_of_means
from survey.statistics.mean import MeanEstimate, estimate_mean

SIZES = ((5, 5), (8, 8), (12, 12), (19, 19), (8, 80), (12, 200))

FAVOURABLE_FROM = 4

PROMISED = 0.94

Judge = Callable[[Counts], MeanEstimate]


def coverage(judge: Judge, sizes: tuple[int, int]) -> tuple[float, float, float]:
    """In the worst pair of shapes and in all, how often the interval holds the gap; its width."""
    random = np.random.default_rng(SEED)
    held, width = [], []
    for shapes in product(SHAPES.values(), repeat=2):
        first, second = (
            _estimates(judge, random.multinomial(size, shape, DRAWS))
            for size, shape in zip(sizes, shapes, strict=True)
        )
        true = np.subtract(*(np.dot(shape, np.arange(1, 6)) for shape in shapes))
        limits = difference_of_means(first, second).interval()
        held.append(float(((limits.low <= true + 1e-9) & (true - 1e-9 <= limits.high)).mean()))
        width.append(float((limits.high - limits.low).mean()))
    return min(held), float(np.mean(held)), float(np.mean(width))


def _estimates(judge: Judge, drawn: Counts) -> MeanEstimate:
    """Each way to answer is judged once, however often it is drawn; figures of shape (draws,)."""
    ways, which = np.unique(drawn, axis=0, return_inverse=True)
    found = [judge(way) for way in ways]
    figures = np.array([[one.mean, one.centre, one.variance, one.df] for one in found])
    mean, centre, variance, df = figures[which.ravel()].T
    return MeanEstimate(mean=mean, centre=centre, variance=variance, df=df)


def main() -> int:
    """Print the table; 1 where a promise is broken."""
    print("| answers | worst, as spread | as told | all, as spread | as told | wider by |")
    print("|---|---|---|---|---|---|")
    lowest = 1.0
    for sizes in SIZES:
        spread = coverage(estimate_mean, sizes)
        told = coverage(lambda counts: told_mean(counts, FAVOURABLE_FROM), sizes)
        lowest = min(lowest, told[0])
        shares = " | ".join(f"{each:.1%}" for at in (0, 1) for each in (spread[at], told[at]))
        print(f"| {sizes[0]} v {sizes[1]} | {shares} | {told[2] / spread[2] - 1:.1%} |")
    return int(lowest < PROMISED)


if __name__ == "__main__":
    sys.exit(main())
