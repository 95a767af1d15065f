"""The consultant's own pages: a folder of Markdown, put into the navigation after the report's.

`pages/*.md` stand in every language, `pages/en/*.md` in one. One that has the name of a page of the
report takes its place. Whatever else lies there (pictures, files to take away) comes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from report_builder.pages.page import OwnFile, Page
from report_builder.pages.voice import NAMES
from survey.errors import SettingsError

MOST_BYTES = 20_000_000
"""Of all files together: a report is sent by mail."""

_FRONT = "---\n"
_HEADING = re.compile(r"^# +(.+?)(?: *\{[^{}]*\})? *#*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LEVEL = re.compile(r"#{1,5} ")
_TITLE = re.compile(r"\A---\n.*?^title: *[\"']?(.+?)[\"']? *$.*?^---$", re.MULTILINE | re.DOTALL)


def own_pages(folder: Path, code: str, languages: Sequence[str]) -> tuple[Page, ...]:
    """The pages of a folder in one language, by name; titled by their first heading.

    Raises:
        SettingsError: a page is not UTF-8 text.
    """
    found = {language: dict(_files(folder, language, languages)) for language in (code, *languages)}
    return tuple(
        _page(path, name, [other for other in languages if other != code and name in found[other]])
        for name, path in found[code].items()
        if _is_page(path)
    )


def own_files(folder: Path, code: str, languages: Sequence[str]) -> tuple[OwnFile, ...]:
    """What comes along with the pages in one language.

    Raises:
        SettingsError: it is more than a report can carry.
    """
    found = [entry for entry in _files(folder, code, languages) if not _is_page(entry[1])]
    size = sum(path.stat().st_size for _, path in found)
    if size > MOST_BYTES:
        raise SettingsError(
            f"{folder}: the files beside the pages have {size:,} bytes; at most {MOST_BYTES:,}.",
            "take out of the folder what no page shows.",
        )
    return tuple(OwnFile(name, path.read_bytes()) for name, path in found)


def with_own(pages: Sequence[Page], own: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, own ones in the place of those of their name, the others after them."""
    by_path = {page.path: page for page in own}
    known = {page.path for page in pages}
    kept = (by_path.get(page.path, page) for page in pages)
    return (*kept, *(page for page in own if page.path not in known))


def on_paper(page: Page, place: str) -> str:
    """An own page among the others on one: its title as theirs, all headings a level lower.

    Args:
        page: its text is Markdown.
        place: what ids of the page begin with there.
    """
    title = f"## {page.title} {{ #{place}-title .ar-h1 }}"
    rest = _HEADING.sub("", _FRONT_MATTER.sub("", page.text), count=1)
    return f"{title}\n\n{_lowered(rest).strip()}"


def _lowered(text: str) -> str:
    """Markdown, its headings a level lower; what is code stays as it is."""
    lines, fence = [], ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        lines.append(f"#{line}" if not fence and _LEVEL.match(line) else line)
    return "\n".join(lines)


def _files(folder: Path, code: str, languages: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Every file for a language by its path on the site; that of the language before a shared."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith(".") for part in parts):
            continue
        if parts[0] == code and len(parts) > 1:
            found["/".join(parts[1:])] = path
        elif parts[0] not in languages:
            found.setdefault("/".join(parts), path)
    yield from sorted(found.items())


def _is_page(path: Path) -> bool:
    return path.suffix.lower() == ".md"


def _page(path: Path, name: str, others: Sequence[str]) -> Page:
    """The page; the report's look of a page is put before it where it says nothing itself.

    Args:
        path: of its file.
        name: its path on the site.
        others: the other languages that have a page of this name.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{path}: is not UTF-8 text (byte {error.start}).", "save the page as UTF-8."
        ) from error
    told = _TITLE.search(text) or _HEADING.search(text)
    title = told[1] if told else path.stem.replace("-", " ").capitalize()
    if not text.startswith(_FRONT):
        links = [{"code": other, "name": NAMES[other]} for other in others]
        front = yaml.safe_dump({"hide": ["navigation", "toc"], "languages": links}, sort_keys=False)
        text = f"{_FRONT}{front}{_FRONT}\n{text}"
    return Page(path=name, title=title, section="", text=text)
