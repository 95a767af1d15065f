"""No figure of a report, however combined with others, singles out a few: many invented surveys.

`make soak` audits five hundred of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
import stories
from audited import Audit, People, singled_out
from drawn import MINIMUM, TEAMS, audited, drawn, published, reported, summed
from harvested import UnstatedError, figures

from report_builder.downloads import report_json

SURVEYS = 60


def test_no_combination_of_figures_singles_out_a_few_and_most_groups_are_shown() -> None:
    found = summed(map(audited, range(SURVEYS)))
    assert found.leaks == ()
    assert found.groups >= 0.8 * found.large
    assert found.named >= 0.8 * found.large
    assert found.published > 0.9 * SURVEYS
    assert {"segments", "waves", "linked", "panel", "companies", "leaders"} <= found.kinds.keys()


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
