"""What a mapping to review asks about scales: numbers to state, and answers that are not known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from survey.bare_numbers import BareNumbers, bare_numbers, ends, likely_range, together, unstated
from survey.export import Column
from survey.number_range import number_range
from survey.questionnaire import ResponseScale
from survey.scale_points import bare_number, point_of, scale_answers
from survey.shown_values import LEAST_EACH, MOST_VALUES, Counts, frequent
from survey.stated_scales import CANT_SAY_WORD, MISSING_WORD, NUMBERS_WORD
from survey.wording import normalised

Meanings = Mapping[str, str]
"""Answer to what it means, as a person wrote it; under "numbers" the range that is stated."""


def scale_lines(
    columns: Sequence[Column],
    scales: Mapping[int, ResponseScale],
    counts: Counts,
    carried: Mapping[str, Meanings],
) -> Iterator[str]:
    """The lines of `scales:`; none where every answer is known.

    Args:
        columns: those of the items.
        scales: the scale of each, by its position.
        counts: the answers of each, by its position.
        carried: what an earlier mapping says, by scale.
    """
    lines = []
    for scale in {scale.id: scale for scale in scales.values()}.values():
        of_scale = [column for column in columns if scales[column.position].id == scale.id]
        lines += [*_one_scale(scale, of_scale, counts, carried.get(scale.id, {}))]
    if lines:
        yield "scales:"
        yield from lines


def answered_on(given: Counter[str], scale: ResponseScale) -> bool:
    """Whether each answer is one that the scale knows by its words; numbers alone say nothing."""
    answers, points = scale_answers(scale, {}), len(scale.points)
    return bool(given) and all(
        bare_number(text) is None and point_of(text, answers, points) is not None for text in given
    )


def _one_scale(
    scale: ResponseScale, columns: Sequence[Column], counts: Counts, old: Meanings
) -> Iterator[str]:
    answers = scale_answers(scale, {scale.id: _points(old)})
    given = {column.position: counts.get(column.position, Counter()) for column in columns}
    numbers = [bare_numbers(c, given[c.position], answers, scale) for c in columns]
    (all_numbers,) = together(numbers)
    to_state = unstated(all_numbers)
    unknown: Counter[str] = Counter()
    for column in columns:
        unknown += _unknown(column, given[column.position], answers, scale, to_state)
    if not (old or to_state or unknown):
        return
    yield f"  {json.dumps(scale.id)}:"
    if to_state:
        yield from _numbers_to_state(all_numbers)
    for answer, meant in old.items():
        yield f"    {_yaml(answer)}: {_yaml(meant)}   # from the earlier mapping"
    yield from _answers_to_fill_in(unknown, scale, answers)


def _points(old: Meanings) -> dict[str, int]:
    """What an earlier mapping says, as the points of `Mapping.scales`."""
    stated = number_range(old.get(NUMBERS_WORD, ""))
    named = {
        normalised(answer): int(meant) if meant.isdecimal() else 0
        for answer, meant in old.items()
        if answer != NUMBERS_WORD
    }
    return (stated.points() if stated else {}) | named


def _unknown(
    column: Column,
    given: Counter[str],
    answers: Mapping[str, int],
    scale: ResponseScale,
    to_state: bool,
) -> Counter[str]:
    """The answers that mean nothing yet; numbers are stated together, not one by one."""
    return Counter(
        {
            text: count
            for text, count in given.items()
            if text not in column.off_scale
            and point_of(text, answers, scale.size) is None
            and not (to_state and bare_number(text) is not None)
        }
    )


def _numbers_to_state(numbers: BareNumbers) -> Iterator[str]:
    likely, (lowest, highest) = likely_range(numbers), ends(numbers.scale)
    yield f"    # {numbers.count:,} answers are bare numbers, {numbers.span}. State them, that of"
    yield f"    # the lowest point first: {likely} when {likely.highest} is {highest},"
    yield f"    # {likely.turned()} when {likely.highest} is {lowest}."
    yield f"    {NUMBERS_WORD}:"


def _answers_to_fill_in(
    unknown: Counter[str], scale: ResponseScale, answers: Mapping[str, int]
) -> Iterator[str]:
    shown = frequent(unknown)
    for text, count in shown:
        near = get_close_matches(normalised(text), answers, 1)
        hint = f"; nearest is {_yaml(near[0])}, {answers[near[0]]}" if near else ""
        yield (
            f"    {_yaml(text)}:    # {count:,} answers: 1 to {scale.size}, {CANT_SAY_WORD} or "
            f"{MISSING_WORD}{hint}"
        )
    rest = len(unknown) - len(shown)
    if rest:
        why = (
            f"fewer than {LEAST_EACH} people each" if rest <= MOST_VALUES else "people as free text"
        )
        yield f"    # and {rest:,} different answers given by {why}: `check` lists them"


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
