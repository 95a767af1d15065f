"""Bars of shares with what is written beside them, and how shares are written on a chart."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.charts.axis import printed_share, share_end
from report_builder.charts.style import INK, Colour
from report_builder.charts.wording import Wording
from report_builder.downloads.deck.slide import Bars, Line, Series
from report_builder.language import Language
from survey.estimates import Estimate

BESIDE = 0.45
"""The room beside a bar for what is written there, in parts of the axis."""


@dataclass(frozen=True, slots=True)
class Native:
    """The charts in place of one of the report's, what their colours mean, and what to add."""

    charts: tuple[Bars, ...]
    key: tuple[tuple[str, Colour], ...]
    about: str = ""
    below: tuple[Line, ...] = ()


ShareRow = tuple[str, Estimate, Colour]
"""Whose share, the share, and the colour of its bar."""


def share_bars(wording: Wording, rows: tuple[ShareRow, ...]) -> Bars:
    """A bar for each share, and beside it the share with its interval in words."""
    end = share_end(max(share.high for _, share, _ in rows))
    colours = dict.fromkeys(colour for _, _, colour in rows)
    series = tuple(
        Series(
            name=next(name for name, _, own in rows if own is colour),
            values=tuple(
                printed_share(share.value) if own is colour else None for _, share, own in rows
            ),
            colour=colour,
        )
        for colour in colours
    )
    said = tuple(
        f"{wording.share(share)} ({wording.share_interval(share)})" for _, share, _ in rows
    )
    return Bars(
        categories=tuple(name for name, _, _ in rows),
        series=(*series, beside(said, end)),
        stacked=True,
        low=0,
        high=end * (1 + BESIDE),
        step=end / 4,
        form=shares_up_to(wording.language, end),
        labels="",
    )


def beside(said: tuple[str, ...], end: float) -> Series:
    """What is written beside the bars: on bars that are not seen."""
    return Series(
        name="\N{NO-BREAK SPACE}",
        values=(round(end * BESIDE, 2),) * len(said),
        colour=None,
        said=said,
        ink=INK,
    )


def percent_form(language: Language) -> str:
    """How shares are written, as spreadsheets write forms: `0%`, or with the space before it."""
    before = language.percent(0.5)[2:-1]
    return f'0"{before}"%' if before else "0%"


def shares_up_to(language: Language, end: float) -> str:
    """The form of an axis whose numbers end before the room for words."""
    return f'[<={end + 0.001:.3f}]{percent_form(language)};""'


def teams_key(wording: Wording) -> tuple[tuple[str, Colour], ...]:
    """The teams in their colours."""
    return tuple((wording.team(place), wording.style(place).strong) for place in (0, 1))
