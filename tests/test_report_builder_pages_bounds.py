"""A page that shows a share as a bound says what that is; another does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import metas
import pytest
import stories
import wave_reports
from editions import page_of

from report_builder.pages import edition
from report_builder.pages.address import theme_path
from report_builder.report import Report

TOLD = {
    "en": "“≥” means at least, “≤” at most: of fewer than 20 people in a team nearly all answered alike",
    "fr": "« ≥ » veut dire au moins, « ≤ » au plus : dans une équipe, moins de 20 personnes ont répondu",
}
ARROW = {"en": "An arrow points to the side where the share lies.", "fr": "Une flèche montre"}
ALIKE, APART = [0, 0, 0, 1, 11], [3, 2, 1, 3, 3]
SPREAD = [2, 3, 2, 3, 2]
PAGES = ("index.md", "gaps.md", "mirror.md", "themes")


def small(first: Sequence[int], second: Sequence[int]) -> Report:
    return stories.report(stories.everywhere((first, second)))


def read(report: Report, page: str, code: str = "en") -> str:
    path = theme_path(report, "GOA", "md") if page == "themes" else page
    text = page_of(edition(report, code), path)
    spaced = re.sub("&#(\\d+);", lambda found: chr(int(found[1])), text)
    return re.sub("[\u00a0\u202f]", " ", spaced)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_bounds_says_once_what_they_are(page: str, code: str) -> None:
    text = read(small(ALIKE, APART), page, code)
    assert text.count(TOLD[code]) == text.count(ARROW[code]) == 1
    assert 'method.html#staff">' in text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_bounds_says_nothing_of_them(page: str) -> None:
    assert TOLD["en"] not in read(small(APART, APART), page)


def test_bounds_below_the_share_aligned_alone_are_told_there() -> None:
    report = stories.report(stories.everywhere((APART, APART), OUT1=(ALIKE, APART)))
    text = read(report, "index.md")
    assert text.count(TOLD["en"]) == 1
    assert text.index('data-chart="alignment"') < text.index(TOLD["en"])


def test_bounds_then_or_now_are_told_under_how_to_read_a_change() -> None:
    same = stories.everywhere((SPREAD, SPREAD))
    waves = {"2025": same, "2026": {**same, "GOA1": (ALIKE, SPREAD)}}
    text = read(wave_reports.report(waves), "trend.md")
    assert text.index('id="read"') < text.index(TOLD["en"])
    assert ARROW["en"] not in text
    assert TOLD["en"] not in read(wave_reports.report({"2025": same, "2026": same}), "trend.md")


@pytest.mark.parametrize(("people", "told"), [(12, True), (200, False)])
def test_what_is_expected_by_nearly_all_is_told_as_a_bound(people: int, told: bool) -> None:
    report = metas.meta_report(dict.fromkeys(metas.FORESEEN, 5.0), people, people)
    assert (TOLD["en"] in read(replace(report, mirror=()), "mirror.md")) == told
