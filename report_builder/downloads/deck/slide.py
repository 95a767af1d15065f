"""A slide as data: what it says, and its charts, tables and pictures; free of any file format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from report_builder.charts.style import Colour, Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A row of values for the categories of a chart.

    Attributes:
        name: what the values are.
        values: one a category; None for none.
        colour: of the bars; None leaves room and is not seen.
        said: the label of each bar: None writes the value itself, "" nothing; () all values.
        ink: of the labels that stand on its bars.
        form: of the marks on a line.
        bounds: which bars are bounds of what they show, and so open; () none.
    """

    name: str
    values: tuple[float | None, ...]
    colour: Colour | None
    said: tuple[str | None, ...] = ()
    ink: Colour | None = None
    form: Form = Form.CIRCLE
    bounds: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars, the first category on top.

    Attributes:
        categories: their names.
        series: stacked on each other, or side by side.
        low, high, step: of the axis.
        form: of its numbers, as spreadsheets write forms; "" for no axis.
        labels: the form of the values written on bars; "" for none.
        title: a few words above the chart, or "".
        alt: what it shows, for those who do not see it.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool
    low: float
    high: float
    step: float
    form: str
    labels: str
    title: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Two lines from category to category, a line over a missing value, both ends labelled.

    Attributes:
        categories: their names, of which the first and the last are shown.
        series: the two lines.
        low, high: of the axis, in whole or half steps.
        labels: the form of the values, as spreadsheets write forms.
        title: what the chart is of, and what it shows in a few words.
        alt: what it shows, for those who do not see it.
    """

    categories: tuple[str, ...]
    series: tuple[Series, Series]
    low: float
    high: float
    labels: str
    title: tuple[str, str]
    alt: str


class At(Enum):
    """Where a label stands, seen from its mark."""

    CENTRE = "ctr"
    LEFT = "l"
    RIGHT = "r"
    ABOVE = "t"
    BELOW = "b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A mark at its place; `name` is whose it is, `said` what is written there, in lines, or ""."""

    x: float
    y: float
    name: str = ""
    said: str = ""
    at: At = At.CENTRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Marks of one look.

    Attributes:
        name: what they are.
        spots: where they stand.
        colour: of the marks; None shows their labels alone.
        form: of the marks.
        size: of the marks, in points.
        ink: of the labels; `bold` or not.
        joined: a thin line from spot to spot in place of the marks.
    """

    name: str
    spots: tuple[Spot, ...]
    colour: Colour | None
    form: Form = Form.CIRCLE
    size: int = 7
    ink: Colour | None = None
    bold: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """An axis.

    Attributes:
        low, high, step: its ends, and from line to line.
        form: of its numbers, as spreadsheets write forms.
        lines: how many lines of text they leave room for between the axis and its title.
        title: what is measured, in that colour.
    """

    low: float
    high: float
    step: float
    form: str
    title: str
    colour: Colour | None = None
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Marks at two numbers each, the first painted first.

    Attributes:
        marks: at least one mark each.
        across, up: the axes.
        form: of the numbers in the workbook, as spreadsheets write forms.
        square: whether the chart is about as wide as it is high.
        alt: what it shows, for those who do not see it.
    """

    marks: tuple[Marks, ...]
    across: Scale
    up: Scale
    form: str
    square: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it shows in words; width by height in pixels is its shape."""

    content: bytes
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A cell of a table."""

    text: str
    fill: Colour | None = None
    ink: Colour | None = None
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the first row is its header; `widths` of the columns, in parts of the whole."""

    rows: tuple[tuple[Field, ...], ...]
    widths: tuple[float, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A large figure, what it counts, and what it rests on."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Large figures side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `head` stands before it in bold."""

    text: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs below each other."""

    lines: tuple[Line, ...]
    size: float


Part = Bars | Lines | Points | Picture | Grid | Facts | Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A slide.

    Attributes:
        title: a whole sentence: what it shows.
        about: what is measured, or "".
        key: names of what colours mean, each in its colour.
        parts: side by side, many in rows; one below the other when there is prose among them.
        source: who answered, and notices.
        notes: for the speaker, a paragraph each.
    """

    title: str
    about: str = ""
    key: tuple[tuple[str, Colour], ...] = ()
    parts: tuple[Part, ...]
    source: str
    notes: tuple[str, ...]
