"""The command line: what is typed, what comes of it, and how a run ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from exported import HEADER, saved
from program import (
    EXAMPLE,
    TINY,
    assert_helpful,
    entries,
    forget_log,
    invoke,
    respondents,
    surroundings,
    survey,
    tree,
)

import report_builder
from survey.errors import SurveyError
from survey.questionnaire_file import load_questionnaire

HEAVY = ("pandas", "numpy", "scipy", "matplotlib", "mkdocs", "jinja2", "babel", "yaml", "rich")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which a test is; afterwards the log is as before."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget_log()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return survey(tmp_path)


# What is typed


def test_build_is_the_command_when_none_is_named(export: Path) -> None:
    forms = (
        ("build", export, TINY, "--strict", "--language=de"),
        (export, TINY, "--strict", "--language=de"),
        ("--strict", "--language", "de", TINY, "--", export),
    )
    results = [invoke(*form) for form in forms]
    assert {result.exit_code for result in results} == {3}
    (said,) = {result.stderr for result in results}
    assert said.startswith("The questionnaire has no de;")


@pytest.mark.parametrize("typed", [("chek", "x.csv"), ("--quiet", "check", "x.csv")])
def test_a_mistyped_or_misplaced_command_is_not_taken_for_a_file(typed: tuple[str, ...]) -> None:
    result = invoke(*typed)
    assert result.exit_code == 2
    assert "Did you mean the command check? Write: build-report check …" in result.output


def test_a_file_named_like_a_command_is_a_file(export: Path) -> None:
    export.rename("chek")
    assert "Did you mean" not in invoke("chek", "--strict").output


def test_what_is_no_command_and_no_file_is_a_missing_file() -> None:
    result = invoke("answers.csv")
    assert result.exit_code == 3
    assert "answers.csv: there is no such file" in result.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_export_named_twice_is_not_counted_twice(export: Path, command: str) -> None:
    result = invoke(command, export, export.parent / "." / "export.csv", TINY)
    assert result.exit_code == 2
    assert "export.csv is named twice: its answers would count double." in result.output


def test_without_arguments_the_help_is_shown() -> None:
    result = invoke()
    assert result.exit_code == 2
    assert "Usage: build-report" in result.output
    assert "check     Say what is recognised" in result.output


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["build", "--help"], ["map", "--help"], ["plan", "--help"]]
)
def test_help_and_version_answer_without_anything_heavy(words: list[str]) -> None:
    code = (
        "import sys; from report_builder.cli import main\n"
        "try: main()\n"
        "finally: print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code, *words],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    *said, loaded = told.stdout.splitlines()
    assert "click" in loaded.split()
    assert set(loaded.split()) & {*HEAVY, "survey"} == set()
    assert ("Usage:" in said[0]) is (words != ["--version"])


def test_the_version_is_that_of_the_package() -> None:
    assert invoke("--version").stdout == f"build-report, version {report_builder.__version__}\n"


def test_every_option_can_be_given_by_the_environment(export: Path) -> None:
    told = invoke(
        export,
        BUILD_REPORT_QUESTIONNAIRE=TINY.partition("=")[2],
        BUILD_REPORT_LANGUAGE="fr",
        BUILD_REPORT_OUTPUT="from-environment",
        BUILD_REPORT_QUIET="1",
    )
    assert (told.exit_code, told.output) == (0, "")
    assert "fr" in entries(Path("from-environment"))
    assert "en" not in entries(Path("from-environment"))


def test_an_option_on_the_command_line_stands_over_the_environment(export: Path) -> None:
    told = invoke("check", export, TINY, "--language=en", BUILD_REPORT_LANGUAGE="de")
    assert told.exit_code == 0


def test_a_minimum_group_below_3_is_refused(export: Path) -> None:
    result = invoke("check", export, "--minimum-group=2")
    assert result.exit_code == 2
    assert "x>=3" in result.stderr


# How a run ends


def test_mistakes_of_each_kind_have_their_exit_code(tmp_path: Path) -> None:
    good = survey(tmp_path)
    partly = saved(
        tmp_path,
        [row[:-1] for row in [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]],
        "partly.csv",
    )
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "thesis.docx").write_text("years of work")
    runs = {
        3: (good, TINY, "--mapping=nowhere.yml"),
        4: (good, TINY, "-o", foreign),
        5: (survey(tmp_path, 8, 4, "few.csv"), TINY),
        6: (partly, TINY, "--strict"),
    }
    for code, arguments in runs.items():
        result = invoke(*arguments)
        assert result.exit_code == code, result.output
        told = result.stderr
        assert_helpful(told[told.rfind("\n", 0, told.index("\n  Fix:")) + 1 :])
        assert result.stdout == ""
    assert "Reading" not in invoke(good, TINY, "-o", foreign).stderr  # refused before any work
    assert tree(foreign) == {"thesis.docx": b"years of work"}
    assert not Path("site").exists()


def test_a_warning_is_said_and_stops_nothing_without_strict(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    partly = saved(tmp_path, [row[:-1] for row in rows])
    result = invoke(partly, TINY, "--language=en")
    assert result.exit_code == 0
    assert "Warning: export.csv: no column for 1 item: TOG4." in result.stderr


def test_a_failing_site_builder_is_quoted_and_leaves_the_old_site(
    export: Path, tmp_path: Path
) -> None:
    invoke(export, TINY, "--language=en")
    before = tree(Path("site"))
    (tmp_path / "broken" / "mkdocs").mkdir(parents=True)
    (tmp_path / "broken" / "mkdocs" / "__init__.py").write_text(
        "raise SystemExit('no mkdocs today')"
    )
    result = invoke(export, TINY, PYTHONPATH=str(tmp_path / "broken"))
    assert result.exit_code == 7
    assert "no mkdocs today" in result.stderr
    assert tree(Path("site")) == before
    assert entries(tmp_path) == ["broken", "export.csv", "site"]


def test_a_bug_of_ours_is_said_to_be_ours(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "report_builder.pipeline", None)  # a broken installation
    result = invoke(export)
    assert result.exit_code == 70
    assert "a bug of its own (ModuleNotFoundError). The old site is as it was." in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in invoke(export, "--verbose").stderr


def test_too_little_memory_is_said_and_is_no_bug(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("report_builder.pipeline.publish_report", fails)
    result = invoke(export, TINY)
    assert result.exit_code == 3
    assert_helpful(result.stderr)
    assert "#memory" in result.stderr


def test_a_long_message_is_cut_at_a_line_and_keeps_its_fix(export: Path, tmp_path: Path) -> None:
    fields = [f"field_{number}_{'x' * 30}: 1\n" for number in range(90)]
    (tmp_path / "settings.yml").write_text("".join(fields))
    result = invoke("check", export, TINY, "-s", "settings.yml")
    assert result.exit_code == 3
    assert_helpful(result.stderr)
    assert len(result.stderr) > 1700
    assert "words\n    … (--verbose shows the rest)\n  Fix: " in result.stderr
    assert "field_89_" not in result.stderr
    assert "field_89_" in invoke("check", export, TINY, "-s", "settings.yml", "--verbose").stderr


def test_one_endless_line_is_cut_too(tmp_path: Path) -> None:
    result = invoke("check", tmp_path / ("d/" * 1500) / "x.csv")
    assert result.exit_code == 3
    assert_helpful(result.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="a name that Windows does not allow")
@pytest.mark.parametrize("command", ["check", "map", "build"])
def test_control_characters_never_reach_the_terminal(tmp_path: Path, command: str) -> None:
    header = ["te\x1b[31mam", "role", "site", *HEADER[3:]]
    rows = [*respondents("Marketing", 8), *respondents("Sales\x1b]0;owned", 8)]
    result = invoke(command, saved(tmp_path, [header, *rows], "\x1b[2J.csv"), TINY)
    assert result.exit_code == (0 if command == "map" else 3)
    assert "\x1b" not in result.output
    if command != "map":
        assert "�[2J.csv" in result.output


@pytest.mark.parametrize("arguments", [["plan", "\x1b[2J"], ["\x1b[2J.csv", "\x1b[2J.csv"]])
def test_nor_do_those_of_a_mistyped_command(arguments: list[str]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert "�[2J" in result.output


def test_no_argument_passes_for_a_message_of_ours() -> None:
    result = invoke("a.csv", "b\nWarning: all is well.csv")
    assert result.exit_code == 2
    assert "\nWarning" not in result.output
    assert r"Error: 'b\nWarning: all is well.csv' holds a line break" in result.output


# The other commands


def test_check_tells_what_is_recognised_kept_and_dropped() -> None:
    result = invoke("check", EXAMPLE)
    assert result.exit_code == 0
    assert result.stderr == ""
    for line in (
        "qualtrics_en.csv",
        "  Tool       Qualtrics: row 3 holds 58 import ids",
        "  Items      36 of 36 found: 36 by code",
        '  Comments   OPN1: column BE, "What should the other team keep doing?", by code',
        "  Names      J K L: looked at only to take them out of comments",
        "  Columns    42 read, 13 never looked at: A B C D E F G H M N O P Q",
        "Responses    201 read, 189 kept",
        "                7 partial         too little answered",
        "Teams        Marketing     64   3% can't say",
        "  Others     7 of both or other teams, in no gap",
        "Withheld     2 joined in site: shown together with others, being small",
        f"  build-report build {EXAMPLE}",
    ):
        assert line in result.stdout.splitlines()
    assert entries(Path()) == []


def test_check_exits_with_3_whenever_a_build_would_refuse_and_says_what_it_saw(
    tmp_path: Path,
) -> None:
    few = survey(tmp_path, 8, 4)
    assert invoke(few, TINY).exit_code == 5
    result = invoke("check", few, TINY)
    assert result.exit_code == 3
    assert re.search(r"^ +Sales +4 +0% can't say$", result.stdout, re.MULTILINE)
    assert "Next: correct what is named" in result.stdout
    assert "Fewer than 5 people of Sales answered" in result.stderr


def test_check_says_what_the_file_is_before_its_columns_are_refused(export: Path) -> None:
    result = invoke("check", export)  # our questionnaire, not its own
    assert result.exit_code == 3
    assert result.stdout.startswith("export.csv\n  Tool       table: no tool's own columns")
    assert "Items" not in result.stdout
    assert f"  build-report map {export} --output mapping.yml\n" in result.stdout
    assert "0 of the 36 items" in result.stderr


def test_a_check_for_programs_is_one_document_refused_or_not(export: Path) -> None:
    done = invoke("check", export, TINY, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["error"] is None
    refused = invoke("check", export, "--json")
    assert refused.exit_code == 3
    assert json.loads(refused.stdout)["error"]["slug"] == "item-column"
    assert_helpful(refused.stderr)


def test_map_writes_a_mapping_that_a_build_accepts(export: Path) -> None:
    shown = invoke("map", export, TINY)
    assert shown.exit_code == 0
    assert invoke("map", export, TINY, "-o", "mapping.yml").exit_code == 0
    assert Path("mapping.yml").read_text(encoding="utf-8") == shown.stdout
    assert invoke("check", export, TINY, "--mapping=mapping.yml").exit_code == 0


def test_map_never_overwrites(export: Path) -> None:
    Path("mapping.yml").write_text("reviewed for an hour")
    result = invoke("map", export, TINY, "-o", "mapping.yml")
    assert result.exit_code == 4
    assert_helpful(result.stderr)
    assert Path("mapping.yml").read_text() == "reviewed for an hour"


def test_demo_builds_the_invented_example_with_the_year_before_where_asked() -> None:
    assert invoke("demo", "--language=fr", "--two-waves").exit_code == 0
    assert entries(Path("site")) == [".build-report.json", "data", "fr", "index.html", "robots.txt"]
    assert "Meridian Industries" in Path("site", "fr", "index.html").read_text(encoding="utf-8")
    trend = Path("site", "fr", "trend.html").read_text(encoding="utf-8")
    assert "De 2025 à 2026" in trend
    assert "inventées" in trend


def test_every_exit_code_of_a_mistake_is_one_of_the_documented() -> None:
    def kinds(base: type[SurveyError]) -> Iterator[type[SurveyError]]:
        for kind in base.__subclasses__():
            yield kind
            yield from kinds(kind)

    assert {kind.exit_code for kind in kinds(SurveyError)} == {3, 4, 5, 6, 7}
    assert load_questionnaire().languages == ("en", "fr")
