"""The engine adds up batches, and says why nothing is left."""

from __future__ import annotations

import pytest
from surveys import questionnaire, random_responses, responses

from survey.cleaning import Cleaned, Removal
from survey.engines.pandas_engine import count
from survey.errors import NoResponsesError
from survey.release import Removed


def batch(people: int, *removals: Removal) -> Cleaned:
    kept = random_responses(people, people)
    return Cleaned(
        responses=kept, read=people + sum(each.count for each in removals), removals=removals
    )


def test_batches_and_removals_add_up() -> None:
    counted = count(
        [batch(20, Removal("test", 2)), batch(30, Removal("test", 1), Removal("blank", 4))],
        questionnaire(),
    )
    assert counted.read == 57
    assert counted.removed == (Removed("blank", 4), Removed("test", 3))
    whole = [count([batch(people)], questionnaire()).tally for people in (20, 30)]
    assert counted.tally.respondents.sum() == sum(each.respondents.sum() for each in whole)


def test_nothing_left_is_said_with_its_reasons() -> None:
    nobody = Cleaned(responses=responses([], []), read=3, removals=(Removal("test", 3),))
    with pytest.raises(NoResponsesError, match=r"of 3 read \(3 test\)"):
        count([nobody], questionnaire())
    with pytest.raises(NoResponsesError, match="No response is left of 0 read"):
        count([], questionnaire())
