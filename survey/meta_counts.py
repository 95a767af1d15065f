"""What people answered to an item, and foresaw of the other team: counts that add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey.questionnaire import Questionnaire
from survey.release import Counts
from survey.responses import MISSING, Responses

# Before points 1..k on either axis: those who skipped it, those who can't say.
FIRST_POINT = 2

Answers = npt.NDArray[np.int8]

Asked = tuple[str, str]
"""A meta question and a team it was put to, both by id."""


@dataclass(frozen=True, slots=True)
class MetaCounts:
    """People of a team by their own answer and the one they foresee; of each question and team.

    Attributes:
        tables: each of shape (2 + points, 2 + points): skipped, can't say, then points 1..k; the
            own answer to the item first, then the answer foreseen. For looking up only.
    """

    tables: Mapping[Asked, Counts] = field(default_factory=dict)

    def __add__(self, other: MetaCounts) -> MetaCounts:
        """Both batches together."""
        added = {
            asked: self.tables.get(asked, 0) + other.tables.get(asked, 0)
            for asked in sorted({*self.tables, *other.tables})
        }
        return MetaCounts({asked: np.asarray(table) for asked, table in added.items()})

    def foreseen(self, asked: Asked) -> Counts:
        """The answers foreseen, by point, shape (points,)."""
        found: Counts = self.tables[asked][:, FIRST_POINT:].sum(axis=0)
        return found

    def joint(self, asked: Asked) -> Counts:
        """People who gave both, by own answer and answer foreseen, shape (points, points)."""
        return self.tables[asked][FIRST_POINT:, FIRST_POINT:]

    def neither(self, asked: Asked) -> int:
        """How many people gave neither."""
        return int(self.tables[asked][:FIRST_POINT, :FIRST_POINT].sum())


def count_meta(responses: Responses, questionnaire: Questionnaire) -> MetaCounts:
    """One batch, of the teams that were asked: an answer of another team is passed over."""
    given, found = dict(responses.meta), {}
    for question in questionnaire.meta:
        for team, item in question.predicts.items() if question.id in given else ():
            members = responses.team.codes == responses.team.labels.index(team)
            found[question.id, team] = _table(
                _own(responses, item)[members],
                given[question.id][members],
                FIRST_POINT + question.scale.size,
            )
    return MetaCounts(found)


def foresaw(
    responses: Responses, compared: npt.NDArray[np.bool_], questionnaire: Questionnaire
) -> npt.NDArray[np.bool_]:
    """Who of those compared foresaw an answer: with their own, then alone; question by question.

    Returns:
        (compared, 2 x questions); of a question that was not asked of a team, nobody.
    """
    given = dict(responses.meta)
    found = np.zeros((responses.rows.size, 2 * len(questionnaire.meta)), dtype=np.bool_)
    for place, question in enumerate(questionnaire.meta):
        for team, item in question.predicts.items() if question.id in given else ():
            members = responses.team.codes == responses.team.labels.index(team)
            answered, own = members & (given[question.id] > 0), _own(responses, item) > 0
            found[:, 2 * place] |= answered & own
            found[:, 2 * place + 1] |= answered & ~own
    return found[compared]


def _own(responses: Responses, item: str) -> Answers:
    """What people answered to the item themselves; nothing where it was not asked."""
    if item not in responses.items:
        return np.full(responses.rows.size, MISSING, dtype=np.int8)
    own: Answers = responses.answers[:, responses.items.index(item)]
    return own


def _table(own: Answers, foreseen: Answers, width: int) -> Counts:
    """People by both answers, -1 skipped and 0 can't say; shape (width, width)."""
    cells = (own.astype(np.int64) + 1) * width + foreseen + 1
    return np.bincount(cells, minlength=width * width).reshape(width, width)
