"""Whether the items of a theme go together: alpha, omega, item-rest correlation."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from survey.statistics.distribution import FloatArray, scale_points
from survey.statistics.interval import Interval
from survey.statistics.mean import moments

# The least an item may keep to itself, as in R psych::fa: a loading of 1 would leave it no error.
LEAST_UNIQUENESS = 0.005

FEWEST_ITEMS = 3
SWEEPS = 5000
ENOUGH = 1e-12


def pair_covariance(tables: ArrayLike, values: ArrayLike | None = None) -> FloatArray:
    """Covariance of every two items from the tables of their answers, each on its own people.

    "Pairwise": a covariance rests on those who answered both items, a variance on those who
    answered the item. Tables of several groups add up; do so before, never after.

    Args:
        tables: how many answered a on item i and b on item j, at [..., i, j, a, b]; the table of
            an item with itself holds its counts on the diagonal. Shape (..., items, items, points,
            points), keyed one way.
        values: the value of each point, shape (points,); 1, 2, ... if None.

    Returns:
        Shape (..., items, items), divisor n - 1; NaN where fewer than two people answered both.

    >>> both = [[2, 0], [0, 2]]  # 1 1, 1 1, 2 2, 2 2
    >>> pair_covariance([[both, both], [both, both]]).round(4).tolist()  # 4 x 0.25 / 3
    [[0.3333, 0.3333], [0.3333, 0.3333]]
    """
    people = np.asarray(tables, dtype=np.float64)
    given = scale_points(people.shape[-1]) if values is None else np.asarray(values, np.float64)
    at = given - given.mean()  # nearer to nought, so that less is lost in the subtraction
    base = people.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        rows, columns = people.sum(axis=-1) @ at / base, people.sum(axis=-2) @ at / base
        spread = (people @ at) @ at / base - rows * columns
        return np.where(base > 1.0, spread * base / (base - 1.0), np.nan)


def pair_correlation(tables: ArrayLike, values: ArrayLike | None = None) -> FloatArray:
    """Pearson's correlation of every two items among the people who answered both.

    The variances too are of those people. So it stays within -1 to 1, which `correlation` of
    `pair_covariance` need not; with complete answers the two are the same. For loadings and omega.

    Args:
        tables: as in `pair_covariance`, shape (..., items, items, points, points).
        values: the value of each point, shape (points,); 1, 2, ... if None.

    Returns:
        Shape (..., items, items); NaN where those who answered both all gave one the same answer.

    Source: R `cor(use = "pairwise")`, which `psych::fa` and `psych::omega` factor; the
    standardised alpha and lambda 6 of `psych::alpha` are of `correlation` of `pair_covariance`.

    >>> first, second, both = [[3, 0], [0, 2]], [[2, 0], [0, 2]], [[2, 0], [0, 2]]
    >>> pair_correlation([[first, both], [both, second]]).round(4).tolist()  # four: 1 1, 2 2 twice
    [[1.0, 1.0], [1.0, 1.0]]
    """
    people = np.asarray(tables, dtype=np.float64)
    own = moments(people.sum(axis=-1), values).variance
    with np.errstate(divide="ignore", invalid="ignore"):
        together: FloatArray = pair_covariance(people, values) / np.sqrt(own * own.swapaxes(-1, -2))
    return together


def correlation(covariance: ArrayLike) -> FloatArray:
    """Pearson's correlations from covariances, shape (..., items, items).

    NaN for an item to which everyone gave the same answer. For the standardised alpha and lambda 6.

    >>> correlation([[4.0, 1.0], [1.0, 1.0]]).tolist()  # 1 / (2 x 1)
    [[1.0, 0.5], [0.5, 1.0]]
    """
    given = np.asarray(covariance, dtype=np.float64)
    spread = np.sqrt(_variances(given))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            np.eye(given.shape[-1], dtype=bool) & (spread > 0.0)[..., None],
            1.0,
            given / (spread[..., :, None] * spread[..., None, :]),
        )


def cronbach_alpha(covariance: ArrayLike) -> FloatArray:
    """Cronbach's alpha: the reliability of the sum of items that measure one thing alike well.

    alpha = k / (k - 1) x (1 - sum of the items' variances / variance of their sum). Given
    correlations instead of covariances it is the standardised alpha.

    Args:
        covariance: of the items, keyed one way, shape (..., items, items).

    Returns:
        At most 1, shape (...); negative where items speak against each other. NaN for one item,
        and where the sum does not vary.

    Source: Cronbach (1951), Psychometrika 16(3), 297-334, doi:10.1007/BF02310555.

    >>> float(cronbach_alpha([[1.0, 0.5], [0.5, 1.0]]))  # 2 x (1 - 2 / 3)
    0.6666666666666667
    """
    given = np.asarray(covariance, dtype=np.float64)
    items = given.shape[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        own = _variances(given).sum(axis=-1) / given.sum(axis=(-2, -1))
        alpha: FloatArray = np.float64(items) / (items - 1.0) * (1.0 - own)
    return alpha


def feldt_interval(
    alpha: ArrayLike, respondents: ArrayLike, items: int, confidence: float = 0.95
) -> Interval:
    """Feldt's interval of Cronbach's alpha, from the F distribution.

    (1 - true alpha) / (1 - alpha) follows F with n - 1 and (n - 1)(k - 1) degrees of freedom.

    Args:
        alpha: as found, shape (...).
        respondents: the people n it rests on, shape (...).
        items: how many items k.
        confidence: share of intervals that hold the true alpha.

    Returns:
        Limits of at most 1, shape (...), wide in small groups; NaN with fewer than two people or
        two items. With missing answers the n of pairs differ; take the least for caution.

    Source: Feldt, Woodruff and Salih (1987), Applied Psychological Measurement 11(1), 93-103,
    doi:10.1177/014662168701100107.

    >>> interval = feldt_interval(0.80, respondents=15, items=4)
    >>> round(float(interval.low), 2), round(float(interval.high), 2)
    (0.56, 0.92)
    """
    missing = 1.0 - np.asarray(alpha, dtype=np.float64)
    people = np.asarray(respondents, dtype=np.float64) - 1.0
    between = people * (items - 1.0)
    tail = (1.0 - confidence) / 2.0
    return Interval(
        (1.0 - missing * fdtri(people, between, 1.0 - tail))[()],
        (1.0 - missing * fdtri(people, between, tail))[()],
    )


def item_rest(covariance: ArrayLike) -> FloatArray:
    """Each item's correlation with the sum of the others, shape (..., items).

    Below 0 in both teams, an item was probably keyed the wrong way.

    Args:
        covariance: of the items, shape (..., items, items).

    Returns:
        -1 to 1 with complete answers; NaN where an item or the sum of the others does not vary.

    Source: Nunnally and Bernstein (1994), Psychometric Theory, 3rd ed., section 8; `r.drop` of R
    `psych::alpha`, which corrects for the overlap in the same way on complete answers.

    >>> item_rest([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]).round(4).tolist()
    [0.5774, 0.5774, 0.5774]
    """
    given = np.asarray(covariance, dtype=np.float64)
    own = _variances(given)
    with_rest = given.sum(axis=-1) - own
    rest = given.sum(axis=(-2, -1))[..., None] - 2.0 * with_rest - own
    with np.errstate(divide="ignore", invalid="ignore"):
        together: FloatArray = with_rest / np.sqrt(own * rest)
    return together


def mean_correlation(correlations: ArrayLike) -> FloatArray:
    """The mean correlation of two different items, shape (...); NaN for one item.

    >>> float(mean_correlation([[1.0, 0.2, 0.4], [0.2, 1.0, 0.6], [0.4, 0.6, 1.0]]).round(12))
    0.4
    """
    given = np.asarray(correlations, dtype=np.float64)
    items = given.shape[-1]
    with np.errstate(invalid="ignore"):
        beside = given.sum(axis=(-2, -1)) - _variances(given).sum(axis=-1)
        mean: FloatArray = beside / np.float64(items * (items - 1) or np.nan)
    return mean


def guttman_lambda6(correlations: ArrayLike) -> FloatArray:
    """Guttman's lambda 6: reliability by what the other items foretell of each.

    1 - sum of (1 - R2 of each item on the others) / variance of the sum.

    Args:
        correlations: of the items, shape (..., items, items).

    Returns:
        Shape (...); NaN where an item is a sum of others, so that the R2 have no one value.

    Source: Guttman (1945), Psychometrika 10(4), 255-282, doi:10.1007/BF02288892.

    >>> round(float(guttman_lambda6([[1.0, 0.6], [0.6, 1.0]])), 6)  # 1 - 2 x (1 - 0.36) / 3.2
    0.6
    """
    given = np.asarray(correlations, dtype=np.float64)
    regular = np.linalg.det(given) > ENOUGH
    safe = np.where(regular[..., None, None], given, np.eye(given.shape[-1]))
    left = (1.0 / _variances(np.linalg.inv(safe))).sum(axis=-1)
    return np.where(regular, 1.0 - left / safe.sum(axis=(-2, -1)), np.nan)[()]


def one_factor(correlations: ArrayLike) -> FloatArray:
    """Loadings of the items on one common factor, shape (..., items).

    Minimum residuals: the loadings whose products come nearest to the correlations of different
    items, in least squares; each at most sqrt(0.995). Signs are such that their sum is positive.

    Args:
        correlations: of at least three items, shape (..., items, items).

    Returns:
        NaN with fewer than three items (any product would do) or without a correlation.

    Source: Harman and Jones (1966), Psychometrika 31(3), 351-368, doi:10.1007/BF02289468; the
    bound as in R `psych::fa(fm = "minres")`.

    >>> one_factor([[1.0, 0.56, 0.48], [0.56, 1.0, 0.42], [0.48, 0.42, 1.0]]).round(6).tolist()
    [0.8, 0.7, 0.6]
    """
    given = np.asarray(correlations, dtype=np.float64)
    items = given.shape[-1]
    if items < FEWEST_ITEMS:
        return np.full(given.shape[:-1], np.nan)
    beside = given * (1.0 - np.eye(items))
    loadings, moved, sweeps = _start(given), True, 0
    while moved and sweeps < SWEEPS:
        before, loadings = loadings, _swept(loadings, beside)
        moved, sweeps = bool((np.abs(loadings - before) > ENOUGH).any()), sweeps + 1
    upright: FloatArray = loadings * np.where(loadings.sum(axis=-1, keepdims=True) < 0.0, -1.0, 1.0)
    return upright


def omega_total(correlations: ArrayLike) -> FloatArray:
    """McDonald's omega of one factor: the part of the sum's variance that is not the items' own.

    1 - sum of (1 - loading^2) / variance of the sum, from `one_factor`. Unlike alpha it does not
    take the items to measure alike well; it needs many answers (we show it from 100 on).

    Args:
        correlations: of at least three items, keyed one way, shape (..., items, items); with
            missing answers those of `pair_correlation`.

    Returns:
        Shape (...); NaN with fewer than three items.

    Source: McDonald (1999), Test Theory, chapter 6; the variance is the observed one, as in
    `omega.tot` of R `psych::omega(nfactors = 1, fm = "minres")`: the same to 5e-8 on thirteen
    data sets, where our loadings left no larger residuals. Three factors, the number that
    `psych::omega` takes unless told otherwise, give another figure: 0.931, not 0.893, on the nine
    tests of Thurstone.

    >>> omega = omega_total([[1.0, 0.56, 0.48], [0.56, 1.0, 0.42], [0.48, 0.42, 1.0]])
    >>> round(float(omega), 6)  # 1 - (0.36 + 0.51 + 0.64) / 5.92
    0.744932
    """
    given = np.asarray(correlations, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = (1.0 - one_factor(given) ** 2).sum(axis=-1) / given.sum(axis=(-2, -1))
    omega: FloatArray = 1.0 - alone
    return omega


def _variances(covariance: FloatArray) -> FloatArray:
    """The diagonal, shape (..., items)."""
    return np.diagonal(covariance, axis1=-2, axis2=-1)


def _start(correlations: FloatArray) -> FloatArray:
    """The correlations of the item that goes most with the others: a first guess with its signs."""
    most = np.abs(correlations).sum(axis=-1).argmax(axis=-1)
    return np.take_along_axis(correlations, most[..., None, None], axis=-2)[..., 0, :]


def _swept(loadings: FloatArray, beside: FloatArray) -> FloatArray:
    """The loadings after each in turn was made the best that the others allow."""
    swept, bound = loadings.copy(), np.sqrt(1.0 - LEAST_UNIQUENESS)
    for item in range(swept.shape[-1]):
        with np.errstate(divide="ignore", invalid="ignore"):
            others = (swept**2).sum(axis=-1) - swept[..., item] ** 2
            best = (beside[..., item, :] * swept).sum(axis=-1) / others
        swept[..., item] = np.clip(best, -bound, bound)
    return swept
