"""Whether a combination of sums rests on a few people: by trying every small set who are alike.

In floating point, and sharing nothing with the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

Members = npt.NDArray[np.bool_]
Row = npt.NDArray[np.float64]
"""A published sum: with which weight each person is in it, (people,)."""

SINGULAR = 1e-9


def singled_out(rows: Sequence[Members] | Row, minimum: int) -> int:
    """The fewest people that a combination of the rows rests on; 0 where no fewer than k.

    People in the same rows are one atom. A combination that cancels out everywhere but in a set
    of atoms exists when what the rows leave undetermined has no freedom within that set; then the
    shares that the rows have of the atoms of the set add up to 1 at least.
    """
    matrix = np.unique(np.array(rows, dtype=float), axis=0)
    atoms, sizes = np.unique(matrix[:, matrix.any(axis=0)], axis=1, return_counts=True)
    if not sizes.size:
        return 0
    _, strengths, basis = np.linalg.svd(atoms, full_matrices=False)
    basis = basis[strengths > SINGULAR * strengths.max()]
    free = np.eye(sizes.size) - basis.T @ basis
    light = np.flatnonzero(sizes < minimum)
    found = [
        int(sizes[chosen].sum(axis=1)[alone].min())
        for number in range(1, minimum)
        if (chosen := _sets(light, number, sizes, free, minimum)).size
        and (alone := _singular(free, chosen)).any()
    ]
    return min(found, default=0)


def _sets(
    light: npt.NDArray[np.int64],
    number: int,
    sizes: npt.NDArray[np.int64],
    free: npt.NDArray[np.float64],
    minimum: int,
) -> npt.NDArray[np.int64]:
    """The sets of so many atoms with fewer than `minimum` people that can carry a combination."""
    few = [atom for atom in light.tolist() if sizes[atom] <= minimum - number]
    chosen = np.array([*combinations(few, number)], dtype=np.int64).reshape(-1, number)
    chosen = chosen[sizes[chosen].sum(axis=1) < minimum]
    held: npt.NDArray[np.int64] = chosen[
        (1.0 - free.diagonal()[chosen]).sum(axis=1) >= 1.0 - 2 * SINGULAR
    ]
    return held


def _singular(free: npt.NDArray[np.float64], chosen: npt.NDArray[np.int64]) -> Members:
    parts = free[chosen[:, :, None], chosen[:, None, :]]
    singular: Members = np.linalg.eigvalsh(parts)[:, 0] < SINGULAR
    return singular
