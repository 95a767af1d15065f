"""When nearly all of a few people answer alike, it is told as a bound: nobody's answer is known.

Fewer than 20 answers, of which at most one is on the other side of a limit, tell what each of these
people answered. So it is not told whether there is such a one: a share is told as a bound, and no
mean. How many gave each answer is told of no fewer than 20. Gap, level, interval and delta are of
answers that leave it open, and so is the mean of a theme: whoever knows all of these can calculate
no mean but one that either case can have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain

import numpy as np

from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Subject
from survey.statistics.distribution import FloatArray, scale_points

Answers = Counts | FloatArray
"""Answers per point, (points,): whole, or weighted."""

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


def mean_told(counts: Counts, limits: Iterable[int]) -> bool:
    """Whether no share that is told of the answers is near an end.

    Args:
        counts: answers per point, (points,).
        limits: the first points of the shares that are told.
    """
    base = int(counts.sum())
    return not any(near_end(int(counts[first - 1 :].sum()), base) for first in limits)


def open_sums(base: float, lowest: int, points: int, *, favourable: bool) -> tuple[float, float]:
    """The least and the most answers can add up to and leave open whether one is on the other side.

    Args:
        base: how many answers.
        lowest: the first point beyond the limit, 2..k.
        points: the number of points k.
        favourable: whether most are beyond the limit.

    >>> open_sums(10, 4, 5, favourable=True)  # ten times 4; or nine times 5 and one 3
    (40, 48)
    """
    if favourable:
        return base * lowest, (base - 1) * points + lowest - 1
    return base - 1 + lowest, base * (lowest - 1)


def leveled_mean(counts: Answers, lowest: int) -> float:
    """The mean by which a level is told: where a few answer nearly alike, one that leaves it open.

    >>> import numpy as np
    >>> leveled_mean(np.array([1, 0, 0, 9, 0]), 4), leveled_mean(np.array([0, 0, 5, 5, 0]), 4)
    (4.0, 3.5)
    """
    base, part = float(counts.sum()), float(counts[lowest - 1 :].sum())
    total = float(counts @ scale_points(counts.size))
    if near_end(part, base):
        least, most = open_sums(base, lowest, counts.size, favourable=part > base - part)
        total = min(max(total, least), most)
    return total / base


def open_answers(counts: Answers, lowest: int) -> Answers:
    """The answers as gap and spread are told: of a few nearly alike, some that leave it open.

    One answer just beyond the limit, and all others as far apart as they can be, adding up to the
    `leveled_mean`: intervals and Cliff's delta of these tell no more than the bound and the mean.

    Args:
        counts: answers per point, (points,).
        lowest: the first point beyond the limit.

    >>> import numpy as np
    >>> open_answers(np.array([0, 0, 0, 12, 0]), 4).tolist()  # twelve times 4
    [0.0, 0.0, 1.0, 10.0, 1.0]
    >>> open_answers(np.array([0, 1, 0, 9, 2]), 4).tolist()  # all but one, with the same mean
    [0.0, 0.0, 1.0, 10.0, 1.0]
    """
    base, part = float(counts.sum()), float(counts[lowest - 1 :].sum())
    if not near_end(part, base):
        return counts
    favourable = part > base - part
    one = lowest - 1 if favourable else lowest
    first, last = (lowest, counts.size) if favourable else (1, lowest - 1)
    above = leveled_mean(counts, lowest) * base - one - (base - 1) * first
    high = above / (last - first) if last > first else 0.0
    told = np.zeros(counts.size)
    told[one - 1], told[last - 1] = 1.0, high
    told[first - 1] += base - 1 - high
    return told


def without_mean(
    items: Mapping[Subject, Counts],
    foreseen: Mapping[Subject, Counts],
    questionnaire: Questionnaire,
) -> frozenset[Subject]:
    """Where no mean may be shown: a few people answered nearly alike, or their mean could be had.

    Which it is from a team's less those of the other levels of a segment. By a gap it cannot be
    had: that is of answers that leave it open.

    Args:
        items: answers per point, (points,).
        foreseen: answers foreseen per point, by meta question and the team asked.
        questionnaire: says which answers are favourable.
    """
    limits = _limits(questionnaire)

    def near(answers: Iterable[tuple[Subject, Counts]]) -> Iterator[Subject]:
        return (key for key, counts in answers if not mean_told(counts, limits[key[0]]))

    alike = {*near(items.items()), *near(foreseen.items())}
    rests = {*near(_rests(items))}
    segments = {(item, group.segment) for item, group in alike | rests if group.segment}
    levels = (key for key in items if (key[0], key[1].segment) in segments)
    return frozenset(chain(alike, levels))


def _rests(items: Mapping[Subject, Counts]) -> Iterator[tuple[Subject, Counts]]:
    """What the levels of a segment leave of a team: nobody shows it, but it can be had."""
    levels: dict[tuple[str, str, str], Counts | int] = defaultdict(int)
    for (item, group), counts in items.items():
        if group.team and group.segment:
            key = item, group.team, group.segment
            levels[key] = levels[key] + counts
    for (item, team, segment), shown in levels.items():
        rest = items[item, Group(team=team)] - shown
        if rest.any():
            yield (item, Group(team=team, segment=segment)), rest


def _limits(questionnaire: Questionnaire) -> dict[str, tuple[int, ...]]:
    """The first points of the shares that are told of each item and meta question."""
    limits: dict[str, tuple[int, ...]] = {
        each.id: (each.scale.favourable_from,) for each in questionnaire.meta
    }
    for each in questionnaire.items:
        strict = (each.scale.size,) if each.id == questionnaire.alignment_item else ()
        limits[each.id] = (each.scale.favourable_from, *strict)
    return limits
