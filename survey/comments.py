"""Comments with the team of their author, redacted, each known by a hash of what may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from survey.open_answers import OpenAnswers

_KEY_BYTES = 6


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: the question it answers, the team of its author, its redacted text."""

    question: str
    team: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyedComment:
    """A comment and the key by which a review file knows it."""

    key: str
    comment: Comment


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of several people; those of two batches add up with `+`."""

    all: tuple[Comment, ...] = ()

    def __add__(self, other: Comments) -> Comments:
        """The comments of both batches."""
        return Comments(self.all + other.all)

    def written(self, question: str, team: str) -> int:
        """How many people of a team answered a question."""
        return sum(each.question == question and each.team == team for each in self.all)

    def keyed(self, survey: str) -> tuple[KeyedComment, ...]:
        """Each comment with its key, in the order of the keys, which is that of no file.

        The key is a hash of the text as it may be shown, so that a review holds for just what was
        reviewed; salted with the survey, the question and the team. Equal comments are numbered.

        Args:
            survey: the id of the questionnaire.
        """
        found = [
            KeyedComment(_key(survey, comment, number), comment)
            for comment, count in Counter(self.all).items()
            for number in range(count)
        ]
        return tuple(sorted(found, key=lambda each: each.key))


def comments_of(people: Iterable[OpenAnswers]) -> Comments:
    """The comments of these people."""
    found = (
        Comment(question, person.team, text) for person in people for question, text in person.texts
    )
    return Comments(tuple(found))


def _key(survey: str, comment: Comment, number: int) -> str:
    """A letter first, so that no spreadsheet takes a key for a number."""
    parts = (survey, comment.question, comment.team, comment.text, str(number))
    salted = "\n".join(f"{len(part)}:{part}" for part in parts).encode()
    return "c" + blake2b(salted, digest_size=_KEY_BYTES).hexdigest()
