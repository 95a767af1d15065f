"""Write the parts of docs/ that the code knows best; `--check` only says whether they are true."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from report_builder.cli import main

REFERENCE = Path(__file__).parent / "reference" / "command-line.md"
WIDTH = 96
HEAD = """\
# The command line

<!-- Written by `make docs` from the program's own help. -->

Every option can also be given by an environment variable: `BUILD_REPORT_` and the option's name.
Several waves or companies are parted by `;` there, several languages by blanks, several mappings as
paths are (`:`, on Windows `;`).
What `check --json` prints is described [on its own page](check-json.md), and so is
[the log](log.md) that `--log-format` is about.
"""


def contexts(
    command: click.Command, parent: click.Context | None = None
) -> Iterator[click.Context]:
    """A context of a command and of each below it, in the order a reader meets them."""
    name = command.name if parent else "build-report"
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (child := command.get_command(context, name)) and not child.hidden:
                yield from contexts(child, context)


def section(context: click.Context) -> str:
    """One command: its name, and its help as the terminal shows it."""
    shown = "\n".join(line.rstrip() for line in context.get_help().splitlines())
    return f"\n## `{context.command_path}`\n\n```text\n{shown}\n```\n"


def command_line_page() -> str:
    """The reference of the command line, in Markdown."""
    return HEAD + "".join(map(section, contexts(main)))


if __name__ == "__main__":
    page = command_line_page()
    if "--check" not in sys.argv:
        REFERENCE.parent.mkdir(exist_ok=True)
        REFERENCE.write_text(page, encoding="utf-8", newline="\n")
    elif not REFERENCE.exists() or REFERENCE.read_text(encoding="utf-8") != page:
        sys.exit(f"{REFERENCE.name} is not what the program says: run `make docs`")
