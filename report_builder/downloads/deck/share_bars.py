"""Bars of shares with what is written beside them, and how figures are written on a chart."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.charts.axis import printed_share, share_end
from report_builder.charts.style import INK, NEUTRAL_EDGE, Colour
from report_builder.charts.wording import Wording
from report_builder.downloads.deck.slide import Bars, Grid, Line, Lines, Points, Series
from report_builder.language import Language
from report_builder.pages.voice import Voice
from survey.estimates import Estimate

COUNT, SIGNED = "0;0;", '+0.0;"\N{MINUS SIGN}"0.0;0.0'
"""How counts, 0 left out, and gaps are written, as spreadsheets write forms."""

BESIDE = 0.45
"""The room beside a bar for what is written there, in parts of the axis."""


@dataclass(frozen=True, slots=True)
class Native:
    """The charts in place of one of the report's, what their colours mean, and what to add.

    Attributes:
        about: what is measured; "" for what the page says.
        beside: tables on the right of the charts.
        below: what is said of them on the slide.
        notes: what more the speaker is told.
    """

    charts: tuple[Bars | Lines | Points, ...]
    key: tuple[tuple[str, Colour], ...]
    about: str = ""
    beside: tuple[Grid, ...] = ()
    below: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


ShareRow = tuple[str, Estimate, str, Colour]
"""What is written at its head, the share, whose it is, and the colour of all that are theirs."""


def share_bars(wording: Wording, rows: tuple[ShareRow, ...]) -> Bars:
    """A bar for each share, and beside it the share with its interval in words."""
    end = share_end(max(printed_share(share.high) for _, share, _, _ in rows))
    series = tuple(
        Series(
            name=name,
            values=tuple(
                printed_share(share.value) if own == name else None for _, share, own, _ in rows
            ),
            colour=colour,
            bounds=tuple(bool(share.bound) and own == name for _, share, own, _ in rows),
        )
        for name, colour in dict.fromkeys((name, colour) for _, _, name, colour in rows)
    )
    said = tuple(
        f"{wording.share(share)} ({wording.share_interval(share)})" for _, share, _, _ in rows
    )
    return Bars(
        categories=tuple(head for head, _, _, _ in rows),
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


def sides_key(voice: Voice, wording: Wording) -> tuple[tuple[str, Colour], ...]:
    """The colours of a clear gap in the first or second team's favour, and of none."""
    teams = tuple(
        (voice.text("segments.more", team=voice.team(place)), wording.style(place).strong)
        for place in (0, 1)
    )
    return (*teams, (voice.text("deck.not_clear"), NEUTRAL_EDGE))
