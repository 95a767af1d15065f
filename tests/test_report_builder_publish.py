"""Whatever happens while a site is published, a reader finds a whole one: the old or the new."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from report_builder.publish import MARKER, replacing, swap
from survey.errors import OutputPlaceError

ROOT = Path(__file__).parent.parent
PAGES = 15
# Builds a site of pages that all say the same word; slowly enough to be shot at.
BUILDER = f"""
PAGES = {PAGES}
import sys, time
from pathlib import Path
from report_builder.publish import replacing
output, word, pause = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
with replacing(output, patience=float(sys.argv[4])) as staging:
    print("building", flush=True)
    for page in range(PAGES):
        (staging / f"{{page}}.html").write_text(word)
        time.sleep(pause)
"""


def build(output: Path, word: str) -> None:
    with replacing(output) as staging:
        (staging / "assets").mkdir()
        for page in range(PAGES):
            (staging / f"{page}.html").write_text(word)


def start(output: Path, word: str, pause: float, patience: float = 60) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILDER, str(output), word, str(pause), str(patience)]
    return subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def words(output: Path) -> set[str]:
    """What the pages of a site say: one word when it is whole."""
    pages = sorted(output.glob("*.html"))
    assert len(pages) == PAGES
    assert (output / MARKER).is_file()
    return {page.read_text() for page in pages}


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


class Faults:
    """Fails the n-th call to the file system, counted by Python's own audit of such calls."""

    watched = frozenset({"open", "os.rename", "os.mkdir", "os.scandir", "os.truncate"})

    def __init__(self) -> None:
        self.left = -1
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count a call, and fail it when its turn has come."""
        if self.left < 0 or event not in self.watched:
            return
        if event == "open" and not str(arguments[0]).startswith(self.folder):
            return
        self.left -= 1
        if self.left < 0:
            self.met = True
            raise OSError(self.code, os.strerror(self.code), str(arguments[0]))

    @contextmanager
    def at(self, call: int, code: int, folder: Path) -> Iterator[None]:
        """Fail that call, from 0, of those that open files in a folder or change the tree."""
        self.left, self.code, self.folder, self.met = call, code, str(folder), False
        try:
            yield
        finally:
            self.left = -1


FAULTS = Faults()


def test_a_site_appears_where_none_was(tmp_path: Path) -> None:
    output = tmp_path / "reports" / "site"
    build(output, "new")
    assert words(output) == {"new"}
    assert beside(output) == []


def test_a_site_takes_the_place_of_an_empty_folder_and_of_an_older_site(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    build(output, "old")
    (output / "page-that-goes.html").write_text("old")
    build(output, "new")
    assert words(output) == {"new"}
    assert beside(output) == []


@pytest.mark.parametrize("at_once", [True, False])
def test_two_folders_change_places(tmp_path: Path, at_once: bool) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(name)
    swap(tmp_path / "first", tmp_path / "second", at_once=at_once)
    assert (tmp_path / "first" / "page").read_text() == "second"
    assert (tmp_path / "second" / "page").read_text() == "first"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]


def test_where_folders_cannot_be_exchanged_a_failed_renaming_brings_the_old_back(
    tmp_path: Path,
) -> None:
    output = tmp_path / "site"
    build(output, "old")
    with pytest.raises(OSError, match="No such file"):
        swap(tmp_path / "nowhere", output, at_once=False)
    assert words(output) == {"old"}
    assert beside(output) == []


@pytest.mark.parametrize("other", ["nowhere", "output/inside"])
def test_what_can_be_neither_exchanged_nor_renamed_stays(tmp_path: Path, other: str) -> None:
    (tmp_path / "output" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="No such file"):
        swap(tmp_path / other, tmp_path / "output")
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["inside"]


def test_a_build_that_died_between_two_renamings_is_mended_by_the_next(tmp_path: Path) -> None:
    output = tmp_path / "site"
    build(output, "old")
    output.rename(tmp_path / ".site.build-report-old")
    with pytest.raises(ZeroDivisionError), replacing(output):
        raise ZeroDivisionError
    assert words(output) == {"old"}
    assert beside(output) == []


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt, SystemExit])
def test_a_build_that_fails_leaves_the_old_site(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    output = tmp_path / "site"
    build(output, "old")
    with pytest.raises(failure), replacing(output):
        raise failure
    assert words(output) == {"old"}
    assert beside(output) == []


def test_a_folder_with_other_files_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(OutputPlaceError, match=r"no build-report has made.*thesis\.odt"):
        build(tmp_path, "new")
    assert (tmp_path / "thesis.odt").read_text() == "years of work"


def test_what_is_put_there_during_the_build_is_refused_too(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    with pytest.raises(OutputPlaceError, match=r"thesis\.odt"), replacing(output):
        (output / "thesis.odt").write_text("years of work")
    assert beside(output) == []


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with pytest.raises(OutputPlaceError, match="symbolic link"):
        build(tmp_path / "site", "new")


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputPlaceError, match="is a file"):
        build(tmp_path / "site", "new")


@pytest.mark.parametrize("place", ["/", "home", "working folder", "its parent", "input"])
def test_a_folder_that_holds_what_must_stay_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    home, here = tmp_path / "home", tmp_path / "parent" / "here"
    exports = tmp_path / "exports"
    for folder in (home, here, exports):
        folder.mkdir(parents=True)
        (folder / MARKER).touch()
    (exports / "export.csv").touch()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(here)
    output = {
        "/": Path("/"),
        "home": home,
        "working folder": Path(),
        "its parent": Path(".."),
        "input": exports,
    }[place]
    with (
        pytest.raises(OutputPlaceError, match="cannot be replaced"),
        replacing(output, keep=(exports / "export.csv",)),
    ):
        pytest.fail("building had begun")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whichever_call_fails_the_old_site_stays_whole(tmp_path: Path, code: int) -> None:
    output = tmp_path / "site"
    for call in count():
        build(output, "old")
        problem = ""
        with FAULTS.at(call, code, tmp_path):
            try:
                build(output, "new")
            except OutputPlaceError as error:
                problem = error.problem
        assert words(output) == {"old" if problem else "new"}
        if not FAULTS.met:
            break
        assert not problem or (os.strerror(code) in problem and str(output) in problem)
    assert call > 2 * PAGES
    build(output, "newer")
    assert words(output) == {"newer"}
    assert beside(output) == []


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


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputPlaceError, match="cannot be written"):
        build(tmp_path / "file" / "site", "new")
