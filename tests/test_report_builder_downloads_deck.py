"""deck.pptx as a presentation reads it back: findings as titles, charts to edit, nothing else."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pptx
import pytest
import stories
from decks import charts, read, words, workbook, written
from editions import meridian, meridian_edition
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_FILL
from pptx.slide import Slide
from reports import believable_counts, believable_report, on_scale, report_from

from report_builder.charts.axis import printed_share
from report_builder.downloads.deck import deck
from report_builder.findings import say
from report_builder.findings.actions import actions_heading
from report_builder.findings.overview import overview_heading
from report_builder.language import language
from report_builder.pages import edition
from report_builder.readable import readable
from report_builder.settings import Settings
from survey.questionnaire_file import load_questionnaire

HOSTILE = '=HYPERLINK("http://x")\x1b\N{RIGHT-TO-LEFT OVERRIDE}'
OFFICE = shutil.which("soffice")


@cache
def slides(code: str = "en") -> tuple[Slide, ...]:
    return tuple(read(deck(meridian(), meridian_edition(code))).slides)


def titles(code: str = "en") -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in slides(code)]


def titled(start: str) -> Slide:
    return next(
        slide for slide, title in zip(slides(), titles(), strict=True) if title.startswith(start)
    )


def test_the_titles_are_the_findings_in_the_order_of_the_pages() -> None:
    report, asked = meridian(), meridian().questionnaire
    found = titles()
    headings = [figure.heading for page in meridian_edition("en").pages for figure in page.figures]
    assert found[0] == "Sales–marketing alignment"
    assert found[1] == say(overview_heading(report), language("en"), asked)
    assert say(actions_heading(report), language("en"), asked) in found
    assert found[-1] == "How to read this report"
    shown = [title for title in found if title in headings]
    assert shown == [heading for heading in headings if heading in shown]
    assert 10 <= len(found) <= 14


def test_the_first_slide_says_whose_report_it_is_of_when_and_by_whom() -> None:
    assert words(slides("fr")[0]).split("\n") == [
        "Alignement marketing–ventes",
        "Meridian Industries · Automne 2026 · 23 octobre 2026",
        "Conseil & Associés",
        "Toutes les réponses de ce rapport sont inventées.",
    ]


def test_every_slide_has_its_source_the_notices_and_a_number() -> None:
    for slide in slides()[1:]:
        assert "People who answered: Marketing 64, Sales 118." in words(slide)
        assert "All answers in this report are invented." in words(slide)
        assert "sldNum" in slide.shapes.element.xpath(".//p:ph/@type")
        names = slide.shapes.element.xpath(".//p:cNvPr/@id")
        assert len({*names}) == len(names)


def test_what_a_slide_shows_ends_above_its_source() -> None:
    for slide in slides()[1:]:
        source = next(
            one for one in slide.shapes if one.has_text_frame and "Source:" in one.text_frame.text
        )
        shown = [shape for shape in slide.shapes if shape.has_table or shape.has_chart]
        assert all(shape.top + shape.height < source.top for shape in shown)


def test_the_notes_hold_the_line_of_the_method_and_what_a_chart_shows() -> None:
    for slide in slides()[1:]:
        assert "No figure rests on fewer than 5 people." in slide.notes_slide.notes_text_frame.text
    notes = titled("One of the widest gaps").notes_slide.notes_text_frame.text
    assert "The 14 statements with the largest measured gaps, of 34." in notes


def test_a_long_list_of_statements_not_shown_is_for_the_speaker_alone() -> None:
    absent = tuple(item.id for item in meridian().questionnaire.items[:19])
    slide = [*written(replace(meridian(), missing_items=absent)).slides][-1]
    title = meridian().questionnaire.items[0].title["en"]
    assert slide.shapes.title.text_frame.text == "How to read this report"
    assert "Every figure that rests on fewer than 5 people." in words(slide)
    assert title not in words(slide)
    assert f"“{title}”" in slide.notes_slide.notes_text_frame.text


def test_only_the_two_themes_with_most_clear_gaps_have_a_slide() -> None:
    whole = "\n".join(words(slide) for slide in slides())
    shown = [
        each.name["en"]
        for each in meridian().questionnaire.dimensions
        if f"{each.name['en']}. Share of each answer" in whole
    ]
    assert sorted(shown) == ["Exchanges and common language", "Hand-over of contacts"]


def test_the_widest_gaps_are_spans_from_share_to_share_with_gap_and_interval_beside() -> None:
    (chart,) = charts(titled("One of the widest gaps: “The teams share"))
    header, *rows = workbook(chart)
    assert header[:3] == (None, "The lower share", "Marketing more positive")
    first = meridian().statements[0].gap
    shares = sorted(printed_share(share.value) for share in first.shares or ())
    assert rows[0][0] == "The teams share at least one goal"
    assert rows[0][1] == shares[0]
    assert rows[0][2] == pytest.approx(shares[1] - shares[0])
    assert len(rows) == 10
    label = chart.plots[0].series[-1].points[0].data_label.text_frame.text
    assert label == "70% · +1.4 (1.2 to 1.6)"


def test_a_share_too_low_for_a_number_before_its_bar_has_it_beside_the_other() -> None:
    rated = ([12, 20, 6, 2, 0], [0, 0, 4, 16, 20])
    report = stories.report(stories.everywhere(stories.LEVEL, GOA1=rated))
    slide = next(one for one in written(report).slides if "Bar: from the" in words(one))
    *_, beside = (lower, *_) = charts(slide)[0].plots[0].series
    assert lower.points[0].data_label.text_frame.text == "\N{NO-BREAK SPACE}"
    assert beside.points[0].data_label.text_frame.text.startswith("5% · 90% · ")
    assert lower.data_labels.position == pptx.enum.chart.XL_LABEL_POSITION.INSIDE_END


def test_a_share_that_may_only_be_told_as_a_bound_is_written_as_one() -> None:
    answers = stories.everywhere(([0, 0, 0, 4, 4], [2, 3, 2, 1, 0]))
    found = written(stories.report(answers)).slides
    spans = charts(next(one for one in found if "Bar: from the" in words(one)))[0].plots[0]
    assert spans.series[0].points[0].data_label.text_frame.text == "≤\N{NO-BREAK SPACE}20%"
    assert (
        spans.series[-1]
        .points[0]
        .data_label.text_frame.text.startswith("≥\N{NO-BREAK SPACE}80% · ")
    )
    mirrored = charts(next(one for one in found if "The colour says who" in words(one)))[0]
    labels = [series.points[0].data_label.text_frame.text for series in mirrored.plots[0].series]
    assert sorted(labels) == ["≤\N{NO-BREAK SPACE}20%", "≥\N{NO-BREAK SPACE}80%"]


@pytest.mark.parametrize("alike", [True, False])
@pytest.mark.parametrize("about", ["The colour says who", "Share of everyone"])
def test_the_bars_of_bounds_are_open_and_the_slide_says_so(about: str, alike: bool) -> None:
    first = [0, 0, 0, 4, 4] if alike else [0, 0, 2, 2, 4]
    found = written(stories.report(stories.everywhere((first, [5, 1, 2, 2, 0])))).slides
    slide = next(one for one in found if about in words(one))
    assert ("Open bar: at least" in words(slide)) == alike
    fills = {
        series.points[place].format.fill.type
        for series in charts(slide)[0].plots[0].series
        for place, value in enumerate(series.values)
        if value is not None and series.name.strip()
    }
    assert (MSO_FILL.BACKGROUND in fills) == alike
    assert None in fills  # as the series: those of the other team


def test_the_answers_of_a_theme_stand_on_both_sides_of_a_line() -> None:
    slide = next(
        slide for slide in slides() if "Hand-over of contacts. Share of each" in words(slide)
    )
    (chart,) = charts(slide)
    header, *rows = workbook(chart)
    assert header[1:4] == ("Disagree", "Strongly disagree", "Marketing · Agree")
    assert len(rows) == 6
    assert rows[0][0] == "Sales quickly follows up contacts · Marketing, 19%"
    assert rows[1][0] == "Sales, 73%"
    for row in rows:
        values = [value for value in row[1:] if isinstance(value, int | float)]
        assert len(values) == 4
        assert [value < 0 for value in values] == [True, True, False, False]
        assert sum(map(abs, values)) <= 1.02


def test_a_chart_shows_what_its_workbook_holds() -> None:
    shown = [chart for slide in slides() for chart in charts(slide)]
    found = [each for each in shown if each.chart_type != XL_CHART_TYPE.XY_SCATTER]
    assert (len(found), len(shown)) == (7, 9)
    for chart in found:
        header, *rows = workbook(chart)
        plot = chart.plots[0]
        assert [row[0] for row in rows] == [str(name) for name in plot.categories]
        for place, series in enumerate(plot.series, start=1):
            assert series.name == header[place]
            assert list(series.values) == [row[place] for row in rows]


def test_charts_and_pictures_have_words_for_those_who_do_not_see_them() -> None:
    for slide in slides():
        shown = [shape for shape in slide.shapes if shape.has_chart or shape.shape_type == 13]
        for shape in shown:
            (alt,) = shape.element.xpath("./*/p:cNvPr/@descr")
            assert len(alt) > 40


def test_each_team_is_seen_in_the_mirror_by_itself_and_by_the_other() -> None:
    first, second = charts(titled("One of the widest blind spots"))
    assert first.chart_title.text_frame.text == "Marketing in the mirror"
    assert workbook(second)[0] == (None, "Sees itself", "Seen by Marketing")


def test_the_gaps_within_segments_are_a_table_in_fixed_colours() -> None:
    slide = titled("Gaps between the teams, by segment")
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["", "Executive", "Manager"]
    assert "n:" not in words(slide)
    fills = {
        str(cell.fill.fore_color.rgb)
        for row in list(table.rows)[1:]
        for cell in list(row.cells)[1:]
        if cell.fill.type is not None
    }
    assert fills <= {"5B3FA8", "9786CF", "ECE8F7", "B04A06", "D08245", "FBECDF"}


def test_a_word_too_long_for_its_column_is_smaller_and_not_broken() -> None:
    (table,) = [
        shape.table
        for slide in slides("fr")
        for shape in slide.shapes
        if shape.has_table and len(shape.table.columns) == 8
    ]
    sizes = {
        cell.text: cell.text_frame.paragraphs[0].runs[0].font.size.pt
        for cell in table.rows[0].cells
        if cell.text
    }
    assert sizes["Collaborateur"] == 10
    assert sizes["Autres"] == 12


def test_groups_that_find_no_room_are_counted() -> None:
    report = meridian()
    (role, *_) = report.segments
    many = replace(
        role,
        levels=tuple(replace(role.levels[0], id=f"l{place}") for place in range(14)),
    )
    first = next(
        each for each in report.by_segment if each.gap.groups[0].value == role.levels[0].id
    )
    own, other = first.gap.groups
    moved = tuple(
        replace(
            first,
            gap=replace(
                first.gap,
                subject=report.statements[0].gap.subject,
                groups=(replace(own, value=f"l{place}"), replace(other, value=f"l{place}")),
            ),
        )
        for place in range(14)
    )
    changed = replace(report, segments=(many,), by_segment=moved)
    found = read(deck(changed, meridian_edition("en"))).slides
    (slide,) = [
        slide
        for slide in found
        if any(shape.has_table and len(shape.table.columns) == 11 for shape in slide.shapes)
    ]
    assert "Shown: 10 of 14 groups" in words(slide)


def test_the_actions_are_a_table_and_their_evidence_is_for_the_speaker() -> None:
    slide = titled("The answers point to 15 actions")
    assert "Show both teams the gaps and discuss them together" in words(slide)
    assert "First step" in words(slide).split("\n")
    assert "1. Show both teams the gaps" in slide.notes_slide.notes_text_frame.text


def test_a_french_deck_writes_shares_and_marks_its_words_as_french() -> None:
    (chart,) = charts(slides("fr")[4])
    assert chart.plots[0].series[0].data_labels.number_format == '0"\u202f"%'
    languages = {
        name for slide in slides("fr") for name in slide.shapes.element.xpath(".//a:rPr/@lang")
    }
    assert "fr-FR" in languages


def test_the_same_report_gives_the_same_bytes_dated_by_the_survey() -> None:
    content = deck(meridian(), meridian_edition("en"))
    assert content == deck(meridian(), meridian_edition("en"))
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {
        1980
    }
    found = read(content).core_properties
    assert (found.created.isoformat(), found.author) == (
        "2026-10-23T00:00:00",
        "Conseil & Associés",
    )
    assert found.last_modified_by == "build-report"


def test_where_few_answered_a_theme_shows_shares_with_their_intervals() -> None:
    found = [chart for slide in written(stories.small()).slides for chart in charts(slide)]
    labels = [
        label.text_frame.text
        for chart in found
        for label in (chart.plots[0].series[-1].points[0].data_label,)
        if label.has_text_frame
    ]
    assert any(re.fullmatch(r"\d+% \(\d+ to \d+%\)", label) for label in labels)


def test_a_report_with_nothing_to_compare_has_its_overview_and_its_method() -> None:
    report = replace(
        believable_report(), statements=(), outcomes=(), dimensions=(), mirror=(), alignment=(), counts={}, consensus=()
    )  # fmt: skip
    assert len(written(report).slides) == 3


def test_a_page_with_nothing_for_a_table_has_no_slide_of_its_own() -> None:
    report = replace(meridian(), recommendations=(), by_segment=())
    assert len(read(deck(report, meridian_edition("en"))).slides) == len(slides()) - 2


@pytest.mark.parametrize(("points", "favourable"), [(4, 3), (7, 5)])
def test_scales_of_other_lengths_have_their_slides(points: int, favourable: int) -> None:
    asked = on_scale(load_questionnaire(), points, favourable)
    report = report_from(believable_counts(asked, 64, 118), asked)
    assert len(written(report).slides) > 6


def test_words_of_others_calculate_nothing_and_turn_nothing() -> None:
    asked = load_questionnaire()
    items = tuple(replace(item, title={"en": HOSTILE, "fr": "x"}) for item in asked.items)
    changed = replace(asked, items=items)
    settings = Settings(title=HOSTILE, client=HOSTILE, languages=("en",))
    report = report_from(believable_counts(changed, 64, 118), changed, settings)
    content = deck(report, edition(report, "en"))
    for name in zipfile.ZipFile(io.BytesIO(content)).namelist():
        raw = zipfile.ZipFile(io.BytesIO(content)).read(name)
        assert "\N{RIGHT-TO-LEFT OVERRIDE}".encode() not in raw, name
    (chart,) = charts(list(read(content).slides)[4])
    blob = chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob))["Sheet1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["A2"].value == readable(HOSTILE)
    assert sheet["A2"].value.startswith("=HYPERLINK")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice is installed")
def test_an_office_program_opens_it_whole(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(deck(meridian(), meridian_edition("en")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told = subprocess.run(  # noqa: S603 - our own words
        [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "deck.pptx"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "deck.pdf").read_bytes()))
    assert pages == len(slides())
