"""Which responses count: tests, partials and the rest removed, each removal counted."""

from __future__ import annotations

from dataclasses import dataclass

from survey.responses import Responses


@dataclass(frozen=True, slots=True)
class Removal:
    """How many responses were left out for one reason (a slug: test, no-team, partial…)."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cleaned:
    """The responses that count, how many were read, and why the others do not.

    `outside` counts kept respondents of "both"/"other" teams, never part of a gap.
    """

    responses: Responses
    read: int
    removals: tuple[Removal, ...]
