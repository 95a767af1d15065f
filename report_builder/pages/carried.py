"""What became of the previous report's recommendations, as the Actions page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.carried_over import CarriedOver, Followed
from report_builder.pages.figure import NUMBER, Cell, Grid
from report_builder.pages.voice import Voice
from survey.estimates import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedView:
    """The earlier recommendations, then what became of the gaps behind them.

    Attributes:
        heading, about: of what they became, and where they come from.
        actions: each recommendation with its number then, and where it stands now.
        gaps: each item or theme once, with the numbers of the recommendations it was behind.
        notes: what a change is, and what it is not.
    """

    heading: str
    about: str
    actions: Grid
    gaps: Grid
    notes: tuple[str, ...]


def carried_view(voice: Voice) -> CarriedView | None:
    """The section on the previous recommendations; None where nothing earlier is followed up."""
    carried = voice.report.carried_over
    if not carried:
        return None
    behind: dict[str, list[int]] = {}
    for number, action in enumerate(carried, start=1):
        for each in action.followed:
            behind.setdefault(each.subject, []).append(number)
    heading, about, change = (_worded(voice, name) for name in ("heading", "about", "change"))
    return CarriedView(
        heading=heading,
        about=about,
        actions=_actions(voice, carried),
        gaps=_gaps(voice, carried, behind),
        notes=(change, voice.text("carried.cause")),
    )


def _worded(voice: Voice, name: str) -> str:
    """A text about the earlier report; about the wave before where that is what is followed up."""
    wave = voice.report.carried_from
    if not wave:
        return voice.text(f"carried.{name}")
    named = {} if name == "change" else {"wave": wave}
    return voice.text(f"carried.{name}.wave", **named)


def _actions(voice: Voice, carried: tuple[CarriedOver, ...]) -> Grid:
    return Grid(
        caption=_worded(voice, "heading"),
        header=tuple(Cell(voice.text(f"column.{name}")) for name in ("earlier", "when", "today")),
        rows=tuple(_action(voice, number, each) for number, each in enumerate(carried, start=1)),
    )


def _action(voice: Voice, number: int, carried: CarriedOver) -> tuple[Cell, ...]:
    title = carried.title.get(voice.language.code) or next(iter(carried.title.values()))
    if carried.rank is None:
        now = voice.text("carried.no_longer")
    else:
        now = voice.text("carried.still", rank=carried.rank)
    return (
        Cell(f"{number}. {voice.language.typeset(title)}"),
        Cell(voice.text(f"bucket.{carried.bucket.value}")),
        Cell(now),
    )


def _gaps(voice: Voice, carried: tuple[CarriedOver, ...], behind: Mapping[str, list[int]]) -> Grid:
    followed = {each.subject: each for action in carried for each in action.followed}
    return Grid(
        caption=voice.text("carried.gaps"),
        header=(
            Cell(voice.text("column.looked_at")),
            *(Cell(voice.text(f"column.{name}"), NUMBER) for name in ("then", "now", "change")),
            Cell(voice.text("column.reading")),
            Cell(voice.text("column.behind")),
        ),
        rows=tuple(_gap_row(voice, each, behind[each.subject]) for each in followed.values()),
    )


def _gap_row(voice: Voice, followed: Followed, behind: list[int]) -> tuple[Cell, ...]:
    then = followed.then.difference if followed.then else None
    now = followed.now.gap.difference if followed.now else None
    return (
        Cell(_name(voice, followed.subject)),
        *(Cell(_gap(voice, each), NUMBER) for each in (then, now, followed.change)),
        Cell(voice.text(f"course.{followed.course.value}")),
        Cell(", ".join(map(str, behind))),
    )


def _gap(voice: Voice, gap: Estimate | None) -> str:
    if gap is None:
        return "–"
    return voice.text("carried.gap", gap=voice.points(gap), interval=voice.interval(gap))


def _name(voice: Voice, subject: str) -> str:
    """The title of today's item or theme; the id of one that is no longer asked."""
    asked = voice.report.questionnaire
    if any(item.id == subject for item in asked.items):
        return voice.topic(subject)
    if any(dimension.id == subject for dimension in asked.dimensions):
        return voice.theme(subject)
    return subject
