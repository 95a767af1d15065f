"""Weighted gaps: as if each level had answered as much as it counts in its team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from surveys import questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import HeadcountError
from survey.release import Release, Rules
from survey.tally import tally
from survey.weighted import Weighted, weighted_gaps

TEAMS = ("marketing", "sales")


@dataclass(frozen=True)
class People:
    """How many were asked, by (team, level); ("team", "") is the whole team."""

    asked: Mapping[tuple[str, str], int]

    def headcount(self, team: str, segment: str, value: str) -> int | None:  # noqa: ARG002
        """By level, or of the whole team."""
        return self.asked.get((team, value))


def survey(
    groups: Sequence[tuple[str, str, int, int]], asked: Mapping[tuple[str, str], int]
) -> Release:
    """People by team and region, so many, all of one answer to every item."""
    teams = [team for team, _, people, _ in groups for _ in range(people)]
    regions = [region for _, region, people, _ in groups for _ in range(people)]
    answers = [[answer] * 6 for _, _, people, answer in groups for _ in range(people)]
    people = responses(teams, answers, {"region": regions})
    counted = Counted(
        waves=(Wave("", tally(people, questionnaire())),), read=len(teams), removed=()
    )
    return release(counted, questionnaire(), Rules(), roster=People(asked))[0]


def weighted(released: Release) -> Weighted:
    return weighted_gaps(released, questionnaire().items, TEAMS, "region")


GROUPS = [
    ("marketing", "n", 10, 5),
    ("marketing", "s", 30, 3),
    ("sales", "n", 10, 2),
    ("sales", "s", 10, 2),
]
ASKED = {
    ("marketing", ""): 80,
    ("marketing", "n"): 40,
    ("marketing", "s"): 40,
    ("sales", ""): 60,
    ("sales", "n"): 30,
    ("sales", "s"): 30,
}


def test_each_level_counts_by_its_head_count() -> None:
    found = weighted(survey(GROUPS, ASKED))
    marketing, sales = found.teams
    assert [each.weight for each in marketing.strata] == pytest.approx([2.0, 2 / 3])
    assert marketing.effective == pytest.approx(30)  # 40^2 / (10 x 4 + 30 x 4/9)
    assert marketing.design_effect == pytest.approx(4 / 3)
    assert (sales.effective, sales.design_effect) == pytest.approx((20, 1))
    gap = found.gaps[0]
    assert gap.difference.value == pytest.approx(4 - 2)  # as answered: 3.5 - 2
    assert gap.bases == (30, 20)
    assert gap.shares is not None
    assert gap.shares[0].value == pytest.approx(0.5)


def test_weights_of_one_change_nothing() -> None:
    asked = {**ASKED, ("marketing", "n"): 20, ("marketing", "s"): 60}
    released = survey(GROUPS, asked)
    found = weighted(released)
    assert found.teams[0].effective == pytest.approx(40)
    assert found.gaps[0].difference.value == pytest.approx(1.5)


def test_those_of_no_level_shown_are_one_stratum_of_their_own() -> None:
    groups = [*GROUPS, ("marketing", "", 6, 1), ("sales", "w", 5, 4), ("sales", "", 5, 4)]
    asked = {**ASKED, ("marketing", ""): 90, ("sales", ""): 80, ("sales", "w"): 12}
    marketing, sales = weighted(survey(groups, asked)).teams
    assert [(each.level, each.answered, each.asked) for each in marketing.strata] == [
        ("n", 10, 40),
        ("s", 30, 40),
        ("…", 6, 10),
    ]
    assert [(each.level, each.answered, each.asked) for each in sales.strata] == [
        ("n", 10, 30),
        ("s", 10, 30),
        ("…", 10, 20),
    ]


def test_a_level_of_which_nobody_answered_falls_to_the_others_and_is_told() -> None:
    marketing, _ = weighted(survey(GROUPS, {**ASKED, ("marketing", ""): 100})).teams
    assert marketing.unheard == 20
    assert [each.weight for each in marketing.strata] == pytest.approx([2.0, 2 / 3])


def test_a_weight_is_held_at_five_times_the_mean_and_that_is_told() -> None:
    asked = {**ASKED, ("marketing", ""): 2000, ("marketing", "n"): 1900, ("marketing", "s"): 100}
    groups = [("marketing", "n", 5, 5), ("marketing", "s", 95, 3), *GROUPS[2:]]
    marketing, sales = weighted(survey(groups, asked)).teams
    assert (marketing.trimmed, sales.trimmed) == (True, False)
    assert max(each.weight for each in marketing.strata) == pytest.approx(5)


def test_an_item_that_a_level_did_not_answer_has_no_weighted_gap() -> None:
    teams = [team for team in TEAMS for _ in range(20)]
    regions = ["n", "s"] * 20
    answers = [[0 if region == "n" else 3, *[3] * 5] for region in regions]
    counted = tally(responses(teams, answers, {"region": regions}), questionnaire())
    asked = {(team, level): 50 if level else 100 for team in TEAMS for level in ("n", "s", "")}
    whole = Counted(waves=(Wave("", counted),), read=40, removed=())
    released, _ = release(whole, questionnaire(), Rules(), roster=People(asked))
    assert "A1" in released.items
    assert [gap.subject for gap in weighted(released).gaps] == ["A2", "B1", "B2", "B3", "O1"]


def test_weights_near_one_do_not_tell_how_many_answered_where_that_may_not_be_told() -> None:
    """One of twenty is silent: the effective number of answers would be 18 of the 19."""
    teams = [team for team in TEAMS for _ in range(20)]
    answers = [[3] * 6 for _ in teams]
    answers[0][0] = -1
    counted = tally(responses(teams, answers, {"region": ["n", "s"] * 20}), questionnaire())
    asked = {(team, level): 50 if level else 100 for team in TEAMS for level in ("n", "s", "")}
    whole = Counted(waves=(Wave("", counted),), read=40, removed=())
    released, _ = release(whole, questionnaire(), Rules(), roster=People(asked))
    gaps = {gap.subject: gap for gap in weighted(released).gaps}
    assert (gaps["A1"].bases, gaps["A1"].at_least) == ((15, 20), (True, False))
    assert (gaps["A2"].bases, gaps["A2"].at_least) == ((20, 20), (False, False))


@pytest.mark.parametrize("missing", [("sales", ""), ("marketing", "s")])
def test_weights_need_the_head_counts_of_levels_and_teams(missing: tuple[str, str]) -> None:
    asked = {place: people for place, people in ASKED.items() if place != missing}
    with pytest.raises(HeadcountError, match=f'in "{missing[0]}"; at least two levels'):
        weighted(survey(GROUPS, asked))


def test_weights_by_a_segment_that_is_not_shown_are_refused() -> None:
    released = survey(GROUPS, ASKED)
    with pytest.raises(HeadcountError, match="The weights by tenure need"):
        weighted_gaps(released, questionnaire().items, TEAMS, "tenure")


def test_head_counts_that_leave_nobody_for_those_who_answered_are_refused() -> None:
    groups = [*GROUPS, ("sales", "", 6, 1)]
    with pytest.raises(HeadcountError, match='6 people of "sales" answered who are of no level'):
        weighted(survey(groups, ASKED))
