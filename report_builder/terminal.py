"""How a run meets its terminal: progress, warnings, its end and exit code; nothing else prints."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

from survey.errors import SurveyError

INTERRUPTED, TERMINATED, BUG = 130, 143, 70
LONGEST_MESSAGE = 2000
"""Characters of an error that a person will read."""

CUT = "\n    … (--verbose shows the rest)"
SPACES = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
BUG_NOTICE = (
    "build-report met a bug of its own ({name}). The old site is as it was.\n"
    "  Fix: report it with this message and, if you can, the export's header rows; "
    "--verbose shows where it happened."
)
# The swap may have been a moment earlier: either way a reader meets no half of a site.
WHOLE = "The site is whole: the old one, or the new one if it was finished."
LOG = logging.getLogger(__name__)


@contextmanager
def progress(options: Mapping[str, object]) -> Iterator[Callable[[str], object]]:
    """Tells what is being done: a moving display on a terminal, lines elsewhere; not if quiet."""
    if options["quiet"] or sys.stderr is None or not sys.stderr.isatty():
        yield partial(LOG.info, "%s")
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    with Console(stderr=True).status("Starting") as status:
        yield lambda doing: status.update(Text(printable(doing)))


@contextmanager
def outcomes(options: Mapping[str, object], refused: int | None = None) -> Iterator[None]:
    """Turn what ends a command into one message and an exit code.

    Args:
        options: the command's, for `quiet` and `verbose`.
        refused: the exit code of every mistake of the user's; its own if None.
    """
    _say(quiet=bool(options["quiet"]), verbose=bool(options["verbose"]))
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _end(f"Interrupted. {WHOLE}", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has stopped reading: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a notice
        _ended_by(error, refused)
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - signal's own
    _end(f"Ended. {WHOLE}", TERMINATED)


def _ended_by(error: Exception, refused: int | None) -> NoReturn:
    LOG.debug("What happened:", exc_info=error)
    if isinstance(error, SurveyError):
        _end(_message(error), refused or error.exit_code)
    _end(BUG_NOTICE.format(name=type(error).__name__), BUG)


def _end(message: str, code: int) -> NoReturn:
    _tell(message)
    sys.exit(code)


def _message(error: SurveyError) -> str:
    """The error, no longer than a screen; what is cut is the problem, at a line, never its fix."""
    text, problem = str(error), error.problem
    if len(text) <= LONGEST_MESSAGE:
        return text
    end = f"{CUT}{text.removeprefix(problem)}"
    shown = problem[: LONGEST_MESSAGE - len(end)]
    return (shown.rpartition("\n")[0] or shown) + end


def _say(*, quiet: bool, verbose: bool) -> None:
    """Logging is the only printing; its level is `--quiet` and `--verbose`."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr does of itself
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    for name in ("report_builder", "survey"):
        ours = logging.getLogger(name)
        ours.handlers[:] = [_Saying()]
        ours.setLevel(level)
        ours.propagate = False


class _Saying(logging.Handler):
    """Says what is logged on what is standard error then: a moving display may stand before it."""

    def emit(self, record: logging.LogRecord) -> None:
        _tell(self.format(record))


def _tell(message: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):  # a site is built even when nobody listens any more
            sys.stderr.write(f"{printable(message)}\n")
            sys.stderr.flush()


def printable(text: str) -> str:
    """The text without signs that a terminal would obey instead of showing them."""
    return "".join(sign if sign.isprintable() or sign in SPACES else "�" for sign in text)
