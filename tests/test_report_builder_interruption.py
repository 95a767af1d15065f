"""A signal ends the work once, at a place where nothing stands half done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

import pytest
from program import ROOT, surroundings

from report_builder import interruption
from report_builder.interruption import (
    Stopped,
    breakable,
    end_at_once,
    heeding,
    is_an_end,
    leave,
    unbroken,
)

ENDED = "Ended. No site is left half done: if the new one was not finished, what was there before still is."

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def send(number: signal.Signals = signal.SIGTERM) -> None:
    signal.raise_signal(number)


def went_on() -> NoReturn:
    pytest.fail("what was to break off went on")


def stopped(work: Callable[[], object]) -> int:
    """The signal that ends some work."""
    with pytest.raises(Stopped) as told, heeding():
        work()
    return told.value.number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_work_and_the_handlers_are_as_before(number: signal.Signals) -> None:
    def work() -> None:
        send(number)
        went_on()

    before = [signal.getsignal(each) for each in interruption.SIGNALS]
    assert stopped(work) == number
    assert [signal.getsignal(each) for each in interruption.SIGNALS] == before


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with heeding():
            send(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_an_unbroken_part_a_signal_waits_for_its_end() -> None:
    done = []

    def work() -> None:
        with unbroken():
            send()
            with unbroken():
                done.append("inner")
            done.append("outer")
        went_on()

    assert stopped(work) == signal.SIGTERM
    assert done == ["inner", "outer"]


def test_a_breakable_part_of_it_breaks_off_and_what_follows_is_whole() -> None:
    done = []

    def work() -> None:
        with unbroken():
            try:
                with breakable():
                    send()
                    went_on()
            finally:
                send()
                done.append("cleared away")

    assert stopped(work) == signal.SIGTERM
    assert done == ["cleared away"]


def test_what_has_waited_breaks_off_a_breakable_part_at_its_beginning() -> None:
    def work() -> None:
        with unbroken():
            send()
            with breakable():
                went_on()

    assert stopped(work) == signal.SIGTERM


def test_the_first_signal_counts_and_clearing_away_is_not_stopped_again() -> None:
    def work() -> None:
        try:
            send(signal.SIGINT)
        finally:
            send(signal.SIGTERM)

    assert stopped(work) == signal.SIGINT


class Something:
    """What has a callback when it is gone."""


def test_a_signal_that_a_callback_swallows_is_heeded_at_the_end_of_the_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def work() -> None:
        with unbroken():
            with breakable():
                thing = Something()
                _watched = weakref.ref(thing, lambda _: send())
                del thing
            went_on()

    assert stopped(work) == signal.SIGTERM
    assert capsys.readouterr().err == ""


def test_what_else_a_callback_raises_is_told_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Something()
    watched = weakref.ref(thing, lambda _: int("no"))
    with heeding():
        del thing
    assert watched() is None
    assert "ValueError" in capsys.readouterr().err


def test_an_error_that_a_signal_was_made_into_counts_as_the_signal() -> None:
    def work() -> None:
        try:
            send()
        except KeyboardInterrupt:
            raise ImportError from None

    assert stopped(work) == signal.SIGTERM


def test_a_signal_that_was_caught_counts_at_the_latest_when_the_work_is_done() -> None:
    def work() -> None:
        with suppress(BaseException):  # as some libraries do
            send()

    assert stopped(work) == signal.SIGTERM


@pytest.mark.parametrize(("number", "ends"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_work_that_ends_by_a_ctrl_c_ends_well(number: signal.Signals, ends: bool) -> None:
    answers = []

    def work() -> None:
        try:
            send(number)
        except KeyboardInterrupt as asked:
            answers.append(is_an_end(asked))

    if ends:
        with heeding():
            work()
    else:
        assert stopped(work) == number
    assert answers == [ends]


def test_another_error_is_raised_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError), heeding():
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("", ENDED),
        (
            "--log-format=json",
            f'{{"level": "error", "event": "stopped", "message": "{ENDED}", "exit_code": 143}}',
        ),
    ],
)
def test_before_anything_is_begun_a_signal_ends_the_process_with_one_line(
    arguments: str, line: str
) -> None:
    code = (
        "import signal; from report_builder.interruption import end_at_once; end_at_once(); "
        "signal.raise_signal(signal.SIGTERM)"
    )
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code, *arguments.split()],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout, told.stderr) == (143, "", f"{line}\n")


class Left(BaseException):
    """Stands in for the end of this process."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The exit codes with which this process would have ended."""
    codes: list[int] = []

    def leaves(code: int) -> None:
        codes.append(code)
        raise Left

    monkeypatch.setattr(os, "_exit", leaves)
    return codes


def test_a_second_signal_ends_a_stopped_process_without_a_word(
    ends: list[int], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {each: signal.getsignal(each) for each in interruption.SIGNALS}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        end_at_once()
        with pytest.raises(Left):
            send()
        assert capfd.readouterr().err == f"{ENDED}\n"
        monkeypatch.setattr(sys, "argv", ["build-report", "--log-format=json"])
        with pytest.raises(Left):
            send()
        assert json.loads(capfd.readouterr().err)["message"] == ENDED
        with pytest.raises(Stopped), heeding():
            send(signal.SIGINT)
        with pytest.raises(Left):
            send()
        assert capfd.readouterr().err == ""
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        with heeding():  # forgets it
            pass
    assert ends == [143, 143, 130]


def test_leaving_says_what_was_still_to_be_said_and_does_what_was_promised(
    ends: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    promised: list[str] = []
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: promised.append("done"))
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(Left):
        leave(143)
    assert (promised, ends) == (["done"], [143])
