"""A drawing as PNG, for programs that take no SVG: the same shapes, written in the same font."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from matplotlib import rc_context
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.transforms import Transform

from report_builder.charts.canvas import Drawing, Picture, Words
from report_builder.charts.lettering import text_width
from report_builder.charts.style import PAPER
from report_builder.readable import readable

SCALE = 2.0
"""Pixels to a CSS pixel: sharp on paper and on a projector."""

MARGIN = 16.0
"""CSS pixels of paper round the drawing, as round the SVG that stands alone."""

_INCH = 72.0
_REGULAR, _BOLD = "Inter", "Inter SemiBold"
_OTHER_SCRIPTS = "DejaVu Sans"
_PART = {"start": 0.0, "middle": 0.5, "end": 1.0}


def png(drawing: Drawing) -> bytes:
    """The drawing on paper, twice its size; a letter no font has is an empty box."""
    size = (drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN)
    figure = Figure(
        figsize=(size[0] / _INCH, size[1] / _INCH), dpi=_INCH * SCALE, facecolor=PAPER.light
    )
    figure.add_artist(Picture(drawing, scale=SCALE, margin=MARGIN, write=_write))
    content = BytesIO()
    with rc_context({"text.hinting": "none"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        FigureCanvasAgg(figure).print_figure(
            content, format="png", dpi=_INCH * SCALE, metadata={"Software": None}
        )
    return content.getvalue()


def _write(renderer: RendererBase, words: Words, page: Transform) -> None:
    """The text with its baseline where it stands, from left to right, never as mathematics."""
    text = readable(words.text)
    width = text_width(text, words.size, bold=words.bold)
    x, y = page.transform((words.x - width * _PART[words.anchor], words.y))
    pen = renderer.new_gc()
    pen.set_foreground(words.colour.light)
    down = renderer.get_canvas_width_height()[1] - y  # for texts alone, y points down
    renderer.draw_text(pen, x, down, text, _font(words.size, bold=words.bold), 0.0)
    pen.restore()


@cache
def _font(size: float, *, bold: bool) -> FontProperties:
    _register()
    family, weight = (_BOLD, 600) if bold else (_REGULAR, 400)
    return FontProperties(family=[family, _OTHER_SCRIPTS], weight=weight, size=size)


@cache
def _register() -> None:
    """Make the page's own letters known to matplotlib by name.

    Other scripts have no weight of 600; that matplotlib takes the next one is no news to anybody.
    """
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    folder = files("report_builder").joinpath("charts", "fonts")
    for name in ("inter-400.ttf", "inter-600.ttf"):
        with as_file(folder / name) as path:
            fontManager.addfont(path)
