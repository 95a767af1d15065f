"""Answers to two items counted together, by team: for what goes with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from survey.questionnaire import Questionnaire
from survey.release import Counts

Pair = tuple[str, str]
"""Ids of two items, in the order of the questionnaire."""

Given = npt.NDArray[np.int8]
"""Answers as in Responses, turned: (items, respondents), so that an item's lie together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairCounts:
    """How many people of a team answered a to one item and b to another; adds up with `+`.

    Only those count who gave a valid answer to both.

    Attributes:
        teams: ids of the two teams, in the order of the questionnaire.
        pairs: the items, two by two.
        counts: (teams, pairs, points, points), at [..., a - 1, b - 1].
    """

    teams: tuple[str, ...]
    pairs: tuple[Pair, ...]
    counts: Counts

    def __add__(self, other: PairCounts) -> PairCounts:
        """Both batches together; they have the same teams and pairs."""
        return replace(self, counts=self.counts + other.counts)

    def of(self, team: str, pair: Pair) -> Counts:
        """The table of one pair in one team, (points, points)."""
        table: Counts = self.counts[self.teams.index(team), self.pairs.index(pair)]
        return table


def related_items(items: Sequence[str], questionnaire: Questionnaire) -> tuple[Pair, ...]:
    """The pairs that are counted: of one theme, and each item with that of alignment.

    Args:
        items: ids of the items that were asked, in the order of the questionnaire.
        questionnaire: says which belong to one theme.
    """
    theme = {item.id: item.dimension for item in questionnaire.items}
    outcome = questionnaire.alignment_item
    return tuple(
        (first, second)
        for first, second in combinations(items, 2)
        if theme[first] == theme[second] or outcome in (first, second)
    )


def count_pairs(
    given: Given,
    teams: npt.NDArray[np.int64],
    items: Sequence[str],
    questionnaire: Questionnaire,
) -> PairCounts:
    """The pairs of one batch.

    Args:
        given: answers, (items, respondents): 1..k where they are valid.
        teams: (respondents,) 0 or 1.
        items: ids of the first axis of `given`.
        questionnaire: the teams, the scales, and which items belong together.
    """
    points = max(scale.size for scale in questionnaire.scales)
    width = points + 1  # the first place is of no valid answer
    pairs = related_items(items, questionnaire)
    place = {item: position for position, item in enumerate(items)}
    valid = np.maximum(given, 0).astype(np.int64)
    counts = np.empty((len(questionnaire.teams), len(pairs), points, points), dtype=np.int64)
    leading = teams * width * width
    for number, (first, second) in enumerate(pairs):
        key = leading + valid[place[first]] * width + valid[place[second]]
        found = np.bincount(key, minlength=len(questionnaire.teams) * width * width)
        counts[:, number] = found.reshape(-1, width, width)[:, 1:, 1:]
    return PairCounts(
        teams=tuple(team.id for team in questionnaire.teams), pairs=pairs, counts=counts
    )
