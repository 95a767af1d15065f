"""Which companies of a panel are shown side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from surveys import coded, questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.panel_release import Told, told_of_companies
from survey.release import INDEX, Base, Group, Release, Rules, Withheld
from survey.tally import Tally, tally

Rows = tuple[list[list[int]], list[list[int]]]


def counted(sizes: Mapping[str, tuple[int, int]], answers: Mapping[str, list[int] | Rows]) -> Tally:
    """A panel by name of company and people of the two teams.

    All of a company answer "3", or alike, or each as told for the two teams.
    """
    teams, companies, rows = [], [], []
    for name, both in sizes.items():
        told = answers.get(name, [3] * 6)
        for place, (team, people) in enumerate(zip(("marketing", "sales"), both, strict=True)):
            teams += [team] * people
            companies += [name] * people
            rows += told[place] if isinstance(told, tuple) else [told] * people
    survey = responses(teams, rows, {"region": (["n", "s"] * len(teams))[: len(teams)]})
    return tally(replace(survey, company=coded(companies)), questionnaire())


def released(
    sizes: Mapping[str, tuple[int, int]], answers: Mapping[str, list[int] | Rows]
) -> Release:
    """What may be published of such a panel."""
    found = counted(sizes, answers)
    read = sum(map(sum, sizes.values()))
    whole = Counted(waves=(Wave("", found),), read=read, removed=())
    return release(whole, questionnaire(), Rules())[0]


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


SIX = dict.fromkeys((*FIVE, "Fer"), (6, 8))


def test_an_item_that_too_few_of_a_company_answered_is_not_counted_there() -> None:
    panel = released(SIX, {"Bolt": [5, 4, 0, 2, 2, 1]}).panel
    assert panel is not None
    assert panel.item_counts["B1"].sum(axis=(1, 2)).tolist() == [14, 0, 14, 14, 14, 14]


def test_where_a_few_of_one_team_are_silent_it_is_not_told_of_both_teams_how_many_answered() -> (
    None
):
    """All of Sales answered: from how many answered in all, the silent one of Marketing is had."""
    all_but_one = [[3] * 6] * 5 + [[3, 3, 3, 3, 3, -1]]
    found = released(FIVE, {"Acme": (all_but_one, [[3] * 6] * 8)})
    assert found.base("O1", Group(team="marketing")) == Base(25, exact=False)
    assert found.base("O1", Group(team="sales")) == Base(40)
    assert found.base("O1", Group()) == Base(65, exact=False)
    assert found.base("A1", Group()) == Base(70)


def test_an_item_that_four_companies_answered_is_shown_of_none() -> None:
    found = released(FIVE, {"Bolt": [5, 4, 0, 2, 2, 1]})
    assert found.panel is not None
    assert "B1" not in found.panel.item_counts
    assert "B1" not in found.items
    assert found.counts("B1", Group(team="sales")) is None


def test_what_is_known_of_all_companies_together_alone_is_not_published() -> None:
    found = released(FIVE, {})
    assert not found.number_histograms
    assert not found.foreseen_counts
    assert not found.pair_counts
    assert not found.cant_say_counts


def test_four_companies_are_none() -> None:
    assert released({**FIVE, "Eau": (4, 8), "Fer": (8, 2)}, {}).panel is None


def test_one_company_of_more_than_half_the_people_makes_it_none() -> None:
    assert released({**FIVE, "Eau": (28, 28)}, {}).panel is not None
    assert released({**FIVE, "Eau": (28, 30)}, {}).panel is None


def test_companies_that_are_too_small_are_counted_and_nothing_else_is_known_of_them() -> None:
    alone, beside = (
        released(FIVE, {}),
        released({**FIVE, "Fer": (4, 6), "": (2, 1)}, {"Fer": [1] * 6}),
    )
    assert beside.panel is not None
    assert beside.panel.companies == ("Acme", "Bolt", "Cie", "Duo", "Eau")
    assert beside.withheld == (Withheld(rule="company", scope="", cells=1),)
    assert (beside.groups, beside.read) == (alone.groups, alone.read)
    assert beside.counts_digest() == alone.counts_digest()
    assert all(
        np.array_equal(scores.counts, alone.theme_scores[key].counts)
        for key, scores in beside.theme_scores.items()
    )


def test_where_no_item_was_answered_in_five_companies_there_is_no_panel() -> None:
    shy = [[0] * 6] * 6
    answers = {name: (shy, [[3] * 6] * 8) for name in ("Acme", "Bolt")}
    found = released(SIX, answers)
    assert found.panel is None
    assert found.items


def test_a_theme_that_four_companies_have_scores_of_is_shown_of_none() -> None:
    found = released(FIVE, {"Bolt": [5, 4, 0, 0, 2, 1]})
    assert found.panel is not None
    assert {*found.panel.scores} == {"A", "O"}
    assert found.scores("B", Group(team="sales")) is None


def test_where_too_few_companies_were_asked_of_alignment_nothing_is_told_of_their_leaders() -> None:
    found = released(FIVE, {"Bolt": [5, 4, 3, 2, 2, 0]})
    assert found.panel is not None
    assert "O1" not in found.items
    assert found.panel.leaders is None


def test_a_panel_has_no_segments_across_companies() -> None:
    found = released(FIVE, {})
    assert [each.group for each in found.groups] == [
        Group(),
        Group(team="marketing"),
        Group(team="sales"),
    ]


def test_a_panel_is_told_as_a_note_with_how_many_companies_count_nowhere() -> None:
    told = told_of_companies(counted({**FIVE, "Fer": (4, 6)}, {}), questionnaire(), Rules())
    assert told.warnings == ()
    (note,) = told.notes
    assert note.startswith("A panel of 5 companies: every figure is the mean over companies")
    assert "1 with fewer than 5 people in a team" in note
    (plain,) = told_of_companies(counted(FIVE, {}), questionnaire(), Rules()).notes
    assert plain.endswith("each of the same weight.")


def test_companies_that_make_no_panel_are_said_to_be_pooled() -> None:
    told = told_of_companies(
        counted({"Acme": (6, 8), "Bolt": (6, 8)}, {}), questionnaire(), Rules()
    )
    assert told.notes == ()
    (warning,) = told.warnings
    assert warning.startswith("2 companies are pooled: every figure is of all together")


def test_of_one_company_or_none_nothing_is_told() -> None:
    for name in ("Acme", ""):
        assert told_of_companies(counted({name: (6, 8)}, {}), questionnaire(), Rules()) == Told()
