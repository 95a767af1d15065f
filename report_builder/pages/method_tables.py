"""The tables of the Method page: who answered by segment, what weighting would change, alpha."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from report_builder.findings.method import weighted_sentences
from report_builder.language import NO_BREAK
from report_builder.markup import Markup
from report_builder.pages.figure import (
    NUMBER,
    WIDE_ONLY,
    WRAPPED,
    Cell,
    Grid,
    both,
    number,
)
from report_builder.pages.voice import Voice
from report_builder.segment_levels import Segment
from report_builder.weighted_verdicts import BesideWeighted, WeightedVerdicts
from survey.release import Group
from survey.reliability import ThemeReliability
from survey.weighted import Stratum

NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodTable:
    """A table in its place: the anchor of its heading, what it shows, and its rows."""

    id: Markup
    about: tuple[str, ...]
    grid: Grid


def method_tables(voice: Voice) -> tuple[MethodTable, ...]:
    """The tables that have something to show."""
    weighted = voice.report.weighted
    return (
        *(_response(voice, segment) for segment in voice.report.segments if _asked(voice, segment)),
        *(_weights(voice, weighted) if weighted else ()),
        *(_together(voice) if voice.report.reliability else ()),
        *(_glossary(voice) if voice.settings.glossary else ()),
    )


def _glossary(voice: Voice) -> Iterator[MethodTable]:
    """The terms that the consultant explains."""
    said = [entry.said(voice.language.code) for entry in voice.settings.glossary]
    grid = Grid(
        caption=voice.text("method.glossary"),
        header=(Cell(voice.text("column.term")), Cell(voice.text("column.meaning"))),
        rows=tuple(
            (Cell(voice.language.typeset(term)), Cell(voice.language.typeset(meaning)))
            for term, meaning in said
        ),
    )
    yield MethodTable(id=Markup("glossary"), about=(), grid=grid)


def _asked(voice: Voice, segment: Segment) -> bool:
    """Whether it is known how many people were asked in any level of a segment."""
    return any(
        entry.headcount is not None
        for entry in voice.report.groups
        if entry.group.segment == segment.id
    )


def _response(voice: Voice, segment: Segment) -> MethodTable:
    """Who answered, of how many asked, by level of a segment."""
    teams = tuple(team.id for team in voice.report.questionnaire.teams)
    label = voice.label(segment.label)
    return MethodTable(
        id=Markup(f"response-{voice.report.segments.index(segment) + 1}"),
        about=(voice.text("method.response.about"),),
        grid=Grid(
            caption=voice.text("method.response", segment=label),
            header=(Cell(label), *(Cell(voice.team(place), NUMBER) for place in (0, 1))),
            rows=tuple(
                (
                    Cell(voice.label(level.label)),
                    *(
                        _rate(voice, Group(team=team, segment=segment.id, value=level.id))
                        for team in teams
                    ),
                )
                for level in segment.levels
            ),
        ),
    )


def _rate(voice: Voice, group: Group) -> Cell:
    found = next((entry for entry in voice.report.groups if entry.group == group), None)
    if found is None or not found.headcount:
        return Cell(NOTHING, NUMBER)
    share = found.n / found.headcount
    said = voice.text(
        "method.response.rate",
        count=found.n,
        asked=found.headcount,
        share=voice.language.percent(share),
    )
    return number(said, share, 2, WRAPPED)


def _weights(voice: Voice, weighted: WeightedVerdicts) -> Iterator[MethodTable]:
    """The weights, then each statement as answered and weighted."""
    label = _segment_label(voice, weighted.segment)
    yield MethodTable(
        id=Markup("weights"),
        about=(voice.text("method.weights.about"), *_costs(voice, weighted)),
        grid=Grid(
            caption=voice.text("method.weights", segment=label),
            header=(
                Cell(voice.text("column.team")),
                Cell(label),
                Cell(voice.text("column.response"), NUMBER),
                Cell(voice.text("column.weight"), NUMBER),
            ),
            rows=tuple(
                _stratum(voice, weighted.segment, place, stratum)
                for place, team in enumerate(weighted.teams)
                for stratum in _ordered(voice, weighted.segment, team.strata)
            ),
        ),
    )
    yield MethodTable(
        id=Markup("weighted"),
        about=tuple(map(voice.say, weighted_sentences(voice.report))),
        grid=Grid(
            caption=voice.text("method.weighted"),
            header=(
                Cell(voice.text("column.statement")),
                Cell(voice.text("column.gap"), NUMBER),
                Cell(voice.text("column.weighted"), NUMBER),
                Cell(voice.text("column.interval"), both(NUMBER, WIDE_ONLY)),
                Cell(voice.text("column.verdict"), WIDE_ONLY),
                Cell(voice.text("column.weighted_verdict"), WIDE_ONLY),
            ),
            rows=tuple(_beside(voice, each) for each in weighted.statements),
        ),
    )


def _segment_label(voice: Voice, segment: str) -> str:
    return next(voice.label(each.label) for each in voice.report.segments if each.id == segment)


def _costs(voice: Voice, weighted: WeightedVerdicts) -> Iterator[str]:
    """What the weights cost each team, and what they cannot mend."""
    for place, team in enumerate(weighted.teams):
        yield voice.text(
            "method.weights.cost",
            team=voice.team(place),
            count=sum(stratum.answered for stratum in team.strata),
            effective=voice.language.number(team.effective, 1),
        )
        if team.trimmed:
            yield voice.text("method.weights.trimmed", team=voice.team(place))
        if team.unheard:
            yield voice.text("method.weights.unheard", team=voice.team(place), count=team.unheard)


def _ordered(voice: Voice, segment: str, strata: Iterable[Stratum]) -> list[Stratum]:
    """As the levels are shown elsewhere; all others last."""
    shown = next(each for each in voice.report.segments if each.id == segment)
    order = [level.id for level in shown.levels]
    return sorted(strata, key=lambda each: (not each.level, order.index(each.level or order[0])))


def _stratum(voice: Voice, segment: str, place: int, stratum: Stratum) -> tuple[Cell, ...]:
    shown = next(each for each in voice.report.segments if each.id == segment)
    labels = {level.id: voice.label(level.label) for level in shown.levels}
    rate = voice.text(
        "method.response.rate",
        count=stratum.answered,
        asked=stratum.asked,
        share=voice.language.percent(stratum.answered / stratum.asked),
    )
    return (
        Cell(voice.team(place)),
        Cell(labels[stratum.level] if stratum.level else voice.text("method.weights.rest")),
        number(rate, stratum.answered / stratum.asked, 2, WRAPPED),
        number(voice.language.number(stratum.weight, 2), stratum.weight, 2),
    )


def _beside(voice: Voice, beside: BesideWeighted) -> tuple[Cell, ...]:
    answered, weighted = beside.answered.gap.difference, beside.weighted.gap.difference
    return (
        Cell(voice.topic(beside.answered.gap.subject)),
        number(voice.points(answered), answered.value, 1),
        number(voice.points(weighted), weighted.value, 1),
        number(voice.interval(weighted), weighted.low, 1, WIDE_ONLY),
        Cell(voice.verdict(beside.answered), WIDE_ONLY),
        Cell(voice.verdict(beside.weighted), WIDE_ONLY),
    )


def _together(voice: Voice) -> Iterator[MethodTable]:
    """Alpha of each theme in each team, and within both."""
    teams = (*(team.id for team in voice.report.questionnaire.teams), "")
    names = (voice.team(0), voice.team(1), voice.text("method.together.both"))
    found = {(each.dimension, each.team): each for each in voice.report.reliability}
    themes = dict.fromkeys(each.dimension for each in voice.report.reliability)
    grid = Grid(
        caption=voice.text("method.together"),
        header=(
            Cell(voice.text("column.theme")),
            Cell(voice.text("column.statements"), both(NUMBER, WIDE_ONLY)),
            *(Cell(name, NUMBER) for name in names),
        ),
        rows=tuple(
            (
                Cell(voice.theme(theme)),
                _statements(found, theme),
                *(_alpha(voice, found.get((theme, team))) for team in teams),
            )
            for theme in themes
        ),
    )
    about = (voice.text("method.together.about"),)
    yield MethodTable(id=Markup("together"), about=about, grid=grid)


def _statements(found: Mapping[tuple[str, str], ThemeReliability], theme: str) -> Cell:
    count = max(each.items for (dimension, _), each in found.items() if dimension == theme)
    return number(str(count), count, 0, WIDE_ONLY)


def _alpha(voice: Voice, told: ThemeReliability | None) -> Cell:
    """Alpha with its interval; a dash where it may not be told."""
    if told is None:
        return Cell(NOTHING, NUMBER)
    alpha, language = told.alpha, voice.language
    low, _, high = language.interval(alpha.low, alpha.high, 2).rpartition(" ")
    said = f"{language.number(alpha.value, 2)} ({low}{NO_BREAK}{high})"
    return number(said, alpha.value, 2, WRAPPED)
