"""Question drift: what one wave asked that another did not, or asked in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from survey.headers import statements
from survey.mapping import ItemColumn
from survey.source import Source, file_names
from survey.wording import levelled, normalised, quoted, some

# A code has a digit; a word before a colon may be the team a mirror statement is about.
_LEADING_CODE = re.compile(r"^\[?(?=\w*\d)\w+\s*[\].:)-]+\s+")
_NO_WORD = re.compile(r"[\W_]+")


class Kind(StrEnum):
    """What became of a statement from one wave to the next."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A statement that two waves did not put to people alike.

    Attributes:
        item: its id.
        before, after: the two waves; a file without a wave stands for itself, and so do two
            files of one wave that word it differently.
    """

    item: str
    kind: Kind
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A statement as the header of one file words it."""

    wave: str
    file: str
    entry: ItemColumn


def drifts(sources: Sequence[Source], in_time: Sequence[str] = ()) -> tuple[Drift, ...]:
    """How the statements differ from wave to wave.

    Args:
        sources: files without a wave stand first, those of one wave as they are given.
        in_time: the labels of the waves, the oldest first; without them the waves are in the
            order in which their files are given.
    """
    waves: dict[str, list[_Asked]] = {}
    labels: dict[str, str] = {}
    place = {levelled(label): position for position, label in enumerate(in_time)}
    named = zip(file_names(sources), sources, strict=True)
    for name, source in sorted(named, key=lambda each: place.get(levelled(each[1].wave), -1)):
        label = labels.setdefault(levelled(source.wave), source.wave) or name
        asked = waves.setdefault(label, [])
        asked += [_Asked(wave=label, file=name, entry=entry) for entry in source.mapping.items]
    every = (asked for wave in waves.values() for asked in wave)
    return (*_come_and_gone(waves), *_reworded(every))


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A statement whose series of waves starts anew: from `wave` on it is not asked as before."""

    item: str
    kind: Kind
    wave: str


def breaks(
    found: Iterable[Drift], in_time: Sequence[str], shown: Sequence[str]
) -> tuple[Break, ...]:
    """Where series of waves start anew, told by the waves that are shown.

    A drift between files that state no wave could lie between any of them: before the last.

    Args:
        found: how statements differ.
        in_time: the labels of all waves, the oldest first; the last is shown.
        shown: those that are shown, in the same order.
    """
    place = {levelled(label): position for position, label in enumerate(in_time)}
    last = len(in_time) - 1
    starts = ((drift, place.get(levelled(drift.after), last)) for drift in found)
    return tuple(
        Break(
            item=drift.item,
            kind=drift.kind,
            wave=next(label for label in shown if place[levelled(label)] >= start),
        )
        for drift, start in starts
    )


def drift_warnings(found: Sequence[Drift]) -> tuple[str, ...]:
    """What stands in the way of a comparison: other words. One sentence for two waves."""
    return tuple(
        f"{after}: worded otherwise than in {before}: {items}. A difference between the two may "
        "come from the words."
        for before, after, items in _together(found, Kind.REWORDED)
    )


def drift_notes(found: Sequence[Drift]) -> tuple[str, ...]:
    """What was asked in one wave and not in the other, which is no mistake."""
    new = _together(found, Kind.NEW)
    gone = _together(found, Kind.GONE)
    return (
        *(f"{after}: new since {before}: {items}." for before, after, items in new),
        *(f"{after}: gone since {before}: {items}." for before, after, items in gone),
    )


def _together(found: Sequence[Drift], kind: Kind) -> Iterator[tuple[str, str, str]]:
    """The drifts of a kind: the two waves compared, as messages quote them, and the items."""
    items: dict[tuple[str, str], list[str]] = {}
    for drift in found:
        if drift.kind is kind:
            items.setdefault((drift.before, drift.after), []).append(drift.item)
    for (before, after), ids in items.items():
        yield quoted(before, 40), quoted(after, 40), some(ids)


def _come_and_gone(waves: Mapping[str, Sequence[_Asked]]) -> Iterator[Drift]:
    """What a wave asks that the one before it did not, and the reverse."""
    asked = [
        (wave, dict.fromkeys(one.entry.item.id for one in entries))
        for wave, entries in waves.items()
    ]
    for (before, was), (after, now) in pairwise(asked):
        for item in (item for item in now if item not in was):
            yield Drift(item=item, kind=Kind.NEW, before=before, after=after)
        for item in (item for item in was if item not in now):
            yield Drift(item=item, kind=Kind.GONE, before=before, after=after)


def _reworded(every: Iterable[_Asked]) -> Iterator[Drift]:
    """Each statement held against the last wave that asked it, and within a wave file by file."""
    last: dict[str, _Asked] = {}
    for asked in every:
        item = asked.entry.item.id
        if not _has_wording(asked.entry):
            continue
        earlier = last.setdefault(item, asked)
        if not _worded_alike(earlier.entry, asked.entry):
            one_wave = earlier.wave == asked.wave
            yield Drift(
                item=item,
                kind=Kind.REWORDED,
                before=earlier.file if one_wave else earlier.wave,
                after=asked.file if one_wave else asked.wave,
            )
        if earlier.wave != asked.wave:
            last[item] = asked


def _has_wording(entry: ItemColumn) -> bool:
    """Whether the header says more than a code: a word alone is taken for one."""
    return any(len(text.split()) > 1 for text in (entry.column.row_text, entry.column.text))


def _worded_alike(one: ItemColumn, other: ItemColumn) -> bool:
    """Whether two headers put the same words, or both a wording of the questionnaire.

    The English and the French wording are one statement. Case, blanks, marks, codes and the
    stem of a grid do not count.
    """
    if _exact(one) and _exact(other):
        return True
    return bool(_whole(one) & _parts(other) or _whole(other) & _parts(one))


def _exact(entry: ItemColumn) -> bool:
    return not _parts(entry).isdisjoint(map(_words, entry.item.wording.values()))


def _whole(entry: ItemColumn) -> set[str]:
    """The header's statement as a whole, with and without a code before it."""
    texts = (entry.column.row_text, entry.column.text)
    return {_words(text) for whole in texts for text in (whole, _LEADING_CODE.sub("", whole))}


def _parts(entry: ItemColumn) -> set[str]:
    """Every part of the header that can be its statement."""
    return {_words(text) for text in statements(entry.column)} | _whole(entry)


def _words(text: str) -> str:
    """A wording without its marks and blanks: letters and digits count."""
    return _NO_WORD.sub(" ", normalised(text)).strip()
