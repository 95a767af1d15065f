"""The ranked dumbbell: how favourable each team is, statement by statement, and the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.charts.axis import (
    Axis,
    gap_ticks,
    grid,
    printed_points,
    reach,
    tick_labels,
)
from report_builder.charts.canvas import Drawing, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import text_width
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
)
from report_builder.charts.share_pair import (
    SHARE_TICKS,
    End,
    gap_number,
    share_pair,
    share_ticks,
    told_end,
)
from report_builder.charts.style import (
    FIGURE,
    INK_2,
    INK_3,
    NARROW,
    RULE,
    SECONDARY,
    SMALLEST,
    WIDE,
    Colour,
)
from report_builder.charts.whisker import whisker
from report_builder.charts.wording import Wording, shares_of
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.verdict import Judgement

ROWS_WIDE = 14
ROWS_NARROW = 10
"""The most statements of each drawing; the page's table has them all."""

_ROW = 34.0
_ROW_NARROW = 34.0
_HEAD = 58.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The columns of one drawing; `gap` is None where the whisker has no room."""

    width: float
    share: Axis
    gap: Axis | None
    label: float


def draw(report: Report, language: Language) -> Chart | None:
    """The statements with the widest gaps; None when no statement may be shown."""
    if not report.statements:
        return None
    wording = Wording(report, language)
    wide, narrow = report.statements[:ROWS_WIDE], report.statements[:ROWS_NARROW]
    return finished(
        "dumbbell",
        name=wording.say("dumbbell.name"),
        alt=_alt(wording, wide),
        table=_table(wording, wide),
        drawings=(_wide(wording, wide), _narrow(wording, narrow)),
    )


def _wide(wording: Wording, shown: Sequence[Judgement]) -> Drawing:
    far = reach(max(each.gap.margin for each in shown), _bounds(shown))
    gap = Axis(low=-far, high=far, start=660, end=822)
    columns = _Columns(
        width=WIDE, share=Axis(low=0, high=1, start=352, end=612), gap=gap, label=308
    )
    labels = [label_lines(wording.title(each.gap.subject), columns.label) for each in shown]
    heights = [max(_ROW, height_of(lines) + 12) for lines in labels]
    shapes: list[Shape] = []
    top = _HEAD
    for each, lines, height in zip(shown, labels, heights, strict=True):
        middle = top + height / 2
        shapes += centred(lines, x=0, middle=middle)
        shapes += _row(wording, each, columns, middle)
        top += height
    return Drawing(
        width=WIDE,
        height=top + 6,
        shapes=(
            *_wide_head(wording, columns, gap),
            *rules(_tops(heights)[1:], WIDE),
            *grid(columns.share, SHARE_TICKS, _HEAD - 6, top),
            *grid(gap, _ends(far), _HEAD - 6, top),
            *shapes,
        ),
    )


def _narrow(wording: Wording, shown: Sequence[Judgement]) -> Drawing:
    columns = _Columns(
        width=NARROW, share=Axis(low=0, high=1, start=44, end=222), gap=None, label=NARROW
    )
    shapes: list[Shape] = []
    top = _HEAD
    for each in shown:
        lines = label_lines(wording.title(each.gap.subject), columns.label)
        shapes += paragraph(lines, x=0, top=top)
        top += height_of(lines) + 4
        shapes += grid(columns.share, SHARE_TICKS, top, top + 26)
        shapes += _row(wording, each, columns, top + 13)
        top += _ROW_NARROW
    return Drawing(width=NARROW, height=top, shapes=(*_narrow_head(wording, columns), *shapes))


def _tops(heights: Sequence[float]) -> list[float]:
    return [_HEAD + sum(heights[:row]) for row in range(len(heights))]


def _bounds(shown: Sequence[Judgement]) -> list[float]:
    """Every place a whisker needs, as printed."""
    return [
        printed_points(bound)
        for each in shown
        for bound in (each.gap.difference.low, each.gap.difference.high)
    ]


def _ends(far: float) -> tuple[float, float, float]:
    """The outermost ticks and the middle."""
    last = float(gap_ticks(far)[-1])
    return -last, 0.0, last


def _wide_head(wording: Wording, columns: _Columns, gap: Axis) -> Iterator[Shape]:
    yield from team_key(wording, x=0, middle=10, width=gap.start)
    share = columns.share
    yield Words(
        x=(share.start + share.end) / 2,
        y=30,
        text=wording.say("dumbbell.share"),
        size=SMALLEST + 0.5,
        colour=INK_3,
        anchor="middle",
    )
    yield from share_ticks(wording, share, SHARE_TICKS, 47)
    yield from _gap_head(wording, gap)


def _gap_head(wording: Wording, gap: Axis) -> Iterator[Shape]:
    middle, size = (gap.start + gap.end) / 2, SMALLEST + 0.5
    look = Type(size=SECONDARY, bold=True, colour=INK_2, anchor="middle")
    yield from paragraph([wording.say("dumbbell.gap")], x=middle, top=2, look=look)
    named = difference_head(wording, 2 * (WIDE - middle), size)
    yield Words(x=middle, y=30, text=named, size=size, colour=INK_3, anchor="middle")
    ticks = [tick for tick in gap_ticks(gap.high) if float(tick) in _ends(gap.high)]
    yield from tick_labels(gap, wording.ticks(ticks), 47)


def _narrow_head(wording: Wording, columns: _Columns) -> Iterator[Shape]:
    heads = (
        Words(
            x=NARROW,
            y=14,
            text=wording.say("dumbbell.gap"),
            size=SECONDARY,
            bold=True,
            colour=INK_2,
            anchor="end",
        ),
        Words(
            x=NARROW,
            y=29,
            text=wording.say("dumbbell.interval"),
            size=SMALLEST,
            colour=INK_3,
            anchor="end",
        ),
    )
    room = NARROW - max(text_width(each.text, each.size, bold=each.bold) for each in heads) - 12
    yield from team_key(wording, x=0, middle=8, width=room, stacked=True)
    yield from share_ticks(wording, columns.share, SHARE_TICKS, 47)
    yield from heads


def _row(
    wording: Wording, judgement: Judgement, columns: _Columns, middle: float
) -> Iterator[Shape]:
    bar = _bar_colour(wording, judgement)
    pair = share_pair(_ends_of(wording, judgement), columns.share, middle=middle, bar=bar)
    yield Titled(_title(wording, judgement), tuple(pair))
    difference, colour = judgement.gap.difference, _colour(wording, judgement)
    if columns.gap is None:
        yield from gap_number(
            wording,
            difference,
            x=columns.width,
            middle=middle,
            look=Type(size=FIGURE, bold=judgement.clear, colour=colour, anchor="end"),
        )
        return
    yield from whisker(difference, columns.gap, middle, colour, hollow=not judgement.clear)
    yield Words(
        x=columns.width,
        y=middle + FIGURE * CAP,
        text=wording.language.points(difference.value),
        size=FIGURE,
        bold=judgement.clear,
        colour=colour,
        anchor="end",
    )


def _colour(wording: Wording, judgement: Judgement) -> Colour:
    """Of the more positive team, when the gap is clear."""
    if not judgement.clear:
        return INK_3
    return wording.style_of(judgement.gap.difference).strong


def _ends_of(wording: Wording, judgement: Judgement) -> tuple[End, End]:
    first, second = (
        told_end(wording, position, share)
        for position, share in enumerate(shares_of(judgement.gap))
    )
    return first, second


def _bar_colour(wording: Wording, judgement: Judgement) -> Colour:
    if not judgement.clear:
        return RULE
    return wording.style_of(judgement.gap.difference).mid


def _title(wording: Wording, judgement: Judgement) -> str:
    shares = shares_of(judgement.gap)
    return wording.say(
        "dumbbell.title",
        item=wording.title(judgement.gap.subject),
        first=wording.team(0),
        first_share=wording.share(shares[0]),
        second=wording.team(1),
        second_share=wording.share(shares[1]),
        gap=wording.gap(judgement.gap.difference),
    )


def _alt(wording: Wording, shown: Sequence[Judgement]) -> str:
    """How many statements are drawn, and the first three in numbers."""
    total = len(wording.report.statements)
    return " ".join(
        [
            wording.say("dumbbell.alt", count=len(shown), total=total),
            *(_alt_item(wording, judgement) for judgement in shown[:3]),
        ]
    )


def _alt_item(wording: Wording, judgement: Judgement) -> str:
    shares = shares_of(judgement.gap)
    return wording.say(
        "dumbbell.alt.item",
        item=wording.title(judgement.gap.subject),
        first_share=wording.share(shares[0]),
        of_first=wording.of_team(0),
        second_share=wording.share(shares[1]),
        of_second=wording.of_team(1),
        gap=wording.gap(judgement.gap.difference),
        verdict=wording.verdict(judgement),
    )


def _table(wording: Wording, shown: Sequence[Judgement]) -> Table:
    say = wording.say
    by_team = [
        say(f"column.{column}", team=wording.team(position))
        for position in (0, 1)
        for column in ("share_of", "share_interval_of")
    ]
    return Table(
        header=(
            say("column.statement"),
            *by_team,
            say("column.gap"),
            say("column.interval"),
            say("column.verdict"),
        ),
        rows=tuple(_table_row(wording, judgement) for judgement in shown),
    )


def _table_row(wording: Wording, judgement: Judgement) -> tuple[str, ...]:
    gap = judgement.gap
    by_team = [
        said
        for share in shares_of(gap)
        for said in (wording.share(share), wording.share_interval(share))
    ]
    return (
        wording.title(gap.subject),
        *by_team,
        wording.language.points(gap.difference.value),
        wording.gap_interval(gap.difference),
        wording.verdict(judgement),
    )
