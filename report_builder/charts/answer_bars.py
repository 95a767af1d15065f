"""The answers to the statements of one theme: unfavourable left, favourable right, neutral apart.

Every group has a baseline of its own, so that each can be compared down the page, and all bars of
a report are drawn to one scale, so that they can be compared from theme to theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report_builder.charts.answer_classes import NEUTRAL_CLASS, ClassShares, class_colours
from report_builder.charts.answer_key import answer_key, answer_notes
from report_builder.charts.axis import Axis, printed_share
from report_builder.charts.canvas import Bar, Drawing, Line, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.interval_bar import interval_bar
from report_builder.charts.lettering import shortened
from report_builder.charts.rows import (
    Type,
    centred,
    height_of,
    label_lines,
    labels_fit,
    paragraph,
    rules,
    team_label,
)
from report_builder.charts.style import (
    INK_2,
    INK_3,
    NARROW,
    NEUTRAL_EDGE,
    NUMBER,
    PAPER,
    SMALL,
    THEME_WIDE,
    Colour,
)
from report_builder.charts.theme_statements import (
    Statement,
    TeamAnswers,
    all_statements,
    said_answers,
)
from report_builder.charts.theme_table import theme_table
from report_builder.charts.wording import Wording
from report_builder.report import Report

_NUMBER, _BOUND = 48.0, 54.0
"""Room for a number beside a bar, and for one that may be a bound: "≥ 90 %"."""
_BAR = 17.0
_PITCH = 21.0
_ROW = 72.0
_JOINT = 0.8
_SIDE = Type(size=SMALL + 0.5, colour=INK_2)
_LEAST = (0.35, 0.35, 0.15)
"""Room kept for unfavourable, favourable and neutral answers, so that their heads fit."""


_Extents = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The columns of one drawing.

    Attributes:
        mark: where the team's mark stands; `name`: where its name, None for no name.
        zero: between unfavourable and favourable; `neutral`: where neutral answers begin, None
            when no scale has them.
        unit: pixels of the share 1.
    """

    width: float
    label: float
    mark: float
    name: float | None
    zero: float
    neutral: float | None
    unit: float


def draw_bars(wording: Wording, dimension: str, shown: tuple[Statement, ...]) -> Chart:
    """The bars of a theme whose answers may be shown, at least of one team to one statement."""
    extents = _extents(wording.report)
    return finished(
        f"answers-{dimension}",
        name=wording.say("answers.name", theme=wording.theme(dimension)),
        alt=_alt(wording, shown),
        table=theme_table(wording, shown),
        drawings=(_wide(wording, shown, extents), _narrow(wording, shown, extents)),
    )


def _extents(report: Report) -> _Extents:
    """The most unfavourable, favourable and neutral answers of any bar in the report."""
    found = [_extent(answers) for each in all_statements(report) for answers in each.teams]
    left, right, neutral = (max(column) for column in zip(*found, strict=True))
    least = _LEAST if neutral else (*_LEAST[:2], 0.0)
    return max(left, least[0]), max(right, least[1]), max(neutral, least[2])


def _extent(answers: TeamAnswers) -> _Extents:
    shares = answers.shares
    if shares is None:
        return 0.0, printed_share(answers.favourable.high), 0.0
    return shares.unfavourable, shares.favourable, shares.neutral


def _columns(extents: _Extents, *, width: float, mark: float, name: float | None) -> _Columns:
    left, right, neutral = extents
    start = (mark + 8 if name is None else name + 76) + _NUMBER
    apart = _BOUND + (24 if width == THEME_WIDE else 8)
    unit = (width - start - (apart + _NUMBER if neutral else _BOUND)) / (left + right + neutral)
    zero = start + left * unit
    return _Columns(
        width=width,
        label=216 if width == THEME_WIDE else width,
        mark=mark,
        name=name,
        zero=zero,
        neutral=zero + right * unit + apart if neutral else None,
        unit=unit,
    )


def _wide(wording: Wording, shown: Sequence[Statement], extents: _Extents) -> Drawing:
    fit = labels_fit(wording)
    columns = _columns(extents, width=THEME_WIDE, mark=236, name=248 if fit else None)
    key, top = answer_key(wording, shown, THEME_WIDE, with_teams=not fit)
    heads, top = tuple(_heads(wording, columns, top + 14)), top + 22
    shapes: list[Shape] = []
    edges = [top]
    for each in shown:
        label = label_lines(wording.title(each.item.id), columns.label, bold=True)
        height = max(_ROW, height_of(label) + 40)
        middle = edges[-1] + height / 2
        shapes += centred(
            label, x=0, middle=middle - (8 if each.item.reverse_keyed else 0), look=Type(bold=True)
        )
        shapes += _reversed(wording, each, middle + height_of(label) / 2 - 6, columns)
        shapes += _teams(wording, each, columns, middle)
        edges.append(edges[-1] + height)
    line = Line(
        start=(columns.zero, top - 4), end=(columns.zero, edges[-1]), colour=INK_2, width=1.2
    )
    notes, bottom = answer_notes(wording, shown, THEME_WIDE, edges[-1] + 8)
    between = rules(edges[1:-1], THEME_WIDE)
    return Drawing(
        width=THEME_WIDE, height=bottom, shapes=(*key, *heads, *between, *shapes, line, *notes)
    )


