"""The numbers under a theme's chart."""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.charts.answer_classes import class_labels
from report_builder.charts.theme_statements import Statement, TeamAnswers
from report_builder.charts.wording import Wording
from report_builder.table import Table

NOT_SHOWN = "·"
"""Stands where a number may not be shown."""


def theme_table(wording: Wording, shown: Sequence[Statement]) -> Table:
    """Each statement and team with the classes of answers, if any may be shown, and the share."""
    labels = class_labels(wording, tuple(each.item for each in shown))
    some = any(answers.shares for each in shown for answers in each.teams)
    classes = tuple(number for number in range(5) if some and labels[number] is not None)
    say = wording.say
    return Table(
        header=(
            say("column.statement"),
            say("column.team"),
            say("column.base"),
            *(str(labels[number]) for number in classes),
            say("column.share"),
            say("column.interval"),
            say("column.gap"),
            say("column.gap_interval"),
        ),
        rows=tuple(
            (
                wording.title(each.item.id),
                *_answers(wording, answers, classes),
                wording.language.points(each.judgement.gap.difference.value),
                wording.gap_interval(each.judgement.gap.difference),
            )
            for each in shown
            for answers in each.teams
        ),
    )


def _answers(wording: Wording, answers: TeamAnswers, classes: tuple[int, ...]) -> tuple[str, ...]:
    shares, favourable = answers.shares, answers.favourable
    return (
        wording.team(answers.position),
        wording.language.base(favourable.base, at_least=favourable.at_least),
        *(
            wording.language.percent(shares.classes[number]) if shares else NOT_SHOWN
            for number in classes
        ),
        wording.share(favourable),
        wording.share_interval(favourable),
    )
