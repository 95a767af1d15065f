"""What the same people answered twice is shown where it points at nobody."""

from __future__ import annotations

import pytest
from linked import Row, counted, same, torn, wave
from surveys import questionnaire

from survey.disclosure import release
from survey.release import Group, Linked, Rules, Withheld

ASKED = questionnaire()
M, S = Group(team="marketing"), Group(team="sales")


def two_waves(
    together: int, then: int = 0, now: int = 0, skipped: int = 0, minimum: int = 5
) -> Linked | None:
    """So many in both waves of each team, so many more in each; some skip an item now."""
    before: list[Row] = []
    after: list[Row] = []
    for team, first in (("marketing", 1), ("sales", 1001)):
        before += [*torn(first, together, team, 3), *same(first + 100, then, team, 2)]
        after += torn(first, together - skipped, team, 4)
        after += same(first + together - skipped, skipped, team, -1, 4, 4, 4, 4, 4)
        after += same(first + 200, now, team, 2)
    survey = counted(ASKED, wave("2025", before), wave("2026", after))
    return release(survey, ASKED, Rules(minimum_group=minimum))[0].linked


def test_enough_people_in_both_waves_are_shown_before_by_after() -> None:
    found = two_waves(12)
    assert found is not None
    assert (found.before, found.people, found.withheld) == ("2025", {M: 12, S: 12}, 0)
    assert (found.joint["A1", M][2, 3], found.joint["A1", M][3, 2]) == (10, 2)
    assert found.joint["A1", M].sum() == 12


def test_people_who_nearly_all_answer_alike_in_a_wave_are_not_shown_before_by_after() -> None:
    rows = {
        label: [*people(1, 12, "marketing", point), *torn(1001, 12, "sales", point)]
        for label, point, people in (("2025", 3, torn), ("2026", 4, same))
    }
    survey = counted(ASKED, *(wave(label, people) for label, people in rows.items()))
    linked = release(survey, ASKED, Rules())[0].linked
    assert linked is not None
    assert {group for _, group in linked.joint} == {S}
    assert linked.withheld == len(ASKED.items)


@pytest.mark.parametrize(
    ("together", "then", "now", "shown"),
    [
        (9, 0, 0, False),  # too few to show a distribution
        (10, 0, 0, True),
        (10, 4, 0, False),  # four more could be worked out in the wave before
        (10, 0, 4, False),
        (10, 5, 5, True),
    ],
)
def test_those_who_are_not_in_both_waves_are_nobody_or_enough(
    together: int, then: int, now: int, shown: bool
) -> None:
    assert (two_waves(together, then, now) is not None) == shown


def test_what_is_left_over_counts_item_by_item() -> None:
    found = two_waves(14, skipped=4)
    assert found is not None
    assert ("A1", M) not in found.joint  # four answered it then and not now
    assert found.joint["A2", M].sum() == 14
    assert found.withheld == 2


def test_nothing_is_linked_with_a_wave_that_is_not_shown() -> None:
    few = [*torn(1, 4, "marketing", 3), *torn(100, 12, "sales", 3)]
    enough = [*torn(1, 12, "marketing", 4), *torn(100, 12, "sales", 4)]
    before = [*torn(1, 12, "marketing", 2), *torn(100, 12, "sales", 2)]
    survey = counted(ASKED, wave("2024", before), wave("2025", few), wave("2026", enough))
    released, _ = release(survey, ASKED, Rules())
    assert Withheld(rule="wave", scope="", cells=1) in released.withheld
    assert released.linked is not None
    assert released.linked.before == "2024"
    alone = release(counted(ASKED, wave("2025", few), wave("2026", enough)), ASKED, Rules())[0]
    assert alone.linked is None


def test_nobody_is_linked_where_the_last_wave_is_not_shown() -> None:
    waves = [
        wave(label, [*same(1, 12, "marketing", point), *same(1001, sales, "sales", point)])
        for label, point, sales in (("2024", 2, 12), ("2025", 3, 12), ("2026", 4, 3))
    ]
    released, _ = release(counted(ASKED, *waves), ASKED, Rules())
    assert (released.wave, len(released.earlier), released.linked) == ("2025", 1, None)


def test_people_are_linked_though_most_spelt_their_level_otherwise_in_one_wave() -> None:
    people = [*same(1, 24, "marketing", 3), *same(1001, 24, "sales", 3)]
    then = wave("2025", people, {"region": (["North"] * 12 + ["south"] * 12) * 2})
    now = wave("2026", people, {"region": (["NORTH"] * 12 + ["south"] * 12) * 2})
    released, _ = release(counted(ASKED, then, now), ASKED, Rules())
    assert released.linked is not None
    assert released.linked.people == {M: 24, S: 24}
    assert released.groups == released.earlier[0].groups


@pytest.mark.parametrize(("moved", "shown"), [(0, True), (2, False), (5, True)])
def test_a_level_must_not_tell_who_among_its_people_is_linked(moved: int, shown: bool) -> None:
    """Fifteen are linked; of the fifteen of the north all but `moved` are among them."""
    before: list[Row] = []
    after: list[Row] = []
    for team, first in (("marketing", 1), ("sales", 1001)):
        before += [*torn(first, 15, team, 3), *same(first + 100, 15, team, 3)]
        after += [*torn(first, 15, team, 4), *same(first + 200, 15, team, 4)]
    region = ["north"] * (15 - moved) + ["south"] * 15 + ["north"] * moved
    now = wave("2026", after, {"region": region * 2})
    then = wave("2025", before, {"region": ["east"] * 60})
    released, _ = release(counted(ASKED, then, now), ASKED, Rules())
    assert {each.group.value for each in released.groups} == {"", "north", "south"}
    assert (released.linked is not None) == shown


def test_a_panel_links_nobody_from_wave_to_wave() -> None:
    people = [*same(1, 60, "marketing", 3), *same(1001, 60, "sales", 3)]
    companies = [f"Company {place % 60 // 10}" for place in range(120)]
    waves = [wave(label, people, companies=companies) for label in ("2025", "2026")]
    released, _ = release(counted(ASKED, *waves), ASKED, Rules())
    assert released.panel is not None
    assert [(each.wave, each.panel is None) for each in released.earlier] == [("2025", False)]
    assert released.linked is None


@pytest.mark.parametrize(("others", "told"), [(0, 12), (5, 10)])
def test_how_many_are_in_both_waves_is_told_as_a_number_that_they_reach(
    others: int, told: int
) -> None:
    """Exact, it could be compared with the people of a level who are nearly the same."""
    both = [*torn(1, 12, "marketing", 3), *torn(1001, 12, "sales", 3)]
    more = [*same(501, others, "marketing", -1), *same(1501, others, "sales", -1)]
    survey = counted(ASKED, wave("2025", both), wave("2026", [*both, *more]))
    linked = release(survey, ASKED, Rules())[0].linked
    assert linked is not None
    assert linked.people == {M: told, S: told}
