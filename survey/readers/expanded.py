"""Answers spread over a column for each option, gathered into one column a question again.

SurveyMonkey's expanded export writes a single choice, and each row of a matrix, as one column an
option: exactly one of them is filled. The text export holds the option's words in it, the
numeric one its number; both become the words, which stand in the header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.wording import normalised

OWN_WORDS = frozenset({"other (please specify)", "autre (veuillez préciser)"})
"""Headers, normalised, of columns that hold what people wrote themselves."""

_MARK = " - "
_BETWEEN_ANSWERS = "; "
_MOST_DOUBLES_MATRIX = 0.5
"""Share of respondents with two answers to one row: more, and several answers were asked for."""

_MOST_DOUBLES_CHOICE = 0.02
"""The same of a question alone, whose header cannot tell a choice from a list to tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One question or matrix row, spread over columns.

    Attributes:
        row: the statement of the matrix; "" for a question alone.
        options: position of each column to the label of its option; "" for one that holds
            words of the respondent's own. For looking up.
    """

    row: str
    options: Mapping[int, str]

    @property
    def position(self) -> int:
        """Where the gathered column stands: the place of its first."""
        return min(self.options)


def spread_over(parts: Mapping[int, str], sample: pd.DataFrame) -> tuple[Spread, ...]:
    """How the answers of one question are spread over its columns; () when they are not.

    Args:
        parts: position of each column to the header below the question, in file order.
        sample: responses with those columns, as `Export.read` yields them.
    """
    for matrix in _matrices({place: part for place, part in parts.items() if _MARK in part}):
        if _fits(matrix, sample, _MOST_DOUBLES_MATRIX):
            return matrix
    own = dict.fromkeys(_own_words(parts, sample), "")
    choice = (Spread(row="", options={**parts, **own}),)
    return choice if _fits(choice, sample, _MOST_DOUBLES_CHOICE) else ()


def gathered(
    frames: Iterator[pd.DataFrame], positions: Sequence[int], spreads: Mapping[int, Spread]
) -> Iterator[pd.DataFrame]:
    """Frames of the columns asked for, each spread one put together; see `columns_to_read`."""
    for frame in frames:
        columns = {
            position: _together(frame, spreads[position])
            if position in spreads
            else frame[position]
            for position in positions
        }
        yield pd.DataFrame(columns, index=frame.index)


def columns_to_read(positions: Iterable[int], spreads: Mapping[int, Spread]) -> list[int]:
    """The columns of the file that hold the answers of those asked for, ascending."""
    asked = {
        column
        for position in positions
        for column in (spreads[position].options if position in spreads else (position,))
    }
    return sorted(asked)


def _own_words(parts: Mapping[int, str], sample: pd.DataFrame) -> list[int]:
    """The last column, where people answer in words of their own."""
    last = max(parts)
    known = normalised(parts[last]) in OWN_WORDS
    return [last] if known or _held(sample[last], parts[last]) is None else []


def _matrices(parts: Mapping[int, str]) -> Iterator[tuple[Spread, ...]]:
    """Each way to read the headers as "row - label", the same labels returning for every row.

    Both may hold the mark themselves: it is cut where the labels of all rows are the same.
    """
    positions, texts = list(parts), list(parts.values())
    for size in range(2, len(texts) + 1):
        starts = range(0, len(texts), size)
        blocks = [texts[start : start + size] for start in starts]
        for labels, rows in _cuts(blocks) if len(blocks[-1]) == size else ():
            yield tuple(
                Spread(
                    row=row, options=dict(zip(positions[start : start + size], labels, strict=True))
                )
                for start, row in zip(starts, rows, strict=True)
            )


def _cuts(blocks: Sequence[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The labels and the rows, where each block is one row with all the labels."""
    first = blocks[0][0]
    for place in reversed(range(len(first))):
        if not first.startswith(_MARK, place):
            continue
        labels = [text[place + len(_MARK) :] for text in blocks[0]]
        rows = [block[0].removesuffix(_MARK + labels[0]) for block in blocks]
        made = [[row + _MARK + label for label in labels] for row in rows]
        different = len(set(labels)) == len(labels) and len(set(rows)) == len(rows)
        if different and made == blocks:
            yield labels, rows


def _fits(spreads: Sequence[Spread], sample: pd.DataFrame, most_doubles: float) -> bool:
    """Whether the cells are what options hold, and few people filled two of a question."""
    held = [
        [_held(sample[position], label) for position, label in spread.options.items() if label]
        for spread in spreads
    ]
    if any(None in texts for texts in held):
        return False
    numbers = [[text for text in texts if text and text.isdecimal()] for texts in held]
    given = [_filled(sample, list(spread.options)).sum(axis=1) for spread in spreads]
    doubles = sum(int(np.count_nonzero(counts > 1)) for counts in given)
    answers = sum(int(np.count_nonzero(counts)) for counts in given)
    return (
        all(len(set(texts)) == len(texts) for texts in numbers)
        and answers > 0
        and doubles <= most_doubles * answers
    )


def _held(cells: pd.Series[str], label: str) -> str | None:
    """What an option's column holds: its label, or a number; "" nothing, None anything else."""
    texts = {str(text).strip() for text in cells.unique()} - {""}
    if all(normalised(text) == normalised(label) for text in texts):
        return label if texts else ""
    return next(iter(texts)) if len(texts) == 1 and all(map(str.isdecimal, texts)) else None


def _filled(frame: pd.DataFrame, positions: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Which cells hold anything, (respondents, columns)."""
    found = np.zeros((len(frame), len(positions)), dtype=bool)
    for place, position in enumerate(positions):
        cells = pd.Categorical(frame[position])
        found[:, place] = np.array([bool(str(text).strip()) for text in cells.categories])[
            cells.codes
        ]
    return found


def _together(frame: pd.DataFrame, spread: Spread) -> pd.Categorical:
    """The one answer of each respondent; two of them, joined, are an answer no scale knows."""
    filled = _filled(frame, list(spread.options))
    answers = np.full(len(frame), "", dtype=object)
    for place, (position, label) in enumerate(spread.options.items()):
        chosen = filled[:, place]
        words = label or frame[position].astype(str).to_numpy(dtype=object)[chosen]
        before = np.where(answers[chosen] == "", "", answers[chosen] + _BETWEEN_ANSWERS)
        answers[chosen] = before + words
    return pd.Categorical(answers)
