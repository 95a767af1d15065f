"""What may be said of the answers: findings, each allowed by its verdict and interval.

One module a page of the report; `finding` holds the type and how it is said.
"""

from report_builder.findings.finding import (
    Argument,
    Day,
    Finding,
    Label,
    Listing,
    Part,
    Points,
    PointsInterval,
    Quoted,
    Share,
    ShareInterval,
    TeamNamed,
    Theme,
    Topic,
    finding,
    say,
)

__all__ = [
    "Argument",
    "Day",
    "Finding",
    "Label",
    "Listing",
    "Part",
    "Points",
    "PointsInterval",
    "Quoted",
    "Share",
    "ShareInterval",
    "TeamNamed",
    "Theme",
    "Topic",
    "finding",
    "say",
]
