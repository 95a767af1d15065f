"""Which themes go together with the outcome."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from surveys import item, questionnaire
from test_survey_reliability import drawn, released

from survey.importance import associations


def test_the_correlation_is_that_of_the_theme_and_the_outcome() -> None:
    teams, answers = drawn(1, 120)
    told = associations(released(teams, answers), questionnaire())
    assert [each.dimension for each in told] == ["A", "B"]
    rows = np.array(answers, dtype=float)
    for place, team in enumerate(("marketing", "sales")):
        own = rows[[each == team for each in teams]]
        expected = np.corrcoef(own[:, 2:5].sum(axis=1), own[:, 5])[0, 1]
        assert told[1].teams[place].value == pytest.approx(expected)
    assert told[1].clear
    assert told[1].within.low < told[1].within.value < told[1].within.high
    assert told[1].within.base == 120


def test_a_difference_between_the_teams_alone_is_no_association() -> None:
    random = np.random.default_rng(8)
    teams = ["marketing", "sales"] * 100
    level = np.array([1, 4] * 100)[:, None]
    answers = level + random.integers(0, 2, (200, 6))
    told = associations(released(teams, answers.tolist()), questionnaire())
    pooled = np.corrcoef(answers[:, 2:5].sum(axis=1), answers[:, 5])[0, 1]
    assert pooled > 0.8
    assert all(abs(each.within.value) < 0.25 and not each.clear for each in told)


def test_thirty_people_of_each_team_are_needed() -> None:
    teams, answers = drawn(2, 120)
    enough = [place for place, team in enumerate(teams) if team == "sales"][:30]
    few = [place for place, team in enumerate(teams) if team == "sales"][:29]
    others = [place for place, team in enumerate(teams) if team == "marketing"]
    for chosen, count in ((enough, 2), (few, 0)):
        places = [*others, *chosen]
        survey = released([teams[p] for p in places], [answers[p] for p in places])
        assert len(associations(survey, questionnaire())) == count


def test_without_an_alignment_item_there_is_none() -> None:
    teams, answers = drawn(3, 120)
    asked = replace(questionnaire(), alignment_item=None)
    assert associations(released(teams, answers, asked), asked) == ()


def test_a_theme_of_which_nothing_is_shown_has_none() -> None:
    asked = questionnaire([item("A1", "A"), item("O1", "O")])
    teams, answers = drawn(4, 120)
    told = associations(released(teams, [row[:2] for row in answers], asked), asked)
    assert [each.dimension for each in told] == ["A"]


def test_answers_that_do_not_vary_go_together_with_nothing() -> None:
    teams, answers = drawn(4, 120)
    same = [[3, 3, *row[2:]] for row in answers]
    told = associations(released(teams, same), questionnaire())
    assert [each.dimension for each in told] == ["B"]
