"""The program as people run it, and what it leaves behind; surveys small enough to try it on."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner, Result
from exported import EXPORTS, answered, saved, table

from report_builder.cli import main

ROOT = Path(__file__).parent.parent
MERIDIAN = ROOT / "examples" / "meridian"
EXAMPLE = MERIDIAN / "qualtrics_en.csv"
EXAMPLE_OPTIONS = (
    f"--settings={MERIDIAN / 'settings.yml'}",
    f"--headcount={MERIDIAN / 'headcount.csv'}",
)
TINY = f"--questionnaire={EXPORTS / 'questionnaire.yml'}"
PATTERNS = ("4432", "5521", "3344", "4253", "2415", "5134", "1542")
"""Answers of invented respondents to the four statements, over and over."""

Argument = str | Path


def command(*arguments: Argument) -> list[str]:
    """The program with these arguments, in this Python, from wherever it is started."""
    return [sys.executable, "-P", "-m", "report_builder", *map(str, arguments)]


def surroundings(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """This environment without what changes the program, and with these changes."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("BUILD_REPORT_")}
    kept |= {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    changed = kept | {name: text for name, text in (changes or {}).items() if text is not None}
    return {
        name: text for name, text in changed.items() if (changes or {}).get(name, "") is not None
    }


def run(
    *arguments: Argument,
    cwd: Path = ROOT,
    env: Mapping[str, str | None] | None = None,
    around: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    """The program run to its end; `around` is put before it."""
    return subprocess.run(  # noqa: S603 - our own words
        [*around, *command(*arguments)],
        cwd=cwd,
        env=surroundings(env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def invoke(*arguments: Argument, **env: str) -> Result:
    """The program run in this process."""
    return CliRunner().invoke(main, [*map(str, arguments)], env=env, prog_name="build-report")


def forget_log() -> None:
    """Takes back what a run in this process has set for the log."""
    logging.captureWarnings(capture=False)
    for name in ("report_builder", "survey"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True


def respondents(team: str, size: int, role: str = "Manager") -> list[list[str]]:
    """Rows of invented people of one team; see `exported.HEADER`."""
    start = len(team)
    return [
        answered(team, PATTERNS[(start + place) % len(PATTERNS)], role) for place in range(size)
    ]


def survey(folder: Path, first: int = 8, second: int = 8, name: str = "export.csv") -> Path:
    """An invented export for the questionnaire TINY: so many of Marketing and of Sales."""
    rows = [*respondents("Marketing", first), *respondents("Sales", second)]
    return saved(folder, [table()[0], *rows], name)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path within it, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def entries(folder: Path) -> list[str]:
    """What lies in a folder, hidden too; but for what a build remembers beside the export."""
    names = (path.name for path in folder.iterdir())
    return sorted(name for name in names if not name.startswith(".build-report-"))


def assert_helpful(said: str) -> None:
    """A message is short, has a fix, no traceback, and nothing that a terminal obeys."""
    assert len(said) <= 2001, len(said)
    assert "Traceback" not in said
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", said) is None, said
    assert "\n  Fix: " in said, said
    assert "\n  More: docs/messages.md#" in said, said
