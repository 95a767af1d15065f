"""Whether the statements of a theme go together, from what is released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from surveys import item, questionnaire, responses, scale

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.item_covariance import covariance_of, within
from survey.questionnaire import Questionnaire
from survey.release import Group, Release, Rules
from survey.reliability import ThemeReliability, theme_reliability
from survey.tally import tally

M, S = Group(team="marketing"), Group(team="sales")


def released(
    teams: Sequence[str], answers: Sequence[Sequence[int]], asked: Questionnaire | None = None
) -> Release:
    asked = asked or questionnaire()
    items = [each.id for each in asked.items]
    counted = tally(responses(teams, answers, items=items), asked)
    survey = Counted(waves=(Wave("", counted),), read=len(teams), removed=())
    return release(survey, asked, Rules())[0]


def drawn(seed: int, people: int) -> tuple[list[str], list[list[int]]]:
    """Answers that share a leaning of each person."""
    random = np.random.default_rng(seed)
    leaning = random.normal(size=(people, 1))
    answers = np.clip(np.rint(3 + leaning + random.normal(size=(people, 6))), 1, 5)
    teams = ["marketing" if place % 3 else "sales" for place in range(people)]
    return teams, answers.astype(int).tolist()


def found(told: Sequence[ThemeReliability], theme: str, team: str) -> ThemeReliability:
    return next(each for each in told if (each.dimension, each.team) == (theme, team))


def test_alpha_is_that_of_the_answers_themselves() -> None:
    teams, answers = drawn(1, 120)
    told = theme_reliability(released(teams, answers), questionnaire())
    own = np.array([row[2:5] for row, team in zip(answers, teams, strict=True) if team == "sales"])
    spread = np.cov(own.T)
    alpha = found(told, "B", "sales").alpha
    assert alpha.value == pytest.approx(3 / 2 * (1 - np.trace(spread) / spread.sum()))
    assert alpha.low < alpha.value < alpha.high
    assert alpha.base == 40


def test_within_both_teams_what_the_teams_differ_by_does_not_count() -> None:
    teams, answers = drawn(2, 150)
    lifted = [
        [min(5, answer + 2) if team == "sales" else answer for answer in row]
        for row, team in zip(answers, teams, strict=True)
    ]
    apart = released(teams, lifted)
    items = questionnaire().items_of("B")
    parts = [part for team in (M, S) if (part := covariance_of(apart, items, team))]
    together = within(parts)
    weights = [part.base - 1 for part in parts]
    expected = np.average([part.covariance for part in parts], axis=0, weights=weights)
    assert np.allclose(together.covariance, expected)
    assert (together.base, together.groups, together.people) == (150, 2, 149)
    whole = found(theme_reliability(apart, questionnaire()), "B", "")
    each = [
        found(theme_reliability(apart, questionnaire()), "B", team)
        for team in ("marketing", "sales")
    ]
    assert min(e.alpha.value for e in each) <= whole.alpha.value <= max(e.alpha.value for e in each)


def test_omega_is_told_from_a_hundred_people_and_three_statements_on() -> None:
    told = theme_reliability(released(*drawn(3, 160)), questionnaire())
    assert found(told, "B", "marketing").omega is not None
    assert found(told, "B", "sales").omega is None
    assert found(told, "A", "marketing").omega is None
    assert found(told, "B", "").omega is None


def test_too_few_who_answered_two_statements_leave_the_team_out() -> None:
    teams, answers = ["marketing"] * 9 + ["sales"] * 12, [[1, 2, 3, 4, 5, 1], [5, 5, 4, 1, 2, 4]]
    told = theme_reliability(released(teams, (answers * 11)[:21]), questionnaire())
    assert {(each.dimension, each.team) for each in told} == {("A", "sales"), ("B", "sales")}


def test_answers_that_do_not_vary_have_no_alpha() -> None:
    teams = ["marketing", "sales"] * 24
    assert theme_reliability(released(teams, [[3] * 6] * 48), questionnaire()) == ()


def test_a_statement_that_tells_that_a_few_answered_alike_has_no_covariance() -> None:
    """It goes with no other, so that alpha of two statements would be 0, and the rest nothing."""
    teams, answers = drawn(4, 36)
    asked = questionnaire()
    assert covariance_of(released(teams[:36], answers), asked.items_of("A"), S) is not None
    alike = [
        [5, *rest] if team == "sales" else [first, *rest]
        for team, (first, *rest) in zip(teams, answers, strict=True)
    ]
    told = theme_reliability(released(teams, alike), asked)
    assert {(each.dimension, each.team) for each in told} == {
        *(("B", team) for team in ("marketing", "sales", "")),
        ("A", "marketing"),
    }


def test_items_of_scales_of_another_length_have_no_covariance() -> None:
    asked = questionnaire(
        [item("A1", "A"), replace(item("A2", "A"), scale=scale(4)), item("O1", "O")]
    )
    teams, answers = ["marketing", "sales"] * 12, [[1, 2, 3], [3, 4, 2]] * 12
    assert covariance_of(released(teams, answers, asked), asked.items[:2], M) is None


def test_the_order_of_two_items_does_not_matter() -> None:
    survey = released(*drawn(4, 90))
    items = questionnaire().items_of("B")
    forward, back = covariance_of(survey, items, M), covariance_of(survey, items[::-1], M)
    assert forward is not None
    assert back is not None
    assert np.allclose(forward.covariance, back.covariance[::-1, ::-1])


def test_an_item_that_is_withheld_has_no_covariance() -> None:
    teams = ["marketing", "sales"] * 12
    answers = [[1, 2, 0, 1 + place % 5, 5 - place % 5, 1] for place in range(24)]
    assert covariance_of(released(teams, answers), questionnaire().items_of("B"), M) is None
