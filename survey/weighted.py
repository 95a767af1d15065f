"""Weighted figures: as if each level of a segment had answered as much as it counts in its team.

They stand beside the figures as answered, and never in their place. Only levels that may be shown
are told apart; all others of a team are one stratum more, which is nobody or at least k people. So
a weighted figure is a sum of published ones, and tells nothing that they do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey.errors import HeadcountError
from survey.gaps import PerceptionGap, item_gaps
from survey.questionnaire import Item
from survey.release import Group, Release
from survey.statistics.weighting import (
    design_effect,
    effective_base,
    effective_counts,
    post_stratify,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One level of the segment in one team; "" is everybody of no level that is shown.

    `answered` of `asked` people; each of those who answered counts `weight` times, 1 on average.
    """

    level: str
    answered: int
    asked: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamWeights:
    """The weights of one team, and what they cost.

    Attributes:
        effective: how many people of equal weight would tell as much (Kish).
        design_effect: those who answered by `effective`; 1 costs nothing.
        trimmed: whether a weight was held at five times the mean.
        unheard: people asked in levels of which nobody answered; they fall to the others.
    """

    team: str
    strata: tuple[Stratum, ...]
    effective: float
    design_effect: float
    trimmed: bool
    unheard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """The gaps of items weighted by one segment, with the weights of both teams."""

    segment: str
    teams: tuple[TeamWeights, ...]
    gaps: tuple[PerceptionGap, ...]


def weighted_gaps(
    release: Release, items: Iterable[Item], teams: tuple[str, str], segment: str
) -> Weighted:
    """The gap of each item, each stratum counting by its head-count.

    An item of which a level that is shown has too few answers has no weighted gap. The effective
    number of answers stands in for their number, in every interval and base.

    Args:
        release: with head-counts of the levels of the segment.
        items: which; one family (Benjamini-Hochberg).
        teams: ids of the two teams.
        segment: by which the teams are weighted.

    Raises:
        HeadcountError: head-counts that the weights need are not given, or leave nobody for those
            who answered.
    """
    weights = tuple(_team_weights(release, team, segment) for team in teams)
    asked = tuple(items)
    counts = {
        (item.id, Group(team=each.team)): told
        for item in asked
        for each in weights
        if (told := _weighted_counts(release, item.id, each, segment)) is not None
    }
    first, second = (Group(team=team) for team in teams)
    gaps = item_gaps(release, asked, (first, second), weighted=counts)
    return Weighted(segment=segment, teams=weights, gaps=gaps)


def _team_weights(release: Release, team: str, segment: str) -> TeamWeights:
    levels = [
        entry
        for entry in release.groups
        if (entry.group.team, entry.group.segment) == (team, segment)
    ]
    whole = release.released(Group(team=team))
    headcounts = [entry.headcount for entry in (*levels, *([whole] if whole else []))]
    if whole is None or not levels or None in headcounts:
        raise HeadcountError(
            f"The weights by {segment} need the head-count of each level of it that is shown, and "
            f'that of the whole team, in "{team}"; at least two levels must be shown.',
            f"give them in the file of --headcount, with a column {segment}; or take weights: out "
            "of the settings.",
        )
    answered = [entry.n for entry in levels]
    asked = [entry.headcount or 0 for entry in levels]
    rest = (whole.n - sum(answered), (whole.headcount or 0) - sum(asked))
    if rest[0] and not rest[1]:
        raise HeadcountError(
            f'{rest[0]} people of "{team}" answered who are of no level of {segment} that is '
            "shown, and the head-counts leave nobody there.",
            "correct the head-counts of the levels and of the team, or take weights: out of the "
            "settings.",
        )
    return _weighed(
        team,
        levels=[*(entry.group.value for entry in levels), *([""] if rest[0] else [])],
        answered=[*answered, *([rest[0]] if rest[0] else [])],
        asked=[*asked, *([rest[1]] if rest[0] else [])],
        unheard=0 if rest[0] else rest[1],
        largest=release.rules.thresholds.largest_weight,
    )


def _weighed(  # noqa: PLR0913 - what there is to know of one team
    team: str,
    levels: list[str],
    answered: list[int],
    asked: list[int],
    *,
    unheard: int,
    largest: float,
) -> TeamWeights:
    free = post_stratify(answered, asked, largest=None)
    weights = post_stratify(answered, asked, largest=largest)
    return TeamWeights(
        team=team,
        strata=tuple(
            Stratum(level=level, answered=n, asked=known, weight=weight)
            for level, n, known, weight in zip(
                levels, answered, asked, weights.tolist(), strict=True
            )
        ),
        effective=float(effective_base(weights, answered)),
        design_effect=float(design_effect(weights, answered)),
        trimmed=bool((free > largest).any()),
        unheard=unheard,
    )


def _weighted_counts(
    release: Release, item: str, weights: TeamWeights, segment: str
) -> npt.NDArray[np.float64] | None:
    """Answers per point, (points,), adding up to the effective number; None where not told."""
    whole = release.counts(item, Group(team=weights.team))
    parts = [
        release.counts(item, Group(team=weights.team, segment=segment, value=stratum.level))
        for stratum in weights.strata
        if stratum.level
    ]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    rest = whole - np.sum(known, axis=0)
    strata = [*known, *([rest] if len(weights.strata) > len(known) else [])]
    return effective_counts(np.stack(strata), [stratum.weight for stratum in weights.strata])
