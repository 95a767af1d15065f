"""Real builds, shot at and starved at random: run by `make soak`, for it takes a quarter of an hour.

KILLS=… sets how many builds are shot by each signal, SEED=… another draw of the moments.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from faults import FaultyDisk
from program import TINY, command, entries, run, surroundings, survey, tree

from report_builder import output, pipeline
from report_builder.inputs import Inputs
from report_builder.pipeline import publish_report
from survey.errors import OutputPlaceError

if sys.platform != "linux":
    pytest.skip("signals and full disks as Linux has them", allow_module_level=True)

KILLS = int(os.environ.get("KILLS", "50"))
SEED = int(os.environ.get("SEED", "20261128"))
PAIRS = 20
STARTING = 0.08
"""Seconds of a build that are Python's own start, which heeds signals in its own way."""


class Surveys:
    """Two surveys and the sites they give; both are built into one folder, over and over."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "place"
        self.place.mkdir()
        self.output = self.place / "site"
        self.exports = [survey(folder, size, 8, f"{size}.csv") for size in (8, 16)]
        self.sites = []
        for export in self.exports:
            assert self.build(export) == 0
            self.sites.append(tree(self.output))
        assert self.sites[0] != self.sites[1]

    def build(self, export: Path) -> int:
        """Build to the end; the exit code. `seconds` is how long that takes on this machine now."""
        began = time.monotonic()
        code = run(export, TINY, "--quiet", "-o", self.output).returncode
        self.seconds = time.monotonic() - began
        return code

    def start(self, export: Path) -> subprocess.Popen[str]:
        """A build under way, in a group of processes of its own."""
        return subprocess.Popen(  # noqa: S603 - our own words
            command(export, TINY, "--quiet", "-o", self.output),
            env=surroundings(),
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> Surveys:
    # In a job in the background it is ignored, and the builds that it starts would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return Surveys(tmp_path_factory.mktemp("soak"))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_build_shot_at_any_moment_leaves_the_old_site_or_the_new(
    surveys: Surveys, number: signal.Signals
) -> None:
    chance = random.Random(SEED + number)  # noqa: S311 - moments, not secrets
    outcomes = Counter[str]()
    for shot in range(KILLS):
        assert surveys.build(surveys.exports[0]) == 0
        assert tree(surveys.output) == surveys.sites[0]
        assert entries(surveys.place) == ["site"]  # no litter of the shot before
        process = surveys.start(surveys.exports[1])
        moment = chance.uniform(STARTING, surveys.seconds)
        time.sleep(moment)
        whom = os.kill if shot % 2 else os.killpg  # the program alone, or its engines with it
        whom(process.pid, number)
        said = process.communicate()[1]
        seen = f"{number.name} after {moment:.3f} s: exit {process.returncode}: {said}"
        site = tree(surveys.output)
        assert site in surveys.sites, seen
        outcomes["old" if site == surveys.sites[0] else "new"] += 1
        outcomes["shot while it ran"] += process.returncode != 0
        assert process.returncode in {0, -number, 128 + number}, seen
        assert said.count("\n") == (process.returncode == 128 + number), seen
        if number is not signal.SIGKILL:
            assert entries(surveys.place) == ["site"], seen
    assert outcomes["shot while it ran"] > KILLS / 2, "the moments were not those of a build"
    print(f"\n{KILLS} builds ended by {number.name}: {dict(outcomes)}, none mixed")  # noqa: T201


def test_two_builds_at_once_never_mix(surveys: Surveys) -> None:
    won = Counter[int]()
    for _ in range(PAIRS):
        both = [surveys.start(export) for export in surveys.exports]
        said = [process.communicate()[1] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        won[surveys.sites.index(tree(surveys.output))] += 1
        assert entries(surveys.place) == ["site"]
    print(f"\n{PAIRS} pairs of builds: {dict(won)} came last, none mixed")  # noqa: T201


def test_whichever_call_of_a_build_fails_the_old_site_stands(
    surveys: Surveys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def engine(project: Path, site: Path, *, epoch: int, **_: object) -> None:
        """Stands in for MkDocs, which is another process: its failures are told otherwise."""
        (site / "index.html").write_text(f"{epoch} {len(tree(project))}")

    inputs = Inputs(exports=(surveys.exports[0],), questionnaire=Path(TINY.partition("=")[2]))
    report = pipeline.prepare(inputs)
    drawn = [*output.editions(report, ("report.json",))]
    monkeypatch.setattr(pipeline, "prepare", lambda *_, **__: report)
    monkeypatch.setattr(output, "editions", lambda *_: drawn)
    monkeypatch.setattr(output, "build", engine)
    site = tmp_path / "place" / "site"
    publish_report(inputs, site)
    before, failures = tree(site), 0
    for place in count():
        disk = FaultyDisk(tmp_path, fail=place, code=errno.ENOSPC)
        try:
            with disk.used():
                publish_report(inputs, site)
        except OutputPlaceError as error:
            failures += error.exit_code == 4
        assert tree(site) == before
        if not disk.met:
            break
    assert failures > 50
    assert entries(site.parent) == ["site"]
    print(f"\n{place} calls failed one by one, {failures} told: the site stood")  # noqa: T201


def mounted(place: Path, size: str) -> bool:
    """A disk of that size at that place, or one already there made so large; False if not let."""
    there = os.path.ismount(place)
    how = ("-o", f"remount,size={size}") if there else ("-t", "tmpfs", "-o", f"size={size}", "none")
    words = ("mount", *how, str(place))
    return subprocess.run(words, capture_output=True, check=False).returncode == 0  # noqa: S603


def test_on_a_disk_that_fills_up_the_old_site_stands(surveys: Surveys, tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    if not mounted(place, "32m"):
        pytest.skip("no right here to mount a small disk (tmpfs)")
    codes = Counter[int]()
    try:
        surveys.output, before = place / "site", surveys.output
        for room in range(128, 16384, 384):
            assert mounted(place, "32m")
            assert surveys.build(surveys.exports[0]) == 0
            old = tree(surveys.output)
            used = sum(path.stat().st_blocks for path in place.rglob("*")) // 2
            assert mounted(place, f"{used + room}k")
            codes[code := surveys.build(surveys.exports[1])] += 1
            assert (code, tree(surveys.output)) in {4: [(4, old)], 0: [(0, surveys.sites[1])]}[code]
            assert entries(place) == ["site"]
            if codes[0] > 3:
                break
    finally:
        subprocess.run(("umount", str(place)), check=True)  # noqa: S603, S607
        surveys.output = before
    assert set(codes) == {0, 4}
    print(f"\n{codes[4]} sizes of a disk too small, {codes[0]} large enough: whole sites")  # noqa: T201
