"""How a run meets its terminal: what is being done, its end and its exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from typing import NoReturn

from report_builder.interruption import Stopped, heeding, stopped_line
from report_builder.log import mistake, mistake_text, printable, start_log
from report_builder.log_format import event
from survey.errors import MemoryShortError, SurveyError

BUG = 70
BUG_NOTICE = "build-report met a bug of its own ({name}). The old site is as it was."
BUG_FIX = (
    "report it with this message and, if you can, the export's header rows; "
    "--verbose shows where it happened."
)
TOO_LITTLE_MEMORY = (
    "The memory of this machine, or what it allows, is too little for this survey.",
    "close other programs or raise the limit; give a very large survey as CSV, in several files.",
)
LOG = logging.getLogger(__name__)


@contextmanager
def progress(options: Mapping[str, object]) -> Iterator[Callable[[str], object]]:
    """Tells what is being done: a moving display on a terminal, lines elsewhere; not if quiet."""
    for_programs = options["quiet"] or options["log_format"] == "json"
    if for_programs or sys.stderr is None or not sys.stderr.isatty():
        yield lambda doing: LOG.info("%s", doing, extra=event("progress", doing))
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    with Console(stderr=True).status("Starting") as status:
        yield lambda doing: status.update(Text(printable(doing)))


@contextmanager
def outcomes(options: Mapping[str, object], refused: int | None = None) -> Iterator[None]:
    """Turn what ends a command into one message and an exit code.

    Args:
        options: the command's, for `quiet`, `verbose` and `log_format`.
        refused: the exit code of every mistake of the user's; its own if None.
    """
    start_log(
        quiet=bool(options["quiet"]),
        verbose=bool(options["verbose"]),
        log_format=str(options["log_format"]),
    )
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr does of itself
    try:
        with heeding():
            yield
            if sys.stdout is not None:
                sys.stdout.flush()
    except Stopped as stopped:
        _end_stopped(stopped.number)
    except BrokenPipeError:
        # Whoever read our output has stopped reading: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a notice
        _end_failed(error, refused)


def _end_stopped(number: int) -> NoReturn:
    line = stopped_line(number)
    _end(line, event("stopped", line, exit_code=128 + number))


def _end_failed(error: Exception, refused: int | None) -> NoReturn:
    LOG.debug("What happened:", exc_info=error)
    if isinstance(error, MemoryError):
        error = MemoryShortError(*TOO_LITTLE_MEMORY)
    if isinstance(error, SurveyError):
        _end(mistake_text(error), mistake(error, refused or error.exit_code))
    notice = BUG_NOTICE.format(name=type(error).__name__)
    _end(f"{notice}\n  Fix: {BUG_FIX}", event("bug", notice, fix=BUG_FIX, exit_code=BUG))


def _end(text: str, told: dict[str, object]) -> NoReturn:
    LOG.error("%s", text, extra=told)
    sys.exit(told["exit_code"])  # type: ignore[arg-type]  # a number, as it was put there
