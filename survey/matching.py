"""What each column of an export is, step by step from sure to likely, for a person to review.

By code, by a dictionary, by its exact wording, by an earlier mapping, and at last by likeness: what
is only likely is a proposal, and no build takes one before a person has accepted it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, replace

from survey.errors import MappingError, TeamColumnError
from survey.export import Column, Export
from survey.likeness import Likeness, likenesses, nearly_header
from survey.mapping import ItemColumn, ProfileColumn
from survey.previous_mapping import NO_PREVIOUS, Carried, PreviousMapping
from survey.questionnaire import ProfileQuestion, Questionnaire
from survey.recognition import (
    matches,
    named_team,
    profile_answers,
    profile_column,
    segment_columns,
    team_answers,
    team_column,
)
from survey.shown_values import MOST_VALUES, Counts, reason_to_ignore
from survey.wording import normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The columns of an export as far as they are known, sure or likely.

    Attributes:
        items: items and meta questions by id. For looking up.
        unsure: item id to the columns that could be it, more than one. For looking up.
        near: headers that are nearly a wording, and are not proposed.
        proposed: positions of the columns that a person has to accept.
        torn: the questions about the respondent that more than one column could be, in words.
    """

    items: Lookup[str, ItemColumn]
    unsure: Lookup[str, tuple[Column, ...]]
    near: tuple[Likeness, ...]
    team: ProfileColumn | None
    places: tuple[ProfileColumn, ...]
    segments: tuple[ProfileColumn, ...]
    proposed: frozenset[int]
    torn: tuple[str, ...]

    @property
    def positions(self) -> frozenset[int]:
        """Positions of all columns that are something."""
        profile = [entry for entry in (self.team, *self.places, *self.segments) if entry]
        known = {entry.column.position for entry in profile}
        known |= {entry.column.position for entry in self.items.values()}
        return frozenset(known | {one.position for many in self.unsure.values() for one in many})


def matched(
    export: Export,
    questionnaire: Questionnaire,
    counts: Counts,
    previous: PreviousMapping = NO_PREVIOUS,
) -> Matched:
    """What each column is; `counts` are the answers of those that may be looked into."""
    found = matches(export.columns, questionnaire)
    known = {entry.item.id for entry in found}
    carried = _carried_items(questionnaire, previous, {e.column.position for e in found}, known)
    exact = [*found, *carried]
    taken = {entry.column.position for entry in exact}
    profile = _Profile(export, questionnaire, counts, previous, taken)
    team, places, segments = profile.team(), profile.places(), profile.segments()
    near = likenesses(_readable(export.columns, taken), questionnaire)
    absent = {item.id for item in questionnaire.items} - {entry.item.id for entry in exact}
    proposals, doubtful = _proposals([one for one in near if one.item.id in absent])
    every = [*exact, *proposals]
    items = _alone(every)
    return Matched(
        items=items,
        unsure={
            one.id: columns
            for one in questionnaire.statements
            if (columns := tuple(e.column for e in every if e.item.id == one.id))
            and one.id not in items
        },
        near=tuple(doubtful),
        team=team,
        places=places,
        segments=segments,
        proposed=frozenset(profile.proposed | {entry.column.position for entry in proposals}),
        torn=tuple(profile.torn),
    )


def _readable(columns: Iterable[Column], taken: Collection[int]) -> list[Column]:
    """The columns that are nothing yet, and neither personal nor the survey tool's own."""
    return [
        column
        for column in columns
        if column.position not in taken and column.text and reason_to_ignore(column) is None
    ]


def _carried_items(
    questionnaire: Questionnaire,
    previous: PreviousMapping,
    taken: Collection[int],
    known: Collection[str],
) -> Iterator[ItemColumn]:
    """The items that only the earlier mapping knows."""
    for item in questionnaire.statements:
        old = previous.items.get(item.id, Carried())
        if item.id not in known and old.column and old.column.position not in taken:
            yield ItemColumn(
                item=item,
                column=old.column,
                how=previous.how,
                already_keyed=old.already_keyed and item.reverse_keyed,
            )


def _proposals(near: Sequence[Likeness]) -> tuple[list[ItemColumn], list[Likeness]]:
    """Those that may be proposed, and those that may not."""
    sure = [one for one in near if one.sure]
    proposals = [ItemColumn(item=one.item, column=one.column, how=one.told) for one in sure]
    return proposals, [one for one in near if not one.sure]


def _alone(found: Sequence[ItemColumn]) -> dict[str, ItemColumn]:
    """The items with one column that is no other item's, by id."""
    items = Counter(entry.item.id for entry in found)
    columns = Counter(entry.column.position for entry in found)
    return {
        entry.item.id: entry
        for entry in found
        if items[entry.item.id] == columns[entry.column.position] == 1
    }


