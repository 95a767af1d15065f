"""Every chart, on believable and on random answers: legible, well-formed, the same every time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import ModuleType

import drawings
import metas
import numpy as np
import pytest
import stories
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import believable_counts, on_scale, report_from, with_items

from report_builder.charts import dumbbell, expected, gap_strip, mirror
from report_builder.charts.canvas import MARK
from report_builder.charts.chart import Chart
from report_builder.charts.style import PALETTE
from report_builder.language import language
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.unanimity import Bound

OURS = load_questionnaire()
SIZES = ((64, 118), (8, 8), (9, 40))
LANGUAGES = ("en", "fr")
HOSTILE = (
    "$x_$ <script>alert(1)</script>",
    'style="fill: #5b3fa8" & {{ secret }}',
    "control\x00\x1b characters \ud800",
    "averyveryverylongwordthatdoesnotfitintoaline",
    "日本語のとても長い見出しがここにあります",
)


def charts(report: Report, code: str) -> tuple[Chart, ...]:
    return draw_charts(report, language(code))


def drawn(chart: Chart) -> tuple[str, str, str]:
    return chart.wide, chart.narrow, chart.standalone


@pytest.fixture(scope="module", params=SIZES, ids=str)
def report(request: pytest.FixtureRequest) -> Report:
    return report_from(believable_counts(OURS, *request.param), OURS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_report_has_its_charts_each_under_its_own_id(report: Report, code: str) -> None:
    ids = [chart.id for chart in charts(report, code)]
    themes = [f"answers-{dimension.id}" for dimension in OURS.dimensions]
    assert ids == ["gap-strip", "alignment", "dumbbell", "agreement-map", *themes, "mirror"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_small_leaves_the_canvas_or_touches_another(report: Report, code: str) -> None:
    for chart in charts(report, code):
        assert drawings.faults(chart) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_of_our_questionnaire_is_cut_short(report: Report, code: str) -> None:
    for chart in charts(report, code):
        for svg in drawn(chart):
            assert [box.text for box in drawings.text_boxes(svg) if "…" in box.text] == []


@pytest.mark.parametrize("sizes", [(64, 118), (8, 8), (6, 90)])
def test_no_mark_covers_another(sizes: tuple[int, int]) -> None:
    report = report_from(believable_counts(OURS, *sizes), OURS)
    for draw in (gap_strip.draw, dumbbell.draw, mirror.draw):
        chart = draw(report, language("en"))
        assert chart is not None
        assert min(map(drawings.closest_marks, (chart.wide, chart.narrow))) >= MARK - 1


def test_no_id_is_there_twice_on_a_page(report: Report) -> None:
    found = [
        name
        for chart in charts(report, "en")
        for svg in drawn(chart)[:2]
        for name in drawings.ids(svg)
    ]
    assert len(found) == len(set(found))


def test_what_is_referred_to_is_there(report: Report) -> None:
    for chart in charts(report, "en"):
        for svg in drawn(chart):
            named = set(re.findall(r'href="#([^"]+)"|aria-\w+="([^"]+)"', svg))
            assert {name for pair in named for name in pair if name} <= set(drawings.ids(svg))


def test_a_drawing_on_a_page_knows_only_variables_and_a_download_only_colours(
    report: Report,
) -> None:
    roles = {colour.variable for colour in PALETTE}
    for chart in charts(report, "en"):
        for svg in (chart.wide, chart.narrow):
            assert set(re.findall(r"var\([^)]*\)", svg)) <= roles
            assert re.findall(r"(?<!,)#[0-9a-f]{6}", svg) == []
            assert "font-family" not in svg
        assert "var(" not in chart.standalone
        assert 'font-family="Inter' in chart.standalone


def test_a_drawing_carries_nothing_of_its_making(report: Report) -> None:
    for chart in charts(report, "en"):
        for svg in drawn(chart):
            assert re.findall(r"<!--|<style|<metadata|clip-path|matplotlib|<\?xml", svg) == []


def test_a_drawing_says_what_it_is_and_what_it_shows(report: Report) -> None:
    for chart in charts(report, "fr"):
        for svg in drawn(chart):
            root = drawings.parsed(svg)
            said = {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]}
            title, described = root[0], root[1]
            assert root.attrib["role"] == "img"
            assert {title.attrib["id"], described.attrib["id"]} == said
            assert described.text == chart.alt
            assert title.text


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    first, second = (charts(report, "fr") for _ in range(2))
    assert first == second


def test_every_row_of_a_table_fills_its_header(report: Report) -> None:
    for chart in charts(report, "fr"):
        assert chart.table.rows
        assert {len(row) for row in chart.table.rows} == {len(chart.table.header)}


def renamed(text: str) -> Questionnaire:
    """Our questionnaire with that text for every title, theme, quality, label and team."""
    texts = {"en": text, "fr": text}
    names = {
        code: replace(OURS.teams[0].names[code], plain=text, article=text, of=text)
        for code in LANGUAGES
    }
    scale = replace(
        OURS.scales[0],
        points=tuple(replace(point, label=texts) for point in OURS.scales[0].points),
    )
    changed = with_items(OURS, lambda item: replace(item, title=texts, scale=scale))
    first, second = (replace(team, names=names) for team in OURS.teams)
    return replace(
        changed,
        teams=(first, second),
        dimensions=tuple(replace(each, name=texts) for each in OURS.dimensions),
        pairs=tuple(replace(each, label=texts) for each in OURS.pairs),
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("sizes", [(64, 118), (8, 8)])
def test_a_hostile_text_stays_a_text(text: str, sizes: tuple[int, int]) -> None:
    questionnaire = renamed(text)
    for chart in charts(report_from(believable_counts(questionnaire, *sizes), questionnaire), "en"):
        assert drawings.faults(chart) == []
        for svg in drawn(chart):
            assert re.findall(r"<script|\{\{|\}\}|[\x00-\x08\x0e-\x1f\ud800-\udfff]", svg) == []
            assert 'style="fill: ' not in svg


LONG = (
    "Brand, Product and Customer Marketing 001",
    "Key Accounts and Partners in the Regions",
)
VERY_LONG = ("Kundenbeziehungsmanagement-Außendienst der Region", "Sales")


def of_teams(*names: str) -> Report:
    first, second = (
        replace(
            team, names={"en": replace(team.names["en"], plain=name, article=name, of=f"of {name}")}
        )
        for team, name in zip(OURS.teams, names, strict=True)
    )
    questionnaire = replace(OURS, teams=(first, second))
    return report_from(believable_counts(questionnaire, 64, 118), questionnaire)


def texts(svg: str) -> set[str]:
    return {box.text for box in drawings.text_boxes(svg)}


def test_a_team_with_a_long_name_is_named_in_full_where_there_is_room() -> None:
    for chart in charts(of_teams(*LONG), "en"):
        assert drawings.faults(chart) == []
        if chart.id == "dumbbell" or chart.id.startswith("answers-"):
            assert {*LONG} <= texts(chart.wide), chart.id
        if chart.id == "dumbbell":
            assert {*LONG} <= texts(chart.narrow)


def test_what_is_said_of_a_team_with_a_long_name_is_not_cut_with_it() -> None:
    named = {chart.id: chart for chart in charts(of_teams(*VERY_LONG), "en")}
    for svg in (named["mirror"].wide, named["mirror"].narrow):
        assert any(text.endswith("der Region in the mirror") for text in texts(svg))
    assert "positive\xa0→" in " ".join(texts(named["gap-strip"].narrow))


def test_a_name_that_is_cut_is_whole_in_a_tooltip() -> None:
    longest = f"{VERY_LONG[0]} Nord-Nordost und der angrenzenden Länder"
    for chart in charts(of_teams(longest, "Sales"), "en"):
        for svg in (chart.wide, chart.narrow):
            for text in (text for text in texts(svg) if text.startswith("Kunden") and "…" in text):
                assert f"<title>{longest}" in svg, (chart.id, text)


def test_a_drawing_on_a_page_has_no_style_that_its_policy_would_refuse(report: Report) -> None:
    for chart in charts(report, "en"):
        for svg in (chart.wide, chart.narrow):
            elements = [*drawings.parsed(svg).iter()]
            assert [each for each in elements if "style" in each.attrib] == []
            assert [each for each in elements if each.tag.endswith("style")] == []
            assert {each.attrib["fill"][:8] for each in elements if "fill" in each.attrib} <= {
                "var(--ar",
                "none",
            }


@dataclass(frozen=True)
class Case:
    """Any scale, any answers: also all alike, and all at one end; told in few words."""

    points: int
    favourable_from: int
    statements: int
    answers: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def report(self) -> Report:
        """The first statements of our questionnaire, answered over and over like that."""
        questionnaire = on_scale(OURS, self.points, self.favourable_from)
        counts = {}
        for place, item in enumerate(questionnaire.items[: self.statements]):
            first, second = self.answers[place % len(self.answers)]
            counts[item.id] = (np.array(first), np.array(second))
        return report_from(counts, questionnaire)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    points = draw(st.integers(2, 11))
    team = st.lists(st.integers(0, 30), min_size=points, max_size=points).map(tuple)
    enough = team.filter(lambda counts: sum(counts) >= 5)
    return Case(
        points=points,
        favourable_from=draw(st.integers(points // 2 + 1, points)),
        statements=draw(st.integers(1, len(OURS.items))),
        answers=tuple(draw(st.lists(st.tuples(enough, enough), min_size=1, max_size=5))),
    )


@settings(max_examples=15)
@given(case=cases(), code=st.sampled_from(LANGUAGES))
def test_whatever_was_answered_can_be_read(case: Case, code: str) -> None:
    for chart in charts(case.report(), code):
        assert drawings.faults(chart) == []


def test_without_answers_there_is_no_chart() -> None:
    empty = report_from({OURS.items[0].id: believable_counts(OURS, 8, 8)[OURS.items[0].id]}, OURS)
    ids = [chart.id for chart in charts(empty, "en")]
    assert ids == ["dumbbell", f"answers-{OURS.items[0].dimension}"]


@pytest.mark.parametrize("chart", [dumbbell, mirror])
def test_a_share_that_may_only_be_told_as_a_bound_is_written_as_one(chart: ModuleType) -> None:
    answers = stories.everywhere(([0, 0, 0, 4, 4], [2, 3, 2, 1, 0]))
    found = chart.draw(stories.report(answers), language("en"))
    for svg in (found.wide, found.narrow):
        said = {box.text for box in drawings.text_boxes(svg)}
        assert {"≥\N{NO-BREAK SPACE}80%", "≤\N{NO-BREAK SPACE}20%"} <= said
        assert not {"80%", "20%"} & said


def test_an_expected_share_that_is_a_bound_is_written_as_one() -> None:
    report = metas.meta_report()
    first, *others = report.meta
    bound = replace(first.foreseen, value=0.8, bound=Bound.AT_LEAST)
    told = replace(report, meta=(replace(first, foreseen=bound), *others))
    found = expected.draw(told, language("en"))
    assert found is not None
    assert "≥\N{NO-BREAK SPACE}80%" in {box.text for box in drawings.text_boxes(found.wide)}
