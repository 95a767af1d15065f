"""The Tally: counts that add up. Everything after it is a function of these counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from survey.cells import Cells, Codes, cells_of
from survey.number_counts import NumberCounts, count_numbers
from survey.questionnaire import Questionnaire
from survey.release import INDEX, Counts, Group, Histogram
from survey.responses import Coded, Responses

# Before the counts of points 1..k of an item: those who skipped it, those who can't say.
SKIPPED, CANT_SAY, FIRST_POINT = 0, 1, 2

Given = npt.NDArray[np.int8]
"""Answers as in Responses, turned: (items, respondents), so that an item's lie together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """How many respondents of a group have answered m items of a dimension with sum s.

    Columns of one sparse table, one line an occupied cell, all of shape (cells,), in the order
    of group, dimension, answered, total.
    """

    group: Codes
    dimension: Codes
    answered: Codes
    total: Codes
    count: Codes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Answers counted per group; two tallies of one survey add up with `+`.

    Attributes:
        items: item ids, the second axis of `answers`.
        dimensions: (id, number of items present), the index last.
        groups: the first axis, sorted: each team, and each team by segment level.
        respondents: (groups,)
        answers: (groups, items, 2 + points): skipped, can't say, then points 1..k.
        outside_teams: respondents of neither or both teams, in no group.
        numbers: what was given to the questions that ask for one.
    """

    items: tuple[str, ...]
    dimensions: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]
    respondents: Counts
    answers: Counts
    scores: Scores
    cells: Cells
    outside_teams: int
    numbers: NumberCounts = field(default_factory=NumberCounts)

    def __add__(self, other: Tally) -> Tally:
        """The tally of both batches together."""
        return replace(
            self._beside(other),
            cells=self.cells + other.cells,
            outside_teams=self.outside_teams + other.outside_teams,
            numbers=self.numbers + other.numbers,
        )

    def with_both_teams(self) -> Tally:
        """The same, with both teams together as groups of their own: team ""."""
        together = tuple(replace(group, team="") for group in self.groups)
        return self._beside(replace(self, groups=together))

    def in_one_spelling(self) -> Tally:
        """The same, levels that differ in case, accents or blanks only being one."""
        spellings = self.cells.spellings()
        of_segment = dict(zip(self.cells.columns, spellings, strict=True))
        names = [
            replace(group, value=of_segment[group.segment][group.value]) if group.value else group
            for group in self.groups
        ]
        return replace(self.grouped_as(names), cells=self.cells.written(spellings))

    def grouped_as(self, names: Sequence[Group]) -> Tally:
        """The same counts under other names of the groups, those of one name added up."""
        groups = tuple(sorted(set(names)))
        order = {group: position for position, group in enumerate(groups)}
        place = np.array([order[name] for name in names], dtype=np.int64)
        respondents = np.zeros(len(groups), dtype=np.int64)
        answers = np.zeros((len(groups), *self.answers.shape[1:]), dtype=np.int64)
        np.add.at(respondents, place, self.respondents)
        np.add.at(answers, place, self.answers)
        scores = _summed(replace(self.scores, group=place[self.scores.group]))
        return replace(self, groups=groups, respondents=respondents, answers=answers, scores=scores)

    def histograms(self, dimension: str) -> dict[Group, Histogram]:
        """Scores of a dimension in every group: means of the answered items, with their counts.

        Only respondents who answered at least 2/3 of the items have a score.
        """
        place = [name for name, _ in self.dimensions].index(dimension)
        wanted = self.scores.answered * 3 >= self.dimensions[place][1] * 2
        wanted &= self.scores.dimension == place
        means = self.scores.total[wanted] / self.scores.answered[wanted]
        ends = np.searchsorted(self.scores.group[wanted], np.arange(1, len(self.groups)))
        parts = zip(np.split(means, ends), np.split(self.scores.count[wanted], ends), strict=True)
        return {group: _histogram(*part) for group, part in zip(self.groups, parts, strict=True)}

    def cant_say_share(self, group: Group) -> float | None:
        """The share of a group's answers that are "I can't say"; None where nobody answered."""
        if group not in self.groups:
            return None
        answers = self.answers[self.groups.index(group)]
        given = int(answers[:, CANT_SAY:].sum())
        return int(answers[:, CANT_SAY].sum()) / given if given else None

    def _beside(self, other: Tally) -> Tally:
        """The groups of both, those in both added up; the rest is as here."""
        moved = replace(other.scores, group=other.scores.group + len(self.groups))
        stacked = replace(
            self,
            respondents=np.concatenate([self.respondents, other.respondents]),
            answers=np.concatenate([self.answers, other.answers]),
            scores=_stacked([self.scores, moved]),
        )
        return stacked.grouped_as((*self.groups, *other.groups))


def tally(responses: Responses, questionnaire: Questionnaire) -> Tally:
    """Count one batch of answers; the whole survey is the sum of its batches."""
    compared = responses.team.codes < len(questionnaire.teams)
    compared &= responses.team.codes >= 0
    codes, groups = _memberships(responses, compared)
    given = np.ascontiguousarray(responses.answers[compared].T)
    members = [*_members(responses.items, questionnaire)]
    points = max(scale.size for scale in questionnaire.scales)
    answers = _answers(given, codes, len(groups), FIRST_POINT + points)
    return Tally(
        items=responses.items,
        dimensions=_dimensions(responses.items, questionnaire),
        groups=groups,
        respondents=answers[:, 0, :].sum(axis=-1),
        answers=answers,
        scores=_scores(given, codes, members, len(groups)),
        cells=cells_of(responses, compared),
        numbers=count_numbers(responses, compared),
        outside_teams=int((responses.team.codes >= len(questionnaire.teams)).sum()),
    )


