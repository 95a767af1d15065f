"""A page of the report, and an edition: the whole report in one language, ready to be built."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.brand import NO_BRAND, Brand
from report_builder.charts.chart import Chart
from report_builder.pages.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a Markdown file with its front matter.

    Attributes:
        path: from the top of the edition: "gaps.md", "themes/goals.md".
        title: its name in the navigation, plain text.
        section: the name of the section it stands under in the navigation, or "".
        text: the file's text.
        charts: ids of the charts it shows.
        figures: the same in their frames, those of the text's own fields.
        listed: whether it stands in the navigation.
    """

    path: str
    title: str
    section: str
    text: str
    charts: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that comes along: its path on the site, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The report in one language; plain text throughout but for the pages and the drawings.

    Attributes:
        language: its code; also the name of its folder.
        name: what the language calls itself ("Français").
        title: of the report.
        notice: what every page says at its top, or "".
        footer: what every page says at its foot, or "".
        indexed: search engines may list it.
        to_dark, to_light: what the switch between light and dark colours is called.
        to_print: what the link to the whole report on one page is called.
        pages: in the order of the navigation; last the one with all of them.
        charts: those that stand on the pages.
        pictures: whether each of them is there as PNG too.
        brand: accent and logo.
        files: what comes along with the consultant's own pages.
    """

    language: str
    name: str
    title: str
    notice: str
    footer: str
    indexed: bool
    to_dark: str
    to_light: str
    to_print: str
    pages: tuple[Page, ...]
    charts: tuple[Chart, ...]
    pictures: bool = False
    brand: Brand = NO_BRAND
    files: tuple[OwnFile, ...] = ()
