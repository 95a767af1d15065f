"""The report as an ordinary MkDocs project a language: anyone can build it with mkdocs-material.

index.html             the choice of language
robots.txt             asks search engines to stay away, unless the settings let them in
en/mkdocs.yml          settings, written out in full
en/docs/               the pages; charts/ has each chart's drawing and numbers to take away
en/overrides/          the look, and the drawings that stand on the pages
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

import yaml

from report_builder.brand import Brand, assets
from report_builder.charts.chart import Chart
from report_builder.charts.png import png
from report_builder.markup import entities
from report_builder.pages.page import Edition, Page
from report_builder.policy import guarded, policy
from report_builder.table import csv_text

Settings = dict[str, object]

NO_ROBOTS = "User-agent: *\nDisallow: /\n"
"""What asks every search engine to fetch nothing."""

# Shapes are only grouped to share a tooltip.
_TOOLTIP = re.compile("<g><title>[^<]*</title>|</g>")
_NAMESPACE = re.compile(r' xmlns(?::xlink)?="[^"]*"|xlink:(?=href=)')
_FALLBACK = re.compile(r"(var\(--[a-z0-9-]+),#[0-9a-f]{6}\)")

_CHOICE_STYLE = """
:root { color-scheme: light dark; --ink: #1b2333; --ink2: #4a5568; --paper: #fffffe;
        --action: #0f5fa6; --rule: #c9d0da }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceff5; --ink2: #b4bdcc; --paper: #161b26; --action: #7fb6ee; --rule: #465064 }
}
@font-face { font-family: Inter; font-weight: 400; src: url(FONTS/inter-400.woff2) }
@font-face { font-family: Inter; font-weight: 600; src: url(FONTS/inter-600.woff2) }
body { margin: 0; padding: 18vh 1.5rem 2rem; font: 1rem/1.5 Inter, system-ui, sans-serif;
       color: var(--ink); background: var(--paper) }
main { margin: auto; max-width: 36rem }
h1, .title { margin: 0 0 .25rem; font-size: 2rem; line-height: 1.2; font-weight: 600 }
.title { color: var(--ink2); font-weight: 400 }
ul { display: flex; flex-wrap: wrap; gap: 1rem; margin: 2.5rem 0 0; padding: 0; list-style: none }
.notice { margin: 1rem 0 0; color: var(--ink2); font-size: .8125rem }
ul + .notice { margin-top: 3rem }
a { display: block; min-width: 8rem; padding: .75rem 1.5rem; border: 1px solid var(--rule);
    border-radius: 8px; color: var(--action); font-weight: 600; text-align: center }
a:hover, a:focus-visible { border-color: var(--action) }
"""


_ACTIONS = ("#0f5fa6", "#7fb6ee")
"""Ours for links, on light and on dark pages."""

_NO_INDEX = '<meta name="robots" content="noindex">\n'


def write_project(editions: Sequence[Edition], folder: Path) -> None:
    """Write a project for each edition, in folders named by language, and the choice of language.

    Args:
        editions: at least one; the first is where a reader lands.
        folder: made when missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "index.html", language_choice(editions))
    if not editions[0].indexed:
        _write(folder / "robots.txt", NO_ROBOTS)
    for edition in editions:
        place = folder / edition.language
        _write(place / "mkdocs.yml", mkdocs_yml(edition))
        for page in edition.pages:
            _write(place / "docs" / page.path, page.text)
        for path, text in takeaways(edition):
            _write(place / "docs" / path, text)
        for path, content in (*pictures(edition), *along(edition)):
            _write(place / "docs" / path, content)
        for name, text in drawings(edition.charts):
            _write(place / "overrides" / "charts" / name, text)
        _copy(files("site_templates") / "overrides", place / "overrides")
        for name, content in assets(edition.brand):
            _write(place / "overrides" / name, content)


WORDS_END = r"""[\s\-/(\[“«\u2018’"'\u2068\u2069]+"""
"""Where the search ends a word, which it finds by how it begins.

What opens a name, or stands between an article and its noun in French, is no letter of it; nor is
what keeps a name from right to left apart.
"""


