"""What a team says of a theme: the mean of its statements' means, from answers that are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from survey.release import Counts, Group, Histogram, Subject, ThemeScores
from survey.score_counts import enough
from survey.statistics.distribution import FloatArray, scale_points
from survey.statistics.mean import moments, moments_of_many
from survey.unanimity import Answers, leveled_mean, open_answers


def shown_of(asked: Sequence[str], shown: Collection[str]) -> tuple[str, ...]:
    """The items of a dimension that are shown; none where they are fewer than two thirds of it.

    >>> shown_of(["a1", "a2", "a3"], {"a1", "a3", "b1"}), shown_of(["a1", "a2"], {"a1"})
    (('a1', 'a3'), ())
    """
    kept = tuple(item for item in asked if item in shown)
    return kept if kept and enough(len(kept), len(asked)) else ()


def theme_scores(
    items: Mapping[str, int], counts: Mapping[Subject, Counts], team: Group, scores: Histogram
) -> ThemeScores:
    """What a team says of a dimension.

    Args:
        items: those shown, one at least, and from which point on an answer is favourable.
        counts: their answers per point, (points,).
        team: whose.
        scores: of its people, one at least.

    >>> team, scores = Group(team="sales"), Histogram(values=np.array([3.0]), counts=np.array([3]))
    >>> answers = {("a1", team): np.array([2, 2, 2]), ("a2", team): np.array([1, 0, 2])}
    >>> found = theme_scores({"a1": 3, "a2": 2}, answers, team, scores)
    >>> round(found.mean, 3), found.counts.tolist()  # of 2 and 7/3
    (2.167, [3.0])
    """
    if len(items) == 1:
        [(item, lowest)] = items.items()
        return _of_one(item, open_answers(counts[item, team], lowest))
    means = [leveled_mean(counts[item, team], lowest) for item, lowest in items.items()]
    answers = _harmonic(np.array([counts[item, team].sum() for item in items], dtype=np.float64))
    return ThemeScores(
        items=tuple(items),
        mean=float(np.mean(means)),
        values=scores.values,
        counts=scores.counts * np.float64(min(float(answers / scores.counts.sum()), 1.0)),
    )


def _of_one(item: str, told: Answers) -> ThemeScores:
    """Of a dimension that is one item: what is told of this."""
    return ThemeScores(
        items=(item,),
        mean=float(moments(told).mean),
        values=scale_points(told.size),
        counts=told.astype(np.float64),
    )


def company_theme_means(
    items: Sequence[str], counts: Mapping[str, Counts]
) -> tuple[FloatArray, FloatArray]:
    """What each team of each company of a panel says of a dimension, and by how many answers.

    Args:
        items: those shown of enough companies, one at least.
        counts: answers by item, (companies, 2, points); all 0 of a company that is not shown.

    Returns:
        The means of the items' means, and the harmonic means of their answers, (companies, 2);
        NaN of a company of which fewer than two thirds of the items are shown.

    >>> given = {"a1": np.array([[[0, 2], [2, 0]]]), "a2": np.array([[[1, 1], [6, 0]]])}
    >>> means, answers = company_theme_means(["a1", "a2"], given)
    >>> means.tolist(), answers.tolist()
    ([[1.75, 1.0]], [[2.0, 3.0]])
    """
    found = [moments_of_many(counts[item], scale_points(counts[item].shape[-1])) for item in items]
    means = np.stack([each.mean for each in found])
    held = ~np.isnan(means)
    told = held.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        averaged = np.where(held, means, 0.0).sum(axis=0) / told
    shown = enough(told, len(items))
    answers = _harmonic(np.stack([each.base for each in found]))
    return np.where(shown, averaged, np.nan), np.where(shown, answers, np.nan)


def _harmonic(answers: FloatArray) -> FloatArray:
    """The harmonic mean over items, shape (items, ...); those without an answer left out.

    The mean of means of n_1 ... n_J answers varies no more than that of as many people who answered
    all: 1/max(n_i, n_j) is at most (1/n_i + 1/n_j) / 2, and no more than min(n_i, n_j) gave both.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(answers > 0, 1.0 / answers, 0.0)
        found: FloatArray = (answers > 0).sum(axis=0) / parts.sum(axis=0)
    return found
