"""The colour of a cell of the heat table: fixed steps, so that two tables can be compared."""

from __future__ import annotations

from report_builder.charts.axis import printed_points

STEPS = (0.5, 1.0, 2.0)
"""Where a step begins, in margins: 0.25, 0.5 and 1.0 points on a scale of 1 to 5."""


def heat_step(difference: float, margin: float = 0.5) -> int:
    """The step of a gap, as printed: -3 to 3; positive where the first team is more positive.

    Args:
        difference: first minus second team, in points of the scale.
        margin: the smallest gap that matters on that scale: 0.5 on 1 to 5.

    >>> [heat_step(gap) for gap in (0.2, 0.3, -0.5, 1.0)]
    [0, 1, -2, 3]
    """
    printed = printed_points(difference)
    step = sum(abs(printed) >= edge * margin for edge in STEPS)
    return step if printed > 0 else -step
