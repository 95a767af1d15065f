"""The companies of a panel as bars to edit: their gaps, and how many are aligned."""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.charts.aligned_companies import definition_said, in_whole_percent
from report_builder.charts.axis import gap_ticks, printed_points, reach
from report_builder.charts.companies import company_name
from report_builder.charts.company_spread import bins_of, range_said
from report_builder.charts.company_states import state_said
from report_builder.charts.style import DISAGREE_MID, INK, INK_2, RULE, Colour
from report_builder.charts.wording import Wording
from report_builder.downloads.deck.share_bars import (
    COUNT,
    SIGNED,
    Native,
    share_bars,
    sides_key,
)
from report_builder.downloads.deck.slide import Bars, Line, Series
from report_builder.findings.companies import aligned_notes, companies_lead
from report_builder.findings.quoted import quoted_notes
from report_builder.pages.voice import Voice
from survey.panel import AlignedShare, CompanyGap, IndexGap, State
from survey.verdict import Verdict

ROWS = 15
"""The most companies with a row each; more are counted by the size of their gap."""

COLOURS = {State.YES: INK, State.UNDETERMINED: RULE, State.NO: DISAGREE_MID}
"""As on the page, but that bars without an edge need more colour."""


def company_gaps(voice: Voice, wording: Wording, index: IndexGap) -> Native:
    """The gap of each company and their mean; of many, how many have which gap."""
    teams = {"first": voice.team(0), "second": voice.team(1)}
    if len(index.companies) > ROWS:
        mean = voice.say(companies_lead(index, voice.report)[0])
        about = f"{voice.text('deck.companies.spread', **teams)} {mean}"
        return Native((_spread(wording, index),), (), about)
    mean = wording.say("companies.mean", count=len(index.companies))
    key = (*sides_key(voice, wording), (mean, INK))
    chart = _one_by_one(wording, index, key)
    used = {series.name for series in chart.series}
    shown = tuple(entry for entry in key if entry[0] in used)
    return Native((chart,), shown, voice.text("deck.companies", **teams))


def _one_by_one(wording: Wording, index: IndexGap, key: Sequence[tuple[str, Colour]]) -> Bars:
    rows = [
        (company_name(wording, each, place), each.difference, _side(each))
        for place, each in enumerate(index.companies, start=1)
    ]
    rows.append((key[-1][0], index.mean, len(key) - 1))
    values = [printed_points(gap.value) for _, gap, _ in rows]
    far = reach(index.margin, values)
    return Bars(
        categories=tuple(f"{name} · {wording.gap(gap)}" for name, gap, _ in rows),
        series=tuple(
            Series(
                name=name,
                values=tuple(
                    value if own == side else None
                    for value, (_, _, own) in zip(values, rows, strict=True)
                ),
                colour=colour,
            )
            for side, (name, colour) in enumerate(key)
            if any(own == side for _, _, own in rows)
        ),
        stacked=True,
        low=-far,
        high=far,
        step=float(gap_ticks(far)[-1] - gap_ticks(far)[-2]),
        form=SIGNED,
        labels="",
    )


def _side(company: CompanyGap) -> int:
    """0 and 1: a clear gap in the first or second team's favour; 2: none."""
    if company.verdict is not Verdict.GAP:
        return 2
    return 0 if company.difference.value > 0 else 1


def _spread(wording: Wording, index: IndexGap) -> Bars:
    """How many companies have which gap, from the first to the last step that has any."""
    steps = bins_of(index)
    filled = [place for place, each in enumerate(steps) if each.count]
    shown = steps[filled[0] : filled[-1] + 1]
    series = Series(
        name=wording.say("column.companies"),
        values=tuple(float(each.count) for each in shown),
        colour=DISAGREE_MID,
        ink=INK,
    )
    return Bars(
        categories=tuple(range_said(wording, each) for each in shown),
        series=(series,),
        stacked=False,
        low=0,
        high=1.1 * max(each.count for each in shown),
        step=1,
        form="",
        labels=COUNT,
    )


def company_states(voice: Voice, wording: Wording, index: IndexGap) -> Native:
    """How many companies are aligned beyond chance, undetermined, not aligned."""
    found = [each.state for each in index.companies]
    counts = {state: found.count(state) for state in State}
    chart = Bars(
        categories=tuple(state_said(wording, state, count) for state, count in counts.items()),
        series=tuple(
            Series(
                name=wording.say(f"states.{own.value}"),
                values=tuple(float(counts[own]) if own is state else None for state in State),
                colour=COLOURS[own],
            )
            for own in State
        ),
        stacked=True,
        low=0,
        high=sum(counts.values()),
        step=1,
        form="",
        labels="",
    )
    lead = tuple(Line(voice.say(each)) for each in companies_lead(index, voice.report))
    return Native((chart,), (), below=lead)


def aligned_companies(voice: Voice, wording: Wording, shares: Sequence[AlignedShare]) -> Native:
    """The share of companies aligned by each definition; the speaker is told what is quoted."""
    name = wording.say("column.aligned_share")
    rows = tuple(
        (definition_said(wording, each.definition), in_whole_percent(each.share), name, INK_2)
        for each in shares
    )
    return Native(
        (share_bars(wording, rows),),
        (),
        voice.text("deck.aligned"),
        below=tuple(Line(voice.say(note)) for note in aligned_notes(voice.report)),
        notes=tuple(voice.say(note) for note in quoted_notes(voice.report)),
    )
