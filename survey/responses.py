"""Answers on the scale, keyed one way: what remains of an export once it is understood."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.answer_languages import languages_of_labels, spoken
from survey.bare_numbers import BareNumbers, bare_numbers
from survey.export import Column
from survey.mapping import ItemColumn, Mapping, ProfileColumn
from survey.number_range import NumberRange
from survey.optional_columns import OptionalColumn
from survey.questionnaire import BOTH, OTHER, Questionnaire
from survey.scale_points import CANT_SAY, MISSING, point_of, scale_answers
from survey.wording import normalised, plain

__all__ = [
    "CANT_SAY",
    "MISSING",
    "Coded",
    "Parsed",
    "Responses",
    "UnknownAnswer",
    "parse_responses",
]

Comments = npt.NDArray[np.object_]
"""Texts, (respondents,)."""

_AMOUNT = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?\+?")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """One categorical column: `codes` (respondents,) index `labels`; -1 is not stated."""

    labels: tuple[str, ...]
    codes: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Responses:
    """A batch of respondents, answers parsed and reverse-keyed items turned.

    Attributes:
        rows: (respondents,) spreadsheet row numbers.
        team: labels are the ids of the two teams, then "both" and "other".
        company, wave: None when the survey has one only.
        segments: by segment id.
        items: ids of the items, in questionnaire order (only those the export holds).
        answers: (respondents, items) int8; -1 missing, 0 can't say, 1..k, k most favourable.
        numbers: by question id, (respondents,); NaN where none is given.
        meta: answers to meta questions by id, (respondents,) int8, keyed as `answers` are.
        comments: by question id, (respondents,) of text, to be redacted before it is counted; ""
            where none is given.
    """

    rows: npt.NDArray[np.int64]
    team: Coded
    company: Coded | None
    wave: Coded | None
    segments: tuple[tuple[str, Coded], ...]
    items: tuple[str, ...]
    answers: npt.NDArray[np.int8]
    numbers: tuple[tuple[str, npt.NDArray[np.float64]], ...] = ()
    meta: tuple[tuple[str, npt.NDArray[np.int8]], ...] = ()
    comments: tuple[tuple[str, Comments], ...] = ()

    def where(self, kept: npt.NDArray[np.bool_]) -> Responses:
        """The respondents that are kept, `kept` being (respondents,)."""
        if kept.all():
            return self
        return replace(
            self,
            rows=self.rows[kept],
            team=_coded_where(self.team, kept),
            company=_coded_where(self.company, kept) if self.company else None,
            wave=_coded_where(self.wave, kept) if self.wave else None,
            segments=tuple((name, _coded_where(coded, kept)) for name, coded in self.segments),
            answers=self.answers[kept],
            numbers=tuple((name, given[kept]) for name, given in self.numbers),
            meta=tuple((name, given[kept]) for name, given in self.meta),
            comments=tuple((name, given[kept]) for name, given in self.comments),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAnswer:
    """An answer that means nothing yet: what was asked, the answer, how often, where first.

    `asked` is an item's id, "team", or a segment's id; `known` the answers it could have been.
    `stated` is what a mapping file says of the numbers of its scale ("1 to 5"), if it does.
    `file` is named by who gathers the answers of several.
    """

    asked: str
    column: Column
    value: str
    count: int
    first_row: int
    known: tuple[str, ...]
    stated: str = ""
    file: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """The column it stands in, of all files."""
        return self.file, self.column.position


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parsed:
    """A batch understood, and what in it could not be; with unknowns it must not be counted.

    `numbers` are the bare numbers of each column of items, to be judged over the whole export;
    `languages` those in which an item is answered, item by item.
    """

    responses: Responses
    unknown: tuple[UnknownAnswer, ...]
    numbers: tuple[BareNumbers, ...]
    languages: frozenset[tuple[str, str]]


def parse_responses(frame: pd.DataFrame, mapping: Mapping, questionnaire: Questionnaire) -> Parsed:
    """The answers of a batch on their scales; each distinct text is understood once.

    Args:
        frame: as `Export.read` yields it, with all columns of the mapping.
        mapping: which column is what.
        questionnaire: the scales, the teams.
    """
    unknown: list[UnknownAnswer] = []
    scales = {scale.id: scale_answers(scale, mapping.scales) for scale in questionnaire.scales}
    answers = np.empty((len(frame), len(mapping.statements)), dtype=np.int8)
    labels_of = {scale.id: languages_of_labels(scale) for scale in questionnaire.scales}
    numbers, languages = list[BareNumbers](), set[tuple[str, str]]()
    for place, entry in enumerate(mapping.statements):
        known, stated = scales[entry.item.scale.id], mapping.stated.get(entry.item.scale.id)
        answers[:, place] = _item_answers(frame, entry, known, stated, unknown)
        numbers.append(_bare_numbers(frame, entry, known, stated))
        texts = _texts_and_codes(frame, entry.column)[0]
        heard = spoken(texts, labels_of[entry.item.scale.id])
        languages.update((entry.item.id, language) for language in heard)
    labels = (*(team.id for team in questionnaire.teams), BOTH, OTHER)
    return Parsed(
        responses=Responses(
            rows=frame.index.to_numpy(dtype=np.int64),
            team=_closed(frame, mapping.team, labels, unknown),
            company=_free(frame, mapping.company) if mapping.company else None,
            wave=_free(frame, mapping.wave) if mapping.wave else None,
            segments=tuple(
                (entry.id, _segment(frame, entry, unknown)) for entry in mapping.segments
            ),
            items=tuple(entry.item.id for entry in mapping.items),
            answers=answers[:, : len(mapping.items)],
            numbers=tuple(
                (entry.question.id, _numbers(frame, entry, questionnaire, unknown))
                for entry in mapping.numbers
            ),
            meta=tuple(
                (entry.item.id, answers[:, place])
                for place, entry in enumerate(mapping.meta, start=len(mapping.items))
            ),
            comments=tuple(_comments(frame, entry) for entry in mapping.comments),
        ),
        unknown=tuple(unknown),
        numbers=tuple(numbers),
        languages=frozenset(languages),
    )


def _item_answers(
    frame: pd.DataFrame,
    entry: ItemColumn,
    answers: Lookup[str, int],
    stated: NumberRange | None,
    unknown: list[UnknownAnswer],
) -> npt.NDArray[np.int8]:
    """Keyed answers of one item, (respondents,) int8."""
    scale, texts, codes = entry.item.scale, *_texts_and_codes(frame, entry.column)
    points = [_on_scale(text, entry.column, answers, scale.size) for text in texts]
    labels = tuple(text for point in scale.points for text in point.label.values())
    found_unknown = _unknowns(frame, entry.item.id, entry.column, points, labels)
    unknown += [replace(one, stated=str(stated or "")) for one in found_unknown]
    turned = entry.item.reverse_keyed and not entry.already_keyed
    keyed = [_keyed(point, scale.size, turned) for point in points]
    found: npt.NDArray[np.int8] = np.array(keyed, dtype=np.int8)[codes]
    return found


def _bare_numbers(
    frame: pd.DataFrame, entry: ItemColumn, answers: Lookup[str, int], stated: NumberRange | None
) -> BareNumbers:
    texts, codes = _texts_and_codes(frame, entry.column)
    counts = np.bincount(codes, minlength=len(texts)).tolist()
    given = dict(zip(texts, counts, strict=True))
    return bare_numbers(entry.column, given, answers, entry.item.scale, stated)


def _on_scale(text: str, column: Column, answers: Lookup[str, int], points: int) -> int | None:
    """The point of an answer; what the file itself declares missing is no point of the scale."""
    point = point_of(text, answers, points)
    if text not in column.off_scale:
        return point
    return CANT_SAY if point == CANT_SAY else MISSING


def _keyed(point: int | None, points: int, turned: bool) -> int:
    if point is None:
        return MISSING
    return points + 1 - point if turned and point >= 1 else point


def _numbers(
    frame: pd.DataFrame,
    entry: OptionalColumn,
    questionnaire: Questionnaire,
    unknown: list[UnknownAnswer],
) -> npt.NDArray[np.float64]:
    """The numbers given to one question, (respondents,); NaN for none and "I can't say"."""
    silent = {
        normalised(text)
        for scale in questionnaire.scales
        for text in (*scale.cant_say.values(), *scale.cant_say_aliases)
    }
    texts, codes = _texts_and_codes(frame, entry.column)
    meant = [number_of(text, silent, entry.question.highest) for text in texts]
    places = [None if number is None else place for place, number in enumerate(meant)]
    known = (f"a number from 0 to {entry.question.highest:g}",)
    unknown += _unknowns(frame, entry.question.id, entry.column, places, known)
    given = np.array([np.nan if number is None else number for number in meant], dtype=np.float64)
    found: npt.NDArray[np.float64] = np.append(given, np.nan)[codes]
    return found


def _comments(frame: pd.DataFrame, entry: OptionalColumn) -> tuple[str, Comments]:
    """The answers to an open question, as they stand."""
    return entry.question.id, frame[entry.column.position].astype(str).to_numpy(np.object_)


def number_of(text: str, silent: Collection[str], highest: float) -> float | None:
    """The number an answer gives; NaN for none; None for what is no number from 0 to `highest`.

    "8+" is 8: what is more is not known.

    >>> [number_of(text, {"can't say"}, 10) for text in ("3", "2,5", "8+", "11", "-1", "a lot")]
    [3.0, 2.5, 8.0, None, None, None]
    >>> number_of("Can't say", {"can't say"}, 10)
    nan
    """
    answer = normalised(text)
    if not plain(text) or answer in silent:
        return float("nan")
    if not _AMOUNT.fullmatch(answer):
        return None
    number = float(answer.rstrip("+").replace(",", "."))
    return number if number <= highest else None


def _segment(frame: pd.DataFrame, entry: ProfileColumn, unknown: list[UnknownAnswer]) -> Coded:
    if not entry.levels:
        return _free(frame, entry)
    return _closed(frame, entry, tuple(value.id for value in entry.levels), unknown)


def _closed(
    frame: pd.DataFrame,
    entry: ProfileColumn,
    labels: tuple[str, ...],
    unknown: list[UnknownAnswer],
) -> Coded:
    """A column whose answers are a closed list; blank is not stated."""
    texts, codes = _texts_and_codes(frame, entry.column)
    place = {label: number for number, label in enumerate(labels)}
    meant = [_meaning(text, entry.answers, place) for text in texts]
    unknown += _unknowns(frame, entry.id, entry.column, meant, tuple(entry.answers))
    found = np.array([MISSING if number is None else number for number in meant], dtype=np.int32)
    return Coded(labels=labels, codes=found[codes])


def _meaning(text: str, answers: Lookup[str, str | None], place: Lookup[str, int]) -> int | None:
    """The place of the value an answer means; -1 not stated, None unknown."""
    if not plain(text):
        return MISSING
    answer = normalised(text)
    if answer not in answers:
        return None
    value = answers[answer]
    return MISSING if value is None else place[value]


def _free(frame: pd.DataFrame, entry: ProfileColumn) -> Coded:
    """A column whose answers are its values, as they may be shown; labels sorted."""
    texts, codes = _texts_and_codes(frame, entry.column)
    used = np.bincount(codes, minlength=len(texts)) > 0
    meant = [_shown(text, entry.answers) for text in texts]
    labels = sorted({text for text, seen in zip(meant, used, strict=True) if seen and text})
    place = {label: number for number, label in enumerate(labels)}
    found = np.array([place.get(text, MISSING) for text in meant], dtype=np.int32)
    return Coded(labels=tuple(labels), codes=found[codes])


def _shown(text: str, answers: Lookup[str, str | None]) -> str:
    answer = normalised(text)
    return (answers[answer] or "") if answer in answers else plain(text)


def _texts_and_codes(frame: pd.DataFrame, column: Column) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Distinct texts of a column, and for each respondent the place of theirs."""
    values = frame[column.position].array
    if not isinstance(values, pd.Categorical):
        values = pd.Categorical(values)
    return [str(text) for text in values.categories], values.codes.astype(np.intp)


def _unknowns(
    frame: pd.DataFrame,
    asked: str,
    column: Column,
    meant: list[int | None],
    known: tuple[str, ...],
) -> list[UnknownAnswer]:
    if None not in meant:
        return []
    texts, codes = _texts_and_codes(frame, column)
    rows = frame.index.to_numpy(dtype=np.int64)
    found = []
    for number, (text, meaning) in enumerate(zip(texts, meant, strict=True)):
        places = codes == number
        if meaning is None and places.any():
            row = int(rows[places].min())
            found.append(
                UnknownAnswer(
                    asked=asked,
                    column=column,
                    value=text,
                    count=int(places.sum()),
                    first_row=row,
                    known=known,
                )
            )
    return found


def _coded_where(coded: Coded, kept: npt.NDArray[np.bool_]) -> Coded:
    return replace(coded, codes=coded.codes[kept])
