"""The Stakes page: what may poor coordination cost, by the client's own figures?"""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.language import rounded
from report_builder.pages.figure import NUMBER, Cell, Grid
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from survey.stakes import DEALS, HOURS, Declared, Range, Stakes, two_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the stakes: its range, how it is computed, and what each team declared."""

    id: str
    heading: str
    computed: str
    declared: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One question of the reader's own calculation: an amount for each unit assumed.

    Attributes:
        label: what is assumed; `highest` the largest number taken, in steps of `step`.
        each: money a year for one unit.
    """

    label: str
    highest: str
    step: str
    each: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StakesView:
    """What the page shows, from top to bottom."""

    heading: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    warning: str
    figures: tuple[str, ...]
    currency: str
    assumptions: tuple[Assumption, ...]


def stakes_page(voice: Voice) -> Page | None:
    """The page of what is at stake; None unless the client gave figures."""
    found = voice.report.stakes
    if found is None:
        return None
    lines = tuple(line for line in (_hours(voice, found), _deals(voice, found)) if line)
    view = StakesView(
        heading=voice.text("stakes.heading"),
        lines=lines,
        missing=tuple(_missing(voice, found)),
        warning=voice.text("stakes.cap") if found.above_cap else "",
        figures=tuple(_figures(voice, found)),
        currency=found.figures.currency,
        assumptions=tuple(_assumptions(voice, found)),
    )
    title = voice.text("stakes.title")
    return page(voice, Frame(path="stakes.md", title=title, about=view.heading), view)


def _money(voice: Voice, stakes: Stakes, amount: float) -> str:
    return voice.language.money(two_figures(amount), stakes.figures.currency)


def _range(voice: Voice, stakes: Stakes, line: Range) -> str:
    low, high = (_money(voice, stakes, amount) for amount in (line.low, line.high))
    return voice.text("stakes.range", low=low, high=high)


def _hours(voice: Voice, stakes: Stakes) -> Line | None:
    if stakes.cost is None:
        return None
    rows = [
        (*_declared(voice, each), Cell(_range(voice, stakes, stakes.costs[each.team]), NUMBER))
        for each in stakes.hours
    ]
    return Line(
        id="hours",
        heading=voice.text("stakes.hours", amount=_range(voice, stakes, stakes.cost)),
        computed=voice.text("stakes.hours.computed"),
        declared=_grid(voice, "hours", rows, "stakes.column.cost"),
    )


def _deals(voice: Voice, stakes: Stakes) -> Line | None:
    if stakes.lost is None:
        return None
    rows = [_declared(voice, each) for each in stakes.deals]
    return Line(
        id="deals",
        heading=voice.text("stakes.deals", amount=_range(voice, stakes, stakes.lost)),
        computed=voice.text("stakes.deals.computed"),
        declared=_grid(voice, "deals", rows),
    )


def _grid(voice: Voice, name: str, rows: list[tuple[Cell, ...]], *more: str) -> Grid:
    headers = (f"stakes.column.{name}", "column.interval", "stakes.column.base", *more)
    return Grid(
        caption=voice.text(f"stakes.column.{name}"),
        header=(
            Cell(voice.text("stakes.column.team")),
            *(Cell(voice.text(header), NUMBER) for header in headers),
        ),
        rows=tuple(rows),
    )


def _declared(voice: Voice, declared: Declared) -> tuple[Cell, ...]:
    ids = [team.id for team in voice.report.questionnaire.teams]
    mean = declared.mean
    return (
        Cell(voice.team(ids.index(declared.team))),
        Cell(voice.language.number(mean.value, 1), NUMBER),
        Cell(voice.interval(mean), NUMBER),
        Cell(voice.language.base(mean.base, at_least=mean.at_least), NUMBER),
    )


def _missing(voice: Voice, stakes: Stakes) -> list[str]:
    """Why a line that the figures allow is not there."""
    told = []
    if stakes.figures.hourly_cost and not stakes.hours:
        told.append(voice.text("stakes.no_hours", minimum=voice.report.rules.distribution_base))
    if stakes.figures.lost_deals is not None and not stakes.deals:
        told.append(voice.text("stakes.no_deals", minimum=voice.report.rules.distribution_base))
    return told


def _figures(voice: Voice, stakes: Stakes) -> list[str]:
    """The client's figures, as they were given."""
    given, language = stakes.figures, voice.language
    told = [voice.text("stakes.revenue", amount=language.money(given.revenue, given.currency))]
    if given.lost_deals is not None:
        lost = language.money(given.lost_deals, given.currency)
        told.append(voice.text("stakes.lost_deals", amount=lost))
    if given.weeks is not None:
        told.append(voice.text("stakes.weeks", weeks=rounded(given.weeks, 0)))
    for place, team in enumerate(voice.report.questionnaire.teams):
        cost = (given.hourly_cost or {}).get(team.id)
        if cost is not None and stakes.people:
            told.append(
                voice.text(
                    "stakes.team",
                    team=voice.team(place),
                    cost=language.money(cost, given.currency),
                    people=stakes.people[team.id],
                )
            )
    return told


def _assumptions(voice: Voice, stakes: Stakes) -> list[Assumption]:
    """What a reader may assume instead of what was declared."""
    given, found = stakes.figures, []
    highest = {each.id: each.highest for each in voice.report.questionnaire.optional}
    if given.weeks and given.hourly_cost and stakes.people:
        paid = sum(given.hourly_cost[team] * people for team, people in stakes.people.items())
        found.append(
            Assumption(
                label=voice.text("stakes.assume.hours"),
                highest=f"{highest.get(HOURS, 60):g}",
                step="0.5",
                each=f"{paid * given.weeks:.0f}",
            )
        )
    if given.lost_deals is not None:
        found.append(
            Assumption(
                label=voice.text("stakes.assume.deals"),
                highest=f"{highest.get(DEALS, 10):g}",
                step="0.5",
                each=f"{given.lost_deals / 10:.0f}",
            )
        )
    return found
