"""The engine adds up batches, and makes one level of what is written in several ways."""

from __future__ import annotations

from itertools import permutations

from surveys import questionnaire, random_responses, responses

from survey.cleaning import Cleaned
from survey.engines.pandas_engine import count
from survey.release import Group, Removed


def batch(people: int, *removals: Removed) -> Cleaned:
    kept = random_responses(people, people)
    return Cleaned(
        responses=kept, read=people + sum(each.count for each in removals), removed=removals
    )


def test_batches_and_removals_add_up() -> None:
    counted = count(
        [batch(20, Removed("test", 2)), batch(30, Removed("test", 1), Removed("blank", 4))],
        questionnaire(),
    )
    assert counted.read == 57
    alone = batch(20, Removed("test", 2), Removed("blank", 1))
    assert count([alone], questionnaire()).removed == (Removed("blank", 1), Removed("test", 2))
    assert counted.removed == (Removed("blank", 4), Removed("test", 3))
    whole = [count([batch(people)], questionnaire()).tally for people in (20, 30)]
    assert counted.tally.respondents.sum() == sum(each.respondents.sum() for each in whole)


def test_spellings_of_a_level_count_as_one_whatever_batch_they_come_in() -> None:
    def of(*regions: str) -> Cleaned:
        people = len(regions)
        kept = responses(["sales"] * people, [[4] * 6] * people, {"region": regions})
        return Cleaned(responses=kept, read=people, removed=())

    other = Cleaned(
        responses=responses(["marketing"], [[2] * 6], {"region": ["nord"]}), read=1, removed=()
    )
    batches = [of("NORD", "Sud"), of("Nord", "Nord"), other]
    for order in permutations(batches):
        counted = count(order, questionnaire())
        sizes = dict(zip(counted.tally.groups, counted.tally.respondents.tolist(), strict=True))
        assert sizes == {
            Group(team="marketing"): 1,
            Group(team="marketing", segment="region", value="Nord"): 1,
            Group(team="sales"): 4,
            Group(team="sales", segment="region", value="Nord"): 3,
            Group(team="sales", segment="region", value="Sud"): 1,
        }
        scores = counted.tally.histograms("A")[Group(team="sales", segment="region", value="Nord")]
        assert (scores.values.tolist(), scores.counts.tolist()) == ([4.0], [3])
        assert counted.tally.cells.respondents.tolist() == [1, 3, 1]
        (told,) = counted.warnings
        assert told.startswith("region: spellings")
