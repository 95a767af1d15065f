"""Tries whether an old Excel workbook (.xls) can be read, in a process of its own.

One wrong byte can make the library ask for more memory than any machine has, which ends the
process; one cell in the far corner makes a sheet of four thousand million. Started by its path.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress

import python_calamine as calamine

MOST_MEMORY = 4_000_000_000
"""Bytes of addresses. The largest sheet that an .xls can hold takes a third of it."""


def main() -> None:
    """Tells how large the workbook on standard input is."""
    with suppress(ImportError, ValueError, OSError):  # not every system has such a limit
        import resource  # noqa: PLC0415 - see above

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    json.dump({"cells": largest_sheet(sys.stdin.buffer.read())}, sys.stdout)


def largest_sheet(data: bytes) -> int:
    """Cells of the largest sheet; none when the library says itself what is wrong."""
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        ends = [workbook.get_sheet_by_name(name).end for name in workbook.sheet_names]
    except calamine.CalamineError:
        return 0
    return max(((end[0] + 1) * (end[1] + 1) for end in ends if end), default=0)


if __name__ == "__main__":
    main()
