"""The gap strip: every statement as a mark on one axis, a row for each theme.

A theme is never told by a net gap: its statements may differ in both directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from report_builder.charts.axis import Axis, gap_ticks, grid, printed_points, reach, tick_labels
from report_builder.charts.canvas import Bar, Drawing, Mark, Shape, Titled, Words, words_in
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.rows import (
    CAP,
    Type,
    centred,
    height_of,
    label_lines,
    paragraph,
    rules,
    side_label,
)
from report_builder.charts.style import (
    INK,
    INK_2,
    INK_3,
    LABEL,
    NARROW,
    PANEL,
    SECONDARY,
    SMALL,
    WIDE,
    Form,
)
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report
from report_builder.table import Table
from survey.verdict import Judgement

_FEWEST_THEMES = 2
_TICKS = 24.0
_LEVELS = tuple(sign * level for level in range(50) for sign in ((-1, 1) if level else (1,)))
"""Heights a mark may take in its row, nearest the middle first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Theme:
    """A theme with its statements."""

    name: str
    statements: tuple[Judgement, ...]

    @property
    def clear(self) -> int:
        """How many of the statements show a clear gap."""
        return sum(judgement.clear for judgement in self.statements)


_EDGE = 6.0
"""Free above the highest mark of a row and below the lowest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where things stand in one of the two drawings.

    Attributes:
        label: width of a theme's name; `above`: whether it stands above the marks.
        room: height of a row whose marks stand in one line, the label not counted if above.
        step: how far apart marks stand, so that none covers another.
    """

    width: float
    start: float
    end: float
    label: float
    above: bool
    room: float
    step: float
    mark: float


_WIDE = _Layout(width=WIDE, start=216, end=716, label=196, above=False, room=40, step=12.4, mark=11)
_NARROW = _Layout(
    width=NARROW, start=16, end=344, label=264, above=True, room=24, step=11.4, mark=10
)


_Placed = tuple[float, int, Judgement]
"""Where a statement's mark stands across its row, and at which level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A theme's row: its height, where the middle of its marks is, and the marks around it."""

    theme: _Theme
    label: tuple[str, ...]
    height: float
    middle: float
    marks: tuple[_Placed, ...]


def draw(report: Report, language: Language) -> Chart | None:
    """The gaps of all statements by theme; None with statements of fewer than two themes."""
    wording = Wording(report, language)
    themes = _themes(wording)
    if len(themes) < _FEWEST_THEMES:
        return None
    return finished(
        "gap-strip",
        name=wording.say("gap_strip.name"),
        alt=_alt(wording, themes),
        table=_table(wording, themes),
        drawings=(_drawing(wording, themes, _WIDE), _drawing(wording, themes, _NARROW)),
    )


def _themes(wording: Wording) -> tuple[_Theme, ...]:
    """The themes with statements shown: most clear gaps first, then as they were asked."""
    statements = wording.report.statements
    themes = [
        _Theme(name=wording.label(dimension.name), statements=found)
        for dimension in wording.report.questionnaire.dimensions
        if (
            found := tuple(
                judgement
                for judgement in statements
                if wording.dimension_of(judgement) == dimension.id
            )
        )
    ]
    return tuple(sorted(themes, key=lambda theme: -theme.clear))


def _drawing(wording: Wording, themes: tuple[_Theme, ...], layout: _Layout) -> Drawing:
    margin = max(judgement.gap.margin for theme in themes for judgement in theme.statements)
    places = [_place(judgement, margin) for theme in themes for judgement in theme.statements]
    far = reach(margin, places)
    axis = Axis(low=-far, high=far, start=layout.start, end=layout.end)
    rows = [_row(theme, axis, layout, margin) for theme in themes]
    header = tuple(_header(wording, axis, layout))
    top = max(words.y for words in words_in(header)) + 12
    bottom = top + sum(row.height for row in rows)
    return Drawing(
        width=layout.width,
        height=bottom + _TICKS,
        shapes=(
            *header,
            *_background(rows, axis, margin, top, layout),
            *_painted_rows(wording, rows, top, layout),
            *tick_labels(axis, wording.ticks(gap_ticks(far)), bottom + 18),
        ),
    )


def _place(judgement: Judgement, margin: float) -> float:
    """The gap as printed; a gap on a shorter scale is stretched to the longest one's axis."""
    return printed_points(judgement.gap.difference.value) * margin / judgement.gap.margin


def _row(theme: _Theme, axis: Axis, layout: _Layout, margin: float) -> _Row:
    label = label_lines(theme.name, layout.label, bold=True)
    placed = _apart([(axis.at(_place(each, margin)), each) for each in theme.statements], layout)
    used = [level for _, level, _ in placed]
    above, below = -min(used) * layout.step, max(used) * layout.step
    text = height_of(label) + 11
    if layout.above:
        height, middle = text + layout.room + above + below, text + above + layout.room / 2 - 2
    else:
        edge = layout.mark / 2 + _EDGE
        height = max(layout.room, text, above + below + 2 * edge)
        middle = min(max(height / 2, above + edge), height - below - edge)
    return _Row(theme=theme, label=label, height=height, middle=middle, marks=tuple(placed))


