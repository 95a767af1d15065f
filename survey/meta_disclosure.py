"""Which of the answers foreseen of the other team may be published; a part of the decision."""

from __future__ import annotations

from survey.meta_counts import MetaCounts
from survey.proven_plan import ProvenPlan
from survey.questionnaire import Questionnaire
from survey.release import Counts, Group, Rules, Subject
from survey.released_answers import Answers

Released = dict[Subject, Counts]


def foreseen_counts(counted: MetaCounts, rules: Rules) -> Released:
    """What a team foresees, where enough of it said so; by question and team."""
    found = {
        (question, Group(team=team)): counted.foreseen((question, team))
        for question, team in counted.tables
    }
    return {key: each for key, each in found.items() if each.sum() >= rules.minimum_group}


def foreseen_pairs(
    plan: ProvenPlan,
    questionnaire: Questionnaire,
    answers: Answers,
    foreseen: Released,
    rules: Rules,
) -> Released:
    """Own answer by answer foreseen, where those who gave one alone are nobody or at least k.

    Beside the counts of each question, the pairs would else tell what a few people answered. The
    same holds for those who gave neither: they are what the other three numbers leave of the team.
    And it is proven together with what is shown of the item in levels of segments.

    Args:
        plan: the groups that may be shown.
        questionnaire: says which item is foreseen.
        answers: those to items that may be published.
        foreseen: those foreseen that may be.
        rules: the thresholds in force.
    """
    counted = plan.tally.meta
    released: Released = {}
    for place, question in enumerate(questionnaire.meta):
        for team, item in question.predicts.items():
            asked, group = (question.id, team), Group(team=team)
            counts, own = foreseen.get((question.id, group)), answers.items.get((item, group))
            if counts is None or own is None:
                continue
            pairs, neither = counted.joint(asked), counted.neither(asked)
            shows_nobody = _shows_nobody(pairs, (own, counts), neither, rules.minimum_group)
            if shows_nobody and _proven(plan, answers, (item, group), place, rules.minimum_group):
                released[question.id, group] = pairs
    return released


def _shows_nobody(
    pairs: Counts, margins: tuple[Counts, Counts], neither: int, minimum: int
) -> bool:
    both = int(pairs.sum())
    others = [*(int(margin.sum()) - both for margin in margins), neither]
    return both >= minimum and all(rest == 0 or rest >= minimum for rest in others)


def _proven(plan: ProvenPlan, answers: Answers, subject: Subject, place: int, minimum: int) -> bool:
    """Whether what the pairs answered, and how many they are, isolates nobody within levels.

    `subject` are the item and the team that gave the pairs, `place` that of the question among all.
    """
    (item, team), cells, crossing = subject, plan.tally.cells, plan.crossing
    own = cells.answered[:, plan.tally.items.index(item)]
    both, foresaw_alone = cells.foresaw[:, 2 * place], cells.foresaw[:, 2 * place + 1]
    alone, neither = own - both, cells.respondents - own - foresaw_alone
    shown = [each for name, each in answers.items if name == item and each.team == team.team]
    told = [each for each in shown if (item, each) not in answers.at_least]
    values = [*((each, (0, 1)) for each in shown), (team, (0,))]
    silent = [*((each, (1, 2)) for each in told), (team, (0, 1, 2)), (team, (0, 2))]
    return crossing.isolate_nobody(values, (both, alone), minimum) and crossing.isolate_nobody(
        silent, (alone, foresaw_alone, neither), minimum
    )
