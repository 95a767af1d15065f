"""Invented surveys, answered by invented people, each with a story its headings should tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import surveys

from report_builder.demo.answers import Respondent, respondents
from report_builder.demo.meridian import ASKED, ROLES, SITES
from report_builder.recommendations import load_levers
from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.questionnaire import (
    Dimension,
    Item,
    ProfileQuestion,
    Questionnaire,
    ResponseScale,
    ScalePoint,
    TeamName,
)
from survey.questionnaire_file import load_questionnaire
from survey.release import Removed, Rules
from survey.responses import Responses
from survey.tally import tally

RULES = Rules()

Two = tuple[Sequence[int], Sequence[int]]
"""Answers per point, least favourable first, of the first and of the second team."""

LEVEL: Two = ([6, 12, 28, 12, 6], [11, 22, 52, 22, 11])
FIRST_MORE: Two = ([2, 6, 10, 30, 16], [25, 45, 25, 18, 5])
SECOND_MORE: Two = ([14, 26, 14, 8, 2], [4, 14, 22, 50, 28])
BOTH_LOW: Two = ([24, 20, 12, 6, 2], [44, 37, 22, 11, 4])
BOTH_HIGH: Two = ([0, 2, 8, 30, 24], [1, 5, 15, 54, 43])
SIGNS: Two = ([3, 10, 19, 22, 10], [16, 32, 32, 26, 12])
SAME: Two = ([0, 4, 56, 4, 0], [0, 7, 104, 7, 0])


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people were asked, by team; the sum for both together."""

    teams: Mapping[str, int]

    def headcount(self, team: str, segment: str, value: str) -> int | None:  # noqa: ARG002
        """Of whole teams only."""
        return None if segment else self.teams.get(team, sum(self.teams.values()))


def report(
    counts: Mapping[str, Two],
    questionnaire: Questionnaire | None = None,
    settings: Settings | None = None,
    *,
    asked: Asked | None = None,
    rules: Rules = RULES,
) -> Report:
    """The report of a survey with these answers; an item not named was not asked."""
    asked_about = questionnaire or load_questionnaire()
    teams = tuple(team.id for team in asked_about.teams)
    sizes = [max(sum(pair[place]) for pair in counts.values()) for place in (0, 1)]
    answers = np.full((sum(sizes), len(counts)), -1, dtype=np.int8)
    for column, pair in enumerate(counts.values()):
        for points, start in zip(pair, (0, sizes[0]), strict=True):
            ticked = np.repeat(np.arange(1, len(points) + 1), points)
            answers[start : start + len(ticked), column] = ticked
    people = Responses(
        rows=np.arange(2, 2 + sum(sizes), dtype=np.int64),
        team=surveys.coded(np.repeat(teams, sizes).tolist(), (*teams, "both", "other")),
        company=None,
        wave=None,
        segments=(),
        items=tuple(counts),
        answers=answers,
    )
    return _reported(people, asked_about, settings or Settings(), asked=asked, rules=rules)


def everywhere(pair: Two, **others: Two) -> Mapping[str, Two]:
    """The same answers to every item of our questionnaire but to those named."""
    return {item.id: others.get(item.id, pair) for item in load_questionnaire().items}


@cache
def meridian() -> Report:
    """The invented company of the example, with its segments and head-counts."""
    questionnaire = load_questionnaire()
    people = [
        each
        for each in respondents(questionnaire)
        if len(each.answers) > len(questionnaire.items) / 2
    ]
    headcounts = {team: sum(map(sum, cells.values())) for team, cells in ASKED.items()}
    segments = tuple(_segment(questionnaire, name) for name in ("role", "site"))
    return _reported(
        _answered(questionnaire, people),
        questionnaire,
        Settings(invented=True),
        segments=segments,
        asked=Asked(headcounts),
    )


@cache
def small(first: int = 8, second: int = 8) -> Report:
    """Two small teams that differ widely on a few statements."""
    wide = ([0, 1, 1, first - 4, 2], [second - 4, 2, 1, 1, 0])
    middle = ([1, 1, first - 4, 1, 1], [1, 1, second - 4, 1, 1])
    back = ([first - 3, 2, 1, 0, 0], [0, 0, 1, second - 4, 3])
    return report(everywhere(middle, GOA1=wide, HND2=wide, HND3=back, OUT1=middle))


