"""What the Voices page says: how many words one team clearly uses more, and who wrote.

A word is said to be used more only where its p, adjusted for all words looked at, allows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.findings.finding import Finding, TeamNamed, finding
from report_builder.report import Report
from survey.voices import Words, WordUse


def voices_heading(report: Report) -> Finding:
    """How many words each team clearly uses more; of no words, what the page holds."""
    spoken = report.voices.words
    if not spoken:
        return Finding("voices.remarks")
    first, second = (team.id for team in report.questionnaire.teams)
    of_first, of_second = (_clear(spoken, team) for team in (0, 1))
    if of_first and of_second:
        return finding(
            "voices.both",
            first=TeamNamed(first, "article"),
            a=len(of_first),
            second=TeamNamed(second, "article"),
            b=len(of_second),
        )
    for found, team, other in ((of_first, first, second), (of_second, second, first)):
        if found:
            return finding(
                "voices.one",
                count=len(found),
                team=TeamNamed(team, "article"),
                other=TeamNamed(other, "article"),
            )
    return Finding("voices.none")


def voices_lead(report: Report) -> tuple[Finding, ...]:
    """What a difference in words says, and what it does not."""
    return (Finding("voices.question"),) if report.voices.words else ()


def words_heading(report: Report, spoken: Words) -> Finding:
    """One of the words that are clearly used more; else what the chart shows."""
    clear = [use for use in spoken.words if use.clear]
    if not clear:
        return Finding("voices.side_by_side")
    widest = max(clear, key=lambda use: (abs(use.z), use.word))
    first, second = (team.id for team in report.questionnaire.teams)
    more, less = (first, second) if widest.odds > 0 else (second, first)
    return finding(
        "voices.word",
        word=widest.word,
        team=TeamNamed(more, "article"),
        other=TeamNamed(less, "article"),
    )


def words_authors(report: Report, spoken: Words) -> Finding:
    """How many of each team wrote, and in which language."""
    first, second = (team.id for team in report.questionnaire.teams)
    return finding(
        f"voices.authors.{spoken.language}" if spoken.language else "voices.authors",
        first=TeamNamed(first),
        a=spoken.authors[0],
        second=TeamNamed(second),
        b=spoken.authors[1],
    )


def _clear(spoken: Sequence[Words], team: int) -> list[WordUse]:
    """The words that a team clearly uses more, of all languages."""
    sign = 1 if team == 0 else -1
    return [use for each in spoken for use in each.words if use.clear and sign * use.odds > 0]
