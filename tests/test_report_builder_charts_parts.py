"""The parts of charts: letters, axes, classes of answers, steps of colour, SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import drawings
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import believable_counts, on_scale, report_from, with_items

from report_builder.charts import alignment, dumbbell, gap_strip, mirror, theme_answers
from report_builder.charts.answer_classes import class_shares, classes_of
from report_builder.charts.axis import Axis, gap_ticks, printed_share, reach, share_end
from report_builder.charts.canvas import Bar, Drawing, Words, paint
from report_builder.charts.chart import Chart
from report_builder.charts.heat import heat_step
from report_builder.charts.lettering import fair_rooms, fitted, shortened, text_width, wrapped
from report_builder.charts.style import INK, PALETTE
from report_builder.charts.svg import svgs
from report_builder.charts.wording import shares_of
from report_builder.language import language
from report_builder.report import Report
from report_builder.settings import Benchmark, Settings
from survey.questionnaire_file import load_questionnaire

OURS = load_questionnaire()
ENGLISH = language("en")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60)


def text_chart(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def ours(first: int = 64, second: int = 118) -> Report:
    return report_from(believable_counts(OURS, first, second), OURS)


@given(text=WORDS, width=st.floats(30, 300), lines=st.integers(1, 4))
def test_wrapped_text_stays_within_its_width_and_its_lines(
    text: str, width: float, lines: int
) -> None:
    found = wrapped(text, width, 13, lines=lines)
    assert len(found) <= lines
    assert all(text_width(line, 13) <= width for line in found)


@given(text=WORDS)
def test_text_with_room_is_not_changed(text: str) -> None:
    assert shortened(text, 10_000, 13) == text


def test_a_word_without_room_is_broken_after_its_hyphen() -> None:
    found = wrapped("Kundenbeziehungs-Außendienst zentral", 130, 13)
    assert found == ("Kundenbeziehungs-", "Außendienst zentral")


@given(name=WORDS, width=st.floats(60, 300), lines=st.integers(1, 3))
def test_what_is_said_of_a_long_name_keeps_its_end(name: str, width: float, lines: int) -> None:
    found = fitted("{}: up".format, name, width, 13, lines=lines)
    assert len(found) <= lines
    assert found[-1].endswith("up")


@given(wanted=st.lists(st.floats(1, 300), min_size=1, max_size=4), room=st.floats(10, 900))
def test_texts_beside_each_other_share_the_room(wanted: list[float], room: float) -> None:
    found = fair_rooms(wanted, room)
    assert sum(found) <= max(room, 0) + 1e-6 or sum(wanted) <= room
    assert all(given <= wish for given, wish in zip(found, wanted, strict=True))
    assert sum(found) == pytest.approx(min(room, sum(wanted)))


def test_a_no_break_space_does_not_break() -> None:
    assert wrapped("about 70\u202f%", 60, 13.5) == ("about", "70\u202f%")


def test_a_combining_mark_takes_no_room_and_a_wide_letter_takes_its_size() -> None:
    assert text_width("\u0301", 10) == 0
    assert text_width("語", 10) == 10


def test_semibold_is_wider_than_regular() -> None:
    assert text_width("Marketing", 13, bold=True) > text_width("Marketing", 13)


def test_a_value_beyond_an_axis_stands_at_its_end() -> None:
    axis = Axis(low=-2, high=2, start=100, end=300)
    assert [axis.at(value) for value in (-3, 0, 1, 5)] == [100, 200, 250, 300]


def test_a_half_per_cent_is_rounded_up_as_it_is_printed() -> None:
    assert (printed_share(0.125), ENGLISH.percent(0.125)) == (0.13, "13%")


@pytest.mark.parametrize(
    ("margin", "values", "far", "ticks"),
    [
        (0.5, [1.2], 2.0, ["-2", "-1", "0", "1", "2"]),
        (0.5, [-2.4], 3.0, ["-3", "-2", "-1", "0", "1", "2", "3"]),
        (0.375, [], 1.5, ["-1.5", "-1.0", "-0.5", "0.0", "0.5", "1.0", "1.5"]),
        (1.125, [], 4.5, ["-4", "-2", "0", "2", "4"]),
    ],
)
def test_a_gap_axis_reaches_four_margins_or_the_widest_gap(
    margin: float, values: list[float], far: float, ticks: list[str]
) -> None:
    assert reach(margin, values) == far
    assert [str(tick) for tick in gap_ticks(far)] == ticks


def test_a_share_axis_ends_at_a_fifth() -> None:
    assert [share_end(share) for share in (0.1, 0.2, 0.41, 1.0)] == [0.2, 0.2, 0.6, 1.0]


@pytest.mark.parametrize(
    ("points", "favourable_from", "spans"),
    [
        (5, 4, "1 | 2 | 3 | 4 | 5"),
        (4, 3, "1 | 2 |  | 3 | 4"),
        (7, 5, "1 | 23 | 4 | 56 | 7"),
        (3, 3, "1 |  | 2 |  | 3"),
        (2, 2, "1 |  |  |  | 2"),
        (8, 5, "12 | 34 |  | 56 | 78"),
        (5, 3, "1 | 2 |  | 34 | 5"),
    ],
)
def test_a_scale_falls_into_five_classes(points: int, favourable_from: int, spans: str) -> None:
    scale = on_scale(OURS, points, favourable_from).items[0].scale
    found = classes_of(scale)
    assert " | ".join("".join(map(str, points)) for points in found) == spans


@given(counts=st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(any))
def test_the_classes_hold_every_answer_once(counts: list[int]) -> None:
    shares = class_shares(np.array(counts), OURS.scales[0])
    assert sum(shares.classes) == pytest.approx(1, abs=0.025)
    assert shares.favourable == pytest.approx(sum(shares.classes[3:]), abs=0.011)


def test_the_steps_of_colour_are_fixed_and_stretched_with_the_scale() -> None:
    gaps = (0.0, 0.24, 0.25, 0.5, 0.9, 1.0, 3.0, -0.3, -0.7, -1.4)
    assert [heat_step(gap) for gap in gaps] == [0, 0, 1, 2, 2, 3, 3, -1, -2, -3]
    assert heat_step(0.7, margin=0.75) == 1
    assert heat_step(0.8, margin=0.75) == 2


def test_the_light_colour_of_a_role_is_its_own() -> None:
    assert len({colour.light for colour in PALETTE}) == len(PALETTE)
    assert len({colour.role for colour in PALETTE}) == len(PALETTE)


def test_a_drawing_without_marks_needs_no_definitions() -> None:
    bar = Bar(x=0, y=0, width=5, height=5, fill=INK)
    drawing = Drawing(shapes=(bar,), width=20, height=10)
    found = svgs(drawing, prefix="a", name="A", alt="An a")
    assert "<defs>" not in found.inline
    assert drawings.size_of(found.inline) == (20, 10)


def test_the_style_sheet_gives_every_role_the_same_values() -> None:
    sheet = files("site_templates").joinpath("overrides", "assets", "report.css").read_text("utf-8")
    for colour in PALETTE:
        found = re.findall(rf"--ar-{colour.role}:\s*(#[0-9a-f]{{6}});", sheet)
        assert set(found) == {colour.light, colour.dark}, colour.role


def test_texts_never_pass_through_matplotlib() -> None:
    drawing = Drawing(shapes=(Words(x=1, y=9, text="$x_$"),), width=20, height=10)
    painted = paint(drawing)
    assert "$" not in painted.svg
    assert [words.text for words in painted.words] == ["$x_$"]


def test_a_gap_of_a_dimension_has_no_shares() -> None:
    gap = replace(ours().statements[0].gap, shares=None)
    with pytest.raises(ValueError, match="only an item has shares"):
        shares_of(gap)


def test_without_statements_there_is_nothing_to_rank() -> None:
    assert dumbbell.draw(replace(ours(), statements=()), ENGLISH) is None


def test_statements_of_one_theme_alone_make_no_strip() -> None:
    counts = {item.id: believable_counts(OURS, 9, 9)[item.id] for item in OURS.items_of("GOA")}
    assert gap_strip.draw(report_from(counts, OURS), ENGLISH) is None


def test_the_strip_counts_clear_gaps_and_puts_the_theme_with_most_first() -> None:
    report = ours()
    chart = text_chart(gap_strip.draw(report, ENGLISH))
    first = chart.table.rows[0][0]
    clear = {
        dimension.id: sum(
            each.clear
            for each in report.statements
            if OURS.item(each.gap.subject).dimension == dimension.id
        )
        for dimension in OURS.dimensions
    }
    named = {dimension.id: dimension.name["en"] for dimension in OURS.dimensions}
    most = max(clear.values())
    assert first in {named[theme] for theme, count in clear.items() if count == most}
    assert f"{first}: {most} clear gaps of" in chart.alt


def test_gaps_on_scales_of_different_length_share_one_axis() -> None:
    longer = replace(on_scale(OURS, 9, 6).items[0].scale, id="long")
    mixed = with_items(
        OURS, lambda item: replace(item, scale=longer) if item.id == "GOA1" else item
    )
    report = report_from(believable_counts(mixed, 64, 118), mixed)
    chart = text_chart(gap_strip.draw(report, ENGLISH))
    assert ">+4<" in chart.wide
    theme = text_chart(theme_answers.draw(report, ENGLISH, "GOA"))
    assert "5 classes of the 9 answers: 1–2 | 3–4 | 5 | 6–7 | 8–9" in theme.wide


def test_no_mirror_hangs_with_fewer_than_three_statements() -> None:
    report = ours()
    assert mirror.draw(replace(report, mirror=report.mirror[:2]), ENGLISH) is None


def test_a_mirror_of_one_team_has_one_panel() -> None:
    report = ours()
    about_sales = tuple(gap for gap in report.mirror if gap.about == "sales")
    chart = text_chart(mirror.draw(replace(report, mirror=about_sales), ENGLISH))
    assert "Sales in the mirror" in chart.wide
    assert "Marketing in the mirror" not in chart.wide + chart.narrow


def test_a_quality_without_a_statement_on_one_team_leaves_its_place_empty() -> None:
    report = ours()
    chart = text_chart(mirror.draw(replace(report, mirror=report.mirror[1:]), ENGLISH))
    assert len(chart.table.rows) == len(report.mirror) - 1


def test_without_the_question_there_is_no_share_who_say_aligned() -> None:
    assert alignment.draw(replace(ours(), alignment=()), ENGLISH) is None


def alignment_of(report: Report) -> Chart:
    return text_chart(alignment.draw(report, ENGLISH))


def test_the_quoted_share_is_drawn_once_and_said_to_be_quoted() -> None:
    chart = alignment_of(ours())
    assert chart.wide.count("stroke-dasharray") == 1
    assert "Often quoted: 8% of companies (attributed to IDC, source not found)" in chart.wide
    assert chart.alt.endswith("source not found).")


def test_no_number_stands_on_the_quoted_share() -> None:
    report = ours()
    strict, loose = sorted(report.alignment, key=lambda share: share.definition)
    low = replace(strict.everyone, value=0.03, low=0.01, high=0.07)
    shares = (loose, replace(strict, everyone=low))
    chart = alignment_of(replace(report, alignment=shares))
    (dashed,) = re.findall(r'd="M([\d.]+) [^"]*"[^>]*dasharray', chart.wide)
    share = next(box for box in drawings.text_boxes(chart.wide) if box.text == "3%")
    assert share.left > float(dashed)


def test_a_share_of_people_stands_beside_the_shares_counted_alike_and_no_other() -> None:
    for definition, rows in (("A2", 3), ("A1", 1)):
        quoted = Benchmark(value=0.3, label="our panel, 2025", definition=definition, unit="people")
        chart = alignment_of(replace(ours(), settings=Settings(benchmark=quoted)))
        ((_, top, bottom),) = dashes(chart.wide)
        marks = [float(y) for y in re.findall(r'<use [^>]* y="([\d.]+)"', chart.wide)]
        assert sum(top < y < bottom for y in marks) == rows
        assert "Quoted: 30% (our panel, 2025)" in chart.wide
        assert len(dashes(chart.narrow)) == rows


def dashes(svg: str) -> list[tuple[float, float, float]]:
    """Every dashed upright line: where it stands across, its top and its bottom."""
    found = re.findall(r'd="M([\d.]+) ([\d.]+)L[\d.]+ ([\d.]+)"[^>]*dasharray', svg)
    return [(float(x), float(top), float(bottom)) for x, top, bottom in found]


@pytest.mark.parametrize(
    "quoted",
    [
        Benchmark(label="a barometer", definition="A3"),
        Benchmark(label="a barometer"),
        Benchmark(label="a barometer", unit="people"),
    ],
)
def test_a_share_of_companies_or_counted_unknown_is_not_drawn_among_people(
    quoted: Benchmark,
) -> None:
    chart = alignment_of(replace(ours(), settings=Settings(benchmark=quoted)))
    assert "stroke-dasharray" not in chart.wide + chart.narrow
    assert "barometer" not in chart.alt + chart.wide + chart.narrow


def test_other_teams_are_not_held_against_the_quoted_share() -> None:
    first, second = OURS.teams
    product = replace(first, id="product")
    about = {first.id: product.id}
    renamed = with_items(OURS, lambda item: replace(item, about=about.get(item.about, item.about)))
    other = replace(renamed, teams=(product, second))
    chart = alignment_of(report_from(believable_counts(other, 64, 118), other))
    assert "stroke-dasharray" not in chart.wide + chart.narrow
    assert "quoted" not in chart.alt


def test_answers_turned_are_named_as_they_were_ticked() -> None:
    turned = with_items(OURS, lambda item: replace(item, reverse_keyed=item.id == "OUT1"))
    chart = alignment_of(report_from(believable_counts(turned, 64, 118), turned))
    assert "Answered “Disagree” or “Strongly disagree”" in chart.alt


def test_answers_keep_their_own_labels_where_none_was_turned() -> None:
    straight = with_items(OURS, lambda item: replace(item, reverse_keyed=False))
    report = report_from(believable_counts(straight, 64, 118), straight)
    chart = text_chart(theme_answers.draw(report, ENGLISH, "GOA"))
    assert "Strongly agree" in chart.table.header
    assert "Reversed" not in chart.wide


def test_few_answers_are_told_by_their_share_and_interval_alone() -> None:
    chart = text_chart(theme_answers.draw(ours(8, 8), ENGLISH, "GOA"))
    assert len(chart.table.header) == 7
    assert "95% interval" in chart.alt
    assert "neutral" not in chart.alt


def test_a_team_of_few_has_no_distribution_beside_a_team_of_many() -> None:
    chart = text_chart(theme_answers.draw(ours(9, 40), ENGLISH, "GOA"))
    few = [row for row in chart.table.rows if row[1] == "Marketing"]
    assert {cell for row in few for cell in row[3:8]} == {"·"}
    assert "Sales: " in chart.alt
    assert " neutral, " in chart.alt


def test_a_theme_without_statements_has_no_chart() -> None:
    assert theme_answers.draw(replace(ours(), outcomes=()), ENGLISH, "OUT") is None


def test_an_alternative_text_never_holds_shares_and_their_gap_in_one_sentence() -> None:
    report = ours()
    charts = (
        text_chart(mirror.draw(report, ENGLISH)),
        text_chart(theme_answers.draw(ours(8, 8), ENGLISH, "GOA")),
    )
    for chart in charts:
        sentences = chart.alt.split(". ")
        assert not any("%" in each.split("(")[0] and "Gap" in each for each in sentences)
