"""Two editions of a survey: what lies between them is nobody, or enough people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from surveys import coded, questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError, FewChangedError
from survey.release import ReleaseRecord, Rules
from survey.republication import refuse_few_changed
from survey.tally import tally


def record(
    marketers: int, salespeople: int = 20, *, minimum: int = 5, **other: int
) -> ReleaseRecord:
    """Of so many people, all of one answer but `otherwise` of them; `silent` skip A1."""
    otherwise, silent = other.get("otherwise", 0), other.get("silent", 0)
    teams = ["marketing"] * marketers + ["sales"] * salespeople
    rows = [[3] * 6 for _ in teams]
    for row in rows[:otherwise]:
        row[0] = 5
    for row in rows[marketers - silent : marketers]:
        row[0] = -1
    counted = Counted(
        waves=(Wave("2026", tally(responses(teams, rows), questionnaire())),),
        read=len(teams),
        removed=(),
    )
    return release(counted, questionnaire(), Rules(minimum_group=minimum))[1]


def test_the_same_answers_are_published_again() -> None:
    refuse_few_changed(record(20), record(20))


@pytest.mark.parametrize(
    "after",
    [record(21), record(24), record(19), record(20, otherwise=1), record(25, silent=4)],
    ids=["one came", "four came", "one left", "one answers otherwise", "one of five answered"],
)
def test_what_tells_of_a_few_is_refused(after: ReleaseRecord) -> None:
    with pytest.raises(FewChangedError, match=r"fewer than 5 people .*\(wave 2026\)"):
        refuse_few_changed(record(20), after)


def test_five_people_more_are_enough() -> None:
    refuse_few_changed(record(20), record(25))
    refuse_few_changed(record(20), record(25, otherwise=9))


def test_other_groups_than_before_are_refused() -> None:
    fewer = record(40)
    (wave,) = fewer.waves
    people = {name: n for name, n in wave.people.items() if name != "|sales||"}
    with pytest.raises(FewChangedError):
        refuse_few_changed(record(20), replace(fewer, waves=(replace(wave, people=people),)))


def test_another_wave_is_compared_with_nothing() -> None:
    (wave,) = record(21).waves
    refuse_few_changed(record(20), replace(record(21), waves=(replace(wave, wave="2027"),)))


def test_a_threshold_is_raised_and_never_lowered() -> None:
    refuse_few_changed(record(20), record(20, minimum=6))
    with pytest.raises(ConfidentialityError, match=r"minimum group 4: .* with 5"):
        refuse_few_changed(record(20), record(20, minimum=4))


def test_the_companies_of_a_panel_are_remembered_too() -> None:
    names = [name for name in ("Acme", "Bolt", "Cie", "Duo", "Eau") for _ in range(14)]
    survey = responses((["marketing"] * 6 + ["sales"] * 8) * 5, [[3] * 6] * 70)
    whole = tally(replace(survey, company=coded(names)), questionnaire())
    counted = Counted(waves=(Wave("", whole),), read=70, removed=())
    (wave,) = release(counted, questionnaire(), Rules())[1].waves
    assert (wave.people["Bolt|marketing||"], wave.people["Bolt|sales||"]) == (6, 8)
    assert wave.people["|marketing||"] == 30
