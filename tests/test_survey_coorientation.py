"""Whether the teams agree, and whether each knows it: by hand, against SciPy, and at the ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from metas import S, asking, compared, counts, joined, judged_of, meta, released
from scipy import stats
from teams import answers, two_teams

from survey.coorientation import Distance, MetaGap, Standing, meta_gaps
from survey.estimates import Estimate
from survey.release import Counts
from survey.statistics.comparison import compare_means
from survey.statistics.paired import estimate_change
from survey.unanimity import FEW
from survey.verdict import Verdict

ASKED = asking(meta("M1", {"marketing": "B1"}))
BOTH_ASKED = asking(meta("M3", {"marketing": "B1", "sales": "B2"}))
HIGH, LOW = counts(0, 0, 0, 100, 100), counts(100, 100, 0, 0, 0)
TABLES = st.lists(st.integers(0, 4), min_size=25, max_size=25).filter(any)
JOINTS = TABLES.map(lambda cells: np.array(cells, dtype=np.int64).reshape(5, 5))


def one(own: Counts, outside: Counts, foreseen: Counts, pairs: Counts | None = None) -> MetaGap:
    """What Marketing says of B1, what Sales says, and what Marketing foresees."""
    known = {} if pairs is None else {("M1", "marketing"): pairs}
    release = released({"B1": (own, outside)}, {("M1", "marketing"): foreseen}, known)
    (found,) = compared(release, ASKED)
    return found


def of_pairs(pairs: Counts, outside: Counts) -> MetaGap:
    return one(pairs.sum(axis=1), outside, pairs.sum(axis=0), pairs)


def distance(verdict: Verdict, value: float = 1.0) -> Distance:
    return Distance(
        difference=Estimate(value=value, low=value, high=value, base=40),
        narrow=(value, value),
        bases=(20, 20),
        at_least=(False, False),
        p=0.5,
        p_adjusted=0.5,
        exact=True,
        verdict=verdict,
    )


def test_the_three_differences_of_ten_and_five_people_are_those_found_by_hand() -> None:
    """Own 4, 5 (5 people each); foreseen 2, 4; the other team answers 3 three times and 1 twice."""
    found = of_pairs(joined({(4, 2): 5, (5, 4): 5}), counts(2, 0, 3, 0, 0))
    assert found.agreement.difference.value == pytest.approx(4.5 - 2.2)
    assert found.congruency.difference.value == pytest.approx(4.5 - 3.0)
    assert found.accuracy.difference.value == pytest.approx(3.0 - 2.2)
    told = [(each.value, each.bound) for each in (found.own, found.foreseen, found.outside)]
    assert told == [(0.9, ">="), (0.5, ""), (0.2, "<=")]
    assert (found.congruency.bases, found.accuracy.bases) == ((10, 10), (10, 5))
    assert (found.congruency.exact, found.accuracy.exact) == (True, False)
    assert (found.team, found.other, found.item, found.margin) == ("marketing", "sales", "B1", 0.5)


def test_of_large_teams_the_differences_are_those_of_scipy() -> None:
    pairs = joined({(4, 3): 400, (5, 4): 300, (3, 4): 200, (4, 2): 300, (2, 2): 150})
    outside = counts(120, 300, 260, 90, 40)
    found = of_pairs(pairs, outside)
    own, foreseen = (
        np.repeat(places.ravel() + 1, pairs.ravel()) for places in np.indices(pairs.shape)
    )
    paired = stats.ttest_rel(own, foreseen).confidence_interval()
    welch = stats.ttest_ind(
        foreseen, answers(outside.astype(np.float64)), equal_var=False
    ).confidence_interval()
    told = found.congruency.difference, found.accuracy.difference
    for estimate, expected in zip(told, (paired, welch), strict=True):
        assert [estimate.low, estimate.high] == pytest.approx(list(expected), abs=0.01)


def test_answers_of_the_same_people_are_compared_person_by_person_where_that_may_be() -> None:
    pairs = joined({(5, 4): 10, (4, 3): 10, (3, 2): 10, (2, 1): 10})
    paired, apart = of_pairs(pairs, HIGH), one(pairs.sum(axis=1), HIGH, pairs.sum(axis=0))
    assert (paired.paired, apart.paired) == (True, False)
    assert paired.congruency.difference.value == apart.congruency.difference.value == 1
    widths = [each.congruency.difference.high - each.congruency.difference.low for each in (paired, apart)]  # fmt: skip
    assert widths[0] < widths[1] / 2


def test_what_is_compared_person_by_person_is_the_answer_itself_less_the_one_foreseen() -> None:
    found = of_pairs(joined({(5, 1): 20}), HIGH)
    expected = estimate_change(joined({(1, 5): 20})).interval()
    assert found.congruency.difference.value == 4
    assert found.congruency.difference.low == pytest.approx(float(expected.low))


def test_a_headcount_narrows_every_difference_to_a_point_when_everyone_answered() -> None:
    pairs = joined({(5, 4): 6, (3, 3): 6})
    release = released(
        {"B1": (pairs.sum(axis=1), counts(2, 3, 3, 2, 0))},
        {("M1", "marketing"): pairs.sum(axis=0)},
        {("M1", "marketing"): pairs},
        headcounts=(12, 10),
    )
    (found,) = compared(release, ASKED)
    for each in (found.agreement, found.congruency, found.accuracy):
        assert each.difference.low == each.difference.value == each.difference.high


def test_without_the_pairs_a_headcount_of_the_team_asked_counts_on_both_sides() -> None:
    own, foreseen = counts(0, 0, 4, 4, 4), counts(2, 4, 4, 2, 0)
    release = released({"B1": (own, HIGH)}, {("M1", "marketing"): foreseen}, headcounts=(15, 400))
    (found,) = compared(release, ASKED)
    expected = compare_means(own, foreseen, populations=(15, 15)).interval()
    assert found.congruency.difference.low == pytest.approx(float(expected.low))


@pytest.mark.parametrize(
    ("outside", "foreseen", "standing"),
    [
        (HIGH, HIGH, Standing.CONSENSUS),
        (LOW, LOW, Standing.DISSENSUS),
        (LOW, HIGH, Standing.FALSE_CONSENSUS),
        (HIGH, LOW, Standing.FALSE_CONFLICT),
    ],
)
def test_a_team_that_rates_itself_high_stands_in_one_of_four_ways(
    outside: Counts, foreseen: Counts, standing: Standing
) -> None:
    assert one(HIGH, outside, foreseen).standing is standing


@pytest.mark.parametrize("verdict", [Verdict.POSSIBLE_GAP, Verdict.UNDETERMINED])
def test_without_two_clear_verdicts_no_way_of_standing_is_named(verdict: Verdict) -> None:
    known = one(HIGH, HIGH, HIGH)
    for changed in (
        replace(known, agreement=distance(verdict)),
        replace(known, congruency=distance(verdict)),
    ):
        assert changed.standing is Standing.UNDETERMINED


def test_a_gap_foreseen_the_wrong_way_round_is_no_dissensus() -> None:
    known = one(HIGH, LOW, LOW)
    wrong_way = replace(known, congruency=distance(Verdict.GAP, -1.0))
    assert known.standing is Standing.DISSENSUS
    assert wrong_way.standing is Standing.UNDETERMINED


def test_agreement_is_the_gap_of_the_item_seen_from_the_team_asked() -> None:
    release = released(
        {"B1": (HIGH, LOW), "B2": (HIGH, LOW)},
        {("M3", "marketing"): HIGH, ("M3", "sales"): HIGH},
    )
    marketing, sales = compared(release, BOTH_ASKED)
    assert (marketing.item, sales.item) == ("B1", "B2")
    assert marketing.agreement.difference == sales.agreement.difference.negated()
    assert sales.agreement.narrow == tuple(-limit for limit in reversed(marketing.agreement.narrow))
    assert (sales.own.value, sales.outside.value) == (0, 1)


def test_the_answers_of_the_team_asked_are_counted_first() -> None:
    few = counts(0, 3, 4, 2, 1)
    release = released({"B2": (few, HIGH)}, {("M3", "sales"): HIGH})
    (found,) = compared(release, BOTH_ASKED)
    assert (found.agreement.bases, found.accuracy.bases) == ((200, 10), (200, 10))


def test_the_chance_of_a_false_finding_is_held_over_all_that_is_foreseen() -> None:
    """Of two p of accuracy the smaller is doubled, at most to the larger; congruency is apart."""
    own, foreseen = counts(7, 12, 10, 8, 3), counts(3, 8, 12, 10, 7)
    release = released(
        {"B1": (own, own), "B2": (own, own)},
        {("M3", "marketing"): foreseen, ("M3", "sales"): own},
    )
    first, second = compared(release, BOTH_ASKED)
    smaller, larger = first.accuracy.p, second.accuracy.p
    assert smaller < 0.1 < larger
    assert first.accuracy.p_adjusted == pytest.approx(min(2 * smaller, larger))
    assert first.congruency.p_adjusted == pytest.approx(
        min(2 * first.congruency.p, second.congruency.p)
    )


def test_how_many_foresee_each_answer_is_kept_from_twenty_on() -> None:
    known = one(HIGH, LOW, counts(0, 7, 8, 4, 1))
    assert known.expected == (0, 7, 8, 4, 1)
    assert one(HIGH, LOW, counts(0, 7, 8, 3, 1)).expected is None


def test_how_many_foresee_each_answer_is_not_told_where_their_mean_is_not() -> None:
    foreseen = counts(0, 7, 8, 4, 1)
    release = released({"B2": (HIGH, LOW)}, {("M3", "sales"): foreseen})
    (known,) = compared(release, BOTH_ASKED)
    hidden = replace(release, without_mean=frozenset({("M3", S)}))
    (untold,) = compared(hidden, BOTH_ASKED)
    assert known.expected == tuple(foreseen)
    assert untold.expected is None


def test_what_is_not_released_is_not_compared() -> None:
    release = released({"B1": (HIGH, LOW)}, {})
    assert compared(release, ASKED) == ()
    assert meta_gaps(released({"B1": (HIGH, LOW)}, {("M1", "marketing"): HIGH}), ASKED, []) == ()


def test_what_was_judged_must_be_released() -> None:
    known = released({"B1": (HIGH, LOW)}, {("M1", "marketing"): HIGH})
    judged = judged_of(known, ASKED)
    torn = replace(known, item_counts={k: v for k, v in known.item_counts.items() if k[1] != S})
    with pytest.raises(ValueError, match="M1: what is judged must be released"):
        meta_gaps(torn, ASKED, judged)


@given(JOINTS, two_teams().map(lambda pair: pair[0].astype(np.int64)))
def test_agreement_is_congruency_and_accuracy_together(pairs: Counts, outside: Counts) -> None:
    found = of_pairs(pairs, outside)
    together = found.congruency.difference.value + found.accuracy.difference.value
    assert found.agreement.difference.value == pytest.approx(together, abs=1e-9)


@given(JOINTS, two_teams().map(lambda pair: pair[0].astype(np.int64)))
def test_on_a_scale_turned_round_every_sign_turns(pairs: Counts, outside: Counts) -> None:
    """Of many people: of a few nearly alike, what is favourable decides how they are told."""
    found = of_pairs(FEW * pairs, FEW * outside)
    turned = of_pairs(FEW * pairs[::-1, ::-1], FEW * outside[::-1])
    for one_way, other_way in (
        (found.agreement, turned.agreement),
        (found.congruency, turned.congruency),
        (found.accuracy, turned.accuracy),
    ):
        expected = other_way.difference.negated()
        assert one_way.difference.value == pytest.approx(expected.value, abs=1e-9)
        assert one_way.difference.low == pytest.approx(expected.low, abs=1e-9)


@given(JOINTS, two_teams().map(lambda pair: pair[0].astype(np.int64)))
def test_which_team_stands_first_changes_nothing(pairs: Counts, outside: Counts) -> None:
    own, foreseen = pairs.sum(axis=1), pairs.sum(axis=0)
    first, second = ASKED.teams
    turned = replace(ASKED, teams=(second, first))
    release = released(
        {"B1": (own, outside)}, {("M1", "marketing"): foreseen}, {("M1", "marketing"): pairs}
    )
    (before,), (after,) = compared(release, ASKED), compared(release, turned)
    for one_way, other_way in (
        (before.agreement, after.agreement),
        (before.congruency, after.congruency),
        (before.accuracy, after.accuracy),
    ):
        assert one_way.difference.low == pytest.approx(other_way.difference.low, abs=1e-9)
        assert one_way.verdict is other_way.verdict


@given(two_teams().map(lambda pair: pair[0].astype(np.int64)))
def test_a_team_that_foresees_just_what_the_other_says_is_accurate(outside: Counts) -> None:
    found = one(HIGH, outside * 50, outside * 50)
    assert found.accuracy.difference.value == pytest.approx(0, abs=1e-9)
    assert found.accuracy.verdict is not Verdict.GAP
    assert found.congruency.difference.value == pytest.approx(found.agreement.difference.value)


def test_of_a_few_nearly_alike_no_interval_tells_whether_all_agree() -> None:
    """Twelve times 4, or all but one with the same mean; foreseen alike, in pairs or not."""
    alike, but_one, torn = counts(0, 0, 0, 12, 0), counts(0, 1, 0, 9, 2), counts(2, 2, 4, 2, 2)
    found = [
        compared(released({"B1": (own, torn)}, {("M1", "marketing"): foreseen}, pairs), ASKED)
        for own in (alike, but_one)
        for foreseen in (alike, but_one)
        for pairs in ({}, {("M1", "marketing"): np.diag(own)})
    ]
    assert all(each == found[0] for each in found)
