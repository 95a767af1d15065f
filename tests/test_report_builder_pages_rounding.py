"""Where rounded figures do not add up, a page says so; where they do, it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
import stories
from editions import page_of

from report_builder.language import language
from report_builder.pages import edition
from report_builder.pages.address import theme_path
from report_builder.pages.voice import Voice
from report_builder.report import Report

MEANS = "a gap can differ by 0.1 from the difference of the means beside it"
SHARES = "a bar’s shares may not add up to 100%"


def of_one_statement(first: Sequence[int], second: Sequence[int]) -> Report:
    return stories.report(stories.everywhere((first, second)))


def read(report: Report, path: str) -> str:
    text = page_of(edition(report, "en"), path)
    return re.sub("&#(\\d+);", lambda found: chr(int(found[1])), text)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        # 3.50 and 3.46: 3.5 and 3.5, a gap of 0.0.
        ([0, 0, 50, 50, 0], [0, 0, 54, 46, 0], False),
        # 3.54 and 3.46: 3.5 and 3.5, a gap of 0.1.
        ([0, 0, 46, 54, 0], [0, 0, 54, 46, 0], True),
    ],
)
def test_a_gap_beside_means_that_round_otherwise_is_explained(
    first: Sequence[int], second: Sequence[int], told: bool
) -> None:
    assert (MEANS in read(of_one_statement(first, second), "gaps.md")) == told


@pytest.mark.parametrize(
    ("first", "told"),
    [
        # 25, 25 and 50 of 100; then 1, 1 and 1 of 3: 33, 33 and 33.
        ([25, 0, 25, 50, 0], False),
        ([11, 0, 11, 11, 0], True),
    ],
)
def test_shares_that_make_no_whole_are_explained(first: Sequence[int], told: bool) -> None:
    report = of_one_statement(first, [25, 0, 25, 50, 0])
    assert (SHARES in read(report, theme_path(report, "GOA", "md"))) == told


def test_what_is_not_shown_needs_no_explanation() -> None:
    report = stories.small()
    assert MEANS not in read(report, "gaps.md")
    assert SHARES not in read(report, theme_path(report, "GOA", "md"))


def test_the_example_is_off_by_a_tenth_at_most() -> None:
    voice = Voice(stories.meridian(), language("en"))
    for each in voice.report.dimensions:
        assert each.gap.means
        first, second = (float(voice.language.number(mean.value, 1)) for mean in each.gap.means)
        shown = float(voice.points(each.gap.difference).replace("\N{MINUS SIGN}", "-"))
        assert abs(first - second - shown) < 0.15, each.gap.subject
