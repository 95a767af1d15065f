"""The report in a browser while its files are edited: built anew and shown anew at each change.

MkDocs' own server of `mkdocs serve` watches, serves and reloads; what it serves is the very site of
a build. A broken edit is told on the terminal and on top of the last good pages.
"""

from __future__ import annotations

import errno
import html
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from report_builder.audience import for_audience
from report_builder.inputs import Inputs
from report_builder.interruption import is_an_end
from report_builder.log_format import event
from report_builder.output import NO_MORE, Progress, Taken, write_site
from report_builder.pipeline import prepare
from report_builder.policy import unguarded
from report_builder.settings import load_settings
from survey.errors import OutputPlaceError, SurveyError

LOG = logging.getLogger(__name__)

_BODY = "<body"
_NOTICE = (
    '<div role="alert" style="position:sticky;top:0;z-index:9;padding:1rem;background:#7a1f1f;'
    'color:#fff;font:15px/1.5 monospace;white-space:pre-wrap">{said}</div>'
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are served; on this machine alone unless another host is asked for."""

    host: str = "127.0.0.1"
    port: int = 8000


def serve(
    inputs: Inputs,
    address: Address,
    taken: Taken = NO_MORE,
    progress: Progress = LOG.debug,
    started: Callable[[LiveReloadServer], object] = lambda _: None,
) -> None:
    """Build the site, serve it, and build it anew when a file it is made of changes; until stopped.

    Args:
        inputs: the files of the survey.
        address: where.
        taken: what the site offers, and what makes it.
        progress: told what is being done.
        started: told the server before it serves.

    Raises:
        SurveyError: the first build fails; or the address is taken or not to be had.
    """
    with tempfile.TemporaryDirectory(prefix="build-report-") as folder:
        root = Path(folder) / "site"
        _fill(root, inputs, taken, progress)
        server = LiveReloadServer(
            lambda: _refill(server, root, inputs, taken, progress),
            address.host,
            address.port,
            root=str(root),
        )
        _watch(server, inputs)
        started(server)
        done = f"Open http://{address.host}:{address.port} (stop with Ctrl-C)"
        LOG.info("%s", done, extra=event("serving", done))
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs' own gap
        except KeyboardInterrupt as asked:
            if not is_an_end(asked):
                raise
            LOG.info("Stopped.", extra=event("stopped", "Stopped."))
        except OSError as error:
            raise _no_address(address, error) from error
        finally:
            server.shutdown()


def _refill(
    server: LiveReloadServer, root: Path, inputs: Inputs, taken: Taken, progress: Progress
) -> None:
    """The site anew; the last good one, with the reason on top, where that fails."""
    try:
        _fill(root, inputs, taken, progress)
    except SurveyError as error:
        told = event(error.slug, error.problem, fix=error.fix)
        LOG.error("%s", error, extra=told)  # noqa: TRY400 - a mistake of the user's, not ours
        _tell(root, str(error))
    _watch(server, inputs)


def _fill(root: Path, inputs: Inputs, taken: Taken, progress: Progress) -> None:
    """Build the site beside its place, then put it there.

    Its pages carry no policy: the server puts a script into each, which reloads it.
    """
    fresh = root.with_name("fresh")
    for left in (fresh, root.with_name("project")):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir()
    report = for_audience(prepare(inputs, progress=progress), taken.audience)
    write_site(report, root.with_name("project"), fresh, progress, taken)
    for path in fresh.rglob("*.html"):
        path.write_bytes(unguarded(path.read_bytes().decode()).encode())
    shutil.rmtree(root, ignore_errors=True)
    fresh.replace(root)


def _tell(root: Path, said: str) -> None:
    """Put the reason on top of every page, in the place of an earlier one."""
    notice = _NOTICE.format(said=html.escape(said))
    for path in root.rglob("*.html"):
        before, opened, after = path.read_bytes().decode().partition(_BODY)
        tag, end, rest = after.partition(">")
        if rest.startswith(_NOTICE.partition("{")[0]):
            rest = rest.partition("</div>")[2]
        path.write_bytes(f"{before}{opened}{tag}{end}{notice}{rest}".encode())


def _watch(server: LiveReloadServer, inputs: Inputs) -> None:
    """Watch every file and folder that the report is made of, those newly named too."""
    for path in made_of(inputs):
        server.watch(str(path))


def made_of(inputs: Inputs) -> Iterator[Path]:
    """Every file and folder of which a change makes another report."""
    yield from inputs.files
    if inputs.settings is None:
        return
    try:
        settings = load_settings(inputs.settings)
    except SurveyError:  # told by the build; the file itself is watched
        return
    if settings.pages:
        yield settings.pages


def _no_address(address: Address, error: OSError) -> OutputPlaceError:
    taken = error.errno == errno.EADDRINUSE
    reason = "another program listens there" if taken else str(error.strerror or error)
    return OutputPlaceError(
        f"http://{address.host}:{address.port} cannot be served: {reason}.",
        f"name another: --address {address.host}:{address.port + 1}.",
    )
