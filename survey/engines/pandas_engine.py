"""The default engine: batches of responses from pandas, counted one after the other."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from survey.answer_languages import Spoken, mixed_languages
from survey.bare_numbers import BareNumbers, misfits
from survey.bare_numbers import together as all_numbers
from survey.cells import WAVE
from survey.cleaning import Cleaned
from survey.cleaning_rules import REASONS
from survey.keying import NOT_COMPARED, Keying, keying, wrong_ways
from survey.notices import notices
from survey.questionnaire import Questionnaire
from survey.release import Flagged, Removed
from survey.tally import Tally, tally
from survey.wave_order import in_time
from survey.wording import quoted


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """What was answered in one wave; the label is "" where none is stated."""

    label: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The survey counted: the tally of each wave, the responses read, why some do not count.

    `waves` are at least one, the oldest first; all else is of all waves together. `flagged` are
    exact numbers of people in the figures: not to be published as they are. `numbers` are the bare
    numbers among the answers, `keying` how reverse-keyed items go with the others; `warnings` what
    all these show that a person should know, one sentence each.
    """

    waves: tuple[Wave, ...]
    read: int
    removed: tuple[Removed, ...]
    flagged: tuple[Flagged, ...] = ()
    numbers: tuple[BareNumbers, ...] = ()
    keying: Keying = NOT_COMPARED
    spoken: frozenset[Spoken] = frozenset()
    warnings: tuple[str, ...] = ()

    @property
    def tally(self) -> Tally:
        """The counts of all waves together."""
        return reduce(operator.add, (wave.tally for wave in self.waves))

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing of the answers, and no reason to stop."""
        return (*_order(self.waves), *mixed_languages(self.spoken))

    def __add__(self, other: Counted) -> Counted:
        """Both batches together; they are without warnings still."""
        return Counted(
            waves=_waves([*self.waves, *other.waves]),
            read=self.read + other.read,
            removed=_removed([*self.removed, *other.removed]),
            flagged=_flagged([*self.flagged, *other.flagged]),
            numbers=all_numbers([*self.numbers, *other.numbers]),
            keying=self.keying + other.keying,
            spoken=self.spoken | other.spoken,
        )


def count(
    batches: Iterable[Cleaned], questionnaire: Questionnaire, waves: Sequence[str] = ()
) -> Counted:
    """Count every batch and add up; memory is that of one batch and the counts.

    Levels that differ in case, accents or blanks only are one.

    Args:
        batches: at least one.
        questionnaire: what was asked.
        waves: their labels in the order in which their files are given, where files say it.
    """
    whole = reduce(operator.add, (_counted(batch, questionnaire) for batch in batches))
    together = whole.tally
    return replace(
        whole,
        waves=_in_order(whole.waves, together, waves),
        warnings=(
            *notices(together, questionnaire),
            *misfits(whole.numbers),
            *wrong_ways(whole.keying, questionnaire),
        ),
    )


def _counted(batch: Cleaned, questionnaire: Questionnaire) -> Counted:
    return Counted(
        waves=tuple(
            Wave(label, tally(responses, questionnaire))
            for label, responses in batch.responses.by_wave()
        ),
        read=batch.read,
        removed=_removed(batch.removed),
        flagged=_flagged(Flagged(flag.reason, int(flag.marked.sum())) for flag in batch.flags),
        numbers=batch.numbers,
        keying=keying(batch.responses, questionnaire),
        spoken=batch.spoken,
    )


def _order(waves: Sequence[Wave]) -> Iterator[str]:
    """Which wave the report is of, and which come before it."""
    if len(waves) > 1:
        names = ", ".join(quoted(wave.label, 40) for wave in waves)
        yield f"Waves, the oldest first: {names}. The report is of the last."


def _waves(waves: Iterable[Wave]) -> tuple[Wave, ...]:
    """Each label once, its tallies added up."""
    found: dict[str, Tally] = {}
    for wave in waves:
        known = found.get(wave.label)
        found[wave.label] = known + wave.tally if known else wave.tally
    return tuple(Wave(label, found[label]) for label in sorted(found))


def _in_order(waves: Iterable[Wave], together: Tally, given: Sequence[str]) -> tuple[Wave, ...]:
    """The oldest first; names that differ in case, accents or blanks only are one."""
    spelling = together.cells.spellings()[together.cells.columns.index(WAVE)]
    respelt = _waves(Wave(spelling.get(wave.label, wave.label), wave.tally) for wave in waves)
    found = {wave.label: wave.tally.in_one_spelling() for wave in respelt}
    return tuple(Wave(label, found[label]) for label in in_time(found, given))


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
