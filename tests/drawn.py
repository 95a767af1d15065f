"""Surveys drawn at random, small and awkward, with what the program publishes of them."""

from __future__ import annotations

import json
import operator
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

import numpy as np
from audited import NO_ID, Audit, People, Survey
from besides import FIGURES, drawn_besides, texts, wrong_besides, wrong_heads
from linked import wave_of
from metas import meta
from surveys import coded, questionnaire, responses

from report_builder.downloads import report_json
from report_builder.earlier_wave import since_earlier_waves
from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.cleaning import Cleaned, Flag
from survey.disclosure import release
from survey.engines.pandas_engine import count
from survey.errors import ConfidentialityError, HeadcountError, TeamValueError
from survey.questionnaire import ProfileQuestion, ProfileValue, Questionnaire
from survey.release import Removed, Rules

MINIMUM = 5
TEAMS = ("marketing", "sales")
ITEMS = ("A1", "A2", "B1", "B2", "B3", "O1")
DIMENSIONS = {
    "A": ("A1", "A2"),
    "B": ("B1", "B2", "B3"),
    "O": ("O1",),
    "index": ("A1", "A2", "B1", "B2", "B3"),
}
META = {"M1": {"marketing": "B2", "sales": "B1"}}
LEADING = "0lead"
SEGMENTS = ("s0", "s1", "s2", "s3")
LARGEST = 120
ROSTERS = 0.5
"""So many surveys have head-counts, and figures of the client's."""


