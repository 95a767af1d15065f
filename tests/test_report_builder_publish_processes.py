"""Processes that meet at one site: shot, waiting, dead, or left behind."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from program import ROOT, entries
from small_sites import ORPHANING, beside, build, start, words

from report_builder.publish import replacing
from survey.errors import OutputPlaceError


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", [0.0, 0.02, 0.05, 0.09, 0.12, 0.15])
def test_a_build_shot_at_any_moment_leaves_one_whole_site(
    tmp_path: Path, sent: signal.Signals, moment: float
) -> None:
    output = tmp_path / "site"
    build(output, "old")
    builder = start(output, "new", pause=0.008)
    assert builder.stdout is not None
    builder.stdout.readline()
    time.sleep(moment)
    builder.send_signal(sent)
    builder.communicate()
    assert words(output) in ({"old"}, {"new"})
    build(output, "newer")
    assert words(output) == {"newer"}
    assert beside(output) == []


def test_of_two_builds_at_once_the_second_waits(tmp_path: Path) -> None:
    output = tmp_path / "site"
    builders = [start(output, word, pause=0.01) for word in ("one", "two", "three")]
    for builder in builders:
        builder.communicate()
    assert [builder.returncode for builder in builders] == [0, 0, 0]
    assert len(words(output)) == 1
    assert beside(output) == []


def test_who_has_waited_long_enough_is_told_whom_for(tmp_path: Path) -> None:
    output = tmp_path / "site"
    first = start(output, "first", pause=0.05)
    assert first.stdout is not None
    first.stdout.readline()
    with (
        pytest.raises(OutputPlaceError, match=f"being built by process {first.pid}"),
        replacing(output, patience=0.2),
    ):
        pytest.fail("two builds of one folder at once")
    first.kill()
    first.communicate()


def test_the_lock_of_a_process_that_died_holds_nobody_up(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / ".site.build-report-lock").write_text(str(dead.pid))
    with replacing(tmp_path / "site", patience=0) as staging:
        (staging / "page.html").write_text("new")
    assert entries(tmp_path) == ["site"]


def test_who_waits_is_told_once_for_whom(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    output = tmp_path / "site"
    first = start(output, "first", pause=0.05)
    assert first.stdout is not None
    first.stdout.readline()
    with caplog.at_level(logging.INFO):
        build(output, "second")
    first.communicate()
    assert caplog.messages == [f"{output} is being built by process {first.pid}: waiting"]
    assert words(output) == {"second"}


def test_a_lock_that_cannot_be_read_names_nobody(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with replacing(output):
        (tmp_path / ".site.build-report-lock").write_text("")
        with (
            pytest.raises(OutputPlaceError, match="by process unknown"),
            replacing(output, patience=0),
        ):
            pytest.fail("two builds of one folder at once")


def test_a_lock_that_is_gone_when_it_is_read_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> str:
        raise FileNotFoundError

    with replacing(tmp_path / "site"), monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", gone)
        with (
            pytest.raises(OutputPlaceError, match="by process unknown"),
            replacing(tmp_path / "site", patience=0),
        ):
            pytest.fail("two builds of one folder at once")


@pytest.mark.skipif(sys.platform == "win32", reason="there a lock is not inherited")
def test_while_the_engine_of_a_killed_build_still_writes_the_next_build_waits(
    tmp_path: Path,
) -> None:
    output = tmp_path / "site"
    build(output, "old")
    engine = "import sys, time; from pathlib import Path; print('up', flush=True); time.sleep(0.5); Path(sys.argv[1], '0.html').write_text('late')"
    builder = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", ORPHANING, str(output), engine],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert builder.stdout is not None
    builder.stdout.readline()
    builder.kill()
    builder.wait()
    build(output, "new")
    builder.stdout.close()
    time.sleep(0.6)
    assert words(output) == {"new"}
    assert beside(output) == []
