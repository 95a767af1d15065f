"""build-report: options become one call, and one message.

Nothing but click is imported before a command runs, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

import click

from report_builder import __version__
from report_builder.log_format import asks_for_json, event, json_line
from report_builder.options import (
    ADDRESS,
    BUILDING,
    JSON,
    LANGUAGE,
    PATH,
    PLACE,
    QUESTION,
    READING,
    REPORTING,
    SAYING,
    TAKING,
    TWO_WAVES,
    WholeNumber,
    takes,
)

if TYPE_CHECKING:
    from report_builder.inputs import Inputs
    from report_builder.output import Progress, Taken
    from survey.planning import Plan

HIGHEST_PORT = 65535
DEFAULT_COMMAND = "build"
PLAN_SEED = 20260105
FILES = ("questionnaire", "settings", "headcount", "previous", "comments", "dictionary", "state")
RULES = ("companies", "waves", "languages", "minimum_group", "format")
EACH = {"mappings": "--mapping", "companies": "--company", "waves": "--wave"}
"""What is given once for every export, or once for each of them."""


class DefaultCommand(click.Group):
    """A group in which `build-report export.csv` means `build-report build export.csv`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name none.

        No argument holds a line break: told in a message, its rest would pass for one of ours.
        """
        for broken in (each for each in args if len(each.splitlines()) > 1):
            raise click.UsageError(
                f"{broken!r} holds a line break: rename it, or say it in one line."
            )
        if args and args[0] not in {*self.commands, "--help", "--version"}:
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a mistake in its arguments is told so that no terminal obeys it."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            from report_builder.log import printable  # noqa: PLC0415 - heavy, for a help text

            raise click.UsageError(printable(error.format_message()), error.ctx) from error

    def main(self, args: Sequence[str] | None = None, *more: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        """Run; a command line that is not right is told to programs as they asked for it."""
        given = sys.argv[1:] if args is None else list(args)
        if not (named.get("standalone_mode", True) and asks_for_json(given, os.environ)):
            return super().main(args, *more, **named)
        try:
            return super().main(given, *more, **named | {"standalone_mode": False})
        except click.ClickException as error:
            told = event("usage", error.format_message(), exit_code=error.exit_code)
            click.echo(json_line("error", told), err=True)
            sys.exit(error.exit_code)


@click.group(cls=DefaultCommand)
@click.version_option(__version__, prog_name="build-report")
def main() -> None:
    """Measure where two teams see things differently, and publish the answer as a site.

    `build-report export.csv` is short for `build-report build export.csv`.
    """


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=PATH)
@takes(PLACE, READING, REPORTING, TAKING, BUILDING, SAYING)
def build(exports: tuple[str, ...], **options: object) -> None:
    """Build the site of a survey from what the survey tool exported."""
    _refuse_mistyped(exports)
    _refuse_twice(exports)
    _refuse_uneven(exports, options)
    _refuse_layout_of_nothing(options)
    from report_builder.terminal import outcomes, progress  # noqa: PLC0415 - heavy

    with outcomes(options), progress(options) as tell:
        _publish(_inputs(exports, options), options, tell)


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=PATH)
@takes((ADDRESS,), READING, REPORTING, TAKING, BUILDING, SAYING)
def serve(exports: tuple[str, ...], **options: object) -> None:
    """Show the report in a browser, anew whenever the export or a file beside it changes.

    A broken edit is told on top of the last good pages. Stop with Ctrl-C.
    """
    _refuse_twice(exports)
    _refuse_uneven(exports, options)
    _refuse_layout_of_nothing(options)
    host, _, port = str(options["address"]).rpartition(":")
    if not host or not port.isdecimal() or int(port) > HIGHEST_PORT:
        raise click.BadParameter("a host and a port, as 127.0.0.1:8000", param_hint="--address")
    from report_builder.terminal import outcomes, progress  # noqa: PLC0415 - heavy

    with outcomes(options), progress(options) as tell:
        from report_builder import serve as server  # noqa: PLC0415 - heavy

        address = server.Address(host.strip("[]"), int(port))
        server.serve(_inputs(exports, options), address, _taken(options), tell)


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=PATH)
@takes(READING, REPORTING, (JSON,), SAYING)
def check(exports: tuple[str, ...], **options: object) -> None:
    """Say what is recognised, kept, dropped and unknown; write nothing.

    Exits with 3 when a build would refuse.
    """
    _refuse_twice(exports)
    _refuse_uneven(exports, options)
    from report_builder.log import printable  # noqa: PLC0415 - heavy
    from report_builder.terminal import outcomes  # noqa: PLC0415 - heavy

    with outcomes(options, refused=3):
        from report_builder.checking import checkup  # noqa: PLC0415 - heavy
        from report_builder.checkup import checkup_json, checkup_text  # noqa: PLC0415 - heavy

        found = checkup(_inputs(exports, options))
        click.echo(checkup_json(found) if options["json"] else printable(checkup_text(found)))
        if found.error:
            raise found.error


@main.command("map")
@click.argument("export", metavar="EXPORT", type=PATH)
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    show_default="the terminal",
    help="Where to write; never overwrites.",
)
@takes(READING, SAYING)
def map_(export: str, output: str | None, **options: object) -> None:
    """Write a mapping to review: which column is which item, and how it was recognised.

    What is only likely is marked `confirm: true`, and no build accepts it before you do. With
    --mapping, an earlier mapping of the same survey, what was reviewed once is carried over.
    """
    _refuse_uneven((export,), options)
    from report_builder.terminal import outcomes  # noqa: PLC0415 - heavy

    with outcomes(options):
        from report_builder.pipeline import mapping_of  # noqa: PLC0415 - heavy

        text = mapping_of(_inputs((export,), options))
        _give(text, output, "Review it, then give it with --mapping.")


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=PATH)
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    show_default="the terminal",
    help="Where to write (CSV); never overwrites.",
)
@takes(READING, REPORTING, SAYING)
def comments(exports: tuple[str, ...], output: str | None, **options: object) -> None:
    """Write the comments to review: one a line, redacted, to be said yes or no to.

    Nothing is shown of what you do not keep. With --comments, an earlier review of the same
    survey, what was decided once is carried over.
    """
    _refuse_twice(exports)
    _refuse_uneven(exports, options)
    from report_builder.terminal import outcomes  # noqa: PLC0415 - heavy

    with outcomes(options):
        from report_builder.pipeline import review_of  # noqa: PLC0415 - heavy

        text = review_of(_inputs(exports, options))
        _give(text, output, "Say yes or no in it, then give it with --comments.")


def _give(text: str, output: str | None, then: str) -> None:
    """Write a text into a new file, or to the terminal as it would stand in one."""
    from pathlib import Path  # noqa: PLC0415 - heavy, for a help text

    from report_builder.publish import write_new  # noqa: PLC0415 - heavy

    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        write_new(Path(output), text, then)


@main.command()
@click.option(
    "--headcount",
    "headcounts",
    type=WholeNumber(min=5),
    multiple=True,
    metavar="N",
    show_default="unknown",
    help="People in a team; twice, the first team's first.",
)
@takes(QUESTION, SAYING)
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    show_default="the terminal only",
    help="A page with a chart (HTML); never overwrites.",
)
def plan(headcounts: tuple[int, ...], output: str | None, **options: Any) -> None:  # noqa: ANN401 - click has checked them
    """Say how many answers it takes to find a gap, or to show that there is none.

    Surveys of two teams are drawn at random and judged as a report judges them.
    """
    _refuse_unplannable(headcounts, options)
    from report_builder.terminal import outcomes  # noqa: PLC0415 - heavy

    with outcomes(options):
        from report_builder.plan_words import text_of  # noqa: PLC0415 - heavy
        from survey import planning  # noqa: PLC0415 - heavy

        question = planning.Question(
            headcounts=(headcounts[0], headcounts[1]) if headcounts else (None, None),
            gap=options["gap"],
            margin=options["margin"],
            chance=options["chance"] / 100,
            statements=options["statements"],
        )
        found = planning.plan(question, seed=PLAN_SEED)
        click.echo(text_of(found))
        if output is not None:
            _write_plan(found, output)


@main.command()
@takes((TWO_WAVES,), PLACE, (LANGUAGE,), TAKING, BUILDING, SAYING)
def demo(languages: tuple[str, ...], two_waves: bool, **options: object) -> None:
    """Build the report of an invented survey, to see what a report is."""
    _refuse_layout_of_nothing(options)
    from report_builder.terminal import outcomes, progress  # noqa: PLC0415 - heavy

    with outcomes(options), progress(options) as tell:
        from report_builder.inputs import demo_inputs  # noqa: PLC0415 - heavy

        with demo_inputs(languages, two_waves=two_waves) as inputs:
            _publish(inputs, options, tell)


def _refuse_mistyped(exports: tuple[str, ...]) -> None:
    """No file, but nearly a command: what is meant is a command, mistyped or after options."""
    from difflib import get_close_matches  # noqa: PLC0415 - only here

    for name in exports:
        near = get_close_matches(name.casefold(), main.commands, 1)
        if near and not os.path.exists(name):  # noqa: PTH110 - pathlib would double the start
            raise click.UsageError(
                f'There is no file "{name}". '
                f"Did you mean the command {near[0]}? Write: build-report {near[0]} …"
            )


def _refuse_unplannable(headcounts: tuple[int, ...], options: dict[str, float]) -> None:
    if len(headcounts) not in {0, 2}:
        raise click.UsageError(
            "--headcount is given twice, once for each team, or not at all: "
            "--headcount 40 --headcount 120."
        )
    for name in ("gap", "margin"):
        if isnan(options[name]):
            raise click.UsageError(f"--{name} is a number of points, such as 0.5.")


def _write_plan(found: Plan, output: str) -> None:
    from pathlib import Path  # noqa: PLC0415 - heavy, for a help text

    from report_builder.pages.plan import plan_page  # noqa: PLC0415 - heavy
    from report_builder.publish import write_new  # noqa: PLC0415 - heavy

    write_new(Path(output), plan_page(found), "Open it in a browser.")


def _refuse_twice(exports: tuple[str, ...]) -> None:
    places = [os.path.realpath(name) for name in exports]
    for name, place in zip(exports, places, strict=True):
        if places.count(place) > 1:
            raise click.UsageError(f"{name} is named twice: its answers would count double.")


def _refuse_uneven(exports: tuple[str, ...], options: dict[str, object]) -> None:
    """Several of an option go one to one with the exports; more or fewer would go nowhere."""
    for name, option in EACH.items():
        count = len(_each(options, name))
        if count not in {0, 1, len(exports)}:
            raise click.UsageError(
                f"{option} is given {count} times for {len(exports)} "
                f"export{'s' if len(exports) > 1 else ''}: give it once for all of them, or once "
                "for each, in their order."
            )


def _each(options: dict[str, object], name: str) -> tuple[str, ...]:
    given = options.get(name)
    return given if isinstance(given, tuple) else ()


def _publish(inputs: Inputs, options: dict[str, object], tell: Progress) -> None:
    from pathlib import Path  # noqa: PLC0415 - heavy, for a help text

    from report_builder.pipeline import publish_report  # noqa: PLC0415 - heavy

    output, strict = Path(str(options["output"])), bool(options["strict"])
    publish_report(inputs, output, taken=_taken(options), strict=strict, progress=tell)


def _taken(options: dict[str, object]) -> Taken:
    from report_builder.audience import Audience  # noqa: PLC0415 - heavy
    from report_builder.builders import Builder  # noqa: PLC0415 - heavy
    from report_builder.downloads.deck import template_of  # noqa: PLC0415 - heavy
    from report_builder.output import Taken  # noqa: PLC0415 - heavy
    from report_builder.paper import find_browser  # noqa: PLC0415 - heavy

    file, layout = options["deck_template"], options["deck_layout"]
    wanted = options["deck"] or file
    return Taken(
        pictures=bool(options["png"]),
        builder=Builder(str(options["builder"])),
        audience=Audience(str(options["audience"])),
        deck=template_of(str(file or ""), str(layout or "")) if wanted else None,
        browser=find_browser() if options["pdf"] else "",
    )


def _refuse_layout_of_nothing(options: dict[str, object]) -> None:
    if options["deck_layout"] and not options["deck_template"]:
        raise click.UsageError("--deck-layout names a layout of --deck-template: give both.")


def _inputs(exports: tuple[str, ...], options: dict[str, object]) -> Inputs:
    from pathlib import Path  # noqa: PLC0415 - heavy, for a help text

    from report_builder.inputs import Inputs  # noqa: PLC0415 - heavy

    files = {name: Path(str(options[name])) for name in FILES if options.get(name)}
    rules = {name: options[name] for name in RULES if name in options}
    rules["mappings"] = tuple(map(Path, _each(options, "mappings")))
    return Inputs(exports=tuple(map(Path, exports)), **files, **rules)  # type: ignore[arg-type]  # click has checked them
