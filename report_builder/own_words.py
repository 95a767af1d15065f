"""The consultant's own words: explained terms, and texts in place of a recommendation's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report_builder.files_given import LONGEST_TEXT
from survey.fields import Fields
from survey.mistakes import nearest

LONGEST_MEANING = 600

LEVER_TEXTS = ("title", "what", "first_step", "owner", "metric")
"""The texts of a recommendation that may be the consultant's own."""

Translations = Mapping[str, Mapping[str, str]]
"""Texts of the settings by field, then by language. For looking up only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and what it means, by language; "" for every language that is not named."""

    term: Mapping[str, str]
    meaning: Mapping[str, str]

    def said(self, language: str) -> tuple[str, str]:
        """Both in a language, or as first given."""
        return _in(self.term, language), _in(self.meaning, language)


@dataclass(frozen=True, slots=True)
class LeverTexts:
    """What a consultant says in place of a lever's own texts, by field, then by language.

    A `hidden` lever is not recommended at all.
    """

    texts: Translations
    hidden: bool = False

    def said(self, key: str, languages: Iterable[str]) -> Mapping[str, str]:
        """A text in each of these languages; nothing where the lever keeps its own."""
        given = self.texts.get(key)
        if not given:
            return {}
        return {language: _in(given, language) for language in languages}


def glossary(fields: Fields, known: Sequence[str]) -> tuple[Entry, ...]:
    """The terms of a settings file."""
    return tuple(
        Entry(
            local_texts(each, "term", known), local_texts(each, "meaning", known, LONGEST_MEANING)
        )
        for each in fields.mappings("glossary")
    )


def lever_texts(fields: Fields, known: Sequence[str]) -> dict[str, LeverTexts]:
    """What a settings file says in place of the texts of recommendations, by lever."""
    part = fields.mapping("recommendations")
    return {
        lever: LeverTexts(
            {
                key: local_texts(texts, key, known, LONGEST_MEANING)
                for key in LEVER_TEXTS
                if texts.has(key)
            },
            hidden=texts.flag("hidden"),
        )
        for lever, texts in ((name, part.mapping(name)) for name in part.keys())  # noqa: SIM118 - not a dict
    }


def local_texts(
    fields: Fields, key: str, known: Sequence[str], longest: int = LONGEST_TEXT
) -> dict[str, str]:
    """A text by language, of languages a report knows; "" for one that is meant for all."""
    texts = fields.local_text(key, longest=longest)
    for language in texts.keys() - {"", *known}:
        fields.mistake(key, f'"{language}" is no language of the report{nearest(language, known)}')
    return texts


def _in(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, or the one for all, or the first."""
    return texts.get(language, texts.get("", next(iter(texts.values()), "")))
