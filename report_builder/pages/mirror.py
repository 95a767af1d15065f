"""The Mirror page: how does each team see itself, and how is it seen?"""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.findings import Finding
from report_builder.findings.mirror import mirror_chart_heading, mirror_heading, mirror_lead
from report_builder.pages.figure import Charts, Figure, figure, shown
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorView:
    """What the page shows, from top to bottom."""

    heading: Finding
    lead: tuple[Finding, ...]
    panels: Figure | None


def mirror_page(voice: Voice, charts: Charts) -> Page:
    """The page of the mirror pairs."""
    panels = figure(
        voice,
        charts,
        "mirror",
        mirror_chart_heading(voice.report),
        voice.text("mirror.about"),
    )
    view = MirrorView(
        heading=mirror_heading(voice.report), lead=mirror_lead(voice.report), panels=panels
    )
    return page(
        voice,
        Frame(
            path="mirror.md",
            title=voice.text("mirror.title"),
            charts=shown(panels),
            about=voice.say(view.heading),
        ),
        view,
    )
