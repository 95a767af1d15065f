"""The full cross of wave, company, team and segments: for the proof of confidentiality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from survey.answer_digests import answer_digests
from survey.release import Counts, Group
from survey.responses import Coded, Responses
from survey.wording import levelled

WAVE, COMPANY, TEAM = "wave", "company", "team"

FIRST_SEGMENT = 3
"""The columns before it are those three; a segment may go by one of their names."""

Codes = npt.NDArray[np.int64]

Spelling = Mapping[str, str]
"""How each label of a column is to be written. For looking up only."""

_LARGEST_KEY = 2**62


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Every occupied cell of the cross, sorted by its labels; two of one survey add up with `+`.

    Attributes:
        columns: "wave", "company", "team", then the ids of the segments.
        labels: for each column what its codes mean, sorted; "" is not stated, or not asked.
        codes: (cells, columns)
        respondents: (cells,)
        answered: (cells, items) how many of them gave a valid answer.
        unable: (cells, items) how many of them said that they can't say.
        foresaw: (cells, 2 x meta questions) how many of them foresaw an answer and gave their own;
            then, question by question, how many foresaw alone.
        members: (all respondents, bytes) of each a digest of all answers, then bit by bit whether
            they answered each item; cell after cell. To tell editions apart.
    """

    columns: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    codes: Codes
    respondents: Counts
    answered: Counts
    unable: Counts
    foresaw: Counts
    members: npt.NDArray[np.uint8]

    @property
    def segments(self) -> tuple[str, ...]:
        """Ids of the segments."""
        return self.columns[FIRST_SEGMENT:]

    def __add__(self, other: Cells) -> Cells:
        """The cells of both batches together."""
        labels = tuple(
            tuple(sorted({*own, *others}))
            for own, others in zip(self.labels, other.labels, strict=True)
        )
        parts = (self, other)
        return _summed(
            Cells(
                columns=self.columns,
                labels=labels,
                codes=np.concatenate([_recoded(part.codes, part.labels, labels) for part in parts]),
                respondents=np.concatenate([part.respondents for part in parts]),
                answered=np.concatenate([part.answered for part in parts]),
                unable=np.concatenate([part.unable for part in parts]),
                foresaw=np.concatenate([part.foresaw for part in parts]),
                members=np.concatenate([part.members for part in parts]),
            )
        )

    def spellings(self) -> tuple[Spelling, ...]:
        """For each column its labels, those alike but for case, accents and blanks as most do."""
        return tuple(
            _most_common(names, np.bincount(codes, self.respondents, minlength=len(names)).tolist())
            for names, codes in zip(self.labels, self.codes.T, strict=True)
        )

    def written(self, spellings: Sequence[Spelling]) -> Cells:
        """The same in these spellings; cells that become one are added up."""
        renamed = [
            [spelling.get(name, name) for name in names]
            for spelling, names in zip(spellings, self.labels, strict=True)
        ]
        labels = tuple(tuple(sorted(set(names))) for names in renamed)
        codes = _recoded(self.codes, renamed, labels)
        return _summed(replace(self, labels=labels, codes=codes))

    def within(self, group: Group) -> npt.NDArray[np.intp]:
        """Which cells are in a group of any wave, by position."""
        inside = np.ones(len(self.codes), dtype=bool)
        wanted = [(COMPANY, group.company), (TEAM, group.team)]
        places = [(self.columns.index(column), label) for column, label in wanted]
        if group.segment:
            place = FIRST_SEGMENT + self.segments.index(group.segment)
            places.append((place, group.value))
        for place, label in places:
            if label:
                inside &= self.codes[:, place] == self._code(place, label)
        return np.flatnonzero(inside)

    def _code(self, column: int, label: str) -> int:
        """The code of a label; -1, which no cell has, where there is none."""
        labels = self.labels[column]
        return labels.index(label) if label in labels else -1


def cells_of(
    responses: Responses,
    compared: npt.NDArray[np.bool_],
    foresaw: npt.NDArray[np.bool_] | None = None,
) -> Cells:
    """The cells of the respondents that are compared, `compared` being (respondents,).

    `foresaw` says of each of them what they foresaw, as `Cells` has it; None for nothing.
    """
    absent = Coded(labels=(), codes=np.full_like(responses.team.codes, -1))
    segments = [coded for _, coded in responses.segments]
    crossed = [responses.wave or absent, responses.company or absent, responses.team, *segments]
    names = [("", *coded.labels) for coded in crossed]
    labels = tuple(tuple(sorted(set(each))) for each in names)
    codes = np.stack([coded.codes[compared] + 1 for coded in crossed], axis=1, dtype=np.int64)
    valid = responses.answers[compared] > 0
    nothing = np.zeros((len(codes), 0), dtype=bool)
    digests = answer_digests(responses)[compared].astype(">u8").view(np.uint8).reshape(-1, 8)
    return _summed(
        Cells(
            columns=(WAVE, COMPANY, TEAM, *(name for name, _ in responses.segments)),
            labels=labels,
            codes=_recoded(codes, names, labels),
            respondents=np.ones(len(codes), dtype=np.int64),
            answered=valid.astype(np.int64),
            unable=(responses.answers[compared] == 0).astype(np.int64),
            foresaw=(nothing if foresaw is None else foresaw).astype(np.int64),
            members=np.hstack([digests, np.packbits(valid, axis=1)]),
        )
    )


def _most_common(names: Sequence[str], counts: Sequence[float]) -> Spelling:
    """The most frequent spelling of each name there is; on a tie the first, names being sorted."""
    sizes = {name: n for name, n in zip(names, counts, strict=True) if name and n}
    chosen: dict[str, str] = {}
    for name in sorted(sizes, key=lambda name: -sizes[name]):
        chosen.setdefault(levelled(name), name)
    return {name: chosen[levelled(name)] for name in sizes}


def _recoded(
    codes: Codes, names: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]
) -> Codes:
    """Codes that index `names`, as codes that index `labels`."""
    found = np.empty_like(codes)
    for column, (old, new) in enumerate(zip(names, labels, strict=True)):
        place = {name: code for code, name in enumerate(new)}
        found[:, column] = np.array([place[name] for name in old], dtype=np.int64)[codes[:, column]]
    return found


def _summed(cells: Cells) -> Cells:
    """Each occupied cell once, in order."""
    key = _keys(cells.codes, [len(names) for names in cells.labels])
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))

    def added(people: Counts) -> Counts:
        return np.add.reduceat(people[order], starts, axis=0, dtype=np.int64)

    return replace(
        cells,
        codes=cells.codes[order[starts]],
        members=cells.members[_followed(order, cells.respondents)],
        respondents=added(cells.respondents),
        answered=added(cells.answered),
        unable=added(cells.unable),
        foresaw=added(cells.foresaw),
    )


def _followed(order: npt.NDArray[np.intp], respondents: Counts) -> npt.NDArray[np.intp]:
    """The order of the members, once their cells are put into this one."""
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    return np.argsort(np.repeat(rank, respondents), kind="stable")


def _keys(codes: Codes, sizes: Sequence[int]) -> Codes:
    """One number for each row, (rows,), in the order of its codes."""
    key = np.zeros(len(codes), dtype=np.int64)
    highest = 1
    for column, size in zip(codes.T, sizes, strict=True):
        if highest * size > _LARGEST_KEY:
            _, key = np.unique(key, return_inverse=True)
            highest = len(codes)
        key = key * size + column
        highest *= size
    return key
