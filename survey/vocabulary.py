"""Words counted by the people who use them, per team; the counts of two batches add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np

from survey.open_answers import OpenAnswers
from survey.questionnaire import Questionnaire
from survey.redaction import MARK
from survey.statistics.multiplicity import benjamini_hochberg
from survey.statistics.word_use import word_odds
from survey.voices import WordUse
from survey.word_splitting import Spoken, key_of, language_of, spoken_words
from survey.wording import levelled

Authors = tuple[int, int]

Counts = Counter[tuple[str, ...]]
"""People by what they have in common."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How many people used each word. A person counts once for a word; for looking up only.

    Attributes:
        people: by language of the comment, team and word.
        forms: by language, word, and how it was written.
        plainly: people who wrote the word in small letters, by language and word.
        as_name: people who wrote it with a capital within a sentence, likewise.
        authors: by language and team.
    """

    people: Counts = field(default_factory=Counts)
    forms: Counts = field(default_factory=Counts)
    plainly: Counts = field(default_factory=Counts)
    as_name: Counts = field(default_factory=Counts)
    authors: Counts = field(default_factory=Counts)

    def __add__(self, other: Vocabulary) -> Vocabulary:
        """Both batches together."""
        return Vocabulary(
            self.people + other.people,
            self.forms + other.forms,
            self.plainly + other.plainly,
            self.as_name + other.as_name,
            self.authors + other.authors,
        )

    def settled(self) -> Vocabulary:
        """The same, those whose language is not told counted with the language of most."""
        told = [language for language in self.languages if language]
        if not told:
            return self
        return Vocabulary(
            _told(self.people, told[0]),
            _told(self.forms, told[0]),
            _told(self.plainly, told[0]),
            _told(self.as_name, told[0]),
            _told(self.authors, told[0]),
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the comments, the one of most authors first; "" is none that is known."""
        found = Counter[str]()
        for (language, _), people in self.authors.items():
            found[language] += people
        return tuple(sorted(found, key=lambda language: (-found[language], language)))

    def authors_of(self, language: str, teams: tuple[str, str]) -> Authors:
        """People of each team who wrote in that language."""
        return self.authors[language, teams[0]], self.authors[language, teams[1]]

    def uses_of(self, language: str, teams: tuple[str, str]) -> Authors:
        """Words used by each team, each author's words once each."""
        used = Counter[str]()
        for (spoken, team, _), people in self.people.items():
            if spoken == language:
                used[team] += people
        return used[teams[0]], used[teams[1]]

    def words_of(self, language: str, teams: tuple[str, str]) -> dict[str, Authors]:
        """People of each team by word, words that look like names left out."""
        found = sorted({word for spoken, _, word in self.people if spoken == language})
        return {
            word: (self.people[language, teams[0], word], self.people[language, teams[1], word])
            for word in found
            if not self._names_somebody(language, word)
        }

    def written(self, language: str, word: str) -> str:
        """The word as most people wrote it; of equals the first in the alphabet."""
        forms = {
            form: people
            for (spoken, of_word, form), people in self.forms.items()
            if (spoken, of_word) == (language, word)
        }
        return min(forms, key=lambda form: (-forms[form], form))

    def _names_somebody(self, language: str, word: str) -> bool:
        """Nobody wrote it in small letters, or more people with a capital within a sentence."""
        plainly = self.plainly[language, word]
        return plainly == 0 or self.as_name[language, word] > plainly


def vocabulary_of(people: Iterable[OpenAnswers], questionnaire: Questionnaire) -> Vocabulary:
    """The words of these people; the names of the teams left out."""
    found = Vocabulary()
    left_out = names_of_teams(questionnaire)
    for person in people:
        _add(found, person, left_out)
    return found


def names_of_teams(questionnaire: Questionnaire) -> frozenset[str]:
    """The words that name a team: of course the other one uses them more."""
    texts = [
        text
        for team in questionnaire.teams
        for text in (*team.answers, *(name.plain for name in team.names.values()))
    ]
    return frozenset(key_of(levelled(word)) for text in texts for word in text.split())


def _add(found: Vocabulary, person: OpenAnswers, left_out: Collection[str]) -> None:
    """Counts the words of one person; changes `found`, which is the caller's own."""
    text = ". ".join(said.replace(MARK, " ") for _, said in person.texts)
    language = language_of(text)
    words = [word for word in spoken_words(text) if word.key not in left_out]
    found.authors[language, person.team] += 1
    found.people.update((language, person.team, key) for key in {word.key for word in words})
    found.forms.update({(language, word.key, word.form) for word in words})
    found.plainly.update((language, key) for key in _written(words, capital=False))
    found.as_name.update((language, key) for key in _written(words, capital=True))


def _told(counts: Counts, language: str) -> Counts:
    """The counts, the language of each being this one where it is none."""
    found = Counts()
    for (spoken, *rest), people in counts.items():
        found[spoken or language, *rest] += people
    return found


def _written(words: Iterable[Spoken], *, capital: bool) -> set[str]:
    return {word.key for word in words if word.capital is capital}


def word_uses(
    found: Vocabulary, language: str, teams: tuple[str, str], shown: Collection[str]
) -> tuple[WordUse, ...]:
    """The words shown, with how far the teams differ in each; the first team's own first.

    Args:
        found: the counts.
        language: of the comments.
        teams: ids of the first and the second team.
        shown: the words that may be shown.
    """
    people = {word: n for word, n in found.words_of(language, teams).items() if word in shown}
    if not people:
        return ()
    counts = np.array(list(people.values()), dtype=np.float64)
    odds = word_odds(counts[:, 0], counts[:, 1], found.uses_of(language, teams))
    adjusted = benjamini_hochberg(odds.p)
    uses = [
        WordUse(
            word=found.written(language, word),
            people=authors,
            odds=float(odds.value[place]),
            low=float(odds.low[place]),
            high=float(odds.high[place]),
            z=float(odds.z[place]),
            p=float(adjusted[place]),
        )
        for place, (word, authors) in enumerate(people.items())
    ]
    return tuple(sorted(uses, key=lambda use: (-use.z, use.word)))
