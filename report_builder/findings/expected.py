"""What the Mirror page says of what each team expects the other to answer.

Each of the four ways to stand is said on two clear verdicts alone; where one is missing, the
sentence says that the answers do not show it. "More favourable than expected" needs a clear gap.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.findings.finding import (
    Argument,
    Finding,
    Label,
    Points,
    PointsInterval,
    Share,
    TeamNamed,
    Topic,
    finding,
)
from report_builder.report import Report
from survey.coorientation import Distance, MetaGap, Standing
from survey.questionnaire import Questionnaire
from survey.verdict import Verdict

_TOLD_FIRST = (Standing.FALSE_CONSENSUS, Standing.FALSE_CONFLICT, Standing.DISSENSUS)


def expected_heading(report: Report) -> Finding:
    """What is falsely believed, else what is known to differ, else what is clearly misjudged."""
    for standing in _TOLD_FIRST:
        found = [gap for gap in report.meta if gap.standing is standing]
        if found:
            return finding(
                f"expected.heading.{standing.value}", count=len(found), total=len(report.meta)
            )
    misjudged = [gap for gap in report.meta if gap.accuracy.verdict is Verdict.GAP]
    if misjudged:
        return finding("expected.heading.misjudged", count=len(misjudged), total=len(report.meta))
    return Finding("expected.heading.none")


def expected_sentences(gap: MetaGap, questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """The three views in shares, what the team knows of the other, and how well it foresees it."""
    named: dict[str, Argument] = {
        "of_team": TeamNamed(gap.team, "of"),
        "of_other": TeamNamed(gap.other, "of"),
    }
    item = questionnaire.item(gap.item)
    agree = item.scale.disagree if item.reverse_keyed else item.scale.agree
    views = finding(
        "expected.views",
        agree=Label(agree),
        own=Share.of(gap.own),
        expected=Share.of(gap.foreseen),
        given=Share.of(gap.outside),
        **named,
    )
    return views, Finding(f"expected.standing.{gap.standing.value}"), _accuracy(gap)


def expected_title(gap: MetaGap) -> Finding:
    """Which team was asked about which statement."""
    return finding("expected.title", team=TeamNamed(gap.team), topic=Topic(gap.item))


def paired_note(gaps: Sequence[MetaGap]) -> Finding:
    """Whether own and expected answers were compared person by person; there is a gap at least."""
    paired = sum(gap.paired for gap in gaps)
    if paired == len(gaps):
        return Finding("expected.paired.all")
    return Finding("expected.paired.some" if paired else "expected.paired.none")


def _accuracy(gap: MetaGap) -> Finding:
    told: Distance = gap.accuracy
    verdict = told.verdict
    way = ""
    if verdict in {Verdict.GAP, Verdict.POSSIBLE_GAP}:
        way = ".above" if told.difference.value > 0 else ".below"
    form = "everyone" if told.difference.low == told.difference.high else "interval"
    measured: dict[str, Argument] = {"gap": Points(told.difference.value, named=True)}
    if form == "interval":
        measured["interval"] = PointsInterval(told.difference)
    return finding(
        f"expected.accuracy.{verdict.value}{way}", measured=finding(f"line.gap.{form}", **measured)
    )
