"""The log of a run, on standard error: sentences for a person, or JSON Lines for a program."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress

from report_builder.log_format import LONGEST_MESSAGE, Fields, event, json_line
from survey.errors import SurveyError

CUT = "\n    … (--verbose shows the rest)"
SPACES = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
OURS = ("report_builder", "survey")


def mistake(error: SurveyError, exit_code: int) -> Fields:
    """What a program is told of a mistake that ends a run."""
    return event(error.slug, error.problem, fix=error.fix, exit_code=exit_code)


def mistake_text(error: SurveyError) -> str:
    """The mistake, no longer than a screen: cut is the problem, at a line, and never its fix."""
    text, problem = str(error), error.problem
    if len(text) <= LONGEST_MESSAGE:
        return text
    end = f"{CUT}{text.removeprefix(problem)}"
    shown = problem[: LONGEST_MESSAGE - len(end)]
    return (shown.rpartition("\n")[0] or shown) + end


def start_log(*, quiet: bool, verbose: bool, log_format: str) -> None:
    """Let everything that is logged be said on standard error; nothing else prints there.

    Also what a library has to say: a program that reads the log must find nothing else in it.
    """
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    saying: logging.Handler = _Json() if log_format == "json" else _Text()
    logging.captureWarnings(capture=True)
    for name in (*OURS, "py.warnings"):
        ours = logging.getLogger(name)
        ours.handlers[:] = [saying]
        ours.setLevel(level)
        ours.propagate = False
    logging.lastResort = saying
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # where it keeps its cache, or cannot


def tell(message: str) -> None:
    """Say it on what is standard error now: a moving display may stand before it."""
    if sys.stderr is not None:
        with suppress(OSError):  # a site is built even when nobody listens any more
            sys.stderr.write(f"{printable(message)}\n")
            sys.stderr.flush()


def printable(text: str) -> str:
    """The text without signs that a terminal would obey instead of showing them."""
    return "".join(sign if sign.isprintable() or sign in SPACES else "�" for sign in text)


class _Text(logging.Handler):
    """Says a record as a person reads it."""

    def emit(self, record: logging.LogRecord) -> None:
        tell(self.format(record))


class _Json(logging.Handler):
    """Says a record as a program reads it."""

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        name = "detail" if record.name.partition(".")[0] in OURS else "library"
        fields = {"event": name, "said": text} | vars(record)
        tell(json_line(record.levelname.lower(), fields))
