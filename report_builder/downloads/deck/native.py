"""The charts of the report as bars that a presentation can edit; all numbers as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from report_builder.charts.axis import printed_share
from report_builder.charts.style import INK, INK_2, NEUTRAL_EDGE, PAPER
from report_builder.charts.wording import Wording, shares_of
from report_builder.downloads.deck.answers import answers_chart
from report_builder.downloads.deck.companies import (
    aligned_companies,
    company_gaps,
    company_states,
)
from report_builder.downloads.deck.maps import agreement_map, effort_effect
from report_builder.downloads.deck.share_bars import (
    BESIDE,
    COUNT,
    Native,
    beside,
    percent_form,
    share_bars,
    shares_up_to,
    sides_key,
    teams_key,
)
from report_builder.downloads.deck.slide import Bars, Line, Series
from report_builder.downloads.deck.waves import gap_changes, team_courses
from report_builder.findings.alignment import alignment_notes
from report_builder.findings.themes import theme_statements
from report_builder.pages.voice import Voice
from survey.estimates import Estimate
from survey.mirror import MirrorGap
from survey.verdict import Judgement

ROWS = 10
"""The statements with the widest gaps that a slide has room for."""

LEAST_BEFORE = 0.08
"""A lower share has no room for its number between the names and its bar; it goes beside."""


def native(voice: Voice, chart: str) -> Native | None:
    """The chart of that id as bars or lines to edit; None for one that goes as a picture."""
    wording = Wording(voice.report, voice.language)
    if chart.startswith("answers-"):
        return answers_chart(voice, wording, chart.removeprefix("answers-"))
    made = dict(_made(voice, wording))
    return made[chart]() if chart in made else None


def _made(voice: Voice, wording: Wording) -> Iterator[tuple[str, Callable[[], Native | None]]]:
    """What makes each chart that has such a form, of what the report has."""
    yield "gap-strip", partial(_themes, voice, wording)
    yield "alignment", partial(_alignment, voice, wording)
    yield "dumbbell", partial(_spans, voice, wording)
    yield "agreement-map", partial(agreement_map, voice, wording)
    yield "mirror", partial(_mirror, voice, wording)
    yield "effort-effect", partial(effort_effect, voice, wording)
    trend, panel = voice.report.trend, voice.report.panel
    if trend:
        yield "team-courses", partial(team_courses, voice, wording, trend)
        yield "gap-changes", partial(gap_changes, voice, wording, trend)
    if panel and panel.index:
        yield "companies", partial(company_gaps, voice, wording, panel.index)
        yield "company-states", partial(company_states, voice, wording, panel.index)
        yield "aligned-companies", partial(aligned_companies, voice, wording, panel.aligned)


def _themes(voice: Voice, wording: Wording) -> Native:
    """How many statements of each theme show a clear gap, and in whose favour."""
    asked = voice.report.questionnaire
    found = [(each.id, theme_statements(voice.report, each.id)) for each in asked.dimensions]
    themes = sorted(
        ((theme, statements) for theme, statements in found if statements),
        key=lambda entry: -sum(each.clear for each in entry[1]),
    )
    columns = [[_side(each) for each in statements] for _, statements in themes]
    key = sides_key(voice, wording)
    series = tuple(
        Series(
            name=name,
            values=tuple(float(sides.count(side)) for sides in columns),
            colour=colour,
            ink=INK if colour is NEUTRAL_EDGE else PAPER,
        )
        for side, (name, colour) in enumerate(key)
    )
    most = max(len(sides) for sides in columns)
    chart = Bars(
        categories=tuple(voice.theme(theme) for theme, _ in themes),
        series=series,
        stacked=True,
        low=0,
        high=most,
        step=1,
        form="",
        labels=COUNT,
    )
    return Native((chart,), key, voice.text("deck.themes"))


def _side(judgement: Judgement) -> int:
    """0 and 1: a clear gap in the first or second team's favour; 2: none."""
    if not judgement.clear:
        return 2
    return 0 if judgement.gap.difference.value > 0 else 1


def _alignment(voice: Voice, wording: Wording) -> Native:
    """The share who say "aligned": everyone, then each team, each with its interval."""
    share = next(each for each in voice.report.alignment if each.definition == "A2")
    names = (wording.say("everyone"), wording.team(0), wording.team(1))
    colours = (INK_2, *(wording.style(place).strong for place in (0, 1)))
    rows = tuple(zip(names, (share.everyone, *share.teams), names, colours, strict=True))
    notes = tuple(Line(voice.say(note)) for note in alignment_notes(voice.report))
    return Native((share_bars(wording, rows),), (), below=notes)


