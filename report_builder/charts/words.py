"""The words each team uses more than the other: who used them, and how many times as often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

from report_builder.charts.axis import (
    Axis,
    grid,
    printed_share,
    printed_times,
    share_end,
    tick_labels,
)
from report_builder.charts.canvas import Drawing, Shape, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.lettering import shortened, text_width
from report_builder.charts.rows import CAP, Type, centred, paragraph, rules, team_key, whole
from report_builder.charts.share_pair import End, share_pair, share_ticks, team_end
from report_builder.charts.style import (
    FIGURE,
    INK,
    INK_2,
    INK_3,
    LABEL,
    NARROW,
    RULE,
    SECONDARY,
    SMALLEST,
    WIDE,
    Colour,
)
from report_builder.charts.whisker import capped
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.voices import Words as Spoken
from survey.voices import WordUse

MOST_EACH = 8
"""The most words of each team in the drawings; the table has them all."""

_FURTHEST = 64.0
"""Times as often at the ends of the axis; what lies beyond stands there."""
_VERY_MANY = 100
_TICKS = (1 / 16, 1.0, 16.0)
_ROW = 32.0
_ROW_NARROW = 54.0
_BLOCK = 34.0
_HEAD = 56.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A word as it is drawn: by which team more, and how many times as often, as printed."""

    use: WordUse
    more: int
    times: float
    low: float
    high: float
    shares: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The columns of one drawing; `times` is None where the whisker has no room."""

    width: float
    label: float
    share: Axis
    times: Axis | None


def draw(report: Report, language: Language, spoken: Spoken) -> Chart:
    """The words of one language of the comments."""
    wording = Wording(report, language)
    rows = [_row(use, spoken) for use in spoken.words]
    blocks = [_most_of(team, rows) for team in (0, 1)]
    return finished(
        chart_id(spoken),
        name=wording.say("words.name"),
        alt=_alt(wording, spoken, [row for block in blocks for row in block]),
        table=_table(wording, spoken, rows),
        drawings=(_wide(wording, blocks), _narrow(wording, blocks)),
    )


def _most_of(team: int, rows: Sequence[_Row]) -> list[_Row]:
    """The words a team uses more, the surest first."""
    own = [row for row in rows if row.more == team]
    return sorted(own, key=lambda row: (-abs(row.use.z), row.use.word))[:MOST_EACH]


def chart_id(spoken: Spoken) -> str:
    """The id of the chart of that language."""
    return f"words-{spoken.language or 'all'}"


def _row(use: WordUse, spoken: Spoken) -> _Row:
    more = 0 if use.odds >= 0 else 1
    sign = 1 if more == 0 else -1
    low, high = sorted((sign * use.low, sign * use.high))
    first, second = (n / wrote for n, wrote in zip(use.people, spoken.authors, strict=True))
    return _Row(
        use=use,
        more=more,
        times=printed_times(exp(sign * use.odds)),
        low=printed_times(exp(low)),
        high=printed_times(exp(high)),
        shares=(printed_share(first), printed_share(second)),
    )


def _wide(wording: Wording, blocks: Sequence[Sequence[_Row]]) -> Drawing:
    times = Axis(low=-log(_FURTHEST), high=log(_FURTHEST), start=650, end=806)
    columns = _Columns(width=WIDE, label=200, share=_share_axis(blocks, 262, 580), times=times)
    shapes: list[Shape] = [*_wide_head(wording, columns.share, times)]
    top = _HEAD
    for team, block in enumerate(blocks):
        if not block:
            continue
        shapes += _block_head(wording, team, block, top)
        top += _BLOCK
        shapes += _grids(columns, top - 4, top + len(block) * _ROW)
        shapes += rules([top + place * _ROW for place in range(1, len(block))], WIDE)
        for row in block:
            look = Type(bold=row.use.clear)
            label = shortened(row.use.word, columns.label, LABEL, bold=row.use.clear)
            shapes += centred([label], x=0, middle=top + _ROW / 2, look=look)
            shapes += _marks(wording, row, columns, top + _ROW / 2)
            top += _ROW
        top += 10
    return Drawing(width=WIDE, height=top, shapes=tuple(shapes))


def _narrow(wording: Wording, blocks: Sequence[Sequence[_Row]]) -> Drawing:
    columns = _Columns(width=NARROW, label=NARROW, share=_share_axis(blocks, 38, 228), times=None)
    shapes: list[Shape] = [*_narrow_head(wording, columns)]
    top = _HEAD
    for team, block in enumerate(blocks):
        if not block:
            continue
        shapes += _block_head(wording, team, block, top)
        top += _BLOCK
        for row in block:
            look = Type(bold=row.use.clear)
            label = shortened(row.use.word, columns.label, LABEL, bold=row.use.clear)
            shapes += paragraph([label], x=0, top=top, look=look)
            shapes += _grids(columns, top + 20, top + 46)
            shapes += _marks(wording, row, columns, top + 33)
            top += _ROW_NARROW
        top += 8
    return Drawing(width=NARROW, height=top, shapes=tuple(shapes))


def _share_axis(blocks: Sequence[Sequence[_Row]], start: float, end: float) -> Axis:
    highest = max(share for block in blocks for row in block for share in row.shares)
    return Axis(low=0, high=share_end(highest), start=start, end=end)


def _share_ticks(axis: Axis) -> tuple[float, ...]:
    return (0.0, axis.high / 2, axis.high)


def _grids(columns: _Columns, top: float, bottom: float) -> Iterator[Shape]:
    yield from grid(columns.share, _share_ticks(columns.share), top, bottom)
    if columns.times:
        yield from grid(columns.times, [log(tick) for tick in _TICKS], top, bottom)


def _wide_head(wording: Wording, share: Axis, times: Axis) -> Iterator[Shape]:
    yield from team_key(wording, x=0, middle=8, width=share.start - 12, stacked=True)
    yield _small(wording.say("words.share"), (share.start + share.end) / 2, 28)
    yield from share_ticks(wording, share, _share_ticks(share), 45)
    middle = (times.start + times.end) / 2
    look = Type(size=SECONDARY, bold=True, colour=INK_2, anchor="middle")
    yield from paragraph([wording.say("words.times")], x=middle, top=0, look=look)
    yield _small(wording.say("words.interval"), middle, 28)
    marks = [(log(tick), wording.say("words.tick", times=_tick(wording, tick))) for tick in _TICKS]
    yield from tick_labels(times, marks, 45)


def _tick(wording: Wording, tick: float) -> str:
    return wording.language.number(max(tick, 1 / tick))


def _narrow_head(wording: Wording, columns: _Columns) -> Iterator[Shape]:
    heads = [wording.say("words.times"), wording.say("words.interval")]
    room = NARROW - max(text_width(each, SMALLEST) for each in heads) - 12
    yield from team_key(wording, x=0, middle=8, width=room, stacked=True)
    yield from share_ticks(wording, columns.share, _share_ticks(columns.share), 45)
    look = Type(size=SMALLEST, colour=INK_3, anchor="end")
    for place, said in enumerate(heads):
        yield from paragraph([said], x=NARROW, top=4 + 14 * place, look=look)


def _small(text: str, x: float, y: float) -> Words:
    return Words(x=x, y=y, text=text, size=SMALLEST + 0.5, colour=INK_3, anchor="middle")


def _block_head(wording: Wording, team: int, block: Sequence[_Row], top: float) -> Iterator[Shape]:
    """Which team uses the words more, or that none of them is clearly used more."""
    clear = any(row.use.clear for row in block)
    said = wording.say("words.more" if clear else "words.more.unclear", team=wording.team(team))
    look = Type(size=FIGURE, bold=True, colour=wording.style(team).strong if clear else INK_2)
    lines = [shortened(said, NARROW, FIGURE, bold=True)]
    yield from whole(said, lines, paragraph(lines, x=0, top=top + 6, look=look))


def _marks(wording: Wording, row: _Row, columns: _Columns, middle: float) -> Iterator[Shape]:
    """Who used the word, and how many times as often."""
    bar = wording.style(row.more).mid if row.use.clear else RULE
    pair = share_pair(_ends(wording, row), columns.share, middle=middle, bar=bar)
    yield Titled(_title(wording, row), tuple(pair))
    colour = wording.style(row.more).strong if row.use.clear else INK_3
    y = middle
    if columns.times:
        yield from _whisker(row, columns.times, middle, colour)
    else:
        y = middle - 5
        yield Words(
            x=columns.width,
            y=middle + 14,
            text=_interval(wording, row),
            size=SMALLEST,
            colour=INK_3,
            anchor="end",
        )
    yield Words(
        x=columns.width,
        y=y + FIGURE * CAP,
        text=wording.say("words.tick", times=_times(wording, row.times)),
        size=FIGURE,
        bold=row.use.clear,
        colour=colour if row.use.clear else INK,
        anchor="end",
    )


def _ends(wording: Wording, row: _Row) -> tuple[End, End]:
    first, second = (
        team_end(wording, team, share, wording.language.percent(share))
        for team, share in enumerate(row.shares)
    )
    return first, second


def _whisker(row: _Row, axis: Axis, middle: float, colour: Colour) -> Iterator[Shape]:
    """How many times as often with its interval, both as printed; to the right: the first team."""
    sign = 1 if row.more == 0 else -1
    low, times, high = (axis.at(sign * log(each)) for each in (row.low, row.times, row.high))
    yield from capped((low, times, high), middle, colour, hollow=not row.use.clear)


def _times(wording: Wording, times: float) -> str:
    """As many decimals as are printed: 0.05, 3.2, 25; of what is very many, no more than that."""
    if times > _VERY_MANY:
        return wording.say("words.over", times=_VERY_MANY)
    decimals = 0 if times >= 10 else 1 if times >= 0.1 else 2  # noqa: PLR2004 - see printed_times
    return wording.language.number(times, decimals)


def _interval(wording: Wording, row: _Row) -> str:
    low, high = (_times(wording, bound) for bound in (row.low, row.high))
    return wording.say("words.from_to", low=low, high=high)


def _people(row: _Row, spoken: Spoken) -> Iterator[tuple[int, int]]:
    return zip(row.use.people, spoken.authors, strict=True)


def _title(wording: Wording, row: _Row) -> str:
    return wording.say(
        "words.title",
        word=row.use.word,
        first=wording.team(0),
        a=row.use.people[0],
        second=wording.team(1),
        b=row.use.people[1],
    )


def _alt(wording: Wording, spoken: Spoken, rows: Sequence[_Row]) -> str:
    """How many words are drawn, and those that differ clearly in numbers."""
    clear = [row for row in rows if row.use.clear]
    said = [
        wording.say(
            "words.alt.word",
            word=row.use.word,
            team=wording.team(row.more),
            times=_times(wording, row.times),
            interval=_interval(wording, row),
        )
        for row in clear[:6]
    ]
    counted = wording.say("words.alt", count=len(rows), clear=len(clear), total=len(spoken.words))
    return " ".join([counted, *said])


def _table(wording: Wording, spoken: Spoken, rows: Sequence[_Row]) -> Table:
    say = wording.say
    by_team = [
        say(f"words.column.{column}", team=wording.team(team))
        for team in (0, 1)
        for column in ("people", "share")
    ]
    return Table(
        header=(
            say("words.column.word"),
            *by_team,
            say("words.column.more"),
            say("words.column.times"),
            say("column.interval"),
            say("words.column.z"),
            say("column.verdict"),
        ),
        rows=tuple(_table_row(wording, spoken, row) for row in rows),
    )


def _table_row(wording: Wording, spoken: Spoken, row: _Row) -> tuple[str, ...]:
    language = wording.language
    by_team = [
        said
        for (people, authors), share in zip(_people(row, spoken), row.shares, strict=True)
        for said in (
            wording.say("words.of", count=people, total=authors),
            language.percent(share),
        )
    ]
    verdict = "clear" if row.use.clear else "unclear"
    return (
        row.use.word,
        *by_team,
        wording.team(row.more),
        _times(wording, row.times),
        _interval(wording, row),
        language.points(row.use.z),
        wording.say(f"words.{verdict}"),
    )
