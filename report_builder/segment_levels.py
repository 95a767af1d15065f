"""The segments that may be shown, with their levels in order and how many stay hidden."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.language import language
from survey.questionnaire import ProfileQuestion, Texts
from survey.release import JoinedLevel, Release

MOST_NAMED = 3
"""Of the levels that are shown as one, so many are named; the others are counted with the rest."""

HIDING_RULES = ("minimum-group", "remainder")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLevel:
    """One level of a segment that may be shown; `n` of the two teams together.

    Attributes:
        named: ids of the levels it is, several where they are shown as one; those alone that are
            large enough to be named.
        others: whether there are others.
    """

    id: str
    label: Texts
    n: int
    named: tuple[str, ...]
    others: bool = False


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
    found = []
    for question in profile:
        sizes = {
            each.group.value: each.n
            for each in release.groups
            if each.group.segment == question.id and not each.group.team
        }
        if sizes:
            joined = {each.value: each for each in release.joined if each.segment == question.id}
            found.append(
                Segment(
                    id=question.id,
                    label=question.label,
                    levels=_levels(question, sizes, joined),
                    hidden_levels=sum(
                        entry.cells
                        for entry in release.withheld
                        if entry.scope == question.id and entry.rule in HIDING_RULES
                    ),
                )
            )
    return tuple(found)


def _levels(
    question: ProfileQuestion, sizes: Mapping[str, int], joined: Mapping[str, JoinedLevel]
) -> tuple[SegmentLevel, ...]:
    """In the order of the questionnaire; others alphabetically, joined ones last."""
    order = {value.id: place for place, value in enumerate(question.values)}
    in_alphabet = sorted(sizes, key=lambda level: (_plain(level), level))
    shown = sorted(in_alphabet, key=lambda level: (level in joined, order.get(level, len(order))))
    return tuple(
        SegmentLevel(
            id=level,
            label=_joined_label(question, joined[level]),
            n=sizes[level],
            named=joined[level].named,
            others=joined[level].others,
        )
        if level in joined
        else SegmentLevel(id=level, label=_label(question, level), n=sizes[level], named=(level,))
        for level in shown
    )


def _plain(level: str) -> str:
    """Its letters without accents and capitals: "Île-de-France" stands before "Kent"."""
    plain = unicodedata.normalize("NFKD", level)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _label(question: ProfileQuestion, level: str) -> Texts:
    labels = {value.id: value.label for value in question.values}
    return labels.get(level, dict.fromkeys(question.label, level))


def _joined_label(question: ProfileQuestion, level: JoinedLevel) -> Texts:
    """Such as "North and West", "North and others", "Others", in the languages of the segment."""
    texts = [_label(question, name) for name in level.named[:MOST_NAMED]]
    others = level.others or len(level.named) > MOST_NAMED
    found = {}
    for code in question.label:
        speech = language(code)
        names = [text[code] for text in texts]
        if others and names:
            found[code] = speech.text("level.and-others", levels=", ".join(names))
        else:
            found[code] = speech.listing(names) if names else speech.text("level.others")
    return found