Drawing = np.random.Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Head-counts: of whole teams and of the levels of a segment, never fewer than answered."""

    counts: Mapping[tuple[str, str, str], int]

    def headcount(self, team: str, segment: str, value: str) -> int | None:
        """Of both teams the sum, where each is known."""
        if team:
            return self.counts.get((team, segment, value))
        found = [self.counts.get((each, segment, value)) for each in TEAMS]
        known = [number for number in found if number is not None]
        return sum(known) if len(known) == len(found) else None


def asked() -> Questionnaire:
    """The small questionnaire, with what each team expects of the other, and people who lead."""
    leads = ProfileValue(id=LEADING, label={"en": "Lead"}, leads=True)
    profile = tuple(
        ProfileQuestion(
            id=name,
            role="segment",
            label={"en": name},
            wording={"en": name},
            values=(leads,) if name == "s0" else (),
        )
        for name in SEGMENTS
    )
    return replace(
        questionnaire(),
        meta=tuple(meta(name, predicts) for name, predicts in META.items()),
        profile=profile,
    )


def drawn(seed: int) -> Survey:
    """20 to 120 people a wave, 2 to 4 segments: of one wave, of two or three, or of a panel."""
    random = np.random.default_rng(seed)
    kind = random.choice(["one", "waves", "panel"], p=[0.45, 0.35, 0.2])
    panel = kind == "panel"
    first = _people(random, int(random.integers(LARGEST // 2 if panel else 20, LARGEST + 1)))
    if panel:
        first = _at_companies(random, first)
    waves = {"2024": first}
    for year in range(2025, 2025 + (int(random.integers(1, 3)) if kind == "waves" else 0)):
        waves[str(year)] = _next(random, [*waves.values()][-1])
    survey = Survey(
        waves=waves,
        items=ITEMS,
        dimensions=DIMENSIONS,
        meta=META,
        others={wave: int(random.choice([0, 2, 7])) for wave in waves},
        removed={},
    )
    return drawn_besides(survey, np.random.default_rng([seed, 1]))


def _people(random: Drawing, size: int, segments: int = 0) -> People:
    first = random.uniform(0.3, 0.7)
    number = segments or int(random.integers(2, 5))
    found = {}
    for place in range(number):
        weights = random.random(int(random.integers(2, 6))) + 0.15
        levels = [f"{place}{level}" for level in range(weights.size)]
        levels[0] = LEADING if place == 0 else levels[0]
        shares = [*(weights / weights.sum() * 0.97), 0.03]
        found[SEGMENTS[place]] = random.choice([*levels, ""], size, p=shares)
    alike = random.random(size) < random.choice([0, 0.8])
    found["s1"] = np.where(alike, found["s0"], found["s1"])
    known = random.random(size) < random.choice([0, 0.9, 1])
    return People(
        team=random.choice(TEAMS, size, p=[first, 1 - first]),
        company=np.full(size, ""),
        segments=found,
        ids=np.where(known, random.permutation(np.arange(1, size + 1)), NO_ID),
        answers=_answers(random, size),
        foreseen=_foreseen(random, size),
    )


def _answers(random: Drawing, size: int, items: int = len(ITEMS)) -> np.ndarray[Any, Any]:
    """Up to a quarter of the answers missing, or hardly any, or by few people who skip most."""
    missing = random.random((size, items)) < random.choice([0.01, 0.04, random.uniform(0, 0.25)])
    missing |= (random.random(size) < random.choice([0, 0.1]))[:, None] & (
        random.random((size, items)) < 0.6
    )
    given = random.integers(1, 6, (size, items))
    return np.where(missing, random.choice([-1, 0], (size, items)), given).astype(np.int8)


def _foreseen(random: Drawing, size: int) -> dict[str, np.ndarray[Any, Any]]:
    return {name: _answers(random, size, 1)[:, 0] for name in META}


def _at_companies(random: Drawing, people: People) -> People:
    """At companies of ten people or a few more, and at some that are too small to be shown."""
    size = people.team.size
    names = [f"c{number:02d}" for number in range(max(size // 11, 6))]
    small = [f"t{number}" for number in range(int(random.integers(0, 3)))]
    team = np.array([TEAMS[place % 2] for place in range(size)])
    company = np.full(size, "", dtype="<U3")
    for each in TEAMS:
        members = np.flatnonzero(team == each)
        given = [name for name in names for _ in range(MINIMUM)]
        given += [*random.choice([*names, *small], max(members.size - len(given), 0))]
        company[members] = given[: members.size]
    led = np.isin(company, names[: int(random.integers(0, 8))])
    levels = {**people.segments, "s0": np.where(led, LEADING, people.segments["s0"])}
    answers = people.answers if random.random() < 0.5 else np.maximum(people.answers, 1)
    return replace(people, team=team, company=company, segments=levels, answers=answers)


def _next(random: Drawing, before: People) -> People:
    """The wave after: some stay, some of them in another team or level, others join."""
    size = before.team.size
    stay = np.flatnonzero(random.random(size) < random.choice([0.5, 0.9, 1]))
    joining = int(random.choice([0, 3, int(random.integers(0, 40))]))
    new = _people(random, max(joining, 20 - stay.size), len(before.segments))
    highest = before.ids.max()
    moved = random.random(stay.size) < random.choice([0, 0.05])
    team = np.where(moved, random.choice(TEAMS, stay.size), before.team[stay])
    total = stay.size + new.team.size
    return People(
        team=np.concatenate([team, new.team]),
        company=np.full(total, ""),
        segments={
            name: np.concatenate([levels[stay], new.segments[name]])
            for name, levels in before.segments.items()
        },
        ids=np.concatenate(
            [before.ids[stay], np.where(new.ids == NO_ID, NO_ID, new.ids + highest)]
        ),
        answers=_answers(random, total),
        foreseen=_foreseen(random, total),
    )


def reported(survey: Survey, seed: int = 0) -> Report | None:
    """What is published of it; None where nothing may be."""
    small = asked()
    batches = [_batch(wave, people, survey) for wave, people in survey.waves.items()]
    counted = count(batches, small, [*survey.waves])
    roster = asked_of(survey, seed)
    try:
        released, _ = release(counted, small, Rules(minimum_group=MINIMUM), roster=roster)
    except (ConfidentialityError, TeamValueError):
        return None
    settings = Settings(
        wave=released.wave,
        languages=("en",),
        named_companies=True,
        weights="s0" if roster else "",
        stakes=FIGURES if roster else None,
    )
    segments = tuple(
        each for each in small.profile if each.id in [*survey.waves.values()][-1].segments
    )
    try:
        report = report_of(released, small, settings, (), segments)
    except HeadcountError:  # nothing can be weighted by a segment that is not shown
        report = report_of(released, small, replace(settings, weights=""), (), segments)
    return since_earlier_waves(report, released, (), ())


def published(report: Report) -> Mapping[str, Any]:
    """Its report.json."""
    found: Mapping[str, Any] = json.loads(report_json(report))
    return found


def _batch(wave: str, people: People, survey: Survey) -> Cleaned:
    others = survey.others[wave]
    team = [*people.team.tolist(), *["both"] * others]
    filled = np.full((others, len(ITEMS)), 3, dtype=np.int8)
    levels = {name: [*each.tolist(), *[""] * others] for name, each in people.segments.items()}
    read = responses(team, np.concatenate([people.answers, filled]).tolist(), levels)
    read = replace(
        read,
        company=coded([*people.company.tolist(), *[""] * others]) if any(people.company) else None,
        meta=tuple(
            (name, np.concatenate([given, np.full(others, -1, dtype=np.int8)]))
            for name, given in people.foreseen.items()
        ),
        numbers=tuple(
            (name, np.concatenate([given, np.full(others, np.nan)]))
            for name, given in people.declared.items()
        ),
        comments=(("OPN1", np.array([*texts(people), *[""] * others], dtype=np.object_)),),
    )
    removed = survey.removed if wave == [*survey.waves][-1] else {}
    ids = np.concatenate([people.ids, np.full(others, NO_ID)]).astype(np.uint64)
    return replace(
        wave_of(wave, read),
        read=len(team) + sum(removed.values()),
        removed=tuple(Removed(reason, number) for reason, number in removed.items()),
        flags=tuple(
            Flag(reason, np.concatenate([marked, np.zeros(others, dtype=bool)]))
            for reason, marked in people.flags.items()
        ),
        respondents=ids,
    )


def asked_of(survey: Survey, seed: int) -> Asked | None:
    """Head-counts for the last wave; None for half of the surveys."""
    random = np.random.default_rng(seed)
    if random.random() >= ROSTERS:
        return None
    people, counts = [*survey.waves.values()][-1], {}
    for team in TEAMS:
        of_team = people.team == team
        counts[team, "", ""] = int(of_team.sum()) + 30
        for segment, levels in people.segments.items():
            for level in set(levels[of_team].tolist()) - {""}:
                n = int((of_team & (levels == level)).sum())
                counts[team, segment, level] = n + int(random.integers(0, 5))
    return Asked(counts=counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What was found in the documents of some surveys.

    Attributes:
        leaks: each with the seed of the survey.
        published: how many surveys could be.
        large: levels of a segment in which each team has k people: what a threshold alone shows.
        groups: the groups of a segment that are shown, of one level or of several.
        alone: how many of the large levels are shown as they are; named: also with others as one.
        kinds: how many surveys publish what.
    """

    leaks: tuple[str, ...] = ()
    published: int = 0
    large: int = 0
    groups: int = 0
    alone: int = 0
    named: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Audited) -> Audited:
        """Both together."""
        return Audited(
            leaks=self.leaks + other.leaks,
            published=self.published + other.published,
            large=self.large + other.large,
            groups=self.groups + other.groups,
            alone=self.alone + other.alone,
            named=self.named + other.named,
            kinds=Counter(self.kinds) + Counter(other.kinds),
        )


