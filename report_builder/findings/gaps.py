"""What the Gaps page says: how many clear gaps, in which direction, and what else was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_builder.findings.finding import Finding, finding
from report_builder.findings.statements import (
    clear,
    directions,
    verdict_sentences,
    widest_sentence,
)
from report_builder.language import rounded
from report_builder.report import Report
from survey.verdict import Judgement

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Majorities:
    """On how many statements more than half of the answers are favourable, and in which team."""

    both: int
    first: int
    second: int
    neither: int


def gaps_heading(report: Report) -> Finding:
    """How many statements show a clear gap, and which team is the more positive one."""
    found, total = clear(report.statements), len(report.statements)
    if not found:
        return Finding("gaps.heading.none")
    return finding(
        "gaps.heading", count=len(found), total=total, directions=directions(found, "heading")[0]
    )


def gaps_lead(report: Report) -> tuple[Finding, ...]:
    """How many of the others are aligned, show signs of a gap, or allow no conclusion."""
    return verdict_sentences(report.statements)


def association_heading(report: Report) -> Finding:
    """How many themes go together with saying that the teams are aligned."""
    found = [each for each in report.associations if each.clear and each.within.value > 0]
    if not found:
        return Finding("association.none")
    return finding("association.heading", count=len(found), total=len(report.associations))


def ranking_heading(report: Report) -> Finding:
    """One of the widest clear gaps; without any, what the ranking shows."""
    found = clear(report.statements)
    if not found:
        return Finding("gaps.ranking.none")
    return widest_sentence(found, report.statements)


def majorities(statements: Sequence[Judgement]) -> Majorities:
    """Where more than half are in favour, by the shares as they are printed."""
    sides = [
        tuple(rounded(share.value, 2) > HALF for share in each.gap.shares or ())
        for each in statements
    ]
    return Majorities(
        both=sides.count((True, True)),
        first=sides.count((True, False)),
        second=sides.count((False, True)),
        neither=sides.count((False, False)),
    )


def map_heading(report: Report) -> Finding:
    """On how many statements one team alone, or neither, is in favour by more than half."""
    found = majorities(report.statements)
    one = found.first + found.second
    if not one:
        return Finding("gaps.map.none")
    return finding(
        "gaps.map",
        one=one,
        total=len(report.statements),
        neither=found.neither,
    )
