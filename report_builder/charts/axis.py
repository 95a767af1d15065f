"""Axes: from a number to its place on the canvas, at the rounding the number is printed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from report_builder.charts.canvas import Line, Shape, Words
from report_builder.charts.style import GRID, INK_3, RULE, SMALL

ONE_TO_FIVE = 0.5
"""The margin of a gap on a scale of 1 to 5; other scales are stretched from there."""

_REACH = 4.0
_TICK_STEPS = ("0.5", "1", "2", "5", "10")
_MOST_TICKS = 3
_WHOLE_FROM, _TENTH, _HUNDREDTH = 10, 0.1, 0.01
_SHARE_ENDS = (0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A horizontal axis from `low` at pixel `start` to `high` at pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; one beyond the axis stands at its end."""
        kept = min(max(value, self.low), self.high)
        return self.start + (kept - self.low) / (self.high - self.low) * (self.end - self.start)


def printed_share(share: float) -> float:
    """A share of 0 to 1 at the whole per cent it is printed with.

    >>> printed_share(0.125)
    0.13
    """
    return _half_up(share, "0.01")


def printed_points(points: float) -> float:
    """A gap at the tenth of a point it is printed with.

    >>> printed_points(-0.25)
    -0.3
    """
    return _half_up(points, "0.1")


def printed_times(times: float) -> float:
    """How many times as often, as it is printed: in tenths, wholes from 10 on; at least 0.01.

    >>> [printed_times(times) for times in (0.031, 0.84, 3.16, 24.6)]
    [0.03, 0.8, 3.2, 25.0]
    """
    tenths = _half_up(times, "0.1")
    if tenths >= _WHOLE_FROM:
        return _half_up(times, "1")
    return tenths if tenths > 0 and times >= _TENTH else max(_half_up(times, "0.01"), _HUNDREDTH)


def reach(margin: float, values: Iterable[float]) -> float:
    """How far a gap axis goes to either side: four margins, or the next tick beyond a value.

    Args:
        margin: the smallest gap that matters: 0.5 on a scale of 1 to 5.
        values: what must stand on the axis, in points.

    >>> reach(0.5, [1.4, -2.3])
    3.0
    """
    usual = _REACH * margin
    furthest = max((abs(value) for value in values), default=0.0)
    if furthest <= usual:
        return usual
    step = Decimal(_step(usual))
    steps = (Decimal(str(furthest)) / step).to_integral_value(rounding=ROUND_CEILING)
    return float(steps * step)


def gap_ticks(far: float) -> tuple[Decimal, ...]:
    """The ticks of a gap axis that reaches `far` to either side, at most three a side.

    >>> [str(tick) for tick in gap_ticks(2.0)]
    ['-2', '-1', '0', '1', '2']
    """
    step = Decimal(_step(far))
    count = int(Decimal(str(far)) / step)
    return tuple(step * position for position in range(-count, count + 1))


def share_end(highest: float) -> float:
    """Where a share axis ends: the first fifth that is not below the highest value."""
    return next((end for end in _SHARE_ENDS if highest <= end), 1.0)


def grid(axis: Axis, values: Iterable[float], top: float, bottom: float) -> Iterator[Shape]:
    """A vertical line at each value; the one at 0 of an axis with two sides is stronger."""
    for value in values:
        centre = value == 0 and axis.low < 0
        x = axis.at(value)
        yield Line(
            start=(x, top),
            end=(x, bottom),
            colour=RULE if centre else GRID,
            width=1.5 if centre else 1.0,
        )


def tick_labels(
    axis: Axis, labels: Iterable[tuple[float, str]], baseline: float
) -> Iterator[Shape]:
    """The label of each tick, centred on it."""
    for value, label in labels:
        yield Words(
            x=axis.at(value), y=baseline, text=label, size=SMALL, colour=INK_3, anchor="middle"
        )


def _step(far: float) -> str:
    return next((step for step in _TICK_STEPS if far / float(step) <= _MOST_TICKS), _TICK_STEPS[-1])


def _half_up(value: float, place: str) -> float:
    return float(Decimal(str(value)).quantize(Decimal(place), rounding=ROUND_HALF_UP)) + 0.0
