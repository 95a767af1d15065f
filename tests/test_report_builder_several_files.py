"""Several exports of one survey: waves, companies and mappings, from the command to the counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from exported import EXPORTS, HEADER, saved
from program import TINY, assert_helpful, forget_log, invoke, respondents

from report_builder.checking import checkup
from report_builder.checkup import checkup_text
from report_builder.inputs import Inputs
from report_builder.pipeline import Survey, prepare, reported, understand
from survey.drift import Drift, Kind
from survey.errors import MappingError, StrictError, WaveError
from survey.release import Removed

WORDING = "The two teams plan together."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which a test is; afterwards the log is as before."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget_log()


def wave(folder: Path, name: str, first: str = "TOG1", columns: int = len(HEADER)) -> Path:
    """An export of one wave with that header of its first statement, and so many columns."""
    header = [first if title == "TOG1" else title for title in HEADER]
    people = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    rows = [
        [*row[:columns], name if place else "Note"] for place, row in enumerate([header, *people])
    ]
    return saved(folder, rows, name)


def inputs(*exports: Path, **given: object) -> Inputs:
    return Inputs(exports=exports, questionnaire=EXPORTS / "questionnaire.yml", **given)  # type: ignore[arg-type]


def waves(survey: Survey) -> tuple[str, ...]:
    return survey.counted.tally.cells.labels[0]


def companies(survey: Survey) -> tuple[str, ...]:
    return survey.counted.tally.cells.labels[1]


def test_waves_and_companies_given_reach_the_counts(tmp_path: Path) -> None:
    files = [wave(tmp_path, name) for name in ("a.csv", "b.csv")]
    found = understand(inputs(*files, waves=("Spring", "Autumn"), companies=("Acme",)))
    assert (waves(found), companies(found)) == (("", "Autumn", "Spring"), ("", "Acme"))
    assert found.warnings == ()
    assert found.notes == (
        'Waves, the oldest first: "Spring", "Autumn". The report is of the last that enough people answered.',
    )
    assert [each.label for each in found.counted.waves] == ["Spring", "Autumn"]


def test_settings_say_it_by_name_and_the_command_stands_over_them(tmp_path: Path) -> None:
    files = [wave(tmp_path, name) for name in ("acme_spring.csv", "beta_spring.csv")]
    settings = tmp_path / "settings.yml"
    settings.write_text('files:\n  - name: "{company}_{wave}.csv"\n  - {name: c.csv, wave: c}\n')
    by_name = understand(inputs(*files, settings=settings))
    assert (waves(by_name), companies(by_name)) == (("", "spring"), ("", "acme", "beta"))
    assert by_name.warnings[0] == 'settings.yml, line 3: no export given is named "c.csv".'
    given = understand(inputs(*files, settings=settings, waves=("2026",)))
    assert (waves(given), companies(given)) == (("", "2026"), ("", "acme", "beta"))


def test_each_export_can_have_its_own_mapping(tmp_path: Path) -> None:
    files = [wave(tmp_path, name, first) for name, first in (("a.csv", "One"), ("b.csv", "Eins"))]
    mappings = []
    for first in ("One", "Eins"):
        mappings.append(tmp_path / f"{first}.yml")
        text = f"items: {{TOG1: {first}, TOG2: TOG2, TOG3: TOG3, TOG4: TOG4}}"
        mappings[-1].write_text(text)
    found = understand(inputs(*files, mappings=tuple(mappings)))
    assert {len(source.mapping.items) for source in found.sources} == {4}
    with pytest.raises(MappingError, match=r'b\.csv: .*the export has no column "One"') as caught:
        understand(inputs(*files, mappings=(mappings[0],)))
    assert "a.csv" not in caught.value.problem


def test_a_check_tells_every_file_before_a_mapping_is_refused(tmp_path: Path) -> None:
    files = [wave(tmp_path, name, name) for name in ("a.csv", "b.csv", "c.csv")]
    (tmp_path / "m.yml").write_text("items: {TOG1: a.csv}")
    told = invoke("check", *files, TINY, "-m", "m.yml")
    assert told.exit_code == 3
    assert_helpful(told.stderr)
    assert [line for line in told.stdout.splitlines() if line.endswith(".csv")] == [
        "a.csv",
        "b.csv",
        "c.csv",
    ]
    assert [line[:5] for line in told.stderr.splitlines() if line[0] != " "] == ["b.csv", "c.csv"]


def test_drift_is_told_and_only_other_words_are_a_warning(tmp_path: Path) -> None:
    files = [
        wave(tmp_path, "a.csv", f"[TOG1] {WORDING}"),
        wave(tmp_path, "b.csv", "[TOG1] The two teams plan together each week.", len(HEADER) - 1),
    ]
    found = understand(inputs(*files, waves=("Spring", "Autumn")))
    assert found.drifts == (
        Drift(item="TOG4", kind=Kind.GONE, before="Spring", after="Autumn"),
        Drift(item="TOG1", kind=Kind.REWORDED, before="Spring", after="Autumn"),
    )
    assert found.notes[1:] == ('"Autumn": gone since "Spring": TOG4.',)
    assert found.warnings[1].startswith('"Autumn": worded otherwise than in "Spring": TOG1.')
    lines = checkup_text(checkup(inputs(*files, waves=("Spring", "Autumn")))).splitlines()
    assert '             "Autumn": gone since "Spring": TOG4.' in lines
    assert '  All of it  wave "Autumn"' in lines
    with pytest.raises(StrictError):
        prepare(inputs(*files), strict=True)


def test_a_note_is_said_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = wave(tmp_path, "a.csv", WORDING)
    header = [name for name in HEADER if name != "TOG4"]
    people = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    (tmp_path / "m.yml").write_text("items: {TOG1: TOG1, TOG2: TOG2, TOG3: TOG3}")
    short = saved(tmp_path, [header, *(row[:-1] for row in people)], "b.csv")
    caplog.set_level("INFO")
    own = tmp_path / "settings.yml"
    own.write_text("files: [{name: b.csv, mapping: m.yml}]")
    prepare(inputs(whole, short, settings=own), strict=True)
    assert 'Note: "b.csv": gone since "a.csv": TOG4.' in caplog.text


@pytest.mark.parametrize("option", ["--wave", "--company", "--mapping"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_as_many_as_exports_or_one_for_all(tmp_path: Path, command: str, option: str) -> None:
    files = [wave(tmp_path, name) for name in ("a.csv", "b.csv", "c.csv")]
    result = invoke(command, *files, TINY, option, "one", option, "two")
    assert result.exit_code == 2
    assert f"{option} is given 2 times for 3 exports: give it once for all" in " ".join(
        result.stderr.split()
    )


def test_a_map_takes_one_mapping(tmp_path: Path) -> None:
    result = invoke("map", wave(tmp_path, "a.csv"), TINY, "-m", "a.yml", "-m", "b.yml")
    assert result.exit_code == 2
    assert "--mapping is given 2 times for 1 export:" in " ".join(result.stderr.split())


def test_the_command_line_gives_each_export_its_wave(tmp_path: Path) -> None:
    files = [wave(tmp_path, name) for name in ("a.csv", "b.csv")]
    result = invoke("check", *files, TINY, "--wave", "Spring", "--company=Acme", "--company", "")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines.count('  All of it  company "Acme", wave "Spring"') == 1
    assert lines.count('  All of it  wave "Spring"') == 1


def test_a_file_without_a_wave_beside_one_with_a_wave_is_refused(tmp_path: Path) -> None:
    files = [wave(tmp_path, name) for name in ("a.csv", "b.csv", "c.csv")]
    for waves_given, told in (
        (("2025", "", "2026"), '"b.csv": it does not say of which wave it is; other exports'),
        (("", "", "2026"), '"a.csv", "b.csv": they do not say of which wave they are; other'),
    ):
        with pytest.raises(WaveError) as caught:
            understand(inputs(*files, waves=waves_given))
        assert caught.value.problem.startswith(told)


def in_waves(folder: Path, *waves: str) -> Path:
    """An export with a column of the wave: eight of each team in each wave."""
    people = [(row, label) for label in waves for row in eight_of_each()]
    rows = [[*HEADER, "Wave"], *([*row, label] for row, label in people)]
    return saved(folder, rows)


def eight_of_each() -> list[list[str]]:
    return [*respondents("Marketing", 8), *respondents("Sales", 8)]


def test_rows_that_state_no_wave_are_left_out_and_counted(tmp_path: Path) -> None:
    found = understand(inputs(in_waves(tmp_path, "2026", "", "2025")))
    assert [each.label for each in found.counted.waves] == ["2025", "2026"]
    assert found.counted.removed == (Removed("no-wave", 16),)
    assert found.warnings[0].startswith("16 responses left out: no wave is stated there")
    report = reported(found)
    assert (report.read, report.waves, report.settings.wave) == (48, 2, "2026")
    assert {rate.answered for rate in report.response} == {8}


def test_rows_that_all_state_no_wave_are_one_survey(tmp_path: Path) -> None:
    found = understand(inputs(in_waves(tmp_path, "", "")))
    assert [each.label for each in found.counted.waves] == [""]
    assert found.counted.removed == ()


def test_the_settings_state_the_order_of_waves(tmp_path: Path) -> None:
    settings = tmp_path / "settings.yml"
    settings.write_text("waves: [2026, 2025, 2024]\nwave: All Saints")
    found = understand(inputs(in_waves(tmp_path, "2025", "2026"), settings=settings))
    assert [each.label for each in found.counted.waves] == ["2026", "2025"]
    assert found.warnings == (
        'The settings name the wave "2024" (waves:), but no response is of it.',
    )
    assert reported(found).settings.wave == "All Saints"


def test_a_report_called_by_an_earlier_wave_is_warned_of(tmp_path: Path) -> None:
    named = tmp_path / "settings.yml"
    named.write_text("wave: {en: Second, fr: '2025'}\n", encoding="utf-8")
    survey = understand(inputs(in_waves(tmp_path, "2025", "2026"), settings=named))
    assert survey.warnings == (
        'The settings call the report "2025" (wave:), but "2026" is a later wave of these responses.',
    )


def test_the_environment_parts_waves_by_a_semicolon_and_mappings_as_paths(tmp_path: Path) -> None:
    files = [wave(tmp_path, name) for name in ("a.csv", "b.csv")]
    result = invoke("check", *files, TINY, BUILD_REPORT_WAVE="Spring 2026; Autumn 2026")
    assert '  All of it  wave "Autumn 2026"' in result.stdout.splitlines()
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("company: Nowhere\n")
    paths = os.pathsep.join(["a.yml", "b.yml"])
    result = invoke("check", *files, TINY, BUILD_REPORT_MAPPING=paths)
    assert result.exit_code == 3
    assert "a.csv: a.yml, line 1" in result.stderr
    assert "b.csv: b.yml, line 1" in result.stderr


def test_a_wave_that_the_rows_contradict_is_refused(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    rows = [[*row, "2025" if place else "Wave"] for place, row in enumerate(rows)]
    result = invoke("check", saved(tmp_path, rows), TINY, "--wave=2026")
    assert result.exit_code == 3
    assert_helpful(result.stderr)
    assert 'export.csv: wave "2026", but column H ("Wave"): "2025" 16 x' in result.stderr


def test_a_report_tells_what_changed_between_the_waves_of_its_files(tmp_path: Path) -> None:
    files = [
        wave(tmp_path, "b.csv", f"[TOG1] {WORDING}"),
        wave(tmp_path, "a.csv", "[TOG1] The two teams plan together each week."),
    ]
    there = reported(understand(inputs(*files, waves=("2025", "2026"))))
    back = reported(understand(inputs(*files[::-1], waves=("2026", "2025"))))
    for report in (there, back):
        assert report.trend is not None
        assert (report.trend.before, report.trend.last) == ("2025", "2026")
        assert (report.trend.left[0].subject, report.trend.left[0].why.value) == (
            "TOG1",
            "reworded",
        )
        assert len(report.trend.statements) == 3
    assert there.trend == back.trend


def test_people_are_known_again_by_their_id_and_are_no_warning(tmp_path: Path) -> None:
    people = [
        [*row, f"P-{team}{number}", year]
        for year in ("2025", "2026")
        for team in ("Marketing", "Sales")
        for number, row in enumerate(respondents(team, 12))
    ]
    for place, row in enumerate(people[24:]):
        row[3 + place % 4] = str(1 + place % 5)  # one answer of each is another one
    header = [*HEADER, "respondent_id", "wave"]
    found = understand(inputs(saved(tmp_path, [header, *people])))
    assert found.warnings == ()
    assert '"2025" and "2026" share 24 respondents, 100% of the smaller.' in found.notes
    trend = reported(found).trend
    assert trend is not None
    assert trend.linked == (12, 12)
    untold = {
        (each.subject, team.team)
        for each in trend.statements
        for team in each.teams
        if not team.paired
    }
    assert untold == {("TOG3", "sales")}  # where nearly all of them answer alike
