"""Parts that several charts share: lines of a label, the key of the teams, rules between rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.axis import Axis
from report_builder.charts.canvas import MARK, Anchor, Line, Mark, Shape, Titled, Words
from report_builder.charts.lettering import (
    ELLIPSIS,
    fair_rooms,
    fitted,
    shortened,
    text_width,
    wrapped,
)
from report_builder.charts.style import (
    GRID,
    INK,
    INK_2,
    LABEL,
    SECONDARY,
    SMALL,
    WIDE,
    Colour,
    Form,
)
from report_builder.charts.wording import Wording

LEADING = 1.25
"""From baseline to baseline, in sizes of the text."""

CAP = 0.36
"""From the middle of a line of text down to its baseline, in sizes of the text."""

KEY_SPACE = 22.0
KEY_LINE = 17.0
_KEY_MARK = 16.0
_LABEL_MARK = 9.0
_LABEL_ROOM = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How a text is set; `anchor` is the part of each line that stands at its place."""

    size: float = LABEL
    bold: bool = False
    colour: Colour = INK
    anchor: Anchor = "start"


PLAIN = Type()


def paragraph(lines: Sequence[str], *, x: float, top: float, look: Type = PLAIN) -> Iterator[Shape]:
    """Lines of text below each other, the first baseline one size below `top`."""
    return _lines(lines, x, top + look.size, look)


def centred(
    lines: Sequence[str], *, x: float, middle: float, look: Type = PLAIN
) -> Iterator[Shape]:
    """Lines of text whose middle stands at `middle`."""
    above = (len(lines) - 1) * LEADING / 2
    return _lines(lines, x, middle + look.size * (CAP - above), look)


def _lines(lines: Sequence[str], x: float, first: float, look: Type) -> Iterator[Shape]:
    for number, line in enumerate(lines):
        yield Words(
            x=x,
            y=first + number * look.size * LEADING,
            text=line,
            size=look.size,
            bold=look.bold,
            colour=look.colour,
            anchor=look.anchor,
        )


def height_of(lines: Sequence[str], size: float = LABEL) -> float:
    """The height of lines of text below each other."""
    return size * LEADING * len(lines)


def label_lines(
    text: str, width: float, *, size: float = LABEL, bold: bool = False, lines: int = 2
) -> tuple[str, ...]:
    """The lines of a row's label."""
    return wrapped(text, width, size, bold=bold, lines=lines)


def rules(tops: Iterable[float], width: float) -> Iterator[Shape]:
    """Hairlines across the drawing."""
    for top in tops:
        yield Line(start=(0.0, top), end=(width, top), colour=GRID)


