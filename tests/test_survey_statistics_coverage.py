"""Whether the 95 % intervals hold the truth as often as they say, in teams of every size.

Teams drawn at random, with a seed, from six shapes of opinion; the truth is the whole team's where
head-counts are given, else the shape's. Each limit is a little under what many more draws show.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from numpy.typing import NDArray

from survey.statistics.comparison import compare_means
from survey.statistics.effect_size import cliffs_delta, estimate_delta
from survey.statistics.interval import Interval
from survey.statistics.mean import moments

DRAWS = 400
SHAPES = (
    (0.10, 0.20, 0.40, 0.20, 0.10),  # bell
    (0.05, 0.10, 0.20, 0.40, 0.25),  # agree
    (0.00, 0.00, 0.05, 0.25, 0.70),  # ceiling
    (0.02, 0.02, 0.90, 0.04, 0.02),  # nearly all in one box
    (0.40, 0.08, 0.04, 0.08, 0.40),  # torn
    (0.35, 0.30, 0.20, 0.10, 0.05),  # low
)
Sample = tuple[NDArray[np.float64], NDArray[np.float64]]


def draw(random: np.random.Generator, shape: tuple[float, ...], n: int, people: float) -> Sample:
    """The whole team (or the shape, if its size is unknown), and the counts of those who answer."""
    if np.isinf(people):
        truth = np.broadcast_to(np.array(shape), (DRAWS, 5))
        return truth, random.multinomial(n, shape, DRAWS).astype(np.float64)
    answers = np.eye(5)[random.choice(5, size=(DRAWS, int(people)), p=shape)]
    return answers.sum(axis=1), answers[:, :n].sum(axis=1)


def held(interval: Interval, truth: NDArray[np.float64]) -> float:
    return float(np.mean((interval.low <= truth + 1e-9) & (interval.high >= truth - 1e-9)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((5, np.inf), (5, np.inf)),
        ((8, np.inf), (80, np.inf)),
        ((30, np.inf), (30, np.inf)),
        ((5, 6), (5, 6)),
        ((8, 10), (8, 10)),
        ((8, 8), (20, 40)),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(
    first: tuple[int, float], second: tuple[int, float]
) -> None:
    random = np.random.default_rng(7)
    of_means, of_deltas = [], []
    for one, two in combinations_with_replacement(SHAPES, 2):
        (all_one, some_one), (all_two, some_two) = (
            draw(random, one, *first),
            draw(random, two, *second),
        )
        people = (first[1], second[1])
        means = compare_means(some_one, some_two, populations=people).interval()
        deltas = estimate_delta(some_one, some_two, populations=people).interval()
        of_means.append(held(means, moments(all_one).mean - moments(all_two).mean))
        of_deltas.append(held(deltas, cliffs_delta(all_one, all_two)))
    for shares in (of_means, of_deltas):
        assert min(shares) >= 0.90
        assert np.mean(shares) >= 0.945
