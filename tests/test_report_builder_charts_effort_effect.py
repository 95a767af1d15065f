"""Effort and effect: every action by its number, those to be done now told from the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import drawings
import pytest
import stories
from editions import meridian
from hypothesis import given, settings
from hypothesis import strategies as st

from report_builder.charts import effort_effect
from report_builder.charts.chart import Chart
from report_builder.charts.style import ACTION, ACTION_WASH
from report_builder.findings.actions import effort_heading
from report_builder.language import language
from report_builder.recommendations import Bucket, Recommendation, do_now_from
from report_builder.report import Report


def drawn(report: Report, code: str = "en") -> Chart:
    chart = effort_effect.draw(report, language(code))
    assert chart is not None
    return chart


def numbers(svg: str) -> dict[str, tuple[float, float]]:
    """Where each number on a mark stands: those are bold, the ticks of the axis are not."""
    bold = (each for each in drawings.parsed(svg).iter(f"{drawings.SVG}text"))
    return {
        str(each.text): (float(each.attrib["x"]), float(each.attrib["y"]))
        for each in bold
        if each.get("font-weight") == "600" and str(each.text).isdigit()
    }


def heights(svg: str) -> int:
    """At how many heights numbers stand."""
    return len({y for _, y in numbers(svg).values()})


def solid(svg: str) -> int:
    """How many marks have the colour of actions, that of the key among them."""
    uses = drawings.parsed(svg).iter(f"{drawings.SVG}use")
    return sum(use.get("fill") == ACTION.variable for use in uses)


def action(
    effort: int, need: float, confidence: float = 1.0, bucket: Bucket = Bucket.WATCH
) -> Recommendation:
    first = stories.meridian().recommendations[0]
    lever = replace(first.lever, effort=effort)
    return replace(first, lever=lever, need=need, confidence=confidence, bucket=bucket)


def recommending(*actions: Recommendation) -> Report:
    return replace(stories.meridian(), recommendations=actions)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_action_has_its_number_its_row_and_its_words(code: str) -> None:
    chart, count = drawn(meridian(), code), len(meridian().recommendations)
    ranks = [str(rank) for rank in range(1, count + 1)]
    assert [row[0] for row in chart.table.rows] == ranks
    for svg in (chart.wide, chart.narrow):
        assert sorted(numbers(svg), key=int) == ranks
    assert all(chart.alt.count(f" {row[0]} ({row[3]})") == 1 for row in chart.table.rows)
    assert drawings.faults(chart) == []


def test_marks_of_what_is_to_be_done_now_are_solid_and_in_the_colour_of_actions() -> None:
    now, later = action(1, 0.9, bucket=Bucket.DO_NOW), action(2, 0.3, bucket=Bucket.PREPARE)
    one, two = drawn(recommending(now, now, later)), drawn(recommending(now, later, later))
    for more, fewer in ((one.wide, two.wide), (one.narrow, two.narrow)):
        assert solid(more) == solid(fewer) + 1 == 3


def test_effects_are_drawn_as_they_are_printed() -> None:
    one, other = (recommending(*[action(1, need)] * 3) for need in (0.4041, 0.3962))
    assert drawn(one).table == drawn(other).table
    assert drawn(one).wide == drawn(other).wide
    assert drawn(one).table.rows[0][3] == "40"


def test_a_mark_leaves_its_height_only_where_its_column_has_no_room() -> None:
    three, seven, eight = (recommending(*[action(2, 0.3)] * count) for count in (3, 7, 8))
    assert [heights(drawn(each).narrow) for each in (three, seven)] == [1, 3]
    assert [heights(drawn(each).wide) for each in (three, seven, eight)] == [1, 1, 2]


def test_a_number_that_finds_no_room_is_in_the_table_alone() -> None:
    chart = drawn(recommending(*[action(3, 0.5)] * 60))
    assert len(numbers(chart.wide)) == 60 > len(numbers(chart.narrow)) > 25
    assert len(chart.table.rows) == 60
    assert drawings.faults(chart) == []


@settings(max_examples=25, deadline=None)
@given(
    of=st.lists(
        st.tuples(st.integers(1, 5), st.floats(0, 1), st.floats(0, 1), st.sampled_from(Bucket)),
        min_size=3,
        max_size=40,
    )
)
def test_numbers_never_touch_nor_leave_the_drawing(
    of: Sequence[tuple[int, float, float, Bucket]],
) -> None:
    chart = drawn(recommending(*(action(*each) for each in of)))
    assert drawings.faults(chart) == []
    for svg in (chart.wide, chart.narrow):
        assert drawings.closest_marks(svg) >= 20


def test_what_is_shaded_is_where_an_action_is_to_be_done_now() -> None:
    low, high = recommending(*[action(1, 0.3)] * 3), recommending(*[action(1, 0.9)] * 3)
    assert [round(do_now_from(effort)) for effort in range(1, 6)] == [25, 31, 42, 62, 125]
    for report, columns in ((low, 3), (high, 4)):
        assert drawn(report).wide.count(ACTION_WASH.variable) == columns


def test_the_heading_counts_what_takes_days_or_weeks() -> None:
    now, quick, slow = action(1, 0.9, bucket=Bucket.DO_NOW), action(2, 0.1), action(5, 0.9)
    assert effort_heading(recommending(now, quick, slow)).arguments == {
        "quick": 2,
        "total": 3,
        "now": 1,
    }
    assert effort_heading(recommending(now, slow)).message == "actions.effort.all_now"
    assert effort_heading(recommending(quick, slow)).message == "actions.effort.not_now"
    assert effort_heading(recommending(slow)).message == "actions.effort.none"


def test_fewer_than_three_actions_make_no_chart() -> None:
    two = replace(meridian(), recommendations=meridian().recommendations[:2])
    assert effort_effect.draw(two, language("en")) is None
