"""The groups that may be shown: none of them, however combined, isolates a few people."""

from __future__ import annotations

from collections.abc import Mapping

from surveys import questionnaire, responses

from survey.proven_plan import ProvenPlan, proven_plan
from survey.release import Group, Withheld
from survey.tally import tally

Crossed = Mapping[tuple[str, str], int]
"""People of each team by region and grade."""

SAFE_ALONE = {("n", "x"): 8, ("n", "y"): 2, ("s", "x"): 2, ("s", "y"): 8}


def planned(people: Crossed, minimum: int = 5) -> ProvenPlan:
    places = [place for place, number in people.items() for _ in range(number)] * 2
    half = len(places) // 2
    survey = responses(
        ["marketing"] * half + ["sales"] * half,
        [[3] * 6] * len(places),
        {"region": [region for region, _ in places], "grade": [grade for _, grade in places]},
    )
    return proven_plan(tally(survey, questionnaire()), ("region", "grade"), minimum)


def levels(plan: ProvenPlan) -> set[tuple[str, str]]:
    return {(group.segment, group.value) for group in plan.groups if group.segment}


def test_two_splits_that_isolate_nobody_are_both_shown() -> None:
    plan = planned({**SAFE_ALONE, ("n", "y"): 3, ("s", "x"): 3})
    assert levels(plan) == {("region", "n"), ("region", "s"), ("grade", "x"), ("grade", "y")}
    assert plan.withheld == ()
    assert plan.joined == ()


def test_of_two_splits_that_together_isolate_a_few_one_is_not_shown() -> None:
    plan = planned(SAFE_ALONE)
    assert len({segment for segment, _ in levels(plan)}) == 1
    assert plan.withheld == (Withheld(rule="combination", scope="grade", cells=2),)


def test_where_there_are_more_levels_two_are_joined_and_the_rest_stays() -> None:
    plan = planned({**SAFE_ALONE, ("w", "z"): 12, ("w", "x"): 9})
    assert levels(plan) == {
        ("region", "n"),
        ("region", "s"),
        ("region", "w"),
        ("grade", "x"),
        ("grade", "y + z"),
    }
    assert [each.named for each in plan.joined] == [("y", "z")]
    assert plan.sizes[Group(team="sales", segment="grade", value="y + z")] == 22


def test_small_levels_are_joined_before_anything_is_proven() -> None:
    plan = planned({("n", ""): 20, ("s", ""): 20, ("w", ""): 3, ("e", ""): 4})
    assert levels(plan) == {("region", "n"), ("region", "s"), ("region", "…")}
    assert plan.withheld == (Withheld(rule="joined", scope="region", cells=2),)
    assert plan.levels["region", "…"] == ("e", "w")


def test_a_segment_that_is_not_to_split_the_teams_is_no_group() -> None:
    survey = responses(
        ["marketing", "sales"] * 20, [[3] * 6] * 40, {"region": ["n", "n", "s", "s"] * 10}
    )
    plan = proven_plan(tally(survey, questionnaire()), (), 5)
    assert plan.groups == (Group(), Group(team="marketing"), Group(team="sales"))
