"""The page of a theme: what exactly do people answer on it?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from report_builder.charts.answer_classes import NEUTRAL_CLASS, classes_of
from report_builder.charts.theme_statements import statements_of
from report_builder.findings import Finding
from report_builder.findings.statements import line
from report_builder.findings.themes import (
    bars_heading,
    consensus_notes,
    theme_heading,
    theme_lead,
)
from report_builder.pages.actions import Action, actions
from report_builder.pages.address import theme_path, themes_shown
from report_builder.pages.bounds import bounds_note
from report_builder.pages.figure import Charts, Figure, figure, shown
from report_builder.pages.page import Page
from report_builder.pages.rounding import shares_note
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from report_builder.report import Report
from survey.questionnaire import Dimension, ResponseScale
from survey.unanimity import FEW
from survey.verdict import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of the theme: its title and wording, what was answered, what that says."""

    title: str
    wording: str
    reverse_keyed: bool
    line: Finding
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """What the page shows, from top to bottom."""

    kicker: str
    heading: Finding
    lead: tuple[Finding, ...]
    bars: Figure | None
    rounding: str
    bounds: str
    notes: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    actions: tuple[Action, ...]


def theme_pages(voice: Voice, charts: Charts) -> tuple[Page, ...]:
    """A page for each theme, the outcome among them, in the order of the questionnaire."""
    return tuple(
        _page(voice, charts, voice.report.questionnaire.dimension(theme))
        for theme in themes_shown(voice.report)
    )


def _page(voice: Voice, charts: Charts, dimension: Dimension) -> Page:
    report = _about(voice.report, dimension)
    bars = figure(
        voice,
        charts,
        f"answers-{dimension.id}",
        bars_heading(report, dimension.id),
        _about_bars(voice, _of(report, dimension)),
    )
    shown_of = statements_of(report, dimension.id)
    view = ThemeView(
        kicker=_kicker(voice, dimension),
        heading=theme_heading(report, dimension.id),
        lead=theme_lead(report, dimension.id),
        bars=bars,
        rounding=shares_note(voice, shown_of),
        bounds=bounds_note(voice, (team.favourable for each in shown_of for team in each.teams)),
        notes=consensus_notes(report, dimension.id),
        statements=tuple(_statement(voice, each) for each in _of(report, dimension)),
        actions=tuple(action for action in actions(voice) if _concerns(action, dimension)),
    )
    return page(
        voice,
        Frame(
            path=theme_path(voice.report, dimension.id, "md"),
            title=voice.theme(dimension.id),
            section=voice.text("themes.title"),
            template="theme",
            charts=shown(bars),
            about=voice.say(view.heading),
        ),
        view,
    )


def _about_bars(voice: Voice, statements: tuple[Judgement, ...]) -> str:
    """What the chart shows: every answer where 20 or more were given, else shares alone.

    Of neutral answers it speaks where a scale has one.
    """
    counts = voice.report.counts
    counted = [
        (each.gap.subject, group) in counts for each in statements for group in each.gap.groups
    ]
    if not any(counted):
        return voice.text("bars.few", count=FEW)
    neutral = any(classes_of(scale)[NEUTRAL_CLASS] for scale in _scales(voice, statements))
    return " ".join(
        (
            voice.text("bars.about"),
            *([voice.text("bars.neutral")] if neutral else []),
            *([] if all(counted) else [voice.text("bars.some", count=FEW)]),
        )
    )


def _scales(voice: Voice, statements: tuple[Judgement, ...]) -> tuple[ResponseScale, ...]:
    return tuple(voice.report.questionnaire.item(each.gap.subject).scale for each in statements)


def _kicker(voice: Voice, dimension: Dimension) -> str:
    """Which theme of how many; an outcome is none of them."""
    if dimension.outcome:
        return voice.text("theme.outcome")
    asked = voice.report.questionnaire
    themes = [each for each in themes_shown(voice.report) if not asked.dimension(each).outcome]
    return voice.text(
        "theme.kicker",
        place=themes.index(dimension.id) + 1,
        total=len(themes),
        theme=voice.theme(dimension.id),
    )


def _about(report: Report, dimension: Dimension) -> Report:
    """The report as the findings of a theme read it: an outcome's items are its statements."""
    return replace(report, statements=report.outcomes) if dimension.outcome else report


def _of(report: Report, dimension: Dimension) -> tuple[Judgement, ...]:
    items = {item.id for item in report.questionnaire.items_of(dimension.id)}
    return tuple(each for each in report.statements if each.gap.subject in items)


def _concerns(action: Action, dimension: Dimension) -> bool:
    return any(theme.id == dimension.id for theme in action.themes)


def _statement(voice: Voice, judgement: Judgement) -> Statement:
    item = voice.report.questionnaire.item(judgement.gap.subject)
    return Statement(
        title=voice.label(item.title),
        wording=voice.language.quoted(voice.label(item.wording)),
        reverse_keyed=item.reverse_keyed,
        line=line(judgement.gap, voice.report.questionnaire),
        verdict=voice.verdict(judgement),
    )
