"""Where nearly all of a few people answer alike, nobody's answer can be read from what is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from surveys import item, questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.estimates import Estimate, share_from, share_of_both
from survey.gaps import dimension_gaps, item_gaps
from survey.questionnaire import Questionnaire
from survey.release import Base, Group, Release, Rules
from survey.statistics.proportion import wilson
from survey.tally import tally
from survey.thresholds import Level
from survey.unanimity import (
    FEW,
    Bound,
    as_told,
    mean_told,
    near_end,
    nearly_alike,
    open_answers,
    open_sums,
)

M, S, BOTH = Group(team="marketing"), Group(team="sales"), Group()
TORN = (1, 2, 3, 4, 5, 4)


def share(part: int, base: int) -> Estimate:
    """The share of the favourable answers 4 and 5."""
    return share_from([base - part, 0, 0, 0, part], 4)


def released(
    marketing: list[int],
    sales: list[int],
    asked: Questionnaire | None = None,
    alike: int = 1,
) -> Release:
    """So answered to the first items, A1 alone or more; to the others this way and that."""
    people = [*marketing, *sales]
    answers = [
        [point] * alike + [TORN[(place + at) % 6] for at in range(6 - alike)]
        for place, point in enumerate(people)
    ]
    teams = ["marketing"] * len(marketing) + ["sales"] * len(sales)
    known = asked or questionnaire()
    wave = Wave("", tally(responses(teams, answers), known))
    return release(Counted(waves=(wave,), read=99, removed=()), known, Rules())[0]


@given(base=st.integers(3, FEW - 1))
def test_all_and_all_but_one_of_a_few_are_told_alike(base: int) -> None:
    assert share(base, base) == share(base - 1, base)
    assert share(0, base) == share(1, base)
    assert share(2, base).bound is (Bound.NONE if base > 3 else Bound.AT_LEAST)


@given(base=st.integers(3, FEW - 1), part=st.integers(0, FEW - 1))
def test_a_bound_is_true_and_its_interval_holds_that_of_the_share(base: int, part: int) -> None:
    part = min(part, base)
    told, limits = share(part, base), wilson(part, base)
    assert told.low <= limits.low <= limits.high <= told.high
    assert told.low <= told.value <= told.high
    if near_end(part, base):
        assert 0 < told.value < 1
        above = told.bound is Bound.AT_LEAST
        assert part / base >= told.value if above else part / base <= told.value
    else:
        assert (told.value, told.bound) == (part / base, Bound.NONE)


def test_of_twenty_people_unanimity_is_told_as_it_is() -> None:
    assert (share(20, 20).value, share(20, 20).bound) == (1.0, Bound.NONE)
    assert share(19, 19).bound is Bound.AT_LEAST


def test_a_bound_leaves_room_for_one_person() -> None:
    assert [share(n, n).value for n in (4, 5, 9, 10, 19)] == [0.6, 0.8, 0.8, 0.9, 0.9]
    assert [share(0, n).value for n in (4, 5, 9, 10, 19)] == [0.4, 0.2, 0.2, 0.1, 0.1]


@given(bases=st.tuples(st.integers(5, 25), st.integers(5, 25)), data=st.data())
def test_the_share_of_both_teams_tells_no_bound_of_one(
    bases: tuple[int, int], data: st.DataObject
) -> None:
    parts = [data.draw(st.integers(0, base)) for base in bases]
    teams = [[base - part, part] for base, part in zip(bases, parts, strict=True)]
    both = share_of_both(np.sum(teams, axis=0), teams, 2)
    for place, (base, part) in enumerate(zip(bases, parts, strict=True)):
        if near_end(part, base):
            other = [*teams]
            other[place] = [base - part, part]
            moved = {0: 1, 1: 0, base: base - 1, base - 1: base}[part]
            other[place] = [base - moved, moved]
            assert share_of_both(np.sum(other, axis=0), other, 2) == both
    true = sum(parts) / sum(bases)
    assert both.low <= true <= both.high
    if both.bound:
        assert true >= both.value if both.bound is Bound.AT_LEAST else true <= both.value


def test_where_it_is_not_told_how_many_answered_a_bound_does_not_tell_it_either() -> None:
    told = {share(n, n).resting_on(Base(9, exact=False)) for n in (11, 12, 13)}
    assert [(each.value, each.bound, each.base) for each in told] == [(0.8, ">=", 9)]
    (one,) = told
    assert one.at_least
    assert one.low <= wilson(13, 13).low
    assert share(0, 12).resting_on(Base(9, exact=False)).bound is Bound.AT_MOST
    assert share(5, 12).resting_on(Base(9, exact=False)).value == 5 / 12


def test_what_is_computed_from_a_bound_takes_one_person_to_be_on_the_other_side() -> None:
    assert [as_told(part, 8) for part in (0, 1, 4, 7, 8)] == [1, 1, 4, 7, 7]
    assert as_told(30, 30) == 30


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([2, 2, 2, 2, 2], True),
        ([0, 0, 1, 4, 5], False),  # one is not favourable
        ([0, 0, 2, 4, 4], True),
        ([1, 0, 1, 4, 4], True),
        ([4, 5, 1, 1, 0], False),  # one is favourable
        ([3, 5, 0, 1, 1], True),
        ([0, 0, 0, 10, 10], True),  # twenty
    ],
)
def test_the_mean_of_a_few_is_shown_where_no_side_is_nearly_all(
    counts: list[int], told: bool
) -> None:
    assert mean_told(np.array(counts), [4]) == told


def test_a_share_told_besides_hides_the_spread_too() -> None:
    counts = np.array([3, 2, 2, 4, 1])
    assert mean_told(counts, [4])
    assert not mean_told(counts, [4, 5])


def test_two_answers_of_the_same_people_are_nearly_alike_in_either() -> None:
    table = np.zeros((5, 5), dtype=np.int64)
    table[0, 3], table[3, 0], table[3, 3] = 5, 1, 4  # then 5 of 10 agreed, now 9
    assert nearly_alike(table, 4)
    assert nearly_alike(table.T, 4)
    table[3, 0], table[3, 3] = 2, 3
    assert not nearly_alike(table, 4)


def test_a_team_that_nearly_agrees_shows_neither_mean_nor_spread_but_its_gap() -> None:
    found = released([4] * 9 + [5, 5, 2], [1, 2, 3, 4, 5, 3] * 2)
    assert not found.shows_mean("A1", M)
    assert found.shows_mean("A1", S)
    (gap,) = item_gaps(found, questionnaire().items[:1], (M, S))
    assert gap.shares is not None
    assert [(each.value, each.bound) for each in gap.shares] == [(0.9, ">="), (4 / 12, "")]
    assert (gap.means, gap.exact) == (None, False)
    assert gap.difference.value == pytest.approx(48 / 12 - 3)


@pytest.mark.parametrize(
    ("telling", "mean"),
    [
        ([5] * 12, 58 / 12),
        ([5] * 11 + [4], 58 / 12),
        ([4] * 11 + [2], 4.0),
        ([1] * 12, 15 / 12),
        ([3] * 11 + [5], 3.0),
        ([4] * 9 + [5, 5, 2], 4.0),
    ],
)
def test_whoever_adds_a_gap_to_the_others_mean_has_a_mean_that_either_case_can_have(
    telling: list[int], mean: float
) -> None:
    found = released(telling, [1, 2, 3, 4, 5, 3] * 4)
    assert not found.shows_mean("A1", M)
    assert found.shows_mean("A1", S)
    (gap,) = item_gaps(found, questionnaire().items[:1], (M, S))
    assert gap.difference.value + 3 == pytest.approx(mean)


def test_a_theme_is_made_of_such_means_too() -> None:
    found = released([5] * 12, [1, 2, 3, 4, 5, 3] * 4)
    scores, beside = found.scores("A", M), found.counts("A2", M)
    assert scores is not None
    assert beside is not None
    other = float(beside @ np.arange(1, 6) / beside.sum())
    assert scores.mean == pytest.approx((58 / 12 + other) / 2)
    assert found.shows_mean("A", M)


def test_a_theme_of_one_statement_is_told_as_that_is() -> None:
    known = questionnaire([item("A1", "A"), item("B1", "B")])
    people = [[5, 1 + place % 5] for place in range(12)] + [[3, 3]] * 24
    survey = responses(["marketing"] * 12 + ["sales"] * 24, people, items=("A1", "B1"))
    whole = Counted(waves=(Wave("", tally(survey, known)),), read=36, removed=())
    found = release(whole, known, Rules())[0]
    (one,) = item_gaps(found, known.items[:1], (M, S))
    theme = next(each for each in dimension_gaps(found, known, (M, S)) if each.subject == "A")
    assert (theme.difference, theme.delta) == (one.difference, one.delta)


@pytest.mark.parametrize("stated", [True, False])
def test_where_the_mean_of_a_level_would_tell_no_level_shows_its_own(stated: bool) -> None:
    """The team's less those of the others; of those who state no level too."""
    levels = ["n"] * 15 + ["w"] * 15 + ["s" if stated else ""] * 12
    answers = [
        [5 if place >= 30 else TORN[place % 6], *(TORN[(place + at) % 6] for at in range(5))]
        for place in range(42)
    ]
    other = [[TORN[(place + at) % 6] for at in range(6)] for place in range(42)]
    survey = responses(
        ["marketing"] * 42 + ["sales"] * 42, [*answers, *other], {"region": levels * 2}
    )
    known = questionnaire()
    wave = Wave("", tally(survey, known))
    found = release(Counted(waves=(wave,), read=84, removed=()), known, Rules())[0]
    assert found.counts("A1", north := replace(M, segment="region", value="n")) is not None
    assert not found.shows_mean("A1", north)
    assert not found.shows_mean("A1", replace(north, team="sales"))
    assert found.shows_mean("A1", M)
    assert found.shows_mean("A2", north)


