"""The waves that are shown, side by side: what each says of everything that was asked alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from survey.company_change import Answered, company_change
from survey.drift import Break
from survey.gaps import PerceptionGap, dimension_gaps, index_gap, item_gaps
from survey.questionnaire import Item, Questionnaire
from survey.release import INDEX, Group, Release, ThemeScores
from survey.statistics.distribution import scale_points
from survey.wave_change import Answers, Change, change_of, scored


class Excluded(StrEnum):
    """Why a statement or theme has no change to show."""

    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveShown:
    """A wave, and how many of each team answered it, first team first."""

    label: str
    answered: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WaveSeries:
    """The waves shown, and what each of them says of everything that was asked.

    Attributes:
        releases: the oldest first; of head-counts they know nothing.
        gaps: of each wave, by subject.
        since: by item, the place of the first wave that asks it as the last one does, and why
            earlier ones do not.
    """

    releases: tuple[Release, ...]
    questionnaire: Questionnaire
    gaps: tuple[Mapping[str, PerceptionGap], ...]
    since: Mapping[str, tuple[int, Excluded]]

    @classmethod
    def of(
        cls, release: Release, questionnaire: Questionnaire, breaks: Iterable[Break]
    ) -> WaveSeries:
        """The waves of a release, those before the last included; `breaks` are between them."""
        releases = tuple(map(_without_headcounts, (*release.earlier, release)))
        places = {each.wave: place for place, each in enumerate(releases)}
        since: dict[str, tuple[int, Excluded]] = {}
        for each in breaks:
            at = places[each.wave], Excluded(each.kind.value)
            since[each.item] = max(since.get(each.item, at), at, key=lambda found: found[0])
        return cls(
            releases=releases,
            questionnaire=questionnaire,
            gaps=tuple(_gaps(each, questionnaire) for each in releases),
            since=since,
        )

    @property
    def groups(self) -> tuple[Group, Group]:
        """The two teams."""
        first, second = self.questionnaire.teams
        return Group(team=first.id), Group(team=second.id)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everything that the last two waves say something of, or that is broken between them."""
        asked = self.questionnaire
        known = {*self.gaps[-1], *self.gaps[-2], *self.since}
        themes = [each.id for each in asked.dimensions if not each.outcome]
        return tuple(
            name for name in (*(item.id for item in asked.items), *themes, INDEX) if name in known
        )

    @property
    def shown(self) -> Iterator[WaveShown]:
        """The waves with the people of each team."""
        for each in self.releases:
            first, second = (_answered(each, group) for group in self.groups)
            yield WaveShown(label=each.wave, answered=(first, second))

    @property
    def linked(self) -> tuple[int | None, int | None]:
        """People of each team who are known to be in the last two waves, where they are most."""
        first, second = (self._linked(group) for group in self.groups)
        return first, second

    def _linked(self, group: Group) -> int | None:
        linked = self.releases[-1].linked
        people = linked.people.get(group, 0) if linked else 0
        largest = max(_answered(each, group) for each in self.releases[-2:])
        return people if people >= self.releases[-1].rules.thresholds.linked * largest else None

    def change(self, subject: str) -> Change | Excluded:
        """What changed, or why nothing is told."""
        start, why = max((self._since(item) for item in self._items(subject)), key=lambda at: at[0])
        if start == len(self.releases) - 1:
            return why
        series = tuple(
            (release.wave, gaps[subject])
            for release, gaps in zip(self.releases[start:], self.gaps[start:], strict=True)
            if subject in gaps and self._same_items(release, subject)
        )
        if [wave for wave, _ in series[-2:]] != [each.wave for each in self.releases[-2:]]:
            return Excluded.NOT_SHOWN
        then, now = (each.panel for each in self.releases[-2:])
        if then is not None and now is not None:
            item = self._items(subject)[0]
            points, lowest = item.scale.size, item.scale.favourable_from
            return company_change(
                series,
                Answered.of(then, subject, points, lowest),
                Answered.of(now, subject, points, lowest),
            )
        return change_of(series, self._answers(subject))

    def _same_items(self, release: Release, subject: str) -> bool:
        """Whether a theme is made of the same items in a wave as in the last."""
        then, now = (each.scores(subject, self.groups[0]) for each in (release, self.releases[-1]))
        return then is None or now is None or then.items == now.items

    def _since(self, item: Item) -> tuple[int, Excluded]:
        return self.since.get(item.id, (0, Excluded.NOT_SHOWN))

    def _items(self, subject: str) -> tuple[Item, ...]:
        """The item, or all of a theme, or of the index."""
        asked = self.questionnaire
        if subject == INDEX:
            return asked.index_items
        return tuple(item for item in asked.items if subject in {item.id, item.dimension})

    def _answers(self, subject: str) -> Answers:
        item = self._items(subject)[0]
        points, before, last = item.scale.size, *self.releases[-2:]
        if item.id != subject:
            return scored(points, self._scores(subject))
        counts = [
            each.item_counts[subject, group] for each in (before, last) for group in self.groups
        ]
        first, second = (
            last.linked.joint.get((subject, group)) if last.linked and most is not None else None
            for group, most in zip(self.groups, self.linked, strict=True)
        )
        return Answers(
            counts=np.stack(counts).reshape(2, 2, points),
            values=scale_points(points),
            points=points,
            favourable_from=item.scale.favourable_from,
            joint=(first, second),
            minimum=last.rules.minimum_group,
        )

    def _scores(self, subject: str) -> list[ThemeScores]:
        """Of the last two waves, then and now, each first team first."""
        found = (
            each.scores(subject, group) for each in self.releases[-2:] for group in self.groups
        )
        return [each for each in found if each is not None]


def _gaps(release: Release, questionnaire: Questionnaire) -> dict[str, PerceptionGap]:
    """Everything a wave says of its two teams, by subject."""
    first, second = questionnaire.teams
    groups = Group(team=first.id), Group(team=second.id)
    index = index_gap(release, questionnaire, groups)
    found = (
        *item_gaps(release, questionnaire.items, groups),
        *dimension_gaps(release, questionnaire, groups),
        *((index,) if index else ()),
    )
    return {gap.subject: gap for gap in found}


def _without_headcounts(release: Release) -> Release:
    groups = tuple(replace(each, headcount=None) for each in release.groups)
    return replace(release, groups=groups)


def _answered(release: Release, group: Group) -> int:
    entry = release.released(group)
    return entry.n if entry else 0
