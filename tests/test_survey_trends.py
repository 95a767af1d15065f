"""What changed from wave to wave: by hand, by its symmetries, and where nothing may be said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked import Row, same, wave_of
from surveys import item, questionnaire, responses, scale
from waves import ASKED, ITEMS, Counts, Two, people, released, trend

from survey.course import Course
from survey.disclosure import release
from survey.drift import Break, Kind
from survey.engines.pandas_engine import count
from survey.release import INDEX, Rules
from survey.trends import Left, Trend, trend_of
from survey.wave_change import Change, Turn
from survey.wave_series import Excluded

EVEN: Counts = (0, 6, 0, 6, 0)
"""Mean 3; smoothed by 0.3 at each point: 13.5 people, squares of 15 in all, variance 15 / 12.5."""

LOW: Counts = (20, 10, 0, 0, 0)
HIGH: Counts = (0, 0, 0, 10, 20)
MIDDLE: Counts = (5, 5, 10, 5, 5)

answers = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(lambda counts: sum(counts) > 9)
twos = st.tuples(answers, answers)


def of(found: Trend, subject: str = "A1") -> Change:
    return next(each for each in found.changes if each.subject == subject)


def test_without_an_earlier_wave_there_is_no_trend() -> None:
    assert trend_of(released({"2026": people((EVEN, EVEN))}), ASKED) is None


def test_the_change_of_a_gap_adds_four_variances() -> None:
    """Each mean has variance 1.2 / 13.5 with 11 degrees of freedom; t of 44 is 2.0154."""
    found = of(trend({"2025": people((EVEN, EVEN)), "2026": people((EVEN, EVEN))}))
    assert found.gap.value == 0.0
    assert found.gap.base == 48
    assert found.gap.high == pytest.approx(2.0154 * (4 * 1.2 / 13.5) ** 0.5, abs=1e-4)
    team = found.teams[0]
    assert team.mean.high == pytest.approx(2.0739 * (2 * 1.2 / 13.5) ** 0.5, abs=1e-4)  # t of 22
    assert (team.mean.base, team.share) == (24, team.share)
    assert team.share is not None
    assert team.share.value == 0.0
    assert (found.course, found.p_adjusted) == (Course.NO_CLEAR_CHANGE, 1.0)


def test_of_a_few_nearly_alike_no_change_tells_whether_all_agree() -> None:
    """Twelve times 4; or two 5, nine 4 and a 2: the same mean."""
    torn = people((EVEN, EVEN))
    first, second = (
        of(trend({"2025": torn, "2026": people((EVEN, EVEN), {"A1": (alike, EVEN)})}))
        for alike in ((0, 0, 0, 12, 0), (0, 1, 0, 9, 2))
    )
    assert first == second


def test_a_gap_that_closes_is_narrower_and_each_team_is_told() -> None:
    found = of(trend({"2025": people((HIGH, LOW)), "2026": people((HIGH, HIGH))}))
    assert found.then.difference.value == pytest.approx(10 / 3)
    assert found.now.difference.value == 0.0
    assert found.gap.value == pytest.approx(-10 / 3)
    assert found.course is Course.NARROWER
    assert [team.turn for team in found.teams] == [Turn.NO_CLEAR_CHANGE, Turn.HIGHER]
    shares = [team.share.value for team in found.teams if team.share]
    assert shares == [0.0, 1.0]


def test_a_gap_that_opens_is_wider_and_one_that_changes_sides_is_turned() -> None:
    opened = of(trend({"2025": people((HIGH, HIGH)), "2026": people((LOW, HIGH))}))
    assert (opened.course, opened.teams[0].turn) == (Course.WIDER, Turn.LOWER)
    turned = of(trend({"2025": people((HIGH, LOW)), "2026": people((LOW, HIGH))}))
    assert turned.course is Course.TURNED


def test_head_counts_play_no_part() -> None:
    waves = {"2025": people((MIDDLE, MIDDLE)), "2026": people((MIDDLE, MIDDLE))}
    whole = released(waves)
    asked = tuple(replace(each, headcount=each.n) for each in whole.groups)
    found = trend_of(replace(whole, groups=asked), ASKED)
    assert found is not None
    assert of(found).gap == of(trend(waves)).gap
    assert of(found).now.difference.high > 0.3


def test_everything_is_compared_and_the_waves_are_told_with_their_people() -> None:
    found = trend({"2026": people((HIGH, EVEN)), "2025": people((LOW, MIDDLE))})
    assert (found.before, found.last) == ("2025", "2026")
    assert [each.answered for each in found.waves] == [(30, 30), (30, 12)]
    assert {each.subject for each in found.changes} == {*ITEMS, "A", "B", INDEX}
    assert [each.subject for each in found.outcomes] == ["O1"]
    assert [each.subject for each in found.dimensions] == ["A", "B"]
    assert found.index is not None
    assert found.index.teams[0].share is None
    assert found.left == ()


def test_how_many_say_aligned_is_told_of_both_teams_together() -> None:
    found = trend({"2025": people((LOW, LOW)), "2026": people((LOW, HIGH))}).alignment
    assert found is not None
    assert (found.then.value, found.now.value, found.change.value) == (0.0, 0.5, 0.5)
    assert (found.now.base, found.change.base, found.turn) == (60, 120, Turn.HIGHER)
    back = trend({"2025": people((LOW, HIGH)), "2026": people((LOW, LOW))}).alignment
    assert back is not None
    assert back.turn is Turn.LOWER
    same_again = trend({"2025": people((LOW, HIGH)), "2026": people((LOW, HIGH))}).alignment
    assert same_again is not None
    assert same_again.turn is Turn.NO_CLEAR_CHANGE
    reworded = [Break(item="O1", kind=Kind.REWORDED, wave="2")]
    waves = {label: people((LOW, HIGH)) for label in ("1", "2")}
    assert trend(waves, reworded).alignment is None


def test_the_largest_change_of_a_gap_comes_first() -> None:
    then = people((MIDDLE, MIDDLE))
    now = people((MIDDLE, MIDDLE), {"B2": (HIGH, LOW), "A2": (HIGH, MIDDLE)})
    assert [each.subject for each in trend({"1": then, "2": now}).statements[:2]] == ["B2", "A2"]


def test_a_series_holds_every_wave_that_asked_alike() -> None:
    waves = {label: people((HIGH, MIDDLE)) for label in ("2023", "2024", "2025", "2026")}
    again = [Break(item="A1", kind=Kind.REWORDED, wave="2024")]
    found = trend(waves, again)
    assert [wave for wave, _ in of(found).series] == ["2024", "2025", "2026"]
    assert [wave for wave, _ in of(found, "A").series] == ["2024", "2025", "2026"]
    assert [wave for wave, _ in of(found, INDEX).series] == ["2024", "2025", "2026"]
    assert len(of(found, "B").series) == 4


def test_what_was_asked_otherwise_is_left_out_with_its_theme_and_the_index() -> None:
    waves = {label: people((HIGH, MIDDLE)) for label in ("2025", "2026")}
    found = trend(waves, [Break(item="A1", kind=Kind.REWORDED, wave="2026")])
    assert found.left == (
        Left(subject="A1", why=Excluded.REWORDED),
        Left(subject="A", why=Excluded.REWORDED),
        Left(subject=INDEX, why=Excluded.REWORDED),
    )
    assert {each.subject for each in found.changes} == {*ITEMS, "B"} - {"A1"}
    assert found.index is None


@pytest.mark.parametrize("kind", [Kind.NEW, Kind.GONE])
def test_what_comes_or_goes_is_listed(kind: Kind) -> None:
    without = people((HIGH, MIDDLE), {"A1": ((), ())})
    whole = people((HIGH, MIDDLE))
    before, after = (without, whole) if kind is Kind.NEW else (whole, without)
    found = trend({"2025": before, "2026": after}, [Break(item="A1", kind=kind, wave="2026")])
    assert found.left[0] == Left(subject="A1", why=Excluded(kind.value))


def test_what_too_few_answered_in_a_wave_is_not_shown() -> None:
    few = people((HIGH, MIDDLE), {"B1": ((0, 0, 0, 3, 0), MIDDLE)})
    found = trend({"2025": few, "2026": people((HIGH, MIDDLE))})
    assert found.left == tuple(
        Left(subject=subject, why=Excluded.NOT_SHOWN) for subject in ("B1", "B", INDEX)
    )


def test_a_theme_is_compared_where_it_is_made_of_the_same_statements() -> None:
    """Three people answered B3 in 2025: the theme was then that of B1 and B2."""
    few: Two = ((3, 0, 0, 0, 0), (0, 0, 3, 0, 0))
    found = trend(
        {
            "2024": people((MIDDLE, MIDDLE)),
            "2025": people((EVEN, EVEN), {"B3": few}),
            "2026": people((MIDDLE, EVEN)),
        }
    )
    subjects = {each.subject for each in found.changes}
    assert {"A", "B1"} <= subjects
    assert not {"B", "B3", INDEX} & subjects
    assert {each.subject for each in found.left} == {"B3", "B", INDEX}
    assert {each.why for each in found.left} == {Excluded.NOT_SHOWN}
    later = trend(
        {
            "2024": people((EVEN, EVEN), {"B3": few}),
            "2025": people((MIDDLE, MIDDLE)),
            "2026": people((MIDDLE, EVEN)),
        }
    )
    assert [wave for wave, _ in of(later, "B").series] == ["2025", "2026"]


def test_small_teams_are_compared_without_their_counts() -> None:
    found = of(trend({"2025": people(((0, 0, 3, 3, 0), EVEN)), "2026": people((EVEN, EVEN))}))
    assert found.then.means is None
    assert not found.counted
    assert not any(team.exact for team in found.teams)


def test_scales_of_different_length_have_no_index() -> None:
    longer = replace(scale(7), id="longer")
    asked = questionnaire([item("A1", "A"), item("B1", "B", scale=longer), item("O1", "O")])
    asked = replace(asked, scales=(scale(), longer))
    people_of_both = [team for team in ("marketing", "sales") for _ in range(12)]
    batches = [
        wave_of(label, responses(people_of_both, [[3, 7, 3]] * 24, items=("A1", "B1", "O1")))
        for label in ("1", "2")
    ]
    found = trend_of(release(count(batches, asked), asked, Rules())[0], asked)
    assert found is not None
    assert found.index is None
    assert of(found, "B1").gap.high > of(found, "A1").gap.high


@settings(max_examples=25, deadline=None)
@given(then=twos, now=twos)
def test_other_teams_first_turns_every_sign(then: Two, now: Two) -> None:
    found = trend({"1": people(then), "2": people(now)})
    swapped = trend({"1": people(then[::-1]), "2": people(now[::-1])})
    for change in found.changes:
        other = of(swapped, change.subject)
        assert other.gap.value == pytest.approx(-change.gap.value)
        assert other.gap.low == pytest.approx(-change.gap.high)
        assert other.course is change.course
        assert other.teams[0].turn is change.teams[1].turn
        assert other.teams[1].mean.value == pytest.approx(change.teams[0].mean.value)


@settings(max_examples=25, deadline=None)
@given(then=twos, now=twos)
def test_the_other_direction_of_time_turns_every_sign(then: Two, now: Two) -> None:
    found = trend({"1": people(then), "2": people(now)})
    back = trend({"1": people(now), "2": people(then)})
    for change in found.changes:
        other = of(back, change.subject)
        assert other.gap.value == pytest.approx(-change.gap.value)
        assert other.gap.high == pytest.approx(-change.gap.low)


@settings(max_examples=25, deadline=None)
@given(counts=twos)
def test_waves_that_are_the_same_show_no_change(counts: Two) -> None:
    for change in trend({"1": people(counts), "2": people(counts)}).changes:
        assert change.gap.value == 0.0
        assert change.course is Course.NO_CLEAR_CHANGE
        assert {team.turn for team in change.teams} == {Turn.NO_CLEAR_CHANGE}


@settings(max_examples=10, deadline=None)
@given(then=twos, now=twos)
def test_the_order_of_files_makes_no_difference_where_labels_hold_years(
    then: Two, now: Two
) -> None:
    forth = trend({"2025": people(then), "2026": people(now)})
    back = trend({"2026": people(now), "2025": people(then)})
    assert forth == back


def paired(*moves: tuple[int, int, int], others: int = 0) -> Trend:
    """In each team so many people who moved from one answer to another, and so many unknown."""
    then: list[Row] = []
    now: list[Row] = []
    for team, first in (("marketing", 1), ("sales", 1001)):
        for number, (moved, before, after) in enumerate(moves):
            then += same(first + 100 * number, moved, team, before)
            now += same(first + 100 * number, moved, team, after)
        then += same(first + 800, others, team, 3)
        now += same(first + 900, others, team, 3)
    return trend({"2025": then, "2026": now})


def test_the_same_people_are_compared_with_themselves_besides() -> None:
    found = of(paired((10, 2, 2), (10, 4, 4), (10, 2, 3)))
    team = found.teams[0]
    assert team.paired is not None
    assert team.paired.mean.base == 30
    assert team.paired.mean.value == pytest.approx(10 / 30)
    assert team.paired.mean.value == pytest.approx(team.mean.value)
    assert team.paired.mean.low > team.mean.low
    assert team.mean.low < 0 < team.paired.mean.low
    assert (team.turn, team.p) == (Turn.HIGHER, team.paired.p)
    assert (team.paired.share.value, team.paired.p_share) == (0.0, 1.0)
    assert found.paired is not None
    assert found.paired.value == 0.0
    assert found.paired.high < found.gap.high
    assert found.paired.base == 60


def test_mcnemar_counts_those_who_changed_sides() -> None:
    """Six said yes who had not, none the reverse: p = 2 / 64."""
    team = of(paired((6, 3, 4), (14, 3, 3))).teams[1]
    assert team.paired is not None
    assert team.paired.p_share == pytest.approx(2 / 64)
    assert team.paired.share.value == pytest.approx(0.3)


@pytest.mark.parametrize(("others", "shown"), [(13, True), (14, False)])
def test_the_same_people_must_be_most_of_each_team(others: int, shown: bool) -> None:
    found = paired((20, 3, 4), others=others)
    assert (of(found).paired is not None) == shown
    assert found.linked == ((20, 20) if shown else (None, None))


def test_themes_are_compared_as_if_other_people_had_answered() -> None:
    found = of(paired((20, 3, 4)), "A")
    assert found.paired is None
    assert [team.paired for team in found.teams] == [None, None]


def test_nothing_is_said_where_the_same_people_and_all_point_different_ways() -> None:
    then: list[Row] = []
    now: list[Row] = []
    for team, person in (("marketing", 1), ("sales", 1001)):
        then += [*same(person, 30, team, 2), *same(person + 100, 18, team, 5)]
        now += [*same(person, 30, team, 3), *same(person + 200, 18, team, 2)]
    team_change = of(trend({"2025": then, "2026": now})).teams[0]
    assert team_change.paired is not None
    assert team_change.paired.mean.low > 0 > team_change.mean.value
    assert team_change.turn is Turn.NO_CLEAR_CHANGE
