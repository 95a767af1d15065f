"""The released answers of both teams to one item or dimension, as arrays ready to be drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from report_builder.states import NO_TEAM, Figures
from survey.questionnaire import Item, Questionnaire
from survey.release import Counts, Group, Release
from survey.statistics.distribution import scale_points, support
from survey.statistics.mean import moments
from survey.statistics.redraw import PRIOR
from survey.unanimity import open_answers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answered:
    """The answers of both teams to one item or dimension.

    Attributes:
        values: those that can occur, ascending, the points 1..k among them; shape (values,).
        counts: of the two teams, shape (2, values).
        prior: answers added before drawing, at the points of the scale alone; shape (values,).
        means: of both teams, shape (2,): those of the counts may be others, as of a dimension.
        people: head-counts of the teams, infinite where not known; shape (2,).
        exact: whether means of both teams may be shown.
    """

    subject: str
    points: int
    about: int
    values: Figures
    counts: Figures
    prior: Figures
    people: Figures
    exact: bool
    means: Figures

    @property
    def apart(self) -> Figures:
        """How far the means of both teams are above those of their counts, shape (2,)."""
        return self.means - moments(self.counts, self.values).mean


def answered_items(release: Release, questionnaire: Questionnaire) -> Iterator[Answered]:
    """The items that may be shown of both teams."""
    groups = _groups(questionnaire)
    for item in questionnaire.items:
        first, second = (release.counts(item.id, group) for group in groups)
        if first is not None and second is not None:
            points = scale_points(item.scale.size)
            yield Answered(
                subject=item.id,
                points=item.scale.size,
                about=_about(item, questionnaire),
                values=points,
                counts=_spread(first, second, item.scale.favourable_from),
                prior=np.full(points.shape, PRIOR),
                people=_people(release, groups),
                exact=all(release.shows_mean(item.id, group) for group in groups),
                means=_means(first, second, item.scale.favourable_from),
            )


def answered_dimensions(release: Release, questionnaire: Questionnaire) -> Iterator[Answered]:
    """The dimensions of the index whose scores may be shown of both teams."""
    groups = _groups(questionnaire)
    for dimension in questionnaire.dimensions:
        first, second = (release.scores(dimension.id, group) for group in groups)
        if dimension.outcome or first is None or second is None:
            continue
        points = questionnaire.items_of(dimension.id)[0].scale.size
        values = np.concatenate([first.values, second.values])
        ground = support(values, scale_points(points))
        counts = np.zeros((2, values.size))
        counts[0, : first.counts.size] = first.counts
        counts[1, first.counts.size :] = second.counts
        yield Answered(
            subject=dimension.id,
            points=points,
            about=NO_TEAM,
            values=ground.values,
            counts=ground.counts(counts),
            prior=PRIOR * ground.at_scale_points,
            people=_people(release, groups),
            exact=all(release.shows_mean(dimension.id, group) for group in groups),
            means=np.array([first.mean, second.mean]),
        )


def answered_foreseen(
    release: Release, questionnaire: Questionnaire
) -> Iterator[tuple[tuple[str, str], Answered]]:
    """By item and the team asked: what it foresees, then what the other answers, where shown."""
    ids = [team.id for team in questionnaire.teams]
    for question in questionnaire.meta:
        for team, item in question.predicts.items():
            groups = Group(team=team), Group(team=ids[1 - ids.index(team)])
            foreseen, own = (
                release.foreseen(question.id, groups[0]),
                release.counts(item, groups[0]),
            )
            given = release.counts(item, groups[1])
            if foreseen is not None and own is not None and given is not None:
                points = scale_points(question.scale.size)
                yield (
                    (item, team),
                    Answered(
                        subject=question.id,
                        points=question.scale.size,
                        about=NO_TEAM,
                        values=points,
                        counts=_spread(foreseen, given, question.scale.favourable_from),
                        prior=np.full(points.shape, PRIOR),
                        people=_people(release, groups),
                        exact=release.shows_mean(question.id, groups[0])
                        and release.shows_mean(item, groups[1]),
                        means=_means(foreseen, given, question.scale.favourable_from),
                    ),
                )


def _spread(first: Counts, second: Counts, lowest: int) -> Figures:
    """The answers of two groups, spread as it may be told, (2, points)."""
    return np.stack([open_answers(each, lowest) for each in (first, second)]).astype(np.float64)


def _means(first: Counts, second: Counts, lowest: int) -> Figures:
    return moments(_spread(first, second, lowest)).mean


def _groups(questionnaire: Questionnaire) -> tuple[Group, Group]:
    first, second = questionnaire.teams
    return Group(team=first.id), Group(team=second.id)


def _people(release: Release, groups: tuple[Group, Group]) -> Figures:
    entries = [release.released(group) for group in groups]
    return np.array([(entry.headcount if entry else None) or np.inf for entry in entries])


def _about(item: Item, questionnaire: Questionnaire) -> int:
    """The place of the team a mirror item is about."""
    ids = [team.id for team in questionnaire.teams]
    return ids.index(item.about) if item.pair else NO_TEAM
