"""What each wave of the invented survey is made of, and what was asked in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from report_builder.demo import meridian, meridian_before
from survey.questionnaire import Item, Questionnaire

Weights = tuple[tuple[int, ...], tuple[int, ...]]
Comments = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One wave of Meridian Industries; the attributes are those that `meridian` explains.

    Attributes:
        seed: of everything drawn.
        first_day: of the survey; local time.
        reference: what the references of its respondents begin with.
        worded: statements that were asked in other words, in English.
        comments: answers to the open questions; these are asked where there are any.
    """

    seed: str
    first_day: datetime
    reference: str
    answered: meridian.Cells
    outside: tuple[tuple[str, int], ...]
    partial: tuple[tuple[str, int], ...]
    levels: Mapping[str, meridian.Level]
    weights: Mapping[str, Weights] = field(default_factory=dict)
    cant_say: Mapping[str, tuple[int, int]]
    cant_say_elsewhere: tuple[int, int]
    stopped: tuple[tuple[int, int], ...]
    worded: Mapping[str, str] = field(default_factory=dict)
    comments: Comments = field(default_factory=dict)

    def asked(self, questionnaire: Questionnaire) -> tuple[Item, ...]:
        """The statements of the questionnaire whose answers are told."""
        told = self.levels.keys() | self.weights.keys()
        return tuple(item for item in questionnaire.items if item.id in told)


THIS_YEAR = Story(
    seed="meridian-2026",
    first_day=datetime(2026, 10, 5, 8, 0),  # noqa: DTZ001 - exports carry local times
    reference="MER",
    answered=meridian.ANSWERED,
    outside=meridian.OUTSIDE,
    partial=meridian.PARTIAL,
    levels=meridian.LEVELS,
    weights=meridian.WEIGHTS,
    cant_say=meridian.CANT_SAY,
    cant_say_elsewhere=meridian.CANT_SAY_ELSEWHERE,
    stopped=meridian.STOPPED,
    comments=meridian.COMMENTS,
)
YEAR_BEFORE = Story(
    seed="meridian-2025",
    first_day=datetime(2025, 10, 6, 8, 0),  # noqa: DTZ001 - exports carry local times
    reference="MER-2025",
    answered=meridian_before.ANSWERED,
    outside=meridian_before.OUTSIDE,
    partial=meridian_before.PARTIAL,
    levels=meridian_before.LEVELS,
    cant_say=meridian.CANT_SAY,
    cant_say_elsewhere=meridian.CANT_SAY_ELSEWHERE,
    stopped=meridian_before.STOPPED,
    worded=meridian_before.WORDED,
)
