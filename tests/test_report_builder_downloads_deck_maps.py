"""The map of agreement and effort against effect on slides: marks to edit, numbers as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pptx
import pytest
import stories
from decks import charts, workbook
from editions import meridian
from pptx.chart.chart import Chart
from pptx.chart.series import XySeries as Series
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.slide import Slide

from report_builder.accent import accent_of
from report_builder.brand import Brand
from report_builder.charts.axis import printed_share
from report_builder.charts.effort_effect import effect_of
from report_builder.charts.style import ACTION, INK_3, NEUTRAL_EDGE
from report_builder.downloads.deck.letters import Look
from report_builder.downloads.deck.native import native
from report_builder.downloads.deck.parts import write_part
from report_builder.downloads.deck.room import INCH, Room
from report_builder.downloads.deck.share_bars import Native
from report_builder.language import language
from report_builder.pages.voice import Voice
from report_builder.recommendations import Bucket, Recommendation
from report_builder.report import Report
from survey.questionnaire import TeamName

NO_NAME = "\N{NO-BREAK SPACE}"
ROOM = Room(left=0, top=0, width=12 * INCH, height=4 * INCH)


def shown(report: Report, name: str) -> tuple[Slide, Native]:
    """A slide with the chart of that id and what stands beside it, and what is said of them."""
    found = native(Voice(report, language("en")), name)
    assert found is not None
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for part in (*found.charts, *found.beside):
        write_part(slide, ROOM, part, Look())
    return slide, found


def the_map(report: Report) -> tuple[Slide, Chart]:
    slide, _ = shown(report, "agreement-map")
    (chart,) = charts(slide)
    return slide, chart


def the_efforts(report: Report) -> tuple[Slide, Chart]:
    slide, _ = shown(report, "effort-effect")
    (chart,) = charts(slide)
    return slide, chart


def named(chart: Chart) -> dict[str, list[Series]]:
    """The marks of a chart by what they are; those of one kind may be of two sizes."""
    found: dict[str, list[Series]] = {}
    for series in chart.plots[0].series:
        found.setdefault(series.name, []).append(series)
    return found


def places(series: Series) -> list[tuple[float, float]]:
    across = [float(value) for value in series._element.xpath("./c:xVal//c:v/text()")]  # noqa: SLF001 - it has no other way
    return list(zip(across, series.values, strict=True))


def said(series: Series) -> list[str]:
    """What is written at the marks that have words."""
    texts = series._element.xpath("./c:dLbls/c:dLbl")  # noqa: SLF001 - it has no other way
    return [" ".join(text.xpath(".//a:t/text()")) for text in texts]


def colour(series: Series) -> str:
    return f"#{series.marker.format.fill.fore_color.rgb}".lower()


def rows(slide: Slide) -> list[list[str]]:
    """The table beside the chart, without its header."""
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def action(effort: int, need: float, bucket: Bucket = Bucket.WATCH) -> Recommendation:
    first = stories.meridian().recommendations[0]
    lever = replace(first.lever, effort=effort)
    return replace(first, lever=lever, need=need, confidence=1.0, bucket=bucket)


def recommending(actions: Sequence[Recommendation]) -> Report:
    return replace(stories.meridian(), recommendations=tuple(actions))


def test_every_statement_is_a_mark_at_its_shares_and_has_its_name_in_the_workbook() -> None:
    _, chart = the_map(meridian())
    stands = {row[2]: row[:2] for row in workbook(chart) if row[2]}
    typeset = language("en").typeset
    asked = {item.id: typeset(item.title["en"]) for item in meridian().questionnaire.items}
    assert stands == {
        asked[each.gap.subject]: tuple(printed_share(share.value) for share in each.gap.shares)
        for each in meridian().statements
        if each.gap.shares
    }
    assert len(stands) == 34


def test_the_chart_refers_to_where_its_marks_stand_in_the_workbook() -> None:
    for find in (the_map, the_efforts):
        _, chart = find(meridian())
        sheet = workbook(chart)
        for series in chart.plots[0].series:
            (first, last) = (
                int(place.strip("$"))
                for place in series._element.xpath("./c:xVal//c:f/text()")[0]  # noqa: SLF001 - as above
                .replace("Sheet1!$A", "")
                .replace(":$A", ":")
                .split(":")
            )
            assert sheet[first - 2][1] == series.name
            assert [row[:2] for row in sheet[first - 1 : last]] == places(series)


def test_clear_gaps_have_the_colour_and_form_of_the_more_positive_team() -> None:
    kinds = named(the_map(meridian())[1])
    first, second = kinds["Marketing more positive"], kinds["Sales more positive"]
    (none,) = kinds["No clear gap"]
    clear = [each for each in meridian().statements if each.clear]
    assert sum(len(places(series)) for series in first) == 10
    assert sum(len(places(series)) for series in second) == 6
    assert len(places(none)) == 34 - len(clear)
    assert {series.marker.style for series in second} == {XL_MARKER_STYLE.DIAMOND}
    assert {series.marker.style for series in (*first, none)} == {XL_MARKER_STYLE.CIRCLE}
    assert {colour(series) for series in first} == {"#5b3fa8"}
    assert colour(none) == NEUTRAL_EDGE.light


def test_the_numbered_statements_are_told_beside_the_map_with_shares_and_gap() -> None:
    slide, chart = the_map(meridian())
    numbers = [
        number
        for each in ("Marketing more positive", "Sales more positive")
        for series in named(chart)[each]
        for number in said(series)
    ]
    listed = rows(slide)
    assert sorted(numbers) == [row[0] for row in listed] == list("12345678")
    assert listed[0] == ["1", "The teams share at least one goal", "70%", "16%", "+1.4"]


def test_corners_and_lines_say_what_it_means_to_stand_somewhere() -> None:
    corners, *lines = named(the_map(meridian())[1])[NO_NAME]
    assert said(corners) == ["Sales alone", "Both teams", "Neither team", "Marketing alone"]
    assert [places(line) for line in lines] == [
        [(0.5, 0), (0.5, 1)],
        [(0, 0.5), (1, 0.5)],
        [(0, 0), (1, 1)],
    ]
    assert {series.marker.style for series in (corners, *lines)} == {XL_MARKER_STYLE.NONE}
    assert corners.format.line.fill.type is not lines[0].format.line.fill.type


def test_of_a_long_name_the_end_is_lost_and_not_what_is_said_of_it() -> None:
    long = TeamName(plain="The direct and the indirect sales of all regions", article="", of="")
    report = stories.named(stories.meridian(), {"en": long}, {"en": long})
    _, chart = the_map(report)
    corners, *_ = named(chart)[NO_NAME]
    assert said(corners)[0].endswith("… alone")
    title = chart.value_axis.axis_title.text_frame.text
    assert title.startswith("↑ The direct")
    assert title.endswith("…, favourable answers")


def test_arrows_lead_from_a_bound_to_where_the_share_lies() -> None:
    alike, divided = ([0, 0, 1, 7, 4], [4, 3, 1, 0, 0]), ([3, 2, 2, 3, 2], [2, 1, 2, 2, 1])
    report = stories.report(stories.everywhere(divided, GOA1=alike, GOA2=alike, HND2=alike))
    slide, found = shown(report, "agreement-map")
    arrows = next(
        series
        for series in named(charts(slide)[0])[NO_NAME]
        if {*said(series)} & {"→", "←", "↑", "↓"}
    )
    assert "An arrow points to the side where the share lies." in found.about
    assert {*said(arrows)} <= {"→", "←", "↑", "↓"}
    assert arrows.points[0].data_label.position in {
        XL_LABEL_POSITION.RIGHT,
        XL_LABEL_POSITION.LEFT,
        XL_LABEL_POSITION.ABOVE,
        XL_LABEL_POSITION.BELOW,
    }
    assert "An arrow" not in shown(meridian(), "agreement-map")[1].about


def test_a_map_without_clear_gaps_has_no_list_and_is_no_wider_than_it_needs() -> None:
    report = stories.report(stories.everywhere(stories.LEVEL))
    slide, _ = the_map(report)
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    assert not [shape for shape in slide.shapes if shape.has_table]
    assert frame.width < 1.4 * frame.height


def test_the_marks_of_which_there_are_most_come_first() -> None:
    now, later = action(1, 0.9, Bucket.DO_NOW), action(4, 0.3)
    for report in (recommending([now] * 6 + [later] * 3), recommending([now, *[later] * 2])):
        counts = [len(places(series)) for series in the_efforts(report)[1].plots[0].series]
        assert counts[0] == max(counts)


def test_actions_stand_at_effort_and_effect_those_to_be_done_now_in_their_colour() -> None:
    slide, chart = the_efforts(meridian())
    (now,), (later,) = (named(chart)[name] for name in ("Do now", "Prepare or watch"))
    actions = meridian().recommendations
    first = [effect_of(each) for each in actions if each.bucket is Bucket.DO_NOW]
    assert [effect for _, effect in places(now)] == first
    assert (colour(now), colour(later)) == (ACTION.light, INK_3.light)
    assert sorted(map(int, (*said(now), *said(later)))) == [*range(1, len(actions) + 1)]
    assert [row[0] for row in rows(slide)] == [str(rank + 1) for rank in range(len(actions))]
    assert rows(slide)[0][1:] == ["Show both teams the gaps and discuss them together", "40"]
    (efforts,) = named(chart)[NO_NAME]
    assert said(efforts) == ["days", "weeks", "a quarter", "half a year", "a year"]


def test_marks_at_one_place_stand_side_by_side_as_far_as_there_is_room() -> None:
    _, chart = the_efforts(recommending([action(2, 0.3)] * 6))
    (later,) = named(chart)["Prepare or watch"]
    across = [x for x, _ in places(later)]
    assert len({*across}) == 5
    assert across[-1] == 2
    assert {round(x) for x in across} == {2}
    assert {y for _, y in places(later)} == {30}
    assert "Do now" not in named(chart)


def test_what_is_to_be_done_now_has_the_clients_accent() -> None:
    brand = Brand(accent=accent_of("#0b6e4f"))
    report = meridian()
    own = replace(report, settings=replace(report.settings, brand=brand))
    (now,) = named(the_efforts(own)[1])["Do now"]
    assert colour(now) == "#0b6e4f"


@pytest.mark.parametrize("count", [18, 19])
def test_a_list_that_has_no_room_for_all_actions_says_so(count: int) -> None:
    slide, found = shown(recommending([action(2, 0.3)] * count), "effort-effect")
    assert len(rows(slide)) == 18
    assert (f"the first 18 of {count}" in found.about) == (count > 18)
