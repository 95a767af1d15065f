"""Which companies are compared with what they said before, and that no few of them stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import panel_surveys
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from panel_surveys import BEFORE, LAST, of, twice, without
from panels import People

from survey.errors import FewChangedError
from survey.panel_pair import (
    companies_compared,
    compared_panels,
    most_compared,
    told_of_waves,
)
from survey.proof import Outcome, prove
from survey.questionnaire_file import load_questionnaire
from survey.release import INDEX, Counts, Panel, Release, Rules
from survey.republication import refuse_few_changed

TEAMS = ("marketing", "sales")


def panel_of(companies: int, **present: Sequence[bool]) -> Panel:
    """A panel of companies of growing size, in which those present answered each item."""
    sizes = np.arange(10, 10 + companies, dtype=np.int64)
    counts = {
        item: np.where(np.array(there)[:, None, None], np.full((companies, 2, 5), 2), 0)
        for item, there in present.items()
    }
    return Panel(
        companies=tuple(f"Company {place}" for place in range(companies)),
        respondents=np.stack([sizes, sizes], axis=1),
        withheld=0,
        item_counts=counts,
        scores={},
    )


def compared(then: Panel, now: Panel) -> tuple[Panel, Panel]:
    found = compared_panels(then, now)
    assert found is not None
    return found


def told(counts: Counts) -> set[int]:
    return set(np.flatnonzero(counts.any(axis=(1, 2))).tolist())


@given(st.integers(0, 40), st.integers(0, 20), st.integers(0, 20))
def test_as_many_companies_are_compared_as_leave_none_or_five_of_each_wave(
    both: int, gone: int, come: int
) -> None:
    def fits(number: int) -> bool:
        rests = both + gone - number, both + come - number
        return number >= 5 and all(rest == 0 or rest >= 5 for rest in rests)

    able = [number for number in range(both + 1) if fits(number)]
    assert most_compared(both, (both + gone, both + come)) == max(able, default=0)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_figures_of_all_and_of_those_compared_leave_one_to_four_companies(
    data: st.DataObject,
) -> None:
    size = data.draw(st.integers(5, 24))
    there = st.lists(st.booleans(), min_size=size, max_size=size)
    waves = [panel_of(size, Q=data.draw(there)) for _ in range(2)]
    members = [np.array(data.draw(there)) for _ in range(2)]
    panels_of_waves = [
        replace(
            wave,
            companies=tuple(np.array(wave.companies)[member].tolist()),
            respondents=wave.respondents[member],
            item_counts={"Q": wave.item_counts["Q"][member]},
        )
        for wave, member in zip(waves, members, strict=True)
        if member.any()
    ]
    found = compared_panels(*panels_of_waves) if len(panels_of_waves) == 2 else None
    if found is None or "Q" not in found[0].item_counts:
        return
    rows = []
    for wave, (whole, part) in enumerate(zip(panels_of_waves, found, strict=True)):
        for each in (whole, part):
            names = [each.companies[place] for place in told(each.item_counts["Q"])]
            rows.append({size * wave + waves[0].companies.index(name): 1 for name in names})
    assert prove(rows, [1] * (2 * size), 5).outcome is Outcome.PROVEN
    assert told(found[0].item_counts["Q"]) == told(found[1].item_counts["Q"])


def test_the_smallest_companies_are_left_out_with_those_of_one_wave() -> None:
    then = panel_of(12, Q=[True] * 12)
    now = panel_of(14, Q=[True] * 14)
    first, second = compared(then, now)
    assert first.companies == second.companies == tuple(f"Company {n}" for n in range(5, 12))
    assert first.respondents.tolist() == then.respondents[5:].tolist()
    assert (first.withheld, first.leaders) == (0, None)


def test_a_statement_that_one_company_did_not_answer_is_compared_in_fewer() -> None:
    then = panel_of(12, Q=[True] * 12, R=[False, *[True] * 11])
    now = panel_of(12, Q=[True] * 12, R=[True] * 12)
    first, second = compared(then, now)
    assert len(first.companies) == 12
    assert told(first.item_counts["Q"]) == set(range(12))
    assert told(first.item_counts["R"]) == told(second.item_counts["R"]) == set(range(6, 12))


def test_a_statement_of_one_wave_alone_or_of_too_few_companies_is_not_compared() -> None:
    then = panel_of(9, Q=[True] * 9, R=[True] * 9, S=[True] * 6 + [False] * 3)
    now = panel_of(9, Q=[True] * 9, S=[False] * 3 + [True] * 6)
    first, second = compared(then, now)
    assert [*first.item_counts] == [*second.item_counts] == ["Q"]


def test_companies_go_by_their_names_whatever_their_capitals_and_accents() -> None:
    then = panel_of(6, Q=[True] * 6)
    now = replace(then, companies=tuple(name.upper() for name in then.companies))
    first, second = compared(then, now)
    assert first.companies == then.companies
    assert second.companies == now.companies


def test_nothing_is_compared_of_too_few_companies_or_where_one_outweighs() -> None:
    five = panel_of(5, Q=[True] * 5)
    assert compared_panels(five, five) is not None
    assert compared_panels(panel_of(4, Q=[True] * 4), five) is None
    others = replace(five, companies=tuple(f"Other {place}" for place in range(5)))
    assert compared_panels(five, others) is None
    heavy = replace(five, respondents=np.array([[5, 5]] * 4 + [[50, 50]]))
    assert compared_panels(heavy, five) is None
    assert compared_panels(five, heavy) is None


def released(before: int = 12) -> Release:
    return panel_surveys.released(twice(before))


def test_a_theme_is_made_of_the_statements_compared_the_same_in_both_waves() -> None:
    waves = twice(12)
    answers = waves[BEFORE].answers.copy()
    company = waves[BEFORE].company[0]
    answers[[name == company for name in waves[BEFORE].company], 1] = 0  # of GOA2 it can't say
    release = panel_surveys.released({**waves, BEFORE: replace(waves[BEFORE], answers=answers)})
    assert release.compared is not None
    then, now = (wave.panel for wave in release.compared)
    assert then is not None
    assert now is not None
    place = then.companies.index(company)
    for panel in (then, now):
        goals = panel.scores["GOA"]
        parts = [panel.item_counts[item][place] for item in ("GOA1", "GOA3")]
        means = [part @ np.arange(1, 6) / part.sum(axis=-1) for part in parts]
        assert told(goals.counts) == set(range(12))
        assert goals.means[place] == pytest.approx(np.mean(means, axis=0))
    assert place not in told(now.item_counts["GOA2"])
    assert INDEX in then.scores


def test_a_theme_without_a_statement_that_is_compared_has_none() -> None:
    release = released()
    assert release.panel is not None
    bare = replace(release.panel, item_counts={"GOA1": release.panel.item_counts["GOA1"]})
    first, _ = compared(bare, release.panel)
    assert "GOA1" in first.item_counts
    assert "DAT" not in first.scores


def test_a_theme_of_too_few_companies_is_not_compared() -> None:
    release = released(8)
    assert release.panel is not None
    goals = release.panel.scores["GOA"]
    fewer = replace(goals, counts=np.where(np.arange(8)[:, None, None] < 5, goals.counts, 0))
    less = replace(release.panel, scores={**release.panel.scores, "GOA": fewer})
    first, _ = compared(less, release.panel)
    assert "GOA" not in first.scores
    assert "DAT" in first.scores


def test_how_many_answered_is_told_as_a_number_that_they_reach() -> None:
    release = released()
    assert release.compared is not None
    for wave in release.compared:
        assert wave.at_least.keys() == wave.item_counts.keys()
        people = {entry.group: entry.n for entry in wave.groups}
        for (item, group), number in wave.at_least.items():
            answered = int(wave.item_counts[item, group].sum())
            assert number % 5 == 0
            assert number <= answered
            if group.team and 0 < people[group] - answered < 5:  # so few say nothing
                assert number <= people[group] - 5


def test_the_wave_before_is_remembered_as_when_it_was_the_last() -> None:
    waves = twice(12)
    _, alone = panel_surveys.decided({BEFORE: waves[BEFORE]})
    _, both = panel_surveys.decided(waves)
    assert alone.waves[0] == both.waves[0]
    refuse_few_changed([alone], both)


def test_a_wave_before_that_changed_by_a_few_is_refused() -> None:
    waves = twice(12)
    _, before = panel_surveys.decided(waves)
    answers = waves[BEFORE].answers.copy()
    answers[:2] = 6 - answers[:2]
    _, after = panel_surveys.decided({**waves, BEFORE: replace(waves[BEFORE], answers=answers)})
    with pytest.raises(FewChangedError):
        refuse_few_changed([before], after)


def test_only_panels_are_compared() -> None:
    release = released()
    alone = replace(release, panel=None)
    assert companies_compared(release.earlier[-1], alone, TEAMS) is None
    assert companies_compared(alone, release, TEAMS) is None


def test_a_wave_before_of_too_few_companies_is_not_shown() -> None:
    waves = twice(12)
    names = sorted({*waves[LAST].company})
    release = panel_surveys.released({**waves, BEFORE: of(waves[BEFORE], *names[:4])})
    assert (release.earlier, release.compared) == ((), None)
    assert release.panel is not None


def test_waves_of_other_companies_are_not_compared_and_the_one_before_not_shown() -> None:
    waves = twice(12)
    names = sorted({*waves[LAST].company})
    release = panel_surveys.released(
        {BEFORE: of(waves[BEFORE], *names[:6]), LAST: of(waves[LAST], *names[6:])}
    )
    assert (release.earlier, release.compared, release.linked) == ((), None, None)


def notes(waves: Mapping[str, People]) -> tuple[str, ...]:
    tallies = {wave.label: wave.tally for wave in panel_surveys.counted(waves).waves}
    return told_of_waves(tallies, load_questionnaire(), Rules())


def test_how_many_companies_are_compared_is_told_and_what_it_takes_where_none_are() -> None:
    waves = twice(12)
    names = sorted({*waves[LAST].company})
    assert notes(waves) == ('12 companies are compared with what they said in "2025".',)
    few = of(waves[BEFORE], *names[:4])
    [said] = notes({**waves, BEFORE: few})
    assert said.startswith("No company is compared with an earlier wave: that takes 5 companies")
    assert notes(
        {**waves, BEFORE: of(waves[BEFORE], *names[:6]), LAST: of(waves[LAST], *names[6:])}
    )
    assert notes({"2024": waves[BEFORE], BEFORE: few, LAST: waves[LAST]}) == (
        '12 companies are compared with what they said in "2024".',
    )
    assert notes({LAST: waves[LAST]}) == ()
    assert notes({**waves, LAST: few}) == ()


def test_every_company_of_every_wave_is_remembered_for_the_editions_to_come() -> None:
    waves = twice(12)
    names = sorted({*waves[LAST].company})
    waves[LAST] = without(waves[LAST], *names[:5])
    release, record = panel_surveys.decided(waves)
    assert [wave.wave for wave in record.waves] == [BEFORE, LAST]
    for wave, companies in zip(record.waves, (names, names[5:]), strict=True):
        assert {f"{name}|marketing||" for name in companies} <= wave.people.keys()
        assert f"GOA1|{companies[0]}|sales||" in wave.tables
    assert release.compared is not None
    assert {len(each.panel.companies) for each in release.compared if each.panel} == {7}
