"""When nearly all of a few people answer alike, it is told as a bound: nobody's answer is known.

Fewer than 20 answers, of which at most one is on the other side of a limit, tell what each of these
people answered. So it is not told whether there is such a one: a share is told as a bound, and no
mean. How many gave each answer is told of no fewer than 20. The gap is as it is, to one decimal;
where all are at an end of the scale, the other team's mean is not shown either, from which it could
be had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from itertools import chain

from survey.questionnaire import Questionnaire, ResponseScale
from survey.release import Counts, Histogram, Subject

FEW = 20
"""From this many answers on, unanimity is told as it is."""

BOUNDS = ((10, 0.1), (5, 0.2), (0, 0.4))
"""From so many answers on, one of them is at most such a share."""


class Bound(StrEnum):
    """Whether a figure is itself, or one that the true figure reaches or does not exceed."""

    NONE = ""
    AT_LEAST = ">="
    AT_MOST = "<="


def near_end(part: float, base: float) -> bool:
    """Whether all of a few answers, or all but one, are in the part, or out of it.

    >>> near_end(8, 8), near_end(1, 12), near_end(2, 12), near_end(30, 30)
    (True, True, False, False)
    """
    return base < FEW and min(part, base - part) <= 1


def bound_of(part: float, base: float) -> tuple[float, Bound]:
    """What may be told of a share near an end: the bound, and on which side of it the share is.

    >>> bound_of(8, 8), bound_of(1, 12)
    ((0.8, <Bound.AT_LEAST: '>='>), (0.1, <Bound.AT_MOST: '<='>))
    """
    rest = next(share for fewest, share in BOUNDS if base >= fewest)
    return (1 - rest, Bound.AT_LEAST) if part > base - part else (rest, Bound.AT_MOST)


def as_told(part: float, base: float) -> float:
    """So many of the answers; of a few, near an end, as if exactly one were on the other side.

    >>> as_told(8, 8), as_told(3, 8), as_told(30, 30)
    (7, 3, 30)
    """
    return min(max(part, 1), base - 1) if base < FEW else part


def nearly_alike(table: Counts, lowest: int) -> bool:
    """Whether a few people answered nearly alike in one of two answers that each of them gave.

    Args:
        table: one answer by the other, (points, points).
        lowest: the first point beyond the limit.
    """
    people = int(table.sum())
    beyond = int(table[lowest - 1 :].sum()), int(table[:, lowest - 1 :].sum())
    return any(near_end(each, people) for each in beyond)


def mean_told(counts: Counts, scale: ResponseScale, *limits: int) -> bool:
    """Whether no share that is told of the answers is near an end.

    Args:
        counts: answers per point, (points,).
        scale: says which are favourable.
        limits: the first points of other shares that are told.
    """
    base, firsts = int(counts.sum()), (scale.favourable_from, *limits)
    return not any(near_end(int(counts[first - 1 :].sum()), base) for first in firsts)


def without_mean(
    items: Mapping[Subject, Counts],
    scores: Mapping[Subject, Histogram],
    questionnaire: Questionnaire,
) -> frozenset[Subject]:
    """Where no mean may be shown: a few people answered nearly alike, or one could be had by it."""
    near = (key for key, counts in items.items() if _without_mean(key[0], counts, questionnaire))
    at_end = [
        *(key for key, counts in items.items() if _at_end(counts, 0, -1)),
        *(key for key, each in scores.items() if _scores_at_end(key[0], each, questionnaire)),
    ]
    others = (
        (subject, replace(group, team=team))
        for subject, group in at_end
        for team in ("", *(each.id for each in questionnaire.teams))
    )
    return frozenset(chain(near, at_end, others))


def foreseen_without_mean(
    foreseen: Mapping[Subject, Counts], questionnaire: Questionnaire
) -> frozenset[Subject]:
    """The same of answers foreseen, by meta question and team."""
    scales = {question.id: question.scale for question in questionnaire.meta}
    return frozenset(
        key for key, counts in foreseen.items() if not mean_told(counts, scales[key[0]])
    )


def _without_mean(item: str, counts: Counts, questionnaire: Questionnaire) -> bool:
    scale = questionnaire.item(item).scale
    strict = [scale.size] if item == questionnaire.alignment_item else []
    return not mean_told(counts, scale, *strict)


def _scores_at_end(dimension: str, scores: Histogram, questionnaire: Questionnaire) -> bool:
    """Whether the scores of a few are all, or all but one, the same end of the scale."""
    items = questionnaire.items_of(dimension) or questionnaire.index_items
    ends = scores.values <= 1.0, scores.values >= max(item.scale.size for item in items)
    base = int(scores.counts.sum())
    return any(_few_all_in(int(scores.counts[end].sum()), base) for end in ends)


def _at_end(counts: Counts, *ends: int) -> bool:
    """Whether the answers of a few are all, or all but one, the same end of the scale."""
    return any(_few_all_in(int(counts[end]), int(counts.sum())) for end in ends)


def _few_all_in(part: int, base: int) -> bool:
    return part > base - part and near_end(part, base)
