"""The companies in one bar: aligned beyond chance, undetermined, not aligned."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.charts.canvas import Bar, Drawing, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.style import (
    DISAGREE_MID,
    FIGURE,
    INK,
    INK_2,
    NARROW,
    NEUTRAL,
    NEUTRAL_EDGE,
    SECONDARY,
    WIDE,
    Colour,
)
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.panel import State

_LOOKS: dict[State, tuple[Colour, Colour | None]] = {
    State.YES: (INK, None),
    State.UNDETERMINED: (NEUTRAL, NEUTRAL_EDGE),
    State.NO: (DISAGREE_MID, None),
}
"""Fill and outline: neither of a team's colours, nor of good and bad."""

_BAR = 34.0
_KEY = 26.0
_SWATCH = 14.0


def draw(report: Report, language: Language) -> Chart | None:
    """The bar; None where no company can be judged, or they are too few for a page."""
    panel = report.panel
    if panel is None or not panel.states or not panel.one_by_one:
        return None
    wording = Wording(report, language)
    counts = {state: panel.states[state] for state in State}
    return finished(
        "company-states",
        name=wording.say("states.name"),
        alt=". ".join(state_said(wording, *each) for each in counts.items()) + ".",
        table=Table(
            header=(wording.say("column.state"), wording.say("column.companies")),
            rows=tuple(
                (wording.say(f"states.{state.value}"), wording.language.number(count))
                for state, count in counts.items()
            ),
        ),
        drawings=(_drawing(wording, counts, WIDE), _drawing(wording, counts, NARROW)),
    )


def _drawing(wording: Wording, counts: dict[State, int], width: float) -> Drawing:
    shapes: list[Shape] = []
    total, left = sum(counts.values()), 0.5
    for state, count in counts.items():
        span = (width - 1) * count / total
        if count:
            fill, outline = _LOOKS[state]
            bar = Bar(x=left, y=1, width=span, height=_BAR, fill=fill, outline=outline)
            shapes.append(Titled(state_said(wording, state, count), (bar,)))
        left += span
    rows = [*_key(wording, counts, width)]
    return Drawing(width=width, height=_BAR + 8 + _KEY * len(counts), shapes=(*shapes, *rows))


def _key(wording: Wording, counts: dict[State, int], width: float) -> Iterator[Shape]:
    """What each part stands for, with its number."""
    for place, (state, count) in enumerate(counts.items()):
        top = _BAR + 14 + _KEY * place
        fill, outline = _LOOKS[state]
        yield Bar(x=1, y=top, width=_SWATCH, height=_SWATCH, fill=fill, outline=outline)
        yield Words(
            x=_SWATCH + 10,
            y=top + 12,
            text=wording.say(f"states.{state.value}"),
            size=SECONDARY + 1,
            colour=INK_2,
        )
        yield Words(
            x=min(width, 200.0),
            y=top + 12,
            text=wording.language.number(count),
            size=FIGURE,
            bold=True,
            anchor="end",
        )


def state_said(wording: Wording, state: State, count: int) -> str:
    """A state with how many companies are in it."""
    return wording.say("states.row", state=wording.say(f"states.{state.value}"), count=count)
