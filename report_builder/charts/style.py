"""The house style of the charts: colours by role, sizes of text, the look of a team."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from survey.questionnaire import Team

WIDE = 880
NARROW = 360
THEME_WIDE = 800
"""Widths of the drawings in CSS pixels; a theme's page has its navigation beside its chart."""

FIGURE = 15.0
HEADING = 14.0
LABEL = 13.5
NUMBER = 13.0
SECONDARY = 12.0
SMALL = 11.0
SMALLEST = 10.5
"""Sizes of text in CSS pixels; nothing is written smaller than the last."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A role in the palette, with its value on a light and on a dark page.

    Each light value is used by one role only: it marks the role in what matplotlib writes, and
    becomes the CSS variable there.
    """

    role: str
    light: str
    dark: str

    @property
    def variable(self) -> str:
        """The CSS variable of the role, which falls back to the light value."""
        return f"var(--ar-{self.role},{self.light})"


INK = Colour("ink", "#1b2333", "#eceff5")
INK_2 = Colour("ink2", "#4a5568", "#b4bdcc")
INK_3 = Colour("ink3", "#667085", "#94a0b3")
PAPER = Colour("paper", "#fffffe", "#161b26")
PANEL = Colour("panel", "#f5f6f9", "#1e2533")
RULE = Colour("rule", "#c9d0da", "#465064")
GRID = Colour("grid", "#e6e9ee", "#2c3442")
VIOLET = Colour("violet", "#5b3fa8", "#b39df2")
VIOLET_MID = Colour("violet-mid", "#9786cf", "#7460ba")
ORANGE = Colour("orange", "#b04a06", "#f59a56")
ORANGE_MID = Colour("orange-mid", "#d08245", "#a85c22")
DISAGREE = Colour("disagree", "#566070", "#98a3b5")
DISAGREE_MID = Colour("disagree-mid", "#8b95a4", "#667284")
NEUTRAL = Colour("neutral", "#e3e6eb", "#343d4d")
NEUTRAL_EDGE = Colour("neutral-edge", "#8a92a2", "#5d6879")
ACTION = Colour("action", "#0f5fa6", "#7fb6ee")
ACTION_WASH = Colour("action-wash", "#e4effa", "#1b3047")

PALETTE = (
    INK,
    INK_2,
    INK_3,
    PAPER,
    PANEL,
    RULE,
    GRID,
    VIOLET,
    VIOLET_MID,
    ORANGE,
    ORANGE_MID,
    DISAGREE,
    DISAGREE_MID,
    NEUTRAL,
    NEUTRAL_EDGE,
    ACTION,
    ACTION_WASH,
)
"""Every role a chart may use; the site's style sheet defines the same variables."""


class Form(Enum):
    """The form of a team's mark, so that nothing is told by colour alone."""

    CIRCLE = "circle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStyle:
    """How a team looks in every chart."""

    strong: Colour
    mid: Colour
    form: Form


_TEAM_STYLES = {
    "violet": TeamStyle(strong=VIOLET, mid=VIOLET_MID, form=Form.CIRCLE),
    "orange": TeamStyle(strong=ORANGE, mid=ORANGE_MID, form=Form.DIAMOND),
}


def team_style(team: Team) -> TeamStyle:
    """The look of a team, by its role: a violet circle or an orange diamond."""
    return _TEAM_STYLES[team.colour]
