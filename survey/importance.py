"""Which themes go together with the outcome: an association, never called a cause."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from survey.estimates import Estimate
from survey.item_covariance import ItemCovariance, covariance_of, within
from survey.questionnaire import Questionnaire
from survey.release import Group, Release
from survey.statistics.correlation import correlation_interval, correlation_p
from survey.statistics.multiplicity import SIGNIFICANT, holm


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """How far a theme goes together with saying that the teams are aligned.

    Attributes:
        dimension: the theme.
        outcome: the id of the item it is compared with.
        within: the correlation within the teams, -1 to 1, freed of what the teams differ by.
        teams: the correlation in each team alone.
        p_adjusted: p of the correlation within the teams, over all themes (Holm).
    """

    dimension: str
    outcome: str
    within: Estimate
    teams: tuple[Estimate, Estimate]
    p_adjusted: float

    @property
    def clear(self) -> bool:
        """Whether it is beyond chance that the theme and the outcome go together."""
        return self.p_adjusted <= SIGNIFICANT


def associations(release: Release, questionnaire: Questionnaire) -> tuple[Association, ...]:
    """Of each theme of the index, in the order of the questionnaire; p adjusted over them (Holm).

    Of a theme of which too few people of a team answered any two statements, or a statement and
    the outcome, nothing is said (30 unless the thresholds say else); nor where its scale is not
    that of the outcome.
    """
    outcome = questionnaire.alignment_item
    if outcome not in release.items:
        return ()
    found: list[Association] = []
    for dimension in questionnaire.dimensions:
        told = None if dimension.outcome else _told(release, questionnaire, dimension.id, outcome)
        found += [told] if told is not None else []
    adjusted = np.asarray(holm([each.p_adjusted for each in found])).tolist()
    return tuple(replace(each, p_adjusted=p) for each, p in zip(found, adjusted, strict=True))


def _told(
    release: Release, questionnaire: Questionnaire, dimension: str, outcome: str
) -> Association | None:
    asked = [item for item in questionnaire.items_of(dimension) if item.id in release.items]
    if not asked:
        return None
    items = [*asked, questionnaire.item(outcome)]
    parts = [covariance_of(release, items, Group(team=team.id)) for team in questionnaire.teams]
    fewest = release.rules.thresholds.association
    known = [part for part in parts if part is not None and part.base >= fewest]
    if len(known) < len(parts):
        return None
    minimum = release.rules.minimum_group
    whole, *teams = (_correlation(part).rounded_down(minimum) for part in (within(known), *known))
    if any(math.isnan(each.value) for each in (whole, *teams)):
        return None
    return Association(
        dimension=dimension,
        outcome=outcome,
        within=whole,
        teams=(teams[0], teams[1]),
        p_adjusted=correlation_p(whole.value, within(known).people),
    )


def _correlation(part: ItemCovariance) -> Estimate:
    """The correlation of the last item with the sum of the others, with Fisher's interval."""
    covariance = part.covariance
    spread = covariance[:-1, :-1].sum() * covariance[-1, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(np.clip(covariance[:-1, -1].sum() / np.sqrt(spread), -1.0, 1.0))
    low, high = correlation_interval(value, part.people)
    return Estimate(value=value, low=low, high=high, base=part.base)
