"""What those who lead answered when asked whether the teams are aligned: counts by company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey.questionnaire import Questionnaire
from survey.release import Counts
from survey.responses import Responses


@dataclass(frozen=True, slots=True, eq=False)
class LeaderCounts:
    """Answers of leaders of both teams to the alignment item; counts of two batches add up.

    Attributes:
        answers: of each point, shape (points,), by company. For looking up only.
    """

    answers: Mapping[str, Counts] = field(default_factory=dict)

    def __add__(self, other: LeaderCounts) -> LeaderCounts:
        """Both batches together."""
        return _added([*self.answers.items(), *other.answers.items()])

    def renamed(self, names: Mapping[str, str]) -> LeaderCounts:
        """The same under other names of the companies, those of one name added up."""
        return _added(
            [(names.get(company, company), counts) for company, counts in self.answers.items()]
        )

    def of(self, companies: tuple[str, ...], points: int) -> Counts:
        """The answers in these companies, (companies, points)."""
        none = np.zeros(points, dtype=np.int64)
        return np.array([self.answers.get(company, none) for company in companies]).reshape(
            len(companies), points
        )


def count_leaders(
    responses: Responses, compared: npt.NDArray[np.bool_], questionnaire: Questionnaire
) -> LeaderCounts:
    """One batch: nothing where no company, no such answers or no alignment item is known.

    Args:
        responses: the batch.
        compared: who is of the two teams, (respondents,).
        questionnaire: says which answers about oneself are those of people who lead.
    """
    item, company = questionnaire.alignment_item, responses.company
    if company is None or item not in responses.items:
        return LeaderCounts()
    given = responses.answers[:, responses.items.index(item)].astype(np.int64)
    chosen = compared & (given > 0) & (company.codes >= 0) & _leading(responses, questionnaire)
    points = questionnaire.item(item).scale.size
    cell = company.codes[chosen].astype(np.int64) * points + given[chosen] - 1
    counts = np.bincount(cell, minlength=len(company.labels) * points).reshape(-1, points)
    return LeaderCounts(
        {name: row for name, row in zip(company.labels, counts, strict=True) if row.any()}
    )


def _leading(responses: Responses, questionnaire: Questionnaire) -> npt.NDArray[np.bool_]:
    """Who leads, (respondents,)."""
    leading = np.zeros(responses.team.codes.shape, dtype=np.bool_)
    segments = dict(responses.segments)
    for question, levels in _leaders(questionnaire):
        if question in segments:
            coded = segments[question]
            leads = np.array([label in levels for label in coded.labels] + [False])
            leading |= leads[coded.codes]
    return leading


def _leaders(questionnaire: Questionnaire) -> Iterator[tuple[str, frozenset[str]]]:
    """The questions with answers of people who lead, and these answers."""
    for question in questionnaire.profile:
        levels = frozenset(value.id for value in question.values if value.leads)
        if levels:
            yield question.id, levels


def _added(entries: list[tuple[str, Counts]]) -> LeaderCounts:
    found: dict[str, Counts] = {}
    for company, counts in entries:
        found[company] = found[company] + counts if company in found else counts
    return LeaderCounts(found)
