"""Answers to our questionnaire made for one purpose, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from report_builder.lever import (
    AllOf,
    AnyOf,
    ForeseenAboveGiven,
    ItemsAtLeast,
    Judged,
    LevelAtMost,
    LowDimensionsAtLeast,
    Predicate,
    SelfAboveOther,
    Teams,
    VerdictIn,
)
from survey.coorientation import meta_gaps
from survey.gaps import dimension_gaps, item_gaps
from survey.mirror import mirror_gaps
from survey.questionnaire import Questionnaire
from survey.release import Group, Release, ReleasedGroup, Rules, ThemeScores
from survey.thresholds import Level
from survey.verdict import Quadrant, Verdict, judge

M, S = Group(team="marketing"), Group(team="sales")
Counts = tuple[int, int, int, int, int]
Answers = Mapping[str, tuple[Counts, Counts]]
"""Counts of the two teams by item; items left out are rated high by both."""

LOW: Counts = (12, 20, 6, 2, 0)
MIDDLE: Counts = (0, 10, 15, 15, 0)
HIGH: Counts = (0, 0, 4, 16, 20)
LEVELS = {Level.LOW: LOW, Level.MIDDLE: MIDDLE, Level.HIGH: HIGH}


def released(questionnaire: Questionnaire, answers: Answers) -> Release:
    """A Release of these answers; a dimension's scores are those of its lowest item.

    Whoever is asked foresees that the other team rates it high.
    """
    rows = {item.id: answers.get(item.id, (HIGH, HIGH)) for item in questionnaire.items}
    scores = dict(_lowest(rows, questionnaire))
    sizes = [max(sum(row[position]) for row in rows.values()) for position in (0, 1)]
    return Release(
        rules=Rules(),
        groups=tuple(
            ReleasedGroup(group=group, n=n, headcount=None)
            for group, n in zip((M, S), sizes, strict=True)
        ),
        items=tuple(rows),
        read=sum(sizes),
        removed=(),
        withheld=(),
        outside_teams=0,
        item_counts={
            (item, group): np.array(row[position])
            for item, row in rows.items()
            for position, group in enumerate((M, S))
        },
        cant_say_counts={},
        theme_scores=scores,
        foreseen_counts={
            (question.id, Group(team=team)): np.array(HIGH)
            for question in questionnaire.meta
            for team in question.predicts
        },
    )


def _lowest(
    rows: Answers, questionnaire: Questionnaire
) -> Iterator[tuple[tuple[str, Group], ThemeScores]]:
    """Of each dimension and team what it answered to its lowest item."""
    for dimension in questionnaire.dimensions:
        items = questionnaire.items_of(dimension.id)
        for place, team in enumerate((M, S)):
            lowest, item = min((mean(rows[each.id][place]), each.id) for each in items)
            yield (
                (dimension.id, team),
                ThemeScores(
                    items=(item,),
                    mean=lowest,
                    values=np.arange(1.0, 6.0),
                    counts=np.array(rows[item][place], dtype=np.float64),
                ),
            )


def mean(counts: Counts) -> float:
    return float(np.average(np.arange(1, 6), weights=counts))


def judged(questionnaire: Questionnaire, answers: Answers) -> Judged:
    """Everything that is judged of these answers."""
    release = released(questionnaire, answers)
    gaps = item_gaps(release, questionnaire.items, (M, S))
    about = {item.id: item.about if item.pair else "" for item in questionnaire.items}
    items = {gap.subject: judge(gap, about[gap.subject]) for gap in gaps}
    return Judged(
        items=items,
        dimensions={
            gap.subject: judge(gap) for gap in dimension_gaps(release, questionnaire, (M, S))
        },
        mirror={gap.item: gap for gap in mirror_gaps(gaps, questionnaire)},
        meta={
            (gap.item, gap.team): gap for gap in meta_gaps(release, questionnaire, items.values())
        },
    )


def answers_for(  # noqa: C901, PLR0911 - one answer a kind of predicate
    predicate: Predicate, questionnaire: Questionnaire
) -> Answers:
    """Answers made to fulfil a predicate of our rules; an unknown kind of predicate fails."""
    match predicate:
        case LevelAtMost(subject=subject, by=by, highest=highest):
            lowered = LEVELS[highest]
            first = HIGH if by == "sales" else lowered
            return {subject: (first, HIGH if by in {"marketing", Teams.ANY} else lowered)}
        case VerdictIn(subject=subject, verdicts=verdicts) if Verdict.GAP in verdicts:
            return {subject: (HIGH, LOW)}
        case SelfAboveOther(item=item):
            about_first = questionnaire.item(item).about == "marketing"
            return {item: (HIGH, LOW) if about_first else (LOW, HIGH)}
        case ForeseenAboveGiven(item=item):
            asked = [q for q in questionnaire.meta if item in q.predicts.values()]
            of_marketing = asked[0].predicts.get("marketing") == item
            return {item: (HIGH, LOW) if of_marketing else (LOW, HIGH)}
        case ItemsAtLeast(states=states) if states & {Verdict.GAP, Quadrant.BLIND_SPOT}:
            return {"HND2": (HIGH, LOW)}
        case LowDimensionsAtLeast(count=count):
            dimensions = questionnaire.dimensions[:count]
            return {questionnaire.items_of(one.id)[0].id: (LOW, LOW) for one in dimensions}
        case AllOf(predicates=parts):
            return {
                item: row
                for part in parts
                for item, row in answers_for(part, questionnaire).items()
            }
        case AnyOf(predicates=parts):
            return answers_for(parts[0], questionnaire)
        case _:
            raise AssertionError(predicate)
