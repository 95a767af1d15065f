"""What is remembered of a release: every table that is shown, and who is in which group."""

from __future__ import annotations

from dataclasses import replace

import linked
import numpy as np
import pytest
from surveys import coded, questionnaire, random_responses, responses

from survey import recording
from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.recording import record_of
from survey.release import Group, Histogram, Linked, Release, Rules
from survey.release_record import DIGEST_SIZE, Standing, Table, WaveRecord
from survey.responses import Responses
from survey.tally import Tally, tally
from survey.voices import Voices, Words, WordUse

MARKETING, SALES = Group(team="marketing"), Group(team="sales")


def recorded(survey: Responses) -> WaveRecord:
    """The only wave of what is published of them."""
    whole = tally(survey, questionnaire())
    counted = Counted(waves=(Wave("", whole),), read=survey.rows.size, removed=())
    (wave,) = release(counted, questionnaire(), Rules())[1].waves
    return wave


def of_teams(marketing: int, sales: int, **changes: object) -> tuple[Release, Tally]:
    """A release of people who all answer alike, with these changes, and its tally."""
    teams = ["marketing"] * marketing + ["sales"] * sales
    whole = tally(responses(teams, [[3] * 6] * len(teams)), questionnaire())
    counted = Counted(waves=(Wave("", whole),), read=len(teams), removed=())
    released, _ = release(counted, questionnaire(), Rules())
    return replace(released, **changes), whole  # type: ignore[arg-type]  # a test names its changes


def tables(marketing: int, sales: int, **changes: object) -> dict[str, Table]:
    released, whole = of_teams(marketing, sales, **changes)
    (wave,) = record_of(released, {"": whole}).waves
    return dict(wave.tables)


def members(standing: Standing) -> int:
    """How many people: six questions are bits of one byte."""
    return len(standing.members) // (DIGEST_SIZE + 1)


def test_the_answers_of_each_group_are_remembered() -> None:
    found = tables(12, 20)
    assert found["A1||marketing||"] == {"2": 12}
    assert found["A1||||"] == {"2": 32}
    assert "A||sales||" not in found  # a theme is made of its statements


def test_everybody_stands_in_the_groups_that_are_shown_of_them() -> None:
    regions = ["n"] * 12 + ["s"] * 10 + [""] * 8
    random = np.random.default_rng(1)
    survey = responses(
        ["marketing"] * 30 + ["sales"] * 30,
        random.integers(1, 6, (60, 6)).tolist(),
        {"region": regions * 2},
    )
    wave = recorded(survey)
    assert sorted((each.groups, members(each)) for each in wave.standings) == [
        (("|marketing|region|n", "|marketing||"), 12),
        (("|marketing|region|s", "|marketing||"), 10),
        (("|marketing||",), 8),
        (("|sales|region|n", "|sales||"), 12),
        (("|sales|region|s", "|sales||"), 10),
        (("|sales||",), 8),
    ]
    assert len({each.cell for each in wave.standings}) == len(wave.standings)


def test_of_each_person_is_remembered_what_they_answered_but_not_how() -> None:
    rows = [[3, 3, 3, 3, 3, 3], [0, 3, 3, 3, 3, 3], [3, 3, -1, -1, 3, 3]]
    wave = recorded(responses(["marketing"] * 9 + ["sales"] * 9, rows * 6))
    assert wave.subjects == ("A1", "A2", "B1", "B2", "B3", "O1")
    for standing in wave.standings:
        size = wave.member_size
        found = [standing.members[at : at + size] for at in range(0, len(standing.members), size)]
        assert found == sorted(found)
        bits = {f"{int.from_bytes(each[DIGEST_SIZE:]):08b}"[:6] for each in found}
        assert bits == {"111111", "011111", "110011"}


def test_the_order_of_people_and_of_batches_changes_nothing() -> None:
    survey = random_responses(3, 200)
    order = np.random.default_rng(0).permutation(200)
    turned = replace(
        survey,
        rows=survey.rows[order],
        team=replace(survey.team, codes=survey.team.codes[order]),
        segments=tuple(
            (name, replace(each, codes=each.codes[order])) for name, each in survey.segments
        ),
        answers=survey.answers[order],
    )
    half = np.arange(200) < 90
    parts = [tally(survey.where(part), questionnaire()) for part in (half, ~half)]
    counted = Counted(waves=(Wave("", parts[0] + parts[1]),), read=200, removed=())
    assert recorded(survey) == recorded(turned)
    assert recorded(survey) == release(counted, questionnaire(), Rules())[1].waves[0]


def test_what_the_levels_shown_leave_of_a_team_is_remembered() -> None:
    regions = ["n"] * 10 + ["s"] * 9 + [""] * 8
    survey = responses(
        ["marketing"] * 27 + ["sales"] * 27,
        [[2] * 6] * 19 + [[4] * 6] * 8 + [[2] * 6] * 27,
        {"region": regions * 2},
    )
    found = recorded(survey).tables
    assert found["A1 of the rest|marketing|region|n s"] == {"3": 8}


