"""Interruptions: heeded once, and never while a file stands half in its place.

Python raises at whatever line a signal meets it: between making a lock and noting that it is made,
or in a callback that swallows what is raised. Here one exception is raised, within the parts of the
work that may break off, and what it has to clear away is cleared without a second one.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from report_builder.log_format import asks_for_json, event, json_line

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)

# The swap may have been a moment earlier, and there may have been no site before.
WHOLE = (
    "No site is left half done: if the new one was not finished, what was there before still is."
)


class Stopped(KeyboardInterrupt):
    """A signal asked for the end; `number` says which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Watch:
    """What has arrived in this process, and whether it must wait."""

    arrived: int | None = None
    raised = False
    held = False

    def begin(self) -> None:
        """Forget an earlier run of this process."""
        self.arrived, self.raised, self.held = None, False, False

    def take(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - signal's own
        """Note the first signal; those that follow it say nothing new."""
        self.arrived = self.arrived or number
        self.heed()

    def heed(self) -> None:
        """Raise what has arrived, once, unless it must wait."""
        if self.arrived is not None and not self.raised and not self.held:
            self.raised = True
            raise Stopped(self.arrived)

    def swallowed(self, unraisable: sys.UnraisableHookArgs) -> None:
        """Let it be raised again, later: it was raised in a callback, where nothing comes out."""
        if isinstance(unraisable.exc_value, Stopped):
            self.raised = False
        else:
            sys.__unraisablehook__(unraisable)


_WATCH = _Watch()


@contextmanager
def heeding() -> Iterator[None]:
    """Let SIGINT, SIGTERM and SIGHUP end the block as `Stopped`, those that are not ignored.

    Raises:
        Stopped: also where the block has made another error of it, or nothing at all.
    """
    _WATCH.begin()
    ours = [each for each in SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, _WATCH.take) for each in ours}
    hook, sys.unraisablehook = sys.unraisablehook, _WATCH.swallowed
    try:
        yield
    except Exception:
        if _WATCH.arrived is None:
            raise
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler)
    if _WATCH.arrived is not None:
        raise Stopped(_WATCH.arrived)


@contextmanager
def unbroken() -> Iterator[None]:
    """A part of the work that is done whole: a signal waits until its end."""
    before, _WATCH.held = _WATCH.held, True
    try:
        yield
    finally:
        _WATCH.held = before
        _WATCH.heed()


@contextmanager
def breakable() -> Iterator[None]:
    """A part of an unbroken one that may break off."""
    before, _WATCH.held = _WATCH.held, False
    try:
        _WATCH.heed()
        yield
        _WATCH.heed()
    finally:
        _WATCH.held = before


def is_an_end(asked: KeyboardInterrupt) -> bool:
    """Whether a Ctrl-C was it: where work ends by that, nothing more comes of the signal."""
    if getattr(asked, "number", signal.SIGINT) != signal.SIGINT:
        return False
    _WATCH.begin()
    return True


def stopped_line(number: int) -> str:
    """What is said when a signal has ended the run."""
    return f"{'Interrupted' if number == signal.SIGINT else 'Ended'}. {WHOLE}"


def end_at_once() -> None:
    """Let a signal end the process with one line: nothing is begun yet, or all is done."""
    for each in SIGNALS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, _end)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's own
    if _WATCH.arrived is None:
        line, code = stopped_line(number), 128 + number
        if asks_for_json(sys.argv[1:], os.environ):
            line = json_line("error", event("stopped", line, exit_code=code))
        os.write(2, f"{line}\n".encode())
    os._exit(128 + (_WATCH.arrived or number))


def leave(code: int) -> None:
    """End the process without taking the interpreter apart: what was broken off may not bear it."""
    atexit._run_exitfuncs()  # noqa: SLF001 - as multiprocessing does before it leaves
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError):
            stream.flush()
    os._exit(code)
