"""The templates of site_templates/pages, filled so that no text of others can act on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import PurePosixPath

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from report_builder.markup import Markup, entities, escape
from report_builder.pages.figure import Figure
from report_builder.pages.page import Page
from report_builder.pages.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a page stands, and what is around it.

    Attributes:
        path: from the top of the edition, such as "gaps.md".
        title: its name in the navigation.
        about: a sentence for those who find the page by its description.
        section: in the navigation, or "".
        template: its name without ending, where it is not the page's.
        charts: ids of the charts the page shows, in order.
        listed: whether it stands in the navigation and is found by the search.
    """

    path: str
    title: str
    about: str
    section: str = ""
    template: str = ""
    charts: Sequence[str] = ()
    listed: bool = True


def page(voice: Voice, frame: Frame, view: object) -> Page:
    """The page in that frame, its template filled with what the view holds and the voice says."""
    path = PurePosixPath(frame.path)
    template = _templates().get_template(f"{frame.template or path.stem}.j2")
    top = Markup("../" * (len(path.parts) - 1))
    text = template.render(view=view, say=voice.say, text=voice.text, top=top)
    return replace(framed(voice, frame, text), figures=tuple(_figures(view)))


def _figures(view: object) -> Iterator[Figure]:
    """The charts in their frames that a view holds, by itself or in a row."""
    for each in fields(view):  # type: ignore[arg-type]  # every view is a dataclass
        value = getattr(view, each.name)
        yield from (
            one
            for one in (value if isinstance(value, tuple) else (value,))
            if isinstance(one, Figure)
        )


def framed(voice: Voice, frame: Frame, body: str) -> Page:
    """The page in that frame, with that text below its front matter."""
    unlisted = {"title": str(entities(frame.title)), "paper": True, "search": {"exclude": True}}
    front_matter = {
        "description": str(entities(frame.about)),
        "hide": ["toc"] if frame.section else ["navigation", "toc"],
        "charts": [str(chart) for chart in frame.charts],
        "languages": [{"code": code, "name": name} for code, name in voice.others],
        **({} if frame.listed else unlisted),
    }
    head = yaml.safe_dump(front_matter, allow_unicode=True, sort_keys=False, width=1000)
    return Page(
        path=str(frame.path),
        title=frame.title,
        section=frame.section,
        text=f"---\n{head}---\n\n{body.strip()}\n",
        charts=tuple(map(str, frame.charts)),
        listed=frame.listed,
    )


@cache
def _templates() -> Environment:
    """Every expression is finished by `entities`, but for what the templates themselves made."""
    return Environment(
        loader=PackageLoader("site_templates", "pages"),
        autoescape=True,
        finalize=_finish,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finish(value: object) -> object:
    """The value as it may stand on a page: our own markup and numbers as they are."""
    if isinstance(value, int | float):
        return Markup(value)
    return value if hasattr(value, "__html__") else escape(value)
