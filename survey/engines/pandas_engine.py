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
from survey.cells import Spelling
from survey.cleaning import Cleaned
from survey.cleaning_rules import NO_WAVE, REASONS
from survey.keying import NOT_COMPARED, Keying, keying, wrong_ways
from survey.linking import LinkedCounts, Linking, Met, met_again, retold, written
from survey.notices import notices
from survey.questionnaire import Questionnaire
from survey.release import Flagged, Removed
from survey.tally import Tally, tally
from survey.wave_order import in_time
from survey.wording import levelled, quoted


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """What was answered in one wave, and what is noticed of those who answered.

    The label is "" where none is stated. `flagged` are exact numbers of people in the figures: not
    to be published as they are.
    """

    label: str
    tally: Tally
    flagged: tuple[Flagged, ...] = ()

    def __add__(self, other: Wave) -> Wave:
        """Both batches of one wave together."""
        return replace(
            self,
            tally=self.tally + other.tally,
            flagged=_flagged([*self.flagged, *other.flagged]),
        )

    @property
    def kept(self) -> int:
        """How many responses of it count, those of neither team included."""
        whole = [not (group.segment or group.company) for group in self.tally.groups]
        return int(self.tally.respondents[whole].sum()) + self.tally.outside_teams


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The survey counted: the tally of each wave, the responses read, why some do not count.

    `waves` are at least one, the oldest first; all else is of all waves together. `numbers` are
    the bare numbers among the answers, `keying` how reverse-keyed items go with the others;
    `linked` what the same people answered in an earlier wave and in the last, `met` the waves they
    are told apart in; `warnings` what all these show that a person should know, a sentence each.
    """

    waves: tuple[Wave, ...]
    read: int
    removed: tuple[Removed, ...]
    numbers: tuple[BareNumbers, ...] = ()
    keying: Keying = NOT_COMPARED
    spoken: frozenset[Spoken] = frozenset()
    linked: tuple[LinkedCounts, ...] = ()
    met: frozenset[Met] = frozenset()
    warnings: tuple[str, ...] = ()

    @property
    def tally(self) -> Tally:
        """The counts of all waves together."""
        return reduce(operator.add, (wave.tally for wave in self.waves))

    @property
    def flagged(self) -> tuple[Flagged, ...]:
        """What is noticed of those who answered in any of the waves."""
        return _flagged(flag for wave in self.waves for flag in wave.flagged)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing of the answers, and no reason to stop."""
        return (*_order(self.waves), *mixed_languages(self.spoken))

    @property
    def told(self) -> Iterator[str]:
        """How many responses count, and why the others do not, for who builds."""
        kept = self.read - sum(entry.count for entry in self.removed)
        removed = ", ".join(f"{entry.count:,} {entry.reason}" for entry in self.removed)
        flagged = ", ".join(f"{entry.count:,} {entry.reason}" for entry in self.flagged)
        left_out = f"; left out: {removed}" if removed else ""
        yield f"Responses: {self.read:,} read, {kept:,} kept{left_out}"
        if flagged:
            yield f"  noticed, and kept: {flagged}"

    def __add__(self, other: Counted) -> Counted:
        """Both batches together; they are without warnings still."""
        return Counted(
            waves=_waves([*self.waves, *other.waves]),
            read=self.read + other.read,
            removed=_removed([*self.removed, *other.removed]),
            numbers=all_numbers([*self.numbers, *other.numbers]),
            keying=self.keying + other.keying,
            spoken=self.spoken | other.spoken,
        )


