"""What poor coordination may cost, from the client's own figures and what respondents declared.

Two lines, each a range and never a point: working hours lost, and deals lost. The figures are the
client's; hours and deals are declared by respondents, not measured. No gap is multiplied by money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from survey.errors import SettingsError
from survey.estimates import Estimate
from survey.questionnaire import Questionnaire
from survey.release import Group, Histogram, Release
from survey.statistics.mean import estimate_mean

DEALS = "NUM1"
"""Of ten deals lost, how many for want of coordination."""

HOURS = "NUM2"
"""Hours lost in a normal week."""

OUT_OF = 10
CAP = 0.1
"""Of a year's revenue: above it a range is shown with a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFigures:
    """The client's own figures, of one year, in one currency.

    Attributes:
        currency: three letters, as EUR.
        revenue: of the year.
        weeks: worked in the year; hourly_cost: of an hour of work, by team id. Both or neither.
        lost_deals: the value of the deals lost in the year; None without.
    """

    currency: str
    revenue: float
    weeks: float | None = None
    hourly_cost: Mapping[str, float] | None = None
    lost_deals: float | None = None

    def of_teams(self, questionnaire: Questionnaire) -> ClientFigures:
        """The same, the cost of an hour given for each team; one under "" is that of both.

        Raises:
            SettingsError: it is given for other teams.
        """
        if self.hourly_cost is None:
            return self
        teams = [team.id for team in questionnaire.teams]
        one = self.hourly_cost.get("")
        costs = self.hourly_cost if one is None else dict.fromkeys(teams, one)
        if sorted(costs) != sorted(teams):
            raise SettingsError(
                f"stakes.hourly_cost is given for {', '.join(costs) or 'no team'}; the teams are "
                f"{', '.join(teams)}.",
                "give one number for both teams, or one for each of them.",
            )
        return replace(self, hourly_cost=costs)


@dataclass(frozen=True, slots=True)
class Range:
    """An amount of money a year, from `low` to `high`, unrounded."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The mean number a team declared, with its 95 % interval, 0 at least."""

    team: str
    mean: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """What is at stake, as far as figures and answers allow.

    Attributes:
        hours: hours lost per week by each team; () without, as where too few answered.
        people: the head-count of each team, by id.
        costs: of these hours in a year, by team id.
        deals: of ten deals lost, how many for want of coordination, as each team says.
        lost: the value of these deals; None without.
        above_cap: the two lines together may be more than a tenth of the revenue.
    """

    figures: ClientFigures
    hours: tuple[Declared, ...]
    people: Mapping[str, int]
    costs: Mapping[str, Range]
    deals: tuple[Declared, ...]
    lost: Range | None

    @property
    def cost(self) -> Range | None:
        """Of both teams together; None without."""
        if not self.costs:
            return None
        return Range(
            sum(each.low for each in self.costs.values()),
            sum(each.high for each in self.costs.values()),
        )

    @property
    def above_cap(self) -> bool:
        """Whether the upper ends together are more than a tenth of the revenue."""
        high = sum(line.high for line in (self.cost, self.lost) if line is not None)
        return high > CAP * self.figures.revenue


def stakes(release: Release, questionnaire: Questionnaire, figures: ClientFigures) -> Stakes:
    """The range that the client's figures and the declared numbers give.

    Cost: mean hours x weeks x cost of an hour x head-count, per team. Deals: their value x the
    share declared, from the lower limit of the team that says less to the upper limit of the one
    that says more. A line without its figures, head-counts or answers is left out.
    """
    people = _people(release, questionnaire)
    costed = figures.weeks and figures.hourly_cost and people
    hours = _declared(release, questionnaire, HOURS) if costed else ()
    deals = _declared(release, questionnaire, DEALS) if figures.lost_deals is not None else ()
    return Stakes(
        figures=figures,
        hours=hours,
        people=people,
        costs={each.team: _cost(each, people[each.team], figures) for each in hours},
        deals=deals,
        lost=_lost(deals, figures.lost_deals or 0.0) if deals else None,
    )


def two_figures(amount: float) -> float:
    """An amount as it is told: to two significant figures.

    >>> two_figures(1_264_000), two_figures(0)
    (1300000.0, 0.0)
    """
    return float(f"{amount:.1e}")


def _people(release: Release, questionnaire: Questionnaire) -> dict[str, int]:
    """The head-count of each team; none where not both are known."""
    entries = {team.id: release.released(Group(team=team.id)) for team in questionnaire.teams}
    known = {team: entry.headcount for team, entry in entries.items() if entry and entry.headcount}
    return known if len(known) == len(entries) else {}


def _declared(
    release: Release, questionnaire: Questionnaire, question: str
) -> tuple[Declared, ...]:
    """The mean of each team; of none where one's numbers may not be shown."""
    groups = [Group(team=team.id) for team in questionnaire.teams]
    numbers = [release.numbers(question, group) for group in groups]
    given = [each for each in numbers if each is not None]
    if len(given) != len(groups):
        return ()
    # The numbers that anybody gave, and none at all, stand for those that could have been given.
    points = np.unique(np.concatenate([[0.0, 1.0], *(each.values for each in given)]))
    return tuple(
        Declared(team=group.team, mean=_mean(release, group, each, points))
        for group, each in zip(groups, given, strict=True)
    )


def _mean(
    release: Release, group: Group, given: Histogram, points: np.typing.NDArray[np.float64]
) -> Estimate:
    entry = release.released(group)
    found = estimate_mean(
        given.counts,
        given.values,
        smoothing_points=points,
        population=entry.headcount if entry else None,
    )
    limits = found.interval()
    return Estimate(
        value=float(found.mean),
        low=max(float(limits.low), 0.0),
        high=float(limits.high),
        base=0,
    ).resting_on(release.told(int(given.counts.sum()), group))


def _cost(hours: Declared, people: int, figures: ClientFigures) -> Range:
    of_an_hour = (figures.hourly_cost or {})[hours.team]
    yearly = (figures.weeks or 0.0) * of_an_hour * people
    return Range(hours.mean.low * yearly, hours.mean.high * yearly)


def _lost(deals: tuple[Declared, ...], value: float) -> Range:
    low = min(deals, key=lambda each: each.mean.value).mean.low
    high = max(deals, key=lambda each: each.mean.value).mean.high
    return Range(low * value / OUT_OF, min(high / OUT_OF, 1.0) * value)
