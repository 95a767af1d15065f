"""The states of the answers in many redraws: what other answers of the teams would have said.

Each team's answers to each item, and its scores on each theme, are drawn anew from what the
released counts leave possible, and judged again by the same rules. Items are drawn independently of
each other: a Release does not hold who gave which answers together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from report_builder.answered import (
    Answered,
    answered_dimensions,
    answered_foreseen,
    answered_items,
)
from report_builder.states import LEVELS, VERDICTS, Codes, Figures, States, middle_of
from survey.questionnaire import Questionnaire
from survey.release import Release
from survey.statistics.comparison import Comparison, difference_of_means
from survey.statistics.distribution import scale_points, unobserved_share
from survey.statistics.equivalence import tost
from survey.statistics.interval import student_quantile
from survey.statistics.mean import MeanEstimate, estimate_mean
from survey.statistics.multiplicity import SIGNIFICANT, benjamini_hochberg, holm
from survey.statistics.redraw import dirichlet_redraws
from survey.thresholds import USUAL, Level, Thresholds, rescaled, stretch
from survey.verdict import Verdict

DRAWS = 500

CONFIDENCE = 0.95

EQUIVALENT = 0.05
"""Two one-sided tests at 5 % say what a 90 % interval within the margin says."""

# Drawn shares times n add up to n but for the last bit, and more answers than people are refused.
HEADROOM = 1.0 + 1e-9

SEED_DIGITS = 16


class Asked(Protocol):
    """What was asked: an item or dimension, its scale, and which team it is about."""

    @property
    def subject(self) -> str:
        """The id of the item or dimension."""
        ...

    @property
    def points(self) -> int:
        """Of the scale."""
        ...

    @property
    def about(self) -> int:
        """As in States."""
        ...


Draw: TypeAlias = Callable[[Answered, int], Figures]
"""Answers and a seed; gives counts in many draws, shape (draws, 2, values)."""


def drawn_anew(answered: Answered, seed: int) -> Figures:
    """What the teams might as well have answered, in 500 draws.

    With a head-count N the draws keep to what was answered: they lie sqrt(1 - n/N) of the way from
    it to what anybody might have answered, for the variance is 1 - n/N of it.
    """
    base = answered.counts.sum(axis=-1, keepdims=True)
    shares = dirichlet_redraws(answered.counts + answered.prior, DRAWS, seed=seed, prior=0)
    observed = answered.counts / base
    way = np.sqrt(unobserved_share(base, answered.people[:, None]))
    drawn: Figures = (observed + way * (shares - observed)) * base
    return drawn


def redrawn(release: Release, questionnaire: Questionnaire, draw: Draw = drawn_anew) -> States:
    """The answers of the two teams drawn anew many times, and judged each time.

    The seed is the hash of the released counts: the same answers give the same draws.

    Args:
        release: the answers that may be shown.
        questionnaire: what was asked.
        draw: how the answers to one item or dimension are drawn.
    """
    seed, thresholds = int(release.counts_digest()[:SEED_DIGITS], 16), release.rules.thresholds
    items, dimensions = (
        [*answered_items(release, questionnaire)],
        [*answered_dimensions(release, questionnaire)],
    )
    drawn = [
        _judged(draw(each, seed + at), each, thresholds)
        for at, each in enumerate((*items, *dimensions))
    ]
    states = in_states(drawn, len(items), questionnaire, thresholds)
    return _with_foreseen(states, release, questionnaire, lambda each, at: draw(each, seed + at))


def in_states(
    drawn: Sequence[Drawn],
    items: int,
    questionnaire: Questionnaire,
    thresholds: Thresholds = USUAL,
) -> States:
    """The states of all that was drawn, items first; verdicts adjusted draw by draw."""
    first, second = questionnaire.teams
    exact = np.array([each.exact for each in drawn])
    means = np.stack([each.means for each in drawn])
    levels = _levels(means, thresholds)
    return States(
        items=tuple(each.subject for each in drawn[:items]),
        dimensions=tuple(each.subject for each in drawn[items:]),
        teams=(first.id, second.id),
        stretch=np.array([stretch(each.points) for each in drawn]),
        high=thresholds.high,
        about=np.array([each.about for each in drawn], dtype=np.int64),
        exact=exact,
        levels=levels,
        means=np.where(exact[:, None, None], means, middle_of(thresholds)[levels]),
        surely_not_high=np.stack([each.surely_not_high for each in drawn]),
        differences=means[:, 0] - means[:, 1],
        verdicts=_verdicts(
            drawn,
            [
                *_adjusted(drawn[:items], benjamini_hochberg),
                *_adjusted(drawn[items:], holm),
            ],
            thresholds.gap,
        ),
    )


def _with_foreseen(
    states: States, release: Release, questionnaire: Questionnaire, draw: Draw
) -> States:
    """The same with what the teams foresee of each other, drawn and judged as the items are."""
    foreseen = dict(answered_foreseen(release, questionnaire))
    if not foreseen:
        return states
    first = len(states.subjects)
    judged = [
        _judged(draw(each, first + at), each, release.rules.thresholds)
        for at, each in enumerate(foreseen.values())
    ]
    return replace(
        states,
        foreseen=tuple(foreseen),
        foreseen_above=_differences(judged),
        foreseen_verdicts=_verdicts(
            judged, [*_adjusted(judged, benjamini_hochberg)], release.rules.thresholds.gap
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """What the draws of one item or dimension say; points are those of 1 to 5.

    Attributes:
        points: of the scale it is asked on; `about` as in States.
        means: of each team, shape (2, draws).
        surely_not_high, aligned: shape (draws,).
        p: of the difference of the means, not yet adjusted, shape (draws,).
        exact: whether means may be shown.
    """

    subject: str
    points: int
    about: int
    means: Figures
    surely_not_high: NDArray[np.bool_]
    aligned: NDArray[np.bool_]
    p: Figures
    exact: bool


def _judged(counts: Figures, answered: Answered, thresholds: Thresholds) -> Drawn:
    drawn = [
        estimate_mean(
            counts[:, place],
            answered.values,
            smoothing_points=scale_points(answered.points),
            population=answered.people[place] * HEADROOM,
        )
        for place in (0, 1)
    ]
    first, second = (
        mean.around(mean.mean + by) for mean, by in zip(drawn, answered.apart, strict=True)
    )
    compared = difference_of_means(first, second)
    return judged_draws(answered, (first, second), compared, thresholds, exact=answered.exact)


def judged_draws(
    asked: Asked,
    teams: tuple[MeanEstimate, MeanEstimate],
    compared: Comparison,
    thresholds: Thresholds,
    *,
    exact: bool,
) -> Drawn:
    """What draws of the means of both teams and of their gap say, each of shape (draws,)."""
    first, second = teams
    margin, high = thresholds.margin(asked.points), rescaled(thresholds.high, asked.points)
    means = np.stack([first.mean, second.mean])
    return Drawn(
        subject=asked.subject,
        points=asked.points,
        about=asked.about,
        means=1.0 + (means - 1.0) / stretch(asked.points),
        surely_not_high=(_surely_below(first, high) | _surely_below(second, high)) & exact,
        aligned=(tost(compared, margin).p <= EQUIVALENT) & (np.abs(compared.difference) < margin),
        p=compared.p,
        exact=exact,
    )


def _surely_below(mean: MeanEstimate, limit: float) -> NDArray[np.bool_]:
    """Whether a 95 % interval lies below a limit, shape (draws,).

    All draws have as many answers, so one quantile does for all of them.
    """
    reach = student_quantile(mean.df[0], CONFIDENCE) * mean.standard_error
    return np.asarray(np.maximum(mean.centre + reach, mean.mean) < limit)


def _adjusted(family: Sequence[Drawn], adjust: Callable[[ArrayLike], Figures]) -> Iterator[Figures]:
    """The p of each of a family, adjusted draw by draw; none of none."""
    if family:
        drawn = np.stack([each.p for each in family], axis=1)
        yield from np.stack([adjust(p) for p in drawn], axis=1)


def _verdicts(judged: Sequence[Drawn], adjusted: Sequence[Figures], margin: float) -> Codes:
    """The verdict of each in each draw, as `survey.verdict.judge` gives it."""
    p = np.stack(adjusted)
    narrow = np.abs(_differences(judged)) < margin
    aligned = np.stack([each.aligned for each in judged])
    told = {
        Verdict.ALIGNED: aligned,
        Verdict.UNDETERMINED: narrow,
        Verdict.GAP: p <= SIGNIFICANT,
    }
    codes = [np.int8(VERDICTS.index(verdict)) for verdict in told]
    rest = np.int8(VERDICTS.index(Verdict.POSSIBLE_GAP))
    return np.select([*told.values()], codes, rest)


def _differences(judged: Sequence[Drawn]) -> Figures:
    """First mean - second mean of each, on 1 to 5, shape (judged, draws)."""
    return np.stack([each.means[0] - each.means[1] for each in judged])


def _levels(means: Figures, thresholds: Thresholds) -> Codes:
    """Levels of means on 1 to 5, same shape."""
    codes = [np.int8(LEVELS.index(level)) for level in (Level.HIGH, Level.LOW)]
    rest = np.int8(LEVELS.index(Level.MIDDLE))
    return np.select([means >= thresholds.high, means < thresholds.low], codes, rest)