def difference_head(wording: Wording, width: float, size: float) -> str:
    """What a gap is, "Marketing − Sales, 95% interval", without the names if too long."""
    said = wording.say("minus", first=wording.team(0), second=wording.team(1))
    if text_width(said, size) <= width:
        return said
    return wording.say("dumbbell.interval")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mark of a key, and what it stands for."""

    said: str
    form: Form
    colour: Colour
    hollow: bool = False
    size: float = MARK


def key_width(entries: Sequence[Entry], size: float) -> float:
    """The width of a key in one line, nothing cut."""
    texts = sum(text_width(each.said, size) for each in entries)
    return texts + len(entries) * _KEY_MARK + (len(entries) - 1) * KEY_SPACE


def key(
    entries: Sequence[Entry], *, x: float, middle: float, width: float, size: float
) -> Iterator[Shape]:
    """The entries in one line of at most `width` pixels; what is cut has its whole as tooltip."""
    around = len(entries) * _KEY_MARK + (len(entries) - 1) * KEY_SPACE
    rooms = fair_rooms([text_width(each.said, size) for each in entries], width - around)
    for entry, room in zip(entries, rooms, strict=True):
        fitting = shortened(entry.said, room, size)
        mark = Mark(
            x=x + 6,
            y=middle,
            form=entry.form,
            colour=entry.colour,
            hollow=entry.hollow,
            size=entry.size,
        )
        look = Type(size=size, colour=INK_2)
        text = centred([fitting], x=x + _KEY_MARK, middle=middle, look=look)
        yield from whole(entry.said, [fitting], (mark, *text))
        x += _KEY_MARK + text_width(fitting, size) + KEY_SPACE


def stacked_key(
    entries: Sequence[Entry], *, x: float, middle: float, width: float, size: float
) -> Iterator[Shape]:
    """The entries in one line where all of it has room, else below each other and smaller."""
    if key_width(entries, size) <= width:
        yield from key(entries, x=x, middle=middle, width=width, size=size)
        return
    for place, entry in enumerate(entries):
        below = middle + place * KEY_LINE
        yield from key([entry], x=x, middle=below, width=width, size=min(size, SECONDARY))


def team_entry(wording: Wording, position: int, said: str, *, hollow: bool = False) -> Entry:
    """The mark of a team with what it stands for."""
    style = wording.style(position)
    return Entry(said=said, form=style.form, colour=style.strong, hollow=hollow)


def team_entries(wording: Wording) -> tuple[Entry, ...]:
    """The marks of both teams with their names."""
    return tuple(team_entry(wording, place, wording.team(place)) for place in (0, 1))


def team_key(
    wording: Wording, *, x: float, middle: float, width: float, stacked: bool = False
) -> Iterator[Shape]:
    """The marks of both teams with their names; `stacked` where two lines have room."""
    draw = stacked_key if stacked else key
    return draw(team_entries(wording), x=x, middle=middle, width=width, size=SECONDARY + 1)


def whole(said: str, lines: Sequence[str], shapes: Iterable[Shape]) -> Iterator[Shape]:
    """The shapes of a text in lines; of one that was cut, with all of it as their tooltip."""
    cut = any(ELLIPSIS in line for line in lines) and ELLIPSIS not in said
    yield from (Titled(said, tuple(shapes)),) if cut else shapes


def labels_fit(wording: Wording) -> bool:
    """Whether the names of both teams have room beside their marks in every row."""
    return all(text_width(wording.team(place), SECONDARY) <= _LABEL_ROOM for place in (0, 1))


def team_label(
    wording: Wording, position: int, *, mark: float, name: float | None, middle: float
) -> Iterator[Shape]:
    """The mark of a team at `mark`, and its name from `name` on; no name where there is no room."""
    style = wording.style(position)
    yield Mark(x=mark, y=middle, form=style.form, colour=style.strong, size=_LABEL_MARK)
    if name is not None:
        said = shortened(wording.team(position), _LABEL_ROOM, SECONDARY)
        look = Type(size=SECONDARY, colour=INK_2)
        yield from centred([said], x=name, middle=middle, look=look)


def side_label(
    wording: Wording,
    position: int,
    place: tuple[float, float],
    size: float,
    middle: float | None = None,
) -> Iterator[Shape]:
    """Which team is the more positive one on its side of a gap axis.

    Args:
        wording: says it.
        position: the first team (0), on the right of the place, or the second (1), on its left.
        place: where it is written, and the room there.
        size: of the text.
        middle: of its one line; None for two lines from the top of the drawing.
    """
    (x, room), team = place, wording.team(position)
    side: tuple[str, Anchor] = ("left", "end") if position else ("right", "start")
    colour = wording.style(position).strong
    look = Type(size=size, bold=True, colour=colour, anchor=side[1])

    def found(name: str) -> str:
        return wording.say(f"more_positive.{side[0]}", team=name)

    lines = fitted(found, team, room, size, bold=True, lines=2 if middle is None else 1)
    if middle is None:
        return whole(found(team), lines, paragraph(lines, x=x, top=0, look=look))
    return whole(found(team), lines, centred(lines, x=x, middle=middle, look=look))


def gap_sides(wording: Wording, axis: Axis, width: float) -> Iterator[Shape]:
    """Which side of a gap axis is which, in a drawing of that width."""
    left, right = axis.at(0) - 8, axis.at(0) + 8
    size = SECONDARY + 0.5 if width == WIDE else SMALL + 0.5
    yield from side_label(wording, 1, (left, left), size)
    yield from side_label(wording, 0, (right, width - right), size)
