"""When a response counts: the reasons to leave one out, and what a person may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MARKED = "marked"
NO_WAVE = "no-wave"

REASONS: Mapping[str, str] = {
    "test": "test or preview, by the tool's own mark",
    "spam": "spam, by the tool's own mark",
    "screened-out": "screened out by the survey",
    "not-approved": "not approved, by the tool's own mark",
    MARKED: "no response, by the tool's own mark",
    "blank": "nothing filled in",
    "no-team": "names no team",
    "unsubmitted": "never sent off",
    "partial": "too little answered",
    "straight-lining": "the same answer throughout",
    "speeding": "under 2 seconds an item",
    "duplicate": "the same respondent again, in one wave",
    "same-answers": "identical to another response: a possible duplicate",
    NO_WAVE: "states no wave, though others do",
}
"""Why a response is left out or flagged, in the order in which it is judged; with the words."""

ON_REQUEST = ("unsubmitted", "straight-lining", "speeding", "same-answers")
"""What is counted and kept, unless its removal is asked for."""

LEAST_ANSWERED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningRules:
    """Which responses count.

    Attributes:
        least_answered: the share of the items that must be answered, above 0 and at most 1.
        remove: of ON_REQUEST, those that are left out.
    """

    least_answered: float = LEAST_ANSWERED
    remove: frozenset[str] = frozenset()


def known_reason(reason: str) -> str:
    """The reason, or "marked" where a reader has one of its own.

    >>> known_reason("spam"), known_reason("not in the panel")
    ('spam', 'marked')
    """
    return reason if reason in REASONS else MARKED
