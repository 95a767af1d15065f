"""Which responses count: tests, partials and the rest removed, each removal counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from survey.release import Removed
from survey.responses import MISSING, Responses


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cleaned:
    """The responses that count, how many were read, and why the others do not.

    Kept respondents of "both" and "other" teams are among the responses, never in a gap.
    `read` = kept + all removed.
    """

    responses: Responses
    read: int
    removed: tuple[Removed, ...]


def clean(responses: Responses, excluded: Iterable[Removed] = ()) -> Cleaned:
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
    removed = (*excluded, *(Removed(reason, count) for reason, count in counts if count))
    kept = responses.where(~no_team & ~partial)
    read = kept.rows.size + sum(entry.count for entry in removed)
    return Cleaned(responses=kept, read=read, removed=removed)
