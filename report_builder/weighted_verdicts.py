"""What weighting would change: each statement as answered, beside the same weighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey.questionnaire import Questionnaire
from survey.release import Release
from survey.verdict import Judgement, judge
from survey.weighted import TeamWeights, weighted_gaps


@dataclass(frozen=True, slots=True)
class BesideWeighted:
    """One statement: what may be said of it as answered, and weighted."""

    answered: Judgement
    weighted: Judgement

    @property
    def changed(self) -> bool:
        """Whether the verdict is another one."""
        return self.answered.verdict is not self.weighted.verdict

    @property
    def moved(self) -> float:
        """By how many points of the scale the gap is another, without its sign."""
        gaps = (self.answered.gap.difference.value, self.weighted.gap.difference.value)
        return abs(gaps[0] - gaps[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedVerdicts:
    """The weights by one segment, and the statements that have a weighted gap, in given order."""

    segment: str
    teams: tuple[TeamWeights, ...]
    statements: tuple[BesideWeighted, ...]


def weighted_verdicts(
    release: Release, questionnaire: Questionnaire, answered: Sequence[Judgement], segment: str
) -> WeightedVerdicts:
    """Each of these judgements beside that of the same statement weighted by a segment.

    Raises:
        HeadcountError: head-counts that the weights need are missing or do not fit.
    """
    first, second = questionnaire.teams
    items = [questionnaire.item(each.gap.subject) for each in answered]
    found = weighted_gaps(release, items, (first.id, second.id), segment)
    judged = {gap.subject: judge(gap, _mirrored(questionnaire, gap.subject)) for gap in found.gaps}
    return WeightedVerdicts(
        segment=segment,
        teams=found.teams,
        statements=tuple(
            BesideWeighted(each, judged[each.gap.subject])
            for each in answered
            if each.gap.subject in judged
        ),
    )


def _mirrored(questionnaire: Questionnaire, item: str) -> str:
    asked = questionnaire.item(item)
    return asked.about if asked.pair else ""
