"""Both rank tests from counts, against a loop of SciPy's over the same answers one by one.

A thousand tables of two groups of 100 answers on five points. SciPy gets the answers as it wants
them, ready made; ours starts from the counts, which is what a report has. The two run in turn, and
the median ratio counts. That they give the same, to 1e-9, is checked before a time is shown.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from survey.statistics.rank_test import mann_whitney
from survey.statistics.superiority import brunner_munzel

LIMIT = 100.0
"""Times faster than SciPy's loop, each test."""

TABLES = 1000
ANSWERS = 100
POINTS = 5
ROUNDS = 7
AGREEMENT = 1e-9
SEED = 20261125

Numbers = NDArray[np.float64]
Answers = NDArray[np.int64]


def main() -> None:
    """Prints how many times faster each test is; fails below the limit."""
    first, second = _answers()
    counts = _counts(first), _counts(second)
    tests: dict[str, tuple[Callable[[], Numbers], Callable[[], Numbers]]] = {
        "Mann-Whitney": (
            lambda: _mann_whitney(first, second),
            lambda: mann_whitney(*counts).p,
        ),
        "Brunner-Munzel": (
            lambda: _brunner_munzel(first, second),
            lambda: brunner_munzel(*counts).p,
        ),
    }
    ratios = [_ratio(name, peer, ours) for name, (peer, ours) in tests.items()]
    if min(ratios) < LIMIT:
        sys.exit(f"below the limit of {LIMIT:.0f} x")


def _ratio(name: str, peer: Callable[[], Numbers], ours: Callable[[], Numbers]) -> float:
    apart = float(np.abs(peer() - ours()).max())
    assert apart <= AGREEMENT, f"{name}: p differs by {apart:.1e}"
    ratio = median(_spent(peer) / _spent(ours) for _ in range(ROUNDS))
    print(
        f"{name}: {TABLES} tables of {ANSWERS} and {ANSWERS} answers, {ratio:.0f} x as fast as a "
        f"loop of SciPy (limit {LIMIT:.0f} x), p the same within {AGREEMENT:.0e}"
    )
    return ratio


def _answers() -> tuple[Answers, Answers]:
    """Answers 1 to 5 of two groups that differ a little, each of shape (tables, answers)."""
    random = np.random.default_rng(SEED)
    one, other = random.dirichlet(np.full(POINTS, 2.0), (2, TABLES))
    first, second = (
        (random.random((TABLES, ANSWERS, 1)) > shape.cumsum(axis=-1)[:, None, :-1]).sum(axis=-1) + 1
        for shape in (one, 0.8 * one + 0.2 * other)
    )
    return first, second


def _counts(answers: Answers) -> Numbers:
    counts: Numbers = (answers[..., None] == np.arange(1, POINTS + 1)).sum(axis=1).astype(float)
    return counts


def _mann_whitney(first: Answers, second: Answers) -> Numbers:
    test = stats.mannwhitneyu
    pairs = zip(first, second, strict=True)
    return np.array([test(*pair, use_continuity=False, method="asymptotic")[1] for pair in pairs])


def _brunner_munzel(first: Answers, second: Answers) -> Numbers:
    pairs = zip(first, second, strict=True)
    return np.array([stats.brunnermunzel(*pair)[1] for pair in pairs])


def _spent(work: Callable[[], Numbers]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
