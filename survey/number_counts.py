"""Numbers counted per team: how many people gave each, which adds up from batch to batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey.release import Histogram
from survey.responses import Responses


@dataclass(frozen=True, slots=True)
class NumberCounts:
    """People by question, team and number given. For looking up only."""

    people: Mapping[tuple[str, str, float], int] = field(default_factory=dict)

    def __add__(self, other: NumberCounts) -> NumberCounts:
        """Both batches together."""
        return NumberCounts(Counter(self.people) + Counter(other.people))

    @property
    def questions(self) -> tuple[str, ...]:
        """Ids of the questions to which a number was given, sorted."""
        return tuple(sorted({question for question, _, _ in self.people}))

    def histogram(self, question: str, team: str) -> Histogram:
        """The numbers a team gave, ascending, and how many people gave each."""
        found = sorted(
            (number, people)
            for (asked, of_team, number), people in self.people.items()
            if (asked, of_team) == (question, team)
        )
        return Histogram(
            values=np.array([number for number, _ in found], dtype=np.float64),
            counts=np.array([people for _, people in found], dtype=np.int64),
        )


def count_numbers(responses: Responses, compared: npt.NDArray[np.bool_]) -> NumberCounts:
    """The numbers of one batch; of the two teams alone."""
    counted: Counter[tuple[str, str, float]] = Counter()
    for question, given in responses.numbers:
        told = compared & ~np.isnan(given)
        codes = responses.team.codes[told].tolist()
        teams = [responses.team.labels[code] for code in codes]
        counted.update(zip([question] * len(teams), teams, given[told].tolist(), strict=True))
    return NumberCounts(counted)
