"""Which export is which company and wave: as given, as the settings say, as its name tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_builder.files_given import FileGiven, FileRule, files_given, unused_rules
from report_builder.settings import load_settings
from survey.errors import SettingsError

SIDE_BY_SIDE = "two open parts stand side by side: what separates them in the names goes between"
SPRING, AUTUMN = Path("acme_spring.csv"), Path("acme_autumn.xlsx")


def rules(folder: Path, text: str) -> tuple[FileRule, ...]:
    path = folder / "settings.yml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path).files


def rule(name: str, company: str = "", wave: str = "") -> FileRule:
    return FileRule(name=name, place="settings.yml, line 2", company=company, wave=wave)


def problem(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        rules(folder, text)
    return caught.value.problem.replace(f"{folder}/", "")


def places(exports: list[str], *found: FileRule) -> list[tuple[str, str]]:
    """Company and wave of each export by the rules alone."""
    return [(file.company, file.wave) for file in files_given([*map(Path, exports)], found)]


def test_without_anything_given_a_file_is_a_file() -> None:
    assert files_given([SPRING]) == (FileGiven(path=SPRING),)


def test_one_given_holds_for_every_export_and_several_go_one_to_one() -> None:
    mappings = (Path("a.yml"), Path("b.yml"))
    found = files_given(
        [SPRING, AUTUMN], companies=["Acme"], waves=["Spring", " Autumn\t2026 "], mappings=mappings
    )
    assert found == (
        FileGiven(path=SPRING, company="Acme", wave="Spring", mapping=mappings[0]),
        FileGiven(path=AUTUMN, company="Acme", wave="Autumn 2026", mapping=mappings[1]),
    )


def test_what_is_given_stands_over_the_settings_and_a_blank_leaves_it_to_them() -> None:
    found = files_given(
        [SPRING, AUTUMN],
        [rule("acme_*", company="Acme", wave="2025")],
        companies=["Beta", ""],
        waves=["", "Autumn"],
    )
    assert [(file.company, file.wave) for file in found] == [("Beta", "2025"), ("Acme", "Autumn")]


def test_the_first_rule_that_fits_counts(tmp_path: Path) -> None:
    (tmp_path / "acme.yml").touch()
    found = rules(
        tmp_path,
        "files:\n"
        "  - name: acme_spring.csv\n    wave: Spring 2026\n"
        "  - name: acme_*\n    company: Acme\n    mapping: acme.yml\n",
    )
    assert files_given([SPRING, AUTUMN, Path("x.csv")], found) == (
        FileGiven(path=SPRING, wave="Spring 2026"),
        FileGiven(path=AUTUMN, company="Acme", mapping=tmp_path / "acme.yml"),
        FileGiven(path=Path("x.csv")),
    )


def test_company_and_wave_are_taken_from_the_name_and_cleaned() -> None:
    found = places(
        ["Café\u0301  Nord_2026.CSV", "../2025/Acme_2025.csv", "acme.csv"],
        rule("{company}_{wave}.csv"),
    )
    assert found == [("Café\u0301 Nord", "2026"), ("Acme", "2025"), ("", "")]


def test_a_name_is_compared_without_its_case_and_in_one_form_of_its_accents() -> None:
    assert places(["E\u0301TE\u0301.csv"], rule("été.csv", wave="Summer")) == [("", "Summer")]


def test_a_rule_can_look_at_the_folders_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Acme").mkdir()
    monkeypatch.chdir(tmp_path / "Acme")
    found = places(["wave1.csv", "../Beta/wave1.csv"], rule("{company}/wave*.csv", wave="1"))
    assert found == [("Acme", "1"), ("Beta", "1")]


def test_what_is_open_never_crosses_a_folder_nor_takes_marks_for_expressions() -> None:
    assert places(["a/b.csv", "aXcsv", "a+.csv"], rule("a*.csv", wave="1")) == [
        ("", ""),
        ("", ""),
        ("", "1"),
    ]


def test_a_name_that_can_be_read_in_two_ways_is_asked_about() -> None:
    with pytest.raises(SettingsError) as caught:
        places(["Acme_Spring_2026.csv", "B_1.csv", "C_D_2.csv"], rule("{company}_{wave}.csv"))
    told = caught.value.problem.splitlines()
    assert told[1].strip() == (
        'Acme_Spring_2026.csv by "{company}_{wave}.csv" (settings.yml, line 2): '
        'company "Acme", wave "Spring_2026" or company "Acme_Spring", wave "2026"'
    )
    assert told[2].strip().startswith("C_D_2.csv")
    assert len(told) == 3


def test_stars_that_could_stand_for_more_or_less_leave_nothing_unsure() -> None:
    assert places(["a-b-c_2026.csv"], rule("*-*_{wave}.csv")) == [("", "2026")]


def test_a_rule_that_fits_no_export_is_told() -> None:
    assert unused_rules([rule("acme_*", wave="1"), rule("beta_*", wave="1")], [SPRING]) == (
        'settings.yml, line 2: no export given is named "beta_*".',
    )


def test_every_mistake_in_the_rules_is_told_with_its_line(tmp_path: Path) -> None:
    told = problem(
        tmp_path,
        "files:\n"
        "  - company: Acme\n"
        '  - name: "{team}_{wave}_{wave}.csv"\n'
        '  - name: "{company}{wave}.csv"\n'
        '  - name: "{wave}.csv"\n'
        "    wave: Spring\n"
        "  - name: acme.csv\n"
        "  - name: beta.csv\n"
        "    mapping: beta.yml\n"
        "    waves: 1\n"
        '  - name: "*a*b*c*d*.csv"\n'
        "    wave: 1\n",
    )
    assert [line.strip() for line in told.splitlines()] == [
        "settings.yml has 9 mistakes:",
        "line 2, files[0].name: is missing",
        'line 3, files[1].name: "{team}" is no placeholder; known are {company} and {wave}',
        "line 3, files[1].name: {wave} stands in it more than once",
        "line 4, files[2].name: " + SIDE_BY_SIDE,
        "line 5, files[3].name: the wave is given, and taken from the name too: keep one",
        "line 7, files[4].name: nothing is said of these files: give company, wave or mapping",
        'line 9, files[5].mapping: there is no file "beta.yml" beside the settings',
        'line 10, files[5].waves: is not a field here; did you mean "wave"?',
        "line 11, files[6].name: has more than 4 open parts (`*` and placeholders)",
    ]
