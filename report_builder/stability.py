"""How stable the order of the recommendations is when the answers are drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from report_builder.recommendations import Lever, Recommendation, Stability, priorities
from report_builder.states import Figures, States

TOP = 3
"""The first so many are what a reader takes away."""

TIED_ABOVE = 0.3
"""Two whose order flips in a larger share of the redraws are tied."""


def steadied(
    recommended: Sequence[Recommendation], levers: Sequence[Lever], redrawn: States
) -> tuple[Recommendation, ...]:
    """The recommendations, each with how its place holds in the redraws.

    Args:
        recommended: in the order of the answers as they are.
        levers: all that could have been recommended.
        redrawn: the states of the answers in many redraws.
    """
    ordered = sorted(levers, key=lambda lever: lever.id)
    drawn = priorities(ordered, redrawn)
    of_lever = dict(zip((lever.id for lever in ordered), drawn, strict=True))
    shares = _among_first(drawn).mean(axis=1)
    first = dict(zip(of_lever, shares.tolist(), strict=True))
    ids = [one.lever.id for one in recommended]
    flips = _flips(np.array([of_lever[each] for each in ids]).reshape(-1, redrawn.draws))
    exact = bool(redrawn.exact.all())
    return tuple(
        replace(
            one,
            stability=Stability(
                top=first[one.lever.id],
                tied=tuple(ids[other] for other in np.flatnonzero(flips[at] > TIED_ABOVE)),
                exact=exact,
            ),
        )
        for at, one in enumerate(recommended)
    )


def _among_first(drawn: Figures) -> NDArray[np.bool_]:
    """Which levers are recommended among the first three, shape (levers, draws)."""
    order = np.argsort(-drawn, axis=0, kind="stable")
    ranks = np.argsort(order, axis=0, kind="stable")
    return np.asarray((ranks < TOP) & (drawn > 0))


def _flips(drawn: Figures) -> Figures:
    """The share of draws in which the later of two comes before the earlier, for each pair.

    Args:
        drawn: priorities in the order of the answers as they are, shape (recommended, draws).
    """
    ahead = (drawn[None, :, :] > drawn[:, None, :]).mean(axis=2)
    flips: Figures = np.triu(ahead, 1)
    return flips + flips.T
