"""What people wrote: responses with comments, and reports of them; all invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import surveys

from report_builder.report import Report
from survey.questionnaire import OptionalQuestion
from survey.responses import Responses
from survey.voices import Remark, Voices, Words, WordUse

QUESTION = OptionalQuestion(
    id="OPN1",
    kind="open",
    asked_to="both",
    wording={"en": "What should they keep?", "fr": "Que garder ?"},
)
ASKED = replace(surveys.questionnaire(), optional=(QUESTION,))

Said = tuple[str, str]
"""Team, and what a person of it wrote."""


def wrote(*people: Said, also: Sequence[str] = ()) -> Responses:
    """A batch of people and their answers to OPN1; `also` are answers of the same to OPN2."""
    teams = [team for team, _ in people]
    answered = surveys.responses(teams, [[3] * 6 for _ in people])
    comments = [("OPN1", [text for _, text in people])]
    comments += [("OPN2", [*also])] if also else []
    return replace(
        answered,
        comments=tuple((name, np.array(texts, dtype=np.object_)) for name, texts in comments),
    )


def many(team: str, size: int, text: str) -> list[Said]:
    """So many people of a team who wrote the same."""
    return [(team, text)] * size


def use(word: str, people: tuple[int, int] = (9, 0), odds: float = 1.5, p: float = 0.01) -> WordUse:
    """A word as it may be shown."""
    low, high = sorted((odds - 1, odds + 1.2))
    return WordUse(word=word, people=people, odds=odds, low=low, high=high, z=2 * odds, p=p)


def words(*uses: WordUse, language: str = "en", authors: tuple[int, int] = (40, 60)) -> Words:
    """The words of one language of the comments."""
    return Words(language=language, authors=authors, uses=(300, 500), words=uses)


def voiced(report: Report, *spoken: Words, remarks: Sequence[Remark] = ()) -> Report:
    """A report with these words and comments."""
    return replace(
        report, voices=Voices(words=spoken, remarks=tuple(remarks)), open_questions=(QUESTION,)
    )