def summed(found: Iterable[Audited]) -> Audited:
    """All of them together."""
    return reduce(operator.add, found, Audited())


def audited(seed: int) -> Audited:
    """One survey drawn, published and audited."""
    survey = drawn(seed)
    report = reported(survey, seed)
    if report is None:
        return Audited()
    document = published(report)
    leaks = leaks_of(document, survey, seed)
    large = _large_levels([*survey.waves.values()][-1]) if document["panel"] is None else set()
    groups = [group for group in document["groups"] if group["segment"] and not group["team"]]
    single = [group for group in groups if len(group["levels"]) == 1 and not group["others"]]
    return Audited(
        leaks=tuple(f"survey {seed}: {leak}" for leak in leaks),
        published=1,
        large=len(large),
        groups=len(groups),
        alone=len(large & _named(single)),
        named=len(large & _named(groups)),
        kinds=_kinds(document),
    )


def leaks_of(document: Mapping[str, Any], survey: Survey, seed: int) -> list[str]:
    """What the document of a survey says that is not so, or tells of a few people."""
    audit = Audit(document=document, survey=survey, minimum=MINIMUM)
    leaks = [*audit.wrong, *map(str, audit.exposures()), *wrong_besides(audit)]
    roster = asked_of(survey, seed)
    leaks += wrong_heads(audit, roster.counts) if roster else []
    return leaks + (["responses left over"] if audit.left_over() else [])


def _named(groups: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    return {
        (each, level) for group in groups for each in group["segment"] for level in group["levels"]
    }


def _large_levels(people: People) -> set[tuple[str, str]]:
    """Levels in which each team has k people: what a threshold alone would show."""
    return {
        (segment, level)
        for segment, levels in people.segments.items()
        for level in set(levels.tolist()) - {""}
        if min(((people.team == team) & (levels == level)).sum() for team in TEAMS) >= MINIMUM
    }


def _kinds(document: Mapping[str, Any]) -> dict[str, int]:
    groups = document["groups"]
    found = {
        "segments": any(group["segment"] for group in groups),
        "waves": bool(document["trend"]),
        "linked": any("+" in (group["wave"] or "") for group in groups),
        "panel": document["panel"] is not None,
        "companies": bool(document["companies"]),
        "leaders": any(row["definition"] == "A3" for row in document["aligned_companies"]),
        "foreseen": bool(document["meta"]),
        "weights": bool(document["weights"]),
        "words": bool(document["words"]),
        "stakes": bool(document["stakes"] and document["stakes"]["hours"]),
        "flagged": any(
            each["responses"] for each in document["provenance"]["responses"]["flagged"]
        ),
    }
    return {kind: 1 for kind, there in found.items() if there}
