"""The Voices page: do the teams speak the same language, and what do people say in their own?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.charts.words import chart_id
from report_builder.findings import Finding
from report_builder.findings.voices import (
    voices_heading,
    voices_lead,
    words_authors,
    words_heading,
)
from report_builder.markup import Markup
from report_builder.pages.figure import Charts, Figure, figure, shown
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from survey.questionnaire import OptionalQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The comments of one team on one question."""

    team: str
    look: Markup
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question, and what each team answered."""

    id: Markup
    question: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesView:
    """What the page shows, from top to bottom."""

    heading: Finding
    lead: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    answered: tuple[Answered, ...]
    minimum: int


def voices_page(voice: Voice, charts: Charts) -> Page | None:
    """The page of words and comments; None where there are neither."""
    report = voice.report
    if not (report.voices.words or report.voices.remarks):
        return None
    figures = [
        figure(
            voice,
            charts,
            chart_id(spoken),
            words_heading(report, spoken),
            voice.say(words_authors(report, spoken)),
        )
        for spoken in report.voices.words
    ]
    view = VoicesView(
        heading=voices_heading(report),
        lead=voices_lead(report),
        figures=tuple(each for each in figures if each),
        answered=tuple(_answered(voice)),
        minimum=report.rules.minimum_group,
    )
    return page(
        voice,
        Frame(
            path="voices.md",
            title=voice.text("voices.title"),
            charts=shown(*figures),
            about=voice.say(view.heading),
        ),
        view,
    )


def _answered(voice: Voice) -> Iterator[Answered]:
    """The questions to which comments are shown."""
    for place, question in enumerate(voice.report.open_questions, start=1):
        sides = tuple(side for side in _sides(voice, question) if side.texts)
        if sides:
            yield Answered(
                id=Markup(f"question-{place}"),
                question=voice.label(question.wording),
                sides=sides,
            )


def _sides(voice: Voice, question: OptionalQuestion) -> Iterator[Side]:
    for place, team in enumerate(voice.report.questionnaire.teams):
        yield Side(
            team=voice.team(place),
            look=voice.look(team.id),
            texts=tuple(
                remark.text
                for remark in voice.report.voices.remarks
                if (remark.question, remark.team) == (question.id, team.id)
            ),
        )
