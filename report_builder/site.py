"""From a project to a site: the only module that knows which engine builds it."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from report_builder.builders import BUILT, Builder, Engine, command, engine_of
from report_builder.policy import guarded, inline_scripts, policy
from survey.errors import SiteBuilderError

LAST_LINES = 6
"""How many of the engine's last lines an error quotes."""

TRACEBACK = "Traceback (most recent call last):"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
"""What a full, limited or broken disk answers: no fault of the engine."""

_SYSTEM_ERROR = re.compile(r"\w*Error: \[Errno (\d+)\]")

_EXPRESSION = re.compile(r"\{\{.*?\}\}")

# A sign that we spelt for HTML, and that means nothing there: not <, >, &, " or '.
_HARMLESS = re.compile(r"&#(?!(?:34|38|39|60|62);)(\d{1,7});")

_SOURCE_MAP = re.compile(rb"\n?/[*/]# sourceMappingURL=\S+?(?:\s*\*/)?\s*$")


def build(
    project: Path,
    site: Path,
    *,
    strict: bool,
    epoch: int = 0,
    builder: Builder = Builder.MKDOCS,
) -> None:
    """Build every edition of a project into a folder of the site; the languages at one time.

    Nothing is asked from a network, and nothing is printed. Every page gets a policy that lets it
    run the scripts of its theme, and none else.

    Args:
        project: as `write_project` makes it.
        site: an existing folder.
        strict: whether a warning of the engine fails the build.
        epoch: the time that files carry which must carry one, in seconds since 1970.
        builder: the engine.

    Raises:
        SiteBuilderError: the engine failed; its last words are quoted. Or a page holds a script
            that is not its theme's.
        OSError: the engine found no room to write.
    """
    engine = engine_of(builder)
    languages = sorted(path.parent.name for path in project.glob("*/mkdocs.yml"))
    for path in sorted(path for path in project.iterdir() if path.is_file()):
        shutil.copyfile(path, site / path.name)
    running = {
        name: _start(command(engine, project / name, site / name, strict=strict), project, epoch)
        for name in languages
    }
    try:
        for language, process in running.items():
            words = process.communicate()[0]
            if process.returncode:
                raise _failed(language, words)
    finally:
        for process in running.values():
            process.kill()
            with process:  # waits, and closes what it has said
                pass
    known = _scripts_of_the_theme(engine.theme)
    for language in languages:
        if engine.inside:
            (project / language / BUILT).replace(site / language)
        _slim(site / language, engine)
        for path in sorted((site / language).rglob("*.html")):
            path.write_bytes(_walled(path.read_bytes(), known, engine, path.name))


def _start(words: list[str], project: Path, epoch: int) -> subprocess.Popen[str]:
    """A build of one edition, under way."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
        words,
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # what is held for as long as anybody writes: the lock of the output
    )


def _failed(language: str, words: str) -> Exception:
    """What the engine's last words come to."""
    lines = [line.rstrip() for line in words.splitlines() if line.strip() and line[:4] != "INFO"]
    found = _SYSTEM_ERROR.match(lines[-1]) if lines else None
    if found and int(found[1]) in NO_ROOM:
        return OSError(int(found[1]), os.strerror(int(found[1])))
    kept = lines[-1:] if TRACEBACK in lines else lines[-LAST_LINES:]
    said = "".join(f"\n    {line}" for line in kept)
    return SiteBuilderError(
        f"the site builder failed on the pages in {language}:{said}",
        "if pages of your own are named, mend them; else report this message.",
    )


def _walled(page: bytes, known: Sequence[re.Pattern[str]], engine: Engine, name: str) -> bytes:
    """The page with its policy."""
    scripts = inline_scripts(page.decode(errors="replace"))
    if not all(any(theirs.fullmatch(script) for theirs in known) for script in scripts):
        raise SiteBuilderError(
            f"{name}: the page holds a script that neither this report nor its theme has written.",
            "take it out of the page, if that is one of your own; else report this message.",
        )
    try:
        return guarded(page.decode(), policy(scripts, known=engine.styles)).encode()
    except ValueError as error:  # only a page of the consultant's own
        raise SiteBuilderError(
            f"{name}: the page is not UTF-8, or does not say so.",
            'save it as UTF-8, with <meta charset="utf-8"> first in its head.',
        ) from error


def _scripts_of_the_theme(theme: str) -> tuple[re.Pattern[str], ...]:
    """What the theme writes into pages: its text, the way from the page to the top left open."""
    partials = files(theme) / "templates" / "partials" / "javascripts"
    written = "\n".join(each.read_text(encoding="utf-8") for each in partials.iterdir())
    return tuple(
        re.compile("[./]*".join(map(re.escape, _EXPRESSION.split(script))))
        for script in inline_scripts(written)
    )


def _slim(site: Path, engine: Engine) -> None:
    """Take away what no reader of a report can use: maps of sources, a map of no address.

    A page "not found" and a map of the site are for a site that knows its address; languages of
    the search that are not the report's make half of its size.
    """
    for name in engine.leftovers:
        (site / name).unlink(missing_ok=True)
    for path in sorted((site / "assets").rglob("*.map")):
        path.unlink()
    for path in sorted((site / "assets").rglob("*.min.*s")):
        path.write_bytes(_SOURCE_MAP.sub(b"", path.read_bytes()))
    for index in (site / name for name in engine.indexes):
        index.write_bytes(_HARMLESS.sub(_letter, index.read_bytes().decode()).encode())
    used = {"lunr.stemmer.support.min.js", f"lunr.{site.name}.min.js"}
    for path in sorted((site / "assets" / "javascripts" / "lunr").rglob("*.js")):
        if path.name not in used:
            path.unlink()


def _letter(entity: re.Match[str]) -> str:
    r"""The sign of a numeric entity, as a text of JSON holds it."""
    return json.dumps(chr(int(entity[1])), ensure_ascii=False)[1:-1]
