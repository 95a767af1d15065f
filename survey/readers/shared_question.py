"""A header that holds a question and one part of it: where the one ends and the other begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def parts_behind(texts: Sequence[str], mark: str) -> tuple[str | None, ...]:
    """The part of each "question - part"; None where no other text has the same question.

    The mark may stand in the question and in the part too: the question is what most of the
    texts share, and of several such beginnings the longest.

    >>> parts_behind(["Now - agree? - We plan.", "Now - agree? - We share - all.", "Role?"], " - ")
    ('We plan.', 'We share - all.', None)
    """
    return _own(
        [[(text[:end], text[end + len(mark) :]) for end in _ends(text, mark)] for text in texts]
    )


def parts_before(texts: Sequence[str], mark: str) -> tuple[str | None, ...]:
    """The part of each "part:question"; see `parts_behind`.

    >>> parts_before(["We plan.:Agree?", "We share: all.:Agree?"], ":")
    ('We plan.', 'We share: all.')
    """
    return _own(
        [[(text[end + len(mark) :], text[:end]) for end in _ends(text, mark)] for text in texts]
    )


def _ends(text: str, mark: str) -> list[int]:
    """Where the mark stands between two other texts."""
    return [place for place in range(1, len(text) - len(mark)) if text.startswith(mark, place)]


def _own(candidates: Sequence[Sequence[tuple[str, str]]]) -> tuple[str | None, ...]:
    shared = Counter(question for found in candidates for question, _ in found)
    return tuple(
        max(
            (pair for pair in found if shared[pair[0]] > 1),
            key=lambda pair: (shared[pair[0]], len(pair[0])),
            default=(None, None),
        )[1]
        for found in candidates
    )
