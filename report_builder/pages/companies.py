"""The Companies page: how many companies are aligned, and how do their gaps differ?"""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.charts.companies import MOST_ROWS
from report_builder.findings import Finding
from report_builder.findings.companies import (
    aligned_notes,
    clustering_note,
    companies_heading,
    companies_lead,
    states_heading,
)
from report_builder.findings.quoted import quoted_notes
from report_builder.pages.figure import Charts, Figure, figure, shown
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesView:
    """What the page shows, from top to bottom.

    Attributes:
        unnamed: says that names are not shown, or "".
        quoted: of the share that others published; `quoted_heading` names it.
    """

    kicker: str
    heading: Finding
    lead: tuple[Finding, ...]
    gaps: Figure | None
    clustering: Finding
    unnamed: str
    states: Figure | None
    aligned: Figure | None
    notes: tuple[Finding, ...]
    quoted_heading: str
    quoted: tuple[Finding, ...]


def companies_page(voice: Voice, charts: Charts) -> Page | None:
    """The page of a panel; None of one company, or of too few to show each."""
    panel = voice.report.panel
    if panel is None or panel.index is None or not panel.one_by_one:
        return None
    gaps = figure(voice, charts, "companies", Finding("companies.gaps"), _about_gaps(voice))
    states = figure(
        voice,
        charts,
        "company-states",
        states_heading(panel) if panel.states else None,
        _about_states(voice),
    )
    aligned = figure(
        voice,
        charts,
        "aligned-companies",
        Finding("companies.definitions"),
        voice.text("companies.aligned.about"),
    )
    unnamed = not voice.settings.named_companies and len(panel.one_by_one) <= MOST_ROWS
    view = CompaniesView(
        kicker=voice.text("companies.kicker", count=panel.companies),
        heading=companies_heading(panel, voice.report),
        lead=companies_lead(panel.index, voice.report),
        gaps=gaps,
        clustering=clustering_note(panel.index),
        unnamed=voice.text("companies.unnamed") if unnamed else "",
        states=states,
        aligned=aligned,
        notes=aligned_notes(voice.report),
        quoted_heading=_quoted_heading(voice),
        quoted=quoted_notes(voice.report) if aligned else (),
    )
    frame = Frame(
        path="companies.md",
        title=voice.text("companies.title"),
        about=voice.say(view.heading),
        charts=shown(gaps, states, aligned),
    )
    return page(voice, frame, view)


def _about_gaps(voice: Voice) -> str:
    """What the chart shows: each company, or how many of them."""
    panel = voice.report.panel
    many = panel is not None and len(panel.one_by_one) > MOST_ROWS
    teams = {"first": voice.team(0), "second": voice.team(1)}
    return voice.text("companies.spread.about" if many else "companies.gaps.about", **teams)


def _about_states(voice: Voice) -> str:
    share = voice.language.percent(voice.report.rules.thresholds.aligned)
    return voice.text("companies.states.about", share=share)


def _quoted_heading(voice: Voice) -> str:
    own = voice.settings.benchmark.label
    return voice.text("companies.quoted.own" if own else "companies.quoted")