def test_the_companies_of_a_panel_are_remembered_each_for_itself() -> None:
    names = [
        name for name in ("Acme", "Bolt", "Cie", "Duo", "Eau", "Fig", "Gum") for _ in range(14)
    ]
    teams = (["marketing"] * 6 + ["sales"] * 8) * 7
    teams[-1] = teams[-2] = teams[-3] = teams[-4] = "other"
    rows = [[3] * 6 for _ in teams]
    for row in rows[14:20]:
        row[0] = -1
    wave = recorded(replace(responses(teams, rows), company=coded(names)))
    assert (wave.people["Bolt|marketing||"], wave.people["Bolt|sales||"]) == (6, 8)
    assert "Gum|sales||" not in wave.people
    assert wave.people["|marketing||"] == 36
    assert wave.tables["A1|Acme|sales||"] == {"2": 8}
    assert "A1|Bolt|marketing||" not in wave.tables
    assert sum(members(each) for each in wave.standings) == 84


def test_those_who_lead_are_remembered_company_by_company() -> None:
    names = [name for name in ("Acme", "Bolt", "Cie", "Duo", "Eau") for _ in range(24)]
    people = responses((["marketing"] * 12 + ["sales"] * 12) * 5, [[3] * 6] * 120)
    whole = tally(replace(people, company=coded(names)), questionnaire())
    counted = Counted(waves=(Wave("", whole),), read=120, removed=())
    released, _ = release(counted, questionnaire(), Rules())
    assert released.panel is not None
    led = replace(released.panel, leaders=np.array([[0, 0, 6, 0, 0]] * 5))
    for panel, found in ((released.panel, None), (led, {"2": 6})):
        record = record_of(replace(released, panel=panel), {"": whole})
        assert record.waves[0].tables.get("leading|Acme|||") == found


def test_as_many_people_stand_in_each_group_as_are_told_of_it() -> None:
    """Of levels too, that are joined because they are too small."""
    waves = [
        recorded(random_responses(seed, 160, [*"nnnnssssSSSSopqr", "", ""])) for seed in range(8)
    ]
    assert any("…" in name for wave in waves for name in wave.people)
    for wave in waves:
        for name in (name for name in wave.people if not name.startswith("||")):
            inside = [each for each in wave.standings if name in each.groups]
            assert wave.people[name] == sum(map(members, inside))


@pytest.mark.parametrize(
    ("changes", "name", "table"),
    [
        (
            {"cant_say_counts": {("A1", MARKETING): 5}},
            "can't say A1||marketing||",
            {"yes": 5, "no": 7},
        ),
        (
            {
                "number_histograms": {
                    ("hours", SALES): Histogram(
                        values=np.array([1.5, 2, 8]), counts=np.array([9, 0, 11])
                    )
                }
            },
            "hours||sales||",
            {"1.5": 9, "8": 11},
        ),
        (
            {"foreseen_counts": {("M1", SALES): np.array([0, 12])}},
            "foreseen M1||sales||",
            {"1": 12},
        ),
        (
            {"foreseen_pairs": {("M1", SALES): np.array([[0, 12], [8, 0]])}},
            "foreseen by own M1||sales||",
            {"1": 12, "2": 8},
        ),
        (
            {
                "linked": Linked(
                    before="2025",
                    people={SALES: 20},
                    joint={("A1", SALES): np.diag([4, 0, 0, 0, 16])},
                    withheld=0,
                )
            },
            "before by now A1||sales||",
            {"0": 4, "24": 16},
        ),
    ],
    ids=["can't say", "numbers", "foreseen", "foreseen by own", "before by now"],
)
def test_all_that_is_counted_of_a_group_is_remembered(
    changes: dict[str, object], name: str, table: Table
) -> None:
    assert tables(12, 20, **changes)[name] == table
    assert tables(12, 20).get(name) != table


def test_what_those_of_both_waves_leave_of_a_team_is_remembered_of_each_wave() -> None:
    """Of seven who came, five had answered before: who keeps both editions knows two answers."""
    before: list[linked.Row] = []
    after: list[linked.Row] = []
    for team, first in (("marketing", 1), ("sales", 1001)):
        before += [*linked.torn(first, 12, team, 3), *linked.same(first + 100, 6, team, 2)]
        after += [*linked.torn(first, 12, team, 4), *linked.same(first + 200, 8, team, 5)]
    waves = (linked.wave("2025", before), linked.wave("2026", after))
    survey = linked.counted(questionnaire(), *waves)
    (_, last) = release(survey, questionnaire(), Rules())[1].waves
    assert last.tables["before alone A1||sales||"] == {"1": 6}
    assert last.tables["now alone A1||sales||"] == {"4": 8}


def test_the_authors_of_a_word_are_remembered() -> None:
    word = WordUse(word="speed", people=(6, 0), odds=1, low=0, high=2, z=1, p=0.2)
    words = Words(language="en", authors=(12, 15), uses=(40, 50), words=(word,))
    found = tables(12, 20, voices=Voices(words=(words,)))
    assert found["word en speed 0"] == {"yes": 6, "no": 6}
    assert found["word en speed 1"] == {"yes": 0, "no": 15}


@pytest.mark.parametrize(("most", "remembered"), [(32, True), (31, False)])
def test_of_very_many_people_the_counts_alone_are_remembered(
    monkeypatch: pytest.MonkeyPatch, most: int, remembered: bool
) -> None:
    monkeypatch.setattr(recording, "MOST_MEMBERS", most)
    released, whole = of_teams(12, 20)
    (wave,) = record_of(released, {"": whole}).waves
    assert bool(wave.standings) is remembered
    assert wave.people["|sales||"] == 20
