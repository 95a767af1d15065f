"""A chart that is taken along is in the client's own accent."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import stories
from PIL import Image

from report_builder.accent import accent_of
from report_builder.brand import Brand
from report_builder.charts.branded import branded
from report_builder.charts.canvas import Bar, Drawing, Line, Mark, Titled, Words
from report_builder.charts.chart import Chart
from report_builder.charts.finish import finished
from report_builder.charts.png import png
from report_builder.charts.style import ACTION, ACTION_WASH, INK, Colour, Form
from report_builder.language import language
from report_builder.pages.drawn import draw_charts
from report_builder.table import Table

GREEN = accent_of("#0b6e4f")
OURS, WASH = ACTION.light, ACTION_WASH.light


def chart(name: str = "Chart") -> Chart:
    mark = Mark(x=20, y=20, form=Form.CIRCLE, colour=ACTION)
    shapes = (
        Bar(x=0, y=0, width=40, height=40, fill=ACTION_WASH, outline=ACTION),
        Bar(x=50, y=0, width=40, height=40, fill=INK),
        Titled("A mark", (mark, Words(x=60, y=60, text=f'"{OURS}"', colour=ACTION))),
        Line(start=(0, 80), end=(90, 80), colour=INK, width=4),
    )
    drawing = Drawing(width=100, height=100, shapes=shapes)
    table = Table(header=(), rows=())
    return finished("chart", name=name, alt="", table=table, drawings=(drawing, drawing))


def colours(content: bytes) -> set[str]:
    """Every colour that is somewhere in a picture."""
    picture = Image.open(BytesIO(content)).convert("RGB")
    found = picture.getcolors(picture.width * picture.height)
    assert found is not None
    return {"#{:02x}{:02x}{:02x}".format(*value) for _, value in found if isinstance(value, tuple)}


def test_the_svg_has_the_accent_and_its_wash_in_place_of_ours() -> None:
    plain, own = chart().standalone, branded(chart(), GREEN).standalone
    assert f'"{OURS}"' in plain
    assert f'"{WASH}"' in plain
    assert f'"{OURS}"' not in own
    assert f'"{WASH}"' not in own
    assert own.count(f'"{GREEN.light}"') == plain.count(f'"{OURS}"')
    assert own.count(f'"{GREEN.light_wash}"') == plain.count(f'"{WASH}"')


def test_the_png_has_the_accent_and_its_wash_in_place_of_ours() -> None:
    plain, own = (colours(png(each.drawing)) for each in (chart(), branded(chart(), GREEN)))
    assert {OURS, WASH, INK.light} <= plain
    assert {GREEN.light, GREEN.light_wash, INK.light} <= own
    assert not {OURS, WASH} & own


def test_a_text_that_names_our_colour_stays_as_it_is() -> None:
    told = f'The colour "{OURS}"'
    before, after = chart(told), branded(chart(told), GREEN)
    assert before.standalone.count(f"&quot;{OURS}&quot;") == 2
    assert after.standalone.count(f"&quot;{OURS}&quot;") == 2


def test_what_stands_on_a_page_is_left_to_its_style_sheet() -> None:
    before, after = chart(), branded(chart(), GREEN)
    assert (after.wide, after.narrow) == (before.wide, before.narrow)
    assert ACTION.variable in after.wide


def test_the_accent_of_the_settings_reaches_the_charts_of_a_report() -> None:
    report = stories.meridian()
    own = replace(report, settings=replace(report.settings, brand=Brand(accent=GREEN)))
    ours, theirs = (
        {each.id: each for each in draw_charts(of, language("en"))}["effort-effect"]
        for of in (report, own)
    )
    assert f'"{OURS}"' in ours.standalone
    assert f'"{OURS}"' not in theirs.standalone
    assert f'"{GREEN.light}"' in theirs.standalone
    assert Colour("action", GREEN.light, GREEN.dark) in {
        shape.colour
        for titled in theirs.drawing.shapes
        if isinstance(titled, Titled)
        for shape in titled.shapes
        if isinstance(shape, Mark)
    }
