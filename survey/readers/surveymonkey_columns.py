"""The columns under a SurveyMonkey header: one a question or a row of a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey.export import Column
from survey.readers.expanded import Spread, spread_over
from survey.readers.grid import Grid, Row, cell, single_header
from survey.readers.shared_question import parts_behind
from survey.readers.surveymonkey_header import WHOLE_QUESTION, Header
from survey.wording import normalised, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A question, its code on top if any, and its parts by position, in file order."""

    code: str
    text: str
    parts: dict[int, str]


def flattened_columns(grid: Grid) -> tuple[Column, ...]:
    """Columns of a single header row; a part that is "Response" is the whole question."""
    columns = single_header(grid.head[0], grid.width)
    parts = parts_behind([column.text for column in columns], " - ")
    return tuple(
        replace(column, row_text=_whole(column.text) or part or column.row_text)
        for column, part in zip(columns, parts, strict=True)
    )


def two_row_columns(grid: Grid, header: Header) -> tuple[tuple[Column, ...], dict[int, Spread]]:
    """One column an answer, and by position those that are spread over several of the file."""
    questions = _questions(grid, header)
    spreads = _spreads(grid, header, questions)
    columns = [
        column
        for place, question in enumerate(questions)
        for column in _columns_of(question, spreads.get(place, ()))
    ]
    columns.sort(key=lambda column: column.position)
    return tuple(columns), {spread.position: spread for ways in spreads.values() for spread in ways}


def _whole(text: str) -> str:
    question, _, last = text.rpartition(" - ")
    return question if normalised(last) in WHOLE_QUESTION else ""


def _questions(grid: Grid, header: Header) -> list[_Question]:
    """The questions; each stands once over its parts, over the first."""
    found: list[_Question] = []
    last: _Question | None = None
    for position in range(grid.width):
        code = plain(cell(grid.head[0], position)) if header.questions else ""
        text = plain(cell(grid.head[header.questions], position))
        part = plain(cell(grid.head[header.questions + 1], position))
        if text or not part or last is None:
            found.append(_Question(code=code, text=text, parts={position: part}))
            last = found[-1] if text else last
        else:
            last.parts[position] = part
    return found


def _spreads(
    grid: Grid, header: Header, questions: Sequence[_Question]
) -> dict[int, tuple[Spread, ...]]:
    """By place of the question, how its answers are spread; only of those that are.

    The first responses rule out most questions; only for the rest are the columns read.
    """
    first = grid.head[header.rows :]
    possible = {
        place: question.parts
        for place, question in enumerate(questions)
        if _may_be_spread(question.parts, first)
    }
    asked = sorted(position for parts in possible.values() for position in parts)
    sample = next(grid.read(asked, header.rows), None) if asked else None
    if sample is None:
        return {}
    found = {place: spread_over(parts, sample) for place, parts in possible.items()}
    return {place: ways for place, ways in found.items() if ways}


def _may_be_spread(parts: Mapping[int, str], first: Sequence[Row]) -> bool:
    """Whether no column but the last, which may hold people's own words, holds two answers."""
    columns = [{cell(row, position) for row in first} - {""} for position in parts]
    whole = any(normalised(part) in WHOLE_QUESTION for part in parts.values())
    return len(parts) > 1 and not whole and all(len(texts) <= 1 for texts in columns[:-1])


def _columns_of(question: _Question, spreads: Sequence[Spread]) -> Iterator[Column]:
    taken = {position for spread in spreads for position in spread.options}
    parts = {spread.position: spread.row for spread in spreads}
    parts |= {position: part for position, part in question.parts.items() if position not in taken}
    for number, (position, part) in enumerate(parts.items(), start=1):
        code = f"{question.code}_{number}" if question.code and number > 1 else question.code
        yield _column(position, code, question.text, part)


def _column(position: int, code: str, question: str, part: str) -> Column:
    single = not part or normalised(part) in {*WHOLE_QUESTION, normalised(question)}
    text = question if single else f"{question} [{part}]"
    return Column(
        position=position, code=code or text, text=text, row_text=question if single else part
    )
