"""Invented people who answer a survey twice, for tests of what is linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from surveys import coded, responses

from survey.cleaning import Cleaned
from survey.engines.pandas_engine import Counted, count
from survey.questionnaire import Questionnaire
from survey.responses import Responses

NO_ID = 0

Row = tuple[int, str, Sequence[int]]
"""An id (0 for none), a team, and answers to the six items of `surveys.questionnaire`."""


def wave(
    label: str,
    rows: Sequence[Row],
    segments: Mapping[str, Sequence[str]] | None = None,
    companies: Sequence[str] | None = None,
) -> Cleaned:
    """The responses of one wave, in one batch."""
    people = responses([team for _, team, _ in rows], [answers for *_, answers in rows], segments)
    company = coded(companies) if companies else None
    ids = np.array([person for person, *_ in rows], dtype=np.uint64)
    return replace(wave_of(label, replace(people, company=company)), respondents=ids)


def wave_of(label: str, people: Responses) -> Cleaned:
    """Responses as those of one wave; nobody is known by an id."""
    size = people.rows.size
    return Cleaned(
        responses=replace(people, wave=coded([label] * size)),
        read=size,
        removed=(),
        respondents=np.zeros(size, dtype=np.uint64),
    )


def same(first: int, people: int, team: str, *answers: int) -> list[Row]:
    """People with ids from `first` on who all answer alike; one answer stands for all items."""
    given = answers if len(answers) > 1 else answers * 6
    return [(first + place, team, given) for place in range(people)]


def torn(first: int, people: int, team: str, point: int) -> list[Row]:
    """The same, but for two of them, who answer on the other side of a favourable answer."""
    others = 3 if point > 3 else 4
    return [*same(first, 2, team, others), *same(first + 2, people - 2, team, point)]


def counted(asked: Questionnaire, *batches: Cleaned) -> Counted:
    return count(batches, asked)
