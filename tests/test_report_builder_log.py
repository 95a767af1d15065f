"""What a run says on standard error, for a person and for a program."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from exported import HEADER, saved
from program import ROOT, TINY, forget_log, invoke, respondents, run, survey

from report_builder.log import start_log
from report_builder.log_format import asks_for_json

SCHEMA = json.loads((files("report_builder") / "schemas" / "log-1.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which a test is; afterwards the log is as before."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget_log()


def lines(said: str) -> list[dict[str, object]]:
    """A log for programs, each line held to its schema."""
    found = [json.loads(line) for line in said.splitlines()]
    for line in found:
        jsonschema.validate(line, SCHEMA)
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_build_tells_a_program_each_thing_as_an_event(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    export = saved(tmp_path, [row[:-1] for row in rows])
    told = lines(invoke(export, TINY, "--language=en", "--log-format=json").stderr)
    assert [(line["level"], line["event"]) for line in told] == [
        ("info", "progress"),
        ("info", "progress"),
        ("info", "responses"),
        ("warning", "warning"),
        ("info", "progress"),
        ("info", "progress"),
        ("info", "progress"),
        ("info", "published"),
    ]
    assert str(told[3]["message"]).startswith("export.csv: no column for 1 item: TOG4.")
    assert told[-1]["message"] == f"Open {Path('site') / 'index.html'}"


def test_a_mistake_tells_a_program_its_slug_fix_and_exit_code(tmp_path: Path) -> None:
    result = invoke(survey(tmp_path), TINY, "--language=de", "--quiet", "--log-format", "json")
    assert result.exit_code == 3
    assert lines(result.stderr) == [
        {
            "level": "error",
            "event": "settings",
            "message": "The questionnaire has no de; it has en, fr.",
            "fix": "ask for its languages, or add the texts to the questionnaire.",
            "exit_code": 3,
        }
    ]


def test_a_wrong_command_line_tells_it_too_however_it_is_asked_for(tmp_path: Path) -> None:
    for given, env in ((("--log-format=json",), {}), ((), {"BUILD_REPORT_LOG_FORMAT": "json"})):
        result = invoke(survey(tmp_path), "--nonsense", *given, **env)
        assert result.exit_code == 2
        (line,) = lines(result.stderr)
        assert (line["event"], line["exit_code"]) == ("usage", 2)
        assert "--nonsense" in str(line["message"])


def test_a_right_one_is_run_as_ever(tmp_path: Path) -> None:
    result = invoke("check", survey(tmp_path), TINY, "--json", "--log-format=json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["error"] is None
    assert invoke("check", "--help", "--log-format=json").stdout.startswith("Usage: ")


def test_what_a_program_reads_is_ascii_and_no_longer_than_a_screen(tmp_path: Path) -> None:
    export = tmp_path / "é\x1b[31m.csv"
    export.write_text("x" * 40_000 + ",y\n")
    said = invoke(export, TINY, "--log-format=json").stderr
    assert said.isascii()
    assert "\x1b" not in said
    assert max(len(str(line["message"])) for line in lines(said)) <= 2000


def test_a_message_too_long_for_a_screen_is_cut(caplog: pytest.LogCaptureFixture) -> None:
    start_log(quiet=False, verbose=False, log_format="json")
    (handler,) = logging.getLogger("survey").handlers
    with caplog.at_level(logging.INFO):
        logging.getLogger("tests").error("x" * 5000)
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("report_builder.log.tell", told.append)
        handler.handle(caplog.records[0])
    (line,) = lines("\n".join(told))
    assert line["message"] == "x" * 1999 + "…"


def test_with_verbose_a_program_is_told_where_a_mistake_was_found(tmp_path: Path) -> None:
    result = invoke(survey(tmp_path), TINY, "--language=de", "--verbose", "--log-format=json")
    details = [line for line in lines(result.stderr) if line["event"] == "detail"]
    assert ["SettingsError" in str(line["message"]) for line in details] == [True]


def test_what_a_library_says_is_a_line_of_the_log_too(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(quiet=False, verbose=False, log_format="json")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("of a library", stacklevel=1)
    assert logging.lastResort
    logging.lastResort.handle(
        logging.makeLogRecord(
            {"name": "other", "msg": "odd", "levelno": 30, "levelname": "WARNING"}
        )
    )
    told = lines(capsys.readouterr().err)
    assert [line["event"] for line in told] == ["library", "library"]
    assert "of a library" in str(told[0]["message"])


@pytest.mark.parametrize("where", ["/proc/nowhere", ""])
def test_where_a_library_can_keep_no_cache_is_nobodys_business(tmp_path: Path, where: str) -> None:
    env = {"HOME": where, "MPLCONFIGDIR": where, "XDG_CONFIG_HOME": where, "XDG_CACHE_HOME": where}
    told = run(survey(tmp_path), TINY, "--language=en", cwd=tmp_path, env=env)
    assert told.returncode == 0
    assert told.stderr.splitlines()[0] == "Reading export.csv"


@pytest.mark.parametrize(
    ("arguments", "environment", "asked"),
    [
        ("export.csv", {}, False),
        ("export.csv --log-format json", {}, True),
        ("--log-format=json export.csv", {}, True),
        ("--log-format=json --log-format=text", {}, False),
        ("--log-format=text", {"BUILD_REPORT_LOG_FORMAT": "json"}, False),
        ("json", {"BUILD_REPORT_LOG_FORMAT": "json"}, True),
        ("--title=json json", {}, False),
    ],
)
def test_what_a_command_line_asks_for_is_known_before_it_is_understood(
    arguments: str, environment: dict[str, str], asked: bool
) -> None:
    assert asks_for_json(arguments.split(), environment) is asked


def test_the_page_on_the_log_names_every_event_and_field() -> None:
    page = (ROOT / "docs" / "reference" / "log.md").read_text(encoding="utf-8")
    known = {*SCHEMA["properties"], *SCHEMA["properties"]["event"]["examples"]}
    assert {name for name in known if f"`{name}`" not in page} == set()
