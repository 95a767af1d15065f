"""What the survey tool notes of each row of a batch, beside the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.bookkeeping import Bookkeeping, Exclusion, Timing
from survey.cleaning_rules import known_reason
from survey.durations import Seconds, seconds_between, seconds_of
from survey.export import Column, Export
from survey.release import Removed
from survey.wording import plain

NOBODY = 0

Marks = npt.NDArray[np.bool_]
Digests = npt.NDArray[np.uint64]
"""(respondents,) a hash of who answered; NOBODY where there is no id."""

_LONGEST_COUNTER = 7
"""Digits: tools that count their responses 1, 2, 3 do so anew in each file."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Noted:
    """What is noted of the rows that may be responses, and how many are none.

    Attributes:
        excluded: the rows that are no responses by the tool's own marks, which are gone already.
        unsubmitted: whether a person never pressed "send".
        seconds: how long they took.
        respondents: who answered; the id itself is never kept.
    """

    excluded: tuple[Removed, ...]
    unsubmitted: Marks
    seconds: Seconds
    respondents: Digests


def noted_positions(bookkeeping: Bookkeeping) -> set[int]:
    """The columns to read, beside those of the mapping."""
    marks = [*bookkeeping.exclusions, *filter(None, [bookkeeping.unsubmitted])]
    timed = bookkeeping.timing.positions if bookkeeping.timing else ()
    return {mark.position for mark in marks}.union(timed)


def without_excluded(
    frame: pd.DataFrame, exclusions: Iterable[Exclusion]
) -> tuple[pd.DataFrame, tuple[Removed, ...]]:
    """The rows that are responses by the tool's marks; the others, by the first reason."""
    kept: Marks = np.ones(len(frame), dtype=bool)
    counts: Counter[str] = Counter()
    for exclusion in exclusions:
        found = _marked(frame, exclusion) & kept
        counts[known_reason(exclusion.reason)] += int(found.sum())
        kept &= ~found
    removals = tuple(Removed(reason, count) for reason, count in counts.items() if count)
    return (frame if kept.all() else frame[kept]), removals


def noted_of(
    frame: pd.DataFrame,
    export: Export,
    respondent: Column | None,
    excluded: tuple[Removed, ...] = (),
) -> Noted:
    """What is noted of each row of the frame; nothing, where the tool notes nothing.

    Args:
        frame: as `Export.read` yields it, with the columns of `noted_positions` and respondent.
        export: the file it comes from.
        respondent: the column that says who answered.
        excluded: the rows that are left out of the frame.
    """
    unsubmitted = export.bookkeeping.unsubmitted
    nobody = np.full(len(frame), NOBODY, dtype=np.uint64)
    return Noted(
        excluded=excluded,
        unsubmitted=_marked(frame, unsubmitted) if unsubmitted else np.zeros(len(frame), bool),
        seconds=_seconds(frame, export.bookkeeping.timing),
        respondents=digests(frame[respondent.position], export) if respondent else nobody,
    )


def digests(ids: pd.Series[str], export: Export) -> Digests:
    """Hashes of the ids of one file; a plain counter tells nobody outside of it."""
    codes, distinct = pd.factorize(ids.astype(str))
    file = str(export.path)
    hashes = np.array([_digest(text, file) for text in distinct.tolist()], dtype=np.uint64)
    found: Digests = hashes[codes]
    return found


def _digest(text: str, file: str) -> int:
    identity = text.strip() if text.isascii() else plain(text)
    if not identity:
        return NOBODY
    counter = len(identity) <= _LONGEST_COUNTER and identity.removesuffix(".0").isdecimal()
    known = f"{file}\n{identity}" if counter else identity
    return int.from_bytes(blake2b(known.encode(), digest_size=8).digest())


def _marked(frame: pd.DataFrame, mark: Exclusion) -> Marks:
    cells = frame[mark.position]
    values = mark.values  # noqa: PD011 - not a pandas object
    known = {text for text in cells.unique() if str(text).strip().casefold() in values}
    return cells.isin(known).to_numpy()


def _seconds(frame: pd.DataFrame, timing: Timing | None) -> Seconds:
    if timing and timing.seconds is not None:
        return seconds_of(frame[timing.seconds])
    if timing and timing.start is not None and timing.end is not None:
        return seconds_between(frame[timing.start], frame[timing.end])
    return np.full(len(frame), np.nan)
