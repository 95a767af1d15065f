"""Settings: every key optional, every mistake told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from report_builder import language, settings
from report_builder.settings import Settings, load_settings
from survey.cleaning_rules import CleaningRules
from survey.errors import FileMissingError, SettingsError

FULL = """\
title:
  en: Two teams, one customer
  fr: Deux équipes, un client
client: Meridian Industries
consultant: Conseil & Associés
wave:
  en: Autumn 2026
  fr: Automne 2026
date: 2026-10-23
languages: [fr, en, fr]
minimum_group: 7
invented: true
indexed: true
cleaning:
  least_answered: 0.75
  remove: [speeding, unsubmitted]
benchmark:
  value: 0.4
  label: a French barometer, 2026
footer: Confidential.
weights: role
"""


def settings_of(folder: Path, text: str) -> Settings:
    path = folder / "settings.yml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def problem(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        settings_of(folder, text)
    assert caught.value.exit_code == 3
    return caught.value.problem.replace(str(folder), "")


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "# nothing yet\n") == Settings()


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        load_settings(tmp_path / "settings.yml")


def test_every_key_reaches_its_field(tmp_path: Path) -> None:
    found = settings_of(tmp_path, FULL)
    assert found.title == "Two teams, one customer"
    assert (found.client, found.consultant) == ("Meridian Industries", "Conseil & Associés")
    assert found.wave == "Autumn 2026"
    remove = frozenset({"unsubmitted", "speeding"})
    assert found.cleaning == CleaningRules(least_answered=0.75, remove=remove)
    assert found.date == date(2026, 10, 23)
    assert found.languages == ("fr", "en")
    assert found.minimum_group == 7
    assert found.invented
    assert found.indexed
    assert found.benchmark.value == pytest.approx(0.4)
    assert found.benchmark.label == "a French barometer, 2026"
    assert found.footer == "Confidential."
    assert found.weights == "role"


def test_waves_are_in_the_order_stated_and_each_once(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "waves: [Autumn, Spring]").waves == ("Autumn", "Spring")
    assert settings_of(tmp_path, "waves: 2026").waves == ("2026",)
    told = problem(tmp_path, "waves: [Autumn, Spring, autumn, AUTUMN ]\n")
    assert [line.split(", ")[1] for line in told.splitlines()[1:]] == [
        'waves: names "AUTUMN" again: each wave once',
        'waves: names "autumn" again: each wave once',
    ]


def test_texts_given_per_language_are_found_in_it(tmp_path: Path) -> None:
    french = settings_of(tmp_path, FULL).in_language("fr")
    assert french.title == "Deux équipes, un client"
    assert french.wave == "Automne 2026"
    assert french.client == "Meridian Industries"
    assert french.footer == "Confidential."


def test_a_language_without_its_own_text_gets_the_first_one(tmp_path: Path) -> None:
    found = settings_of(tmp_path, "title: {fr: Deux équipes}")
    assert found.in_language("en").title == "Deux équipes"


def test_an_unknown_key_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    told = problem(tmp_path, "minimun_group: 5\n")
    assert told == (
        '/settings.yml, line 1, minimun_group: is not a field here; did you mean "minimum_group"?'
    )


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    told = problem(
        tmp_path,
        "titel: Two teams\ndate: 23/10/2026\nlanguages: [en, de]\nminimum_group: five\n"
        "invented: perhaps\nbenchmark:\n  value: 8\n  name: IDC\nwave: {en: Autumn, es: Otoño}\n",
    )
    assert told.splitlines()[0] == "/settings.yml has 8 mistakes:"
    lines = [line.strip() for line in told.splitlines()[1:]]
    assert [line.partition(":")[0] for line in lines] == [
        "line 1, titel",
        "line 2, date",
        "line 3, languages[1]",
        "line 4, minimum_group",
        "line 5, invented",
        "line 7, benchmark.value",
        "line 8, benchmark.name",
        "line 9, wave",
    ]
    assert '"es" is no language of the report' in lines[-1]


@pytest.mark.parametrize("asked", ["2", "0", "-5"])
def test_a_minimum_group_below_three_is_refused(tmp_path: Path, asked: str) -> None:
    assert f"{asked} would let numbers point at people: 3 is the lowest" in problem(
        tmp_path, f"minimum_group: {asked}"
    )


@pytest.mark.parametrize("asked", ["five", "4.5", "[5]", "100000000000000000000000"])
def test_a_minimum_group_is_a_whole_number(tmp_path: Path, asked: str) -> None:
    assert "minimum_group: must be a whole number" in problem(tmp_path, f"minimum_group: {asked}")


def test_a_large_minimum_group_may_be_asked_for(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "minimum_group: 100000").minimum_group == 100000


@pytest.mark.parametrize("given", ["2026-13-01", "2026-2-3", "20261023", "soon", "2026-W05-1"])
def test_a_date_that_is_none_is_told(tmp_path: Path, given: str) -> None:
    assert f'must be a date as year-month-day (2026-10-23), not "{given}"' in problem(
        tmp_path, f"date: {given}"
    )


def test_a_text_too_long_for_its_place_is_told(tmp_path: Path) -> None:
    assert "has 201 characters; at most 200 fit" in problem(tmp_path, f"title: {'a' * 201}")


def test_settings_know_the_languages_that_reports_are_written_in() -> None:
    assert settings.LANGUAGES == language.LANGUAGES


def test_every_mistake_of_the_cleaning_is_told(tmp_path: Path) -> None:
    told = problem(tmp_path, "cleaning: {least_answered: 0, remove: [speedin, partial], drop: x}\n")
    assert "cleaning.least_answered: must be from 0.1 to 1, not 0" in told
    assert '"speedin" is not known; did you mean "speeding"?' in told
    assert '"partial" is not known' in told
    assert "cleaning.drop: is not a field here" in told
    assert "must hold fields" in problem(tmp_path, "cleaning: strict\n")


def test_a_benchmark_says_who_was_counted_and_how(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path,
        "benchmark:\n  value: 0.32\n  label: {en: A survey, fr: Une enquête}\n  definition: A2\n"
        "  source: {en: its page, fr: sa page}\n  n: 66\n  sample: true\n",
    ).benchmark
    assert (found.definition, found.unit, found.n, found.sample) == ("A2", "people", 66, True)
    local = settings_of(tmp_path, "benchmark: {label: {en: A, fr: B}, source: {en: C, fr: D}}")
    assert (local.benchmark.unit, local.benchmark.n) == ("companies", None)
    assert local.in_language("fr").benchmark.label == "B"
    assert local.in_language("fr").benchmark.source == "D"


def test_a_benchmark_of_another_unit_or_without_a_label_is_refused(tmp_path: Path) -> None:
    told = problem(tmp_path, "benchmark: {label: A, definition: A3, unit: people}\n")
    assert "A3 is a share of companies" in told
    told = problem(tmp_path, "benchmark: {n: 66}\n")
    assert "goes with a label: without one, IDC is quoted" in told


def test_the_companies_of_a_panel_are_named_on_request(tmp_path: Path) -> None:
    assert not settings_of(tmp_path, "").named_companies
    assert not settings_of(tmp_path, "companies: anonymous").named_companies
    assert settings_of(tmp_path, "companies: named").named_companies