@pytest.mark.parametrize("alike", [[4] * 12, [5] + [4] * 10 + [3], [5, 5] + [4] * 9 + [2]])
def test_no_interval_and_no_delta_tells_whether_all_of_a_few_agree(alike: list[int]) -> None:
    """All add up to 48; the spread is told as that of ten times 4, a 5 and a 3."""
    found = released(alike, [1, 2, 3, 4, 5, 3] * 4)
    told = released([5] + [4] * 10 + [3], [1, 2, 3, 4, 5, 3] * 4)
    gaps = [item_gaps(each, questionnaire().items[:1], (M, S)) for each in (found, told)]
    assert gaps[0] == gaps[1]


@given(base=st.integers(5, FEW - 1), data=st.data())
def test_the_answers_by_which_a_spread_is_told_depend_on_bound_and_mean_alone(
    base: int, data: st.DataObject
) -> None:
    points, lowest = data.draw(st.sampled_from([(5, 4), (7, 5), (4, 3)]))
    favourable = data.draw(st.booleans())
    inside = range(lowest, points + 1) if favourable else range(1, lowest)
    beyond = [each for each in range(1, points + 1) if each not in inside]
    given = [data.draw(st.sampled_from(inside)) for _ in range(base - 1)]
    given.append(data.draw(st.sampled_from([*inside, *beyond])))
    counts = np.bincount(given, minlength=points + 1)[1:]
    told = open_answers(counts, lowest)
    least, most = open_sums(base, lowest, points, favourable=favourable)
    assert told.sum() == pytest.approx(base)
    assert told @ np.arange(1, points + 1) == pytest.approx(min(max(sum(given), least), most))
    assert told[[each - 1 for each in beyond]].sum() == 1
    assert told.min() >= -1e-9
    assert np.count_nonzero(told[inside.start - 1 : inside.stop - 1]) <= 2


