"""The definition of a Qualtrics survey (.qsf): its questions, and the values of its choices."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from survey.errors import DictionaryError
from survey.readers.dictionary import Dictionary, Entry
from survey.wording import plain, untagged

Record = Mapping[str, object]

_SEVERAL_ANSWERS = frozenset({"MAVR", "MAHR", "MACOL", "MSB", "MultipleAnswer"})


def read_qsf(name: str, data: bytes) -> Dictionary:
    """The questions of the definition by import id.

    Raises:
        DictionaryError: no JSON, or no question in it.
    """
    survey = _record(_parsed(name, data))
    elements = map(_record, _list(survey.get("SurveyElements")))
    questions = [
        _record(element.get("Payload")) for element in elements if element.get("Element") == "SQ"
    ]
    entries = {key: entry for question in questions for key, entry in _entries(question)}
    if not entries:
        raise DictionaryError(
            f"{name}: there is no question in it that Qualtrics would export.",
            "export the survey from Qualtrics again (Tools, Import/Export, Export survey).",
        )
    return Dictionary(name=name, vendor="Qualtrics", entries=entries)


def _parsed(name: str, data: bytes) -> object:
    fix = "export the survey's definition from Qualtrics again, and do not edit it."
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise DictionaryError(
            f"{name}, line {error.lineno}, column {error.colno}: the definition is damaged or "
            f"broken off ({error.msg}).",
            fix,
        ) from error
    except (ValueError, RecursionError) as error:
        raise DictionaryError(
            f"{name}: the definition is damaged: it is no JSON in UTF-8 of a usual depth.", fix
        ) from error


def _entries(question: Record) -> Iterator[tuple[str, Entry]]:
    """The columns a question becomes in an export, by import id."""
    key, kind = str(question.get("QuestionID", "")), question.get("QuestionType")
    text, tag = _text(question.get("QuestionText")), str(question.get("DataExportTag", ""))
    if kind == "Matrix":
        yield from _statements(question, key, text)
    elif kind == "MC" and question.get("Selector") not in _SEVERAL_ANSWERS:
        yield key, _entry(question, "Choices", code=tag, text=text, row_text=text)
    elif kind == "TE":
        yield f"{key}_TEXT", Entry(code=tag, text=text, row_text=text, labels={})


def _statements(question: Record, key: str, text: str) -> Iterator[tuple[str, Entry]]:
    """The rows of a matrix, whose columns ("Answers") are what is recoded."""
    tags = _numbered(question.get("ChoiceDataExportTags"))
    for number, choice in _numbered(question.get("Choices")).items():
        row = _display(choice)
        whole = f"{text} - {row}" if row else ""
        code = str(tags.get(number, ""))
        entry = _entry(question, "Answers", code=code, text=whole, row_text=row)
        yield f"{key}_{number}", entry


def _entry(question: Record, options: str, *, code: str, text: str, row_text: str) -> Entry:
    labels = _labels(question, options)
    return Entry(
        code=code,
        text=text,
        row_text=row_text,
        labels=labels | _renamed(question, options, labels),
        # A negative value is how a Qualtrics survey keeps "does not apply" off its scale.
        off_scale=frozenset(label for value, label in labels.items() if value.startswith("-")),
    )


def _labels(question: Record, options: str) -> dict[str, str]:
    """Value in the export to the label shown; a value that two choices share says nothing.

    Where the labels are numbers themselves, such as 5 to 1 with the values 1 to 5, a cell "1"
    can be either. Both are then named in one, which no scale knows: a person decides.
    """
    recoded, choices = _numbered(question.get("RecodeValues")), _numbered(question.get(options))
    values = {number: str(recoded.get(number, number)) for number in choices}
    count = Counter(values.values())
    labels = {
        values[number]: _display(choice)
        for number, choice in choices.items()
        if count[values[number]] == 1 and _display(choice)
    }
    return {
        value: f"{label} (value {value})" if labels.get(label, label) != label else label
        for value, label in labels.items()
    }


def _renamed(question: Record, options: str, labels: Mapping[str, str]) -> dict[str, str]:
    """The names an author gave the choices, which the text export shows in their place."""
    names = _numbered(question.get("VariableNaming"))
    choices = _numbered(question.get(options))
    return {
        str(names[number]).strip(): _display(choice)
        for number, choice in choices.items()
        if number in names and str(names[number]).strip() not in {"", *labels}
    }


def _display(choice: object) -> str:
    return _text(_record(choice).get("Display"))


def _text(html: object) -> str:
    """A text as respondents saw it; "" where it holds a piece put in only then ("${lm://…}")."""
    text = html if isinstance(html, str) else ""
    return "" if "${" in text else plain(untagged(text))


def _record(value: object) -> Record:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _numbered(value: object) -> Record:
    """Choices by number; Qualtrics writes those from 0 on as a list, and none as an empty one."""
    if isinstance(value, dict):
        return value
    return {str(number): entry for number, entry in enumerate(_list(value))}
