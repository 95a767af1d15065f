"""A drawing as PNG: the same shapes and letters as the SVG, twice as large, on paper."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from report_builder.charts.canvas import Anchor, Bar, Drawing, Mark, Titled, Words
from report_builder.charts.lettering import text_width
from report_builder.charts.png import MARGIN, SCALE, png
from report_builder.charts.style import ORANGE, PAPER, VIOLET, Form

Pixels = NDArray[np.uint8]


def pixels(*shapes: Bar | Mark | Titled | Words, width: float = 200, height: float = 60) -> Pixels:
    content = png(Drawing(shapes=shapes, width=width, height=height))
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def colour(pixels: Pixels, x: float, y: float) -> str:
    """The colour at a place of the drawing."""
    red, green, blue = pixels[round((y + MARGIN) * SCALE), round((x + MARGIN) * SCALE)]
    return f"#{red:02x}{green:02x}{blue:02x}"


def inked(pixels: Pixels) -> tuple[float, float, float, float]:
    """The box of all that is not paper, in the drawing's own pixels: left, top, right, bottom."""
    rows, columns = np.nonzero((pixels != pixels[0, 0]).any(axis=2))
    places = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    left, top, right, bottom = (float(place) / SCALE - MARGIN for place in places)
    return left, top, right, bottom


def test_it_is_twice_as_large_as_the_drawing_with_paper_round_it() -> None:
    found = pixels(Bar(x=20, y=10, width=30, height=12, fill=VIOLET))
    assert found.shape == (2 * (60 + 32), 2 * (200 + 32), 3)
    assert colour(found, -10, -10) == colour(found, 60, 40) == PAPER.light
    assert colour(found, 35, 16) == VIOLET.light
    assert inked(found) == (20, 10, 50, 22)


def test_marks_stand_where_they_stand_in_the_svg_tooltips_left_out() -> None:
    mark = Mark(x=50, y=30, form=Form.DIAMOND, colour=ORANGE, size=20)
    found = pixels(Titled("Tip", (mark,)))
    assert colour(found, 50, 30) == ORANGE.light
    left, top, right, bottom = inked(found)
    assert (left + right, top + bottom) == pytest.approx((100, 60), abs=0.6)
    assert right - left == pytest.approx(20 * 1.18, abs=1.5)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(("anchor", "left"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_a_text_fills_the_width_it_was_measured_with(
    anchor: Anchor, left: float, bold: bool
) -> None:
    words = Words(x=100, y=40, text="HillsideH", size=16, bold=bold, anchor=anchor)
    found = inked(pixels(words))
    width = text_width("HillsideH", 16, bold=bold)
    assert found[0] == pytest.approx(100 - left * width, abs=2)
    assert found[2] == pytest.approx(100 + (1 - left) * width, abs=2)
    assert found[3] == pytest.approx(40, abs=0.6)
    assert found[1] == pytest.approx(40 - 16 * 0.73, abs=1)


def test_no_text_is_mathematics() -> None:
    plain = inked(pixels(Words(x=10, y=40, text="$x^2$", size=16)))
    assert plain[2] - plain[0] == pytest.approx(text_width("$x^2$", 16), abs=2.5)


def test_letters_of_other_scripts_are_written_and_unknown_ones_are_boxes() -> None:
    for text in ("\N{CYRILLIC CAPITAL LETTER ZHE}", "\N{HEBREW LETTER ALEF}", "\U0001f600"):
        assert inked(pixels(Words(x=10, y=40, text=text, size=16)))[2] > 15


def test_the_same_drawing_gives_the_same_bytes() -> None:
    drawing = Drawing(
        shapes=(Words(x=0, y=20, text="70 %"), Bar(x=0, y=0, width=9, height=9, fill=ORANGE)),
        width=90,
        height=30,
    )
    assert png(drawing) == png(drawing)
    assert b"matplotlib" not in png(drawing)
