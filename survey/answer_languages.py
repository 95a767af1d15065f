"""The languages in which a statement is answered, where the labels of its answers tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from survey.questionnaire import ResponseScale
from survey.wording import normalised, some

Spoken = tuple[str, str, str]
"""A file, the id of an item, and a language in which it was answered there."""

_NAMES = {"en": "English", "fr": "French"}


def languages_of_labels(scale: ResponseScale) -> Mapping[str, str]:
    """The labels of a scale that only one language has, normalised, with that language."""
    found: dict[str, set[str]] = {}
    for point in scale.points:
        for language, label in point.label.items():
            found.setdefault(normalised(label), set()).add(language)
    return {label: min(languages) for label, languages in found.items() if len(languages) == 1}


def spoken(texts: Iterable[str], labels: Mapping[str, str]) -> frozenset[str]:
    """The languages that the answers of a column are labelled in; none where numbers stand."""
    languages = (labels.get(normalised(text)) for text in texts)
    return frozenset(language for language in languages if language)


def main_language(found: Iterable[Spoken]) -> str:
    """The language in which most statements are answered; "" where no label tells.

    >>> main_language([("a.csv", "GOA1", "fr"), ("a.csv", "GOA2", "fr"), ("a.csv", "GOA1", "en")])
    'fr'
    """
    counts = Counter(language for _, _, language in sorted(found))
    return max(counts, key=lambda language: (counts[language], language), default="")


def mixed_languages(found: Iterable[Spoken]) -> tuple[str, ...]:
    """The files in which one column is answered in several languages, a sentence each."""
    columns: dict[tuple[str, str], set[str]] = {}
    for file, item, language in sorted(found):
        columns.setdefault((file, item), set()).add(language)
    files: dict[tuple[str, str], list[str]] = {}
    for (file, item), languages in columns.items():
        if len(languages) > 1:
            named = " and ".join(_NAMES.get(language, language) for language in sorted(languages))
            files.setdefault((file, named), []).append(item)
    return tuple(
        f"{file}: answers to {some(items)} are labelled in {named}; they count on one scale."
        for (file, named), items in files.items()
    )
