"""How each team sees itself beside how the other sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.questionnaire import Item, Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorGap:
    """How a team sees itself minus how the other team sees it, on one mirror item.

    Positive: the team sees itself more favourably than the other sees it.

    Attributes:
        pair: the mirror pair; `about`: the team the statement is about.
        own: the team's own share of favourable answers; `outside`: the other team's.
        difference: self minus other in scale points, with its 95 % interval.
        gap: the perception gap of the item (first - second).
    """

    pair: str
    item: str
    about: str
    own: Estimate
    outside: Estimate
    difference: Estimate
    gap: PerceptionGap


def mirror_gaps(
    gaps: Iterable[PerceptionGap], questionnaire: Questionnaire
) -> tuple[MirrorGap, ...]:
    """How each team sees itself against how the other sees it, on each mirror item shown.

    Args:
        gaps: the gaps of the items, any order; those of no mirror pair are passed over.
        questionnaire: says which team a statement is about, and orders the pairs.
    """
    by_item = {gap.subject: gap for gap in gaps}
    return tuple(
        _mirrored(item, by_item[item.id], questionnaire.teams[0].id)
        for pair in questionnaire.pairs
        for item in questionnaire.items
        if item.pair == pair.id and item.id in by_item
    )


def _mirrored(item: Item, gap: PerceptionGap, first_team: str) -> MirrorGap:
    shares = gap.shares
    if shares is None:
        raise ValueError(f"{item.id}: a mirror gap needs the shares of an item")
    about_first = item.about == first_team
    own, outside = shares if about_first else (shares[1], shares[0])
    return MirrorGap(
        pair=str(item.pair),
        item=item.id,
        about=item.about,
        own=own,
        outside=outside,
        difference=gap.difference if about_first else gap.difference.negated(),
        gap=gap,
    )