def test_of_many_or_of_answers_on_both_sides_the_spread_is_as_it_is() -> None:
    for counts in ([0, 0, 0, 0, 20], [2, 0, 0, 8, 0], [1, 0, 0, 18, 1]):
        assert open_answers(np.array(counts), 4).tolist() == counts


def test_where_the_others_give_one_answer_alone_all_give_it() -> None:
    """On a scale of two, or where the top answer alone is favourable."""
    assert open_answers(np.array([0, 9]), 2).tolist() == [1, 8]
    assert open_answers(np.array([0, 0, 1, 0, 8]), 5).tolist() == [0, 0, 0, 1, 8]


@given(base=st.integers(5, FEW - 1), data=st.data())
def test_a_sum_leaves_open_whether_all_are_on_a_side_when_either_can_add_up_to_it(
    base: int, data: st.DataObject
) -> None:
    """Either way: all favourable or all but one; none, or one."""
    points, lowest = data.draw(st.sampled_from([(5, 4), (7, 5), (4, 3), (2, 2)]))
    rest = range(1, lowest)
    top = range(lowest, points + 1)
    for most, other, favourable in ((top, rest, True), (rest, top, False)):
        alone = {*range(base * most[0], base * most[-1] + 1)}
        but_one = {
            one + others
            for one in other
            for others in range((base - 1) * most[0], (base - 1) * most[-1] + 1)
        }
        least, highest = open_sums(base, lowest, points, favourable=favourable)
        assert alone & but_one == {*range(int(least), int(highest) + 1)}


def test_a_level_leaves_open_whether_all_are_on_a_side() -> None:
    """Nine times 4 and a 1 are 3.7, a middle level: not all would have agreed. So it is told as 4."""
    found = released([4] * 9 + [1], [3] * 10)
    (gap,) = item_gaps(found, questionnaire().items[:1], (M, S))
    assert gap.levels == (Level.HIGH, Level.MIDDLE)
    assert gap.difference.value == pytest.approx(1.0)


def test_where_everyone_answered_the_interval_still_holds_what_is_left_open() -> None:
    found = released([5] * 12, [4] * 19 + [3] * 4 + [2])
    groups = tuple(replace(each, headcount=each.n) for each in found.groups)
    known = item_gaps(replace(found, groups=groups), questionnaire().items[:1], (M, S))[0]
    assert known.difference.low < 58 / 12 - 90 / 24 < 5 - 90 / 24 < known.difference.high


def test_beside_a_level_or_a_share_the_gap_does_not_tell_whether_all_agree() -> None:
    """The others are high, at 3.75 or more: of twelve, a gap of 1.3 would tell."""
    others = [4] * 19 + [3] * 4 + [2]
    gaps = {
        item_gaps(released(alike, others), questionnaire().items[:1], (M, S))
        for alike in ([5] * 12, [5] * 11 + [4], [5] * 11 + [3])
    }
    ((gap,),) = gaps
    assert gap.levels == (Level.HIGH, Level.HIGH)
    assert gap.difference.value == pytest.approx(58 / 12 - 90 / 24)


def test_whether_anybody_gives_the_top_answer_hides_the_spread_of_the_alignment_item() -> None:
    """Nobody of Marketing gives the top answer, though answers are on either side."""
    for asked in ("O1", "A1"):
        known = replace(questionnaire(), alignment_item=asked)
        found = released([1, 2, 3, 4] * 3, [1, 2, 3, 4, 5, 5] * 2, known)
        assert found.shows_mean("A1", M) == (asked == "O1")
        assert found.shows_mean("A1", S)
