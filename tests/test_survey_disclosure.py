"""What may be published: no cell under k, no remainder under k, and nothing said of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surveys import coded, item, questionnaire, random_responses, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError, HeadcountError, TeamValueError
from survey.questionnaire import Questionnaire
from survey.release import Flagged, Group, JoinedLevel, Release, Removed, Rules, Withheld
from survey.release_plan import shown_levels
from survey.responses import Responses
from survey.tally import tally

M, S = Group(team="marketing"), Group(team="sales")


@dataclass(frozen=True, slots=True)
class People:
    """Who was asked, by team, segment and value in one text."""

    asked: Mapping[str, int]

    def headcount(self, team: str, segment: str, value: str) -> int | None:
        """As `survey.disclosure` asks it."""
        return self.asked.get(" ".join(filter(None, (team, segment, value))))


def counted(survey: Responses, asked: Questionnaire | None = None) -> Counted:
    return Counted(waves=(Wave("", tally(survey, asked or questionnaire())),), read=99, removed=())


def of(
    sizes: Mapping[str, tuple[int, int]],
    minimum: int = 5,
    asked: People | None = None,
    answers: tuple[int, ...] = (3, 3, 3, 3, 3, 3),
) -> Release:
    """A release of people by region: how many of Marketing, how many of Sales."""
    teams = [
        (team, region)
        for region, (first, second) in sizes.items()
        for team in ["marketing"] * first + ["sales"] * second
    ]
    survey = responses(
        [team for team, _ in teams],
        [list(answers)] * len(teams),
        {"region": [region for _, region in teams]},
    )
    rules = Rules(minimum_group=minimum)
    return release(counted(survey), questionnaire(), rules, roster=asked)[0]


def regions(released: Release) -> set[str]:
    return {entry.group.value for entry in released.groups if entry.group.segment}


def test_both_teams_and_each_are_released_with_their_size() -> None:
    released = of({"n": (6, 7), "s": (8, 9)})
    assert {entry.group: entry.n for entry in released.groups if not entry.group.segment} == {
        Group(): 30,
        M: 14,
        S: 16,
    }
    assert released.counts("A1", M) is not None
    assert released.counts("A1", Group()).tolist() == [0, 0, 30, 0, 0]  # type: ignore[union-attr]
    scores = released.scores("A", S)
    assert scores is not None
    assert (scores.mean, scores.values.tolist()) == (3.0, [3.0])
    assert scores.counts.tolist() == [16]


def test_levels_under_the_threshold_in_one_team_are_shown_as_one_and_not_named() -> None:
    released = of({"n": (6, 7), "s": (8, 9), "w": (3, 7), "e": (9, 4)})
    assert regions(released) == {"n", "s", "…"}
    assert released.joined == (JoinedLevel(segment="region", value="…", named=(), others=True),)
    assert released.withheld[0] == Withheld(rule="joined", scope="region", cells=2)
    rest = released.released(Group(team="sales", segment="region", value="…"))
    assert rest is not None
    assert rest.n == 11


def test_a_level_that_is_too_small_alone_is_joined_with_the_smallest_of_the_others() -> None:
    released = of({"n": (6, 7), "s": (8, 9), "w": (3, 7)})
    assert regions(released) == {"n + …", "s"}
    assert released.joined[0].named == ("n",)


def test_a_level_with_nobody_hides_nothing() -> None:
    assert regions(of({"n": (6, 7), "s": (8, 9)})) == {"n", "s"}


def test_a_few_who_stated_no_level_are_shown_with_the_smallest() -> None:
    assert regions(of({"n": (6, 7), "s": (8, 9), "w": (5, 5), "": (2, 0)})) == {"n", "s", "w + …"}
    assert regions(of({"n": (6, 7), "s": (8, 9), "w": (5, 5), "": (6, 5)})) == {"n", "s", "w"}


def test_one_level_alone_is_not_shown() -> None:
    assert regions(of({"n": (20, 20), "s": (1, 9), "w": (3, 9)})) == set()


def test_only_one_team_answered() -> None:
    with pytest.raises(TeamValueError, match="Sales"):
        of({"n": (9, 0)})


def test_a_team_under_the_threshold() -> None:
    with pytest.raises(ConfidentialityError, match="Fewer than 5 people of Sales"):
        of({"n": (9, 4)})
    assert of({"n": (9, 4)}, minimum=4).released(S)


def test_teams_that_can_only_say_that_they_cannot_say() -> None:
    with pytest.raises(ConfidentialityError, match="No item was answered by 5 people or more"):
        of({"n": (9, 9)}, answers=(0, 0, 0, 0, 0, 0))
    assert of({"n": (9, 9)}, answers=(0, 0, 0, 0, 0, 4)).items == ("O1",)


def test_a_threshold_below_three_is_refused() -> None:
    with pytest.raises(ConfidentialityError, match="minimum group 2"):
        of({"n": (9, 9)}, minimum=2)


def test_head_counts_come_with_the_groups() -> None:
    asked = People({"marketing": 20, "sales": 30, "": 50, "sales region n": 9})
    released = of({"n": (6, 7), "s": (8, 9)}, asked=asked)
    assert {entry.group: entry.headcount for entry in released.groups if entry.headcount} == {
        M: 20,
        S: 30,
        Group(): 50,
        Group(team="sales", segment="region", value="n"): 9,
    }


def test_levels_shown_as_one_were_asked_together_where_all_are_known() -> None:
    sizes = {"n": (6, 7), "s": (8, 9), "w": (3, 7), "e": (9, 4)}
    rest = Group(team="sales", segment="region", value="…")

    def headcount(sizes: Mapping[str, tuple[int, int]], asked: Mapping[str, int]) -> int | None:
        found = of(sizes, asked=People(asked)).released(rest)
        assert found is not None
        return found.headcount

    asked = {"sales region w": 9, "sales region e": 8}
    assert headcount(sizes, asked) == 17
    assert headcount(sizes, {"sales region w": 9}) is None
    few = {**sizes, "": (1, 1)}
    others = {"sales region n": 20, "sales region s": 30}
    assert headcount(few, {**others, "sales": 80}) == 30
    assert headcount(few, others) is None
    assert headcount(few, {"sales": 80, "sales region n": 20}) is None


def test_more_answers_than_people_are_refused() -> None:
    with pytest.raises(HeadcountError, match="sales n: 7 answered, 6 asked"):
        of({"n": (6, 7), "s": (8, 9)}, asked=People({"sales region n": 6}))


def test_the_two_teams_together_are_named_when_they_are_too_many() -> None:
    with pytest.raises(HeadcountError, match="both teams: 30 answered, 29 asked"):
        of({"n": (6, 7), "s": (8, 9)}, asked=People({"": 29}))


def test_an_item_few_answered_is_withheld_in_both_teams() -> None:
    survey = responses(
        ["marketing"] * 8 + ["sales"] * 8,
        [[3, 3, 3, 3, 3, 3]] * 12 + [[-1, 3, 3, 3, 3, 3]] * 4,
    )
    released, _ = release(counted(survey), questionnaire(), Rules())
    assert released.counts("A1", M) is None
    assert released.counts("A1", S) is None
    assert released.cant_say("A1", M) is None
    assert "A1" not in released.items
    assert released.withheld == (Withheld(rule="item-base", scope="", cells=3),)


def test_how_many_cannot_say_is_told_of_a_team_from_k_people_on() -> None:
    people = ["marketing"] * 12 + ["sales"] * 12
    answers = [[3] * 6 for _ in people]
    for row in (0, 1, 2, 3, 4, 12, 13, 14, 15):
        answers[row][0] = 0
    survey = responses(people, answers, {"region": ["n", "s"] * 12})
    released, _ = release(counted(survey), questionnaire(), Rules())
    assert (released.cant_say("A1", M), released.cant_say("A1", S)) == (5, None)
    assert (released.cant_say("A2", M), released.cant_say("A2", S)) == (0, 0)
    assert {group for _, group in released.cant_say_counts} == {M, S}
    assert ("A1", S) not in released.cant_say_counts


def test_an_item_few_answered_in_a_level_follows_the_remainder_rule() -> None:
    teams = ["marketing"] * 24 + ["sales"] * 24
    places = (["n"] * 8 + ["s"] * 8 + ["w"] * 8) * 2
    rows = [[3] * 6 for _ in teams]
    for row in range(16, 20):
        rows[row][0] = -1
    survey = responses(teams, rows, {"region": places})
    released, _ = release(counted(survey), questionnaire(), Rules())

    def shown(name: str) -> set[str]:
        return {
            group.value
            for (known, group) in released.item_counts
            if known == name and group.segment
        }

    assert shown("B1") == {"n", "s", "w"}
    assert shown("A1") == set()  # w has 4 answers, so n goes too, and s alone compares with nothing


def test_respondents_outside_the_teams_are_said_from_k_on() -> None:
    def outside(people: int) -> int | None:
        survey = responses(
            ["marketing", "sales"] * 6 + ["both"] * people, [[3] * 6] * (12 + people)
        )
        return release(counted(survey), questionnaire(), Rules())[0].outside_teams

    assert [outside(people) for people in (0, 4, 5)] == [0, None, 5]


def test_the_record_holds_a_hash_of_the_counts() -> None:
    def digest(seed: int) -> str:
        survey = random_responses(seed, 150)
        return release(counted(survey), questionnaire(), Rules())[0].counts_digest()

    assert digest(1) == digest(1) != digest(2)


def test_items_keep_their_own_number_of_points() -> None:
    asked = questionnaire([item("A1", "A"), item("B1", "B")])
    survey = responses(["marketing", "sales"] * 6, [[5, 1]] * 12, items=("A1", "B1"))
    released, _ = release(counted(survey, asked), asked, Rules())
    assert released.counts("A1", M).tolist() == [0, 0, 0, 0, 6]  # type: ignore[union-attr]
    assert released.scores("O", M) is None


@given(
    sizes=st.dictionaries(
        st.sampled_from(["", "a", "b", "c", "d", "e"]),
        st.tuples(st.integers(0, 14), st.integers(0, 14)),
    ),
    minimum=st.integers(3, 9),
)
def test_no_shown_level_and_no_remainder_is_small(
    sizes: dict[str, tuple[int, int]], minimum: int
) -> None:
    shown, dropped = shown_levels(sizes, minimum)
    stated = [level for level, counts in sizes.items() if level and any(counts)]
    assert len(shown) != 1
    assert len(stated) - sum(dropped.values()) - len(shown) in (0, 1)
    assert all(min(sizes[level]) >= minimum for level in shown)
    if shown:
        rest = [
            sum(counts[team] for level, counts in sizes.items() if level not in shown)
            for team in (0, 1)
        ]
        assert all(left == 0 or left >= minimum for left in rest)


@given(seed=st.integers(0, 10_000), people=st.integers(60, 160), minimum=st.integers(3, 9))
def test_no_released_count_and_no_remainder_of_a_split_is_small(
    seed: int, people: int, minimum: int
) -> None:
    survey = random_responses(seed, people, ("", "n", "s", "w", "e", "n"))
    released, _ = release(counted(survey), questionnaire(), Rules(minimum_group=minimum))
    sizes = {("everyone", each.group): each.n for each in released.groups}
    answers = {key: int(counts.sum()) for key, counts in released.item_counts.items()}
    for shown in (sizes, answers):
        assert all(n >= minimum for n in shown.values())
        for subject in {name for name, _ in shown}:
            for team in ("", "marketing", "sales"):
                whole = shown[subject, Group(team=team)]
                levels = [
                    n
                    for (name, group), n in shown.items()
                    if (name, group.team) == (subject, team) and group.segment
                ]
                rest = whole - sum(levels)
                assert not levels or rest == 0 or rest >= minimum


@pytest.mark.parametrize(
    ("flagged", "said"), [(1, None), (4, None), (5, 5), (15, 15), (16, None), (19, None), (20, 20)]
)
def test_no_number_of_what_is_noticed_points_at_a_few_people(
    flagged: int, said: int | None
) -> None:
    survey = responses(["marketing", "sales"] * 10, [[3] * 6] * 20)
    whole = Counted(
        waves=(
            Wave("2025", tally(survey, questionnaire()), (Flagged("speeding", 9),)),
            Wave("2026", tally(survey, questionnaire()), (Flagged("straight-lining", flagged),)),
        ),
        read=47,
        removed=(Removed("test", 4), Removed("duplicate", 3)),
    )
    released, _ = release(whole, questionnaire(), Rules())
    assert released.flagged == (Flagged("straight-lining", said),)
    assert released.removed == whole.removed
    assert released.waves == 2


@pytest.mark.parametrize(
    ("companies", "named"),
    [(["Acme"] * 20, "Acme"), (["Acme"] * 19 + [""], ""), (["Acme", "Beta"] * 10, ""), (None, "")],
)
def test_the_company_is_named_when_all_work_for_one(
    companies: list[str] | None, named: str
) -> None:
    survey = responses(["marketing", "sales"] * 10, [[3] * 6] * 20)
    stated = replace(survey, company=coded(companies) if companies else None)
    released, _ = release(counted(stated), questionnaire(), Rules())
    assert released.company == named


def test_earlier_waves_are_released_beside_the_last() -> None:
    def wave(label: str, marketers: int, answer: int) -> Wave:
        teams = ["marketing"] * marketers + ["sales"] * 10
        return Wave(label, tally(responses(teams, [[answer] * 6] * len(teams)), questionnaire()))

    survey = Counted(
        waves=(wave("2024", 4, 3), wave("2025", 6, 2), wave("2026", 9, 4)), read=39, removed=()
    )
    released, _ = release(survey, questionnaire(), Rules())
    assert released.wave == "2026"
    assert released.released(M) is not None
    (before,) = released.earlier
    assert (before.wave, before.earlier) == ("2025", ())
    counts = before.counts("A1", M)
    assert counts is not None
    assert counts.tolist() == [0, 6, 0, 0, 0]
    assert Withheld(rule="wave", scope="", cells=1) in released.withheld


def test_a_last_wave_of_a_few_is_left_out_and_nothing_counts_them() -> None:
    def wave(label: str, people: int) -> Wave:
        survey = responses(["marketing", "sales"] * people, [[3] * 6] * (2 * people))
        return Wave(label, tally(survey, questionnaire()))

    whole = Counted(waves=(wave("2025", 9), wave("2026", 1)), read=20, removed=())
    released, _ = release(whole, questionnaire(), Rules())
    assert (released.wave, released.earlier, released.read) == ("2025", (), None)
    assert released.withheld == (Withheld(rule="wave", scope="", cells=1),)


def test_how_many_were_read_is_told_where_no_few_are_left_over() -> None:
    survey = responses(["marketing", "sales"] * 9, [[3] * 6] * 18)

    def read(people: int) -> int | None:
        waves = (Wave("", tally(survey, questionnaire())),)
        whole = Counted(waves=waves, read=people, removed=(Removed("test", 2),))
        return release(whole, questionnaire(), Rules())[0].read

    assert [read(people) for people in (20, 21, 24, 25)] == [20, None, None, 25]


def test_a_wave_in_which_no_item_has_enough_answers_is_left_out() -> None:
    teams = ["marketing", "sales"] * 6
    answered = tally(responses(teams, [[3] * 6] * 12), questionnaire())
    silent = tally(responses(teams, [[0] * 6] * 12), questionnaire())
    survey = Counted(waves=(Wave("1", silent), Wave("2", answered)), read=24, removed=())
    released, _ = release(survey, questionnaire(), Rules())
    assert released.earlier == ()
    assert Withheld(rule="wave", scope="", cells=1) in released.withheld


def test_pairs_are_released_of_teams_that_may_show_distributions() -> None:
    teams = ["marketing"] * 9 + ["sales"] * 10
    survey = responses(teams, [[3, 4, 3, 3, 3, 3]] * 19)
    released, _ = release(counted(survey), questionnaire(), Rules())
    assert released.pairs("A1", "A2", M) is None
    table = released.pairs("A1", "A2", S)
    assert table is not None
    assert table[2, 3] == table.sum() == 10