def mkdocs_yml(edition: Edition) -> str:
    """The settings of an edition in full: nothing is inherited, no path leads out of the folder."""
    settings = shared_settings()
    theme = dict(_mapping(settings["theme"]), language=edition.language, custom_dir="overrides")
    theme["palette"] = _palette(theme["palette"], edition)
    search = {"search": {"lang": edition.language, "separator": WORDS_END}}
    plugins = [
        search if plugin == "search" else plugin for plugin in _sequence(settings["plugins"])
    ]
    settings |= {
        "site_name": str(entities(edition.title)),
        "copyright": str(entities(edition.footer)),
        "theme": theme,
        "plugins": plugins,
        "extra": _mapping(settings["extra"]) | said(edition),
        "extra_css": [*_sequence(settings["extra_css"]), *styles(edition.brand)],
        "nav": navigation(edition.pages),
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def said(edition: Edition) -> Settings:
    """What the look needs on every page: the notice, if it may be indexed, the way to paper."""
    return {
        "notice": str(entities(edition.notice)),
        "indexed": edition.indexed,
        "to_print": str(entities(edition.to_print)),
        "logos": _logos(edition.brand),
    }


def _logos(brand: Brand) -> list[Settings]:
    """Each logo with the scheme it is for, "" for both."""
    if brand.light is None or brand.dark is None or brand.light == brand.dark:
        return [{"file": logo.name, "scheme": ""} for logo in brand.logos]
    pairs = ((brand.light, "light"), (brand.dark, "dark"))
    return [{"file": logo.name, "scheme": scheme} for logo, scheme in pairs]


def styles(brand: Brand) -> list[str]:
    """The style sheets of a brand, as a site's settings name them."""
    return ["assets/brand.css"] if brand.accent else []


def along(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """What comes along with the consultant's own pages, by path."""
    for file in edition.files:
        yield file.path, file.content


def shared_settings() -> Settings:
    """The settings of every report, from site_templates/site.yml."""
    text = (files("site_templates") / "site.yml").read_text(encoding="utf-8")
    return _mapping(yaml.safe_load(text))


def navigation(pages: Sequence[Page]) -> list[Settings]:
    """The navigation: pages by title, pages of one section together where its first one stands."""
    entries: list[Settings] = []
    sections: dict[str, list[Settings]] = {}
    for page in pages:
        if not page.listed:
            continue
        entry: Settings = {str(entities(page.title)): page.path}
        if not page.section:
            entries.append(entry)
        elif page.section in sections:
            sections[page.section].append(entry)
        else:
            sections[page.section] = [entry]
            entries.append({str(entities(page.section)): sections[page.section]})
    return entries


def drawings(charts: Sequence[Chart]) -> Iterator[tuple[str, str]]:
    """The drawings as template files, by name: never published, put into pages by the theme.

    The page for paper has all of them, so without tooltips, without colours to fall back on, and
    without the namespaces that HTML knows.
    An opening brace would be code to the template engine.
    """
    for chart in charts:
        paper = _NAMESPACE.sub("", _FALLBACK.sub(r"\1)", _TOOLTIP.sub("", chart.wide)))
        for name, svg in (("wide", chart.wide), ("narrow", chart.narrow), ("paper", paper)):
            yield f"{chart.id}-{name}.html", svg.replace("{", "&#123;")


def takeaways(edition: Edition) -> Iterator[tuple[str, str]]:
    """What a reader can take away of each chart, by path: its drawing and its numbers."""
    for chart in edition.charts:
        yield f"charts/{chart.id}.svg", chart.standalone
        yield f"charts/{chart.id}.csv", csv_text(chart.table, edition.language)


def pictures(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The drawings as PNG, by path, where the edition offers them."""
    if edition.pictures:
        for chart in edition.charts:
            yield f"charts/{chart.id}.png", png(chart.drawing)


def language_choice(editions: Sequence[Edition]) -> str:
    """The page at the top of the site: a link for each language; on to the only one by itself."""
    first = editions[0]
    onward = f'<meta http-equiv="refresh" content="0; url={first.language}/index.html">\n'
    style = _CHOICE_STYLE.replace("FONTS", f"{first.language}/assets/fonts")
    if first.brand.accent:
        light, dark = _ACTIONS
        style = style.replace(light, first.brand.accent.light)
        style = style.replace(dark, first.brand.accent.dark)
    page = f"""<!doctype html>
<html lang="{first.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
{"" if first.indexed else _NO_INDEX}<meta name="referrer" content="no-referrer">
<meta name="description" content="{entities(first.title)}">
{onward if len(editions) == 1 else ""}<title>{entities(first.title)}</title>
<link rel="icon" href="{first.language}/assets/favicon.svg">
<style>{style}</style>
</head>
<body>
<main>
{_choice_titles(editions)}<ul>
{_choice_links(editions)}</ul>
{_choice_notices(editions)}</main>
</body>
</html>
"""
    return guarded(page, policy(styles=[style]))


def _choice_titles(editions: Sequence[Edition]) -> str:
    """The title as the page's heading, and below it as the other languages have it."""
    first = editions[0]
    others = "".join(
        f'<p class="title" lang="{edition.language}">{entities(edition.title)}</p>\n'
        for edition in editions
        if edition.title != first.title
    )
    return f"<h1>{entities(first.title)}</h1>\n{others}"


def _choice_links(editions: Sequence[Edition]) -> str:
    return "".join(
        f'<li><a href="{edition.language}/index.html" lang="{edition.language}"'
        f' hreflang="{edition.language}">{entities(edition.name)}</a></li>\n'
        for edition in editions
    )


def _choice_notices(editions: Sequence[Edition]) -> str:
    return "".join(
        f'<p class="notice" lang="{edition.language}">{entities(edition.notice)}</p>\n'
        for edition in editions
        if edition.notice
    )


def _palette(palette: object, edition: Edition) -> list[Settings]:
    names = (edition.to_dark, edition.to_light)
    schemes = [_mapping(scheme) for scheme in _sequence(palette)]
    return [
        {**scheme, "toggle": {**_mapping(scheme["toggle"]), "name": str(entities(name))}}
        for scheme, name in zip(schemes, names, strict=True)
    ]


def _copy(source: Traversable, target: Path) -> None:
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            (target / entry.name).write_bytes(entry.read_bytes())


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _mapping(node: object) -> Settings:
    """The node of our own settings file, known to be a mapping."""
    return cast("Settings", node)  # our own file, tried by a test


def _sequence(node: object) -> list[object]:
    """The node of our own settings file, known to be a list."""
    return cast("list[object]", node)  # our own file, tried by a test
