"""Perception gaps, mirror gaps and verdicts, from released counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from surveys import item, questionnaire, scale

from survey.estimates import Estimate, mean_of, share_from
from survey.gaps import PerceptionGap, dimension_gaps, item_gaps, segment_gaps
from survey.release import Base, Group, Release, ReleasedGroup, Rules, ThemeScores
from survey.statistics.mean import estimate_mean
from survey.thresholds import USUAL, Level
from survey.verdict import Quadrant, Stage, Verdict, judge, team_stages

M, S = Group(team="marketing"), Group(team="sales")
TEAMS = (M, S)
Counts = list[int]


def released(
    counts: dict[tuple[str, Group], Counts],
    scores: dict[tuple[str, Group], tuple[list[float], Counts]] | None = None,
    headcount: int | None = None,
) -> Release:
    groups = sorted({group for _, group in counts} | {group for _, group in scores or {}})
    sizes = {
        group: max(sum(row) for (_, own), row in counts.items() if own == group) for group in groups
    }
    return Release(
        rules=Rules(),
        groups=tuple(
            ReleasedGroup(group=group, n=sizes[group], headcount=headcount) for group in groups
        ),
        items=tuple(sorted({name for name, _ in counts})),
        read=0,
        removed=(),
        withheld=(),
        outside_teams=0,
        item_counts={key: np.array(row) for key, row in counts.items()},
        cant_say_counts=dict.fromkeys(counts, 0),
        theme_scores={
            (name, team): ThemeScores(
                items=tuple(item for item, of in counts if of == team),
                mean=float(np.average(values, weights=row)),
                values=np.array(values),
                counts=np.array(row, dtype=np.float64),
            )
            for (name, team), (values, row) in (scores or {}).items()
        },
    )


def gap_of(first: Counts, second: Counts, headcount: int | None = None) -> PerceptionGap:
    release = released({("A1", M): first, ("A1", S): second}, headcount=headcount)
    asked = item("A1", "A", scale=scale(len(first)))
    (gap,) = item_gaps(release, [asked], TEAMS)
    return gap


counts = st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(lambda row: sum(row) >= 5)


def test_a_gap_is_first_minus_second_in_points() -> None:
    gap = gap_of([0, 0, 0, 10, 10], [10, 10, 0, 0, 0])
    assert gap.difference.value == 3.0
    assert gap.bases == (20, 20)
    assert gap.delta.value == 1.0
    assert gap.shares is not None
    assert [share.value for share in gap.shares] == [1.0, 0.0]
    assert gap.levels == (Level.HIGH, Level.LOW)
    assert judge(gap).verdict is Verdict.GAP
    assert judge(gap).clear


@given(first=counts, second=counts)
def test_swapping_the_teams_turns_every_sign(first: Counts, second: Counts) -> None:
    gap, other = gap_of(first, second), gap_of(second, first)
    assert other.difference.value == pytest.approx(-gap.difference.value)
    assert other.difference.low == pytest.approx(-gap.difference.high)
    assert other.delta.value == pytest.approx(-gap.delta.value)
    assert judge(other).verdict is judge(gap).verdict


@given(first=counts, second=counts)
def test_the_narrow_interval_lies_in_the_wide_one_and_both_hold_the_gap(
    first: Counts, second: Counts
) -> None:
    gap = gap_of(first, second)
    assert gap.difference.low <= gap.narrow[0] <= gap.difference.value + 1e-12
    assert gap.difference.value - 1e-12 <= gap.narrow[1] <= gap.difference.high
    assert gap.delta.low <= gap.delta.value <= gap.delta.high


def test_aligned_is_shown_not_assumed() -> None:
    small, large = [1, 2, 4, 2, 1], [20, 40, 80, 40, 20]
    assert judge(gap_of(small, small)).verdict is Verdict.UNDETERMINED
    assert not judge(gap_of(small, small)).clear
    assert judge(gap_of(large, large)).verdict is Verdict.ALIGNED
    assert judge(gap_of(small, small, headcount=10)).verdict is Verdict.ALIGNED


def test_a_wide_gap_of_few_people_is_possible() -> None:
    assert judge(gap_of([1, 1, 1, 2, 2], [2, 2, 1, 1, 1])).verdict is Verdict.POSSIBLE_GAP


def test_everyone_asked_and_answered_leaves_no_interval() -> None:
    gap = gap_of([0, 2, 3, 3, 2], [2, 3, 3, 2, 0], headcount=10)
    assert gap.difference.low == gap.difference.value == gap.difference.high


def test_under_ten_answers_there_is_no_mean() -> None:
    assert gap_of([1, 2, 3, 2, 1], [9, 9, 9, 9, 9]).means is None
    assert not gap_of([1, 2, 3, 2, 1], [9, 9, 9, 9, 9]).exact
    assert gap_of([2, 2, 2, 2, 2], [9, 9, 9, 9, 9]).means is not None


def test_thresholds_stretch_with_the_scale() -> None:
    assert gap_of([0, 0, 0, 5, 0, 0, 5], [1, 1, 1, 1, 1, 1, 1]).margin == 0.75
    assert USUAL.level(5.125, 7) is Level.HIGH
    assert USUAL.level(3.99, 7) is Level.LOW
    assert USUAL.level(4.0, 7) is Level.MIDDLE


def test_p_is_adjusted_over_the_family() -> None:
    rows = {"A1": [0, 0, 0, 10, 10], "B1": [2, 4, 4, 6, 4], "B3": [4, 4, 4, 4, 4]}
    release = released(
        {(name, M): row for name, row in rows.items()}
        | {(name, S): [4, 6, 4, 4, 2] for name in rows}
    )
    gaps = item_gaps(release, questionnaire().items, TEAMS)
    p = sorted(gap.p for gap in gaps)
    assert sorted(gap.p_adjusted for gap in gaps) == pytest.approx(
        [p[0] * 3, min(p[1] * 1.5, p[2]), p[2]]
    )


def test_an_item_withheld_in_one_team_has_no_gap() -> None:
    release = released({("A1", M): [5] * 5, ("B1", M): [5] * 5, ("B1", S): [5] * 5})
    assert [gap.subject for gap in item_gaps(release, questionnaire().items, TEAMS)] == ["B1"]


def test_a_dimension_is_compared_by_its_scores() -> None:
    scores = {("A", M): ([3.0, 4.5], [10, 10]), ("A", S): ([2.0, 4.5], [15, 5])}
    release = released({("A1", M): [4] * 5, ("A1", S): [4] * 5}, scores)
    (gap,) = dimension_gaps(release, questionnaire(), TEAMS)
    assert (gap.subject, gap.kind, gap.shares) == ("A", "dimension", None)
    assert gap.difference.value == pytest.approx(3.75 - 2.625)
    assert gap.means is not None
    assert gap.means[0].value == pytest.approx(3.75)


def test_segments_are_judged_level_by_level_as_one_family() -> None:
    def at(team: str, value: str) -> Group:
        return Group(team=team, segment="region", value=value)

    release = released(
        {
            ("A1", at(team, value)): [1, 1, 1, 1, 6] if team == "marketing" else [6, 1, 1, 1, 1]
            for team in ("marketing", "sales")
            for value in ("n", "s")
        }
        | {("B3", at(team, "n")): [2] * 5 for team in ("marketing", "sales")}
    )
    gaps = segment_gaps(release, questionnaire().items, ("marketing", "sales"), "region")
    assert [(gap.subject, gap.groups[0].value) for gap in gaps] == [
        ("A1", "n"),
        ("B3", "n"),
        ("A1", "s"),
    ]
    assert all(gap.p_adjusted >= gap.p for gap in gaps)
    assert gaps[0].p_adjusted == pytest.approx(gaps[0].p * 1.5)


@pytest.mark.parametrize(
    ("levels", "about", "quadrant"),
    [
        ((Level.HIGH, Level.HIGH), "", Quadrant.SHARED_STRENGTH),
        ((Level.LOW, Level.LOW), "sales", Quadrant.SHARED_WEAKNESS),
        ((Level.LOW, Level.MIDDLE), "", Quadrant.MIXED),
        ((Level.HIGH, Level.LOW), "", Quadrant.FIRST_ONLY),
        ((Level.MIDDLE, Level.HIGH), "", Quadrant.SECOND_ONLY),
        ((Level.HIGH, Level.MIDDLE), "marketing", Quadrant.BLIND_SPOT),
        ((Level.HIGH, Level.MIDDLE), "sales", Quadrant.HIDDEN_STRENGTH),
        ((Level.LOW, Level.HIGH), "sales", Quadrant.BLIND_SPOT),
        ((Level.LOW, Level.HIGH), "marketing", Quadrant.HIDDEN_STRENGTH),
    ],
)
def test_the_quadrant_adds_the_levels(
    levels: tuple[Level, Level], about: str, quadrant: Quadrant
) -> None:
    assert judge(replace(gap_of([1] * 5, [1] * 5), levels=levels), about).quadrant is quadrant


def index_release(first: Counts, second: Counts) -> Release:
    values = [1.0, 2.5, 4.0]
    return released(
        {("A1", M): [sum(first), 0, 0, 0, 0], ("A1", S): [sum(second), 0, 0, 0, 0]},
        {("index", M): (values, first), ("index", S): (values, second)},
    )


def test_each_team_has_its_stage() -> None:
    first, second = team_stages(index_release([0, 0, 12], [12, 0, 0]), questionnaire())
    assert (first.stage, second.stage) == (Stage.INTEGRATED, Stage.UNDEFINED)
    assert (first.index.value, first.index.base) == (4.0, 12)


def test_no_stage_under_ten_scores_with_mixed_scales_or_another_subject() -> None:
    assert team_stages(index_release([0, 0, 9], [12, 0, 0]), questionnaire()) == ()
    other = replace(questionnaire(), alignment_item=None)
    assert team_stages(index_release([0, 0, 12], [12, 0, 0]), other) == ()
    mixed = questionnaire([item("A1", "A"), item("B1", "B", scale=scale(7))])
    assert team_stages(index_release([0, 0, 12], [12, 0, 0]), mixed) == ()


def test_an_estimate_turned_round() -> None:
    assert Estimate(value=1.0, low=0.5, high=2.0, base=9).negated() == Estimate(
        value=-1.0, low=-2.0, high=-0.5, base=9
    )


def test_a_share_has_a_wilson_interval() -> None:
    share = share_from([0, 0, 18, 1, 1], 4)
    assert (share.value, share.base) == (0.1, 20)
    assert share.low == pytest.approx(0.0279, abs=1e-4)
    assert share.high == pytest.approx(0.3010, abs=1e-4)


def test_a_mean_of_everyone_asked_is_a_point() -> None:
    mean = mean_of(estimate_mean([1, 0, 0, 0, 1], population=2), 2)
    assert (mean.low, mean.value, mean.high, mean.base) == (3.0, 3.0, 3.0, 2)


def test_a_gap_tells_no_more_of_its_bases_than_may_be_told() -> None:
    whole = released({("A1", M): [0, 0, 10, 5, 5], ("A1", S): [0, 5, 10, 5, 20]})
    told = replace(whole, at_least={("A1", M): 15})
    gap = item_gaps(told, [item("A1", "A")], TEAMS)[0]
    assert (gap.bases, gap.at_least, gap.counted) == ((15, 40), (True, False), False)
    assert gap.shares is not None
    assert (gap.shares[0].base, gap.shares[0].at_least) == (15, True)
    assert (gap.difference.base, gap.difference.at_least) == (55, True)
    assert item_gaps(whole, [item("A1", "A")], TEAMS)[0].counted


def test_so_many_of_a_team_are_told_where_the_others_are_nobody_or_enough() -> None:
    whole = released({("A1", M): [0, 0, 10, 10, 0], ("A1", S): [0, 0, 4, 4, 0]})
    assert whole.told(20, M) == Base(20)
    assert whole.told(15, M) == Base(15)
    assert whole.told(17, M) == Base(15, exact=False)
    assert whole.told(6, S) == Base(5, exact=False)
    assert whole.told(6, Group(team="none")) == Base(6)
