"""No few companies of a panel asked twice stand out, nor is a change told that is not theirs.

An audit of report.json that shares nothing with the program: it knows who answered what, works out
which companies may be compared, takes their means, and looks for a combination of figures that
leaves one to four companies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import panel_surveys
import panels
import pytest
from panel_surveys import BEFORE, LAST, without
from panels import TEAMS, People
from singling import singled_out

from report_builder.downloads import report_json
from report_builder.earlier_wave import since_earlier_waves
from report_builder.report import report_of
from report_builder.settings import Settings
from survey.questionnaire_file import load_questionnaire

FEWEST_PEOPLE = 5
FEWEST_COMPANIES = 5
ROUNDED = 0.005 + 1e-9
OURS = load_questionnaire()
ITEMS = [item.id for item in OURS.items]
SEEDS = range(10)


@cache
def drawn(seed: int) -> dict[str, People]:
    """Twelve to 26 small companies in two waves; some in one alone, some silent on a statement."""
    random = np.random.default_rng([seed, 5])
    number = int(random.integers(12, 27))
    waves = {}
    for label, place in ((BEFORE, 0), (LAST, 1)):
        everybody = panels.people(number, panels.Kind(sizes=(6, 11)), seed=2 * seed + place)
        names = sorted({*everybody.company})
        absent = random.choice(names, int(random.choice([0, 0, 2, 6])), replace=False).tolist()
        answers = everybody.answers.copy()
        answers[random.random(answers.shape) < random.choice([0.0, 0.05, 0.15])] = 0
        waves[label] = without(replace(everybody, answers=answers), *absent)
    return waves


@cache
def document(seed: int) -> dict[str, Any]:
    """What is published of them."""
    release = panel_surveys.released(drawn(seed))
    settings = Settings(wave=release.wave, languages=("en",))
    report = since_earlier_waves(report_of(release, OURS, settings, (), ()), release, (), ())
    found: dict[str, Any] = json.loads(report_json(report))
    return found


def means(people: People, item: str) -> dict[str, tuple[float, float]]:
    """The mean of each team in each company that counts for a statement."""
    sizes = _sizes(people)
    given = people.answers[:, ITEMS.index(item)].astype(float)
    company, team = np.array(people.company), np.array(people.team)
    found = {}
    for name in sorted(name for name, n in sizes.items() if n >= FEWEST_PEOPLE):
        answers = [given[(company == name) & (team == each) & (given > 0)] for each in TEAMS]
        if min(map(len, answers)) >= FEWEST_PEOPLE:
            found[name] = float(answers[0].mean()), float(answers[1].mean())
    return found


def _sizes(people: People) -> dict[str, int]:
    """The people of the smaller team of each company."""
    both = list(zip(people.company, people.team, strict=True))
    return {name: min(both.count((name, team)) for team in TEAMS) for name in {*people.company}}


def compared(seed: int, then: Sequence[str], now: Sequence[str], among: set[str]) -> set[str]:
    """The largest companies in both, so many that in each wave none or five are left over."""
    sizes = [_sizes(each) for each in drawn(seed).values()]
    both = sorted(
        {*then} & {*now} & among, key=lambda name: (-min(each[name] for each in sizes), name)
    )
    for number in range(len(both), FEWEST_COMPANIES - 1, -1):
        rests = len(then) - number, len(now) - number
        if all(rest == 0 or rest >= FEWEST_COMPANIES for rest in rests):
            return set(both[:number])
    return set()


def cohort(seed: int) -> set[str]:
    """The companies to be compared at all."""
    large = [
        [name for name, n in _sizes(each).items() if n >= FEWEST_PEOPLE]
        for each in drawn(seed).values()
    ]
    return compared(seed, large[0], large[1], set(large[0]))


def statements(seed: int) -> Iterator[tuple[str, set[str], list[dict[str, tuple[float, float]]]]]:
    """Each statement, the companies to be compared on it, and their means in each wave."""
    among = cohort(seed)
    for item in ITEMS:
        waves = [means(each, item) for each in drawn(seed).values()]
        shown = min(map(len, waves)) >= FEWEST_COMPANIES
        chosen = compared(seed, [*waves[0]], [*waves[1]], among) if shown else set()
        yield item, chosen, waves


@pytest.mark.parametrize("seed", SEEDS)
def test_every_gap_then_and_now_is_the_mean_over_the_companies_that_may_be_compared(
    seed: int,
) -> None:
    companies = {row["item"]: row["companies"] for row in document(seed)["trend"] if "item" in row}
    told = {
        (row["item"], row["wave"]): row for row in document(seed)["trend_series"] if "item" in row
    }
    for item, chosen, waves in statements(seed):
        assert ((item, LAST) in told) == bool(chosen), item
        assert companies.get(item, 0) == len(chosen)
        for label, of_wave in zip((BEFORE, LAST), waves, strict=True):
            if chosen:
                true = np.mean([of_wave[name] for name in chosen], axis=0)
                assert told[item, label]["difference"] == pytest.approx(
                    true[0] - true[1], abs=ROUNDED
                )


def test_no_figures_of_all_and_of_those_compared_leave_a_few_companies() -> None:
    exposed = 0
    for seed in SEEDS:
        for _, chosen, waves in statements(seed):
            exposed += _leaves(waves, chosen)
    assert exposed == 0


def test_the_audit_finds_what_comparing_all_that_are_in_both_would_tell() -> None:
    exposed = 0
    for seed in SEEDS:
        for _, chosen, waves in statements(seed):
            exposed += bool(chosen) and _leaves(waves, {*waves[0]} & {*waves[1]})
    assert exposed > 20


def _leaves(waves: Sequence[dict[str, tuple[float, float]]], chosen: set[str]) -> bool:
    """Whether one to four companies can be had from the means over all, and over those chosen."""
    names = [(wave, name) for wave, each in enumerate(waves) for name in each]
    rows = [
        [wave == number and (name in chosen or whole) for wave, name in names]
        for number in (0, 1)
        for whole in (True, False)
    ]
    return bool(chosen) and singled_out(np.array(rows, dtype=float), FEWEST_COMPANIES) > 0


def test_the_panels_drawn_are_of_every_kind() -> None:
    compared_at_all = [seed for seed in SEEDS if document(seed)["trend"]]
    sizes = [document(seed)["panel"]["compared"] for seed in compared_at_all]
    assert len(compared_at_all) >= 6
    assert len({*sizes}) >= 4
    fewer = [seed for seed in compared_at_all if len(cohort(seed)) < _in_both(seed)]
    assert fewer
    assert len(fewer) < len(compared_at_all)


def _in_both(seed: int) -> int:
    first, second = drawn(seed).values()
    return len({*first.company} & {*second.company})