def _spans(voice: Voice, wording: Wording) -> Native:
    """From the one team's share to the other's, in the colour of the more positive one."""
    shown = voice.report.statements[:ROWS]
    pairs = [sorted(shares_of(each.gap), key=_printed) for each in shown]
    key = sides_key(voice, wording)
    spans = tuple(
        Series(
            name=name,
            values=tuple(
                round(_printed(higher) - _printed(lower), 2) if _side(each) == side else None
                for each, (lower, higher) in zip(shown, pairs, strict=True)
            ),
            colour=colour,
            said=("",) * len(shown),
        )
        for side, (name, colour) in enumerate(key)
        if any(_side(each) == side for each in shown)
    )
    said = tuple(
        " · ".join((*_shares_beside(wording, pair), wording.gap(each.gap.difference)))
        for each, pair in zip(shown, pairs, strict=True)
    )
    chart = Bars(
        categories=tuple(wording.title(each.gap.subject) for each in shown),
        series=(_lower(voice, wording, pairs), *spans, beside(said, 1.0)),
        stacked=True,
        low=0,
        high=1 + BESIDE,
        step=0.25,
        form=shares_up_to(wording.language, 1),
        labels=percent_form(wording.language),
    )
    used = tuple(
        entry for side, entry in enumerate(key) if any(_side(one) == side for one in shown)
    )
    return Native((chart,), used, voice.text("deck.spans"))


def _lower(voice: Voice, wording: Wording, pairs: Sequence[Sequence[Estimate]]) -> Series:
    """What is left free up to the lower share, with that share where it has the room."""
    shares = [lower for lower, _ in pairs]
    return Series(
        name=voice.text("deck.lower"),
        values=tuple(map(_printed, shares)),
        colour=None,
        said=tuple(
            _said(wording, share) if _printed(share) >= LEAST_BEFORE else "" for share in shares
        ),
        ink=INK_2,
    )


def _printed(share: Estimate) -> float:
    return printed_share(share.value)


def _said(wording: Wording, share: Estimate) -> str | None:
    """What is written on the bar of a share that is a bound; None for the share itself."""
    return wording.share(share) if share.bound else None


def _shares_beside(wording: Wording, pair: Sequence[Estimate]) -> tuple[str, ...]:
    """The higher share; the lower one before it where it does not stand before its bar."""
    lower, higher = pair
    beside_bar = (higher,) if _printed(lower) >= LEAST_BEFORE else (lower, higher)
    return tuple(map(wording.share, beside_bar))


def _mirror(voice: Voice, wording: Wording) -> Native:
    """Each team in the mirror: its own view, and the other team's view of it."""
    return Native(
        tuple(_mirrored(voice, wording, place) for place in (0, 1) if _about(voice, place)),
        teams_key(wording),
        voice.text("deck.mirror"),
    )


def _about(voice: Voice, place: int) -> tuple[MirrorGap, ...]:
    team = voice.report.questionnaire.teams[place].id
    return tuple(gap for gap in voice.report.mirror if gap.about == team)


def _mirrored(voice: Voice, wording: Wording, place: int) -> Bars:
    labels = {pair.id: voice.label(pair.label) for pair in voice.report.questionnaire.pairs}
    gaps = _about(voice, place)
    own = Series(
        name=wording.say("mirror.own"),
        values=tuple(_printed(gap.own) for gap in gaps),
        said=tuple(_said(wording, gap.own) for gap in gaps),
        bounds=tuple(bool(gap.own.bound) for gap in gaps),
        colour=wording.style(place).strong,
    )
    outside = Series(
        name=wording.say("mirror.outside", team=wording.team_with_article(1 - place)),
        values=tuple(_printed(gap.outside) for gap in gaps),
        said=tuple(_said(wording, gap.outside) for gap in gaps),
        bounds=tuple(bool(gap.outside.bound) for gap in gaps),
        colour=wording.style(1 - place).strong,
    )
    return Bars(
        categories=tuple(labels[gap.pair] for gap in gaps),
        series=(own, outside),
        stacked=False,
        low=0,
        high=1,
        step=0.5,
        form="",
        labels=percent_form(wording.language),
        title=wording.say("mirror.panel", team=wording.team(place)),
    )
