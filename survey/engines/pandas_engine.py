"""The default engine: batches of responses from pandas, counted one after the other."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from survey.cleaning import Cleaned
from survey.notices import notices
from survey.questionnaire import Questionnaire
from survey.release import Removed
from survey.tally import Tally, tally


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The survey counted: its tally, the responses read, and why some do not count.

    `warnings` are what the counts show that a person should know, one sentence each.
    """

    tally: Tally
    read: int
    removed: tuple[Removed, ...]
    warnings: tuple[str, ...] = ()

    def __add__(self, other: Counted) -> Counted:
        """Both batches together; they are without warnings still."""
        return Counted(
            tally=self.tally + other.tally,
            read=self.read + other.read,
            removed=_by_reason([*self.removed, *other.removed]),
        )


def count(batches: Iterable[Cleaned], questionnaire: Questionnaire) -> Counted:
    """Count every batch and add up; memory is that of one batch and the counts.

    There is at least one batch. Levels that differ in case, accents or blanks only are one.
    """
    whole = reduce(operator.add, (_counted(batch, questionnaire) for batch in batches))
    return replace(
        whole,
        tally=whole.tally.in_one_spelling(),
        warnings=notices(whole.tally, questionnaire),
    )


def _counted(batch: Cleaned, questionnaire: Questionnaire) -> Counted:
    return Counted(
        tally=tally(batch.responses, questionnaire),
        read=batch.read,
        removed=_by_reason(batch.removed),
    )


def _by_reason(removed: Iterable[Removed]) -> tuple[Removed, ...]:
    """One entry a reason, in order."""
    counts: Counter[str] = Counter()
    for entry in removed:
        counts[entry.reason] += entry.count
    return tuple(Removed(reason, counts[reason]) for reason in sorted(counts))
