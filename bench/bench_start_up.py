"""How soon the program answers: `build-report --help` against `python -c "import click"`.

Each is a process of its own. They run in turn, so that what else the machine does falls on both,
and the median ratio of the pairs counts. What was said is checked before a time is shown.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from statistics import median

LIMIT = 1.3
ROUNDS = 21
CLICK = (sys.executable, "-c", "import click")
PROGRAM = (sys.executable, "-c", "from report_builder.cli import main; main()")
AS_INSTALLED = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""An installer compiles the modules; nobody waits for it at each start."""

ANSWERS = {"--help": "Usage:", "--version": "version", "build --help": "--minimum-group"}


def main() -> None:
    """Prints the ratios; fails when the help is above the limit."""
    ratios = {words: _ratio(words, said) for words, said in ANSWERS.items()}
    if ratios["--help"] > LIMIT:
        sys.exit(f"above the limit of {LIMIT} x")


def _ratio(words: str, said: str) -> float:
    assert said in _answer(words), f"{words} does not answer"
    pairs = [(_cpu(*CLICK), _cpu(*PROGRAM, *words.split())) for _ in range(ROUNDS)]
    ratio = median(ours / peer for peer, ours in pairs)
    peer, ours = (1000 * median(times) for times in zip(*pairs, strict=True))
    print(
        f"{words}: import click {peer:.0f} ms CPU, ours {ours:.0f} ms: "
        f"{ratio:.2f} x (limit {LIMIT} x)"
    )
    return ratio


def _answer(words: str) -> str:
    command = [*PROGRAM, *words.split()]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def _cpu(*command: str) -> float:
    """CPU seconds of a process, its own children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=AS_INSTALLED)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
