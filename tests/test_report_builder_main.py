"""The program from its first line to its exit code."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pytest

from report_builder import __main__ as program
from report_builder import interruption


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """What this process does at a signal is as before afterwards."""
    before = {each: signal.getsignal(each) for each in interruption.SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def left(monkeypatch: pytest.MonkeyPatch, code: int) -> tuple[object, list[int]]:
    """How the program ends, and with what it leaves, when its command line ends with a code."""
    codes: list[int] = []

    def command_line(prog_name: str) -> None:
        assert prog_name == "build-report"
        sys.exit(code)

    monkeypatch.setattr("report_builder.cli.main", command_line)
    monkeypatch.setattr(program, "leave", codes.append)
    with pytest.raises(SystemExit) as end:
        program.main()
    return end.value.code, codes


def test_the_exit_code_is_that_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert left(monkeypatch, 4) == (4, [])


def test_after_a_signal_the_process_is_left_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert left(monkeypatch, 143) == (143, [143])
