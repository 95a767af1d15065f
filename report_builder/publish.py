"""Publishing: what is written is there whole, or not at all; a site replaces one in one step."""

from __future__ import annotations

import ctypes
import errno
import json
import logging
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import NoReturn

from report_builder.interruption import breakable, unbroken
from report_builder.lock import PATIENCE, locked
from report_builder.log_format import event
from survey.errors import OutputPlaceError

MARKER = ".build-report.json"
"""The file that says a folder is ours to replace."""

AT_FDCWD = -100
RENAME_EXCHANGE = 2
# What the call answers where the kernel or the file system cannot exchange two folders.
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP}
"""What the system answers where a folder need not, and cannot, be written through."""

PROGRAM = tuple(
    Path(__file__).parent.parent / name for name in ("report_builder", "survey", "site_templates")
)
REPOSITORIES = (".git", ".hg", ".svn")
AT_ONCE = nullcontext()
LOG = logging.getLogger(__name__)


@contextmanager
def replacing(
    output: Path,
    *,
    keep: tuple[Path, ...] = (),
    patience: float = PATIENCE,
    swapping: AbstractContextManager[object] = AT_ONCE,
) -> Iterator[Path]:
    """A new, empty folder to build in; when the block ends well, it takes the place of `output`.

    When the block fails or is interrupted, `output` stays as it was. What a killed build left
    beside `output` is cleared away by the next one.

    Args:
        output: the folder of the site; made when missing, replaced when empty or ours.
        keep: files and folders that must not go: the report's inputs.
        patience: seconds to wait while another process builds the same folder.
        swapping: around the moment in which the new folder takes the place of the old one; is told
            where it does not. No signal comes between.

    Raises:
        OutputPlaceError: the folder is not ours to replace, is being built by another process,
            or cannot be written.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow a symlink
    try:
        refuse_unfit(output, keep)
        output.parent.mkdir(parents=True, exist_ok=True)
        lock = output.with_name(f".{output.name}.build-report-lock")
        done = f"{output} is being built"
        with unbroken(), locked(lock, done, patience), _staged(output) as staging:
            with breakable():
                yield staging
                refuse_unfit(output, keep)
                (staging / MARKER).write_text(json.dumps({"made_by": "build-report"}) + "\n")
                _write_through(staging)
            if output.exists():
                staging.chmod(stat.S_IMODE(output.stat().st_mode))
            with swapping:
                swap(staging, output)
            with suppress(OSError):  # the new site stands, whatever becomes of the old one
                sync_folder(output.parent)
    except OSError as error:
        raise OutputPlaceError(
            f"{output}: the site cannot be written: {_reason(error)}.",
            "make room or give the right to write there, or choose another folder with --output.",
        ) from error


def write_new(path: Path, text: str, then: str) -> None:
    """Write a file that is not there yet, and say what may be done with it.

    Raises:
        OutputPlaceError: the file exists, or cannot be written.
    """
    try:
        with unbroken():
            _write_whole(path, text)
        done = f"Written: {path}. {then}"
        LOG.info("%s", done, extra=event("written", done))
    except OSError as error:
        raise OutputPlaceError(
            f"{path}: cannot be written: {error.strerror}.",
            "name a new file in a folder that is there; a file that is there is never overwritten.",
        ) from error


def _write_whole(path: Path, text: str) -> None:
    """Write a new file, or none: half of one would be taken for what a person has written."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            path.unlink()
            raise


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
        with suppress(OSError):  # the new one stands; the old one can lie there as well
            aside.rename(staging)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders; False where the system cannot."""
    if sys.platform != "linux":  # pragma: no cover
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:  # a C library older than the call
        return False
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
    if _within(output, *PROGRAM):
        raise OutputPlaceError(f"{output} lies within the program itself.", choose)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where there is none
    held = [place for place in (home, Path.cwd(), *keep) if _within(place, output)]
    if held:
        raise OutputPlaceError(
            f"{output} cannot be replaced by a site: {os.path.realpath(held[0])} is in it.", choose
        )
    _refuse_repository(output)
    if output.is_dir() and not (output / MARKER).is_file() and any(output.iterdir()):
        raise OutputPlaceError(
            f"{output} holds files that no build-report has made"
            f" (first: {min(entry.name for entry in output.iterdir())}).",
            "empty it, or " + choose,
        )


def _refuse_repository(output: Path) -> None:
    """Our marker may have been committed: what is under version control is never ours alone."""
    for name in REPOSITORIES:
        if os.path.lexists(output / name):
            raise OutputPlaceError(
                f"{output} is a repository: its history ({name}) would go with the old site.",
                "name a folder within it, or copy the finished site there.",
            )


def _within(place: Path, *folders: Path) -> bool:
    # Unlike Path.resolve, realpath takes a link that leads back to itself as it is.
    real = Path(os.path.realpath(place))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


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
        _remove(litter)
    staging.mkdir()
    try:
        yield staging
    finally:
        with suppress(OSError):  # the next build tries again
            _remove(staging)
            if output.exists():
                _remove(aside)


def _remove(place: Path) -> None:
    """Take away a folder with all it holds, also where it was made read-only; follow no link."""
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        for folder, _, _ in os.walk(place):
            os.chmod(folder, stat.S_IRWXU)  # noqa: PTH101 - a text, as os.walk gives it
        shutil.rmtree(place)


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}.build-report-old")


def _write_through(folder: Path) -> None:
    """See that every file of the folder, and the folder, is on the disk before it is shown."""
    for place, _, names in os.walk(folder, onerror=_raise):
        for name in names:
            with Path(place, name).open("r+b") as file:
                os.fsync(file.fileno())
        sync_folder(Path(place))


def _raise(error: OSError) -> NoReturn:
    raise error


def sync_folder(folder: Path) -> None:
    """See that what a folder lists is on the disk, where the system can say so.

    Raises:
        OSError: it cannot be written.
    """
    if os.name != "posix":  # pragma: no cover - elsewhere a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in CANNOT_SYNC:
            raise
    finally:
        os.close(handle)
