"""The change of a panel: each company less itself, against SciPy and by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import panel_surveys
import panels
import pytest
from panel_surveys import BEFORE, LAST, again, moved, twice, without
from scipy import stats

from survey.company_change import Figures, company_share_change
from survey.course import Course
from survey.drift import Break, Kind
from survey.panel import panel_summary
from survey.panel_waves import panel_waves
from survey.questionnaire_file import load_questionnaire
from survey.release import INDEX, Counts, Panel, Release
from survey.trends import Trend, trend_of
from survey.wave_change import Change, Turn
from survey.wave_series import Excluded

OURS = load_questionnaire()
POINTS = np.arange(1, 6)


@cache
def released() -> Release:
    return panel_surveys.released(twice(12))


@cache
def drawn_anew() -> Release:
    """Companies of which each answers quite otherwise in the second wave."""
    wide = panels.Kind(spread=0.6)
    then, now = (panels.people(12, wide, seed=seed) for seed in (1, 2))
    return panel_surveys.released({BEFORE: then, LAST: now})


def trend(release: Release, *breaks: Break) -> Trend:
    found = trend_of(release, OURS, breaks)
    assert found is not None
    return found


def change(found: Trend, subject: str) -> Change:
    return next(each for each in found.changes if each.subject == subject)


def compared(release: Release) -> tuple[Panel, Panel]:
    assert release.compared is not None
    then, now = (wave.panel for wave in release.compared)
    assert then is not None
    assert now is not None
    return then, now


def means(counts: Counts) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Of each company and team, (companies, 2)."""
    found: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = counts @ POINTS / counts.sum(axis=-1)
    return found


def test_the_mean_of_differences_has_students_interval_of_pairs() -> None:
    """Student (1908), R: t.test(Pair(group 2, group 1) ~ 1, data = sleep)."""
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    nothing = np.zeros(10)
    found = Figures(second, nothing).less(Figures(first, nothing)).mean()
    limits = found.interval()
    assert float(found.mean) == pytest.approx(1.58)
    assert [float(limits.low), float(limits.high)] == pytest.approx([0.7001142, 2.4598858])


@pytest.mark.parametrize("item", ["GOA1", "HND2"])
def test_a_change_of_the_gap_is_the_mean_of_the_companies_changes(item: str) -> None:
    release = drawn_anew()
    found = change(trend(release), item)
    then, now = (means(panel.item_counts[item]) for panel in compared(release))
    by_company = (now[:, 0] - now[:, 1]) - (then[:, 0] - then[:, 1])
    told = stats.ttest_1samp(by_company, 0)
    limits = told.confidence_interval()
    assert found.gap.value == pytest.approx(by_company.mean())
    assert (found.gap.low, found.gap.high) == pytest.approx((limits.low, limits.high))
    assert found.p == pytest.approx(told.pvalue)
    assert found.gap.value == pytest.approx(
        found.now.difference.value - found.then.difference.value
    )
    for place, team in enumerate(found.teams):
        of_team = stats.ttest_rel(now[:, place], then[:, place])
        assert team.mean.value == pytest.approx((now - then)[:, place].mean())
        limits = of_team.confidence_interval()
        assert (team.mean.low, team.mean.high) == pytest.approx((limits.low, limits.high))
        assert team.p == pytest.approx(of_team.pvalue)


def test_a_change_of_a_share_is_the_mean_of_the_companies_changes() -> None:
    release = released()
    found = change(trend(release), "GOA1")
    shares = [
        panel.item_counts["GOA1"][..., 3:].sum(axis=-1) / panel.item_counts["GOA1"].sum(axis=-1)
        for panel in compared(release)
    ]
    for place, team in enumerate(found.teams):
        assert team.share is not None
        assert team.share.value == pytest.approx((shares[1] - shares[0])[:, place].mean())


def test_a_theme_and_the_index_change_by_the_means_of_their_statements() -> None:
    release = released()
    found = trend(release)
    for name in ("GOA", INDEX):
        then, now = (panel.scores[name].means for panel in compared(release))
        by_company = (now[:, 0] - now[:, 1]) - (then[:, 0] - then[:, 1])
        theme = change(found, name)
        assert theme.gap.value == pytest.approx(by_company.mean())
        assert theme.teams[0].share is None


