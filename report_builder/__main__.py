"""The program build-report, also `python -m report_builder`: a signal is heeded from the start."""

from __future__ import annotations

from report_builder.interruption import end_at_once, leave

SIGNALLED = 128
"""Above it, an exit code is this and the number of a signal."""


def main() -> None:
    """Run the command line."""
    end_at_once()
    from report_builder.cli import main as command_line  # noqa: PLC0415 - takes a while

    try:
        command_line(prog_name="build-report")
    except SystemExit as end:
        if isinstance(end.code, int) and end.code > SIGNALLED:
            leave(end.code)
        raise


if __name__ == "__main__":
    main()
