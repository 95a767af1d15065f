"""Which column of an export holds the numbers asked beside the items; read only where asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey.errors import ItemColumnError
from survey.export import Column, Export
from survey.headers import codes, column_name, statements
from survey.questionnaire import OptionalQuestion, Questionnaire
from survey.wording import listed, normalised


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A question that asks for a number, and the column that holds its answers."""

    question: OptionalQuestion
    column: Column


def number_columns(
    export: Export, questionnaire: Questionnaire, taken: Iterable[int]
) -> tuple[NumberColumn, ...]:
    """The number questions found by code or exact wording, in the order of the questionnaire.

    Args:
        export: the file.
        questionnaire: its optional questions.
        taken: positions of the columns that are something else.

    Raises:
        ItemColumnError: two columns for one question.
    """
    others = set(taken)
    columns = [column for column in export.columns if column.position not in others]
    questions = [each for each in questionnaire.optional if each.kind == "number"]
    found = {each.id: [one for one in columns if _asks(one, each)] for each in questions}
    twice = [
        f"{name}: columns {' and '.join(map(column_name, places))} (duplicate)"
        for name, places in found.items()
        if len(places) > 1
    ]
    if twice:
        raise ItemColumnError(
            f"{export.path.name}: it is not sure which column is which number:\n" + listed(twice),
            "leave one of the two in the export.",
        )
    return tuple(NumberColumn(each, found[each.id][0]) for each in questions if found[each.id])


def _asks(column: Column, question: OptionalQuestion) -> bool:
    wordings = {normalised(text) for text in question.wording.values()}
    return question.id.casefold() in codes(column) or bool(wordings & set(statements(column)))
