"""The segments that may be shown, with their levels in order and how many stay hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey.questionnaire import ProfileQuestion, Texts
from survey.release import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLevel:
    """One level of a segment that may be shown; `n` of the two teams together."""

    id: str
    label: Texts
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment with its levels shown, in display order, and how many levels are not."""

    id: str
    label: Texts
    levels: tuple[SegmentLevel, ...]
    hidden_levels: int


def shown_segments(release: Release, profile: tuple[ProfileQuestion, ...]) -> tuple[Segment, ...]:
    """The segments with levels that may be shown; hidden levels counted.

    Args:
        release: the answers that may be shown.
        profile: the questions behind the segments, for their labels and order.
    """
    hidden = {entry.scope: 0 for entry in release.withheld}
    for entry in release.withheld:
        hidden[entry.scope] += entry.cells
    found = []
    for question in profile:
        sizes = {
            each.group.value: each.n
            for each in release.groups
            if each.group.segment == question.id and not each.group.team
        }
        if sizes:
            levels = _levels(question, sizes)
            found.append(
                Segment(
                    id=question.id,
                    label=question.label,
                    levels=levels,
                    hidden_levels=hidden.get(question.id, 0),
                )
            )
    return tuple(found)


def _levels(question: ProfileQuestion, sizes: Mapping[str, int]) -> tuple[SegmentLevel, ...]:
    """In the order of the questionnaire; levels it does not list, alphabetically."""
    labels = {value.id: value.label for value in question.values}
    order = {value.id: place for place, value in enumerate(question.values)}
    return tuple(
        SegmentLevel(
            id=level, label=labels.get(level, dict.fromkeys(question.label, level)), n=sizes[level]
        )
        for level in sorted(sizes, key=lambda level: (order.get(level, len(order)), level))
    )
