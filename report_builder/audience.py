"""For whom a site is: which parts of one and the same report it shows."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from report_builder.report import Report


class Audience(StrEnum):
    """CLIENT: who ordered the report, and sees all of it. LEADER: the heads of the two teams.

    STAFF: everybody who was asked, and their representatives.
    """

    CLIENT = "client"
    LEADER = "leader"
    STAFF = "staff"


def for_audience(report: Report, audience: Audience) -> Report:
    """The report without what is not for these readers: pages, charts and data alike.

    Nothing is counted anew or said otherwise. Leaders and staff get no breakdown by segment, which
    is for looking where to ask further; staff get nothing of the client's own money either, nor
    comments, in which colleagues would look for each other.
    """
    if audience is Audience.CLIENT:
        return report
    whole_teams = tuple(entry for entry in report.groups if not entry.group.segment)
    told = replace(report, groups=whole_teams, segments=(), by_segment=(), weighted=None)
    if audience is Audience.LEADER:
        return told
    return replace(told, stakes=None, voices=replace(told.voices, remarks=()))
