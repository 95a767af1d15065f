"""The key of the answer bars, and the notes below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.charts.answer_classes import (
    NEUTRAL_CLASS,
    class_colours,
    class_labels,
    collapsed,
)
from report_builder.charts.canvas import Bar, Shape, Words
from report_builder.charts.lettering import shortened, text_width
from report_builder.charts.rows import CAP, Type, height_of, label_lines, paragraph, team_key
from report_builder.charts.style import INK_2, INK_3, NEUTRAL_EDGE, SMALL, Colour
from report_builder.charts.theme_statements import Statement
from report_builder.charts.wording import Wording

_ORDER = (0, 1, 3, 4, NEUTRAL_CLASS)
_SQUARE = 10.0
_LINE = 18.0
_SPACE = 16.0
_SIZE = SMALL + 0.5


def answer_key(
    wording: Wording, shown: Sequence[Statement], width: float, *, with_teams: bool = False
) -> tuple[tuple[Shape, ...], float]:
    """The classes with their colours, in lines of that width, and the height they take."""
    shapes: list[Shape] = []
    x, middle = 0.0, 8.0
    if with_teams:
        shapes += team_key(wording, x=0, middle=middle, width=width)
        middle += 22
    labels = class_labels(wording, tuple(each.item for each in shown))
    for number in _ORDER:
        label = labels[number]
        if label is None:
            continue
        colours = _colours(wording, number)
        before = len(colours) * (_SQUARE + 2) + 4
        said = shortened(label, width - before, _SIZE)
        needed = before + text_width(said, _SIZE)
        if x and x + needed > width:
            x, middle = 0.0, middle + _LINE
        shapes += _entry(colours, said, x, middle, outlined=number == NEUTRAL_CLASS)
        x += needed + _SPACE
    return tuple(shapes), middle + 12


def answer_notes(
    wording: Wording, shown: Sequence[Statement], width: float, top: float
) -> tuple[tuple[Shape, ...], float]:
    """Which points were joined to a class, if any were, and where the drawing ends."""
    shapes: list[Shape] = []
    for note in collapsed(wording, tuple(each.item for each in shown)):
        lines = label_lines(note, width, size=SMALL, lines=3)
        shapes += paragraph(lines, x=0, top=top, look=Type(size=SMALL, colour=INK_3))
        top += height_of(lines, SMALL) + 4
    return tuple(shapes), top


def _colours(wording: Wording, number: int) -> tuple[Colour, ...]:
    """Of both teams, where a class has the teams' own colours."""
    both = (class_colours(wording.style(position))[number] for position in (0, 1))
    return tuple(dict.fromkeys(both))


def _entry(
    colours: Sequence[Colour], label: str, x: float, middle: float, *, outlined: bool
) -> Iterator[Shape]:
    for colour in colours:
        yield Bar(
            x=x + 0.5,
            y=middle - _SQUARE / 2,
            width=_SQUARE,
            height=_SQUARE,
            fill=colour,
            outline=NEUTRAL_EDGE if outlined else None,
        )
        x += _SQUARE + 2
    yield Words(x=x + 4, y=middle + _SIZE * CAP, text=label, size=_SIZE, colour=INK_2)