def _dimensions(
    items: tuple[str, ...], questionnaire: Questionnaire
) -> tuple[tuple[str, int], ...]:
    members = [*_members(items, questionnaire)]
    names = [dimension.id for dimension in questionnaire.dimensions] + [INDEX]
    return tuple((name, len(member)) for name, member in zip(names, members, strict=True))


def _members(items: tuple[str, ...], questionnaire: Questionnaire) -> Iterable[list[int]]:
    """Positions of the items of each dimension, then of the index."""
    for dimension in questionnaire.dimensions:
        wanted = {item.id for item in questionnaire.items_of(dimension.id)}
        yield [place for place, item in enumerate(items) if item in wanted]
    index = {item.id for item in questionnaire.index_items}
    yield [place for place, item in enumerate(items) if item in index]


def _memberships(
    responses: Responses, compared: npt.NDArray[np.bool_]
) -> tuple[list[Codes], tuple[Group, ...]]:
    """For each way to split, the group of every compared respondent, and all the groups."""
    splits = [_split(responses, compared, segment) for segment in (None, *responses.segments)]
    groups = tuple(sorted(group for _, found in splits for group in found))
    place = {group: position for position, group in enumerate(groups)}
    codes = []
    for code, found in splits:
        lookup = np.array([place[group] for group in found], dtype=np.int64)
        codes.append(lookup[code])
    return codes, groups


def _split(
    responses: Responses, compared: npt.NDArray[np.bool_], segment: tuple[str, Coded] | None
) -> tuple[Codes, list[Group]]:
    """Team by level of one segment (or team alone): codes of those compared, and the groups."""
    name, levels = segment or ("", Coded(labels=(), codes=np.full_like(responses.team.codes, -1)))
    width = len(levels.labels) + 1
    crossed = responses.team.codes.astype(np.int64) * width + levels.codes + 1
    occupied, code = np.unique(crossed[compared], return_inverse=True)
    found = [
        Group(
            team=responses.team.labels[key // width],
            segment=name,
            value=("", *levels.labels)[key % width],
        )
        for key in occupied.tolist()
    ]
    return code, found


def _answers(given: Given, codes: Sequence[Codes], groups: int, width: int) -> Counts:
    """Answers by group, item and what was answered, each way to split counted for itself."""
    counts = np.zeros((groups, len(given), width), dtype=np.int64)
    for code in codes:
        first = code * width + 1
        for place, answers in enumerate(given):
            found = np.bincount(first + answers, minlength=groups * width)
            counts[:, place] += found.reshape(groups, width)
    return counts


def _scores(
    given: Given, codes: Sequence[Codes], members: Sequence[list[int]], groups: int
) -> Scores:
    """Scores by group and dimension, in order."""
    points = np.maximum(given, 0)
    valid = given > 0
    parts = [
        _dimension_scores(
            position,
            valid[member].sum(axis=0, dtype=np.int64),
            points[member].sum(axis=0, dtype=np.int64),
            codes,
            groups,
        )
        for position, member in enumerate(members)
    ]
    return _summed(_stacked(parts))


def _dimension_scores(
    dimension: int,
    answered: Codes,
    total: Codes,
    codes: Sequence[Codes],
    groups: int,
) -> Scores:
    """The occupied cells of group, items answered and their sum; none where none is answered."""
    step = int(total.max(initial=0)) + 1
    size = (int(answered.max(initial=0)) + 1) * step
    cell = answered * step + total
    counts = np.zeros(groups * size, dtype=np.int64)
    for code in codes:
        counts += np.bincount(code * size + cell, minlength=groups * size)
    occupied = np.flatnonzero(counts)
    occupied = occupied[occupied % size >= step]
    group, inside = np.divmod(occupied, size)
    return Scores(
        group=group,
        dimension=np.full(occupied.size, dimension, dtype=np.int64),
        answered=inside // step,
        total=inside % step,
        count=counts[occupied],
    )


def _histogram(means: npt.NDArray[np.float64], counts: Counts) -> Histogram:
    """Each mean once."""
    values, where = np.unique(means, return_inverse=True)
    summed = np.bincount(where, counts, minlength=len(values))
    return Histogram(values=values, counts=summed.astype(np.int64))


def _stacked(parts: Sequence[Scores]) -> Scores:
    return Scores(
        group=np.concatenate([part.group for part in parts]),
        dimension=np.concatenate([part.dimension for part in parts]),
        answered=np.concatenate([part.answered for part in parts]),
        total=np.concatenate([part.total for part in parts]),
        count=np.concatenate([part.count for part in parts]),
    )


def _summed(scores: Scores) -> Scores:
    """Each occupied cell once, in order."""
    axes = (scores.group, scores.dimension, scores.answered, scores.total)
    sizes = [int(axis.max(initial=0)) + 1 for axis in axes]
    key = np.ravel_multi_index(axes, sizes)
    occupied, where = np.unique(key, return_inverse=True)
    group, dimension, answered, summed = np.unravel_index(occupied, sizes)
    return Scores(
        group=group.astype(np.int64),
        dimension=dimension.astype(np.int64),
        answered=answered.astype(np.int64),
        total=summed.astype(np.int64),
        count=np.bincount(where, scores.count, minlength=len(occupied)).astype(np.int64),
    )
