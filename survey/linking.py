"""People who answered two waves, told by the hash of their id: what they answered in each.

Answers of those with an id are held until all is read, then counted two waves at a time; hashes go
no further than this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import combinations

import numpy as np
import numpy.typing as npt

from survey.cells import Cells, Spelling, cells_of
from survey.cleaning import Cleaned
from survey.noted import NOBODY, Digests, Marks
from survey.questionnaire import Questionnaire
from survey.release import Counts
from survey.responses import MISSING, Coded, Responses
from survey.wording import levelled, quoted

RETOLD = 0.95
"""Of two waves that share so many answers one by one, one is the other under another name."""

FEW = 5

Met = frozenset[str]
"""Two waves, levelled, in which the same people are known to have answered otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LinkedCounts:
    """The same people in two waves, of one team in both.

    Attributes:
        before, after: labels of the two waves.
        joint: (teams, items, points, points): people of a team who answered a before and b after,
            at [..., a - 1, b - 1]; only valid answers.
        people: (teams,) who answered both waves at all.
        cells: where they stand in each of the two waves; `answered` is in both, item by item.
    """

    before: str
    after: str
    items: tuple[str, ...]
    teams: tuple[str, ...]
    people: Counts
    joint: Counts
    cells: tuple[Cells, Cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two waves, levelled, with people in both; how many, and how much they answered the same."""

    waves: tuple[str, str]
    people: int
    alike: float

    @property
    def retold(self) -> bool:
        """Whether one is the other under another name; of a few people that is not to be told."""
        return self.people >= FEW and self.alike >= RETOLD


@dataclass(slots=True)
class Linking:
    """Holds the responses of people with an id, wave by wave, until all is read."""

    waves: dict[str, list[Cleaned]] = field(default_factory=dict)

    def watched(self, batches: Iterable[Cleaned]) -> Iterator[Cleaned]:
        """The batches as they are, each held as far as it can be linked."""
        for batch in batches:
            if batch.responses.wave is not None:
                known = batch.where(batch.respondents != NOBODY)
                for label, part in known.by_wave():
                    if label:
                        self.waves.setdefault(levelled(label), []).append(part)
            yield batch

    def between(self, before: str, after: str, questionnaire: Questionnaire) -> LinkedCounts | None:
        """What the same people answered in both; None where nobody is known to be the same."""
        pair = self._pair(before, after)
        if pair is None:
            return None
        teams = tuple(team.id for team in questionnaire.teams)
        same = (pair[0].team.codes == pair[1].team.codes) & (pair[0].team.codes >= 0)
        same &= pair[0].team.codes < len(teams)
        if not same.any():
            return None
        first, second = (each.where(same) for each in pair)
        points = max(scale.size for scale in questionnaire.scales)
        return LinkedCounts(
            before=before,
            after=after,
            items=first.items,
            teams=teams,
            people=np.bincount(first.team.codes, minlength=len(teams)),
            joint=_joint(first, second, len(teams), points),
            cells=_cells(first, second),
        )

    def compared(self) -> Iterator[Meeting]:
        """Each two waves with people in both."""
        for one, other in combinations(sorted(self.waves), 2):
            pair = self._pair(one, other)
            if pair is not None:
                both = (pair[0].answers > 0) & (pair[1].answers > 0)
                alike = both & (pair[0].answers == pair[1].answers)
                yield Meeting(
                    waves=(one, other),
                    people=len(both),
                    alike=float(alike.sum() / max(int(both.sum()), 1)),
                )

    def _pair(self, before: str, after: str) -> tuple[Responses, Responses] | None:
        """The responses of the same people in both waves, in the same order."""
        first, second = (self.waves.get(levelled(label), []) for label in (before, after))
        if not first or not second:
            return None
        (known, one), (others, other) = _once(first), _once(second)
        _, here, there = np.intersect1d(known, others, assume_unique=True, return_indices=True)
        if not here.size:
            return None
        return _rows(first, one[here]), _rows(second, other[there])


def written(
    found: LinkedCounts, spellings: tuple[Sequence[Spelling], Sequence[Spelling]]
) -> LinkedCounts:
    """The same, the cells of each wave in these spellings of its columns."""
    first, second = found.cells
    before, after = spellings
    return replace(found, cells=(first.written(before), second.written(after)))


def retold(meetings: Iterable[Meeting]) -> Iterator[str]:
    """Waves in which the same people answered the same throughout, a sentence each."""
    for each in meetings:
        if each.retold:
            one, other = (quoted(wave, 40) for wave in each.waves)
            yield (
                f"{one} and {other}: those who are in both gave the same answers "
                f"({each.alike:.0%}): probably the same answers exported twice; give the newest "
                "export alone."
            )


def met_again(meetings: Iterable[Meeting]) -> frozenset[Met]:
    """Each two waves that the same people answered, and not with the same answers throughout."""
    return frozenset(frozenset(each.waves) for each in meetings if not each.retold)


def _once(parts: Sequence[Cleaned]) -> tuple[Digests, npt.NDArray[np.int64]]:
    """Who stands there exactly once, sorted, and at which place of the parts put together."""
    keys = np.concatenate([_keys(part) for part in parts])
    people, places, counts = np.unique(keys, return_index=True, return_counts=True)
    return people[counts == 1], places[counts == 1]


def _keys(part: Cleaned) -> Digests:
    """Who answered, in which company: ids are those of a company's own list."""
    company = part.responses.company
    if company is None:
        return part.respondents
    names = [blake2b(levelled(label).encode(), digest_size=8).digest() for label in company.labels]
    salts = np.frombuffer(b"".join([*names, bytes(8)]), dtype=np.uint64)  # -1 is the last
    found: Digests = part.respondents ^ salts[company.codes]
    return found


def _rows(parts: Sequence[Cleaned], places: npt.NDArray[np.int64]) -> Responses:
    """The responses at these places of the parts put together, in this order."""
    every = [part.responses for part in parts]
    first = every[0]
    names = [name for name, _ in first.segments]
    return replace(
        first,
        rows=np.concatenate([each.rows for each in every])[places],
        team=_joined([each.team for each in every], places),
        company=_joined([each.company for each in every if each.company], places)
        if first.company
        else None,
        wave=_joined([each.wave for each in every if each.wave], places),
        segments=tuple(
            (name, _joined([dict(each.segments)[name] for each in every], places)) for name in names
        ),
        answers=np.concatenate([each.answers for each in every])[places],
        numbers=(),
        meta=(),
        comments=(),
    )


def _joined(parts: Sequence[Coded], places: npt.NDArray[np.int64]) -> Coded:
    """One column of several batches, at these places; labels of the first batch come first."""
    labels = tuple(dict.fromkeys(label for part in parts for label in part.labels))
    place = {label: code for code, label in enumerate(labels)}
    codes = [
        np.array([*(place[label] for label in part.labels), MISSING], dtype=np.int32)[part.codes]
        for part in parts
    ]
    return Coded(labels=labels, codes=np.concatenate(codes)[places])


def _joint(before: Responses, after: Responses, teams: int, points: int) -> Counts:
    """The tables of all teams and items, (teams, items, points, points)."""
    width = points + 1  # the first place is of no valid answer
    cell = np.maximum(before.answers, 0).astype(np.int64) * width + np.maximum(after.answers, 0)
    keys = before.team.codes[:, None].astype(np.int64) * width**2 + cell
    counts = [np.bincount(each, minlength=teams * width**2) for each in keys.T]
    tables = np.stack([each.reshape(teams, width, width) for each in counts], axis=1)
    found: Counts = tables[:, :, 1:, 1:]
    return found


def _cells(before: Responses, after: Responses) -> tuple[Cells, Cells]:
    """The cells of the same people in each wave; an item counts as answered where it is in both."""
    both: Marks = (before.answers > 0) & (after.answers > 0)
    every = np.ones(before.rows.size, dtype=bool)
    first, second = (
        cells_of(replace(each, answers=np.where(both, each.answers, np.int8(MISSING))), every)
        for each in (before, after)
    )
    return first, second
