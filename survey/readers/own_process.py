"""Libraries that a damaged file can crash, each in a process of its own: a crash is a message."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from survey.errors import FileDamagedError, FileKindError

LONGEST_READING = 120
"""Seconds. 20 million cells of SPSS take about 20."""


def told_by(script: str, name: str, kind: str, data: bytes, *words: str) -> dict[str, Any]:  # JSON
    """What a script of this folder tells of the bytes of a file.

    Args:
        script: the script's name; it reads standard input and writes JSON.
        name: of the file.
        kind: of the file, for messages.
        data: the file.
        words: what else the script is given.

    Raises:
        FileDamagedError: the file has crashed the script.
        FileKindError: the script takes too long over it.
    """
    command = [sys.executable, "-P", str(Path(__file__).with_name(script)), *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command, input=data, capture_output=True, timeout=LONGEST_READING, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileKindError(
            f"{name}: the {kind} takes longer than {LONGEST_READING} seconds to read, which is too "
            "large.",
            "export the responses as CSV, with the questions of the survey only.",
        ) from error
    if done.returncode:
        raise FileDamagedError(
            f"{name}: the {kind} is damaged or truncated: its parts contradict each other.",
            "export the file again; it may have been cut short on its way.",
        )
    told: dict[str, Any] = json.loads(done.stdout)  # what a script tells is its own
    return told
