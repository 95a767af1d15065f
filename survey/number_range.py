"""The numbers that stand for the points of a scale, as a person states them: "1 to 5"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATED = re.compile(r"(-?[0-9]{1,3})\s*to\s*(-?[0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The number of the lowest point of a scale, and that of the highest.

    >>> str(NumberRange(5, 1)), NumberRange(0, 2).points()
    ('5 to 1', {'0': 1, '1': 2, '2': 3})
    """

    lowest: int
    highest: int

    def __str__(self) -> str:
        return f"{self.lowest} to {self.highest}"

    @property
    def numbers(self) -> range:
        """The numbers, that of the lowest point first."""
        step = 1 if self.highest >= self.lowest else -1
        return range(self.lowest, self.highest + step, step)

    def points(self) -> dict[str, int]:
        """The point that each number stands for, by the number as text."""
        return {str(number): point for point, number in enumerate(self.numbers, start=1)}

    def turned(self) -> NumberRange:
        """The same numbers in the other direction."""
        return NumberRange(self.highest, self.lowest)


def number_range(text: str) -> NumberRange | None:
    """The range that a text states; None when it states none.

    >>> number_range("10 to 14"), number_range("1-5")
    (NumberRange(lowest=10, highest=14), None)
    """
    stated = _STATED.fullmatch(text.strip().casefold())
    return NumberRange(int(stated[1]), int(stated[2])) if stated else None
