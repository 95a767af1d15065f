"""Which column holds the answers to a question beside the items; read only where it is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from survey.errors import ItemColumnError
from survey.export import Column, Export
from survey.headers import codes, column_name, statements
from survey.questionnaire import OptionalQuestion, Questionnaire
from survey.wording import listed, normalised


@dataclass(frozen=True, slots=True)
class OptionalColumn:
    """A question beside the items, the column that holds its answers, and how that is known."""

    question: OptionalQuestion
    column: Column
    how: str


def optional_columns(
    export: Export,
    questionnaire: Questionnaire,
    kind: Literal["number", "open"],
    taken: Iterable[int],
) -> tuple[OptionalColumn, ...]:
    """The questions of a kind found by code or exact wording, in the questionnaire's order.

    Args:
        export: the file.
        questionnaire: its optional questions.
        kind: what the question asks for.
        taken: positions of the columns that are something else.

    Raises:
        ItemColumnError: two columns for one question.
    """
    others = set(taken)
    columns = [column for column in export.columns if column.position not in others]
    questions = [each for each in questionnaire.optional if each.kind == kind]
    found = {
        each.id: [OptionalColumn(each, one, how) for one in columns if (how := _how(one, each))]
        for each in questions
    }
    twice = [
        f"{name}: columns {' and '.join(column_name(each.column) for each in places)} (duplicate)"
        for name, places in found.items()
        if len(places) > 1
    ]
    if twice:
        raise ItemColumnError(
            f"{export.path.name}: it is not sure which column is which question:\n" + listed(twice),
            "leave one of the two in the export.",
        )
    return tuple(places[0] for places in found.values() if places)


def _how(column: Column, question: OptionalQuestion) -> str:
    """How a column is known to hold the answers; "" where it does not."""
    if question.id.casefold() in codes(column):
        return "code"
    wordings = {normalised(text) for text in question.wording.values()}
    return "wording" if wordings.intersection(statements(column)) else ""
