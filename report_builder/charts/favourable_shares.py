"""The statements of one theme where few answered: each team's share with its interval.

With 5 to 9 answers in a team, how they spread may not be shown. What is left is drawn large: the
share of favourable answers, the doubt around it, and the gap with its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.axis import Axis, grid
from report_builder.charts.canvas import Drawing, Shape, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.interval_bar import interval_bar
from report_builder.charts.lettering import shortened
from report_builder.charts.rows import (
    CAP,
    Type,
    centred,
    difference_head,
    height_of,
    label_lines,
    paragraph,
    rules,
    team_key,
    team_label,
)
from report_builder.charts.share_pair import SHARE_TICKS, gap_number, share_ticks
from report_builder.charts.style import (
    FIGURE,
    INK,
    INK_2,
    INK_3,
    NARROW,
    NUMBER,
    SECONDARY,
    SMALL,
    SMALLEST,
    THEME_WIDE,
)
from report_builder.charts.theme_statements import Statement, TeamAnswers, said_answers
from report_builder.charts.theme_table import theme_table
from report_builder.charts.wording import Wording

_PITCH = 22.0
_ROW = 76.0
_LABEL = 216.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The columns of one drawing; `number` is where a share ends, `name` None for no name."""

    width: float
    mark: float
    name: float | None
    axis: Axis
    number: float
    interval: float | None


_WIDE = _Columns(
    width=THEME_WIDE,
    mark=236,
    name=248,
    axis=Axis(low=0, high=1, start=336, end=552),
    number=606,
    interval=616,
)
_NARROW = _Columns(
    width=NARROW,
    mark=6,
    name=None,
    axis=Axis(low=0, high=1, start=24, end=196),
    number=248,
    interval=None,
)


def draw_shares(wording: Wording, dimension: str, shown: tuple[Statement, ...]) -> Chart:
    """The shares of a theme none of whose distributions may be shown."""
    return finished(
        f"answers-{dimension}",
        name=wording.say("shares.name", theme=wording.theme(dimension)),
        alt=_alt(wording, shown),
        table=theme_table(wording, shown),
        drawings=(_wide(wording, shown), _narrow(wording, shown)),
    )


def _wide(wording: Wording, shown: Sequence[Statement]) -> Drawing:
    top = 46.0
    edges, shapes = [top], list(_head(wording, _WIDE))
    rows: list[Shape] = []
    for each in shown:
        label = label_lines(wording.title(each.item.id), _LABEL, bold=True)
        height = max(_ROW, height_of(label) + 40)
        middle = edges[-1] + height / 2
        turned = each.item.reverse_keyed
        rows += centred(label, x=0, middle=middle - (8 if turned else 0), look=Type(bold=True))
        if turned:
            said = shortened(wording.say("answers.reversed"), _LABEL, SMALL)
            y = middle + height_of(label) / 2 - 6
            rows += paragraph([said], x=0, top=y, look=Type(size=SMALL, colour=INK_3))
        rows += _teams(wording, each, _WIDE, middle)
        rows += _gap(wording, each, _WIDE, middle)
        edges.append(edges[-1] + height)
    return Drawing(
        width=THEME_WIDE,
        height=edges[-1],
        shapes=(
            *shapes,
            *grid(_WIDE.axis, SHARE_TICKS, top - 4, edges[-1] - 4),
            *rules(edges[1:-1], THEME_WIDE),
            *rows,
        ),
    )


def _narrow(wording: Wording, shown: Sequence[Statement]) -> Drawing:
    top = 54.0
    shapes: list[Shape] = list(_head(wording, _NARROW))
    for each in shown:
        label = label_lines(wording.title(each.item.id), NARROW, bold=True)
        shapes += paragraph(label, x=0, top=top, look=Type(bold=True))
        top += height_of(label) + 4
        if each.item.reverse_keyed:
            said = shortened(wording.say("answers.reversed"), NARROW, SMALL)
            shapes += paragraph([said], x=0, top=top - 2, look=Type(size=SMALL, colour=INK_3))
            top += 16
        shapes += grid(_NARROW.axis, SHARE_TICKS, top, top + 2 * _PITCH)
        shapes += _teams(wording, each, _NARROW, top + _PITCH)
        shapes += _gap(wording, each, _NARROW, top + _PITCH)
        top += 2 * _PITCH + 18
    return Drawing(width=NARROW, height=top - 8, shapes=tuple(shapes))


def _head(wording: Wording, columns: _Columns) -> Iterator[Shape]:
    axis, narrow = columns.axis, columns.name is None
    if narrow:
        yield from team_key(wording, x=0, middle=10, width=columns.number)
    else:
        yield Words(
            x=axis.start - 4,
            y=14,
            text=wording.say("shares.axis"),
            size=SMALL,
            colour=INK_3,
        )
    baseline = 44.0 if narrow else 34.0
    yield from share_ticks(wording, axis, SHARE_TICKS, baseline)
    yield from paragraph(
        [wording.say("shares.gap")],
        x=columns.width,
        top=2,
        look=Type(size=SECONDARY, bold=True, colour=INK_2, anchor="end"),
    )
    named = difference_head(wording, 90 if narrow else 210, SMALLEST)
    yield Words(x=columns.width, y=30, text=named, size=SMALLEST, colour=INK_3, anchor="end")


def _teams(
    wording: Wording, statement: Statement, columns: _Columns, middle: float
) -> Iterator[Shape]:
    for answers in statement.teams:
        at = middle + (answers.position - 0.5) * _PITCH
        style = wording.style(answers.position)
        yield from team_label(
            wording, answers.position, mark=columns.mark, name=columns.name, middle=at
        )
        yield interval_bar(
            answers.favourable,
            columns.axis,
            middle=at,
            title=said_answers(wording, answers),
            look=(style.form, style.strong, style.mid),
        )
        yield from _share(wording, answers, columns, at)


def _share(wording: Wording, answers: TeamAnswers, columns: _Columns, at: float) -> Iterator[Shape]:
    yield Words(
        x=columns.number,
        y=at + NUMBER * CAP,
        text=wording.share(answers.favourable),
        size=NUMBER,
        bold=True,
        colour=wording.style(answers.position).strong,
        anchor="end",
    )
    if columns.interval is not None:
        yield Words(
            x=columns.interval,
            y=at + NUMBER * CAP,
            text=wording.share_interval(answers.favourable),
            size=SMALL,
            colour=INK_3,
        )


def _gap(
    wording: Wording, statement: Statement, columns: _Columns, middle: float
) -> Iterator[Shape]:
    judgement = statement.judgement
    difference = judgement.gap.difference
    strong = wording.style_of(difference).strong
    return gap_number(
        wording,
        difference,
        x=columns.width,
        middle=middle - 2,
        look=Type(
            size=FIGURE,
            bold=judgement.clear,
            colour=strong if judgement.clear else INK,
            anchor="end",
        ),
    )


def _alt(wording: Wording, shown: Sequence[Statement]) -> str:
    return " ".join(
        wording.say(
            "shares.alt.item",
            item=wording.title(each.item.id),
            first=said_answers(wording, each.teams[0]),
            second=said_answers(wording, each.teams[1]),
            gap=wording.gap(each.judgement.gap.difference),
            verdict=wording.verdict(each.judgement),
        )
        for each in shown
    )