def test_what_changed_in_the_companies_is_said_and_nothing_else() -> None:
    found = trend(released())
    goal = change(found, "GOA1")
    assert goal.course is Course.WIDER
    assert [team.turn for team in goal.teams] == [Turn.LOWER, Turn.HIGHER]
    others = [each for each in found.statements if each.subject != "GOA1"]
    assert {each.course for each in others} == {Course.NO_CLEAR_CHANGE}
    assert found.statements[0] is goal
    assert found.companies == goal.now.companies == 12


def test_that_a_gap_is_wider_rests_on_the_sums_of_each_company() -> None:
    """Companies that differ, each the same twice, say less of the sum than other people would."""
    release = released()
    goal = change(trend(release), "GOA1")
    then, now = (means(panel.item_counts["GOA1"]) for panel in compared(release))
    sums = (now[:, 0] - now[:, 1]) + (then[:, 0] - then[:, 1])
    limits = stats.ttest_1samp(sums, 0).confidence_interval()
    assert goal.together is not None
    assert (goal.together.low, goal.together.high) == pytest.approx((limits.low, limits.high))


def test_bases_are_told_as_numbers_that_are_reached() -> None:
    goal = change(trend(released()), "GOA1")
    for estimate in (goal.gap, goal.teams[0].mean, goal.teams[1].share, goal.now.difference):
        assert estimate is not None
        assert estimate.at_least
        assert estimate.base % 5 == 0
    assert not goal.counted
    assert goal.paired is None


def test_who_say_aligned_are_compared_company_by_company() -> None:
    release = drawn_anew()
    found = trend(release).alignment
    assert found is not None
    shares = []
    for panel in compared(release):
        both = panel.item_counts["OUT1"].sum(axis=1)
        shares.append(both[:, 3:].sum(axis=1) / both.sum(axis=1))
    assert found.then.value == pytest.approx(shares[0].mean())
    assert found.change.value == pytest.approx((shares[1] - shares[0]).mean())
    limits = stats.ttest_rel(shares[1], shares[0]).confidence_interval()
    assert (found.change.low, found.change.high) == pytest.approx((limits.low, limits.high))
    assert found.then.at_least


def test_where_companies_change_alike_chance_within_them_leaves_an_interval() -> None:
    then = panels.people(12)
    now = moved(moved(then, "OUT1", "sales", 1), "OUT1", "marketing", 1)
    found = trend(panel_surveys.released({BEFORE: then, LAST: now})).alignment
    assert found is not None
    assert found.turn is Turn.HIGHER
    assert found.change.high - found.change.low > 0.1


def test_companies_that_are_not_compared_have_no_share() -> None:
    counts = np.zeros((6, 2, 5), dtype=np.int64)
    counts[:5] = 3
    found = company_share_change(counts, counts, 4)
    assert found.now.value == pytest.approx(0.4)
    assert found.change.value == 0
    assert found.change.low < 0 < found.change.high


def test_a_statement_worded_otherwise_is_left_out_and_so_is_its_theme() -> None:
    found = trend(released(), Break(item="REL1", kind=Kind.REWORDED, wave=LAST))
    left = {each.subject: each.why for each in found.left}
    assert left == dict.fromkeys(("REL1", "REL", INDEX), Excluded.REWORDED)


def test_of_three_waves_the_last_two_are_compared_and_all_are_told() -> None:
    waves = {"2024": panels.people(12, seed=3), **twice(12)}
    waves[BEFORE] = again(waves[BEFORE])
    release = panel_surveys.released(waves)
    found = trend(release, Break(item="GOA2", kind=Kind.REWORDED, wave=BEFORE))
    assert [wave.label for wave in found.waves] == [BEFORE, LAST]
    assert [wave.label for wave in found.panels] == ["2024", BEFORE, LAST]
    assert "GOA2" in {each.subject for each in found.statements}
    assert all(len(each.series) == 2 for each in found.changes)


def test_each_wave_tells_its_companies_its_people_and_the_share_aligned() -> None:
    waves = twice(24)
    names = sorted({*waves[LAST].company})
    waves[LAST] = without(waves[LAST], *names[:6])
    release = panel_surveys.released(waves)
    before, last = panel_waves(release, OURS)
    assert (before.companies, last.companies) == (24, 18)
    assert sum(last.answered) == len(waves[LAST].team)
    for wave, told in ((release.earlier[0], before), (release, last)):
        summary = panel_summary(wave, OURS)
        assert summary is not None
        assert told.aligned == summary.aligned
    assert trend(release).companies == 18


def test_a_survey_that_is_no_panel_has_no_waves_of_one() -> None:
    assert panel_waves(replace(released(), panel=None, earlier=()), OURS) == ()
