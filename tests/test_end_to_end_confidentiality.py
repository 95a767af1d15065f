"""No figure of a report, however combined with others, singles out a few: many invented surveys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from audited import People, exposures, singled_out
from surveys import questionnaire, responses

from report_builder.downloads import report_json
from report_builder.report import report_of
from report_builder.settings import Settings
from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError, TeamValueError
from survey.questionnaire import ProfileQuestion
from survey.release import Rules
from survey.tally import tally

SURVEYS = 40
MINIMUM = 5
TEAMS = ("marketing", "sales")
DIMENSIONS = {
    "A": ("A1", "A2"),
    "B": ("B1", "B2", "B3"),
    "O": ("O1",),
    "index": ("A1", "A2", "B1", "B2", "B3"),
}


@dataclass(frozen=True, slots=True)
class Audited:
    """A survey's document, who answered it, and how many levels pass the threshold alone."""

    document: Mapping[str, Any]
    people: People
    large_levels: int


def invented(seed: int) -> People:
    """20 to 120 people in 2 to 4 segments, two of them alike; up to a quarter of answers missing."""
    random = np.random.default_rng(seed)
    size = int(random.integers(20, 121))
    first = random.uniform(0.3, 0.7)
    team = random.choice(TEAMS, size, p=[first, 1 - first])
    segments = {}
    for number in range(int(random.integers(2, 5))):
        weights = random.random(int(random.integers(2, 6))) + 0.15
        levels = [f"{number}{level}" for level in range(weights.size)]
        shares = [*(weights / weights.sum() * 0.97), 0.03]
        segments[f"s{number}"] = random.choice([*levels, ""], size, p=shares)
    alike = random.random(size) < random.choice([0, 0.8])
    segments["s1"] = np.where(alike, segments["s0"], segments["s1"])
    missing = random.random((size, 6)) < random.uniform(0, 0.25)
    answers = np.where(missing, random.choice([-1, 0], (size, 6)), random.integers(1, 6, (size, 6)))
    return People(
        team=team,
        segments=segments,
        items=("A1", "A2", "B1", "B2", "B3", "O1"),
        dimensions=DIMENSIONS,
        answers=answers.astype(np.int8),
    )


def published(people: People) -> Mapping[str, Any] | None:
    """What is published of them; None where nothing may be."""
    levels = {name: [*map(str, level)] for name, level in people.segments.items()}
    survey = responses([*map(str, people.team)], people.answers.tolist(), levels)
    counted = Counted(
        waves=(Wave("", tally(survey, questionnaire())),), read=people.team.size, removed=()
    )
    try:
        released, _ = release(counted, questionnaire(), Rules(minimum_group=MINIMUM))
    except (ConfidentialityError, TeamValueError):
        return None
    profile = tuple(
        ProfileQuestion(id=name, role="segment", label={"en": name}, wording={"en": name})
        for name in people.segments
    )
    report = report_of(released, questionnaire(), Settings(languages=("en",)), (), profile)
    found: Mapping[str, Any] = json.loads(report_json(report))
    return found


def large_levels(people: People) -> int:
    """Levels in which each team has enough people: what a threshold alone would show."""
    return sum(
        all((inside & (people.team == team)).sum() >= MINIMUM for team in TEAMS)
        for levels in people.segments.values()
        for level in set(levels.tolist()) - {""}
        for inside in [levels == level]
    )


def audited() -> Iterator[Audited]:
    for seed in range(SURVEYS):
        people = invented(seed)
        document = published(people)
        if document is not None:
            yield Audited(document, people, large_levels(people))


def test_no_combination_of_figures_singles_out_a_few_and_most_groups_are_shown() -> None:
    shown = large = surveys = 0
    for survey in audited():
        assert exposures(survey.document, survey.people, MINIMUM) == []
        groups = survey.document["groups"]
        shown += len([group for group in groups if group["segment"] and not group["team"]])
        large += survey.large_levels
        surveys += 1
    assert surveys > SURVEYS / 2
    assert shown >= 0.8 * large


def test_the_audit_finds_what_a_threshold_alone_would_tell() -> None:
    found = 0
    for survey in audited():
        rows = [
            (survey.people.team == "sales") & (levels == level)
            for levels in survey.people.segments.values()
            for level in set(levels.tolist()) - {""}
        ]
        large = [row for row in rows if row.sum() >= MINIMUM]
        found += bool(large) and bool(singled_out([survey.people.team == "sales", *large], MINIMUM))
    assert found > SURVEYS / 2


def test_the_audit_finds_the_difference_of_two_pairs() -> None:
    grades = np.array([0] * 8 + [1] * 2 + [0] * 2 + [1] * 8)
    regions = np.array([0] * 10 + [1] * 10)
    rows = [values == value for values in (grades, regions) for value in (0, 1)]
    assert singled_out(rows, MINIMUM) == 4
    assert singled_out(rows[:2], MINIMUM) == 0
