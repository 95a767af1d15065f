"""The engine adds up batches, and makes one level of what is written in several ways."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
from surveys import coded, questionnaire, random_responses, responses

from survey.cleaning import Cleaned
from survey.engines.pandas_engine import count
from survey.release import Flagged, Group, Removed


def batch(people: int, *removals: Removed) -> Cleaned:
    kept = random_responses(people, people)
    return Cleaned(
        responses=kept,
        read=people + sum(each.count for each in removals),
        removed=removals,
        respondents=np.zeros(people, dtype=np.uint64),
    )


def test_batches_and_removals_add_up() -> None:
    counted = count(
        [batch(20, Removed("test", 2)), batch(30, Removed("test", 1), Removed("blank", 4))],
        questionnaire(),
    )
    assert counted.read == 57
    alone = batch(20, Removed("test", 2), Removed("blank", 1))
    assert count([alone], questionnaire()).removed == (Removed("test", 2), Removed("blank", 1))
    assert counted.removed == (Removed("test", 3), Removed("blank", 4))
    whole = [count([batch(people)], questionnaire()).tally for people in (20, 30)]
    assert counted.tally.respondents.sum() == sum(each.respondents.sum() for each in whole)


def test_what_is_noticed_is_counted_over_all_batches() -> None:
    few = batch(4).flagged(np.array([True, True, False, False]), "speeding")
    more = batch(3).flagged(np.ones(3, bool), "straight-lining")
    more = more.flagged(np.array([False, False, True]), "speeding")
    assert [flag.reason for flag in more.flags] == ["straight-lining", "speeding"]
    counted = count([few, more, batch(2)], questionnaire())
    assert counted.flagged == (Flagged("straight-lining", 3), Flagged("speeding", 3))


def test_each_wave_has_its_own_responses_and_what_is_noticed_of_them() -> None:
    label = ["2026", "2025", " 2026", "2025", "2026", ""]
    people = replace(random_responses(6, 6), wave=coded(label, sorted(set(label))))
    people = replace(people, team=coded(["marketing", "sales", "both"] * 2, people.team.labels))
    marked = np.array([True, True, True, False, False, True])
    given = replace(batch(6), responses=people).flagged(marked, "speeding")
    counted = count([given, replace(given, responses=people)], questionnaire())
    assert [(each.label, each.kept) for each in counted.waves] == [("2025", 4), ("2026", 6)]
    first, last = counted.waves
    assert (first.flagged, last.flagged) == ((Flagged("speeding", 2),), (Flagged("speeding", 4),))
    assert counted.flagged == (Flagged("speeding", 6),)
    assert counted.removed == (Removed("no-wave", 2),)
    assert counted.warnings[0].startswith("2 responses left out: no wave is stated there")


def test_spellings_of_a_level_count_as_one_whatever_batch_they_come_in() -> None:
    def of(*regions: str) -> Cleaned:
        people = len(regions)
        kept = responses(["sales"] * people, [[4] * 6] * people, {"region": regions})
        nobody = np.zeros(people, dtype=np.uint64)
        return Cleaned(responses=kept, read=people, removed=(), respondents=nobody)

    other = Cleaned(
        responses=responses(["marketing"], [[2] * 6], {"region": ["nord"]}),
        read=1,
        removed=(),
        respondents=np.zeros(1, dtype=np.uint64),
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
