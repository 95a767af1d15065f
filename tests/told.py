"""A report told from page to page: every heading, sentence and note, in the order of its pages."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.charts import effort_effect
from report_builder.charts.agreement_map import FEWEST
from report_builder.findings import Finding, say
from report_builder.findings.actions import actions_heading, effort_heading
from report_builder.findings.alignment import alignment_heading, alignment_notes
from report_builder.findings.companies import (
    aligned_notes,
    clustering_note,
    companies_heading,
    companies_lead,
    states_heading,
)
from report_builder.findings.expected import expected_heading, expected_sentences, expected_title
from report_builder.findings.gaps import (
    association_heading,
    gaps_heading,
    gaps_lead,
    map_heading,
    ranking_heading,
)
from report_builder.findings.method import (
    notices,
    removed_sentences,
    response_sentences,
    weighted_sentences,
    withheld_sentences,
)
from report_builder.findings.mirror import mirror_chart_heading, mirror_heading, mirror_lead
from report_builder.findings.overview import (
    cards,
    key_figures,
    overview_heading,
    overview_lead,
    strip_heading,
)
from report_builder.findings.segments import segment_notes, segments_heading, segments_lead
from report_builder.findings.statements import line
from report_builder.findings.themes import (
    bars_heading,
    consensus_notes,
    theme_heading,
    theme_lead,
    theme_statements,
)
from report_builder.findings.trend import left_sentences, trend_heading, trend_lead
from report_builder.findings.voices import (
    voices_heading,
    voices_lead,
    words_authors,
    words_heading,
)
from report_builder.language import language
from report_builder.report import Report
from survey.questionnaire import Questionnaire


def overview(report: Report) -> Iterator[tuple[str, Finding]]:
    yield "# Overview", overview_heading(report)
    yield from (("lead", each) for each in overview_lead(report))
    for figure in key_figures(report):
        yield "figure", figure.value
        yield from (("       ", each) for each in (figure.label, *figure.notes))
    for card in cards(report):
        yield "card", card.heading
        for statement in card.lines:
            yield from (("     ", each) for each in (statement.title, statement.value))
        if card.rest:
            yield "     ", card.rest
    yield "##", strip_heading(report)
    heading = alignment_heading(report)
    if heading:
        yield "##", heading
    yield from (("note", each) for each in alignment_notes(report))


def gaps(report: Report) -> Iterator[tuple[str, Finding]]:
    yield "# Gaps", gaps_heading(report)
    yield from (("lead", each) for each in gaps_lead(report))
    yield "##", ranking_heading(report)
    yield from (("line", line(each.gap, report.questionnaire)) for each in report.statements)
    if len(report.statements) >= FEWEST:
        yield "##", map_heading(report)
    if report.associations:
        yield "##", association_heading(report)


def themes(report: Report) -> Iterator[tuple[str, Finding]]:
    for dimension in report.questionnaire.dimensions:
        if not theme_statements(report, dimension.id):
            continue
        yield "# Theme", theme_heading(report, dimension.id)
        yield from (("lead", each) for each in theme_lead(report, dimension.id))
        yield "##", bars_heading(report, dimension.id)
        yield from (("note", each) for each in consensus_notes(report, dimension.id))


def others(report: Report) -> Iterator[tuple[str, Finding]]:
    if report.mirror:
        yield "# Mirror", mirror_heading(report)
        yield from (("lead", each) for each in mirror_lead(report))
        yield "##", mirror_chart_heading(report)
    if report.meta:
        yield "##", expected_heading(report)
        for gap in report.meta:
            yield "line", expected_title(gap)
            yield from (("    ", each) for each in expected_sentences(gap, report.questionnaire))
    if report.segments:
        yield "# Segments", segments_heading(report)
        yield from (("lead", each) for each in segments_lead(report))
        yield from (("note", note) for each in report.segments for note in segment_notes(each))
    yield from voices(report)
    yield from companies(report)
    yield from actions(report)
    if report.trend:
        yield "# Trend", trend_heading(report.trend)
        yield from (("lead", each) for each in trend_lead(report, report.trend))
        yield from (("note", each) for each in left_sentences(report, report.trend))
    for name in (
        notices,
        response_sentences,
        removed_sentences,
        withheld_sentences,
        weighted_sentences,
    ):
        yield from (("method", each) for each in name(report))


def actions(report: Report) -> Iterator[tuple[str, Finding]]:
    if report.recommendations:
        yield "# Actions", actions_heading(report)
    if len(report.recommendations) >= effort_effect.FEWEST:
        yield "##", effort_heading(report)


def voices(report: Report) -> Iterator[tuple[str, Finding]]:
    spoken = report.voices
    if spoken.words or spoken.remarks:
        yield "# Voices", voices_heading(report)
        yield from (("lead", each) for each in voices_lead(report))
    for each in spoken.words:
        yield "##", words_heading(report, each)
        yield "about", words_authors(report, each)


def companies(report: Report) -> Iterator[tuple[str, Finding]]:
    panel = report.panel
    if panel is None or panel.index is None:
        return
    yield "# Companies", companies_heading(panel, report)
    yield from (("lead", each) for each in companies_lead(panel.index, report))
    yield "##", states_heading(panel)
    notes = (*aligned_notes(report), clustering_note(panel.index))
    yield from (("note", each) for each in notes)


def whole(report: Report) -> list[tuple[str, Finding]]:
    """Everything that is said of a report, page after page."""
    return [*overview(report), *gaps(report), *themes(report), *others(report)]


def said(found: Finding, questionnaire: Questionnaire, code: str = "en") -> str:
    return say(found, language(code), questionnaire)
