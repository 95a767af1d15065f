"""The Overview: what is the situation, and what to do first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.findings.alignment import alignment_heading, alignment_notes
from report_builder.findings.finding import Finding, Share
from report_builder.findings.overview import (
    Card,
    KeyFigure,
    cards,
    key_figures,
    overview_heading,
    overview_lead,
    strip_heading,
)
from report_builder.findings.trend import trend_sentence
from report_builder.markup import Markup
from report_builder.pages.actions import Action, actions
from report_builder.pages.bounds import bounds_note
from report_builder.pages.figure import Charts, Figure, figure, shown
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from report_builder.report import Report

FIRST_ACTIONS = 3


@dataclass(frozen=True, slots=True)
class ColouredCard:
    """A card, and the class of its team's colour; "" for both teams."""

    card: Card
    look: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the page says of shares told as bounds, once: below the first place that has one."""

    cards: str
    alignment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """What the page shows, from top to bottom."""

    kicker: str
    heading: Finding
    lead: tuple[Finding, ...]
    figures: tuple[KeyFigure, ...]
    trend: Finding | None
    about_cards: str
    cards: tuple[ColouredCard, ...]
    strip: Figure | None
    alignment: Figure | None
    alignment_notes: tuple[Finding, ...]
    actions: tuple[Action, ...]
    bounds: Bounds


def overview_page(voice: Voice, charts: Charts) -> Page:
    """The first page of the report."""
    report = voice.report
    strip = figure(
        voice,
        charts,
        "gap-strip",
        strip_heading(report),
        voice.text("strip.about", **_teams(voice)),
    )
    alignment = figure(
        voice, charts, "alignment", alignment_heading(report), voice.text("alignment.about")
    )
    lead = overview_lead(report)
    view = OverviewView(
        kicker=kicker(voice),
        heading=overview_heading(report),
        lead=lead,
        figures=key_figures(report),
        trend=trend_sentence(report.trend) if report.trend else None,
        about_cards=voice.text("overview.cards.about", **_teams(voice)),
        cards=tuple(ColouredCard(card, voice.look(card.team)) for card in cards(report)),
        strip=strip,
        alignment=alignment,
        alignment_notes=alignment_notes(report),
        actions=actions(voice)[:FIRST_ACTIONS],
        bounds=_bounds(voice),
    )
    return page(
        voice,
        Frame(
            path="index.md",
            title=voice.text("overview.title"),
            template="overview",
            charts=shown(strip, alignment),
            about=voice.say(view.heading),
        ),
        view,
    )


def _bounds(voice: Voice) -> Bounds:
    below_cards = bounds_note(voice, _on_cards(voice.report))
    of_alignment = (
        share for each in voice.report.alignment for share in (each.everyone, *each.teams)
    )
    return Bounds(
        cards=below_cards,
        alignment="" if below_cards else bounds_note(voice, of_alignment),
    )


def _on_cards(report: Report) -> Iterator[Share]:
    lines = (line for card in cards(report) for line in card.lines)
    arguments = (argument for line in lines for argument in line.value.arguments.values())
    return (argument for argument in arguments if isinstance(argument, Share))


def kicker(voice: Voice) -> str:
    """Whose survey this is, and of when."""
    settings = voice.settings
    day = voice.language.date(settings.date) if settings.date else ""
    parts = (settings.client, voice.title, settings.wave or day)
    return " · ".join(part for part in parts if part)


def _teams(voice: Voice) -> dict[str, str]:
    return {"first": voice.team(0), "second": voice.team(1)}
