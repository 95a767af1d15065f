"""The structure of a LimeSurvey survey (.lss): its questions, and the labels behind its codes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from defusedxml import ElementTree as SafeET

from survey.errors import DictionaryError
from survey.readers.dictionary import Dictionary, Entry
from survey.wording import plain

LARGEST = 20_000_000
"""Bytes. The structure of a survey of a thousand questions in five languages takes 5,000,000."""

_Row = Mapping[str, str]
_Rows = Sequence[_Row]

_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DUAL = "1"
_BY_ANSWER = frozenset("!LOFHR1")
_YES_NO = frozenset("YC")
_OTHER = "-oth-"
_WORDS = {"fr": {"Y": "Oui", "N": "Non", "U": "Incertain", _OTHER: "Autre"}}
_WORDS_ELSE = {"Y": "Yes", "N": "No", "U": "Uncertain", _OTHER: "Other"}
_OURS = ("en", "fr")
_AGAIN = "export the structure of the survey again (.lss), and give that file."


@dataclass(frozen=True, slots=True)
class _Part:
    """What follows a question in the names of its columns: statement, and scale of a dual one."""

    export: str = ""
    expression: str = ""
    database: str = ""
    text: str = ""
    scale: str = "0"


def read_lss(name: str, data: bytes) -> Dictionary:
    """The questions of the structure, by every name that a column of theirs can have.

    Raises:
        DictionaryError: no structure of a survey, or a damaged one.
    """
    if len(data) > LARGEST:
        raise DictionaryError(
            f"{name}: the file is larger than {LARGEST:,} bytes.", "check that it is a structure."
        )
    try:
        document = SafeET.fromstring(data, forbid_dtd=True)
    except (SafeET.ParseError, ValueError, LookupError) as error:
        raise DictionaryError(
            f"{name}: the structure is damaged, or no XML ({error}).", _AGAIN
        ) from error
    if document.findtext("LimeSurveyDocType") != "Survey":
        raise DictionaryError(f"{name}: this is no structure of a LimeSurvey survey.", _AGAIN)
    return Dictionary(name=name, vendor="LimeSurvey", entries=dict(_entries(document)))


def _entries(document: ET.Element) -> Iterator[tuple[str, Entry]]:
    """What is known of each column, under each of the names that LimeSurvey gives it.

    An export heads it `Q1[SQ001]` or `Q1_SQ001`; archives and old VV exports `1X2X3SQ001`.
    """
    language = _language(document)
    statements: dict[str, list[_Row]] = {}
    for row in _in_language(document, "subquestions", "question_l10ns", "qid", language):
        statements.setdefault(_of(row, "parent_qid"), []).append(row)
    labels = _labels(document, language)
    for question in _in_language(document, "questions", "question_l10ns", "qid", language):
        code, text = _of(question, "title"), _flat(_of(question, "question"))
        column = "X".join(_of(question, part) for part in ("sid", "gid", "qid"))
        for part in _parts(question, statements.get(_of(question, "qid"), ())):
            entry = Entry(
                code="",
                text=f"{text} [{part.text}]" if part.text else text,
                row_text=part.text or text,
                labels=_meanings(question, part.scale, labels, language),
            )
            yield code + part.export, entry
            yield code + part.expression, entry
            yield column + part.database, replace(entry, code=code + part.export)


def _parts(question: _Row, statements: _Rows) -> Iterator[_Part]:
    if not statements:
        yield _Part()
    for statement in statements:
        code, text = _of(statement, "title"), _flat(_of(statement, "question"))
        single = _Part(f"[{code}]", f"_{code}", code, text)
        if _of(question, "type") != _DUAL:
            yield single
            continue
        for scale in (0, 1):
            yield _Part(
                f"{single.export}[{scale + 1}]",
                f"{single.expression}_{scale}",
                f"{single.database}#{scale}",
                f"{text} [{scale + 1}]",
                str(scale),
            )


def _labels(document: ET.Element, language: str) -> dict[tuple[str, str], dict[str, str]]:
    """The labels by code, by question and scale; a label that is a picture has no words."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in _in_language(document, "answers", "answer_l10ns", "aid", language):
        label = _flat(_of(row, "answer"))
        if label:
            place = (_of(row, "qid"), _of(row, "scale_id") or "0")
            found.setdefault(place, {})[_of(row, "code")] = label
    return found


def _meanings(
    question: _Row,
    scale: str,
    labels: Mapping[tuple[str, str], Mapping[str, str]],
    language: str,
) -> Mapping[str, str]:
    words = _WORDS.get(language[:2], _WORDS_ELSE)
    if _of(question, "type") in _YES_NO:
        return words
    if _of(question, "type") not in _BY_ANSWER:
        return {}
    known = labels.get((_of(question, "qid"), scale), {})
    # A code as it stands goes before what another would be saved as: 1 before 01.
    resaved = {form: label for code, label in sorted(known.items()) for form in _resaved(code)}
    return {_OTHER: words[_OTHER], **resaved, **known}


def _resaved(code: str) -> tuple[str, ...]:
    """What becomes of a code that is a number: pandas writes 1 as 1.0, Excel 01 as 1."""
    if not _NUMBER.fullmatch(code):
        return ()
    return str(int(code)), f"{int(code)}.0"


def _language(document: ET.Element) -> str:
    """The language whose labels are taken: the survey's own, or one that a report can be in.

    Codes are the same in all of its languages, whichever a respondent chose.
    """
    languages = [element.text or "" for element in document.iterfind("languages/language")]
    own = document.findtext("surveys/rows/row/language") or next(iter(languages), "")
    ours = [language for language in (own, *languages) if language[:2] in _OURS]
    return next(iter(ours), own)


def _in_language(
    document: ET.Element, section: str, texts: str, key: str, language: str
) -> list[_Row]:
    """The rows of a section in one language; since version 4 their texts stand in another one."""
    rows = _rows(document, section)
    translated = _rows(document, texts)
    if translated:
        by_id = {_of(row, key): row for row in rows}
        rows = [{**by_id[_of(text, key)], **text} for text in translated if _of(text, key) in by_id]
    return [row for row in rows if _of(row, "language") == language]


def _rows(document: ET.Element, section: str) -> list[_Row]:
    rows = document.iterfind(f"{section}/rows/row")
    return [{field.tag: field.text or "" for field in row} for row in rows]


def _of(row: _Row, field: str) -> str:
    return row.get(field, "").strip()


def _flat(text: str) -> str:
    """A text without its HTML."""
    return plain(html.unescape(_TAG.sub(" ", text)))
