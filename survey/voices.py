"""What may be published of open questions: words with the number of their authors, and comments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordUse:
    """A word, how many people of each team used it, and how far the teams differ in it.

    Attributes:
        word: in small letters, as most of its authors wrote it.
        people: authors in the first and the second team; each nobody or at least k.
        odds, low, high: log-odds ratio of the first team against the second, 95 % interval.
        z: the ratio in standard errors.
        p: of no difference, adjusted over the words of its language.
    """

    word: str
    people: tuple[int, int]
    odds: float
    low: float
    high: float
    z: float
    p: float

    @property
    def clear(self) -> bool:
        """Whether one team uses the word more beyond doubt."""
        return self.p < CLEAR_BELOW


CLEAR_BELOW = 0.05
"""The p below which a word is clearly used more by one team, adjusted for all words looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language that may be shown, first team's own first, then by z.

    Attributes:
        language: its code; "" where the comments do not tell.
        authors: people of each team who wrote in it.
        uses: words they used, each author's words once each: what ratios are taken of.
    """

    language: str
    authors: tuple[int, int]
    uses: tuple[int, int]
    words: tuple[WordUse, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that a person has reviewed: what it answers, of which team, its text."""

    question: str
    team: str
    text: str


@dataclass(frozen=True, slots=True)
class Voices:
    """What may be published of the open questions.

    Attributes:
        words: by language of the comments, the one of most authors first.
        remarks: by question, then team; within both in the order of a hash of their text.
    """

    words: tuple[Words, ...] = ()
    remarks: tuple[Remark, ...] = ()


NO_VOICES = Voices()
