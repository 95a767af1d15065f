"""Which answers to an item may be shown, and when it may be told how many they are."""

from __future__ import annotations

from collections.abc import Mapping

from surveys import questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.release import Base, Group, Release, Rules
from survey.tally import tally

M = Group(team="marketing")
PLACES = {("n", "x"): 8, ("n", "y"): 3, ("s", "x"): 3, ("s", "y"): 8}


def released(
    silent: Mapping[tuple[str, str], int],
    places: Mapping[tuple[str, str], int] = PLACES,
    answer: int = -1,
    skipping: Mapping[tuple[str, str], int] | None = None,
) -> Release:
    """Two teams alike; so many of each place do not answer A1, or say `answer`, or skip it."""
    people = [
        (place, _said(number, silent.get(place, 0), (skipping or {}).get(place, 0), answer))
        for _ in range(2)
        for place, size in places.items()
        for number in range(size)
    ]
    survey = responses(
        ["marketing"] * (len(people) // 2) + ["sales"] * (len(people) // 2),
        [[said, 3, 3, 3, 3, 3] for _, said in people],
        {
            "region": [region for (region, _), _ in people],
            "grade": [grade for (_, grade), _ in people],
        },
    )
    counted = Counted(waves=(Wave("", tally(survey, questionnaire())),), read=99, removed=())
    return release(counted, questionnaire(), Rules())[0]


def _said(number: int, silent: int, skipping: int, answer: int) -> int:
    if number >= silent:
        return 3
    return -1 if number < skipping else answer


def shown(found: Release, item: str) -> set[str]:
    return {group.segment for known, group in found.item_counts if known == item and group.segment}


def test_an_item_whose_answers_isolate_a_few_is_not_shown_in_one_of_the_splits() -> None:
    found = released({("n", "y"): 1, ("s", "x"): 1})
    assert shown(found, "A2") == {"region", "grade"}
    assert shown(found, "A1") == {"region"}


def test_how_many_answered_is_told_where_all_did() -> None:
    found = released({})
    assert found.base("A1", M) == Base(22)
    assert found.base("A", M) == Base(22)
    assert found.base("A1", Group(company="none")) is None


def test_where_a_few_did_not_answer_only_a_number_that_is_reached_is_told() -> None:
    found = released({("n", "x"): 2})
    assert found.base("A1", M) == Base(17, exact=False)
    assert found.base("A1", Group()) == Base(39, exact=False)
    assert found.base("A1", Group(team="sales", segment="region", value="n")) == Base(
        6, exact=False
    )
    assert found.base("A1", Group(team="sales", segment="region", value="s")) == Base(11)
    assert found.base("A2", M) == Base(22)


def test_the_silent_of_two_splits_that_isolate_a_few_are_not_told_in_both() -> None:
    places = {("n", "x"): 16, ("n", "y"): 9, ("s", "x"): 9, ("s", "y"): 16}
    found = released({("n", "x"): 6, ("n", "y"): 1, ("s", "x"): 1, ("s", "y"): 6}, places)
    told = {
        group.value
        for value, segment in (("n", "region"), ("s", "region"), ("x", "grade"), ("y", "grade"))
        if (base := found.base("A1", group := Group(team="sales", segment=segment, value=value)))
        and base.exact
    }
    assert found.base("A1", M) == Base(36)
    assert told in ({"n", "s"}, {"x", "y"})


def test_how_many_cannot_say_is_told_where_nobody_or_k_people_skipped_it() -> None:
    unable = {("n", "x"): 6}
    assert released(unable, answer=0).cant_say("A1", M) == 6
    few = released(unable, answer=0)
    assert few.base("A1", M) == Base(16)


def test_how_many_cannot_say_is_not_told_where_with_the_silent_of_a_level_it_isolates_a_few() -> (
    None
):
    """Six are silent in each region; five of the north can't say, and one of the south.

    The silent of the north, less who can't say at all: one who skipped it less one who can't say.
    """
    places = {("n", "x"): 20, ("s", "x"): 20}
    silent = {("n", "x"): 6, ("s", "x"): 6}
    mixed = released(silent, places, answer=0, skipping={("n", "x"): 1, ("s", "x"): 5})
    assert mixed.base("A1", Group(team="sales", segment="region", value="n")) == Base(14)
    assert mixed.cant_say("A1", M) is None
    apart = released(silent, places, answer=0, skipping={("s", "x"): 6})
    assert apart.cant_say("A1", M) == 6
