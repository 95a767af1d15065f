"""What each person wrote in answer to open questions; ways to say nothing left out."""

from __future__ import annotations

from dataclasses import dataclass

from survey.questionnaire import Questionnaire
from survey.responses import Responses
from survey.wording import normalised

NOTHING_SAID = frozenset(
    normalised(text)
    for text in (
        *("n/a", "na", "n.a", "none", "nothing", "no", "nope", "nil", "no comment", "no comments"),
        *("i don't know", "don't know", "dk", "not applicable", "nothing to add", "x", "xx"),
        *("rien", "ras", "r.a.s", "aucun", "aucune", "néant", "non", "nc", "nsp", "sans objet"),
        *("je ne sais pas", "pas de commentaire", "pas de commentaires", "sans réponse", "so"),
        *("rien à dire", "rien à signaler", "rien à ajouter", "idem"),
    )
)
"""Answers that say nothing, as they are compared."""


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """What one person wrote: the team, and by question the text."""

    team: str
    texts: tuple[tuple[str, str], ...]


def open_answers(responses: Responses, questionnaire: Questionnaire) -> tuple[OpenAnswers, ...]:
    """Everybody of the two teams who wrote something, in the order of the batch."""
    compared = frozenset(team.id for team in questionnaire.teams)
    questions = [question for question, _ in responses.comments]
    columns = [texts.tolist() for _, texts in responses.comments]
    found = []
    for place, texts in enumerate(zip(*columns, strict=True)):
        code = responses.team.codes[place]
        team = responses.team.labels[code] if code >= 0 else ""
        said = tuple(
            (question, text)
            for question, text in zip(questions, texts, strict=True)
            if team in compared and says_something(text)
        )
        found += [OpenAnswers(team, said)] if said else []
    return tuple(found)


def says_something(text: str) -> bool:
    """Whether an answer is a comment, and not a way to leave a field empty.

    >>> [says_something(text) for text in ("One tool.", "R.A.S.", " - ", "n/a", "")]
    [True, False, False, False, False]
    """
    bare = normalised(text)
    return any(map(str.isalpha, bare)) and bare not in NOTHING_SAID
