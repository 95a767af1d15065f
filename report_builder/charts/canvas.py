"""The canvas: shapes placed by hand in CSS pixels, y downwards, painted by matplotlib.

No axes, ticks or legend of matplotlib's: every chart says where each of its shapes stands. Texts
are not painted: matplotlib leaves an empty group in their place, which `svg` fills, so that no
text of a survey is ever read as mathematics, markup or a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from report_builder.charts.style import INK, LABEL, PAPER, Colour, Form

Anchor = Literal["start", "middle", "end"]

HALO = 1.5
RING = 2.0
MARK = 11.0
WORDS = "words"
TITLE = "title"
"""Names of the groups that stand for texts and for marks with a tooltip, before their number."""

_INCH = 72.0
_SALT = "charts"
# A diamond looks as large as a circle when it is this much wider.
_DIAMOND = 1.18
_DIAMOND_PATH = Path([(0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)], closed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text; `y` is its baseline, `anchor` the part of it that stands at `x`."""

    x: float
    y: float
    text: str
    size: float = LABEL
    bold: bool = False
    colour: Colour = INK
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A filled rectangle from its upper left corner, with an outline if one is given."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour
    outline: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line; `dash` is the length of a dash and of the space after it."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: Colour
    width: float = 1.0
    round: bool = False
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Lines through points, painted as one, with round ends: an arrow is a shaft and a head."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    colour: Colour
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A circle or diamond; a solid one has a halo of the page's colour, a hollow one a ring."""

    x: float
    y: float
    form: Form
    colour: Colour
    size: float = MARK
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """Shapes that share a tooltip."""

    title: str
    shapes: tuple[Shape, ...]


Shape = Words | Bar | Line | Stroke | Mark | Titled


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Shapes in the order they are painted, on a canvas of that many CSS pixels."""

    shapes: tuple[Shape, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What matplotlib wrote, and the texts that belong in its empty groups, in their order."""

    svg: str
    words: tuple[Words, ...]
    titles: tuple[str, ...]


def words_in(shapes: Iterable[Shape]) -> Iterator[Words]:
    """The texts among shapes, those with a tooltip too."""
    for shape in shapes:
        inner = shape.shapes if isinstance(shape, Titled) else (shape,)
        yield from (each for each in inner if isinstance(each, Words))


def paint(drawing: Drawing) -> Painted:
    """The drawing as SVG by matplotlib, the same bytes every time."""
    figure = Figure(
        figsize=(drawing.width / _INCH, drawing.height / _INCH), dpi=_INCH, frameon=False
    )
    picture = Picture(drawing)
    figure.add_artist(picture)
    written = StringIO()
    with rc_context({"svg.hashsalt": _SALT, "svg.fonttype": "none"}):
        FigureCanvasSVG(figure).print_figure(
            written, format="svg", dpi=_INCH, metadata={"Date": None, "Creator": None}
        )
    return Painted(svg=written.getvalue(), words=tuple(picture.words), titles=tuple(picture.titles))


class Picture(Artist):
    """All shapes as one artist: it gives them to the renderer, and keeps the texts met.

    Args:
        drawing: what to paint.
        scale: pixels to a pixel of the drawing.
        margin: pixels of the drawing left free round it.
        write: writes a text where it stands on the given page; None leaves an empty group there.
    """

    def __init__(
        self,
        drawing: Drawing,
        *,
        scale: float = 1.0,
        margin: float = 0.0,
        write: Callable[[RendererBase, Words, Transform], None] | None = None,
    ) -> None:
        super().__init__()
        self.words: list[Words] = []
        self.titles: list[str] = []
        self._drawing = drawing
        self._scale = scale
        self._write = write
        whole = Affine2D().translate(margin, margin - drawing.height - 2 * margin)
        self._page = whole.scale(scale, -scale)

    def draw(self, renderer: RendererBase) -> None:
        """Every shape in its order."""
        for shape in self._drawing.shapes:
            self._paint(renderer, shape)

    def _paint(self, renderer: RendererBase, shape: Shape) -> None:
        match shape:
            case Titled():
                renderer.open_group(TITLE, gid=f"{TITLE}{len(self.titles)}")
                self.titles.append(shape.title)
                for inner in shape.shapes:
                    self._paint(renderer, inner)
                renderer.close_group(TITLE)
            case Words() if self._write:
                self._write(renderer, shape, self._page)
            case Words():
                renderer.open_group(WORDS, gid=f"{WORDS}{len(self.words)}")
                self.words.append(shape)
                renderer.close_group(WORDS)
            case Mark():
                _paint_mark(renderer, shape, self._page, self._scale)
            case Bar():
                _paint_bar(renderer, shape, self._page)
            case Stroke():
                _paint_stroke(renderer, shape, self._page)
            case _:
                _paint_line(renderer, shape, self._page)


def _paint_mark(renderer: RendererBase, mark: Mark, page: Transform, scale: float) -> None:
    circle = mark.form is Form.CIRCLE
    path = Path.unit_circle() if circle else _DIAMOND_PATH
    edge = RING if mark.hollow else HALO
    radius = (mark.size * (1 if circle else _DIAMOND) - (RING if mark.hollow else -HALO)) / 2
    pen = _pen(renderer, mark.colour if mark.hollow else PAPER, edge)
    fill = to_rgb((PAPER if mark.hollow else mark.colour).light)
    place = Path([(mark.x, mark.y)])
    renderer.draw_markers(pen, path, Affine2D().scale(radius * scale), place, page, fill)
    pen.restore()


def _paint_bar(renderer: RendererBase, bar: Bar, page: Transform) -> None:
    pen = _pen(renderer, bar.outline or bar.fill, 1.0 if bar.outline else 0.0)
    left, top, right, bottom = bar.x, bar.y, bar.x + bar.width, bar.y + bar.height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    renderer.draw_path(pen, Path(corners, closed=True), page, to_rgb(bar.fill.light))
    pen.restore()


def _paint_line(renderer: RendererBase, line: Line, page: Transform) -> None:
    pen = _pen(renderer, line.colour, line.width)
    pen.set_capstyle("round" if line.round else "butt")
    if line.dash:
        pen.set_dashes(0, list(line.dash))
    renderer.draw_path(pen, Path([line.start, line.end]), page)
    pen.restore()


def _paint_stroke(renderer: RendererBase, stroke: Stroke, page: Transform) -> None:
    pen = _pen(renderer, stroke.colour, stroke.width)
    pen.set_capstyle("round")
    pen.set_joinstyle("round")
    path = Path.make_compound_path(*(Path(list(points)) for points in stroke.lines))
    renderer.draw_path(pen, path, page)
    pen.restore()


def _pen(renderer: RendererBase, colour: Colour, width: float) -> GraphicsContextBase:
    pen = renderer.new_gc()
    pen.set_foreground(colour.light)
    pen.set_linewidth(width)
    return pen
