"""A share told as a bound has an arrow at its mark, towards the side where the share lies."""

from __future__ import annotations

import re
from collections.abc import Mapping

import drawings
import metas
import numpy as np
import pytest
from reports import report_from

from report_builder.charts import agreement_map, dumbbell, expected, mirror
from report_builder.charts.axis import Axis
from report_builder.charts.bound_arrow import ARROW, bound_arrow
from report_builder.charts.canvas import Mark, Stroke, words_in
from report_builder.charts.chart import Chart
from report_builder.charts.share_pair import End, share_mark, share_pair
from report_builder.charts.style import INK, RULE, Form
from report_builder.language import language
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from survey.questionnaire_file import load_questionnaire
from survey.release import Counts
from survey.unanimity import Bound

OURS = load_questionnaire()
ENGLISH = language("en")
MARK = Mark(x=100, y=50, form=Form.CIRCLE, colour=INK)
ALL, NOBODY, SOME = np.array([0, 0, 0, 2, 10]), np.array([9, 1, 0, 0, 0]), np.array([3, 2, 0, 3, 4])

Place = tuple[float, float]


def ends(bound: Bound, *, upright: bool = False) -> set[Place]:
    return {
        line[1]
        for shape in bound_arrow(MARK, bound, upright=upright)
        if isinstance(shape, Stroke)
        for line in shape.lines
    }


@pytest.mark.parametrize(
    ("bound", "upright", "tip"),
    [
        (Bound.AT_LEAST, False, (114.5, 50)),
        (Bound.AT_MOST, False, (85.5, 50)),
        (Bound.AT_LEAST, True, (100, 35.5)),
        (Bound.AT_MOST, True, (100, 64.5)),
    ],
)
def test_an_arrow_points_to_where_the_share_lies(bound: Bound, upright: bool, tip: Place) -> None:
    assert ends(bound, upright=upright) == {tip}


def test_a_share_that_is_itself_has_no_arrow() -> None:
    assert not ends(Bound.NONE)


def arrows(svg: str) -> list[float]:
    """How far to the right each arrow points: more than 0 for "at least"."""
    arrow = r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)M[^"]*"[^>]*stroke-width="1.75"'
    shafts = re.findall(arrow, svg)
    return [float(x1) - float(x0) for x0, y0, x1, y1 in shafts if y0 == y1]


def small(first: Counts, second: Counts, others: Counts = SOME) -> Report:
    """Both teams' answers to our statements, every other of them answered by some and some."""
    counts: Mapping[str, tuple[Counts, Counts]] = {
        item.id: (first, second) if place % 2 else (others, others)
        for place, item in enumerate(OURS.items)
    }
    return report_from(counts, OURS)


def drawn(chart: Chart | None) -> tuple[str, str, str]:
    assert chart is not None
    return chart.wide, chart.narrow, chart.standalone


@pytest.mark.parametrize("draw", [dumbbell.draw, mirror.draw, agreement_map.draw])
def test_bounds_alone_have_arrows_in_every_drawing(draw: object) -> None:
    assert callable(draw)
    for bounds, none in zip(
        drawn(draw(small(ALL, NOBODY), ENGLISH)),
        drawn(draw(small(SOME, SOME), ENGLISH)),
        strict=True,
    ):
        assert {way > 0 for way in arrows(bounds)} >= {True}
        assert not arrows(none)


def test_a_statement_of_two_bounds_has_one_arrow_to_either_end() -> None:
    for svg in drawn(dumbbell.draw(small(ALL, NOBODY), ENGLISH)):
        ways = [way > 0 for way in arrows(svg)]
        told = [box for box in drawings.text_boxes(svg) if box.text.startswith("≥")]
        assert ways.count(True) == ways.count(False) == len(told) > 0


def test_what_is_expected_is_told_as_a_bound_too() -> None:
    report = metas.meta_report(dict.fromkeys(metas.FORESEEN, 5.0), 12, 10)
    for svg in drawn(expected.draw(report, ENGLISH)):
        assert arrows(svg)


def test_a_theme_of_few_answers_tells_bounds_on_their_intervals() -> None:
    charts = {chart.id: chart for chart in draw_charts(small(ALL, NOBODY), ENGLISH)}
    for theme in OURS.dimensions:
        svg = charts[f"answers-{theme.id}"].wide
        told = [box for box in drawings.text_boxes(svg) if box.text.startswith(("≥", "≤"))]
        assert len(arrows(svg)) == len(told)


AXIS = Axis(low=0, high=1, start=0, end=200)


@pytest.mark.parametrize(
    ("bounds", "heights"),
    [
        ((Bound.NONE, Bound.NONE), [0, 0]),
        ((Bound.AT_MOST, Bound.NONE), [0, 0]),
        ((Bound.AT_MOST, Bound.AT_MOST), [6, -6]),
        ((Bound.AT_LEAST, Bound.NONE), [6, -6]),
    ],
)
def test_marks_stand_above_each_other_where_an_arrow_between_them_has_no_room(
    bounds: tuple[Bound, Bound], heights: list[float]
) -> None:
    first, second = (
        End(share=share, said="", form=Form.CIRCLE, colour=INK, bound=bound)
        for share, bound in zip((0.1, 0.2), bounds, strict=True)
    )
    shapes = share_pair((first, second), AXIS, middle=0, bar=RULE)
    assert [shape.y for shape in shapes if isinstance(shape, Mark)] == heights


def test_a_number_stands_beyond_the_arrow_on_its_side() -> None:
    for bound, further in ((Bound.NONE, 0.0), (Bound.AT_MOST, 0.0), (Bound.AT_LEAST, ARROW)):
        end = End(share=0.9, said="90%", form=Form.CIRCLE, colour=INK, bound=bound)
        (words,) = words_in(share_mark(end, 100, 50, side=1))
        assert words.x == 110 + further


def test_statements_at_one_place_of_the_map_have_their_arrows_once() -> None:
    for svg in drawn(agreement_map.draw(small(ALL, NOBODY), ENGLISH))[:2]:
        assert len(arrows(svg)) == 1
