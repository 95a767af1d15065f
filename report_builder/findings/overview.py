"""What the Overview says: its heading and lead, four figures, three cards, the strip's heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from report_builder.findings.alignment import alignment_share
from report_builder.findings.finding import (
    Argument,
    Finding,
    Points,
    Share,
    ShareInterval,
    TeamNamed,
    Topic,
    finding,
)
from report_builder.findings.statements import (
    clear,
    directions,
    first_more,
    low_and_verdicts,
    low_sentence,
    rated_low,
    second_more,
    widest_sentence,
)
from report_builder.findings.themes import divided, theme_statements
from report_builder.report import Report
from survey.alignment import AlignmentShare
from survey.verdict import Judgement

CARD_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One of the large figures: the figure, what it counts, and what it rests on."""

    id: Literal["alignment", "gaps", "low", "response"]
    value: Finding
    label: Finding
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """A statement on a card, by its title, with its gap or its two shares."""

    title: Finding
    value: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A few statements of one kind; `rest` says how many more there are, or that there is none.

    `team` is the more positive one, or "" for what both teams rate low.
    """

    team: str
    heading: Finding
    lines: tuple[CardLine, ...]
    rest: Finding | None


def overview_heading(report: Report) -> Finding:
    """The share who say "aligned", where asked, and how many statements show a clear gap."""
    found, total = len(clear(report.statements)), len(report.statements)
    counts: dict[str, Argument] = {"count": found, "total": total}
    if not total:
        return finding("overview.heading.no_statement", **_between(report))
    share = alignment_share(report, "A2")
    if share is None:
        if found:
            return finding("overview.heading.gaps", **counts, **_between(report))
        return finding("overview.heading.none", **_between(report))
    said = Share.of(share.everyone, opens=True)
    if found:
        return finding("overview.heading.share_gaps", share=said, **counts)
    return finding("overview.heading.share_none", share=said)


def overview_lead(report: Report) -> tuple[Finding, ...]:
    """At most three sentences: who is more positive, one of the widest gaps, what is low."""
    found = clear(report.statements)
    if not found:
        return low_and_verdicts(report.statements)[:3]
    widest = finding("sentence", text=widest_sentence(found, report.statements))
    return (*directions(found, "lead"), widest, *low_sentence(report.statements))


def key_figures(report: Report) -> tuple[KeyFigure, ...]:
    """The share who say "aligned" where asked, clear gaps, what is low, who answered."""
    found, low = clear(report.statements), rated_low(report.statements)
    total = len(report.statements)
    share = alignment_share(report, "A2")
    figures = [
        KeyFigure(
            id="gaps",
            value=finding("figure.of", count=len(found), total=total),
            label=finding("figure.gaps.label", count=len(found)),
            notes=directions(found, "note"),
        ),
        KeyFigure(
            id="low",
            value=finding("figure.of", count=len(low), total=total),
            label=finding("figure.low.label", count=len(low)),
            notes=(Finding("figure.low.note"),),
        ),
        _response_figure(report),
    ]
    return (_alignment_figure(share), *figures) if share else tuple(figures)


def cards(report: Report) -> tuple[Card, Card, Card]:
    """Where the first team is more positive, where the second is, and what both rate low."""
    found = clear(report.statements)
    first, second = report.questionnaire.teams
    return (
        _team_card(first.id, first_more(found)),
        _team_card(second.id, second_more(found)),
        _low_card(rated_low(report.statements)),
    )


def strip_heading(report: Report) -> Finding:
    """A theme with the most clear gaps, and how many: counts, no superlative."""
    themes = [each.id for each in report.questionnaire.dimensions if not each.outcome]
    found = {theme: clear(theme_statements(report, theme)) for theme in themes}
    most = max(themes, key=lambda theme: len(found[theme]), default="")
    if not most or not found[most]:
        return Finding("strip.none")
    return divided(report, most)


def _between(report: Report) -> dict[str, Argument]:
    first, second = report.questionnaire.teams
    return {"first": TeamNamed(first.id, "article"), "second": TeamNamed(second.id, "article")}


def _alignment_figure(share: AlignmentShare) -> KeyFigure:
    everyone = share.everyone
    return KeyFigure(
        id="alignment",
        value=finding("figure.share", share=Share.of(everyone)),
        label=Finding("figure.alignment.label"),
        notes=(
            finding(
                f"figure.alignment.note{'.at-least' if everyone.at_least else ''}",
                interval=ShareInterval(everyone),
                count=everyone.base,
            ),
        ),
    )


def _response_figure(report: Report) -> KeyFigure:
    first, second = report.response
    named: dict[str, Argument] = {
        "first": TeamNamed(first.team),
        "first_answered": first.answered,
        "second": TeamNamed(second.team),
        "second_answered": second.answered,
    }
    answered = first.answered + second.answered
    if first.asked is None or second.asked is None:
        panel = report.panel
        return KeyFigure(
            id="response",
            value=finding("figure.count", count=answered),
            label=finding("figure.response.answered", count=answered),
            notes=(
                finding("figure.response.teams", **named),
                *((finding("figure.response.companies", count=panel.companies),) if panel else ()),
            ),
        )
    asked = first.asked + second.asked
    each_asked: dict[str, Argument] = {"first_asked": first.asked, "second_asked": second.asked}
    return KeyFigure(
        id="response",
        value=finding("figure.share", share=Share(answered / asked)),
        label=finding("figure.response.rate", count=answered, asked=asked),
        notes=(finding("figure.response.teams_asked", **named, **each_asked),),
    )


def _team_card(team: str, statements: tuple[Judgement, ...]) -> Card:
    lines = tuple(
        CardLine(_title(each), finding("card.gap", gap=Points(each.gap.difference.value)))
        for each in statements
    )
    return _card(team, finding("card.team.heading", team=TeamNamed(team)), lines)


def _low_card(statements: tuple[Judgement, ...]) -> Card:
    lines = tuple(CardLine(_title(each), _two_shares(each)) for each in statements)
    return _card("", Finding("card.low.heading"), lines)


def _card(team: str, heading: Finding, lines: tuple[CardLine, ...]) -> Card:
    more = len(lines) - CARD_LINES
    none = Finding("card.team.none" if team else "card.low.none")
    rest = finding("card.more", count=more) if more > 0 else None
    return Card(team=team, heading=heading, lines=lines[:CARD_LINES], rest=rest if lines else none)


def _title(judgement: Judgement) -> Finding:
    return finding("title", topic=Topic(judgement.gap.subject))


def _two_shares(judgement: Judgement) -> Finding:
    a, b = (Share.of(share) for share in judgement.gap.shares or ())
    return finding("card.shares", a=a, b=b)
