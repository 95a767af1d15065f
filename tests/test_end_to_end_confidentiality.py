"""No figure of a report, however combined with others, singles out a few: many invented surveys.

`make soak` audits five hundred of them.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from functools import reduce
from typing import Any

import numpy as np
import pytest
import stories
from audited import Audit, People
from drawn import MINIMUM, TEAMS, audited, drawn, leaks_of, published, reported, summed
from harvested import UnstatedError, figures
from singling import singled_out

from report_builder.downloads import report_json

SURVEYS = 60


def test_no_combination_of_figures_singles_out_a_few_and_most_groups_are_shown() -> None:
    found = summed(map(audited, range(SURVEYS)))
    assert found.leaks == ()
    assert found.groups >= 0.8 * found.large
    assert found.named >= 0.8 * found.large
    assert found.published > 0.9 * SURVEYS
    assert {"segments", "waves", "linked", "panel", "companies", "leaders"} <= found.kinds.keys()
    assert {"weights", "words", "stakes", "flagged"} <= found.kinds.keys()


def test_the_audit_finds_what_a_threshold_alone_would_tell() -> None:
    found = 0
    for seed in range(SURVEYS):
        people = [*drawn(seed).waves.values()][-1]
        large = [row for row in levels(people) if row.sum() >= MINIMUM]
        found += bool(singled_out([people.team == "sales", *large], MINIMUM))
    assert found > SURVEYS / 2


def levels(people: People) -> list[np.ndarray[Any, np.dtype[np.bool_]]]:
    """The people of one team in each level of each segment."""
    return [
        (people.team == "sales") & (stated == level)
        for stated in people.segments.values()
        for level in sorted(set(stated.tolist()) - {""})
    ]


def test_the_audit_finds_the_difference_of_two_pairs() -> None:
    grades = np.array([0] * 8 + [1] * 2 + [0] * 2 + [1] * 8)
    regions = np.array([0] * 10 + [1] * 10)
    rows = [values == value for values in (grades, regions) for value in (0, 1)]
    assert singled_out(rows, MINIMUM) == 4
    assert singled_out(rows[:2], MINIMUM) == 0


def test_the_audit_finds_numbers_that_are_wrong_or_tell_how_few_are_silent() -> None:
    """A document that claims to tell of everybody what it tells as a number they reach."""
    found = 0
    for seed in range(10):
        report = reported(drawn(seed), seed)
        assert report is not None
        document = deepcopy(dict(published(report)))
        assert Audit(document=document, survey=drawn(seed), minimum=MINIMUM).wrong == []
        changed = claimed_exact(document)
        wrong = Audit(document=document, survey=drawn(seed), minimum=MINIMUM).wrong
        assert bool(wrong) == changed
        found += changed
    assert found > 5


def claimed_exact(document: Mapping[str, Any]) -> bool:
    """Takes "at least" back wherever it stands; whether it stood anywhere."""
    rows = [row for row in document["estimates"] if row["at_least"]]
    for row in rows:
        row["at_least"] = False
    return bool(rows)


BESIDES: Mapping[str, Sequence[str | int]] = {
    "one author more": ("words", 0, "people", 0),
    "one who wrote more": ("words", 0, "authors", 1),
    "a word more": ("words", 0, "uses", 0),
    "one left out more": ("provenance", "responses", "removed", 0, "responses"),
    "one more of whom something is noticed": ("provenance", "responses", "flagged", 0, "responses"),
    "one asked more": ("groups", 1, "asked"),
    "one of a stratum more": ("weights", 0, "answered"),
    "one asked more of a stratum": ("weights", -1, "asked"),
    "one declared more": ("stakes", "hours", 0, "base"),
    "a figure that the client did not give": ("stakes", "figures", "revenue"),
    "an interval that holds no mean": ("stakes", "hours", 0, "low"),
}
"""Numbers beside the answers, by where they stand."""


@pytest.mark.parametrize("place", BESIDES.values(), ids=BESIDES)
def test_the_audit_finds_numbers_beside_the_answers_that_are_wrong(
    place: Sequence[str | int],
) -> None:
    for seed in range(SURVEYS):
        report = reported(drawn(seed), seed)
        assert report is not None
        document: Any = deepcopy(dict(published(report)))
        if told(document, place):
            assert leaks_of(document, drawn(seed), seed) == []
            inside = reduce(operator.getitem, place[:-1], document)
            inside[place[-1]] += 100
            assert leaks_of(document, drawn(seed), seed) != []
            return
    pytest.fail("no survey tells of it")


def told(document: Any, place: Sequence[str | int]) -> bool:  # noqa: ANN401 - JSON
    """Whether a number stands there."""
    with suppress(LookupError, TypeError):
        return reduce(operator.getitem, place, document) is not None
    return False


def test_the_audit_finds_words_of_a_few_and_of_all_but_a_few() -> None:
    """A document of a program that shows every word."""
    found = []
    for seed in range(10):
        survey = drawn(seed)
        report = reported(survey, seed)
        assert report is not None
        people = [*survey.waves.values()][-1]
        authors = [int(((people.team == team) & (people.language == "en")).sum()) for team in TEAMS]
        rows = [
            {"word": word, "groups": TEAMS, "language": "en", "authors": authors}
            for word in people.words
        ]
        document = {**published(report), "words": [with_truth(row, people) for row in rows]}
        found += [leak for leak in leaks_of(document, survey, seed) if " word " in leak]
    assert len(found) > 20


def with_truth(row: Mapping[str, Any], people: People) -> dict[str, Any]:
    """The row with how many used its word, and any."""
    wrote = [(people.team == team) & (people.language == "en") for team in TEAMS]
    used = [int((people.words[row["word"]] & each).sum()) for each in wrote]
    every = np.sum([*people.words.values()], axis=0)
    return {**row, "people": used, "uses": [int(every[each].sum()) for each in wrote]}


@pytest.mark.parametrize(
    "table",
    [
        [{"item": "A1", "value": 0.5}],
        [{"item": "A1", "group": "sales", "inner": {"low": 1}}, {"of": [{"high": 2}]}],
        {"total": 12},
    ],
)
def test_a_number_that_names_no_group_is_a_failure(table: object) -> None:
    with pytest.raises(UnstatedError):
        [*figures({"table": table})]


def test_a_number_takes_the_groups_that_stand_nearest() -> None:
    inner = {"group": "sales", "value": 0.5, "base": 7, "at_least": True}
    table = [{"item": "A1", "groups": ["marketing", "sales"], "gap": 1.0, "view": inner}]
    outer, view = figures({"table": table})
    assert (outer.groups, outer.subjects, outer.bases) == (TEAMS, ("A1", "A1"), ())
    assert (view.groups, view.bases, view.at_least) == (("sales",), (7,), (True,))


def test_every_number_of_the_example_names_its_group() -> None:
    document = json.loads(report_json(stories.meridian()))
    assert len([*figures(document)]) > 100
