"""How many answers it takes: more is surer, a larger gap is easier, the same seed says the same."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from survey.planning import LADDER, Plan, Question, ladder, opinion, plan

FEW = 800
NOISE = 0.06  # three standard errors of a difference of two chances, with so few draws


def planned(**asked: float | tuple[int | None, int | None]) -> Plan:
    return plan(Question(**asked), seed=5, draws=FEW)  # type: ignore[arg-type]  # each by its name


def test_the_same_seed_says_the_same_and_another_nearly_so() -> None:
    question = Question(headcounts=(12, 15))
    assert plan(question, seed=1, draws=FEW) == plan(question, seed=1, draws=FEW)
    one, two = (plan(question, seed=seed, draws=FEW).lines[2].gap for seed in (1, 2))
    assert one == pytest.approx(two, abs=NOISE)
    assert one != two


@pytest.mark.parametrize("headcounts", [(None, None), (40, 120), (6, None)])
def test_more_answers_make_both_chances_larger(headcounts: tuple[int | None, int | None]) -> None:
    for earlier, later in pairwise(planned(headcounts=headcounts).lines):
        assert later.gap >= earlier.gap - NOISE
        assert later.aligned >= earlier.aligned - NOISE


def test_a_larger_gap_needs_fewer_answers() -> None:
    needed = [planned(gap=gap).for_gap for gap in (0.75, 1.0, 1.5, 2.5)]
    answers = [line.answers[0] for line in needed if line]
    assert answers == sorted(answers, reverse=True)
    assert len({*answers}) == 4


def test_alignment_within_a_wider_margin_needs_fewer_answers() -> None:
    narrow, wide = (planned(margin=margin).for_aligned for margin in (0.4, 0.8))
    assert narrow is not None
    assert wide is not None
    assert wide.answers < narrow.answers


def test_many_statements_need_more_answers() -> None:
    alone, among = (planned(statements=count) for count in (1, 34))
    assert alone.for_gap is not None
    assert among.for_gap is not None
    assert alone.for_gap.answers < among.for_gap.answers
    assert among.for_aligned == alone.for_aligned


def test_with_everyones_answer_nothing_is_left_to_chance() -> None:
    last = planned(headcounts=(11, 7), gap=0.5).lines[-1]
    assert (last.answers, last.gap, last.aligned) == ((11, 7), 1.0, 1.0)


def test_a_known_team_needs_fewer_answers_than_one_of_unknown_size() -> None:
    known, unknown = planned(headcounts=(40, 40)).for_aligned, planned().for_aligned
    assert known is not None
    assert unknown is not None
    assert known.answers < unknown.answers


def test_the_fewest_answers_do_where_they_show_it_already() -> None:
    found = planned(headcounts=(5, 5), gap=3.0).for_gap
    assert found is not None
    assert found.answers == (5, 5)


def test_a_gap_no_larger_than_the_margin_is_never_found_surely() -> None:
    assert planned(gap=0.5).for_gap is None


def test_chances_are_those_known_of_teams_of_fifteen() -> None:
    """Item deviation 1.15, gap 1.14, 15 of each: 77 % in an independent simulation of raw Welch."""
    line = next(line for line in planned(gap=1.14).lines if line.answers == (15, 15))
    assert line.gap == pytest.approx(0.73, abs=NOISE)
    assert line.aligned == 0.0


def test_a_plan_tries_no_more_answers_than_there_are_people() -> None:
    assert ladder((5, 5)) == ((5, 5),)
    assert ladder((None, 8))[-1] == (LADDER[-1], 8)
    assert ladder((None, None)) == tuple((rung, rung) for rung in LADDER)


@pytest.mark.parametrize("mean", [1.5, 2.2, 3.0, 4.5])
def test_an_opinion_has_the_mean_that_was_asked_for(mean: float) -> None:
    shares = opinion(mean)
    assert shares @ np.arange(1, 6) == pytest.approx(mean)
    assert shares.sum() == pytest.approx(1.0)
    assert opinion(6.0 - mean) == pytest.approx(shares[::-1])
