"""An audit of report.json that shares nothing with the program: can a few people be singled out?

It knows who answered what, takes every row of the document with the group it names, and looks for
a combination of the rows that leaves the answers of 1 to k - 1 people: in floating point, by trying
every small set of people who are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

Membership = npt.NDArray[np.bool_]

SINGULAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who answered what: `answers` are (people, items), 1..5 where they are valid."""

    team: npt.NDArray[np.str_]
    segments: Mapping[str, npt.NDArray[np.str_]]
    items: Sequence[str]
    dimensions: Mapping[str, Sequence[str]]
    answers: npt.NDArray[np.int8]

    def answered(self, row: Mapping[str, Any]) -> Membership:
        """Those whose answers a row of the document is made of."""
        if row.get("item"):
            found: Membership = self.answers[:, self.items.index(row["item"])] > 0
            return found
        places = [self.items.index(item) for item in self.dimensions[row["dimension"]]]
        enough: Membership = 3 * (self.answers[:, places] > 0).sum(axis=1) >= 2 * len(places)
        return enough


def members(document: Mapping[str, Any], people: People) -> dict[str, Membership]:
    """Who is in each group of the document, by what it says of the group."""
    named: dict[str, set[str]] = {}
    for group in document["groups"]:
        for segment in group["segment"] or ():
            named.setdefault(segment, set()).update(group["levels"])
    found = {}
    for group in document["groups"]:
        inside = np.ones(people.team.size, dtype=bool)
        if group["team"]:
            inside &= people.team == group["team"]
        for segment in group["segment"] or ():
            level = people.segments[segment]
            wanted = np.isin(level, group["levels"])
            if group["others"]:
                wanted |= ~np.isin(level, [*named[segment]])
            inside &= wanted
        found[group["id"]] = inside
    return found


def figures(document: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str, int, bool]]:
    """Every row that holds a figure, a group it names, the answers it states: so many, or more."""
    for row in (*document["estimates"], *document["alignment"]):
        yield row, row["group"], row["base"], row["at_least"]
    for row in document["gaps"]:
        yield from (
            (row, *told) for told in zip(row["groups"], row["bases"], row["at_least"], strict=True)
        )
    for row in document["mirror"]:
        for view in (row["own"], row["outside"]):
            yield {"item": row["item"]}, view["group"], view["base"], view["at_least"]


def families(document: Mapping[str, Any], people: People) -> Iterator[tuple[str, list[Membership]]]:
    """Rows of one kind of answer, that can be added and subtracted: who makes up each."""
    inside = members(document, people)
    yield "respondents", list(inside.values())
    rows: dict[str, list[Membership]] = {}
    for row, group, base, at_least in figures(document):
        subject = row.get("item") or row["dimension"]
        answered = people.answered(row)
        rows.setdefault(subject, []).append(inside[group] & answered)
        if row.get("measure") == "cant_say":
            given = people.answers[:, people.items.index(subject)]
            rows.setdefault(f"{subject}, can't say", []).append(inside[group] & (given == 0))
            rows.setdefault(f"{subject}, skipped", []).append(inside[group] & (given < 0))
        elif at_least:
            assert base <= (inside[group] & answered).sum(), (subject, group)
        else:
            assert base == (inside[group] & answered).sum(), (subject, group)
            rows.setdefault(f"{subject}, silent", []).append(inside[group] & ~answered)
    yield from rows.items()


def singled_out(rows: Sequence[Membership], minimum: int) -> int:
    """The fewest people that a combination of the rows rests on; 0 where no fewer than k.

    People in the same rows are one atom. A combination that cancels out everywhere but in a set
    of atoms exists when what the rows leave undetermined has no freedom within that set.
    """
    matrix = np.unique(np.array(rows, dtype=float), axis=0)
    atoms, sizes = np.unique(matrix[:, matrix.any(axis=0)], axis=1, return_counts=True)
    if not sizes.size:
        return 0
    _, strengths, basis = np.linalg.svd(atoms, full_matrices=False)
    basis = basis[strengths > SINGULAR * strengths.max()]
    free = np.eye(sizes.size) - basis.T @ basis
    small = np.flatnonzero(sizes < minimum)
    found = [
        int(sizes[chosen].sum(axis=1)[alone].min())
        for number in range(1, minimum)
        if (chosen := _sets(small, number, sizes, minimum)).size
        and (alone := _singular(free, chosen)).any()
    ]
    return min(found, default=0)


def _sets(
    small: npt.NDArray[np.int64], number: int, sizes: npt.NDArray[np.int64], minimum: int
) -> npt.NDArray[np.int64]:
    """All sets of so many atoms with fewer than `minimum` people."""
    light = [atom for atom in small.tolist() if sizes[atom] <= minimum - number]
    chosen = np.array([*combinations(light, number)], dtype=np.int64).reshape(-1, number)
    few: npt.NDArray[np.int64] = chosen[sizes[chosen].sum(axis=1) < minimum]
    return few


def _singular(free: npt.NDArray[np.float64], chosen: npt.NDArray[np.int64]) -> Membership:
    parts = free[chosen[:, :, None], chosen[:, None, :]]
    singular: Membership = np.linalg.eigvalsh(parts)[:, 0] < SINGULAR
    return singular


def exposures(document: Mapping[str, Any], people: People, minimum: int) -> list[tuple[str, int]]:
    """The families in which a few people can be singled out, and how many they are."""
    seen: dict[bytes, int] = {}
    found = []
    for name, rows in families(document, people):
        for team in np.unique(people.team):
            of_team = [row & (people.team == team) for row in rows]
            key = np.unique(np.array(of_team), axis=0).tobytes()
            if key not in seen:
                seen[key] = singled_out(of_team, minimum)
            if seen[key]:
                found.append((name, seen[key]))
    return found
