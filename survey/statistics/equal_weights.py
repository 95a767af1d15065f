"""The mean over groups that weigh the same, whatever their sizes, such as companies of a panel."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.mean import MeanEstimate

CHANCE_WITHIN = 0.5
"""The spread of groups is taken for at least so much of what chance within them alone would give.

A smaller one is luck: intervals of five groups of five people, or with one answer nearly always the
same, hold their promise with it and fall short without (docs/methods/panel.md).
"""


def mean_over_groups(
    figures: ArrayLike, variances: ArrayLike, weights: ArrayLike | None = None
) -> MeanEstimate:
    """The mean of a figure over groups of equal weight, with its Student t interval.

    With m groups: sum / m; its variance is that of the figures / m, s^2 / m, which holds both how
    groups differ and how well each is known; m - 1 degrees of freedom. It is at least half of the
    mean of the figures' own sampling variances / m: groups alike by luck leave an interval too.

    Args:
        figures: the figure of each group, shape (..., groups); NaN where a group has none.
        variances: the sampling variance of each figure, same shape.
        weights: of groups drawn anew, shape (draws, groups); every group once if None.

    Returns:
        Figures of shape (...), with weights (..., draws); NaN variance with fewer than two groups.
        The groups are taken for some of very many.

    Source: the groups as the units of analysis: Donner and Klar (2000), Design and Analysis of
    Cluster Randomization Trials in Health Research, chapter 6. The floor is ours.

    >>> found = mean_over_groups([1.0, 2.0, 3.0], [0.1, 0.1, 0.1])
    >>> float(found.mean), round(float(found.variance), 4), float(found.df)  # s^2 = 1
    (2.0, 0.3333, 2.0)
    >>> round(float(mean_over_groups([2.0, 2.0], [0.1, 0.3]).variance), 4)  # 0.5 x 0.2 / 2
    0.05
    >>> mean_over_groups([1.0, 2.0], [0.0, 0.0], weights=[[1, 1], [0, 1]]).mean.tolist()
    [1.5, 2.0]
    """
    values, chance = np.asarray(figures, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    held = ~np.isnan(values)
    groups = held.sum(axis=-1).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.where(held, values, 0.0).sum(axis=-1) / groups
    away = np.where(held, values - middle[..., None], 0.0)
    within = np.where(held, chance, 0.0)
    parts = np.stack([held.astype(np.float64), away, away**2, within])
    if weights is None:
        total, moved, squares, chances = parts.sum(axis=-1)
    else:
        drawn = np.asarray(weights, dtype=np.float64)
        flat = parts.reshape(-1, parts.shape[-1]) @ drawn.T
        total, moved, squares, chances = flat.reshape(*parts.shape[:-1], len(drawn))
        middle, groups = middle[..., None], groups[..., None]
    with np.errstate(divide="ignore", invalid="ignore"):
        between = np.maximum(squares / total - (moved / total) ** 2, 0.0) * groups / (groups - 1.0)
        spread = np.maximum(between, CHANCE_WITHIN * chances / total)
        mean = middle + moved / total
    df = np.broadcast_to(groups - 1.0, mean.shape)[()]
    return MeanEstimate(mean=mean, centre=mean, variance=spread / groups, df=df)
