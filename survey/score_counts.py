"""Scores counted by group: the sums of the answers to a theme, and how many were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey.cells import Codes
from survey.pair_counts import Given
from survey.questionnaire import Questionnaire
from survey.release import INDEX, Counts, Histogram

Theme = tuple[str, tuple[int, ...]]
"""The id of a dimension, or of the index, and the positions of its items."""

_DENSE = 8
"""A table of so many times the people is still faster than sorting them."""


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

    def __add__(self, other: Scores) -> Scores:
        """The cells of both, each once."""
        return _summed(_stacked([self, other]))

    def grouped_as(self, places: Codes) -> Scores:
        """The same with group g as group `places[g]`, shape (groups,); without it where < 0."""
        group = places[self.group]
        kept = group >= 0
        chosen = (self.dimension, self.answered, self.total, self.count)
        dimension, answered, total, count = (column[kept] for column in chosen)
        return _summed(
            Scores(
                group=group[kept], dimension=dimension, answered=answered, total=total, count=count
            )
        )

    def histograms(self, dimension: int, items: int, groups: int) -> list[Histogram]:
        """The scores of a dimension of so many items in each group, those not given left out."""
        wanted = enough(self.answered, items) & (self.dimension == dimension)
        means = self.total[wanted] / self.answered[wanted]
        ends = np.searchsorted(self.group[wanted], np.arange(1, groups))
        parts = zip(np.split(means, ends), np.split(self.count[wanted], ends), strict=True)
        return [_histogram(*part) for part in parts]

    def table(self, dimension: int, items: int, groups: int) -> Histogram:
        """The same of all groups at once: counts are (groups, support)."""
        wanted = enough(self.answered, items) & (self.dimension == dimension)
        values, where = np.unique(self.total[wanted] / self.answered[wanted], return_inverse=True)
        counts = np.zeros((groups, values.size), dtype=np.int64)
        np.add.at(counts, (self.group[wanted], where), self.count[wanted])
        return Histogram(values=values, counts=counts)


def themes_of(items: Sequence[str], questionnaire: Questionnaire) -> tuple[Theme, ...]:
    """Each dimension with the positions of its items among those asked; the index last."""
    place = {item: position for position, item in enumerate(items)}
    index = [item.id for item in questionnaire.index_items]
    members = [
        (dimension.id, [item.id for item in questionnaire.items_of(dimension.id)])
        for dimension in questionnaire.dimensions
    ]
    return tuple(
        (name, tuple(place[item] for item in found if item in place))
        for name, found in (*members, (INDEX, index))
    )


def enough(answered: npt.ArrayLike, items: int) -> npt.NDArray[np.bool_]:
    """Whether so many of the items of a dimension stand for it: at least two thirds."""
    return np.asarray(answered) * 3 >= items * 2


def count_scores(
    given: Given, codes: Sequence[Codes], members: Sequence[tuple[int, ...]], groups: int
) -> Scores:
    """Scores by group and dimension, in order.

    Args:
        given: answers, (items, respondents): 1..k where they are valid.
        codes: for each way to split, the group of every respondent; `groups` where in none.
        members: for each dimension the positions of its items.
        groups: how many groups there are.
    """
    points = np.maximum(given, 0)
    valid = given > 0
    parts = [
        _dimension_scores(
            position,
            valid[list(member)].sum(axis=0, dtype=np.int64),
            points[list(member)].sum(axis=0, dtype=np.int64),
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
    keys, counts = _occupied([code * size + cell for code in codes], (groups + 1) * size)
    kept = (keys % size >= step) & (keys < groups * size)
    group, inside = np.divmod(keys[kept], size)
    return Scores(
        group=group,
        dimension=np.full(group.size, dimension, dtype=np.int64),
        answered=inside // step,
        total=inside % step,
        count=counts[kept],
    )


def _occupied(parts: Sequence[Codes], size: int) -> tuple[Codes, Codes]:
    """The keys that occur in all parts together, ascending, and how often each does.

    Args:
        parts: keys in 0..size - 1.
        size: how many keys there could be; where that is far more than there are, as for each
            company of a panel, they are sorted rather than all given a place.
    """
    if size > _DENSE * sum(part.size for part in parts) + _DENSE:
        keys, counts = np.unique(np.concatenate(parts), return_counts=True)
        return keys, counts.astype(np.int64)
    dense = np.zeros(size, dtype=np.int64)
    for part in parts:
        dense += np.bincount(part, minlength=size)
    keys = np.flatnonzero(dense)
    return keys, dense[keys]


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
