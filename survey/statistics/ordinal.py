"""The proportional-odds model of two groups: one odds ratio for every cut of the scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, log_expit, logit, ndtr

from survey.statistics.distribution import FloatArray
from survey.statistics.interval import Interval, normal_quantile

# Newton's method ends with a step of less than a billionth of a standard error; ten do.
ENOUGH = 1e-18
STEPS = 100
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class ProportionalOdds:
    """The log odds ratio of answering higher, first against second group, each of shape (...).

    Attributes:
        log_odds_ratio: positive when the first group answers higher.
        standard_error: from the information matrix at the maximum of the likelihood.
    """

    log_odds_ratio: FloatArray
    standard_error: FloatArray

    @property
    def odds_ratio(self) -> FloatArray:
        """How many times the odds of a higher answer are those of the second group."""
        return np.exp(self.log_odds_ratio)[()]

    @property
    def p(self) -> FloatArray:
        """Two-sided p of "odds ratio 1", Wald's; NaN where the ratio has no bound."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return (2.0 * ndtr(-np.abs(self.log_odds_ratio / self.standard_error)))[()]

    def interval(self, confidence: float = 0.95) -> Interval:
        """Wald's interval of the log odds ratio; NaN where the ratio has no bound."""
        bounded = np.where(np.isfinite(self.log_odds_ratio), self.log_odds_ratio, np.nan)
        reach = normal_quantile(confidence) * self.standard_error
        return Interval((bounded - reach)[()], (bounded + reach)[()])


def proportional_odds(first: ArrayLike, second: ArrayLike) -> ProportionalOdds:
    """The odds ratio of a higher answer, the same at every cut of the scale, from counts.

    logit P(answer <= j) = threshold j - b x (1 in the first group, 0 in the second), fitted by
    maximum likelihood; b is the log odds ratio. Points that nobody chose are left out, which
    changes neither b nor its error.

    Args:
        first: answer counts of one group, shape (..., points), least favourable first.
        second: answer counts of the other group, same number of points.

    Returns:
        Infinite, with an infinite error, where no answer of one group is above the lowest of the
        other (they do not overlap). NaN where all answers are the same or a group has none.

    Source: McCullagh (1980), Journal of the Royal Statistical Society B 42(2), 109-142,
    doi:10.1111/j.2517-6161.1980.tb01109.x; as R `ordinal::clm` and `MASS::polr` fit it.

    >>> model = proportional_odds([10, 30], [20, 20])  # two points: odds 3 against 1
    >>> round(float(model.odds_ratio), 6)
    3.0
    >>> round(float(model.standard_error) ** 2, 6)  # 1/10 + 1/30 + 1/20 + 1/20
    0.233333
    """
    a, b = np.broadcast_arrays(
        np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    )
    points, shape = a.shape[-1], a.shape[:-1]
    fits = [_fit(*pair) for pair in zip(a.reshape(-1, points), b.reshape(-1, points), strict=True)]
    ratio, error = np.array(fits, dtype=np.float64).reshape(-1, 2).T
    return ProportionalOdds(ratio.reshape(shape)[()], error.reshape(shape)[()])


def _fit(first: FloatArray, second: FloatArray) -> tuple[float, float]:
    """Log odds ratio and standard error of one pair of groups."""
    used = first + second > 0.0
    counts = np.stack([first[used], second[used]])
    if not counts.any(axis=1).all() or counts.shape[1] == 1:
        return np.nan, np.nan
    apart = _apart(counts)
    return (apart * np.inf, np.inf) if apart else _maximum(counts)


def _apart(counts: FloatArray) -> int:
    """1 when no answer of the first group is below one of the second, -1 the reverse, else 0."""
    (low, high), (other_low, other_high) = (np.flatnonzero(row)[[0, -1]] for row in counts)
    return int(low >= other_high) - int(other_low >= high)


def _maximum(counts: FloatArray) -> tuple[float, float]:
    """The maximum of the likelihood, by Newton's method from the groups taken together."""
    below = np.cumsum(counts.sum(axis=0))[:-1] / counts.sum()
    at: FloatArray = np.append(logit(below), 0.0)
    left, steps = np.inf, 0
    while left > ENOUGH and steps < STEPS:
        score, information = _slope(at, counts)
        step = np.asarray(np.linalg.solve(information, score), dtype=np.float64)
        at, left, steps = at + _held(at, step, counts), float(score @ step), steps + 1
    return float(at[-1]), float(np.sqrt(np.linalg.inv(_slope(at, counts)[1])[-1, -1]))


def _held(at: FloatArray, step: FloatArray, counts: FloatArray) -> FloatArray:
    """The step, halved until the thresholds stay in order and the likelihood does not fall."""
    now = _log_likelihood(at, counts)
    while not _log_likelihood(at + step, counts) >= now - ROUNDING * abs(now):
        step = step / 2.0
    return step


def _edges(at: FloatArray) -> FloatArray:
    """The logits between which each point lies, per group, shape (2, points + 1)."""
    inner = at[:-1] - at[-1] * np.array([[1.0], [0.0]])
    return np.pad(inner, ((0, 0), (1, 1)), constant_values=((0, 0), (-np.inf, np.inf)))


def _log_likelihood(at: FloatArray, counts: FloatArray) -> float:
    """Log-likelihood of thresholds and ratio; NaN where the thresholds are out of order."""
    edges = _edges(at)
    apart = np.diff(edges, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logs = log_expit(edges[:, 1:]) + log_expit(-edges[:, :-1]) + np.log(-np.expm1(-apart))
    return float((counts * logs)[counts > 0.0].sum())


def _slope(at: FloatArray, counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """First derivatives of the log-likelihood, and minus its second ones: the information.

    A point between the logits u < v has the probability expit(v) expit(-u) (1 - e^(u - v)), whose
    logarithm splits: each edge has its own term, and neighbours share one of their distance.
    """
    edges, cuts = _edges(at), at.size - 1
    inner = edges[:, 1:-1]
    with np.errstate(over="ignore"):
        near = 1.0 / np.expm1(np.diff(edges, axis=-1))
    pull, bend = counts * near, counts * near * (near + 1.0)
    slope = counts[:, :-1] * expit(-inner) + pull[:, :-1] - counts[:, 1:] * expit(inner)
    slope = slope - pull[:, 1:]
    own = (counts[:, :-1] + counts[:, 1:]) * expit(inner) * expit(-inner)
    score, information = np.zeros(cuts + 1), np.zeros((cuts + 1, cuts + 1))
    for group, moves in enumerate((-1.0, 0.0)):
        curve = np.diag(own[group] + bend[group, :-1] + bend[group, 1:])
        beside = np.diag(bend[group, 1:-1], 1)
        by_edge = np.column_stack([np.eye(cuts), np.full(cuts, moves)])
        score += by_edge.T @ slope[group]
        information += by_edge.T @ (curve - beside - beside.T) @ by_edge
    return score, information
