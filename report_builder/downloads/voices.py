"""The rows of report.json on open questions: words with their authors, and reviewed comments."""

from __future__ import annotations

from report_builder.downloads.document import Row, group_id
from report_builder.fineness import figure
from report_builder.report import Report
from survey.release import Group

ODDS_DECIMALS = 3


def words(report: Report) -> list[Row]:
    """A row for each word: how many people of each team used it, and how far they differ."""
    groups = [group_id(Group(team=team.id)) for team in report.questionnaire.teams]
    return [
        {
            "groups": groups,
            "language": spoken.language or None,
            "word": use.word,
            "people": list(use.people),
            "authors": list(spoken.authors),
            "uses": list(spoken.uses),
            "log_odds": _figure(use.odds),
            "low": _figure(use.low),
            "high": _figure(use.high),
            "z": _figure(use.z),
            "p_adjusted": figure(use.p, exact=True, decimals=ODDS_DECIMALS),
            "clear": use.clear,
        }
        for spoken in report.voices.words
        for use in spoken.words
    ]


def comments(report: Report) -> list[Row]:
    """A row for each comment that a person has reviewed."""
    wordings = {question.id: dict(question.wording) for question in report.open_questions}
    return [
        {
            "group": group_id(Group(team=remark.team)),
            "question": remark.question,
            "asked": wordings[remark.question],
            "text": remark.text,
        }
        for remark in report.voices.remarks
    ]


def _figure(value: float) -> float:
    return figure(value, exact=False, decimals=ODDS_DECIMALS)
