"""A quick bound: how much of a combination of published sums one atom can carry at the most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MARGIN = 1e-3
"""What the bound must clear: a million times the error of the arithmetic, which is not exact."""

NOTHING, SOMETHING = 1e-10, 1e-6
"""Eigenvalues below the first are 0, above the second are not; between them nothing is claimed."""


def clearly_spread(
    rows: Sequence[Mapping[int, int]], sizes: Mapping[int, int], minimum: int
) -> bool:
    """Whether it is beyond doubt that no combination of rows rests on 1 to minimum - 1 people.

    False says nothing. The leverage of an atom is its diagonal entry of the projection H on the
    row space. For a vector v of the row space with support S, v = Hv, so that the part of H within
    S has an eigenvalue of 1, and its trace, the sum of leverages over S, is at least 1. Where every
    set of atoms of fewer than `minimum` people has a sum below 1, there is no such v.

    Args:
        rows: the coefficient of each atom, by its position; no zeros, and no empty row. Nothing is
            claimed of rows with other coefficients than 1: they may be all but the same.
        sizes: people of each atom.
        minimum: the threshold k.

    Source: leverages as in Hoaglin and Welsch (1978), The American Statistician 32(1), 17-22,
    doi:10.1080/00031305.1978.10479237.

    >>> clearly_spread([{0: 1, 1: 1}, {2: 1, 3: 1}], {0: 4, 1: 4, 2: 4, 3: 4}, 5)
    True
    """
    if any(number != 1 for row in rows for number in row.values()):
        return False
    by_atom: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, row in enumerate(rows):
        for atom, number in row.items():
            by_atom[atom].append((place, number))
    if not by_atom:
        return True
    atoms = _Atoms.of(list(by_atom.values()))
    leverages = atoms.leverages(len(rows))
    people = np.array([sizes[atom] for atom in by_atom])
    return leverages is not None and bool((minimum - 1) * (leverages / people).max() < 1 - MARGIN)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Atoms:
    """The rows that each atom is in, and its coefficients there; both (atoms, most rows).

    Where an atom is in fewer rows, row 0 stands with coefficient 0.
    """

    rows: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.float64]

    @classmethod
    def of(cls, entries: Sequence[Sequence[tuple[int, int]]]) -> _Atoms:
        width = max(map(len, entries))
        padded = np.array([[*each, *[(0, 0)] * (width - len(each))] for each in entries])
        return cls(rows=padded[:, :, 0], numbers=padded[:, :, 1].astype(float))

    def leverages(self, rows: int) -> npt.NDArray[np.float64] | None:
        """The leverage of each atom, (atoms,); None where the rank of the rows is in doubt."""
        pairs = self.rows[:, :, None] * rows + self.rows[:, None, :]
        products = self.numbers[:, :, None] * self.numbers[:, None, :]
        gram = np.bincount(pairs.ravel(), products.ravel(), minlength=rows**2)
        strengths, vectors = np.linalg.eigh(gram.reshape(rows, rows))
        relative = strengths / strengths[-1]
        if ((relative > NOTHING) & (relative < SOMETHING)).any():
            return None
        kept = relative >= SOMETHING
        inverse = (vectors[:, kept] / strengths[kept]) @ vectors[:, kept].T
        found: npt.NDArray[np.float64] = (products * inverse.ravel()[pairs]).sum(axis=(1, 2))
        return found
