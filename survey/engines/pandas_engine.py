"""The default engine: batches of responses from pandas, counted one after the other."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from survey.answer_languages import Spoken, mixed_languages
from survey.bare_numbers import BareNumbers, misfits, together
from survey.cleaning import Cleaned
from survey.cleaning_rules import REASONS
from survey.keying import NOT_COMPARED, Keying, keying, wrong_ways
from survey.notices import notices
from survey.questionnaire import Questionnaire
from survey.release import Flagged, Removed
from survey.tally import Tally, tally


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The survey counted: its tally, the responses read, and why some do not count.

    `flagged` are exact numbers of people in the figures: not to be published as they are.
    `numbers` are the bare numbers among the answers, `keying` how reverse-keyed items go with the
    others; `warnings` what all these show that a person should know, one sentence each.
    """

    tally: Tally
    read: int
    removed: tuple[Removed, ...]
    flagged: tuple[Flagged, ...] = ()
    numbers: tuple[BareNumbers, ...] = ()
    keying: Keying = NOT_COMPARED
    spoken: frozenset[Spoken] = frozenset()
    warnings: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing of the answers, and no reason to stop."""
        return mixed_languages(self.spoken)

    def __add__(self, other: Counted) -> Counted:
        """Both batches together; they are without warnings still."""
        return Counted(
            tally=self.tally + other.tally,
            read=self.read + other.read,
            removed=_removed([*self.removed, *other.removed]),
            flagged=_flagged([*self.flagged, *other.flagged]),
            numbers=together([*self.numbers, *other.numbers]),
            keying=self.keying + other.keying,
            spoken=self.spoken | other.spoken,
        )


def count(batches: Iterable[Cleaned], questionnaire: Questionnaire) -> Counted:
    """Count every batch and add up; memory is that of one batch and the counts.

    There is at least one batch. Levels that differ in case, accents or blanks only are one.
    """
    whole = reduce(operator.add, (_counted(batch, questionnaire) for batch in batches))
    return replace(
        whole,
        tally=whole.tally.in_one_spelling(),
        warnings=(
            *notices(whole.tally, questionnaire),
            *misfits(whole.numbers),
            *wrong_ways(whole.keying, questionnaire),
        ),
    )


def _counted(batch: Cleaned, questionnaire: Questionnaire) -> Counted:
    return Counted(
        tally=tally(batch.responses, questionnaire),
        read=batch.read,
        removed=_removed(batch.removed),
        flagged=_flagged(Flagged(flag.reason, int(flag.marked.sum())) for flag in batch.flags),
        numbers=batch.numbers,
        keying=keying(batch.responses, questionnaire),
        spoken=batch.spoken,
    )


def _removed(entries: Iterable[Removed]) -> tuple[Removed, ...]:
    counts = _by_reason((entry.reason, entry.count) for entry in entries)
    return tuple(Removed(reason, count) for reason, count in counts.items())


def _flagged(entries: Iterable[Flagged]) -> tuple[Flagged, ...]:
    counts = _by_reason((entry.reason, entry.count or 0) for entry in entries)
    return tuple(Flagged(reason, count) for reason, count in counts.items())


def _by_reason(entries: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How many by reason, where there are any, in the order in which reasons are judged."""
    counts: Counter[str] = Counter()
    for reason, count in entries:
        counts[reason] += count
    return {reason: counts[reason] for reason in REASONS if counts[reason]}
