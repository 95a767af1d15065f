"""How a run meets the world: signals, terminals, readers who leave, streams that are closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exported import HEADER, saved
from program import (
    TINY,
    command,
    entries,
    forget_log,
    invoke,
    respondents,
    run,
    surroundings,
    survey,
    tree,
)

from report_builder.cli import main
from report_builder.publish import replacing
from report_builder.terminal import progress

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which a test is; afterwards the log is as before."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget_log()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return survey(tmp_path)


# Interruptions


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_says_so(export: Path, number: signal.Signals, code: int) -> None:
    before = signal.getsignal(signal.SIGTERM)
    threading.Timer(1.0, os.kill, (os.getpid(), number)).start()
    with replacing(Path("site")):  # so that the run waits until it is interrupted
        result = invoke(export, TINY)
    assert result.exit_code == code
    assert result.stderr.endswith(
        "No site is left half done: if the new one was not finished, what was there before still is.\n"
    )
    assert signal.getsignal(signal.SIGTERM) is before


@POSIX
@pytest.mark.parametrize(
    ("stage", "number", "code"),
    [
        ("Counting answers", signal.SIGINT, 130),
        ("Drawing and writing the pages (en)", signal.SIGINT, 130),
        ("Building the site", signal.SIGINT, 130),
        ("Building the site", signal.SIGTERM, 143),
        ("Building the site", signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_an_interrupted_build_leaves_the_old_site_and_the_next_one_no_litter(
    tmp_path: Path, stage: str, number: signal.Signals, code: int
) -> None:
    export = survey(tmp_path)
    output = tmp_path / "site"
    output.mkdir()
    (output / ".build-report.json").write_text("{}")
    (output / "index.html").write_text("the old site")
    before = tree(output)
    process = subprocess.Popen(  # noqa: S603 - our own words
        command(export, TINY, "-o", output),
        env=surroundings(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    with process:
        assert any(line.startswith(stage) for line in process.stderr)
        os.killpg(process.pid, number)
    assert process.returncode == code
    assert tree(output) == before
    if number is not signal.SIGKILL:
        assert entries(tmp_path) == ["export.csv", "site"]
    else:
        assert run(export, TINY, "-o", output).returncode == 0
        assert entries(tmp_path) == ["export.csv", "site"]


# What is said where


def test_elsewhere_than_on_a_terminal_progress_is_plain_lines_on_standard_error(
    export: Path,
) -> None:
    result = invoke(export, TINY, "-o", "out")
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Reading export.csv",
        "Counting answers",
        "Responses: 16 read, 16 kept",
        "Comparing the two teams",
        "Drawing and writing the pages (en)",
        "Drawing and writing the pages (fr)",
        "Building the site",
        f"Open {Path('out') / 'index.html'}",
    ]


def test_quiet_says_nothing_but_errors(export: Path) -> None:
    assert invoke(export, TINY, "--quiet", "--language=en").output == ""
    assert "Fix:" in invoke(export, TINY, "--quiet", "--language=de").stderr


if sys.platform != "win32" or TYPE_CHECKING:
    import pty

    class Terminal:
        """A terminal of this machine: what is written to it, and what it has shown."""

        def __init__(self) -> None:
            self._screen, end = pty.openpty()
            self.file = os.fdopen(end, "w", encoding="utf-8")
            self._shown: list[bytes] = []
            self._reader = threading.Thread(target=self._watch)
            self._reader.start()

        def _watch(self) -> None:
            with os.fdopen(self._screen, "rb", buffering=0) as screen:
                try:
                    while shown := screen.read(4096):
                        self._shown.append(shown)
                except OSError:  # how Linux says that the other end is closed
                    pass

        def close(self) -> str:
            """Everything it has shown."""
            self.file.close()
            self._reader.join()
            return b"".join(self._shown).decode()


@POSIX
def test_on_a_terminal_progress_moves_and_what_is_said_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    export = saved(tmp_path, [row[:-1] for row in rows], "[bold]partly.csv")
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", terminal.file)
    main([str(export), TINY, "--language=en"], standalone_mode=False)
    monkeypatch.undo()
    shown = terminal.close()
    assert "Warning: [bold]partly.csv: no column for 1 item: TOG4." in shown
    assert "\x1b[2KOpen site" in shown  # in the place of the display, which comes back below it
    assert shown.count("Building the site") > 1
    assert shown.endswith("\x1b[2K")  # and is gone in the end


@POSIX
def test_the_moving_display_shows_no_control_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", terminal.file)
    with progress({"quiet": False, "log_format": "text"}) as tell:
        tell("Reading \x1b]0;owned\x07[bold].csv")
    monkeypatch.undo()
    shown = terminal.close()
    assert "Reading �]0;owned�[bold].csv" in shown
    assert "\x1b]" not in shown


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_closed_stream_stops_nothing(
    export: Path, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, closed, None)
    main(["check", str(export), TINY], standalone_mode=False)
    main([str(export), TINY, "--language=en"], standalone_mode=False)
    assert Path("site", "index.html").is_file()


@POSIX
def test_a_reader_who_stops_reading_is_no_error(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end, start = os.pipe()
    os.close(end)
    with os.fdopen(start, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        main(["check", str(export), TINY], standalone_mode=False)


@POSIX
@pytest.mark.parametrize(
    ("redirected", "shown"),
    [("| head -1", 1), (">&- 2>&- <&-", 0), ("2>&1 | head -0", 0)],
)
def test_in_a_shell_too(export: Path, redirected: str, shown: int) -> None:
    script = f'set -o pipefail; "$@" {redirected}'
    told = run("check", export, TINY, around=("bash", "-c", script, "bash"))
    assert told.returncode == 0
    assert told.stderr == ""
    assert len(told.stdout.splitlines()) == shown


@POSIX
def test_a_build_nobody_listens_to_is_whole(tmp_path: Path, export: Path) -> None:
    script = 'set -o pipefail; "$@" 2>&1 | head -0'
    options = (export, TINY, "--language=en", "-o", tmp_path / "site")
    assert run(*options, around=("bash", "-c", script, "bash")).returncode == 0
    assert (tmp_path / "site" / "data" / "report.json").is_file()


def test_what_the_terminal_cannot_write_is_spelt_out(tmp_path: Path) -> None:
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    export = saved(tmp_path, [HEADER, *rows], "回答.csv")
    told = run("check", export, TINY, env={"PYTHONIOENCODING": "latin-1"})
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("\\u56de\\u7b54.csv\n")
