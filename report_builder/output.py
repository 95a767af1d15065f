"""The report's site in a folder: its pages, its drawings, and the files to take away."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from report_builder.audience import Audience
from report_builder.brand import Brand
from report_builder.builders import Builder
from report_builder.downloads import data_files, in_language
from report_builder.downloads.deck import Template, deck, picture_of
from report_builder.downloads.office import EXTRA, installed
from report_builder.log_format import event
from report_builder.pages.edition import edition
from report_builder.pages.page import Edition
from report_builder.paper import printed
from report_builder.project import write_project
from report_builder.report import Report
from report_builder.settings import Settings
from report_builder.site import build
from survey.errors import SettingsError, with_extra

Progress = Callable[[str], object]
"""Told what is being done, in a few words."""

LATEST = 2**32 - 1
"""The last second since 1970 that a packed file can name."""

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What readers shall be able to take along besides what every report has, and what makes it.

    Attributes:
        pictures: each chart as PNG.
        builder: the engine that makes the site.
        deck: the template of a deck of slides; None for no deck.
        audience: for whom it is.
        browser: what prints the Overview and the whole report; "" for no PDF.
    """

    pictures: bool = False
    builder: Builder = Builder.MKDOCS
    deck: Template | None = None
    audience: Audience = Audience.CLIENT
    browser: str = ""


NO_MORE = Taken()
DECK = "deck.pptx"
PAPERS = {"overview.pdf": "index.html", "report.pdf": "print.html"}
"""What is printed, by the page that it is of."""


def write_site(
    report: Report, project: Path, site: Path, progress: Progress, taken: Taken = NO_MORE
) -> None:
    """Write the report's project and data, and build its site in an existing folder."""
    files = files_to_take(report)
    made = [*editions(report, (*files, *_to_come(report, taken)), taken, progress)]
    write_project(made, project)
    if taken.deck:
        progress("Writing the slides")
        _tell_of_logo(report.settings.brand, taken.deck)
        files |= {f"{one.language}/{DECK}": deck(report, one, taken.deck) for one in made}
    progress("Building the site")
    epoch = _epoch(report.settings)
    build(project, site, strict=True, epoch=epoch, builder=taken.builder)
    if taken.browser:
        progress("Printing")
        files |= {
            f"{one.language}/{name}": printed(taken.browser, site / one.language / page, epoch)
            for one in made
            for name, page in PAPERS.items()
        }
    _write_data(files, site / "data")


def _tell_of_logo(brand: Brand, template: Template) -> None:
    """Of a logo that slides cannot show; on a template there is that of the template."""
    if brand.light and not template.content and picture_of(brand.light) is None:
        _note("slides without the logo: they take it as PNG or JPEG")


def _note(note: str) -> None:
    LOG.info("Note: %s", note, extra=event("note", note))


def _to_come(report: Report, taken: Taken) -> tuple[str, ...]:
    """The files that are only made from the pages, which must know of them before."""
    names = (*([DECK] if taken.deck else ()), *(PAPERS if taken.browser else ()))
    return tuple(f"{code}/{name}" for code in report.settings.languages for name in names)


def _write_data(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def files_to_take(report: Report) -> dict[str, bytes]:
    """What readers take away, by path below `data`; told where an extra would add to it."""
    if not installed("xlsxwriter"):
        _note(f"without workbooks; they come with: {with_extra(EXTRA)}")
    return data_files(report)


def editions(
    report: Report,
    downloads: tuple[str, ...],
    taken: Taken = NO_MORE,
    progress: Progress = LOG.debug,
) -> Iterator[Edition]:
    """The report in each of its languages; `downloads` are the files of its data, by path."""
    for code in report.settings.languages:
        progress(f"Drawing and writing the pages ({code})")
        yield edition(report, code, downloads=in_language(downloads, code), pictures=taken.pictures)


def _epoch(settings: Settings) -> int:
    """Midnight of the report's date, else SOURCE_DATE_EPOCH, else 0; in seconds since 1970."""
    stated = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    if not re.fullmatch("[0-9]{1,12}", stated):
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is {stated!r}, and no number of seconds since 1970.",
            "give what `date +%s` prints, such as 1767225600, or leave the variable out.",
        )
    seconds = int(stated)
    if settings.date is not None:
        seconds = int(datetime.combine(settings.date, time(), UTC).timestamp())
    return min(max(seconds, 0), LATEST)
