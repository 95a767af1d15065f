"""Answers drawn at random from a team, to try formulas on what is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey.statistics.distribution import scale_points

AnswerCounts = NDArray[np.int64]


def whole_team(shares: ArrayLike, people: int, total: int | None = None) -> AnswerCounts:
    """A team of so many people who answer in these shares, as nearly as people can be divided.

    Each answer gets the whole people of its share; those left over go to the largest remainders.

    Args:
        shares: of each answer, shape (points,), adding to 1.
        people: the head-count N.
        total: what their points must add to; then some are moved by one point, from the fullest
            answer that may move. As it comes, if None.

    Returns:
        How many people give each answer, shape (points,).

    >>> whole_team([0.1, 0.2, 0.4, 0.2, 0.1], 6).tolist()
    [1, 1, 2, 1, 1]
    >>> whole_team([0.1, 0.2, 0.4, 0.2, 0.1], 6, total=20).tolist()
    [1, 1, 1, 1, 2]
    """
    exact = np.asarray(shares, dtype=np.float64) * people
    counts = np.floor(exact + 1e-9).astype(np.int64)
    largest = np.argsort(counts - exact, kind="stable")
    counts[largest[: people - counts.sum()]] += 1
    missing = 0 if total is None else total - round(float(counts @ scale_points(counts.size)))
    for _ in range(abs(missing)):
        _move_one(counts, up=missing > 0)
    return counts


def without_replacement(
    random: np.random.Generator, people: ArrayLike, answers: int
) -> AnswerCounts:
    """Some of each team's people, every choice of them as likely, shape (teams, points).

    Args:
        random: the generator to draw with.
        people: how many of each team give each answer, shape (teams, points).
        answers: how many of each are chosen, at most all.

    Source: the multivariate hypergeometric distribution, point by point: Cochran (1977), Sampling
    Techniques, 3rd ed., section 3.7.

    >>> without_replacement(np.random.default_rng(1), [[1, 0, 2]], 3).tolist()
    [[1, 0, 2]]
    """
    teams = np.asarray(people, dtype=np.int64)
    chosen, left, others = np.zeros_like(teams), np.full(len(teams), answers), teams.sum(axis=-1)
    for point in range(teams.shape[-1]):
        others = others - teams[:, point]
        chosen[:, point] = random.hypergeometric(teams[:, point], others, left)
        left = left - chosen[:, point]
    return chosen


def _move_one(counts: AnswerCounts, *, up: bool) -> None:
    """One person of the fullest answer that may move goes a point up, or down."""
    if up:
        fullest = int(np.argmax(counts[:-1]))
        counts[fullest : fullest + 2] += (-1, 1)
    else:
        fullest = int(np.argmax(counts[1:]))
        counts[fullest : fullest + 2] += (1, -1)
