"""Whether the statements of a theme go together: alpha of each team, and within both."""

from __future__ import annotations

from dataclasses import dataclass

from survey.estimates import Estimate
from survey.item_covariance import ItemCovariance, covariance_of, within
from survey.questionnaire import Questionnaire
from survey.release import Group, Release, Rules
from survey.statistics.reliability import (
    FEWEST_ITEMS,
    cronbach_alpha,
    feldt_interval,
    item_rest,
    omega_total,
    pair_correlation,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeReliability:
    """How far the statements of a theme measure one thing in a team.

    Attributes:
        dimension: the theme.
        team: a team's id; "" within both teams together.
        items: how many statements.
        alpha: Cronbach's alpha with Feldt's interval; at most 1, negative where they go against
            each other. A note, never a gate: short diagnostic themes may be low with good reason.
        omega: McDonald's omega of one factor, of a team of at least 100 and three statements.
        item_rest: each statement's correlation with the sum of the others, by its id.
    """

    dimension: str
    team: str
    items: int
    alpha: Estimate
    omega: float | None
    item_rest: tuple[tuple[str, float], ...]


def theme_reliability(
    release: Release, questionnaire: Questionnaire
) -> tuple[ThemeReliability, ...]:
    """Of each theme of two statements or more: each team, then within both, where shown.

    A theme is left out of a team in which too few answered any two of its statements, or where
    the statements do not vary.
    """
    found: list[ThemeReliability] = []
    for dimension in questionnaire.dimensions:
        asked = [item for item in questionnaire.items_of(dimension.id) if item.id in release.items]
        if len(asked) > 1:
            parts = {
                team.id: covariance_of(release, asked, Group(team=team.id))
                for team in questionnaire.teams
            }
            known = {team: part for team, part in parts.items() if part is not None}
            both = {"": within([*known.values()])} if len(known) == len(parts) else {}
            found += [
                told
                for team, part in {**known, **both}.items()
                if (told := _told(dimension.id, team, part, release.rules)) is not None
            ]
    return tuple(found)


def _told(dimension: str, team: str, part: ItemCovariance, rules: Rules) -> ThemeReliability | None:
    items, alpha = len(part.items), float(cronbach_alpha(part.covariance))
    if alpha != alpha:  # noqa: PLR0124 - not a number: nothing varies
        return None
    limits = feldt_interval(alpha, part.people, items)
    value = Estimate(value=alpha, low=float(limits.low), high=float(limits.high), base=part.base)
    enough = team and part.base >= rules.thresholds.omega and items >= FEWEST_ITEMS
    return ThemeReliability(
        dimension=dimension,
        team=team,
        items=items,
        alpha=value.rounded_down(rules.minimum_group),
        omega=float(omega_total(pair_correlation(part.tables))) if enough else None,
        item_rest=tuple(zip(part.items, item_rest(part.covariance).tolist(), strict=True)),
    )