@cache
def contributors() -> Report:
    """Reviewers and contributors of a project: another pair of teams, in English alone."""
    items = [
        surveys.item(f"CH{place}", "challenge", title={"en": title})
        for place, title in enumerate(CHALLENGES)
    ]
    pairs = [SECOND_MORE, FIRST_MORE, LEVEL, BOTH_LOW, SIGNS]
    counts = {item.id: pairs[place % len(pairs)] for place, item in enumerate(items)}
    return report(counts, _of_a_project(items))


def named(report: Report, first: Mapping[str, TeamName], second: Mapping[str, TeamName]) -> Report:
    """The same report of two teams with other names."""
    one, two = report.questionnaire.teams
    teams = (replace(one, names=first), replace(two, names=second))
    return replace(report, questionnaire=replace(report.questionnaire, teams=teams))


CHALLENGES = (
    "Finding a reviewer is easy",
    "Writing tests is easy",
    "Our own documentation is complete",
    "Failing tests are rarely noise",
    "Notifications are few enough",
)


def _of_a_project(items: Sequence[Item]) -> Questionnaire:
    whole = surveys.questionnaire(items)
    names = (
        {"en": TeamName(plain=name, article=name.lower(), of=f"of {name.lower()}")}
        for name in ("Reviewers", "Contributors")
    )
    reviewers, contributors = (
        replace(team, id=team_names["en"].article, names=team_names)
        for team, team_names in zip(whole.teams, names, strict=True)
    )
    dimensions = (Dimension(id="challenge", name={"en": "Everyday work"}, outcome=False),)
    return replace(
        whole,
        teams=(reviewers, contributors),
        dimensions=dimensions,
        pairs=(),
        profile=(),
        alignment_item=None,
    )


def numbered(scale: ResponseScale, points: int) -> ResponseScale:
    """A scale with more or fewer points, favourable from the last but one."""
    return replace(
        scale,
        points=tuple(
            ScalePoint(value=value, label=dict.fromkeys(("en", "fr"), f"Point {value}"))
            for value in range(1, points + 1)
        ),
        favourable_from=points - 1,
    )


def _answered(questionnaire: Questionnaire, people: Sequence[Respondent]) -> Responses:
    labels = (*(team.id for team in questionnaire.teams), "both", "other")
    return Responses(
        rows=np.arange(2, 2 + len(people), dtype=np.int64),
        team=surveys.coded([each.team for each in people], labels),
        company=None,
        wave=None,
        segments=(
            ("role", surveys.coded([each.role for each in people], ROLES)),
            ("site", surveys.coded([each.site for each in people], SITES)),
        ),
        items=tuple(item.id for item in questionnaire.items),
        answers=np.array(
            [
                [_keyed(item, each.answers.get(item.id)) for item in questionnaire.items]
                for each in people
            ],
            dtype=np.int8,
        ),
    )


def _keyed(item: Item, point: int | None) -> int:
    if point is None:
        return -1
    return item.scale.size + 1 - point if item.reverse_keyed and point else point


def _segment(questionnaire: Questionnaire, name: str) -> ProfileQuestion:
    return next(each for each in questionnaire.profile if each.id == name)


def _reported(  # noqa: PLR0913 - what varies from story to story
    people: Responses,
    questionnaire: Questionnaire,
    settings: Settings,
    *,
    segments: tuple[ProfileQuestion, ...] = (),
    asked: Asked | None = None,
    rules: Rules = RULES,
) -> Report:
    counted = Counted(
        waves=(Wave("", tally(people, questionnaire)),),
        read=len(people.rows) + 3,
        removed=(Removed("test", 2), Removed("partial", 1)),
    )
    released, _ = release(counted, questionnaire, rules, roster=asked)
    return report_of(
        released,
        questionnaire,
        settings,
        levers=load_levers(questionnaire.levers, questionnaire) if questionnaire.levers else (),
        segments=segments,
    )
