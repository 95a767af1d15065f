"""What is said of the share who call the teams aligned, and of the share that is often quoted.

A2, the favourable answers, is the headline; A1, the top answer alone, is what the quoted share
may be held against. Its source was never found, and it counts companies: both are always said.
"""

from __future__ import annotations

from report_builder.findings.companies import aligned_sentence
from report_builder.findings.finding import (
    Finding,
    Label,
    Listing,
    Quoted,
    Share,
    ShareInterval,
    Topic,
    finding,
)
from report_builder.findings.quoted import quoted_notes, quotes_idc
from report_builder.report import Report
from survey.alignment import AlignmentShare
from survey.questionnaire import Item


def alignment_share(report: Report, definition: str) -> AlignmentShare | None:
    """The share by that definition ("A1" or "A2"); None where it was not asked or not shown."""
    return next((each for each in report.alignment if each.definition == definition), None)


def alignment_heading(report: Report) -> Finding | None:
    """The share by A2 with its interval; None where it was not asked."""
    share = alignment_share(report, "A2")
    if share is None:
        return None
    everyone = share.everyone
    said = Share.of(everyone, opens=True)
    return finding("alignment.heading", share=said, interval=ShareInterval(everyone))


def alignment_notes(report: Report) -> tuple[Finding, ...]:
    """Both definitions, and what may be said of the quoted share beside the strict one."""
    loose, strict = alignment_share(report, "A2"), alignment_share(report, "A1")
    if loose is None or strict is None:
        return ()
    item = report.questionnaire.item(str(report.questionnaire.alignment_item))
    everyone = strict.everyone
    return (
        finding(
            "alignment.counted",
            answers=_answers(item, item.scale.favourable_from),
            topic=Topic(item.id),
        ),
        finding(
            "alignment.strict",
            answers=_answers(item, item.scale.size),
            share=Share.of(everyone, in_words=True),
            interval=ShareInterval(everyone),
        ),
        *_quoted(report, strict),
        *aligned_sentence(report),
    )


def _quoted(report: Report, strict: AlignmentShare) -> tuple[Finding, ...]:
    """What is said of the consultant's own figure wherever it is quoted; of IDC's, in short."""
    quoted = report.settings.benchmark
    if quoted.label:
        return quoted_notes(report)
    if not quotes_idc(report):
        return ()
    within = strict.everyone.low <= quoted.value <= strict.everyone.high
    told = f"alignment.quoted.{'within' if within else 'apart'}"
    return (finding(told, share=Share(quoted.value)),)


def _answers(item: Item, lowest: int) -> Listing:
    """The labels of the answers counted, as they were ticked, the mildest first."""
    ordered = item.scale.points[::-1] if item.reverse_keyed else item.scale.points
    return Listing(tuple(Quoted(Label(point.label)) for point in ordered[lowest - 1 :]), "or")
