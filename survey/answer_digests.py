"""What a respondent answered, as one number: another one where any answer is another."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from survey.noted import Digests
from survey.responses import MISSING, Responses


def answer_digests(responses: Responses) -> Digests:
    """All that each respondent answered on a scale, as a number, (respondents,).

    Each answer to each question has a number of its own, and they are added up modulo 2**64. A
    question without an answer adds nothing, so that it makes no difference whether it was asked.
    """
    items = zip(responses.items, responses.answers.T, strict=True)
    found = np.zeros(responses.rows.size, dtype=np.uint64)
    for question, given in (*items, *responses.meta):
        found += _numbers(question, int(given.max(initial=MISSING)))[given - MISSING]
    return found


def _numbers(question: str, highest: int) -> npt.NDArray[np.uint64]:
    """The number of each answer, from none at all to the highest."""
    texts = [f"{question}\n{answer}".encode() for answer in range(MISSING + 1, highest + 1)]
    digests = [int.from_bytes(blake2b(text, digest_size=8).digest()) for text in texts]
    return np.array([0, *digests], dtype=np.uint64)
