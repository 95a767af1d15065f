"""Whether reverse-keyed items run with their dimension, as they must once they are turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from survey.questionnaire import Item, Questionnaire
from survey.responses import Responses
from survey.statistics.correlation import correlation, correlation_interval

FEWEST_PEOPLE = 10
"""Fewer of a team say too little about how their answers go together."""

_MOMENTS = 6  # n, and the sums of x, y, x squared, y squared, x times y


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keying:
    """How the answers to each reverse-keyed item go with the rest of its dimension, in sums.

    Attributes:
        items: reverse-keyed items that have a rest to be compared with.
        moments: (teams, items, 6): how many, and the sums of the item x, the rest y, x squared,
            y squared, x times y. The rest is the mean of the other items of the dimension that
            are keyed as asked: whether those that are not are turned right is the question.
    """

    items: tuple[str, ...]
    moments: npt.NDArray[np.float64]

    def __add__(self, other: Keying) -> Keying:
        """Both batches of one survey together."""
        return replace(self, moments=self.moments + other.moments)


NOT_COMPARED = Keying(items=(), moments=np.zeros((0, 0, _MOMENTS)))


def keying(responses: Responses, questionnaire: Questionnaire) -> Keying:
    """The sums of one batch; those of the whole survey are their sum."""
    place = {item: number for number, item in enumerate(responses.items)}
    compared = [
        (place[item.id], rest)
        for item in questionnaire.items
        if item.reverse_keyed and item.id in place
        if (rest := _rest(item, questionnaire, place))
    ]
    moments = np.zeros((len(questionnaire.teams), len(compared), _MOMENTS))
    for code in range(len(questionnaire.teams)):
        given = np.ascontiguousarray(responses.answers[responses.team.codes == code].T)
        for number, (own, rest) in enumerate(compared):
            moments[code, number] = _sums(given, own, rest)
    return Keying(items=tuple(responses.items[own] for own, _ in compared), moments=moments)


def wrong_ways(found: Keying, questionnaire: Questionnaire) -> Iterator[str]:
    """The items that go against their dimension in both teams, one sentence each."""
    names = [next(iter(team.names.values())).plain for team in questionnaire.teams]
    for number, item in enumerate(found.items):
        teams = [found.moments[code, number] for code in range(len(names))]
        if all(map(_clearly_negative, teams)):
            told = " and ".join(
                f"{correlation(moments):+.2f} in {name}"
                for name, moments in zip(names, teams, strict=True)
            )
            yield (
                f"{item}: once turned, its answers run against the rest of its theme in both teams "
                f"(correlation {told}). Probably they were turned already when the file was "
                f"written: then say so in the mapping file, items: {item}: {{column: ..., "
                "already_keyed: true}; if it says so, delete it."
            )


def _rest(item: Item, questionnaire: Questionnaire, place: dict[str, int]) -> list[int]:
    """Places of the items of its dimension that are keyed as asked, and on as many points."""
    return [
        place[other.id]
        for other in questionnaire.items_of(item.dimension)
        if not other.reverse_keyed and other.id in place and other.scale.size == item.scale.size
    ]


def _sums(answers: npt.NDArray[np.int8], own: int, rest: Sequence[int]) -> npt.NDArray[np.float64]:
    """The six sums over the people who answered the item and some of the rest.

    `answers` are those of one team, turned: (items, respondents). People are counted first by
    what they answered, which is the same in whatever order they stand.
    """
    points = np.maximum(answers[[own, *rest]], 0)
    answered = (points[1:] > 0).sum(axis=0, dtype=np.int32)
    total = points[1:].sum(axis=0, dtype=np.int32)
    sizes = (int(points.max(initial=0)) + 1, len(rest) + 1, int(total.max(initial=0)) + 1)
    code = (points[0] * np.int32(sizes[1]) + answered) * np.int32(sizes[2]) + total
    counts = np.bincount(code, minlength=int(np.prod(sizes)))
    cells = np.flatnonzero(counts)
    x, answered, total = np.unravel_index(cells, sizes)
    both = (x > 0) & (answered > 0)
    n, x, y = counts[cells][both], x[both], total[both] / answered[both]
    return np.array([n.sum(), n @ x, n @ y, n @ (x * x), n @ (y * y), n @ (x * y)], dtype=float)


def _clearly_negative(moments: npt.NDArray[np.float64]) -> bool:
    """Whether the 95 % interval of the correlation lies below 0, on enough people."""
    if moments[0] < FEWEST_PEOPLE:
        return False
    _, high = correlation_interval(correlation(moments), int(moments[0]))
    return high < 0