def _apart(marks: Iterable[tuple[float, Judgement]], layout: _Layout) -> list[_Placed]:
    """Each mark with the level at which it touches none before it, from left to right."""
    last: dict[int, float] = {}
    placed = []
    for x, judgement in sorted(marks, key=lambda entry: (entry[0], entry[1].gap.subject)):
        level = next(
            level for level in _LEVELS if x - last.get(level, -layout.width) >= layout.step
        )
        last[level] = x
        placed.append((x, level, judgement))
    return placed


def _mark(wording: Wording, judgement: Judgement, x: float, y: float, layout: _Layout) -> Shape:
    """Solid in the colour of the more positive team when the gap is clear, else a grey ring."""
    gap = judgement.gap
    said = wording.say(
        "gap_strip.title", item=wording.title(gap.subject), gap=wording.gap(gap.difference)
    )
    if not judgement.clear:
        mark = Mark(x=x, y=y, form=Form.CIRCLE, colour=INK_3, size=layout.mark, hollow=True)
        return Titled(said, (mark,))
    style = wording.style_of(gap.difference)
    return Titled(said, (Mark(x=x, y=y, form=style.form, colour=style.strong, size=layout.mark),))


def _header(wording: Wording, axis: Axis, layout: _Layout) -> Iterator[Shape]:
    """Which side is which, and what the last column counts."""
    left, right = axis.at(0) - 8, axis.at(0) + 8
    column, size = (0, SMALL + 0.5) if layout.above else (90, SECONDARY + 0.5)
    yield from side_label(wording, 1, (left, left), size)
    yield from side_label(wording, 0, (right, layout.width - column - right), size)
    if not layout.above:
        look = Type(size=SECONDARY, colour=INK_3, anchor="end")
        yield from paragraph(
            [wording.say("gap_strip.clear_gaps")], x=layout.width, top=0, look=look
        )


def _background(
    rows: list[_Row], axis: Axis, margin: float, top: float, layout: _Layout
) -> Iterator[Shape]:
    """The band of gaps too small to matter and the lines of the ticks, behind the marks only."""
    ticks = [float(tick) for tick in gap_ticks(axis.high)]
    left, right = axis.at(-margin), axis.at(margin)
    for row in rows:
        start = top + (height_of(row.label) + 11 if layout.above else 0)
        end = top + row.height
        yield Bar(x=left, y=start, width=right - left, height=end - start, fill=PANEL)
        yield from grid(axis, ticks, start, end)
        top = end


def _painted_rows(
    wording: Wording, rows: list[_Row], top: float, layout: _Layout
) -> Iterator[Shape]:
    for number, row in enumerate(rows):
        if number and not layout.above:
            yield from rules([top], layout.width)
        yield from _labelled(wording, row, top, layout)
        middle = top + row.middle
        for x, level, judgement in row.marks:
            yield _mark(wording, judgement, x, middle + level * layout.step, layout)
        top += row.height


def _labelled(wording: Wording, row: _Row, top: float, layout: _Layout) -> Iterator[Shape]:
    clear, total = row.theme.clear, len(row.theme.statements)
    message = "gap_strip.of_clear" if layout.above else "gap_strip.of"
    said = wording.say(message, count=clear, total=total)
    if layout.above:
        yield from paragraph(row.label, x=0, top=top + 8, look=Type(bold=True))
        baseline = top + 8 + LABEL
    else:
        middle = top + row.height / 2
        yield from centred(row.label, x=0, middle=middle, look=Type(bold=True))
        baseline = middle + LABEL * CAP
    yield Words(
        x=layout.width,
        y=baseline,
        text=said,
        size=SECONDARY if layout.above else LABEL,
        bold=clear > 0 and not layout.above,
        colour=(INK_2 if layout.above else INK) if clear else INK_3,
        anchor="end",
    )


def _alt(wording: Wording, themes: tuple[_Theme, ...]) -> str:
    total = sum(len(theme.statements) for theme in themes)
    parts = [
        wording.say(
            "gap_strip.alt.theme", theme=theme.name, count=theme.clear, total=len(theme.statements)
        )
        for theme in themes
    ]
    head = wording.say("gap_strip.alt", count=total, themes=len(themes))
    return " ".join([head, *parts])


def _table(wording: Wording, themes: tuple[_Theme, ...]) -> Table:
    say = wording.say
    return Table(
        header=(
            say("column.theme"),
            say("column.statement"),
            say("column.gap"),
            say("column.interval"),
            say("column.verdict"),
        ),
        rows=tuple(
            (
                theme.name,
                wording.title(judgement.gap.subject),
                wording.language.points(judgement.gap.difference.value),
                wording.gap_interval(judgement.gap.difference),
                wording.verdict(judgement),
            )
            for theme in themes
            for judgement in theme.statements
        ),
    )
