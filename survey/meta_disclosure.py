"""Which of the answers foreseen of the other team may be published; a part of the decision."""

from __future__ import annotations

from collections.abc import Mapping

from survey.meta_counts import MetaCounts
from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Rules

Released = dict[tuple[str, Group], Counts]


def foreseen_counts(counted: MetaCounts, rules: Rules) -> Released:
    """What a team foresees, where enough of it said so; by question and team."""
    found = {
        (question, Group(team=team)): counted.foreseen((question, team))
        for question, team in counted.tables
    }
    return {key: each for key, each in found.items() if each.sum() >= rules.minimum_group}


def foreseen_pairs(
    counted: MetaCounts,
    questionnaire: Questionnaire,
    items: Mapping[tuple[str, Group], Counts],
    foreseen: Released,
    rules: Rules,
) -> Released:
    """Own answer by answer foreseen, where those who gave one alone are nobody or at least k.

    Beside the counts of each question, the pairs would else tell what a few people answered. The
    same holds for those who gave neither: they are what the other three numbers leave of the team.

    Args:
        counted: all that was counted.
        questionnaire: says which item is foreseen.
        items: the counts of items that may be published.
        foreseen: those of the answers foreseen.
        rules: the thresholds in force.
    """
    predicted = {question.id: question.predicts for question in questionnaire.meta}
    released: Released = {}
    for (question, group), counts in foreseen.items():
        own = items.get((predicted[question][group.team], group))
        pairs = counted.joint((question, group.team))
        neither = counted.neither((question, group.team))
        if own is not None and _shows_nobody(pairs, (own, counts), neither, rules.minimum_group):
            released[question, group] = pairs
    return released


def _shows_nobody(
    pairs: Counts, margins: tuple[Counts, Counts], neither: int, minimum: int
) -> bool:
    both = int(pairs.sum())
    others = [*(int(margin.sum()) - both for margin in margins), neither]
    return both >= minimum and all(rest == 0 or rest >= minimum for rest in others)