def count(
    batches: Iterable[Cleaned],
    questionnaire: Questionnaire,
    waves: Sequence[str] = (),
    stated: Sequence[str] = (),
) -> Counted:
    """Count every batch and add up; memory is that of one batch and the counts.

    Levels that differ in case, accents or blanks only are one. Where waves are stated, a response
    that states none is left out: it would be a wave of its own, or put into one by a guess.

    Args:
        batches: at least one.
        questionnaire: what was asked.
        waves: their labels in the order in which their files are given, where files say it.
        stated: the order of the waves, where it is stated.

    Raises:
        SettingsError: an order is stated that leaves out waves there are.
    """
    linking = Linking()
    watched = linking.watched(batches)
    every = reduce(operator.add, (_counted(batch, questionnaire) for batch in watched))
    whole = _of_stated_waves(every)
    together = whole.tally
    spellings = together.cells.spellings()
    meetings = tuple(linking.compared())
    ordered = _in_order(whole.waves, spellings, waves, stated)
    return replace(
        whole,
        waves=ordered,
        linked=_linked(linking, [wave.label for wave in ordered], spellings, questionnaire),
        met=met_again(meetings),
        warnings=(
            *_unplaced(whole),
            *retold(meetings),
            *notices(together, questionnaire),
            *misfits(whole.numbers),
            *wrong_ways(whole.keying, questionnaire),
        ),
    )


def _counted(batch: Cleaned, questionnaire: Questionnaire) -> Counted:
    return Counted(
        waves=tuple(_wave(label, part, questionnaire) for label, part in batch.by_wave()),
        read=batch.read,
        removed=_removed(batch.removed),
        numbers=batch.numbers,
        keying=keying(batch.responses, questionnaire),
        spoken=batch.spoken,
    )


def _wave(label: str, batch: Cleaned, questionnaire: Questionnaire) -> Wave:
    flags = (Flagged(flag.reason, int(flag.marked.sum())) for flag in batch.flags)
    return Wave(label, tally(batch.responses, questionnaire), _flagged(flags))


def _of_stated_waves(whole: Counted) -> Counted:
    """Without the responses that state no wave, where others do."""
    stated = tuple(wave for wave in whole.waves if wave.label)
    unplaced = sum(wave.kept for wave in whole.waves if not wave.label)
    if not stated or not unplaced:
        return replace(whole, waves=stated or whole.waves)
    return replace(
        whole, waves=stated, removed=_removed([*whole.removed, Removed(NO_WAVE, unplaced)])
    )


def _unplaced(whole: Counted) -> Iterator[str]:
    """That responses are left out because nobody knows of which wave they are."""
    for entry in whole.removed:
        if entry.reason == NO_WAVE:
            responses = f"{entry.count:,} response{'s' if entry.count > 1 else ''}"
            yield (
                f"{responses} left out: no wave is stated there, while other rows state one. "
                "Fill in the column of the wave, or give the file its wave (--wave, or files: in "
                "the settings)."
            )


def _linked(
    linking: Linking,
    labels: Sequence[str],
    spellings: Sequence[Spelling],
    questionnaire: Questionnaire,
) -> tuple[LinkedCounts, ...]:
    """The same people in each earlier wave and in the last, levels spelt as in the tallies."""
    *before, last = labels
    found = (linking.between(label, last, questionnaire) for label in before)
    return tuple(written(linked, (spellings, spellings)) for linked in found if linked is not None)


def _order(waves: Sequence[Wave]) -> Iterator[str]:
    """Which wave the report is of, and which come before it."""
    if len(waves) > 1:
        names = ", ".join(quoted(wave.label, 40) for wave in waves)
        yield (
            f"Waves, the oldest first: {names}. "
            "The report is of the last that enough people answered."
        )


def _waves(waves: Iterable[Wave]) -> tuple[Wave, ...]:
    """Each label once, what was counted of it added up."""
    found: dict[str, Wave] = {}
    for wave in waves:
        known = found.get(wave.label)
        found[wave.label] = known + wave if known else wave
    return tuple(found[label] for label in sorted(found))


def _in_order(
    waves: Iterable[Wave],
    spellings: Sequence[Spelling],
    given: Sequence[str],
    stated: Sequence[str],
) -> tuple[Wave, ...]:
    """The oldest first, in the spellings that most people of all waves used."""
    of_wave, *_ = spellings
    labels = {levelled(label): chosen for label, chosen in of_wave.items()}
    respelt = _waves(
        replace(
            wave,
            label=labels.get(levelled(wave.label), wave.label),
            tally=wave.tally.written(spellings),
        )
        for wave in waves
    )
    found = {wave.label: wave for wave in respelt}
    return tuple(found[label] for label in in_time(found, given, stated))


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
