"""A slide as data: what it says, and its charts, tables and pictures; free of any file format."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    name: str
    values: tuple[float | None, ...]
    colour: Colour | None
    said: tuple[str | None, ...] = ()
    ink: Colour | None = None
    form: Form = Form.CIRCLE


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


Part = Bars | Lines | Picture | Grid | Facts | Prose


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
