"""build-report: options become one call, and one message.

Nothing but click is imported before a command runs, so that `--help` answers at once.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from report_builder import __version__

if TYPE_CHECKING:
    from report_builder.pipeline import Inputs, Progress
    from survey.errors import SurveyError

DEFAULT_COMMAND = "build"
INTERRUPTED, TERMINATED, BUG = 130, 143, 70
BUG_NOTICE = (
    "build-report met a bug of its own ({name}). The old site is as it was.\n"
    "  Fix: report it with this message and, if you can, the export's header rows; "
    "--verbose shows where it happened."
)


class DefaultCommand(click.Group):
    """A group in which `build-report export.csv` means `build-report build export.csv`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name none."""
        if args and args[0] not in {*self.commands, "--help", "--version"}:
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)


def _path(**checks: bool) -> click.Path:
    return click.Path(path_type=Path, **checks)


_OPTIONS = (
    click.option(
        "-q",
        "--questionnaire",
        type=_path(),
        metavar="FILE",
        help="What was asked (YAML).  [default: the alignment questionnaire]",
    ),
    click.option(
        "-m",
        "--mapping",
        type=_path(),
        metavar="FILE",
        help="Which column is which item (YAML), as `map` writes it.  [default: recognised]",
    ),
)
_RULES = (
    click.option(
        "-s",
        "--settings",
        type=_path(),
        metavar="FILE",
        help="Title, client, dates, rules (YAML).  [default: none]",
    ),
    click.option(
        "--headcount",
        type=_path(),
        metavar="FILE",
        help="How many people were asked, by team and segment (CSV).  [default: unknown]",
    ),
    click.option(
        "--language",
        "languages",
        multiple=True,
        metavar="CODE",
        help="Language of the report, en or fr; repeatable.  [default: the questionnaire's]",
    ),
    click.option(
        "--minimum-group",
        type=click.IntRange(min=3),
        metavar="K",
        help="Fewest people a number may rest on; 3 and 4 are noted on the site.  [default: 5]",
    ),
)
_SAYING = (
    click.option("--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("--verbose", is_flag=True, help="Say more; show where an error happened."),
)
_PLACE = (
    click.option(
        "-o",
        "--output",
        type=_path(),
        default=Path("site"),
        show_default=True,
        metavar="FOLDER",
        help="Folder of the site; must be empty or an older report.",
    ),
    click.option("--strict", is_flag=True, help="Stop at warnings (exit code 6)."),
)

_Command = Callable[..., None]


def _options(*groups: tuple[Callable[[_Command], _Command], ...]) -> Callable[[_Command], _Command]:
    """Several options as one decorator, shown in this order."""

    def decorate(command: _Command) -> _Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return decorate


@click.group(cls=DefaultCommand, context_settings={"auto_envvar_prefix": "BUILD_REPORT"})
@click.version_option(__version__, prog_name="build-report")
def main() -> None:
    """Measure where two teams see things differently, and publish the answer as a site.

    `build-report export.csv` is short for `build-report build export.csv`.
    """


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=_path())
@_options(_PLACE, _OPTIONS, _RULES, _SAYING)
def build(exports: tuple[Path, ...], **options: object) -> None:
    """Build the site of a survey from what the survey tool exported."""
    with _outcomes(options):
        _build(exports, options)


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=_path())
@_options(_OPTIONS, _RULES, _SAYING)
def check(exports: tuple[Path, ...], **options: object) -> None:
    """Say what is recognised, kept, dropped and unknown; write nothing.

    Exits with 3 when a build would refuse.
    """
    with _outcomes(options, refused=3):
        from report_builder.pipeline import checked  # noqa: PLC0415 - heavy

        for line in checked(_inputs(exports, options)):
            click.echo(line)


@main.command("map")
@click.argument("export", metavar="EXPORT", type=_path())
@click.option(
    "-o",
    "--output",
    type=_path(),
    metavar="FILE",
    help="Where to write; never overwrites.  [default: the terminal]",
)
@_options(_OPTIONS, _SAYING)
def map_(export: Path, output: Path | None, **options: object) -> None:
    """Write a mapping to review: which column is which item, and how it was recognised."""
    with _outcomes(options):
        from report_builder.pipeline import mapping_of, write_new  # noqa: PLC0415 - heavy

        text = mapping_of(_inputs((export,), options))
        if output is None:
            click.echo(text, nl=False)
        else:
            write_new(output, text)
            logging.getLogger(__name__).info("Written: %s. Review it, then use --mapping.", output)


@main.command()
@_options(_PLACE, (_RULES[2],), _SAYING)
def demo(**options: object) -> None:
    """Build the report of an invented survey, to see what a report is."""
    with _outcomes(options):
        from report_builder.pipeline import demo_inputs  # noqa: PLC0415 - heavy

        with demo_inputs(tuple(options["languages"])) as inputs:  # type: ignore[arg-type]  # click's
            _publish(inputs, options)


def _build(exports: tuple[Path, ...], options: dict[str, object]) -> None:
    _publish(_inputs(exports, options), options)


def _publish(inputs: Inputs, options: dict[str, object]) -> None:
    from report_builder.pipeline import publish_report  # noqa: PLC0415 - heavy

    output = Path(str(options["output"]))
    with _progress(bool(options["quiet"])) as progress:
        publish_report(inputs, output, strict=bool(options["strict"]), progress=progress)
    logging.getLogger(__name__).info("Open %s", output / "index.html")


def _inputs(exports: tuple[Path, ...], options: dict[str, object]) -> Inputs:
    from report_builder.pipeline import Inputs  # noqa: PLC0415 - heavy

    names = ("questionnaire", "mapping", "settings", "headcount", "languages", "minimum_group")
    given = {name: options[name] for name in names if name in options}
    return Inputs(exports=exports, **given)  # type: ignore[arg-type]  # click has checked them


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """A display that moves on a terminal; plain lines elsewhere; nothing when quiet."""
    if quiet or not sys.stderr.isatty():
        yield partial(logging.getLogger(__name__).info, "%s")
        return
    from rich.console import Console  # noqa: PLC0415 - heavy

    with Console(stderr=True).status("Starting") as status:
        yield status.update


@contextmanager
def _outcomes(options: dict[str, object], refused: int | None = None) -> Iterator[None]:
    """Turn what ends a command into one message and an exit code.

    Args:
        options: the command's, for `quiet` and `verbose`.
        refused: the exit code of every mistake of the user's; its own if None.
    """
    _say(quiet=bool(options["quiet"]), verbose=bool(options["verbose"]))
    signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        _end("Interrupted. The old site is as it was.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has stopped reading: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (click.exceptions.Exit, click.ClickException):
        raise
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a notice
        _ended_by(error, verbose=bool(options["verbose"]), refused=refused)


def _ended_by(error: Exception, *, verbose: bool, refused: int | None) -> NoReturn:
    from survey.errors import SurveyError  # noqa: PLC0415 - only when something is wrong

    if verbose:
        logging.getLogger(__name__).debug("What happened:", exc_info=error)
    if isinstance(error, SurveyError):
        _end(_message(error), refused or error.exit_code)
    _end(BUG_NOTICE.format(name=type(error).__name__), BUG)


def _message(error: SurveyError) -> str:
    """The error for a terminal: no control characters, no more than a screen."""
    text = "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in str(error))
    return text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…"


LONGEST_MESSAGE = 2000


def _end(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - signal's own
    _end("Ended. The old site is as it was.", TERMINATED)


def _say(*, quiet: bool, verbose: bool) -> None:
    """Logging is the only printing; its level is `--quiet` and `--verbose`."""
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    for name in ("report_builder", "survey"):
        ours = logging.getLogger(name)
        ours.handlers[:] = [handler]
        ours.setLevel(level)
        ours.propagate = False
