"""Counts that add up: however the survey is cut into batches, the tally is the same."""

from __future__ import annotations

import operator
from dataclasses import replace
from functools import reduce
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from surveys import coded, questionnaire, random_responses, responses, same

from survey.release import INDEX, Group
from survey.responses import Responses
from survey.tally import tally


def rows_of(survey: Responses, wanted: slice) -> Responses:
    cut = random_responses(0, 0)
    return Responses(
        rows=survey.rows[wanted],
        team=type(survey.team)(labels=survey.team.labels, codes=survey.team.codes[wanted]),
        company=cut.company,
        wave=cut.wave,
        segments=tuple(
            (name, type(levels)(labels=levels.labels, codes=levels.codes[wanted]))
            for name, levels in survey.segments
        ),
        items=survey.items,
        answers=survey.answers[wanted],
    )


def test_it_counts_each_answer_of_each_team() -> None:
    counted = tally(
        responses(
            ["marketing", "marketing", "sales", "both", ""],
            [
                [5, 4, 0, -1, 3, 1],
                [5, 1, 2, 2, 2, 2],
                [1, 1, 1, 1, 1, 1],
                [3, 3, 3, 3, 3, 3],
                [3, 3, 3, 3, 3, 3],
            ],
        ),
        questionnaire(),
    )
    assert counted.groups == (Group(team="marketing"), Group(team="sales"))
    assert counted.respondents.tolist() == [2, 1]
    assert counted.outside_teams == 1
    assert counted.answers[0, 0].tolist() == [0, 0, 0, 0, 0, 0, 2]
    assert counted.answers[0, 2].tolist() == [0, 1, 0, 1, 0, 0, 0]
    assert counted.answers[0, 3].tolist() == [1, 0, 0, 1, 0, 0, 0]


def test_the_share_who_cant_say_is_of_the_answers_given() -> None:
    rows = [[0, 4, -1, 0, -1, 2], [-1] * 6]
    counted = tally(responses(["sales", "marketing"], rows), questionnaire())
    assert counted.cant_say_share(Group(team="sales")) == 0.5
    assert counted.cant_say_share(Group(team="marketing")) is None
    assert counted.cant_say_share(Group(team="engineering")) is None


def test_a_score_needs_two_thirds_of_the_items() -> None:
    counted = tally(
        responses(
            ["marketing"] * 3,
            [[5, 5, 4, 2, 0, 1], [5, 5, 4, -1, 0, 1], [5, 5, 1, 2, 3, 1]],
        ),
        questionnaire(),
    )
    found = counted.histograms("B")[Group(team="marketing")]
    assert found.values.tolist() == [2.0, 3.0]
    assert found.counts.tolist() == [1, 1]
    index = counted.histograms(INDEX)[Group(team="marketing")]
    assert index.values.tolist() == [3.2, 4.0]


def test_respondents_without_a_level_are_a_group_of_their_own() -> None:
    counted = tally(
        responses(["sales"] * 3, [[3] * 6] * 3, {"region": ["n", "", "n"]}), questionnaire()
    )
    assert Group(team="sales", segment="region") in counted.groups
    assert Group(team="sales", segment="region", value="n") in counted.groups


@given(
    seed=st.integers(0, 1000),
    people=st.integers(0, 60),
    cuts=st.lists(st.integers(0, 60), max_size=3),
)
def test_batches_add_up_to_the_whole(seed: int, people: int, cuts: list[int]) -> None:
    survey = random_responses(seed, people)
    edges = [0, *sorted(min(cut, people) for cut in cuts), people]
    batches = [
        tally(rows_of(survey, slice(low, high)), questionnaire()) for low, high in pairwise(edges)
    ]
    assert same(reduce(operator.add, batches), tally(survey, questionnaire()))


def test_row_order_does_not_matter() -> None:
    survey = random_responses(3, 80)
    assert same(
        tally(rows_of(survey, slice(None, None, -1)), questionnaire()),
        tally(survey, questionnaire()),
    )


def test_the_levels_of_a_segment_add_up_to_the_team() -> None:
    counted = tally(random_responses(5, 90), questionnaire())
    for team in ("marketing", "sales"):
        whole = counted.answers[counted.groups.index(Group(team=team))]
        parts = [
            counted.answers[place]
            for place, group in enumerate(counted.groups)
            if group.team == team and group.segment == "region"
        ]
        assert np.array_equal(whole, np.sum(parts, axis=0))


def test_the_cells_of_the_full_cross_hold_everyone_once() -> None:
    counted = tally(random_responses(7, 120), questionnaire())
    assert counted.cells.respondents.sum() == sum(
        n for group, n in zip(counted.groups, counted.respondents, strict=True) if not group.segment
    )
    assert (counted.cells.answered <= counted.cells.respondents[:, None]).all()


def test_each_team_of_a_company_is_a_group_beside_the_whole() -> None:
    survey = replace(
        responses(["sales", "sales", "marketing"], [[3] * 6, [4] * 6, [5] * 6]),
        company=coded(["Acme", "", "Acme"]),
    )
    counted = tally(survey, questionnaire())
    assert counted.of_companies().groups == (
        Group(company="Acme", team="marketing"),
        Group(company="Acme", team="sales"),
    )
    assert counted.of_companies().respondents.tolist() == [1, 1]
    assert counted.of_everybody().groups == (Group(team="marketing"), Group(team="sales"))
    assert counted.of_everybody().respondents.tolist() == [1, 2]
    assert counted.of_companies().histograms("A")[Group(company="Acme", team="sales")].values == [3]


def test_the_scores_of_many_companies_are_those_of_few() -> None:
    names = [f"C{number}" for number in range(400)]
    survey = random_responses(2, 800)
    panel = tally(replace(survey, company=coded(names * 2)), questionnaire())
    whole = tally(survey, questionnaire())
    everybody = panel.of_everybody()
    assert everybody.groups == whole.groups
    assert np.array_equal(everybody.scores.count, whole.scores.count)
    assert np.array_equal(everybody.answers, whole.answers)


def test_companies_spelt_alike_but_for_case_are_one() -> None:
    survey = replace(
        responses(["sales"] * 3, [[3] * 6] * 3), company=coded(["Acme", "ACME", "Acme"])
    )
    counted = tally(survey, questionnaire())
    (group,) = counted.written(counted.cells.spellings()).of_companies().groups
    assert group == Group(company="Acme", team="sales")
