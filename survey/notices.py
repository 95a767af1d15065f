"""What the counts show that a person should know before they trust a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from survey.cells import Spelling
from survey.questionnaire import Questionnaire
from survey.release import Group
from survey.tally import FIRST_POINT, Tally
from survey.wording import quoted, some

Spellings = Sequence[tuple[str, Spelling]]
"""Each column of the cells, and how its labels are to be written."""


def notices(counted: Tally, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Spellings taken for one, items nobody answered; a sentence each.

    `counted` is the tally before its levels are in one spelling.
    """
    spellings = [*zip(counted.cells.columns, counted.cells.spellings(), strict=True)]
    return (
        *_respelt(spellings),
        *_unanswered(counted, questionnaire),
    )


def _respelt(spellings: Spellings) -> Iterator[str]:
    for column, spelling in spellings:
        changed = sorted({written for name, written in spelling.items() if name != written})
        if changed:
            yield (
                f"{column}: spellings that differ in case, accents or blanks only count as one: "
                f"{some([quoted(written, 40) for written in changed])}."
            )


def _unanswered(counted: Tally, questionnaire: Questionnaire) -> Iterator[str]:
    """The items without a valid answer, of everybody or of one team."""
    silent: dict[tuple[str, ...], list[str]] = {}
    teams = [(team.id, next(iter(team.names.values())).plain) for team in questionnaire.teams]
    given = dict(zip(counted.groups, counted.answers[:, :, FIRST_POINT:].sum(axis=2), strict=True))
    none = np.zeros(len(counted.items), dtype=np.int64)
    for place, item in enumerate(counted.items):
        nobody = tuple(name for team, name in teams if not given.get(Group(team=team), none)[place])
        silent.setdefault(nobody, []).append(item)
    for nobody, items in silent.items():
        if nobody:
            who = "" if len(nobody) == len(teams) else f" of {nobody[0]}"
            yield f"{some(items)}: nobody{who} answered."
