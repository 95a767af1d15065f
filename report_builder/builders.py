"""The engines that can build a site from a report's project, and how each is called."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from survey.errors import SiteBuilderError, with_extra


class Builder(StrEnum):
    """MkDocs is what a report is made for; the others build the same project."""

    MKDOCS = "mkdocs"
    PROPERDOCS = "properdocs"
    ZENSICAL = "zensical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One engine.

    Attributes:
        module: what `python -m` runs.
        theme: the package that holds the theme's templates.
        inside: it writes into a folder of the project alone, which is `built`.
        leftovers: what it writes that no page of a report asks for.
        styles: hashes of the style sheets that its scripts put into a page.
        indexes: the files of its search, where names of pages are HTML, and shown as text.
    """

    module: str
    theme: str = "material"
    inside: bool = False
    leftovers: tuple[str, ...] = ("404.html", "sitemap.xml", "sitemap.xml.gz")
    styles: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


BUILT = "site"
"""Where an engine writes that writes inside the project."""

_ENGINES = {
    Builder.MKDOCS: Engine(module="mkdocs"),
    Builder.PROPERDOCS: Engine(module="properdocs"),
    Builder.ZENSICAL: Engine(
        module="zensical",
        theme="zensical",
        inside=True,
        leftovers=("404.html", "sitemap.xml"),
        # Of the search of version 0.0.73, the one that the extra installs.
        styles=("sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k=",),
        # The script is for a page opened from a folder.
        indexes=("search.json", "search.js"),
    ),
}


def engine_of(builder: Builder) -> Engine:
    """The engine, which is installed.

    Raises:
        SiteBuilderError: it is not; the message says how it comes.
    """
    engine = _ENGINES[builder]
    if find_spec(engine.module) is None:
        raise SiteBuilderError(
            f"{builder.value} is not installed.",
            f"{with_extra(builder.value)}; or build without --builder.",
        )
    return engine


def command(engine: Engine, project: Path, site: Path, *, strict: bool) -> list[str]:
    """What builds one edition, in a process that reads no code but what is installed.

    Args:
        engine: which.
        project: the folder of the edition.
        site: where its pages go, unless the engine writes inside the project.
        strict: whether a warning fails the build.
    """
    options = ["--config-file", str(project / "mkdocs.yml")]
    if not engine.inside:
        options += ["--site-dir", str(site.resolve())]
    if strict:
        options.append("--strict")
    return [sys.executable, "-P", "-m", engine.module, "build", *options]
