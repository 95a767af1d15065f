"""The default engine: batches of responses from pandas, counted one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from survey.cleaning import Cleaned
from survey.errors import NoResponsesError
from survey.questionnaire import Questionnaire
from survey.release import Removed
from survey.tally import Tally, tally


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The survey counted: its tally, the responses read, and why some do not count."""

    tally: Tally
    read: int
    removed: tuple[Removed, ...]


def count(batches: Iterable[Cleaned], questionnaire: Questionnaire) -> Counted:
    """Count every batch and add up; memory is that of one batch.

    Raises:
        NoResponsesError: no response is left to count.
    """
    whole: Tally | None = None
    read = 0
    removed: Counter[str] = Counter()
    for batch in batches:
        counted = tally(batch.responses, questionnaire)
        whole = counted if whole is None else whole + counted
        read += batch.read
        removed.update({removal.reason: removal.count for removal in batch.removals})
    reasons = tuple(Removed(reason, removed[reason]) for reason in sorted(removed))
    if whole is None or not whole.respondents.sum() + whole.outside_teams:
        raise NoResponsesError(
            f"No response is left of {read} read{_told(reasons)}.",
            "check that the export holds real, finished answers with their team "
            "(build-report check EXPORT).",
        )
    return Counted(tally=whole, read=read, removed=reasons)


def _told(reasons: tuple[Removed, ...]) -> str:
    listed = ", ".join(f"{entry.count} {entry.reason}" for entry in reasons)
    return f" ({listed})" if listed else ""
