"""Where a word changes: each threshold of a report, with the value it has unless settings say else.

docs/methods/thresholds.md gives the reason of each. What decides whether an interval or a verdict
can be trusted (95 %, 5 %, the smoothing) is not among them: it was proven together, by
bench/coverage.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FEWEST_COMPANIES = 5
"""Of fewer companies no number is published: each could work out the others; fixed."""


class Level(StrEnum):
    """A team's level on an item or dimension: mean >= 3.75 high, < 3.00 low (on 1-5)."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Places on a scale of 1 to 5 are at the same place on others.

    Attributes:
        gap: the smallest gap that matters, in points of 1 to 5.
        high: a mean from which on a level is high; `low`: below which it is low.
        stages: an index from which on the second, third and fourth stage are reached.
        split: an agreement within a team below which it is split; `agreed`: above which it agrees.
        response_rate: a share of the people asked below which a notice is shown.
        association: people of each team from whom on an association is told.
        omega: people of a team from whom on omega is told.
        largest_weight: how many times the average an answer may count.
        aligned: the share of a team in favour from which on it says "aligned", in a panel.
        company_answers: of each team, from which on a company is judged aligned or not.
        linked: the share of a team that must have answered both waves for its change to decide.
    """

    gap: float = 0.5
    high: float = 3.75
    low: float = 3.0
    stages: tuple[float, float, float] = (2.0, 3.0, 4.0)
    split: float = 0.2
    agreed: float = 0.5
    response_rate: float = 0.5
    association: int = 30
    omega: int = 100
    largest_weight: float = 5.0
    aligned: float = 0.6
    company_answers: int = 8
    linked: float = 0.6

    def margin(self, points: int) -> float:
        """The smallest gap that matters on a scale of k points.

        >>> Thresholds().margin(5), Thresholds().margin(9)
        (0.5, 1.0)
        """
        return self.gap * stretch(points)

    def level(self, mean: float, points: int) -> Level:
        """High, low or between, of a mean on 1 to k.

        >>> Thresholds().level(3.75, 5).value, Thresholds().level(2.99, 5).value
        ('high', 'low')
        """
        if mean >= rescaled(self.high, points):
            return Level.HIGH
        return Level.LOW if mean < rescaled(self.low, points) else Level.MIDDLE


USUAL = Thresholds()


def stretch(points: int) -> float:
    """How many points of a scale 1..k make one point of 1..5.

    >>> stretch(5), stretch(7)
    (1.0, 1.5)
    """
    return (points - 1) / 4.0


def rescaled(value: float, points: int) -> float:
    """A place on the scale 1..5 at the same place on 1..k.

    >>> rescaled(3.75, 5), rescaled(3.0, 7)
    (3.75, 4.0)
    """
    return 1.0 + (value - 1.0) * stretch(points)
