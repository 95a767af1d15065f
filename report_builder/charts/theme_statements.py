"""The statements of one theme with what may be shown of their answers, team by team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.charts.answer_classes import ClassShares, class_shares
from report_builder.charts.wording import Wording, shares_of
from report_builder.report import Report
from survey.estimates import Estimate
from survey.questionnaire import Item
from survey.verdict import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAnswers:
    """The answers of one team to one statement.

    Attributes:
        position: the first (0) or second (1) team.
        favourable: the share of favourable answers.
        shares: of the classes of answers; None where too few answered to show them.
    """

    position: int
    favourable: Estimate
    shares: ClassShares | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement with the answers of both teams."""

    judgement: Judgement
    item: Item
    teams: tuple[TeamAnswers, TeamAnswers]


def statements_of(report: Report, dimension: str) -> tuple[Statement, ...]:
    """The statements shown of a theme, widest gap first."""
    found = [each for each in all_statements(report) if each.item.dimension == dimension]
    return tuple(sorted(found, key=lambda each: -abs(each.judgement.gap.difference.value)))


def all_statements(report: Report) -> Iterator[Statement]:
    """Every statement of the report, those of outcomes included."""
    for judgement in (*report.statements, *report.outcomes):
        item = report.questionnaire.item(judgement.gap.subject)
        first, second = (_answers(report, judgement, item, position) for position in (0, 1))
        yield Statement(judgement=judgement, item=item, teams=(first, second))


def _answers(report: Report, judgement: Judgement, item: Item, position: int) -> TeamAnswers:
    counts = report.counts.get((item.id, judgement.gap.groups[position]))
    return TeamAnswers(
        position=position,
        favourable=shares_of(judgement.gap)[position],
        shares=None if counts is None else class_shares(counts, item.scale),
    )


def said_answers(wording: Wording, answers: TeamAnswers) -> str:
    """A team's answers in words: the tooltip and a part of the text alternative."""
    team, percent = wording.team(answers.position), wording.language.percent
    if answers.shares is None:
        return wording.say(
            "seen.share",
            team=team,
            share=wording.share(answers.favourable),
            interval=wording.share_interval(answers.favourable),
        )
    shares = answers.shares
    said = {
        "team": team,
        "favourable": wording.share(answers.favourable),
        "unfavourable": percent(shares.unfavourable),
    }
    if not shares.has_neutral:
        return wording.say("answers.title.even", **said)
    return wording.say("answers.title", neutral=percent(shares.neutral), **said)
