"""Publishing: a finished site takes the old one's place in one step, or not at all."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from survey.errors import OutputPlaceError

MARKER = ".build-report.json"
"""The file that says a folder is ours to replace."""

PATIENCE = 60.0
"""Seconds to wait for another build of the same folder."""

AT_FDCWD = -100
RENAME_EXCHANGE = 2
# What the call answers where the kernel or the file system cannot exchange two folders.
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@contextmanager
def replacing(
    output: Path, *, keep: tuple[Path, ...] = (), patience: float = PATIENCE
) -> Iterator[Path]:
    """A new, empty folder to build in; when the block ends well, it takes the place of `output`.

    When the block fails or is interrupted, `output` stays as it was. What a killed build left
    beside `output` is cleared away by the next one.

    Args:
        output: the folder of the site; made when missing, replaced when empty or ours.
        keep: files and folders that must not go: the report's inputs.
        patience: seconds to wait while another process builds the same folder.

    Raises:
        OutputPlaceError: the folder is not ours to replace, is being built by another process,
            or cannot be written.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow a symlink
    try:
        refuse_unfit(output, keep)
        output.parent.mkdir(parents=True, exist_ok=True)
        with _locked(output, patience), _staged(output) as staging:
            yield staging
            refuse_unfit(output, keep)
            (staging / MARKER).write_text(json.dumps({"made_by": "build-report"}) + "\n")
            _write_through(staging)
            swap(staging, output)
    except OSError as error:
        raise OutputPlaceError(
            f"{output}: the site cannot be written: {_reason(error)}.",
            "make room or give the right to write there, or choose another folder with --output.",
        ) from error


def swap(staging: Path, output: Path, *, at_once: bool = True) -> None:
    """Put `staging` in the place of `output`, which ends up in the place of `staging`.

    In one step where the system can exchange two folders, else (or without `at_once`) by
    renaming the old one away first; a reader may then, for a moment, find no site.
    """
    if not output.exists():
        staging.rename(output)
    elif not (at_once and _exchange(staging, output)):
        aside = _aside(output)
        output.rename(aside)
        try:
            staging.rename(output)
        except OSError:
            aside.rename(output)
            raise
        aside.rename(staging)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders; False where the system cannot."""
    if sys.platform != "linux":  # pragma: no cover
        return False
    call = ctypes.CDLL(None, use_errno=True).renameat2
    paths = (os.fsencode(first), os.fsencode(second))
    if call(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(second))


def refuse_unfit(output: Path, keep: tuple[Path, ...]) -> None:
    """Refuse a folder that a site must not replace; `keep` as in `replacing`.

    Raises:
        OutputPlaceError: it is no folder, is not ours, or holds what must not go.
    """
    choose = "choose another folder with --output."
    if output.is_symlink():
        raise OutputPlaceError(f"{output} is a symbolic link, not a folder.", choose)
    if output.exists() and not output.is_dir():
        raise OutputPlaceError(f"{output} is a file, not a folder.", choose)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where there is none
    held = [place for place in (home, Path.cwd(), *keep) if _within(place, output)]
    if held:
        raise OutputPlaceError(
            f"{output} cannot be replaced by a site: {os.path.realpath(held[0])} is in it.", choose
        )
    if output.is_dir() and not (output / MARKER).is_file() and any(output.iterdir()):
        raise OutputPlaceError(
            f"{output} holds files that no build-report has made"
            f" (first: {min(entry.name for entry in output.iterdir())}).",
            "empty it, or " + choose,
        )


def _within(place: Path, folder: Path) -> bool:
    # Unlike Path.resolve, realpath takes a link that leads back to itself as it is.
    return Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder))


def _reason(error: OSError) -> str:
    where = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
    return f"{error.strerror or error}{where}"


@contextmanager
def _staged(output: Path) -> Iterator[Path]:
    """A new folder beside `output`; gone at the end, with whatever lies in it then.

    Only the holder of the lock comes here: what lies in these places is of a build that died.
    """
    staging = output.with_name(f".{output.name}.build-report-new")
    aside = _aside(output)
    if aside.exists() and not output.exists():
        aside.rename(output)
    for litter in (staging, aside):
        if litter.exists():
            shutil.rmtree(litter)
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}.build-report-old")


@contextmanager
def _locked(output: Path, patience: float) -> Iterator[None]:
    """Hold the right to build `output`. The system takes it back when the holder dies."""
    path = output.with_name(f".{output.name}.build-report-lock")
    deadline = time.monotonic() + patience
    while (lock := _take(path)) is None:
        if time.monotonic() >= deadline:
            raise OutputPlaceError(
                f"{output} is being built by process {_holder(path)}.",
                "wait until it is done, or end that process.",
            )
        time.sleep(0.05)
    try:
        yield
    finally:
        _give_back(lock, path)


def _take(path: Path) -> int | None:
    """The open lock file, ours alone; None while another process holds it."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    taken = False
    try:
        # The holder before us may have removed the very file that we have opened.
        taken = _lock(lock) and path.exists() and os.path.samestat(os.fstat(lock), path.stat())
        if taken:
            os.truncate(lock, 0)
            os.write(lock, str(os.getpid()).encode())
    except BaseException:
        taken = False
        raise
    finally:
        if not taken:
            os.close(lock)
    return lock if taken else None


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(lock: int) -> bool:
        # Far behind the pid, which those who wait must be able to read.
        os.lseek(lock, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(lock, 0, os.SEEK_SET)
        return True

    def _give_back(lock: int, path: Path) -> None:
        os.close(lock)
        with suppress(OSError):  # another process waits for it: that one will remove it
            path.unlink()

else:
    import fcntl

    def _lock(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(lock: int, path: Path) -> None:
        with suppress(OSError):
            path.unlink()
        os.close(lock)


def _holder(path: Path) -> str:
    return path.read_text() if path.exists() else "unknown"


def _write_through(folder: Path) -> None:
    """See that every file of the folder, and the folder, is on the disk before it is shown."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
    if os.name == "posix":  # pragma: no branch - elsewhere a folder cannot be opened
        for path in (folder, *(entry for entry in folder.rglob("*") if entry.is_dir())):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