class _Profile:
    """Finds the columns about the respondent one after the other; none is taken twice."""

    def __init__(
        self,
        export: Export,
        questionnaire: Questionnaire,
        counts: Counts,
        previous: PreviousMapping,
        taken: set[int],
    ) -> None:
        self.proposed: set[int] = set()
        self.torn: list[str] = []
        self._export = export
        self._questionnaire = questionnaire
        self._counts = counts
        self._previous = previous
        self._taken = taken

    def team(self) -> ProfileColumn | None:
        """The team; an earlier mapping knows better than a column's answers alone."""
        try:
            found: ProfileColumn | None = team_column(
                self._export, self._questionnaire, self._taken
            )
        except TeamColumnError:
            found = None
        old = self._free(self._previous.team)
        if old and (found is None or found.how in {"values", "header"}):
            found = self._named_team(old, self._previous.how)
        return self._take(found or self._likely_team())

    def places(self) -> tuple[ProfileColumn, ...]:
        """The company and the wave."""
        found = []
        for role, old in (("company", self._previous.company), ("wave", self._previous.wave)):
            questions = [q for q in self._questionnaire.profile if q.role == role]
            try:
                known = profile_column(self._export, self._questionnaire, role, self._taken)
            except MappingError as error:
                self.torn.append(error.problem)
                continue
            entry = known or self._other(role, old, questions)
            found.append(self._take(replace(entry, id=role) if entry else None))
        return tuple(entry for entry in found if entry)

    def segments(self) -> tuple[ProfileColumn, ...]:
        """The segments of the questionnaire, then those that only the earlier mapping has."""
        questions = [q for q in self._questionnaire.profile if q.role == "segment"]
        found = [self._take(self._segment(question)) for question in questions]
        named = {question.id for question in questions}
        for name, old in self._previous.segments.items():
            if name not in named:
                found.append(self._take(self._other(name, old, [])))
        return tuple(entry for entry in found if entry)

    def _segment(self, question: ProfileQuestion) -> ProfileColumn | None:
        alone = replace(self._questionnaire, profile=(question,))
        try:
            found = segment_columns(self._export, alone, self._taken)
        except MappingError as error:
            self.torn.append(error.problem)
            return None
        old = self._previous.segments.get(question.id, Carried())
        return found[0] if found else self._other(question.id, old, [question])

    def _other(
        self, name: str, old: Carried, questions: Sequence[ProfileQuestion]
    ) -> ProfileColumn | None:
        """By the earlier mapping, else by the likeness of the header, as a proposal."""
        column = self._free(old)
        if column:
            return _profile_column(name, column, self._previous.how, questions)
        for question in questions:
            near = self._near(question)
            if near:
                self.proposed.add(near[0].position)
                return _profile_column(name, near[0], f"header, {near[1]} % like", questions)
        return None

    def _likely_team(self) -> ProfileColumn | None:
        """By the likeness of the header, or by answers of which most name the teams."""
        near = [
            near
            for question in self._questionnaire.profile
            if question.role == "team" and (near := self._near(question))
        ]
        by_answers = [
            column
            for column in _readable(self._export.columns, self._taken)
            if _mostly_teams(self._counts.get(column.position, Counter()), self._questionnaire)
        ]
        found = None
        if near:
            found = self._named_team(near[0][0], f"header, {near[0][1]} % like")
        elif len(by_answers) == 1:
            found = self._named_team(by_answers[0], "answers: most of them name a team")
        if found:
            self.proposed.add(found.column.position)
        return found

    def _near(self, question: ProfileQuestion) -> tuple[Column, int] | None:
        rivals = [
            text
            for other in self._questionnaire.profile
            if other.id != question.id
            for text in (*other.wording.values(), *other.label.values())
        ]
        rivals += [text for item in self._questionnaire.items for text in item.wording.values()]
        asked = (*question.wording.values(), *question.label.values())
        return nearly_header(_readable(self._export.columns, self._taken), asked, rivals)

    def _named_team(self, column: Column, how: str) -> ProfileColumn:
        return named_team(column, self._questionnaire, team_answers(self._questionnaire), how=how)

    def _free(self, old: Carried) -> Column | None:
        return old.column if old.column and old.column.position not in self._taken else None

    def _take(self, found: ProfileColumn | None) -> ProfileColumn | None:
        if found:
            self._taken.add(found.column.position)
        return found


def _mostly_teams(counts: Counter[str], questionnaire: Questionnaire) -> bool:
    """Whether both teams are among few answers, and at least half of the answers name one."""
    known = team_answers(questionnaire)
    teams = [known.get(normalised(text), "") for text in counts]
    named = sum(count for text, count in counts.items() if normalised(text) in known)
    both = {team.id for team in questionnaire.teams} <= {*teams}
    return both and len(counts) <= MOST_VALUES and 2 * named >= counts.total()


def _profile_column(
    name: str, column: Column, how: str, questions: Sequence[ProfileQuestion]
) -> ProfileColumn:
    question = questions[0] if questions else None
    return ProfileColumn(
        id=name,
        column=column,
        how=how,
        label=question.label if question else {},
        answers=profile_answers(question) if question else {},
        levels=question.values if question else (),
    )
