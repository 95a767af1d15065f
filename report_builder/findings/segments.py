"""What the Segments page says: what its table shows, and no comparison between its columns.

That a gap differs from one group to another would take a test of its own (an interaction); none
is made, so the sentences count and compare nothing.
"""

from __future__ import annotations

from report_builder.findings.finding import Finding, Label, Listing, finding
from report_builder.findings.statements import clear
from report_builder.report import Report
from report_builder.segment_levels import Segment


def segments_heading(report: Report) -> Finding:
    """By which segments the gaps are shown."""
    return finding(
        "segments.heading",
        segments=Listing(tuple(Label(segment.label) for segment in report.segments)),
    )


def segments_lead(report: Report) -> tuple[Finding, ...]:
    """How many gaps within a group are clear, of how many, and how far that goes."""
    counted = finding(
        "segments.clear", count=len(clear(report.by_segment)), total=len(report.by_segment)
    )
    return (counted, Finding("segments.untested"))


def segment_notes(segment: Segment) -> tuple[Finding, ...]:
    """How many levels of a segment are not shown; none, no note."""
    if not segment.hidden_levels:
        return ()
    return (finding("segments.hidden", segment=Label(segment.label), count=segment.hidden_levels),)
