"""What the Trend page has of a panel alone: the share of companies aligned in each wave."""

from __future__ import annotations

from report_builder.charts.aligned_companies import definition_said, in_whole_percent
from report_builder.charts.wording import Wording
from report_builder.pages.figure import NUMBER, WRAPPED, Cell, Grid, number
from report_builder.pages.voice import Voice
from survey.panel_waves import PanelWave
from survey.trends import Trend

NOTHING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"


def aligned_grid(voice: Voice, trend: Trend) -> Grid | None:
    """The share of companies aligned, a row for each definition; None where none is told."""
    told = dict.fromkeys(each.definition for wave in trend.panels for each in wave.aligned)
    if not told:
        return None
    wording = Wording(voice.report, voice.language)
    return Grid(
        caption=voice.text("trend.aligned"),
        header=(
            Cell(voice.text("column.definition")),
            *(Cell(wave.label, NUMBER) for wave in trend.panels),
        ),
        rows=tuple(
            (
                Cell(definition_said(wording, definition)),
                *(_share(wording, voice, wave, definition) for wave in trend.panels),
            )
            for definition in told
        ),
    )


def _share(wording: Wording, voice: Voice, wave: PanelWave, definition: str) -> Cell:
    """The share with its interval, and of how many companies."""
    found = next((each for each in wave.aligned if each.definition == definition), None)
    if found is None:
        return Cell(NOTHING, NUMBER)
    share = in_whole_percent(found.share)
    said = voice.text(
        "trend.aligned.share",
        share=voice.language.percent(share.value),
        interval=wording.share_interval(share).replace(" ", NO_BREAK),
        count=share.base,
    )
    return number(said, share.value, 2, WRAPPED)
