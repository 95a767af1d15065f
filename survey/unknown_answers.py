"""Answers that mean nothing yet, gathered over a whole survey and told at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from survey.errors import SurveyError, TeamValueError, UnknownAnswerError
from survey.export import Export
from survey.responses import UnknownAnswer
from survey.scale_points import bare_number
from survey.wording import listed, normalised, quoted

_LISTED = 8
_FREE_TEXT = 12
_DATE = re.compile(
    r"\d{1,2}[-. ](jan|feb|fev|fév|mar|apr|avr|may|mai|jun|jui|jul|aug|aou|aoû|sep|oct|nov|dec|déc)"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-. ]\d{1,2}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
)
_GARBLED = ("Ã", "â€", "\ufffd")


@dataclass(slots=True)
class Unknowns:
    """All unknown answers of a survey so far, one entry a column and answer."""

    found: dict[tuple[str, int, str], UnknownAnswer] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, export: Export, answers: Iterable[UnknownAnswer]) -> None:
        """Adds those of one batch; the same answer in a later batch adds to its count."""
        for answer in answers:
            key = (str(export.path), answer.column.position, answer.value)
            earlier = self.found.get(key)
            count = answer.count + (earlier.count if earlier else 0)
            self.found[key] = replace(earlier or answer, count=count, file=export.path.name)

    def raise_any(self) -> None:
        """Raises all of them as one error, if there are any.

        Raises:
            TeamValueError: only team values are unknown.
            UnknownAnswerError: answers to other questions are unknown.
        """
        if not self.found:
            return
        error: type[SurveyError] = UnknownAnswerError
        if all(answer.asked == "team" for answer in self.found.values()):
            error = TeamValueError
        files = sorted({answer.file for answer in self.found.values()})
        raise error(f"{', '.join(files)}: {self._problem()}", _fix(error))

    def _problem(self) -> str:
        total = sum(answer.count for answer in self.found.values())
        hints = _hints([*self.found.values()])
        return f"{total:,} {'answers are' if total > 1 else 'answer is'} not known:\n" + "\n".join(
            [listed(_told([*self.found.values()]), _LISTED), *hints]
        )


def _told(answers: list[UnknownAnswer]) -> list[str]:
    """One line for each answer, most frequent first; one for a column full of free text."""
    distinct = Counter(answer.place for answer in answers)
    by_column: dict[tuple[str, int], list[UnknownAnswer]] = {}
    by_value: dict[str, list[UnknownAnswer]] = {}
    for answer in sorted(answers, key=lambda answer: (*answer.place, answer.first_row)):
        if distinct[answer.place] > _FREE_TEXT:
            by_column.setdefault(answer.place, []).append(answer)
        else:
            by_value.setdefault(normalised(answer.value), []).append(answer)
    alike = sorted(by_value.values(), key=lambda found: -sum(answer.count for answer in found))
    several = len({answer.file for answer in answers}) > 1
    return [_free_text(found, several) for found in by_column.values()] + [
        _one(found, several) for found in alike
    ]


def _free_text(answers: list[UnknownAnswer], several: bool) -> str:
    count = sum(answer.count for answer in answers)
    row = min(answer.first_row for answer in answers)
    place = _place(answers[0], several)
    return f"{place}: {count:,} answers, {len(answers):,} different, from row {row}"


def _one(answers: list[UnknownAnswer], several: bool) -> str:
    """One answer: how often, in which columns, where first, and what it may have meant."""
    first = answers[0]
    count = sum(answer.count for answer in answers)
    near = _nearest(first)
    columns = len({answer.place for answer in answers})
    others = f" and {columns - 1} more columns" if columns > 1 else ""
    return (
        f"{quoted(first.value, 40)} {count:,} x: {_place(first, several)}{others}, "
        f"first in row {first.first_row}" + (f"; nearest is {quoted(near, 40)}" if near else "")
    )


def _place(answer: UnknownAnswer, several: bool) -> str:
    """The question and its column; the file too, where several have unknown answers."""
    file = f"{answer.file} " if several else ""
    name = quoted(answer.column.code, 30)
    return f"{answer.asked}, {file}column {answer.column.letter} ({name})"


def _nearest(answer: UnknownAnswer) -> str | None:
    by_form = {normalised(label): label for label in answer.known}
    close = get_close_matches(normalised(answer.value)[:100], by_form, 1, 0.6)
    return by_form[close[0]] if close else None


def _hints(answers: list[UnknownAnswer]) -> list[str]:
    hints, values = [], [answer.value for answer in answers]
    ranges = {one.stated for one in answers if one.stated and bare_number(one.value) is not None}
    hints += [
        f"  The mapping states {stated} for the scale: correct it, or say there what each other "
        "number means."
        for stated in sorted(ranges)
    ]
    if any(_DATE.match(normalised(value)) for value in values):
        hints.append("  Excel turns answers such as 1-5 into a date: export again, unopened.")
    if any(mark in value for value in values for mark in _GARBLED):
        hints.append("  Letters are garbled: the file was saved with the wrong encoding.")
    return hints


def _fix(error: type[SurveyError]) -> str:
    if error is TeamValueError:
        return "say in a mapping file (team: values:) which team each names, or `other` or `both`."
    return (
        "say what they mean in a mapping file (scales: for items, values: for team and segments), "
        "or export the answers as text."
    )
