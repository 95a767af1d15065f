"""Thresholds of the consultant's own: set once, and in force everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import stories
from hypothesis import given
from hypothesis import strategies as st

from report_builder.downloads.document import rules
from report_builder.pages import edition
from report_builder.recommendations import Recommendation
from report_builder.report import Report
from report_builder.settings import load_settings
from survey.errors import SettingsError
from survey.release import Rules
from survey.thresholds import USUAL, Level, Thresholds
from survey.verdict import Verdict


def read(folder: Path, text: str) -> Thresholds:
    path = folder / "settings.yml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).thresholds


def with_thresholds(thresholds: Thresholds, **others: stories.Two) -> Report:
    counts = stories.everywhere(stories.LEVEL, **others)
    return stories.report(counts, rules=Rules(thresholds=thresholds))


def test_what_is_not_set_is_the_usual(tmp_path: Path) -> None:
    assert read(tmp_path, "client: Acme\n") == USUAL
    told = read(
        tmp_path, "thresholds: {gap: 0.3, high: 4, stages: [1.5, 2.5, 4], association: 50}\n"
    )
    assert told == replace(USUAL, gap=0.3, high=4.0, stages=(1.5, 2.5, 4.0), association=50)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{gap: 3}", "thresholds.gap: must be"),
        ("{low: 3.4, high: 3.2}", "thresholds.low: 3.4 is above high, 3.2"),
        ("{split: 0.6}", "thresholds.split: 0.6 is above agreed, 0.5"),
        ("{stages: [2, 3]}", "thresholds.stages: must be 3 numbers, as [2, 3, 4]"),
        ("{stages: [2, 4, 3]}", "thresholds.stages: must ascend between 1 and 5"),
        ("{omega: 5}", "thresholds.omega"),
        ("{margin: 1}", "is not a field here"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, f"thresholds: {text}\n")
    assert told in caught.value.problem


def test_a_wider_margin_makes_another_verdict_and_is_said() -> None:
    strict, loose = (
        with_thresholds(replace(USUAL, gap=gap), GOA1=stories.SIGNS) for gap in (0.2, 1.0)
    )
    verdicts = [
        next(each.verdict for each in report.statements if each.gap.subject == "GOA1")
        for report in (strict, loose)
    ]
    assert verdicts[0] is not verdicts[1]
    assert verdicts[1] in {Verdict.ALIGNED, Verdict.UNDETERMINED}
    assert rules(loose)["gap_that_matters"] == 1.0
    method = next(page.text for page in edition(loose, "en").pages if page.path == "method.md")
    assert "at least 1&#46;0 points on a scale of five" in method


def test_levels_stages_and_levers_follow() -> None:
    usual = with_thresholds(USUAL)
    strict = with_thresholds(replace(USUAL, high=4.9, low=3.4, stages=(1.5, 2.0, 2.5)))
    assert {level for each in usual.statements for level in each.gap.levels} == {Level.MIDDLE}
    assert {level for each in strict.statements for level in each.gap.levels} == {Level.LOW}
    assert usual.stages[0].stage is not strict.stages[0].stage

    def needs(found: tuple[Recommendation, ...]) -> float:
        return sum(each.need for each in found)

    assert needs(strict.recommendations) > needs(usual.recommendations)


@given(mean=st.floats(1, 7), points=st.integers(2, 11))
def test_a_level_is_the_same_place_on_every_scale(mean: float, points: int) -> None:
    on_five = USUAL.level(1 + (mean - 1) * 4 / 6, 5)
    at_same_place = USUAL.level(1 + (mean - 1) * (points - 1) / 6, points)
    near = min(abs(1 + (mean - 1) * 4 / 6 - cut) for cut in (USUAL.low, USUAL.high)) < 1e-9
    assert near or on_five is at_same_place
