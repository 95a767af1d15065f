"""What a survey tool notes of each response, beside the answers: who, how long, sent or not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Rows that the tool itself marks as no response: a test, a preview, an unsent form.

    A row is excluded when its cell of column `position` is one of `values` (casefolded).
    """

    position: int
    values: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The columns that say how long a respondent took, by position: seconds, or start and end."""

    seconds: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def positions(self) -> tuple[int, ...]:
        """The columns to read."""
        found = (self.seconds, self.start, self.end)
        return tuple(position for position in found if position is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookkeeping:
    """What the tool itself notes of each response, beside the answers.

    Attributes:
        exclusions: rows that are no responses by the tool's own marks.
        unsubmitted: rows of people who did not press "send"; they count like any other when they
            answer enough, unless their removal is asked for.
        respondent: position of the column with the tool's id of a response or a respondent.
        timing: how long they took.
    """

    exclusions: tuple[Exclusion, ...] = ()
    unsubmitted: Exclusion | None = None
    respondent: int | None = None
    timing: Timing | None = None


NOTHING_NOTED = Bookkeeping()
