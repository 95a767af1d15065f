"""The Mirror page: how does each team see itself, and how is it seen? And does it know?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.findings import Finding
from report_builder.findings.expected import (
    expected_heading,
    expected_sentences,
    expected_title,
    paired_note,
)
from report_builder.findings.mirror import mirror_chart_heading, mirror_heading, mirror_lead
from report_builder.pages.bounds import bounds_note
from report_builder.pages.figure import Charts, Figure, figure, shown
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from report_builder.report import Report
from survey.estimates import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a team expects of the other on one statement, in sentences."""

    title: str
    sentences: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorView:
    """What the page shows, from top to bottom; `paired` None where nothing is expected."""

    heading: Finding
    lead: tuple[Finding, ...]
    panels: Figure | None
    expected: Figure | None
    expectations: tuple[Expectation, ...]
    paired: Finding | None
    bounds: str


def mirror_page(voice: Voice, charts: Charts) -> Page | None:
    """The page of the mirror pairs, and of what each team expects; None without either."""
    report = voice.report
    panels = figure(
        voice, charts, "mirror", mirror_chart_heading(report), voice.text("mirror.about")
    )
    expected = figure(
        voice, charts, "expected", expected_heading(report), voice.text("expected.about")
    )
    if panels is None and expected is None:
        return None
    view = MirrorView(
        heading=mirror_heading(report) if panels else Finding("expected.heading.none"),
        lead=mirror_lead(report) if panels else (),
        panels=panels,
        expected=expected,
        expectations=_expectations(voice),
        paired=paired_note(report.meta) if report.meta else None,
        bounds=bounds_note(voice, _shares(report)),
    )
    return page(
        voice,
        Frame(
            path="mirror.md",
            title=voice.text("mirror.title"),
            charts=shown(panels, expected),
            about=voice.say(view.heading),
        ),
        view,
    )


def _shares(report: Report) -> Iterator[Estimate]:
    """Every share that the page may show."""
    for each in report.mirror:
        yield from (each.own, each.outside)
    for gap in report.meta:
        yield from (gap.own, gap.foreseen, gap.outside)


def _expectations(voice: Voice) -> tuple[Expectation, ...]:
    """In the order of the chart: what the first team expects, then the second."""
    asked = voice.report.questionnaire
    return tuple(
        Expectation(title=voice.say(expected_title(gap)), sentences=expected_sentences(gap, asked))
        for team in asked.teams
        for gap in voice.report.meta
        if gap.team == team.id
    )