def _narrow(wording: Wording, shown: Sequence[Statement], extents: _Extents) -> Drawing:
    columns = _columns(extents, width=NARROW, mark=6, name=None)
    key, top = answer_key(wording, shown, NARROW, with_teams=True)
    heads, top = tuple(_heads(wording, columns, top + 14)), top + 22
    shapes: list[Shape] = []
    for each in shown:
        label = label_lines(wording.title(each.item.id), columns.label, bold=True)
        shapes += paragraph(label, x=0, top=top, look=Type(bold=True))
        top += height_of(label) + 4
        if each.item.reverse_keyed:
            shapes += _reversed(wording, each, top - 2, columns)
            top += 16
        shapes += _teams(wording, each, columns, top + _PITCH)
        x = columns.zero
        shapes.append(
            Line(start=(x, top - 1), end=(x, top + 2 * _PITCH + 1), colour=INK_2, width=1.2)
        )
        top += 2 * _PITCH + 16
    notes, bottom = answer_notes(wording, shown, NARROW, top - 4)
    return Drawing(width=NARROW, height=bottom, shapes=(*key, *heads, *shapes, *notes))


def _heads(wording: Wording, columns: _Columns, baseline: float) -> Iterator[Shape]:
    """What lies left and right of the line, and in the column of its own."""
    left, right = wording.say("answers.unfavourable"), wording.say("answers.favourable")
    zero = columns.zero
    heads = [
        Words(x=zero - 6, y=baseline, text=left, size=SMALL, colour=INK_3, anchor="end"),
        Words(x=zero + 6, y=baseline, text=right, size=SMALL, colour=INK_3),
    ]
    yield from heads
    if columns.neutral is not None:
        yield Words(
            x=columns.neutral,
            y=baseline,
            text=wording.say("answers.neutral"),
            size=SMALL,
            colour=INK_3,
        )


def _reversed(
    wording: Wording, statement: Statement, top: float, columns: _Columns
) -> Iterator[Shape]:
    if statement.item.reverse_keyed:
        said = shortened(wording.say("answers.reversed"), columns.label, SMALL)
        yield from paragraph([said], x=0, top=top, look=Type(size=SMALL, colour=INK_3))


def _teams(
    wording: Wording, statement: Statement, columns: _Columns, middle: float
) -> Iterator[Shape]:
    for answers in statement.teams:
        at = middle + (answers.position - 0.5) * _PITCH
        yield from team_label(
            wording, answers.position, mark=columns.mark, name=columns.name, middle=at
        )
        if answers.shares is None:
            yield from _interval(wording, answers, columns, at)
        else:
            yield from _bars(wording, answers, answers.shares, columns, at)


def _interval(
    wording: Wording, answers: TeamAnswers, columns: _Columns, at: float
) -> Iterator[Shape]:
    """The favourable share with its interval, where the answers themselves may not be shown."""
    style, share = wording.style(answers.position), answers.favourable
    axis = Axis(low=0, high=1, start=columns.zero, end=columns.zero + columns.unit)
    look = (style.form, style.strong, style.mid)
    yield interval_bar(share, axis, middle=at, title=said_answers(wording, answers), look=look)
    end = axis.at(printed_share(share.high))
    yield from _favourable(wording, answers, end + 6, at)


def _bars(
    wording: Wording, answers: TeamAnswers, shares: ClassShares, columns: _Columns, at: float
) -> Iterator[Shape]:
    style = wording.style(answers.position)
    yield Titled(
        said_answers(wording, answers), tuple(_segments(shares, class_colours(style), columns, at))
    )
    left = columns.zero - shares.unfavourable * columns.unit
    right = columns.zero + shares.favourable * columns.unit
    unfavourable = wording.language.percent(shares.unfavourable)
    yield from centred([unfavourable], x=left - 6, middle=at, look=replace(_SIDE, anchor="end"))
    yield from _favourable(wording, answers, right + 6, at)
    if columns.neutral is not None and shares.has_neutral:
        end = columns.neutral + shares.neutral * columns.unit
        neutral = wording.language.percent(shares.neutral)
        yield from centred([neutral], x=end + 6, middle=at, look=_SIDE)


def _favourable(wording: Wording, answers: TeamAnswers, x: float, at: float) -> Iterator[Shape]:
    strong = wording.style(answers.position).strong
    look = Type(size=NUMBER, bold=True, colour=strong)
    return centred([wording.share(answers.favourable)], x=x, middle=at, look=look)


def _segments(
    shares: ClassShares, colours: tuple[Colour, ...], columns: _Columns, at: float
) -> Iterator[Shape]:
    """The outer class of a side at its own length, the inner one up to the printed total."""
    top, unit, zero = at - _BAR / 2, columns.unit, columns.zero
    outer = min(shares.classes[0], shares.unfavourable)
    inner = shares.unfavourable - outer
    spans = [(zero - inner * unit - outer * unit, outer, 0), (zero - inner * unit, inner, 1)]
    outer = min(shares.classes[4], shares.favourable)
    inner = shares.favourable - outer
    spans += [(zero, inner, 3), (zero + inner * unit, outer, 4)]
    for x, share, number in spans:
        if share > 0:
            width = share * unit
            yield Bar(x=x, y=top, width=width, height=_BAR, fill=colours[number])
    for x, share, number in spans:
        if share > 0 and number in {1, 4}:
            yield Line(start=(x, top), end=(x, top + _BAR), colour=PAPER, width=_JOINT)
    if columns.neutral is not None and shares.neutral > 0:
        yield Bar(
            x=columns.neutral,
            y=top + 0.5,
            width=shares.neutral * unit,
            height=_BAR - 1,
            fill=colours[NEUTRAL_CLASS],
            outline=NEUTRAL_EDGE,
        )


def _alt(wording: Wording, shown: Sequence[Statement]) -> str:
    return " ".join(
        wording.say(
            "answers.alt.item",
            item=wording.title(each.item.id),
            first=said_answers(wording, each.teams[0]),
            second=said_answers(wording, each.teams[1]),
        )
        for each in shown
    )
