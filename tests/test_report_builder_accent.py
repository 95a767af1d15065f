"""One colour of the client's, where it can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder.accent import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    READABLE,
    accent_of,
    contrast,
    is_colour,
    least_contrast,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_the_contrast_is_that_of_the_guidelines(first: str, second: str, expected: float) -> None:
    assert contrast(first, second) == pytest.approx(expected, abs=0.005)


@given(first=COLOURS, second=COLOURS)
def test_the_contrast_does_not_depend_on_the_order(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first) >= 1


@given(colour=COLOURS)
def test_a_tint_that_can_be_read_on_dark_pages_is_found_for_every_colour(colour: str) -> None:
    found = accent_of(colour)
    assert least_contrast(found.dark, DARK_GROUNDS) >= READABLE
    assert all(map(is_colour, (found.dark, found.light_wash, found.dark_wash)))


def test_a_colour_that_can_be_read_on_both_stays_as_it_is() -> None:
    assert accent_of("#8a8f98").dark == "#8a8f98"
    assert accent_of("#0b6e4f", "#7fd8b4").dark == "#7fd8b4"


def test_our_own_grounds_are_those_of_the_style_sheet() -> None:
    css = (
        Path(__file__)
        .parent.parent.joinpath("site_templates", "overrides", "assets", "report.css")
        .read_text("utf-8")
    )
    light, dark = css.index('"default"'), css.index('[data-md-color-scheme="slate"] {')
    for grounds, start in ((LIGHT_GROUNDS, light), (DARK_GROUNDS, dark)):
        part = css[start : css.index("}", start)]
        assert f"--ar-paper: {grounds[0]};" in part
        assert f"--ar-panel: {grounds[1]};" in part
