"""What would end a recommendation: the thresholds of its rules, in words and as rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from recommended import HIGH, LOW, MIDDLE, Answers, Counts, judged

from report_builder.change import Change
from report_builder.changes import change_of
from report_builder.downloads.changes import change_row
from report_builder.findings import say
from report_builder.findings.changes import change_told, changes_of
from report_builder.language import language
from report_builder.lever import (
    AllOf,
    AnyOf,
    ForeseenAboveGiven,
    ItemsAtLeast,
    LevelAtMost,
    LowDimensionsAtLeast,
    Predicate,
    QuadrantIn,
    Rule,
    SelfAboveOther,
    VerdictIn,
)
from report_builder.recommendations import load_levers, recommend
from survey.questionnaire_file import load_questionnaire
from survey.thresholds import Level
from survey.verdict import Quadrant, Verdict

OURS = load_questionnaire()
LEVERS = load_levers("alignment", OURS)
GAP = frozenset({Verdict.GAP})
OPEN = frozenset({Verdict.GAP, Verdict.POSSIBLE_GAP})
ALMOST: Counts = (0, 28, 45, 26, 0)  # 2.98


def low(subject: str, by: str = "any", highest: Level = Level.LOW) -> LevelAtMost:
    return LevelAtMost(subject=subject, by=by, highest=highest)


def change(predicate: Predicate, answers: Answers) -> Change:
    return change_of(predicate, judged(OURS, answers))


def told(predicate: Predicate, answers: Answers, code: str = "en") -> str:
    return say(change_told(change(predicate, answers)), language(code), OURS)


CASES: list[tuple[Predicate, Answers, str]] = [
    (low("GOA1"), {"GOA1": (HIGH, LOW)}, "a mean of Sales of at least 3.0 on “The teams share at least one goal” (now 2.0)"),
    (low("GOA1"), {"GOA1": (LOW, LOW)}, "a mean of at least 3.0 in both teams on “The teams share at least one goal” (now 2.0 and 2.0)"),
    (low("GOA1", "both"), {"GOA1": (LOW, LOW)}, "a mean of Marketing of at least 3.0 on “The teams share at least one goal” (now 2.0) or a mean of Sales of at least 3.0 on “The teams share at least one goal” (now 2.0)"),
    (low("GOA1", "sales"), {"GOA1": (LOW, LOW)}, "a mean of Sales of at least 3.0 on “The teams share at least one goal” (now 2.0)"),
    (low("GOA1", highest=Level.MIDDLE), {"GOA1": (HIGH, MIDDLE)}, "a mean of Sales of at least 3.75 on “The teams share at least one goal” (now 3.1)"),
    (low("GOA1"), {"GOA1": (HIGH, ALMOST)}, "a mean of Sales of at least 3.0 on “The teams share at least one goal” (now 2.98)"),
    (low("GOA"), {"GOA1": (HIGH, LOW)}, "a mean of Sales of at least 3.0 on “Goals and rewards” (now 2.0)"),
    (low("GOA1"), {"GOA1": (HIGH, (1, 3, 2, 0, 0))}, "a level of Sales on “The teams share at least one goal” that is no longer low"),
    (low("GOA1", highest=Level.MIDDLE), {"GOA1": (HIGH, (0, 1, 3, 2, 0))}, "a high level of Sales on “The teams share at least one goal”"),
    (low("GOA1"), {"GOA1": ((1, 3, 2, 0, 0), (1, 3, 2, 0, 0))}, "a level of Marketing on “The teams share at least one goal” that is no longer low and a level of Sales on “The teams share at least one goal” that is no longer low"),
    (VerdictIn(subject="GOA1", verdicts=GAP, higher=""), {"GOA1": (HIGH, LOW)}, "no clear gap on “The teams share at least one goal”"),
    (VerdictIn(subject="GOA1", verdicts=OPEN, higher=""), {"GOA1": (HIGH, LOW)}, "a gap of less than 0.5 points on “The teams share at least one goal” (now +2.5)"),
    (VerdictIn(subject="GOA1", verdicts=frozenset(Verdict), higher=""), {}, "another verdict, or other levels, on “The teams share at least one goal”"),
    (QuadrantIn(subject="GOA1", quadrants=frozenset(Quadrant)), {}, "another verdict, or other levels, on “The teams share at least one goal”"),
    (SelfAboveOther(item="HND3", least=0.3, verdicts=OPEN), {"HND3": (LOW, HIGH)}, "a self-view of Sales less than 0.5 points above the other team's view on “Sales quickly follows up contacts” (now +2.5)"),
    (ForeseenAboveGiven(item="HND2", by="any", least=0.3, verdicts=OPEN), {"HND2": (HIGH, LOW)}, "an answer expected by Marketing less than 0.5 points above the one given on “Contacts handed over are worth the time” (now +2.5)"),
    (ForeseenAboveGiven(item="HND3", by="sales", least=0.3, verdicts=frozenset(Verdict)), {"HND3": (LOW, HIGH)}, "an answer expected by Sales less than 0.3 points above the one given on “Sales quickly follows up contacts” (now +2.5)"),
    (ItemsAtLeast(count=1, states=GAP), {}, "no clear gap on any statement"),
    (ItemsAtLeast(count=3, states=frozenset({Quadrant.BLIND_SPOT})), {}, "fewer than 3 statements with a blind spot"),
    (ItemsAtLeast(count=2, states=OPEN), {}, "fewer than 2 statements that this rule counts"),
    (LowDimensionsAtLeast(3), {}, "fewer than 3 themes rated low by a team"),
    (AllOf((low("GOA1", "sales"), LowDimensionsAtLeast(1))), {"GOA1": (HIGH, LOW)}, "a mean of Sales of at least 3.0 on “The teams share at least one goal” (now 2.0) or no theme rated low by a team"),
    (AnyOf((low("EXC1"), low("GOA1"))), {"GOA1": (HIGH, LOW)}, "a mean of Sales of at least 3.0 on “The teams share at least one goal” (now 2.0)"),
]  # fmt: skip


@pytest.mark.parametrize(("predicate", "answers", "expected"), CASES)
def test_a_condition_is_told_with_its_threshold(
    predicate: Predicate, answers: Answers, expected: str
) -> None:
    assert told(predicate, answers) == expected.replace("'", "’")
    assert told(predicate, answers, "fr")


def test_a_mean_that_looks_like_the_threshold_is_left_out() -> None:
    judgements = judged(OURS, {"GOA1": (HIGH, LOW)})
    gap = judgements.items["GOA1"].gap
    assert gap.means is not None
    near = replace(gap, means=(gap.means[0], replace(gap.means[1], value=2.9999)))
    item = replace(judgements.items["GOA1"], gap=near)
    found = change_of(low("GOA1"), replace(judgements, items={**judgements.items, "GOA1": item}))
    assert "now" not in say(change_told(found), language("en"), OURS)


def test_a_distance_a_rule_asks_for_is_kept_where_it_is_more_than_a_gap() -> None:
    far = SelfAboveOther(item="HND3", least=1.5, verdicts=GAP)
    assert "less than 1.5 points" in told(far, {"HND3": (LOW, HIGH)})
    of_any_verdict = SelfAboveOther(item="HND3", least=0.2, verdicts=frozenset(Verdict))
    assert "less than 0.2 points" in told(of_any_verdict, {"HND3": (LOW, HIGH)})


@pytest.mark.parametrize(("predicate", "answers", "_"), CASES)
def test_a_condition_of_the_answers_is_a_row(
    predicate: Predicate, answers: Answers, _: str
) -> None:
    row = change_row(change(predicate, answers))
    assert len({"measure", "any", "all"} & row.keys()) == 1


def test_rules_that_end_alike_are_told_once() -> None:
    rules = (Rule("R1", low("GOA1")), Rule("R2", low("GOA1")), Rule("R3", low("GOA2")))
    found = judged(OURS, {"GOA1": (HIGH, LOW), "GOA2": (HIGH, LOW)})
    levers = (replace(LEVERS[0], rules=rules),)
    (one,) = recommend(
        levers, found.items.values(), found.dimensions.values(), found.mirror.values()
    )
    assert [each.rule for each in one.changes] == ["R1", "R2", "R3"]
    assert len(changes_of(one)) == 2


def test_an_unknown_kind_is_our_mistake() -> None:
    with pytest.raises(TypeError, match="no end"):
        change_of("low", judged(OURS, {}))  # type: ignore[arg-type] # the mistake tried
    with pytest.raises(TypeError, match="no words"):
        change_told("low")  # type: ignore[arg-type] # the mistake tried
    with pytest.raises(TypeError, match="no row"):
        change_row("low")  # type: ignore[arg-type] # the mistake tried
