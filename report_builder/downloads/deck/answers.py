"""The answers to the statements of a theme, left and right of a line, as bars to edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil

from report_builder.charts.answer_classes import class_colours, class_labels
from report_builder.charts.style import INK, PAPER, Colour
from report_builder.charts.theme_statements import Statement, TeamAnswers, statements_of
from report_builder.charts.wording import Wording
from report_builder.downloads.deck.share_bars import Native, percent_form, share_bars, teams_key
from report_builder.downloads.deck.slide import Bars, Series
from report_builder.pages.voice import Voice

SIDES = {1: -1, 0: -1, 3: 1, 4: 1}
"""The classes of answers from the line outwards, to its left and to its right."""

OUTER = {0, 4}
SMALLEST_SAID = 0.05
"""A narrower part of a bar has no room for its number."""


def answers_chart(voice: Voice, wording: Wording, dimension: str) -> Native:
    """Every answer of both teams, neutral ones left out; shares alone where few answered."""
    shown = statements_of(voice.report, dimension)
    if all(answers.shares for each in shown for answers in each.teams):
        return _diverging(voice, wording, shown)
    rows = tuple(
        (
            _answer_label(wording, each, answers),
            answers.favourable,
            wording.team(answers.position),
            wording.style(answers.position).strong,
        )
        for each in shown
        for answers in each.teams
    )
    return Native((share_bars(wording, rows),), teams_key(wording))


def _diverging(voice: Voice, wording: Wording, shown: tuple[Statement, ...]) -> Native:
    rows = [(each, answers) for each in shown for answers in each.teams]
    shares = [(answers.position, answers.shares.classes) for _, answers in rows if answers.shares]
    labels = class_labels(wording, tuple(each.item for each in shown))
    named = {number: label for number, label in enumerate(labels) if label is not None}
    series = {
        number: tuple(_series(wording, number, named[number], shares))
        for number in SIDES
        if number in named
    }
    percent = percent_form(wording.language)
    far = max(_reach(classes) for _, classes in shares)
    chart = Bars(
        categories=tuple(_answer_label(wording, each, answers) for each, answers in rows),
        series=tuple(chain.from_iterable(series.values())),
        stacked=True,
        low=-far,
        high=far,
        step=far,
        form="",
        labels=f"{percent};{percent};",  # on both sides of the line without a sign, and no zero
    )
    key = [(one.name, one.colour) for number in sorted(series) for one in series[number]]
    return Native(
        (chart,),
        tuple((name, colour) for name, colour in key if colour),
        voice.text("deck.answers"),
    )


def _series(
    wording: Wording, number: int, label: str, shares: Sequence[tuple[int, tuple[float, ...]]]
) -> Iterator[Series]:
    """A class of answers: of both teams in one colour, or of each in its own."""
    for team, colour in _class_colours(wording, number):
        values = tuple(
            SIDES[number] * classes[number] if team in {None, place} else None
            for place, classes in shares
        )
        yield Series(
            name=label if team is None else f"{wording.team(team)} · {label}",
            values=values,
            colour=colour,
            said=tuple(None if value and abs(value) >= SMALLEST_SAID else "" for value in values),
            ink=PAPER if number in OUTER else INK,
        )


def _class_colours(wording: Wording, number: int) -> tuple[tuple[int | None, Colour], ...]:
    """The colours of a class: of each team for a favourable one, else one for both."""
    colours = [class_colours(wording.style(place))[number] for place in (0, 1)]
    if colours[0] is colours[1]:
        return ((None, colours[0]),)
    return ((0, colours[0]), (1, colours[1]))


def _reach(classes: tuple[float, ...]) -> float:
    """How far the longer side of a bar goes, to the next tenth."""
    return ceil(round(10 * max(classes[0] + classes[1], classes[3] + classes[4]), 6)) / 10


def _answer_label(wording: Wording, statement: Statement, answers: TeamAnswers) -> str:
    """The statement with the first team, then the second team alone; each with its share."""
    team = f"{wording.team(answers.position)}, {wording.share(answers.favourable)}"
    if answers.position:
        return team
    return f"{wording.title(statement.item.id)} · {team}"
