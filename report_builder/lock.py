"""One process at a time: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from report_builder.interruption import breakable
from report_builder.log_format import event
from survey.errors import OutputPlaceError

PATIENCE = 60.0
"""Seconds to wait for another process."""

LOG = logging.getLogger(__name__)


@contextmanager
def locked(path: Path, done: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold a lock, which is a file; to be used within a part of the work that is unbroken.

    Args:
        path: the file; gone at the end.
        done: what its holder does, such as "site is being built".
        patience: seconds to wait while another process holds it.

    Raises:
        OutputPlaceError: another process holds it for longer.
        OSError: the file cannot be made.
    """
    deadline = time.monotonic() + patience
    told = False
    while (lock := _take(path)) is None:
        holder = f"{done} by process {_holder(path)}"
        if time.monotonic() >= deadline:
            raise OutputPlaceError(f"{holder}.", "wait until it is done, or end that process.")
        if not told:
            LOG.info("%s: waiting", holder, extra=event("waiting", holder))
            told = True
        with breakable():
            time.sleep(0.05)
    try:
        yield
    finally:
        _give_back(lock, path)


def _take(path: Path) -> int | None:
    """The open lock file, ours alone; None while another process holds it."""
    # No link is followed: what it leads to is not ours to write over.
    lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
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
        # The site's engines hold it too: should this process be killed, they may still be writing.
        os.set_inheritable(lock, True)
        return True

    def _give_back(lock: int, path: Path) -> None:
        with suppress(OSError):
            path.unlink()
        os.close(lock)


def _holder(path: Path) -> str:
    """The process that the lock names; it may be gone, or about to write its number."""
    try:
        return path.read_text(encoding="utf-8", errors="replace") or "unknown"
    except OSError:
        return "unknown"
