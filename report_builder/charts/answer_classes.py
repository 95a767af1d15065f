"""The five classes of answers that a bar is made of, for a scale of any number of points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from report_builder.charts.axis import printed_share
from report_builder.charts.style import DISAGREE, DISAGREE_MID, NEUTRAL, Colour, TeamStyle
from report_builder.charts.wording import Wording
from survey.questionnaire import Item, ResponseScale

NEUTRAL_CLASS = 2

_EXACT = 12
"""Decimals of a share that are not the work of the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShares:
    """Shares of a team's answers as printed, 0 to 1.

    Attributes:
        classes: of each of the five classes, least favourable first.
        favourable, neutral, unfavourable: of the classes together.
        has_neutral: whether the scale has a neutral answer at all.
    """

    classes: tuple[float, ...]
    favourable: float
    neutral: float
    unfavourable: float
    has_neutral: bool


def classes_of(scale: ResponseScale) -> tuple[range, ...]:
    """The points of each class, least favourable first: five ranges, some of them empty.

    What lies as far from the one end as the favourable answers from the other is unfavourable,
    what is left between is neutral: nothing, on most scales of an even number of points. The
    outer class of a side holds the outer half of its points, rounded down, at least one.
    """
    first = scale.favourable_from
    last = min(scale.size + 1 - first, first - 1)
    above = max(1, (scale.size + 1 - first) // 2)
    below = max(1, last // 2)
    return (
        range(1, below + 1),
        range(below + 1, last + 1),
        range(last + 1, first),
        range(first, scale.size + 1 - above),
        range(scale.size + 1 - above, scale.size + 1),
    )


def class_shares(counts: ArrayLike, scale: ResponseScale) -> ClassShares:
    """The shares of the classes, from answers per point (points,), least favourable first.

    Answers may be weighted; sums of weights are rounded where they differ in the last bits alone.
    """
    given = np.asarray(counts, dtype=np.float64)
    parts = given / given.sum()
    whole = [sum(float(parts[point - 1]) for point in points) for points in classes_of(scale)]
    shares = tuple(_printed(part) for part in whole)
    return ClassShares(
        classes=shares,
        favourable=_printed(whole[3] + whole[4]),
        neutral=shares[NEUTRAL_CLASS],
        unfavourable=_printed(whole[0] + whole[1]),
        has_neutral=bool(classes_of(scale)[NEUTRAL_CLASS]),
    )


def _printed(share: float) -> float:
    return printed_share(round(share, _EXACT))


def class_colours(style: TeamStyle) -> tuple[Colour, ...]:
    """The colours of the five classes for a team."""
    return (DISAGREE, DISAGREE_MID, NEUTRAL, style.mid, style.strong)


def class_labels(wording: Wording, items: tuple[Item, ...]) -> tuple[str | None, ...]:
    """The name of each class, None for one without points.

    The scale's own labels where every class is one answer as it was ticked; else general words:
    for answers that were turned, joined, or given on several scales.
    """
    scales = {item.scale.id: item.scale for item in items}
    used = [any(classes_of(scale)[number] for scale in scales.values()) for number in range(5)]
    (scale, *others) = scales.values()
    single = all(len(points) <= 1 for points in classes_of(scale))
    if single and not others and not any(item.reverse_keyed for item in items):
        return tuple(
            wording.label(scale.points[points[0] - 1].label) if points else None
            for points in classes_of(scale)
        )
    return tuple(
        wording.say(f"answers.class.{number + 1}") if used[number] else None for number in range(5)
    )


def collapsed(wording: Wording, items: tuple[Item, ...]) -> tuple[str, ...]:
    """For each scale whose points were joined, which of them make a class."""
    scales = {item.scale.id: item.scale for item in items}
    return tuple(
        wording.say(
            "answers.collapsed",
            points=scale.size,
            count=sum(bool(points) for points in classes_of(scale)),
            classes=" | ".join(_span(points) for points in classes_of(scale) if points),
        )
        for _, scale in sorted(scales.items())
        if any(len(points) > 1 for points in classes_of(scale))
    )


def _span(points: range) -> str:
    return str(points[0]) if len(points) == 1 else f"{points[0]}–{points[-1]}"
