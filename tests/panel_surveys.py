"""Invented panels of two waves and more, for tests of what changed in their companies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import panels
from panels import People

from report_builder.earlier_wave import since_earlier_waves
from report_builder.recommendations import load_levers
from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.disclosure import release
from survey.drift import Break, Kind
from survey.engines.pandas_engine import Counted, Wave
from survey.questionnaire_file import load_questionnaire
from survey.release import Release, Rules
from survey.release_record import ReleaseRecord
from survey.tally import tally

BEFORE, LAST = "2025", "2026"


def of(who: People, *names: str) -> People:
    """Those of the people who work for these companies."""
    kept = [place for place, name in enumerate(who.company) if name in names]
    return People(
        company=tuple(who.company[place] for place in kept),
        team=tuple(who.team[place] for place in kept),
        role=tuple(who.role[place] for place in kept),
        answers=who.answers[kept],
    )


def without(who: People, *names: str) -> People:
    """The others."""
    return of(who, *sorted({*who.company} - {*names}))


def moved(who: People, item: str, team: str, by: int) -> People:
    """The same people, those of a team so many points higher on one statement."""
    place = [each.id for each in load_questionnaire().items].index(item)
    answers = who.answers.copy()
    mine = np.array([each == team for each in who.team]) & (answers[:, place] > 0)
    answers[mine, place] = np.clip(answers[mine, place] + by, 1, 5)
    return replace(who, answers=answers)


def counted(waves: Mapping[str, People]) -> Counted:
    """The waves counted, in this order."""
    asked = load_questionnaire()
    tallies = {label: tally(panels.responses(who), asked) for label, who in waves.items()}
    return Counted(
        waves=tuple(Wave(label, each) for label, each in tallies.items()),
        read=sum(len(who.team) for who in waves.values()),
        removed=(),
    )


def decided(waves: Mapping[str, People]) -> tuple[Release, ReleaseRecord]:
    """What may be published of them, and what is remembered of it."""
    return release(counted(waves), load_questionnaire(), Rules())


def released(waves: Mapping[str, People]) -> Release:
    """What may be published of them."""
    return decided(waves)[0]


def reported(
    waves: Mapping[str, People], breaks: tuple[Break, ...] = (), settings: Settings | None = None
) -> Report:
    """Their report, with what changed."""
    asked, found = load_questionnaire(), released(waves)
    levers = load_levers("alignment", asked)
    chosen = settings or Settings(invented=True, wave=found.wave, languages=("en", "fr"))
    report = report_of(found, asked, chosen, levers=levers, segments=())
    return since_earlier_waves(report, found, levers, breaks)


def again(who: People, seed: int = 7) -> People:
    """The same companies asked anew: one answer in three is a point higher or lower."""
    random = np.random.default_rng(seed)
    by = random.choice([-1, 0, 0, 0, 0, 1], who.answers.shape)
    answers = np.where(who.answers > 0, np.clip(who.answers + by, 1, 5), 0).astype(np.int8)
    return replace(who, answers=answers)


def twice(companies: int) -> dict[str, People]:
    """The same companies in two waves: Sales says more of the first goal, Marketing less."""
    then = panels.people(companies)
    now = moved(moved(again(then), "GOA1", "sales", 1), "GOA1", "marketing", -1)
    return {BEFORE: then, LAST: now}


@cache
def closing() -> Report:
    """Twelve companies twice."""
    return reported(twice(12))


@cache
def coming_and_going() -> Report:
    """Of 24 companies, six are in the first wave alone and six in the last."""
    waves = twice(24)
    names = sorted({*waves[BEFORE].company})
    return reported(
        {BEFORE: without(waves[BEFORE], *names[:6]), LAST: without(waves[LAST], *names[-6:])},
        (Break(item="REL1", kind=Kind.REWORDED, wave=LAST),),
    )
