"""Whatever happens while a site is published, a reader finds a whole one: the old or the new."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from faults import BY_HANDLE, BY_NAME, FaultyDisk
from small_sites import beside, build, words

from report_builder.publish import replacing, swap, write_new
from survey.errors import OutputPlaceError


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


@pytest.mark.skipif(sys.platform != "linux", reason="counts the calls that Linux is asked")
@pytest.mark.parametrize(
    ("code", "before", "exchanges", "swaps"),
    [
        (errno.ENOSPC, "old", True, 1),
        (errno.EIO, "old", True, 1),
        (errno.EACCES, "old", True, 1),
        (errno.EIO, "old", False, 3),
        (errno.EIO, "nothing", True, 1),
    ],
)
def test_whichever_call_fails_what_was_there_stays_and_the_failure_is_told(
    tmp_path: Path, code: int, before: str, exchanges: bool, swaps: int
) -> None:
    output, failures = tmp_path / "site", 0
    for place in count():
        shutil.rmtree(output, ignore_errors=True)
        if before == "old":
            build(output, "old")
        problem = ""
        with FaultyDisk(tmp_path, fail=place, code=code, exchanges=exchanges).used() as disk:
            try:
                build(output, "new", pages=3)
            except OutputPlaceError as error:
                problem = error.problem
        failures += bool(problem)
        if problem:
            assert problem.startswith(f"{output}: the site cannot be written: {os.strerror(code)}")
            assert (words(output) == {"old"}) if before == "old" else not output.exists()
        else:  # nothing failed, or only what comes when the new site stands
            assert words(output, 3) == {"new"}
        if not disk.met:
            break
    swap_of = ["exchange"] if before == "old" and exchanges else ["rename"]
    assert [call for call in disk.calls if call in {"exchange", "rename"}] == swap_of * swaps
    assert {*BY_NAME, *BY_HANDLE} - {"rename", "listdir", "chmod", "rmdir"} <= {*disk.calls}
    # Each call up to the one that puts the new site in its place, but for making the folder above.
    ends = [at for at, call in enumerate(disk.calls) if call in swap_of]
    assert failures == ends[:2][-1]
    build(output, "newer")
    assert words(output) == {"newer"}
    assert beside(output) == []


@pytest.mark.skipif(sys.platform != "linux", reason="an older C library of Linux")
def test_where_the_system_knows_no_exchange_two_renamings_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site"
    build(output, "old")
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    build(output, "new")
    assert words(output) == {"new"}
    assert beside(output) == []


def test_a_file_system_that_writes_no_folder_through_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    through = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        through(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    build(tmp_path / "site", "new")
    assert words(tmp_path / "site") == {"new"}


def test_what_is_around_the_swap_is_begun_before_it_and_ended_after(tmp_path: Path) -> None:
    output, seen = tmp_path / "site", list[str]()
    build(output, "old")

    @contextmanager
    def watching() -> Iterator[None]:
        seen.append((output / "0.html").read_text())
        yield
        seen.append((output / "0.html").read_text())

    with pytest.raises(KeyboardInterrupt), replacing(output, swapping=watching()):
        raise KeyboardInterrupt
    assert seen == []
    with replacing(output, swapping=watching()) as site:
        (site / "0.html").write_text("new")
    assert seen == ["old", "new"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputPlaceError, match="cannot be written"):
        build(tmp_path / "file" / "site", "new")


def test_what_a_person_has_written_is_never_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mapping.yml"
    mine.write_text("mine")
    with pytest.raises(OutputPlaceError, match=r"mapping\.yml: cannot be written: File exists"):
        write_new(mine, "drafted", "")
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="counts the calls that Linux is asked")
def test_a_mapping_that_finds_no_room_is_not_left_half_written(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yml"
    with FaultyDisk(tmp_path, fail=1, code=errno.ENOSPC).used() as disk:
        with pytest.raises(OutputPlaceError, match="No space left"):
            write_new(mapping, "items: {}", "")
        assert disk.calls[:2] == ["open", "write"]
    assert not mapping.exists()
