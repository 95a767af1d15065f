"""Answer counts to try the statistics on: drawn by Hypothesis, or random with a seed."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Pair = tuple[Counts, Counts]


def _counts(points: int) -> st.SearchStrategy[Counts]:
    drawn = st.lists(st.integers(0, 30), min_size=points, max_size=points)
    return drawn.filter(any).map(lambda counts: np.array(counts, dtype=np.float64))


def one_team(points: int = 5) -> st.SearchStrategy[Counts]:
    """Counts of at least one answer on a scale of five points."""
    return _counts(points)


def two_teams(points: int = 5) -> st.SearchStrategy[Pair]:
    """Counts of two teams with at least one answer each, on one scale."""
    return st.tuples(_counts(points), _counts(points))


def two_teams_on_any_scale() -> st.SearchStrategy[Pair]:
    """Counts of two teams on a scale of two to eleven points."""
    return st.integers(2, 11).flatmap(two_teams)


def random_pairs(tables: int, seed: int = 20240501) -> tuple[Counts, Counts]:
    """Random counts of two teams, each of shape (tables, 5), every team of two points or more."""
    random = np.random.default_rng(seed)
    drawn = random.integers(0, 15, (2, tables, 5)).astype(np.float64)
    drawn[..., [0, 4]] += 1.0
    return drawn[0], drawn[1]


def answers(counts: Counts) -> Counts:
    """The answers 1, 2, ... one by one, as other software wants them."""
    return np.repeat(np.arange(1.0, counts.size + 1.0), counts.astype(int))
