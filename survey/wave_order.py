"""The order of waves in time, by their labels and by the order in which their files are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from survey.wording import levelled

_NUMBERS = re.compile(r"([0-9]+)")
_FIRST_YEAR, _LAST_YEAR = 1980, 2099


def in_time(labels: Iterable[str], given: Sequence[str] = ()) -> tuple[str, ...]:
    """The labels, the oldest first: by the year in them, then as given, then by their numbers.

    Args:
        labels: of all the waves, each once.
        given: labels in the order in which their files were given, where files say it.

    >>> in_time(["Q1 2027", "Q4 2026", "Wave 10", "Wave 9"])
    ('Wave 9', 'Wave 10', 'Q4 2026', 'Q1 2027')
    >>> in_time(["Autumn", "Spring"], given=["spring", "autumn"])
    ('Spring', 'Autumn')
    """
    place: dict[str, int] = {}
    for position, label in enumerate(given):
        place.setdefault(levelled(label), position)

    def when(label: str) -> tuple[list[int], int, list[tuple[int, str]]]:
        parts = [
            (int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(label)
        ]
        years = [number for number, _ in parts if _FIRST_YEAR <= number <= _LAST_YEAR]
        return years, place.get(levelled(label), len(given)), parts

    return tuple(sorted(labels, key=when))
