"""All the mistakes of one file, collected to be raised once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from survey.errors import SurveyError

_MOST_LISTED = 100


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in one place; an empty `field` is the file as a whole."""

    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}", self.field) if part)
        return f"{place}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The mistakes found so far in the file called `name`, and the error they make together."""

    name: str
    error: type[SurveyError]
    fix: str
    found: set[Mistake] = field(default_factory=set)

    def note(self, line: int, where: str, problem: str) -> None:
        """Adds a mistake; the same one counts once."""
        self.found.add(Mistake(line, where, problem))

    def raise_all(self) -> None:
        """Raises the error that lists every mistake, by line; nothing when there is none."""
        lines = [str(mistake) for mistake in sorted(self.found)]
        if len(lines) == 1:
            raise self.error(f"{self.name}, {lines[0]}", self.fix)
        listed = lines[:_MOST_LISTED]
        if len(lines) > _MOST_LISTED:
            listed.append(f"and {len(lines) - _MOST_LISTED} more")
        if lines:
            heading = f"{self.name} has {len(lines)} mistakes:"
            raise self.error("\n    ".join([heading, *listed]), self.fix)


def nearest(wanted: str, known: Sequence[str]) -> str:
    """`; did you mean "…"?`, or the known names when none is near, or nothing.

    >>> nearest("minimun_group", ["minimum_group", "title"])
    '; did you mean "minimum_group"?'
    """
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(wanted.casefold(), folded, 1, 0.6)
    if close:
        return f'; did you mean "{folded[close[0]]}"?'
    return f"; known here: {', '.join(known)}" if known else ""
