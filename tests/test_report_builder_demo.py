"""The invented survey: its story, its size, and that it is the same everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from fractions import Fraction

import pytest

from report_builder.demo import demo_files, meridian, meridian_before
from report_builder.demo.answers import Respondent, quotas, respondents, spread
from report_builder.demo.exports import DOCUMENTATION_NETWORKS, OUTSIDE_TEAMS
from report_builder.demo.story import YEAR_BEFORE
from survey.questionnaire import Item, Questionnaire
from survey.questionnaire_file import load_questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load_questionnaire()


@pytest.fixture(scope="module")
def answered(questionnaire: Questionnaire) -> tuple[Respondent, ...]:
    return respondents(questionnaire)


@pytest.fixture(scope="module")
def counted(answered: tuple[Respondent, ...]) -> list[Respondent]:
    return [one for one in answered if one.team in meridian.TEAMS and len(one.answers) >= 18]


@pytest.fixture(scope="module")
def files(questionnaire: Questionnaire) -> dict[str, bytes]:
    return demo_files(questionnaire)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def mean(item: Item, team: str, people: list[Respondent]) -> float:
    """Mean of a team, keyed so that 5 is the most favourable."""
    ticked = [one.answers[item.id] for one in people if one.team == team and item.id in one.answers]
    valid = [point for point in ticked if point]
    average = sum(valid) / len(valid)
    return 6 - average if item.reverse_keyed else average


def test_64_of_82_in_marketing_and_118_of_174_in_sales_answer(counted: list[Respondent]) -> None:
    assert Counter(one.team for one in counted) == {"marketing": 64, "sales": 118}
    asked = {team: sum(map(sum, by_role.values())) for team, by_role in meridian.ASKED.items()}
    assert asked == {"marketing": 82, "sales": 174}


def test_nobody_answers_who_was_not_asked() -> None:
    for team, by_role in meridian.ANSWERED.items():
        for role, sites in by_role.items():
            asked = meridian.ASKED[team][role]
            assert all(n <= people for n, people in zip(sites, asked, strict=True))


def test_two_sites_are_too_small_in_marketing_to_be_shown(counted: list[Respondent]) -> None:
    sites = Counter(one.site for one in counted if one.team == "marketing")
    assert {site for site, n in sites.items() if n < 5} == {"Port Ellery", "Tolvec"}
    assert sites["Port Ellery"] + sites["Tolvec"] >= 5


def test_about_twelve_per_cent_say_that_the_teams_are_aligned(counted: list[Respondent]) -> None:
    valid = [point for one in counted if (point := one.answers.get("OUT1"))]
    assert 0.11 <= sum(point >= 4 for point in valid) / len(valid) <= 0.13
    assert 0.01 <= sum(point == 5 for point in valid) / len(valid) <= 0.05


def test_every_statement_is_answered_as_the_story_says(
    questionnaire: Questionnaire, counted: list[Respondent]
) -> None:
    for item in questionnaire.items:
        if item.id in meridian.LEVELS:
            told = meridian.LEVELS[item.id]
            for team, level in zip(meridian.TEAMS, told, strict=True):
                assert mean(item, team, counted) == pytest.approx(level, abs=0.06), item.id


def test_the_year_before_is_answered_as_its_story_says(questionnaire: Questionnaire) -> None:
    people = [
        one
        for one in respondents(questionnaire, YEAR_BEFORE)
        if one.team in meridian.TEAMS and len(one.answers) > 18
    ]
    assert Counter(one.team for one in people) == {"marketing": 58, "sales": 109}
    asked = YEAR_BEFORE.asked(questionnaire)
    assert {item.id for item in questionnaire.items} - {item.id for item in asked} == {
        "CON3",
        "CON4",
    }
    for item in asked:
        for team, level in zip(meridian.TEAMS, meridian_before.LEVELS[item.id], strict=True):
            assert mean(item, team, people) == pytest.approx(level, abs=0.06), item.id


def test_the_year_before_asked_one_statement_in_other_words_and_nothing_open(
    files: dict[str, bytes],
) -> None:
    tags, texts, _ = rows(files["qualtrics_en_2025.csv"])[:3]
    assert texts[tags.index("Q9_CON2")].endswith(meridian_before.WORDED["CON2"])
    assert not {"Q9_CON3", "Q9_CON4", "OPN1", "OPN2"} & set(tags)


def test_nobody_of_the_year_before_has_the_id_of_another_this_year(files: dict[str, bytes]) -> None:
    def ids(name: str, column: str) -> set[str]:
        tags, _, _, *people = rows(files[name])
        real = [row for row in people if row[tags.index("Status")] == "IP Address"]
        return {row[tags.index(column)] for row in real}

    for column in ("ResponseId", "ExternalReference"):
        now, then = (ids(f"qualtrics_en{year}.csv", column) for year in ("", "_2025"))
        assert len(now) == 198
        assert not now & then


def test_every_statement_has_a_level_or_its_answers_stated(questionnaire: Questionnaire) -> None:
    told = meridian.LEVELS.keys() | meridian.WEIGHTS.keys()
    assert told == {item.id for item in questionnaire.items}
    assert meridian.LEVELS.keys() & meridian.WEIGHTS.keys() == set()


def test_managers_see_narrower_gaps(
    questionnaire: Questionnaire, counted: list[Respondent]
) -> None:
    wide = [item for item in questionnaire.items if item.id in {"GOA1", "HND2", "HND3", "DAT4"}]
    gaps = {
        role: sum(abs(mean(item, "marketing", mine) - mean(item, "sales", mine)) for item in wide)
        for role in ("manager", "contributor")
        if (mine := [one for one in counted if one.role == role])
    }
    assert gaps["manager"] < gaps["contributor"]


def test_some_stop_early_and_some_late(answered: tuple[Respondent, ...]) -> None:
    sizes = Counter(len(one.answers) for one in answered if len(one.answers) < 36)
    assert sum(n for size, n in sizes.items() if size < 18) == 9
    assert sum(n for size, n in sizes.items() if size >= 18) == len(meridian.STOPPED)


def test_both_exports_hold_the_same_answers(
    questionnaire: Questionnaire, files: dict[str, bytes]
) -> None:
    def labels(language: str) -> dict[str, str]:
        scale = questionnaire.scales[0]
        role = next(question for question in questionnaire.profile if question.id == "role")
        known = {point.label[language]: str(point.value) for point in scale.points}
        known[scale.cant_say[language]] = "0"
        known |= {value.label[language]: value.id for value in role.values}
        known |= {team.names[language].plain: team.id for team in questionnaire.teams}
        return known | {names[language]: team for team, names in OUTSIDE_TEAMS.items()}

    def coded(table: list[list[str]], language: str) -> list[list[str]]:
        known = labels(language)
        return [[known.get(cell, cell) for cell in row] for row in table]

    english = [row[17:] for row in rows(files["qualtrics_en.csv"])[3:] if row[2] == "IP Address"]
    french = [row[2:] for row in rows(files["google_forms_fr.csv"])[1:]]
    assert coded(english, "en") == coded(french, "fr")
    assert len(english) == 198


def test_teams_and_labels_are_ones_the_questionnaire_knows(questionnaire: Questionnaire) -> None:
    assert set(OUTSIDE_TEAMS["both"].values()) <= set(questionnaire.both)
    assert set(OUTSIDE_TEAMS["other"].values()) <= set(questionnaire.other)
    for team in questionnaire.teams:
        assert {names.plain for names in team.names.values()} <= set(team.answers)


def test_the_qualtrics_export_looks_like_one(files: dict[str, bytes]) -> None:
    tags, texts, imports = rows(files["qualtrics_en.csv"])[:3]
    assert tags[:3] == ["StartDate", "EndDate", "Status"]
    assert {"team", "role", "site", "Q4_GOA1", "Q13_OUT2", "OPN1"} <= set(tags)
    assert len(set(tags)) == len(tags)
    assert "[" not in texts[20]
    assert texts[20].startswith("How far do you agree with the following statements? - Marketing")
    assert all(json.loads(name).keys() == {"ImportId"} for name in imports)
    statuses = Counter(row[2] for row in rows(files["qualtrics_en.csv"])[3:])
    assert statuses == {"IP Address": 198, "Survey Preview": 2, "Survey Test": 1}


def test_no_address_is_anybodys(files: dict[str, bytes]) -> None:
    text = "".join(content.decode() for content in files.values())
    assert set(re.findall(r"@[\w.]+", text)) == {"@example.org"}
    found = set(re.findall(r"\b(\d+\.\d+\.\d+)\.\d+\b", text))
    assert found == set(DOCUMENTATION_NETWORKS)


def test_the_settings_say_that_all_is_invented(files: dict[str, bytes]) -> None:
    assert "invented: true" in files["settings.yml"].decode()


def test_some_comments_are_french_and_some_english(files: dict[str, bytes]) -> None:
    written = [cell for row in rows(files["qualtrics_en.csv"])[6:] for cell in row[-2:] if cell]
    told = [text for pairs in meridian.COMMENTS.values() for pair in pairs for text in pair if text]
    assert sorted(written) == sorted(told)
    assert "Un seul tableau de bord." in written


def test_the_same_call_gives_the_same_bytes(
    questionnaire: Questionnaire, files: dict[str, bytes]
) -> None:
    assert demo_files(questionnaire) == files


def test_shares_around_a_mean_have_that_mean() -> None:
    shares = spread(Fraction("3.4"), 5)
    assert sum(shares) == 1
    assert sum(point * share for point, share in enumerate(shares, start=1)) == Fraction("3.4")


@pytest.mark.parametrize("people", [0, 1, 7, 100])
def test_quotas_add_up(people: int) -> None:
    dealt = quotas([Fraction(1), Fraction(2), Fraction(4)], people)
    assert sum(dealt) == people
    assert all(n >= int(people * weight / 7) for n, weight in zip(dealt, (1, 2, 4), strict=True))
