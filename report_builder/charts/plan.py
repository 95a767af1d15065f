"""The chances of a plan: how often a gap is found and alignment shown, by number of answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from report_builder.charts.axis import Axis
from report_builder.charts.canvas import Drawing, Line, Mark, Shape, Titled, Words
from report_builder.charts.lettering import text_width
from report_builder.charts.style import (
    GRID,
    INK_2,
    INK_3,
    NARROW,
    ORANGE,
    RULE,
    SECONDARY,
    SMALL,
    VIOLET,
    WIDE,
    Colour,
    Form,
)
from report_builder.charts.svg import svgs
from report_builder.plan_words import answer, heading, percent
from survey.planning import Chances, Plan

_HEIGHT, _TOP, _BOTTOM, _LEFT, _RIGHT = 330.0, 42.0, 270.0, 44.0, 16.0
_LABEL_SPACE = 8.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_SERIES = (
    ("Gap found", "gap", VIOLET, Form.CIRCLE),
    ("Alignment shown", "aligned", ORANGE, Form.DIAMOND),
)


def draw_plan(plan: Plan) -> tuple[str, str]:
    """The chart as SVG for a page, 880 and 360 pixels wide."""
    name, alt = heading(plan.question), " ".join(answer(plan))
    wide, narrow = (
        svgs(_drawing(plan, width), prefix=f"plan-{width}", name=name, alt=alt).inline
        for width in (WIDE, NARROW)
    )
    return wide, narrow


def _drawing(plan: Plan, width: int) -> Drawing:
    last = len(plan.lines) - 1
    end = width - max(_RIGHT, _widest(plan.lines[last]) / 2 + 1)
    across = Axis(low=0, high=max(last, 1), start=_LEFT + 10, end=end)
    up = Axis(low=0.0, high=1.0, start=_BOTTOM, end=_TOP)
    shapes = (*_frame(plan, across, up, width), *_curves(plan, across, up), *_legend())
    return Drawing(shapes=shapes, width=width, height=_HEIGHT)


def _frame(plan: Plan, across: Axis, up: Axis, width: int) -> Iterator[Shape]:
    for tick in _TICKS:
        y = up.at(tick)
        yield Line(start=(_LEFT, y), end=(width - _RIGHT, y), colour=RULE if tick == 0 else GRID)
        yield Words(
            x=_LEFT - 6, y=y + 4, text=percent(tick), size=SMALL, colour=INK_3, anchor="end"
        )
    y = up.at(plan.question.chance)
    yield Line(start=(_LEFT, y), end=(width - _RIGHT, y), colour=INK_3, dash=(4, 4))
    yield from _answers(plan, across)
    yield Words(
        x=(_LEFT + width - _RIGHT) / 2,
        y=_HEIGHT - 10,
        text="Answers of each team",
        size=SECONDARY,
        colour=INK_2,
        anchor="middle",
    )


def _answers(plan: Plan, across: Axis) -> Iterator[Shape]:
    """The number of answers under each point, where there is room: two, where the teams differ."""
    free = -_LABEL_SPACE
    for place, line in enumerate(plan.lines):
        half, x = _widest(line) / 2, across.at(place)
        if x - half < free:
            continue
        free = x + half + _LABEL_SPACE
        for number, row in enumerate(_rows(line)):
            y = _BOTTOM + 18 + 13 * number
            yield Words(x=x, y=y, text=row, size=SMALL, colour=INK_3, anchor="middle")


def _rows(line: Chances) -> list[str]:
    return [str(n) for n in dict.fromkeys(line.answers)]


def _widest(line: Chances) -> float:
    return max(text_width(row, SMALL) for row in _rows(line))


def _curves(plan: Plan, across: Axis, up: Axis) -> Iterator[Shape]:
    for _, kind, colour, form in _SERIES:
        chances = [line.gap if kind == "gap" else line.aligned for line in plan.lines]
        places = [(across.at(place), up.at(chance)) for place, chance in enumerate(chances)]
        for start, end in pairwise(places):
            yield Line(start=start, end=end, colour=colour, width=2.0, round=True)
        for line, chance, (x, y) in zip(plan.lines, chances, places, strict=True):
            said = f"{line.answers[0]} and {line.answers[1]} answers: {percent(chance)}"
            yield Titled(said, (Mark(x=x, y=y, form=form, colour=colour, size=9.0),))


def _legend() -> Iterator[Shape]:
    x = _LEFT + 10
    for name, _, colour, form in _SERIES:
        yield from _entry(x, name, colour, form)
        x += text_width(name, SECONDARY) + 40


def _entry(x: float, name: str, colour: Colour, form: Form) -> Iterator[Shape]:
    yield Mark(x=x, y=18, form=form, colour=colour, size=9.0)
    yield Words(x=x + 11, y=22, text=name, size=SECONDARY, colour=INK_2)
