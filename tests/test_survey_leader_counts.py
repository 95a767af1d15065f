"""What those who lead answered to the alignment item, company by company."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from surveys import coded, questionnaire, responses

from survey.leader_counts import LeaderCounts, count_leaders
from survey.questionnaire import ProfileQuestion, ProfileValue, Questionnaire
from survey.responses import Responses

ROLE = ProfileQuestion(
    id="role",
    role="segment",
    label={"en": "Role"},
    wording={"en": "Role?"},
    values=(
        ProfileValue(id="head", label={"en": "Head"}, leads=True),
        ProfileValue(id="staff", label={"en": "Staff"}),
    ),
)
ASKED = replace(questionnaire(), profile=(ROLE,))
TEAMS = ["marketing", "marketing", "sales", "sales", "both"]


def batch(companies: list[str], roles: list[str], answers: list[int]) -> Responses:
    rows = [[3, 3, 3, 3, 3, answer] for answer in answers]
    return replace(responses(TEAMS, rows, {"role": roles}), company=coded(companies))


def counted(survey: Responses, asked: Questionnaire = ASKED) -> dict[str, list[int]]:
    found = count_leaders(survey, survey.team.codes < 2, asked)
    return {company: counts.tolist() for company, counts in found.answers.items()}


def test_leaders_of_both_teams_are_counted_by_company() -> None:
    survey = batch(
        ["A", "A", "A", "B", "A"], ["head", "staff", "head", "head", "head"], [5, 4, 4, 1, 5]
    )
    assert counted(survey) == {"A": [0, 0, 0, 1, 1], "B": [1, 0, 0, 0, 0]}


def test_who_says_nothing_or_names_neither_company_nor_role_is_not_counted() -> None:
    survey = batch(["A", "", "A", "A", "A"], ["head", "head", "", "head", "head"], [0, 5, 5, -1, 5])
    assert counted(survey) == {}


def test_nothing_is_counted_where_it_was_not_asked() -> None:
    survey = batch(["A"] * 5, ["head"] * 5, [5] * 5)
    assert counted(replace(survey, company=None)) == {}
    assert counted(survey, replace(ASKED, alignment_item=None)) == {}
    assert counted(survey, questionnaire()) == {}
    assert counted(replace(survey, segments=())) == {}


def test_batches_add_up_and_names_can_become_one() -> None:
    one = LeaderCounts({"A": np.array([1, 0]), "a": np.array([0, 2])})
    both = one + LeaderCounts({"A": np.array([1, 1]), "B": np.array([3, 0])})
    assert {name: each.tolist() for name, each in both.answers.items()} == {
        "A": [2, 1],
        "a": [0, 2],
        "B": [3, 0],
    }
    renamed = both.renamed({"a": "A"})
    assert renamed.of(("A", "B", "C"), 2).tolist() == [[2, 3], [3, 0], [0, 0]]
