"""Which responses count: tests, partials and the rest removed, each removal counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from survey.responses import MISSING, Responses


@dataclass(frozen=True, slots=True)
class Removal:
    """How many responses were left out for one reason.

    The reasons: "test" and "spam" by the survey tool's own marks; "blank", an
    empty row; "no-team"; "partial", fewer than half of the items answered.
    """

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cleaned:
    """The responses that count, how many were read, and why the others do not.

    Kept respondents of "both" and "other" teams are among the responses, never in a gap.
    `read` = kept + all removals.
    """

    responses: Responses
    read: int
    removals: tuple[Removal, ...]


def clean(responses: Responses, excluded: Iterable[Removal] = ()) -> Cleaned:
    """The responses that name a team and answer at least half of the items put to them.

    "I can't say" is an answer given. `excluded` are the rows left out before they were parsed.
    """
    given = np.count_nonzero(responses.answers != MISSING, axis=1)
    no_team = responses.team.codes == MISSING
    stated = [coded.codes != MISSING for _, coded in responses.segments]
    blank = no_team & (given == 0) & ~np.logical_or.reduce([np.zeros_like(no_team), *stated])
    partial = ~no_team & (2 * given < len(responses.items))
    counts = (
        ("blank", int(blank.sum())),
        ("no-team", int((no_team & ~blank).sum())),
        ("partial", int(partial.sum())),
    )
    removals = (*excluded, *(Removal(reason, count) for reason, count in counts if count))
    kept = responses.where(~no_team & ~partial)
    read = kept.rows.size + sum(removal.count for removal in removals)
    return Cleaned(responses=kept, read=read, removals=removals)
