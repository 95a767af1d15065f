"""Which column of an export is what: what recognition finds, or a person states."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field

from survey.export import Column
from survey.number_range import NumberRange
from survey.optional_columns import OptionalColumn
from survey.questionnaire import ProfileValue, Statement, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemColumn:
    """An item or meta question, the column that holds its answers, and how that is known.

    `already_keyed`: the answers of a reverse-keyed item were turned before they were exported.
    """

    item: Statement
    column: Column
    how: str
    already_keyed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileColumn:
    """A column about the respondent: the team, a segment, the company, the wave.

    Attributes:
        id: the team's is "team"; a segment's is the id of its profile question.
        label: what it is called, by language.
        answers: normalised answer to the id it means; None means not stated. For looking up.
        levels: the ids an answer can mean, in order, with their labels; empty when the answers
            themselves are the values (a free list of regions).
    """

    id: str
    column: Column
    how: str
    label: Texts
    answers: Lookup[str, str | None] = field(default_factory=dict)
    levels: tuple[ProfileValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The columns that are read, and what each is; all others are never looked at.

    Attributes:
        items: in the order of the questionnaire.
        missing: ids of the items that have no column.
        respondent: the column that says who answered; read to find duplicates, never shown.
        scales: scale id to (normalised answer to point; 0 can't say, -1 missing), beyond the
            labels of the scale itself. For looking up.
        stated: scale id to the numbers that stand for its points, where a person stated them;
            they are among `scales` too. For looking up.
        numbers: numbers asked beside the items; none unless a report needs them.
        meta: the meta questions that have a column, in the order of the questionnaire.
        comments: open questions; none unless something is made of their answers.
        names: columns that say who somebody is; looked at only to take names out of comments.
    """

    team: ProfileColumn
    company: ProfileColumn | None
    wave: ProfileColumn | None
    segments: tuple[ProfileColumn, ...]
    items: tuple[ItemColumn, ...]
    missing: tuple[str, ...]
    scales: Lookup[str, Lookup[str, int]]
    warnings: tuple[str, ...]
    stated: Lookup[str, NumberRange] = field(default_factory=dict)
    respondent: Column | None = None
    numbers: tuple[OptionalColumn, ...] = ()
    meta: tuple[ItemColumn, ...] = ()
    comments: tuple[OptionalColumn, ...] = ()
    names: tuple[Column, ...] = ()

    @property
    def statements(self) -> tuple[ItemColumn, ...]:
        """Everything that is answered on a scale: the items, then the meta questions."""
        return (*self.items, *self.meta)

    @property
    def positions(self) -> tuple[int, ...]:
        """Positions of all columns that are read, ascending."""
        profile = (self.team, self.company, self.wave, *self.segments)
        found = {entry.column.position for entry in profile if entry is not None}
        found |= {self.respondent.position} if self.respondent else set()
        found |= {entry.column.position for entry in (*self.numbers, *self.comments)}
        return tuple(sorted(found | {entry.column.position for entry in self.statements}))
