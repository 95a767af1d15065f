"""What the text of an answer says: a point of its scale, by its label, its number, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Lookup

from survey.questionnaire import ResponseScale
from survey.wording import normalised, plain

MISSING = -1
CANT_SAY = 0

_NUMBER = re.compile(r"(-?[0-9]{1,3})(?:[.,]0{1,9})?")
_NUMBER_FIRST = re.compile(r"\(?([0-9]{1,3})\)?\s*[-:.=)]?\s*(.+)")
_IN_PARENTHESES = re.compile(r"^\((.+)\)$")
_NUMBER_LAST = re.compile(r"(.+?)\s*[-:=]?\s*\(?([0-9]{1,3})\)?")


def point_of(text: str, answers: Lookup[str, int], points: int) -> int | None:
    """The point of the scale an answer names; 0 can't say, -1 blank, None unknown.

    A label, a number on the scale, or both where they agree: "4 - Agree", "(4) Agree".

    >>> known = {"agree": 4, "strongly agree": 5, "i can't say": 0}
    >>> [point_of(text, known, 5) for text in ("Agree ", "4.0", "(4) Agree", "5 - Agree", "9")]
    [4, 4, 4, None, None]
    """
    if not plain(text):
        return MISSING
    answer = normalised(text)
    if answer in answers:
        return answers[answer]
    number = bare_number(text)
    if number is not None:
        return _numbered(number, answers, points)
    for found, label in _numbers_and_labels(answer):
        point = answers.get(label)
        meant = _numbered(found, answers, points)
        # "0 - I can't say": a number that is no point of the scale contradicts nothing.
        if point is not None and (meant == point or (meant is None and point == CANT_SAY)):
            return point
    return None


def scale_answers(scale: ResponseScale, beyond: Lookup[str, Lookup[str, int]]) -> dict[str, int]:
    """Every text known to name a point of the scale, normalised; `beyond` as `Mapping.scales`."""
    known = {
        normalised(text): CANT_SAY for text in (*scale.cant_say.values(), *scale.cant_say_aliases)
    }
    for point in scale.points:
        for text in (*point.label.values(), *point.aliases):
            known[normalised(text)] = point.value
    known.pop("", None)
    return known | dict(beyond.get(scale.id, {}))


def bare_number(text: str) -> int | None:
    """The whole number that an answer is, and nothing else; None when it is anything else.

    >>> bare_number(" 4.0 "), bare_number("4 - Agree"), bare_number("4.5")
    (4, None, None)
    """
    number = _NUMBER.fullmatch(normalised(text))
    return int(number[1]) if number else None


def numbers_are_labelled(answers: Lookup[str, int], points: int) -> bool:
    """Whether a number among the known answers shows which end of the scale is which.

    The middle does not: 3 of 5 is 3 in both directions.

    >>> numbers_are_labelled({"disagree": 1, "1": 1}, 5), numbers_are_labelled({"3": 3}, 5)
    (True, False)
    """
    return any(
        _off_the_middle(point, points) and _NUMBER.fullmatch(text) is not None
        for text, point in answers.items()
    )


def shows_direction(text: str, answers: Lookup[str, int], points: int) -> bool:
    """Whether an answer holds a number and a label that agree, and are not the middle.

    >>> known = {"strongly disagree": 1, "neutral": 3}
    >>> [shows_direction(text, known, 5) for text in ("1 - Strongly disagree", "3 (neutral)", "1")]
    [True, False, False]
    """
    return any(
        answers.get(label) == _numbered(number, answers, points) == point
        for number, label in _numbers_and_labels(normalised(text))
        for point in (answers.get(label, MISSING),)
        if _off_the_middle(point, points)
    )


def _off_the_middle(point: int, points: int) -> bool:
    return point >= 1 and 2 * point != points + 1


def _numbers_and_labels(answer: str) -> Iterator[tuple[int, str]]:
    """The number at the start of an answer with the label behind it, and the other way round."""
    first, last = _NUMBER_FIRST.fullmatch(answer), _NUMBER_LAST.fullmatch(answer)
    if first:
        yield int(first[1]), normalised(_IN_PARENTHESES.sub(r"\1", first[2]))
    if last:
        yield int(last[2]), normalised(last[1])


def _numbered(number: int, answers: Lookup[str, int], points: int) -> int | None:
    """The point a number names: by the scale's own numbers if any, as 0 to 4, else itself."""
    if str(number) in answers:
        return answers[str(number)]
    own = any(
        label.isdecimal() and int(label) != point for label, point in answers.items() if point > 0
    )
    return number if 1 <= number <= points and not own else None
