"""The same respondents in two waves, or in two files of one wave, told by their number alone.

Ids are read once more, for this, and kept as hashes: none is ever shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter

import pandas as pd

from survey.mapping import ProfileColumn
from survey.source import Source, file_names
from survey.wording import levelled, normalised, plain, quoted

MOSTLY_THE_SAME = 0.5
"""A share of the smaller from which on two waves are hardly two."""

_NUMBER_OF_A_ROW = r"[0-9]{0,6}"
_TOLD_APART = 0.5
"""A share of different times among the responses; where it is lower, times tell little."""

_Sighting = tuple[str, str]
"""The wave and the file in which somebody answered."""

_Pair = tuple[str, str, str]
"""Of what they are two, "wave" or "file", and which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Respondents whose id is in both of two waves, or of two files of one wave.

    Attributes:
        first, second: the waves, or the names of the files.
        of_waves: two waves are compared.
        shared: respondents in both.
        smaller: respondents of the smaller one.
    """

    first: str
    second: str
    of_waves: bool
    shared: int
    smaller: int

    @property
    def share(self) -> float:
        """How many of the smaller one are in the other too, 0..1."""
        return self.shared / self.smaller

    def expected(self, met: Collection[frozenset[str]]) -> bool:
        """People may answer two waves; a file of the same wave is no chance.

        Nor is most of a wave, unless it is known that they answered otherwise: `met`.
        """
        again = frozenset((levelled(self.first), levelled(self.second))) in met
        return self.of_waves and (again or self.share < MOSTLY_THE_SAME)


def overlaps(sources: Sequence[Source]) -> tuple[Overlap, ...]:
    """Who is there twice, as far as it is noted who answered; one file of one wave is not read."""
    if len(sources) == 1 and sources[0].mapping.wave is None:
        return ()
    waves: dict[str, str] = {}
    parts = [
        part.assign(file=name)
        for name, source in zip(file_names(sources), sources, strict=True)
        for part in _respondents(source, waves)
    ]
    if not parts:
        return ()
    # One id can stand in every row of a file.
    people = pd.concat(parts, ignore_index=True).drop_duplicates()
    sizes = _sizes(people, "wave") | _sizes(people, "file")
    pairs = Counter(_pairs(people))
    return tuple(
        Overlap(
            first=waves.get(first, first),
            second=waves.get(second, second),
            of_waves=kind == "wave",
            shared=shared,
            smaller=min(sizes[kind, first], sizes[kind, second]),
        )
        for (kind, first, second), shared in sorted(pairs.items())
    )


def overlap_warnings(
    found: Iterable[Overlap], met: Collection[frozenset[str]] = ()
) -> tuple[str, ...]:
    """What is no chance: most of a wave in another one, or people in two files of one wave.

    Args:
        found: who is there twice.
        met: each two waves, levelled, in which the same people are known to answer otherwise.
    """
    return tuple(_warning(overlap) for overlap in found if not overlap.expected(met))


def overlap_notes(
    found: Iterable[Overlap], met: Collection[frozenset[str]] = ()
) -> tuple[str, ...]:
    """How many people answered two waves; `met` as above."""
    return tuple(f"{_told(overlap)}." for overlap in found if overlap.expected(met))


def _warning(overlap: Overlap) -> str:
    if overlap.share < MOSTLY_THE_SAME:
        return f"{_told(overlap)}: give each response once."
    return (
        f"{_told(overlap)}: probably the same answers exported twice; give the newest export alone."
    )


def _told(overlap: Overlap) -> str:
    respondents = f"{overlap.shared:,} respondent{'s' if overlap.shared > 1 else ''}"
    first, second = quoted(overlap.first, 40), quoted(overlap.second, 40)
    return f"{first} and {second} share {respondents}, {overlap.share:.0%} of the smaller"


def _sizes(people: pd.DataFrame, kind: str) -> dict[tuple[str, str], int]:
    counts = people.drop_duplicates(["respondent", kind])[kind].value_counts()
    return {(kind, str(name)): int(count) for name, count in counts.items()}


def _pairs(people: pd.DataFrame) -> Iterator[_Pair]:
    """For everybody who is there twice: each two waves, or two files of one wave."""
    again = people[people["respondent"].duplicated(keep=False)]
    rows = sorted(zip(again["respondent"], again["wave"], again["file"], strict=True))
    for _, sightings in groupby(rows, key=itemgetter(0)):
        places = [(wave, file) for _, wave, file in sightings]
        found = {_pair(*two) for two in combinations(places, 2)}
        yield from (pair for pair in found if pair)


def _pair(one: _Sighting, other: _Sighting) -> _Pair | None:
    """The two waves, or the two files; None for a file whose rows are partly without a wave."""
    (wave, file), (other_wave, other_file) = one, other
    if wave and other_wave and wave != other_wave:
        return "wave", min(wave, other_wave), max(wave, other_wave)
    if file == other_file:
        return None
    return "file", min(file, other_file), max(file, other_file)


def _respondents(source: Source, waves: dict[str, str]) -> Iterator[pd.DataFrame]:
    """Everybody with an id, hashed, and their wave; `waves` learns how each wave is written."""
    respondent, timing = source.mapping.respondent, source.export.bookkeeping.timing
    if respondent is None:
        return
    position = respondent.position
    times = timing.positions if timing else ()
    column = None if source.wave else source.mapping.wave
    places = (column.column.position,) if column else ()
    for frame in source.export.read(sorted({position, *times, *places})):
        ids = _ids(frame, position, times)
        found = pd.DataFrame({"respondent": pd.util.hash_array(ids.to_numpy(dtype=object))})
        found["wave"] = _waves(frame, column, waves) if column else _levelled(source.wave, waves)
        yield found[(ids != "").to_numpy()]


def _ids(frame: pd.DataFrame, position: int, times: Sequence[int]) -> pd.Series[str]:
    """The id of each respondent; blank where it cannot tell people apart across files.

    A tool that counts the responses of every survey from 1 gives the same numbers to other people
    in the next one: such a number counts together with its times, where these differ.
    """
    ids = frame[position].astype(str).str.strip()
    if not ids.str.fullmatch(_NUMBER_OF_A_ROW).all():
        return ids
    noted = pd.Series("", index=frame.index, dtype=object)
    for time in times:
        noted = noted + " " + frame[time].astype(str)
    if noted.nunique() < _TOLD_APART * len(noted):
        return pd.Series("", index=frame.index, dtype=object)
    return (ids + noted).where(ids != "", "")


def _waves(frame: pd.DataFrame, column: ProfileColumn, waves: dict[str, str]) -> list[str]:
    """The wave of each row as its column says it, levelled."""
    texts = frame[column.column.position].astype(str).tolist()
    meant = {text: column.answers.get(normalised(text), plain(text)) or "" for text in set(texts)}
    known = {text: _levelled(meant[text], waves) for text in sorted(meant)}
    return [known[text] for text in texts]


def _levelled(wave: str, waves: dict[str, str]) -> str:
    """A wave as it is compared; how it was first written goes to `waves`."""
    waves.setdefault(levelled(wave), wave)
    return levelled(wave)
