"""A panel: means over companies, and the share of companies aligned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import panels
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_builder.downloads import report_json
from report_builder.settings import Settings
from survey.alignment import alignment_shares
from survey.gaps import dimension_gaps, item_gaps
from survey.panel import FEWEST_SHOWN, PanelSummary, State, panel_stages, panel_summary
from survey.questionnaire_file import load_questionnaire
from survey.release import INDEX, Base, Group, Panel, Release
from survey.verdict import Verdict, stage_of

OURS = load_questionnaire()
TEAMS = Group(team="marketing"), Group(team="sales")


def summary(release: Release) -> PanelSummary:
    found = panel_summary(release, OURS)
    assert found is not None
    return found


def with_answers(*companies: tuple[tuple[int, int], tuple[int, int]]) -> Release:
    """A panel in which so many of each team agree, of so many, that the teams are aligned."""
    release = panels.released(panels.people(len(companies)))
    assert release.panel is not None
    counts = np.zeros((len(companies), 2, 5), dtype=np.int64)
    for company, teams in enumerate(companies):
        for team, (favourable, valid) in enumerate(teams):
            counts[company, team, 3], counts[company, team, 1] = favourable, valid - favourable
    answers = {**release.panel.item_counts, "OUT1": counts}
    return replace(release, panel=replace(release.panel, item_counts=answers, leaders=None))


def test_a_gap_is_the_mean_of_the_companies_gaps() -> None:
    release = panels.released(panels.people(12))
    assert release.panel is not None
    (gap,) = item_gaps(release, [OURS.item("GOA1")], TEAMS)
    points = np.arange(1, 6)
    counts = release.panel.item_counts["GOA1"]
    means = counts @ points / counts.sum(axis=-1)
    gaps = means[:, 0] - means[:, 1]
    assert gap.companies == 12
    assert gap.difference.value == pytest.approx(gaps.mean())
    spread = 2.200985 * gaps.std(ddof=1) / np.sqrt(12)  # t of 11 degrees of freedom
    assert gap.difference.high - gap.difference.value == pytest.approx(spread, rel=1e-6)
    assert gap.means is not None
    assert gap.means[0].value == pytest.approx(means[:, 0].mean())
    shares = counts[..., 3:].sum(axis=-1) / counts.sum(axis=-1)
    assert gap.shares is not None
    assert gap.shares[1].value == pytest.approx(shares[:, 1].mean())
    bases = counts.sum(axis=(0, 2)).tolist()
    assert gap.bases[0] == bases[0]
    people = release.panel.respondents.sum(axis=0).tolist()
    assert 0 < people[1] - bases[1] < 5  # so few are silent that it may not be told how many
    assert (gap.bases[1], gap.at_least) == (people[1] - 5, (False, True))


def test_how_many_have_a_score_is_told_of_no_company_in_which_a_few_have_none() -> None:
    everybody = panels.people(12)
    answers = everybody.answers.copy()
    answers[0] = 0  # the first person can't say anything
    company = everybody.company[0]
    released = panels.released(replace(everybody, answers=answers))
    index = summary(released).index
    assert index is not None
    (found,) = [each for each in index.companies if each.company == company]
    assert found.at_least == (True, False)
    assert found.bases == (max(found.people[0] - 5, 5), found.people[1])
    assert sum(each.people[0] for each in index.companies) == everybody.team.count("marketing")
    others = [each for each in index.companies if each.company != company]
    assert {each.at_least for each in others} == {(False, False)}
    bases = [released.base(INDEX, team) for team in TEAMS]
    assert [Base(mean.base, not mean.at_least) for mean in index.teams] == bases
    assert index.mean.base == index.teams[0].base + index.teams[1].base
    assert summary(panels.released(everybody)).index != index


def test_a_theme_and_the_shares_aligned_are_means_over_companies_too() -> None:
    release = panels.released(panels.people(12))
    assert release.panel is not None
    (goals, *_) = dimension_gaps(release, OURS, TEAMS)
    items = [release.panel.item_counts[item.id] for item in OURS.items_of("GOA")]
    means = np.mean([each @ np.arange(1, 6) / each.sum(axis=-1) for each in items], axis=0)
    assert goals.difference.value == pytest.approx((means[:, 0] - means[:, 1]).mean())
    strict, loose = alignment_shares(release, OURS)
    counts = release.panel.item_counts["OUT1"].sum(axis=1)
    assert strict.everyone.value == pytest.approx((counts[:, 4] / counts.sum(axis=1)).mean())
    assert loose.everyone.value == pytest.approx((counts[:, 3:].sum(1) / counts.sum(1)).mean())
    assert strict.everyone.low >= 0


def test_what_too_few_companies_answered_has_no_gap() -> None:
    release = panels.released(panels.people(6))
    assert release.panel is not None
    fewer = replace(release.panel, item_counts={}, scores={})
    bare = replace(release, panel=fewer, items=())
    assert item_gaps(bare, OURS.items, TEAMS) == ()
    assert dimension_gaps(bare, OURS, TEAMS) == ()
    assert alignment_shares(bare, OURS) == ()
    found = summary(bare)
    assert (found.index, found.aligned, found.states, found.one_by_one) == (None, (), {}, ())
    assert found.anonymous() is found
    assert panel_stages(found, OURS) == ()


def test_a_survey_of_one_company_is_no_panel() -> None:
    assert panel_summary(replace(panels.released(panels.people(5)), panel=None), OURS) is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31), st.integers(5, 9))
def test_with_the_teams_exchanged_every_gap_changes_its_sign(seed: int, companies: int) -> None:
    release = panels.released(panels.people(companies, seed=seed))
    assert release.panel is not None
    swapped = replace(release, panel=exchanged(release.panel))
    one, other = (item_gaps(each, OURS.items, TEAMS) for each in (release, swapped))
    for before, after in zip(one, other, strict=True):
        assert after.difference.value == pytest.approx(-before.difference.value, abs=1e-12)
        assert after.difference.low == pytest.approx(-before.difference.high, abs=1e-12)
        assert after.delta.value == pytest.approx(-before.delta.value, abs=1e-12)
        assert after.p == pytest.approx(before.p, abs=1e-12)
    first, second = summary(release).index, summary(swapped).index
    assert first is not None
    assert second is not None
    assert second.mean.value == pytest.approx(-first.mean.value, abs=1e-12)


def exchanged(panel: Panel) -> Panel:
    return replace(
        panel,
        respondents=panel.respondents[:, ::-1],
        item_counts={item: counts[:, ::-1] for item, counts in panel.item_counts.items()},
        scores={
            name: replace(each, means=each.means[:, ::-1], counts=each.counts[:, ::-1])
            for name, each in panel.scores.items()
        },
    )


@pytest.mark.parametrize("times", [2, 20])
def test_the_size_of_one_company_does_not_move_the_mean(times: int) -> None:
    release = panels.released(panels.people(8))
    assert release.panel is not None
    larger = {item: counts.copy() for item, counts in release.panel.item_counts.items()}
    for counts in larger.values():
        counts[0] *= times
    grown = replace(release, panel=replace(release.panel, item_counts=larger))
    before, after = (item_gaps(each, OURS.items, TEAMS) for each in (release, grown))
    for one, other in zip(before, after, strict=True):
        assert other.difference.value == pytest.approx(one.difference.value, abs=1e-12)
        assert other.shares is not None
        assert one.shares is not None
        assert other.shares[0].value == pytest.approx(one.shares[0].value, abs=1e-12)


def test_a_company_that_is_too_small_changes_nothing_published_but_how_many_there_are() -> None:
    with_small = panels.people(12, panels.Kind(small=1))
    small = panels.name_of(12)
    assert small in with_small.company
    told, untold = (
        report_json(panels.reported(each)).decode()
        for each in (with_small, panels.without(with_small, small))
    )
    assert small not in told
    withheld = '{\n      "rule": "company",\n      "scope": null,\n      "cells": 1\n    }'
    assert (
        told.replace(f"[\n    {withheld}\n  ]", "[]").replace('"withheld": 1', '"withheld": 0')
        == untold
    )


def test_states_need_both_teams_beyond_chance() -> None:
    found = summary(
        with_answers(
            ((20, 20), (19, 20)),
            ((20, 20), (12, 20)),
            ((20, 20), (2, 20)),
            ((7, 7), (20, 20)),
            ((3, 20), (3, 20)),
            ((19, 20), (20, 20)),
        )
    )
    assert found.states == {State.YES: 2, State.UNDETERMINED: 1, State.NO: 2}
    assert found.index is not None
    states = {each.company: each.state for each in found.index.companies}
    assert states[panels.name_of(3)] is None
    assert states[panels.name_of(1)] is State.UNDETERMINED
    (both, strict) = found.aligned
    assert (both.definition, strict.definition) == ("A4", "A4-strict")
    assert (both.reached, both.share.base, both.smallest) == (3, 5, 20)
    assert 0.4 < both.share.value < 0.6
    assert strict.share.value <= both.share.value
    assert strict.reached <= both.reached


def test_fewer_than_five_companies_with_enough_answers_give_no_share() -> None:
    found = summary(with_answers(*[((9, 9), (9, 9))] * 4, ((9, 9), (7, 7)), ((5, 5), (9, 9))))
    assert found.aligned == ()
    assert found.states[State.YES] + found.states[State.UNDETERMINED] == 4


def test_without_any_company_with_enough_answers_there_are_no_states() -> None:
    assert summary(with_answers(*[((5, 5), (5, 5))] * 5)).states == {}


def test_without_an_index_the_strict_share_is_not_told() -> None:
    release = with_answers(*[((9, 9), (9, 9))] * 6)
    assert release.panel is not None
    scores = dict(release.panel.scores)
    few, means = scores[INDEX].counts.copy(), scores[INDEX].means.copy()
    few[:2], means[:2] = 0, np.nan
    scores[INDEX] = replace(scores[INDEX], counts=few, means=means)
    four = replace(release, panel=replace(release.panel, scores=scores))
    assert [each.definition for each in summary(four).aligned] == ["A4"]
    assert summary(four).index is not None
    del scores[INDEX]
    none = replace(release, panel=replace(release.panel, scores=scores))
    assert [each.definition for each in summary(none).aligned] == ["A4"]


def test_leaders_are_judged_by_their_majority() -> None:
    release = with_answers(*[((9, 9), (9, 9))] * 6)
    leaders = np.zeros((6, 5), dtype=np.int64)
    leaders[:3, 4], leaders[3, 3], leaders[3, 1], leaders[4, 0] = 6, 3, 3, 8
    assert release.panel is not None
    told = summary(replace(release, panel=replace(release.panel, leaders=leaders))).aligned[0]
    assert (told.definition, told.reached, told.share.base, told.smallest) == ("A3", 3, 5, 6)
    assert 0.5 < told.share.value < 0.8


def test_leaders_are_told_where_they_and_the_others_are_enough() -> None:
    release = panels.released(panels.people(12))
    assert release.panel is not None
    assert release.panel.leaders is not None
    leading = release.panel.leaders.sum(axis=1)
    others = release.panel.item_counts["OUT1"].sum(axis=(1, 2)) - leading
    assert all(each == 0 or each >= 5 for each in (*leading, *others[leading > 0]))
    people = panels.people(12)
    staff = replace(people, role=("contributor",) * len(people.role))
    without = panels.released(staff)
    assert without.panel is not None
    assert without.panel.leaders is None


def test_companies_come_in_the_order_of_their_gaps_and_lose_their_names() -> None:
    found = summary(panels.released(panels.people(FEWEST_SHOWN)))
    gaps = [each.difference.value for each in found.one_by_one]
    assert gaps == sorted(gaps, reverse=True)
    assert len(gaps) == FEWEST_SHOWN
    assert {each.company for each in found.anonymous().one_by_one} == {""}
    fewer = summary(panels.released(panels.people(FEWEST_SHOWN - 1)))
    assert fewer.one_by_one == ()
    assert fewer.index is not None


def test_a_clear_gap_of_one_company_is_found_among_them_all() -> None:
    people = panels.people(10, panels.Kind(sizes=(30, 40), spread=0.1))
    answers = people.answers.copy()
    chosen = np.array(people.company) == panels.name_of(0)
    marketing = np.array(people.team) == "marketing"
    answers[chosen & marketing], answers[chosen & ~marketing] = 5, 1
    found = summary(panels.released(replace(people, answers=answers)))
    assert found.one_by_one[0].company == panels.name_of(0)
    assert found.one_by_one[0].verdict is Verdict.GAP
    assert [each.verdict for each in found.one_by_one].count(Verdict.GAP) == 1
    assert found.one_by_one[0].difference.high <= 4.0


def test_people_of_one_company_resemble_each_other_the_more_the_companies_differ() -> None:
    near, far = (
        summary(panels.released(panels.people(12, panels.Kind(spread=spread)))).index
        for spread in (0.0, 0.8)
    )
    assert near is not None
    assert far is not None
    for one, other in zip(near.clustering, far.clustering, strict=True):
        assert one.icc1 < 0.15 < other.icc1 < other.icc2


def test_the_stage_is_that_of_the_mean_over_companies() -> None:
    found = summary(panels.released(panels.people(6)))
    stages = panel_stages(found, OURS)
    assert found.index is not None
    for stage, mean in zip(stages, found.index.teams, strict=True):
        assert stage.index == mean
        assert stage.stage is stage_of(mean.value, 5)
    assert panel_stages(found, replace(OURS, alignment_item=None)) == ()


def test_scales_of_different_length_have_no_index() -> None:
    four = replace(OURS.scales[0], points=OURS.scales[0].points[:4])
    items = (replace(OURS.items[0], scale=four), *OURS.items[1:])
    mixed = replace(OURS, items=items)
    found = panel_summary(panels.released(panels.people(6)), mixed)
    assert found is not None
    assert found.index is None


@pytest.mark.parametrize("named", [False, True])
def test_names_stay_out_of_the_report_unless_the_settings_show_them(named: bool) -> None:
    text = report_json(panels.reported(panels.people(11), Settings(named_companies=named))).decode()
    assert (panels.name_of(0) in text) is named
