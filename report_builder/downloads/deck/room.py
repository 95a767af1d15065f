"""A rectangle of a slide, and how it is divided."""

from __future__ import annotations

from dataclasses import dataclass, replace

INCH = 914_400
"""The units of the format in an inch; a point is a seventy-second of one."""

POINT = 12_700
LINE = 1.22
"""The height of a line of text, in its size."""

LETTER = 0.5
"""How wide a letter is on average, in its size: for how many lines a text takes."""

INSET = INCH // 10
"""Between the edge of a box and its text, as the format has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A rectangle in the units of the format."""

    left: int
    top: int
    width: int
    height: int

    def above(self, height: float) -> Room:
        """Its upper part."""
        return replace(self, height=round(height))

    def below(self, height: float) -> Room:
        """What is left below that height."""
        return replace(self, top=self.top + round(height), height=self.height - round(height))

    def column(self, place: int, count: int) -> Room:
        """One of so many columns of the same width."""
        width = self.width // count
        return replace(self, left=self.left + place * width, width=width)

    def inset(self) -> Room:
        """Where a text in it begins and ends, across."""
        return replace(self, left=self.left + INSET, width=self.width - 2 * INSET)

    def height_of(self, text: str, size: float) -> int:
        """How high a text is that fills its width, in lines of that size, and a little."""
        across = max(1.0, (self.width - 2 * INSET) / (POINT * size * LETTER))
        lines = max(1, -(-len(text) // int(across)))
        return round(lines * size * LINE * POINT) + INSET
