"""Which levers the answers speak for, how urgently, and because of what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recommended import HIGH, LOW, MIDDLE, Answers, Counts, answers_for, judged

from report_builder.evidence import shown_by
from report_builder.lever import (
    AllOf,
    AnyOf,
    ForeseenAboveGiven,
    Grade,
    ItemsAtLeast,
    LevelAtMost,
    Lever,
    LowDimensionsAtLeast,
    Predicate,
    QuadrantIn,
    Rule,
    SelfAboveOther,
    VerdictIn,
)
from report_builder.recommendations import (
    Bucket,
    Recommendation,
    load_levers,
    recommend,
    strength_to_keep,
)
from report_builder.states import states_of
from survey.questionnaire_file import load_questionnaire
from survey.thresholds import Level
from survey.verdict import Quadrant, Verdict

OURS = load_questionnaire()
LEVERS = load_levers("alignment", OURS)
RULES = [(lever, rule) for lever in LEVERS for rule in lever.rules]
GAP = frozenset({Verdict.GAP})


def recommended(answers: Answers, levers: tuple[Lever, ...] = LEVERS) -> tuple[Recommendation, ...]:
    found = judged(OURS, answers)
    return recommend(
        levers,
        found.items.values(),
        found.dimensions.values(),
        found.mirror.values(),
        found.meta.values(),
    )


def one_lever(when: Predicate, *, effort: int = 1, grade: Grade = Grade.A) -> tuple[Lever, ...]:
    return (replace(LEVERS[0], effort=effort, grade=grade, rules=(Rule("R1", when),)),)


def low(subject: str, by: str = "any", highest: Level = Level.LOW) -> LevelAtMost:
    return LevelAtMost(subject=subject, by=by, highest=highest)


def foreseen(item: str, by: str = "any", least: float = 0.5) -> ForeseenAboveGiven:
    return ForeseenAboveGiven(item=item, by=by, least=least, verdicts=GAP)


def subjects(predicate: Predicate, answers: Answers) -> list[str]:
    states = states_of(judged(OURS, answers))
    return [subject for subject, mask in shown_by(predicate, states).items() if mask[0]]


@pytest.mark.parametrize(("lever", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_answers_can_fire_each_rule(lever: Lever, rule: Rule) -> None:
    found = {one.lever.id: one for one in recommended(answers_for(rule.when, OURS))}
    assert rule.id in {because.rule for because in found[lever.id].because}


def test_nothing_shown_recommends_nothing() -> None:
    assert recommend(LEVERS, [], [], []) == ()


def test_no_rule_fires_when_both_teams_rate_everything_high() -> None:
    assert recommended({}) == ()


@pytest.mark.parametrize("by", ["any", "marketing"])
def test_one_low_team_is_enough_or_named(by: str) -> None:
    assert subjects(low("GOA1", by), {"GOA1": (LOW, HIGH)}) == ["GOA1"]
    assert subjects(low("GOA1", by), {}) == []


def test_a_level_of_both_teams_or_of_the_other_one_does_not_hold_by_one() -> None:
    assert subjects(low("GOA1", "both"), {"GOA1": (LOW, HIGH)}) == []
    assert subjects(low("GOA1", "sales"), {"GOA1": (LOW, HIGH)}) == []
    assert subjects(low("GOA1", "both"), {"GOA1": (LOW, LOW)}) == ["GOA1"]


def test_a_level_at_most_middle_holds_for_a_low_one_too() -> None:
    at_most = low("GOA1", highest=Level.MIDDLE)
    assert [subjects(at_most, {"GOA1": (row, HIGH)}) for row in (LOW, MIDDLE, HIGH)] == [
        ["GOA1"],
        ["GOA1"],
        [],
    ]
    assert subjects(low("GOA1"), {"GOA1": (MIDDLE, HIGH)}) == []


def test_a_dimension_may_be_named_like_an_item() -> None:
    assert subjects(low("GOA"), {"GOA2": (LOW, LOW)}) == ["GOA"]


def test_what_may_not_be_shown_fulfils_nothing() -> None:
    hidden = replace(judged(OURS, {"HND2": (HIGH, LOW)}), items={}, mirror={})
    predicates: list[Predicate] = [
        low("HND2"),
        VerdictIn(subject="HND2", verdicts=GAP, higher=""),
        QuadrantIn(subject="HND2", quadrants=frozenset(Quadrant)),
        SelfAboveOther(item="HND2", least=0.5, verdicts=GAP),
        foreseen("HND2"),
        ItemsAtLeast(count=1, states=frozenset({*Verdict, *Quadrant})),
    ]
    assert [shown_by(predicate, states_of(hidden)) for predicate in predicates] == [{}] * 6


@pytest.mark.parametrize(("higher", "holds"), [("", True), ("marketing", True), ("sales", False)])
def test_a_verdict_may_name_the_higher_team(higher: str, holds: bool) -> None:
    verdict = VerdictIn(subject="GOA1", verdicts=GAP, higher=higher)
    assert bool(subjects(verdict, {"GOA1": (HIGH, LOW)})) is holds
    assert subjects(verdict, {}) == []


def test_the_higher_team_may_be_the_second() -> None:
    verdict = VerdictIn(subject="GOA1", verdicts=GAP, higher="sales")
    assert subjects(verdict, {"GOA1": (LOW, HIGH)}) == ["GOA1"]


def test_a_quadrant_is_looked_up() -> None:
    blind = QuadrantIn(subject="HND2", quadrants=frozenset({Quadrant.BLIND_SPOT}))
    assert subjects(blind, {"HND2": (HIGH, LOW)}) == ["HND2"]
    assert subjects(blind, {"HND2": (LOW, HIGH)}) == []


def test_a_team_must_see_itself_higher_than_the_other_sees_it() -> None:
    above = SelfAboveOther(item="HND3", least=0.5, verdicts=GAP)
    assert subjects(above, {"HND3": (LOW, HIGH)}) == ["HND3"]
    assert subjects(above, {"HND3": (HIGH, LOW)}) == []
    assert subjects(above, {}) == []
    far = SelfAboveOther(item="HND3", least=4.0, verdicts=GAP)
    assert subjects(far, {"HND3": (LOW, HIGH)}) == []


def test_a_team_must_expect_better_answers_than_it_gets() -> None:
    """Whoever is asked here expects that the other team rates it high."""
    assert subjects(foreseen("HND2"), {"HND2": (HIGH, LOW)}) == ["HND2"]
    assert subjects(foreseen("HND2", "marketing"), {"HND2": (LOW, LOW)}) == ["HND2"]
    assert subjects(foreseen("HND2", "sales"), {"HND2": (HIGH, LOW)}) == []
    assert subjects(foreseen("HND2"), {"HND2": (LOW, HIGH)}) == []
    assert subjects(foreseen("HND2", least=4.0), {"HND2": (HIGH, LOW)}) == []
    unasked = replace(judged(OURS, {"HND2": (HIGH, LOW)}), meta={})
    assert not shown_by(foreseen("HND2"), states_of(unasked))["HND2"].any()


def test_a_count_of_items_shows_the_widest_gaps() -> None:
    answers = {
        "GOA1": (HIGH, MIDDLE),
        "LEA1": (HIGH, LOW),
        "EXC1": (HIGH, LOW),
        "DAT1": (LOW, HIGH),
    }
    assert subjects(ItemsAtLeast(count=1, states=GAP), answers) == ["DAT1", "EXC1", "LEA1"]
    assert len(subjects(ItemsAtLeast(count=4, states=GAP), answers)) == 4
    assert subjects(ItemsAtLeast(count=5, states=GAP), answers) == []


def test_low_dimensions_are_counted() -> None:
    answers = {"GOA1": (LOW, HIGH), "LEA1": (HIGH, LOW), "EXC1": (MIDDLE, HIGH)}
    assert subjects(LowDimensionsAtLeast(2), answers) == ["GOA", "LEA"]
    assert subjects(LowDimensionsAtLeast(3), answers) == []


def test_predicates_join() -> None:
    answers = {"GOA1": (LOW, HIGH)}
    assert subjects(AllOf((low("GOA1"), low("GOA3"))), answers) == []
    assert subjects(AnyOf((low("GOA3"), low("GOA1"))), answers) == ["GOA1"]
    assert subjects(AllOf((low("GOA1"), low("GOA"))), answers) == ["GOA1", "GOA"]


def test_an_unknown_kind_of_predicate_is_our_mistake() -> None:
    with pytest.raises(TypeError, match="no meaning is given to str"):
        shown_by("low", states_of(judged(OURS, {})))  # type: ignore[arg-type] # the mistake tried


def test_priority_is_need_times_confidence_times_ease_by_hand() -> None:
    """Marketing 4.4, Sales 2.0: shortfall 1.75/2.75, gap above 2 points; B evidence, effort 3."""
    marketing: Counts = (0, 0, 4, 16, 20)
    sales: Counts = (10, 20, 10, 0, 0)
    (found,) = recommended(
        {"GOA1": (marketing, sales)}, one_lever(low("GOA1"), effort=3, grade=Grade.B)
    )
    need = 0.6 * 1.75 / 2.75 + 0.4 * 1.0
    assert found.need == pytest.approx(need)
    assert found.confidence == pytest.approx(0.85)
    assert found.ease == pytest.approx(0.6)
    assert found.priority == pytest.approx(100 * need * 0.85 * 0.6)
    assert found.bucket is Bucket.DO_NOW


def test_a_gap_that_flatters_the_other_team_adds_no_need() -> None:
    """Marketing sees the contacts it hands over lower than Sales does: modesty, not a gap to close."""
    (flattering,) = recommended({"HND2": (HIGH, LOW)}, one_lever(low("HND2")))
    (modest,) = recommended({"HND2": (LOW, HIGH)}, one_lever(low("HND2")))
    assert flattering.need - modest.need == pytest.approx(0.4)
    assert modest.confidence == 1.0  # for the level: Marketing's mean is surely not high


def test_a_difference_that_may_help_adds_no_need() -> None:
    (helpful,) = recommended({"CUS3": (HIGH, LOW)}, one_lever(low("CUS3")))
    (plain,) = recommended({"HND2": (HIGH, LOW)}, one_lever(low("HND2")))
    assert plain.need - helpful.need == pytest.approx(0.4)


def test_a_rule_without_need_recommends_nothing() -> None:
    shared = QuadrantIn(subject="CUS3", quadrants=frozenset({Quadrant.SHARED_STRENGTH}))
    assert subjects(shared, {}) == ["CUS3"]
    assert recommended({}, one_lever(shared)) == ()


@pytest.mark.parametrize(
    ("answers", "confidence"),
    [
        (((0, 0, 2, 4, 6), (0, 6, 3, 2, 1)), 1.0),
        (((0, 1, 4, 4, 3), (0, 3, 4, 3, 2)), 0.3),
        (((0, 1, 3, 4, 4), (1, 2, 4, 2, 3)), 0.6),
    ],
)
def test_confidence_follows_the_verdict(answers: tuple[Counts, Counts], confidence: float) -> None:
    """Twelve answers a team: a clear gap, no conclusion, signs of a gap."""
    levers = one_lever(low("GOA1", highest=Level.MIDDLE))
    (found,) = recommended({"GOA1": answers}, levers)
    assert found.confidence == confidence


def test_below_ten_answers_the_level_stands_for_the_mean() -> None:
    few: dict[str, tuple[Counts, Counts]] = {
        item.id: ((0, 0, 1, 3, 2), (0, 0, 1, 3, 2)) for item in OURS.items
    }
    (found,) = recommended(
        {**few, "GOA1": ((1, 2, 2, 1, 0), (1, 2, 2, 1, 0))}, one_lever(low("GOA1"))
    )
    assert found.because[0].judgement.gap.means is None
    assert found.need == pytest.approx(0.6 * (3.75 - 2.0) / 2.75)
    assert found.confidence == 0.3
    assert found.bucket is Bucket.WATCH


def test_below_ten_answers_the_need_tells_the_gap_no_finer_than_the_page() -> None:
    few: dict[str, tuple[Counts, Counts]] = {
        item.id: ((0, 0, 1, 3, 2), (0, 0, 1, 3, 2)) for item in OURS.items
    }
    (found,) = recommended(
        {**few, "GOA1": ((4, 1, 1, 0, 0), (1, 2, 2, 1, 0))}, one_lever(low("GOA1"))
    )
    assert found.because[0].judgement.gap.difference.value == pytest.approx(-1.0)
    (finer,) = recommended(
        {**few, "GOA1": ((5, 1, 1, 0, 0), (1, 2, 2, 1, 0))}, one_lever(low("GOA1"))
    )
    assert finer.because[0].judgement.gap.difference.value == pytest.approx(1 + 3 / 7 - 2.5)
    assert finer.need == pytest.approx(0.6 * (3.75 - 2.0) / 2.75 + 0.4 * 1.1 / 2)


def test_an_urgent_need_that_is_not_sure_is_prepared() -> None:
    """Signs of a gap, and a level of Sales that may still be high."""
    (found,) = recommended({"GOA1": ((0, 1, 2, 4, 3), (4, 1, 1, 1, 3))}, one_lever(low("GOA1")))
    assert found.confidence == 0.6
    assert found.priority > 25
    assert found.bucket is Bucket.PREPARE


def test_a_sure_finding_of_little_need_is_prepared_or_watched() -> None:
    (prepared,) = recommended({"GOA1": (LOW, LOW)}, one_lever(low("GOA1"), effort=3))
    (watched,) = recommended({"GOA1": (LOW, LOW)}, one_lever(low("GOA1"), effort=5, grade=Grade.D))
    assert (prepared.bucket, watched.bucket) == (Bucket.PREPARE, Bucket.WATCH)


def test_rules_of_one_lever_merge_by_their_maximum_and_keep_all_evidence() -> None:
    both = AnyOf((low("GOA1"), low("GOA2")))
    (merged,) = recommended({"GOA1": (MIDDLE, LOW), "GOA2": (HIGH, LOW)}, one_lever(both))
    (alone,) = recommended({"GOA2": (HIGH, LOW)}, one_lever(low("GOA2")))
    assert merged.priority == alone.priority
    assert [one.judgement.gap.subject for one in merged.because] == ["GOA2", "GOA1"]


def test_the_strength_to_keep_is_the_one_the_more_sceptical_team_rates_best() -> None:
    best: Counts = (0, 0, 0, 5, 35)
    found = judged(OURS, {"EXC2": (best, best), "EXC1": (best, HIGH)})
    kept = strength_to_keep(found.items.values())
    assert kept is not None
    assert kept.gap.subject == "EXC2"


def test_without_a_shared_strength_none_is_kept() -> None:
    found = judged(OURS, {item.id: (LOW, HIGH) for item in OURS.items})
    assert strength_to_keep(found.items.values()) is None
    assert strength_to_keep([]) is None


counts = st.tuples(*[st.integers(0, 12)] * 5).filter(lambda row: sum(row) >= 5)


@settings(max_examples=25)
@given(st.lists(st.tuples(counts, counts), min_size=36, max_size=36))
def test_any_answers_give_priorities_in_order_each_with_its_evidence(
    rows: list[tuple[Counts, Counts]],
) -> None:
    found = judged(OURS, {item.id: row for item, row in zip(OURS.items, rows, strict=True)})
    items, levers = list(found.items.values()), list(LEVERS)
    result = recommend(levers, items, found.dimensions.values(), found.mirror.values())
    assert [one.priority for one in result] == sorted(
        (one.priority for one in result), reverse=True
    )
    for one in result:
        assert 0 < one.priority <= 100
        assert one.because
        assert {because.rule for because in one.because} <= {rule.id for rule in one.lever.rules}
    assert result == recommend(
        reversed(levers), reversed(items), found.dimensions.values(), found.mirror.values()
    )
