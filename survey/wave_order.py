"""The order of waves in time: as it is stated, else by their labels and that of their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from survey.errors import SettingsError
from survey.wording import levelled, quoted, some

_NUMBERS = re.compile(r"([0-9]+)")
_FIRST_YEAR, _LAST_YEAR = 1980, 2099


def in_time(
    labels: Iterable[str], given: Sequence[str] = (), stated: Sequence[str] = ()
) -> tuple[str, ...]:
    """The labels, the oldest first: by the year in them, then as given, then by their numbers.

    Args:
        labels: of all the waves, each once.
        given: labels in the order in which their files were given, where files say it.
        stated: the order of all of them, which then stands over everything else.

    Raises:
        SettingsError: an order is stated that leaves out waves there are.

    >>> in_time(["Q1 2027", "Q4 2026", "Wave 10", "Wave 9"])
    ('Wave 9', 'Wave 10', 'Q4 2026', 'Q1 2027')
    >>> in_time(["Autumn", "Spring"], given=["spring", "autumn"])
    ('Spring', 'Autumn')
    """
    waves = tuple(labels)
    if stated:
        return _as_stated(waves, stated)
    place: dict[str, int] = {}
    for position, label in enumerate(given):
        place.setdefault(levelled(label), position)

    def when(label: str) -> tuple[list[int], int, list[tuple[int, str]]]:
        parts = [
            (int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(label)
        ]
        years = [number for number, _ in parts if _FIRST_YEAR <= number <= _LAST_YEAR]
        return years, place.get(levelled(label), len(given)), parts

    return tuple(sorted(waves, key=when))


def unanswered(stated: Sequence[str], labels: Iterable[str]) -> tuple[str, ...]:
    """The waves that an order names and of which there is no response, a sentence each."""
    known = set(map(levelled, labels))
    return tuple(
        f"The settings name the wave {quoted(label, 40)} (waves:), but no response is of it."
        for label in stated
        if levelled(label) not in known
    )


def misnamed(names: Iterable[str], labels: Sequence[str]) -> tuple[str, ...]:
    """A warning where a report is called by a wave that is not the last there is.

    Args:
        names: what the report is called, in each of its languages.
        labels: of the waves there are, the oldest first.

    >>> misnamed(["Autumn"], ["Spring", "Autumn"])
    ()
    """
    *before, last = labels
    earlier = set(map(levelled, before))
    return tuple(
        f"The settings call the report {quoted(name, 40)} (wave:), but {quoted(last, 40)} is a "
        "later wave of these responses."
        for name in names
        if levelled(name) in earlier
    )[:1]


def _as_stated(waves: Sequence[str], stated: Sequence[str]) -> tuple[str, ...]:
    place = {levelled(label): position for position, label in enumerate(stated)}
    unnamed = sorted(label for label in waves if levelled(label) not in place)
    if unnamed and len(waves) > 1:
        raise SettingsError(
            f"The settings say in which order waves come, but not where "
            f"{some([quoted(label, 40) for label in unnamed])} belongs.",
            "name every wave under waves: in the settings, the oldest first; or leave waves: out, "
            "and they are ordered by the years in their names.",
        )
    return tuple(sorted(waves, key=lambda label: place.get(levelled(label), 0)))
