"""build-report: options become one call, and one message.

Nothing but click is imported before a command runs, so that `--help` answers at once.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from report_builder import __version__

if TYPE_CHECKING:
    from report_builder.pipeline import Inputs, Progress
    from survey.errors import SurveyError

DEFAULT_COMMAND = "build"
INTERRUPTED, TERMINATED, BUG = 130, 143, 70
LONGEST_MESSAGE = 2000
"""Characters of an error that a person will read."""

CUT = "\n    … (--verbose shows the rest)"
SPACES = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

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


_Command = Callable[..., None]
_Decorator = Callable[[_Command], _Command]


def _option(*names: str, **described: Any) -> _Decorator:  # noqa: ANN401 - what click.option takes
    """An option that the environment can give too: --minimum-group, BUILD_REPORT_MINIMUM_GROUP."""
    long = next(name for name in names if name.startswith("--"))
    variable = "BUILD_REPORT_" + long.removeprefix("--").replace("-", "_").upper()
    return click.option(*names, envvar=variable, show_envvar=True, **described)


PATH = click.Path(path_type=Path)
_OPTIONS = (
    _option(
        "-q",
        "--questionnaire",
        type=PATH,
        metavar="FILE",
        show_default="the alignment questionnaire",
        help="What was asked (YAML).",
    ),
    _option(
        "-m",
        "--mapping",
        type=PATH,
        metavar="FILE",
        show_default="recognised",
        help="Which column is which item (YAML), as `map` writes it.",
    ),
)
_LANGUAGE = _option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    show_default="the questionnaire's",
    help="Language of the report, en or fr; repeatable.",
)
_RULES = (
    _option(
        "-s",
        "--settings",
        type=PATH,
        metavar="FILE",
        show_default="none",
        help="Title, client, dates, rules (YAML).",
    ),
    _option(
        "--headcount",
        type=PATH,
        metavar="FILE",
        show_default="unknown",
        help="How many people were asked, by team and segment (CSV).",
    ),
    _LANGUAGE,
    _option(
        "--minimum-group",
        type=click.IntRange(min=3),
        metavar="K",
        show_default="5",
        help="Fewest people a number may rest on; 3 and 4 are noted on the site.",
    ),
)
_SAYING = (
    _option("--quiet", is_flag=True, help="Say nothing but errors."),
    _option("--verbose", is_flag=True, help="Say more; show where an error happened."),
)
_PLACE = (
    _option(
        "-o",
        "--output",
        type=PATH,
        default=Path("site"),
        show_default=True,
        metavar="FOLDER",
        help="Folder of the site; must be empty or an older report.",
    ),
    _option("--strict", is_flag=True, help="Stop at warnings (exit code 6)."),
)


def _options(*groups: tuple[_Decorator, ...]) -> _Decorator:
    """Several options as one decorator, shown in this order."""

    def decorate(command: _Command) -> _Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return decorate


@click.group(cls=DefaultCommand)
@click.version_option(__version__, prog_name="build-report")
def main() -> None:
    """Measure where two teams see things differently, and publish the answer as a site.

    `build-report export.csv` is short for `build-report build export.csv`.
    """


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=PATH)
@_options(_PLACE, _OPTIONS, _RULES, _SAYING)
def build(exports: tuple[Path, ...], **options: object) -> None:
    """Build the site of a survey from what the survey tool exported."""
    _refuse_mistyped(exports)
    _refuse_twice(exports)
    with _outcomes(options), _progress(options) as progress:
        _publish(_inputs(exports, options), options, progress)


@main.command()
@click.argument("exports", nargs=-1, required=True, metavar="EXPORT...", type=PATH)
@_options(_OPTIONS, _RULES, _SAYING)
def check(exports: tuple[Path, ...], **options: object) -> None:
    """Say what is recognised, kept, dropped and unknown; write nothing.

    Exits with 3 when a build would refuse.
    """
    _refuse_twice(exports)
    with _outcomes(options, refused=3):
        from report_builder.pipeline import checked  # noqa: PLC0415 - heavy

        for line in checked(_inputs(exports, options)):
            click.echo(_printable(line))


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
@_options(_OPTIONS, _SAYING)
def map_(export: Path, output: Path | None, **options: object) -> None:
    """Write a mapping to review: which column is which item, and how it was recognised."""
    with _outcomes(options):
        from report_builder.pipeline import mapping_of, write_new  # noqa: PLC0415 - heavy

        text = mapping_of(_inputs((export,), options))
        if output is None:
            click.echo(text.encode(), nl=False)  # a file for `--mapping`, whatever the terminal's
        else:
            write_new(output, text)
            logging.getLogger(__name__).info("Written: %s. Review it, then use --mapping.", output)


@main.command()
@_options(_PLACE, (_LANGUAGE,), _SAYING)
def demo(languages: tuple[str, ...], **options: object) -> None:
    """Build the report of an invented survey, to see what a report is."""
    with _outcomes(options), _progress(options) as progress:
        from report_builder.pipeline import demo_inputs  # noqa: PLC0415 - heavy

        with demo_inputs(languages) as inputs:
            _publish(inputs, options, progress)


def _refuse_mistyped(exports: tuple[Path, ...]) -> None:
    """No file, but nearly a command: what is meant is a command, mistyped or after options."""
    from difflib import get_close_matches  # noqa: PLC0415 - only here

    for path in exports:
        near = get_close_matches(str(path).casefold(), main.commands, 1)
        if near and not path.exists():
            raise click.UsageError(
                f'There is no file "{_printable(str(path))}". '
                f"Did you mean the command {near[0]}? Write: build-report {near[0]} …"
            )


def _refuse_twice(exports: tuple[Path, ...]) -> None:
    seen: set[str] = set()
    for path in exports:
        if (place := os.path.realpath(path)) in seen:  # resolve() fails where links go in circles
            name = _printable(str(path))
            raise click.UsageError(f"{name} is named twice: its answers would count double.")
        seen.add(place)


def _publish(inputs: Inputs, options: dict[str, object], progress: Progress) -> None:
    from report_builder.pipeline import publish_report  # noqa: PLC0415 - heavy

    output = Path(str(options["output"]))
    publish_report(inputs, output, strict=bool(options["strict"]), progress=progress)
    logging.getLogger(__name__).info("Open %s", output / "index.html")


def _inputs(exports: tuple[Path, ...], options: dict[str, object]) -> Inputs:
    from report_builder.pipeline import Inputs  # noqa: PLC0415 - heavy

    names = ("questionnaire", "mapping", "settings", "headcount", "languages", "minimum_group")
    given = {name: options[name] for name in names if name in options}
    return Inputs(exports=exports, **given)  # type: ignore[arg-type]  # click has checked them


@contextmanager
def _progress(options: dict[str, object]) -> Iterator[Progress]:
    """A display that moves on a terminal; plain lines elsewhere; nothing when quiet."""
    if options["quiet"] or sys.stderr is None or not sys.stderr.isatty():
        yield partial(logging.getLogger(__name__).info, "%s")
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    with Console(stderr=True).status("Starting") as status:
        yield lambda doing: status.update(Text(doing))


@contextmanager
def _outcomes(options: dict[str, object], refused: int | None = None) -> Iterator[None]:
    """Turn what ends a command into one message and an exit code.

    Args:
        options: the command's, for `quiet` and `verbose`.
        refused: the exit code of every mistake of the user's; its own if None.
    """
    _say(quiet=bool(options["quiet"]), verbose=bool(options["verbose"]))
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _end("Interrupted. The old site is as it was.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has stopped reading: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a notice
        _ended_by(error, refused)
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - signal's own
    _end("Ended. The old site is as it was.", TERMINATED)


def _ended_by(error: Exception, refused: int | None) -> NoReturn:
    from survey.errors import SurveyError  # noqa: PLC0415 - only when something is wrong

    logging.getLogger(__name__).debug("What happened:", exc_info=error)
    if isinstance(error, SurveyError):
        _end(_message(error), refused or error.exit_code)
    _end(BUG_NOTICE.format(name=type(error).__name__), BUG)


def _end(message: str, code: int) -> NoReturn:
    _tell(message)
    sys.exit(code)


def _message(error: SurveyError) -> str:
    """The error, no longer than a screen; what is cut is the problem, at a line, never its fix."""
    text, problem = str(error), error.problem
    if len(text) <= LONGEST_MESSAGE:
        return text
    end = f"{CUT}{text.removeprefix(problem)}"
    shown = problem[: LONGEST_MESSAGE - len(end)]
    return (shown.rpartition("\n")[0] or shown) + end


def _say(*, quiet: bool, verbose: bool) -> None:
    """Logging is the only printing; its level is `--quiet` and `--verbose`."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr does of itself
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    for name in ("report_builder", "survey"):
        ours = logging.getLogger(name)
        ours.handlers[:] = [_Saying()]
        ours.setLevel(level)
        ours.propagate = False


class _Saying(logging.Handler):
    """Says what is logged on what is standard error then: a moving display may stand before it."""

    def emit(self, record: logging.LogRecord) -> None:
        _tell(self.format(record))


def _tell(message: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):  # a site is built even when nobody listens any more
            sys.stderr.write(f"{_printable(message)}\n")
            sys.stderr.flush()


def _printable(text: str) -> str:
    """The text without signs that a terminal would obey instead of showing them."""
    return "".join(sign if sign.isprintable() or sign in SPACES else "�" for sign in text)
