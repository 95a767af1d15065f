"""Redraws: other answers that the same people might as well have given, to see what stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey.statistics.distribution import FloatArray

# As much as the intervals of means add (mean.SMOOTHING): a "flat" prior of 1 draws small teams to
# the middle, and its intervals cover too little.
PRIOR = 0.2


def dirichlet_redraws(
    counts: ArrayLike, draws: int, *, seed: int, prior: float = PRIOR
) -> FloatArray:
    """Shares of answers drawn anew from what the counts leave possible; each sums to 1.

    Dirichlet with the counts + prior: the posterior of a multinomial distribution.

    Args:
        counts: answers of each point, shape (..., points).
        draws: how many redraws.
        seed: of the random numbers; the same seed gives the same draws.
        prior: answers added at each point; 0 is Rubin's Bayesian bootstrap, which never gives a
            share to a point that nobody chose.

    Returns:
        Shape (draws, ..., points). Without answers drawn from the prior alone; NaN if that is 0.

    Source: Rubin (1981), Annals of Statistics 9(1), 130-134, doi:10.1214/aos/1176345338.

    >>> shares = dirichlet_redraws([0, 3, 9], 20000, seed=1, prior=0)
    >>> shares.mean(axis=0).round(2).tolist()
    [0.0, 0.25, 0.75]
    """
    given = np.asarray(counts, dtype=np.float64) + prior
    gammas = np.random.default_rng(seed).standard_gamma(given, size=(draws, *given.shape))
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: FloatArray = gammas / gammas.sum(axis=-1, keepdims=True)
    return shares
