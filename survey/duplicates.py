"""One response a person: of those with the same id in one wave, the one that says most counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from survey.cleaning import Cleaned
from survey.cleaning_rules import CleaningRules
from survey.noted import NOBODY, Digests, Marks
from survey.responses import MISSING, Coded

LEAST_ITEMS = 10
LEAST_DIFFERENT = 3
"""Answers that two people hardly share by chance: so many, with so many different ones."""

_SIZE = 8


def repeated(parts: Sequence[Digests]) -> Digests:
    """The respondents who stand there more than once."""
    people, counts = np.unique(np.concatenate([*parts, np.zeros(0, np.uint64)]), return_counts=True)
    found: Digests = people[(counts > 1) & (people != NOBODY)]
    return found


def without_duplicates(
    batches: Iterable[Cleaned], again: Digests, rules: CleaningRules
) -> Iterator[Cleaned]:
    """The same responses, each person's once in a company and wave; possible copies flagged.

    Args:
        batches: the responses that count otherwise, all with the same items and segments.
        again: the respondents who stand there more than once: only they are held aside, until
            all is read.
        rules: whether possible copies are left out.
    """
    held: list[Cleaned] = []
    seen: set[bytes] = set()
    for batch in batches:
        marked = np.isin(batch.respondents, again)
        held += [batch.where(marked)] if marked.any() else []
        yield _told_copies(_rest(batch, ~marked), seen, rules)
    for batch, chosen in zip(held, _chosen(held), strict=True):
        yield _told_copies(batch.without(~chosen, "duplicate"), seen, rules)


def _rest(batch: Cleaned, kept: Marks) -> Cleaned:
    """What is not held aside, with all that the batch has removed."""
    held = int((~kept).sum())
    return replace(batch.counting(kept, batch.removed), read=batch.read - held)


def _chosen(held: Sequence[Cleaned]) -> list[Marks]:
    """Whether each response held aside is the one of its person that counts.

    The one with most items answered; among equals the one whose hash is lowest, which depends
    on nothing but the answers and favours none of them. Equal hashes are equal answers.
    """
    best: dict[bytes, tuple[int, bytes, int, int]] = {}
    for number, batch in enumerate(held):
        answered = np.count_nonzero(batch.responses.answers != MISSING, axis=1).tolist()
        content = _hashes(batch)
        for place, person in enumerate(_people(batch)):
            rank = (-answered[place], content[place], number, place)
            best[person] = min(best.get(person, rank), rank)
    chosen = [np.zeros(batch.responses.rows.size, dtype=bool) for batch in held]
    for _, _, number, place in best.values():
        chosen[number][place] = True
    return chosen


def _people(batch: Cleaned) -> list[bytes]:
    """Who answered, in which company and wave."""
    responses = batch.responses
    place = [_labels(coded) for coded in (responses.company, responses.wave) if coded]
    return [row.tobytes() for row in np.column_stack([batch.respondents, *place])]


def _told_copies(batch: Cleaned, seen: set[bytes], rules: CleaningRules) -> Cleaned:
    """The batch with its possible copies flagged or removed; adds its responses to those seen.

    All that is read of two copies is the same, so it does not matter which comes first.
    """
    marked = np.zeros(batch.responses.rows.size, dtype=bool)
    rich = np.flatnonzero(_telling(batch.responses.answers))
    for place, content in zip(rich.tolist(), _hashes(batch, rich), strict=True):
        marked[place] = content in seen
        seen.add(content)
    if "same-answers" in rules.remove:
        return batch.without(marked, "same-answers")
    return batch.flagged(marked, "same-answers")


def _telling(answers: npt.NDArray[np.int8]) -> Marks:
    """Whether a response has enough answers, and enough different ones."""
    points = range(1, int(answers.max(initial=0)) + 1)
    kinds = np.array([(answers == point).any(axis=1) for point in points]).sum(axis=0)
    many = np.count_nonzero(answers != MISSING, axis=1) >= LEAST_ITEMS
    telling: Marks = many & (kinds >= LEAST_DIFFERENT)
    return telling


def _hashes(batch: Cleaned, rows: npt.NDArray[np.intp] | slice = slice(None)) -> list[bytes]:
    """A hash a response of all that is read of it: answers, team, segments, company, wave, flags.

    Labels count and not their codes, which differ from batch to batch.
    """
    responses = batch.responses
    profile = [responses.team, *(coded for _, coded in responses.segments)]
    profile += [coded for coded in (responses.company, responses.wave) if coded]
    parts = [_labels(coded).reshape(-1, 1).view(np.uint8) for coded in profile]
    parts += [flag.marked.reshape(-1, 1).view(np.uint8) for flag in batch.flags]
    content = np.hstack([responses.answers.view(np.uint8), *parts])[rows]
    # Two random sums of its bytes, 128 bits: a tenth of the time of hashing row by row.
    weights = np.random.default_rng(0).integers(0, 2**64, (content.shape[1], 2), dtype=np.uint64)
    sums = content.astype(np.uint64) @ weights
    return [row.tobytes() for row in sums]


def _labels(coded: Coded) -> Digests:
    """A hash of the label of each respondent, (respondents,)."""
    found = [blake2b(label.encode(), digest_size=_SIZE).digest() for label in coded.labels]
    hashes = np.frombuffer(b"".join([*found, bytes(_SIZE)]), dtype=np.uint64)
    labels: Digests = hashes[coded.codes]  # -1, not stated, is the last
    return labels
