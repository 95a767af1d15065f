"""Whether the people of one group agree with one another."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray

# Our own cuts: from "as spread as chance or worse" to "most around one point".
MIXED_FROM = 0.2
AGREED_ABOVE = 0.5


class Consensus(StrEnum):
    """How far a group agrees with itself, in words."""

    SPLIT = "split"
    MIXED = "mixed"
    AGREED = "agreed"


def agreement(counts: ArrayLike) -> FloatArray:
    """Van der Eijk's A, from -1 to 1: do these answers agree with one another?

    1 when all give the same answer, 0 when every point is as frequent, -1 when half stand at one
    end and half at the other.

    The counts are cut into layers, each a set of points equally often chosen. A layer's agreement
    is U x (1 - (S - 1)/(K - 1)) for S of K points used, where U falls from 1 (the points stand
    together) as gaps open between them. A = the layers' mean, weighted by their answers.

    Args:
        counts: answers of each point, shape (..., points), ordered; at least three points.

    Returns:
        A from -1 to 1, shape (...); NaN with no answers.

    Source: van der Eijk (2001), Quality and Quantity 35(3), 325-341, doi:10.1023/A:1010374114305.

    >>> float(agreement([0, 0, 7, 0, 0])), float(agreement([4, 4, 4, 4, 4]))
    (1.0, 0.0)
    >>> float(agreement([5, 0, 0, 0, 5]))
    -1.0
    """
    answers = np.asarray(counts, dtype=np.float64)
    levels = np.sort(answers, axis=-1)
    layers = answers[..., None, :] >= levels[..., :, None]
    heights = np.diff(levels, axis=-1, prepend=0.0)
    weights = heights * layers.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean: FloatArray = (weights * _layer_agreement(layers.astype(np.float64))).sum(
            axis=-1
        ) / answers.sum(axis=-1)
    return mean


def consensus(
    value: float, mixed_from: float = MIXED_FROM, agreed_above: float = AGREED_ABOVE
) -> Consensus:
    """An agreement A in words: split below 0.2, agreed above 0.5, mixed between.

    >>> consensus(0.61).value
    'agreed'
    """
    if value < mixed_from:
        return Consensus.SPLIT
    return Consensus.AGREED if value > agreed_above else Consensus.MIXED


def _layer_agreement(used: FloatArray) -> FloatArray:
    """A of layers in which each point is used (1) or not (0), shape (..., points).

    Of all triples of points, those like 110 and 011 stand together, those like 101 stand apart;
    U = ((K - 2) together - (K - 1) apart) / ((K - 2) (together + apart)), 1 if there are none.
    """
    k = used.shape[-1]
    left = np.cumsum(used, axis=-1)
    right = used.sum(axis=-1, keepdims=True) - left
    unused = 1.0 - used
    apart = (unused * left * right).sum(axis=-1)
    together = (unused * (left * (left - 1.0) + right * (right - 1.0)) / 2.0).sum(axis=-1)
    triples = apart + together
    unimodality = ((k - 2) * together - (k - 1) * apart) / ((k - 2) * np.maximum(triples, 1.0))
    layer: FloatArray = np.where(triples > 0.0, unimodality, 1.0) * (
        1.0 - (used.sum(axis=-1) - 1.0) / (k - 1)
    )
    return layer
