"""The palette: every text and every mark stands out from what it stands on, light and dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

import pytest

from report_builder.accent import READABLE, contrast
from report_builder.charts.style import (
    ACTION,
    ACTION_WASH,
    DISAGREE,
    DISAGREE_MID,
    INK,
    INK_2,
    INK_3,
    NEUTRAL_EDGE,
    ORANGE,
    ORANGE_MID,
    PANEL,
    PAPER,
    VIOLET,
    VIOLET_MID,
    Colour,
)

SEEN = 3.0
"""The least contrast of a mark with what it stands on (WCAG 2.2, success criterion 1.4.11)."""

LOOKS = ("light", "dark")
# A mid tint is a bar beside its team's strong mark, or in a stack whose parts have their shares
# printed: what it tells is told in words too, and it need only be seen.
TEXTS = tuple((text, ground) for text in (INK, INK_2, INK_3) for ground in (PAPER, PANEL))
TEAMS = tuple((text, ground) for text in (VIOLET, ORANGE) for ground in (PAPER, PANEL))
ACTIONS = ((ACTION, PAPER), (PAPER, ACTION), (INK_2, PAPER))
"""What is written on marks of actions; one that is not to be done now is of paper in its ring."""
MARKS = (VIOLET_MID, ORANGE_MID, DISAGREE, DISAGREE_MID, NEUTRAL_EDGE)
SHEET = files("site_templates").joinpath("overrides", "assets", "report.css").read_text("utf-8")
START = {"light": '[data-md-color-scheme="default"] {', "dark": '[data-md-color-scheme="slate"] {'}
# What is written on what, by the style sheet alone.
WRITTEN = (
    ("action", "paper"),
    ("action", "panel"),
    ("paper", "action"),
    ("ink", "action-wash"),
    ("ink", "violet-wash"),
    ("ink", "orange-wash"),
    ("violet", "violet-wash"),
    ("orange", "orange-wash"),
    ("on-mid", "violet-mid"),
    ("on-mid", "orange-mid"),
    ("on-strong", "violet"),
    ("on-strong", "orange"),
)


def in_look(colour: Colour, look: str) -> str:
    return colour.light if look == "light" else colour.dark


def sheet_colours(look: str) -> Mapping[str, str]:
    """The colours of the style sheet in that look, by role."""
    start = SHEET.index(START[look])
    block = SHEET[start : SHEET.index("}", start)]
    return dict(re.findall(r"--ar-([\w-]+):\s*(#[0-9a-f]{6});", block))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("text", "ground"), [*TEXTS, *TEAMS, *ACTIONS], ids=lambda colour: colour.role
)
def test_a_text_of_a_drawing_can_be_read(text: Colour, ground: Colour, look: str) -> None:
    assert contrast(in_look(text, look), in_look(ground, look)) >= READABLE


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("mark", MARKS, ids=lambda colour: colour.role)
def test_a_mark_can_be_seen(mark: Colour, look: str) -> None:
    assert contrast(in_look(mark, look), in_look(PAPER, look)) >= SEEN


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("mark", [ACTION, INK_3], ids=lambda colour: colour.role)
def test_a_mark_of_an_action_can_be_seen_where_it_is_to_be_done_now(
    mark: Colour, look: str
) -> None:
    assert contrast(in_look(mark, look), in_look(ACTION_WASH, look)) >= SEEN


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), WRITTEN)
def test_a_text_of_a_page_can_be_read(text: str, ground: str, look: str) -> None:
    colours = sheet_colours(look)
    assert contrast(colours[text], colours[ground]) >= READABLE


def test_paper_is_the_light_look() -> None:
    start = SHEET.index("[data-md-color-scheme] {", SHEET.index("@media print"))
    block = SHEET[start : SHEET.index("}", start)]
    assert dict(re.findall(r"--ar-([\w-]+):\s*(#[0-9a-f]{6});", block)) == sheet_colours("light")
