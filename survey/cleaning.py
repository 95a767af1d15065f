"""Which responses count: tests, partials and the rest removed, each removal counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from survey.answer_languages import Spoken
from survey.bare_numbers import BareNumbers
from survey.cleaning_rules import ON_REQUEST, CleaningRules
from survey.noted import Digests, Marks, Noted
from survey.questionnaire import Questionnaire
from survey.release import Removed
from survey.responses import MISSING, Responses

LEAST_ALIKE = 10
"""So many answers must be alike to be a straight line."""

LEAST_ALIKE_OF_ALL = 5
"""Or so many, when a shorter questionnaire has no more."""

LEAST_SECONDS = 2.0
"""For an item: faster, nobody reads it (Huang et al. 2012, doi:10.1007/s10869-011-9231-8)."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Flag:
    """What is noticed of responses that count: `marked` (respondents,)."""

    reason: str
    marked: Marks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cleaned:
    """The responses that count, how many were read, and why the others do not.

    Kept respondents of "both" and "other" teams are among the responses, never in a gap.
    `read` = kept + all removed.

    Attributes:
        respondents: who answered; NOBODY where that is not known.
        flags: what is noticed of those that count.
        numbers: the bare numbers among all that was read.
        spoken: the languages in which items are answered.
    """

    responses: Responses
    read: int
    removed: tuple[Removed, ...]
    respondents: Digests
    flags: tuple[Flag, ...] = ()
    numbers: tuple[BareNumbers, ...] = ()
    spoken: frozenset[Spoken] = frozenset()

    def by_wave(self) -> tuple[tuple[str, Cleaned], ...]:
        """The label of each wave there is with its responses; "" where none is stated.

        Without responses it is one wave that nobody states.
        """
        wave = self.responses.wave
        if wave is None or not wave.codes.size:
            return (("", self),)
        return tuple(
            (wave.labels[code] if code >= 0 else "", self.where(wave.codes == code))
            for code in np.unique(wave.codes).tolist()
        )

    def where(self, kept: Marks) -> Cleaned:
        """These responses alone, as if no others had been read."""
        return replace(
            self,
            responses=self.responses.where(kept),
            read=int(kept.sum()),
            removed=(),
            flags=tuple(Flag(flag.reason, flag.marked[kept]) for flag in self.flags),
            respondents=self.respondents[kept],
            numbers=(),
        )

    def counting(self, kept: Marks, removed: tuple[Removed, ...]) -> Cleaned:
        """The same with these responses alone; the others, among those read, are `removed`."""
        left = self.where(kept)
        return replace(left, read=self.read, removed=removed, numbers=self.numbers)

    def without(self, marked: Marks, reason: str) -> Cleaned:
        """The same without these responses, which are counted as removed."""
        count = int(marked.sum())
        if not count:
            return self
        return self.counting(~marked, (*self.removed, Removed(reason, count)))

    def flagged(self, marked: Marks, reason: str) -> Cleaned:
        """The same, one thing more being noticed of these responses."""
        return replace(self, flags=(*self.flags, Flag(reason, marked)))


def clean(
    responses: Responses, questionnaire: Questionnaire, noted: Noted, rules: CleaningRules
) -> Cleaned:
    """The responses that name a team and answer enough of the items put to them.

    "I can't say" is an answer given. What is left out on request only is flagged otherwise.
    """
    people = responses.rows.size
    whole = Cleaned(
        responses=responses,
        read=people + sum(entry.count for entry in noted.excluded),
        removed=noted.excluded,
        respondents=noted.respondents,
    )
    kept: Marks = np.ones(people, dtype=bool)
    removed, flags = list(noted.excluded), []
    for flag in _judged(responses, questionnaire, noted, rules):
        if flag.reason in ON_REQUEST and flag.reason not in rules.remove:
            flags.append(flag)
        else:
            count = int((flag.marked & kept).sum())
            removed += [Removed(flag.reason, count)] if count else []
            kept &= ~flag.marked
    return replace(whole, flags=tuple(flags)).counting(kept, tuple(removed))


def straight_lined(responses: Responses, questionnaire: Questionnaire) -> Marks:
    """Whether all answers of a scale are the same as they were given, before any was turned."""
    items = [questionnaire.item(name) for name in responses.items]
    found: Marks = np.zeros(responses.rows.size, dtype=bool)
    least = min(LEAST_ALIKE, len(items))
    if least < LEAST_ALIKE_OF_ALL:
        return found
    for scale in questionnaire.scales:
        members = [place for place, item in enumerate(items) if item.scale.id == scale.id]
        turned = np.array([items[place].reverse_keyed for place in members], dtype=bool)
        answers = responses.answers[:, members]
        raw = np.where(turned & (answers > 0), scale.size + 1 - answers, answers)
        found |= _alike(raw.astype(np.int8), least)
    return found


def _alike(raw: npt.NDArray[np.int8], least: int) -> Marks:
    """Whether at least so many are given, all the same point of the scale."""
    given = raw != MISSING
    highest = raw.max(axis=1, initial=MISSING)
    lowest = np.where(given, raw, np.iinfo(np.int8).max).min(axis=1, initial=np.iinfo(np.int8).max)
    alike: Marks = (given.sum(axis=1) >= least) & (highest == lowest) & (highest > 0)
    return alike


def _judged(
    responses: Responses, questionnaire: Questionnaire, noted: Noted, rules: CleaningRules
) -> Iterator[Flag]:
    """What may speak against a response, in the order in which it is asked."""
    given = np.count_nonzero(responses.answers != MISSING, axis=1)
    no_team = responses.team.codes == MISSING
    stated = [coded.codes != MISSING for _, coded in responses.segments]
    least = rules.least_answered * len(responses.items) - _ROUNDING
    yield Flag("blank", no_team & (given == 0) & ~np.logical_or.reduce([~no_team, *stated]))
    yield Flag("no-team", no_team)
    yield Flag("unsubmitted", noted.unsubmitted)
    yield Flag("partial", given < least)
    yield Flag("straight-lining", straight_lined(responses, questionnaire))
    yield Flag("speeding", noted.seconds < LEAST_SECONDS * given)
