"""Which companies of a panel are shown side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from surveys import coded, questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.release import INDEX, Group, Release, Rules
from survey.tally import tally


def released(sizes: Mapping[str, tuple[int, int]], answers: Mapping[str, list[int]]) -> Release:
    """A panel in which all of a company answer alike; by name, people of the two teams."""
    teams, companies, rows = [], [], []
    for name, both in sizes.items():
        for team, people in zip(("marketing", "sales"), both, strict=True):
            teams += [team] * people
            companies += [name] * people
            rows += [answers.get(name, [3] * 6)] * people
    survey = responses(teams, rows, {"region": ["n", "s"] * (len(teams) // 2)})
    survey = replace(survey, company=coded(companies))
    counted = Counted(waves=(Wave("", tally(survey, questionnaire())),), read=len(rows), removed=())
    return release(counted, questionnaire(), Rules())[0]


FIVE = dict.fromkeys(("Acme", "Bolt", "Cie", "Duo", "Eau"), (6, 8))


def test_five_companies_are_a_panel() -> None:
    panel = released(FIVE, {"Bolt": [5, 4, 0, 2, 2, 1]}).panel
    assert panel is not None
    assert panel.companies == ("Acme", "Bolt", "Cie", "Duo", "Eau")
    assert panel.respondents.tolist() == [[6, 8]] * 5
    assert panel.withheld == 0
    assert panel.item_counts["A1"][1].tolist() == [[0, 0, 0, 0, 6], [0, 0, 0, 0, 8]]
    index = panel.scores[INDEX]
    assert index.values.tolist() == [3.0, 3.25]
    assert index.counts[:, 0].tolist() == [[6, 0], [0, 6], [6, 0], [6, 0], [6, 0]]


def test_an_item_that_too_few_of_a_company_answered_is_not_counted_there() -> None:
    panel = released({**FIVE, "Fer": (6, 6)}, {"Bolt": [5, 4, 0, 2, 2, 1]}).panel
    assert panel is not None
    assert panel.item_counts["B1"].sum(axis=(1, 2)).tolist() == [14, 0, 14, 14, 14, 12]


def test_an_item_that_too_few_companies_answered_is_counted_nowhere() -> None:
    panel = released(FIVE, {"Bolt": [5, 4, 0, 2, 2, 1]}).panel
    assert panel is not None
    assert not panel.item_counts["B1"].any()


def test_those_who_named_no_company_are_part_of_the_rest() -> None:
    few = released({**FIVE, "Fer": (6, 6), "": (2, 6)}, {}).panel
    many = released({**FIVE, "Fer": (6, 6), "": (5, 7)}, {}).panel
    assert few is not None
    assert many is not None
    assert few.companies == ("Acme", "Bolt", "Cie", "Duo", "Eau")
    assert many.companies == ("Acme", "Bolt", "Cie", "Duo", "Eau", "Fer")


def test_four_companies_are_none() -> None:
    assert released({**FIVE, "Eau": (4, 8), "Fer": (8, 2)}, {}).panel is None


def test_one_company_of_more_than_half_the_people_makes_it_none() -> None:
    assert released({**FIVE, "Eau": (28, 28)}, {}).panel is not None
    assert released({**FIVE, "Eau": (28, 30)}, {}).panel is None


def test_companies_that_are_too_small_are_counted_and_their_rest_is_no_few() -> None:
    panel = released({**FIVE, "Fer": (6, 6), "Gaz": (4, 6)}, {}).panel
    assert panel is not None
    assert panel.companies == ("Acme", "Bolt", "Cie", "Duo", "Eau")
    assert panel.withheld == 2


def test_a_panel_has_no_segments_across_companies() -> None:
    found = released(FIVE, {})
    assert [each.group for each in found.groups] == [
        Group(),
        Group(team="marketing"),
        Group(team="sales"),
    ]
