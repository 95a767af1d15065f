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


ABREAST = 5
"""The most parts side by side."""


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

    def tile(self, place: int, count: int) -> Room:
        """One of so many parts of the same size, side by side; of many, in rows."""
        rows = max(1, -(-count // ABREAST))
        across = -(-count // rows)
        row, column = divmod(place, across)
        width, height = self.width // across, self.height // rows
        return replace(
            self,
            left=self.left + column * width,
            top=self.top + row * height,
            width=width,
            height=height,
        )

    def inset(self) -> Room:
        """Where a text in it begins and ends, across."""
        return replace(self, left=self.left + INSET, width=self.width - 2 * INSET)

    def height_of(self, text: str, size: float) -> int:
        """How high a text is that fills its width, in lines of that size, and a little."""
        across = max(1.0, (self.width - 2 * INSET) / (POINT * size * LETTER))
        lines = max(1, -(-len(text) // int(across)))
        return round(lines * size * LINE * POINT) + INSET
