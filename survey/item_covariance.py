"""How the answers to several items go together, from the released tables of two items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from survey.questionnaire import Item
from survey.release import Counts, Group, Release
from survey.statistics.distribution import FloatArray
from survey.statistics.reliability import pair_covariance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ItemCovariance:
    """Covariances of items among the people of one group, or within several.

    Attributes:
        items: their ids.
        tables: (items, items, points, points), as `statistics.reliability.pair_covariance` takes
            them; of several groups, added up.
        covariance: (items, items), in points of the scale squared.
        base: the fewest people who answered any two of them.
        groups: how many groups it is within.
    """

    items: tuple[str, ...]
    tables: Counts
    covariance: FloatArray
    base: int
    groups: int

    @property
    def people(self) -> int:
        """As many as one group of the same freedom would have: one less for each further group."""
        return self.base - self.groups + 1


def covariance_of(release: Release, items: Sequence[Item], group: Group) -> ItemCovariance | None:
    """The covariances of items in a group, each on those who answered both.

    None where a table of two of them is withheld, or their scales are not of one length. Nor where
    the mean of one is: an item that does not vary goes with no other, and so tells that all of a
    few answered alike.
    """
    hidden = any((item.id, group) in release.without_mean for item in items)
    if hidden or len({item.scale.size for item in items}) != 1:
        return None
    size = items[0].scale.size
    tables = np.zeros((len(items), len(items), size, size), dtype=np.int64)
    for row, first in enumerate(items):
        own = release.counts(first.id, group)
        if own is None:
            return None
        tables[row, row] = np.diag(own)
        for column, second in enumerate(items[:row]):
            together = _together(release, second.id, first.id, group)
            if together is None:
                return None
            tables[column, row], tables[row, column] = together, together.T
    return ItemCovariance(
        items=tuple(item.id for item in items),
        tables=tables,
        covariance=pair_covariance(tables),
        base=int(tables.sum(axis=(-2, -1)).min()),
        groups=1,
    )


def within(parts: Sequence[ItemCovariance]) -> ItemCovariance:
    """The covariances within several groups, without what the groups differ by.

    Those of each group, weighted by its people less one.
    """
    freedom = np.array([part.base - 1 for part in parts], dtype=np.float64)
    together = np.tensordot(freedom, [part.covariance for part in parts], axes=1) / freedom.sum()
    return ItemCovariance(
        items=parts[0].items,
        tables=np.sum([part.tables for part in parts], axis=0),
        covariance=together,
        base=sum(part.base for part in parts),
        groups=len(parts),
    )


def _together(release: Release, first: str, second: str, group: Group) -> Counts | None:
    """The table of two items, whichever of them comes first in the questionnaire."""
    table = release.pairs(first, second, group)
    if table is not None:
        return table
    turned = release.pairs(second, first, group)
    return None if turned is None else turned.T
