"""The whole report on one page, for paper: every page in its order, each on a new sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from report_builder.markup import Markup
from report_builder.pages.own import on_paper, with_own
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, framed
from report_builder.pages.voice import Voice

PATH = "print.md"
SHEET = Markup('<div class="ar-sheet"></div>')

_HEAD = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
_TITLE = re.compile(r"^# (.*) \{ #title \}$", re.MULTILINE)
_HEADING = re.compile(r"<(?P<end>/?)h(?P<level>[2-5])(?P<rest>[ >])")
_KICKER = re.compile(r'<p (class="ar-kicker")>(.*?)</p>')
_LINK = re.compile(r' href="(?P<up>(?:\.\./)*)(?P<path>[^"]*?)(?:#(?P<anchor>[\w-]+))?"')
# What unfolds, downloads, sorts or filters: of no use on paper.
_SCREEN_ONLY = re.compile(
    r'<details class="ar-more".*?</details>\n?|<span class="ar-links".*?</span>'
    r'| data-v="[^"]*"| data-filter="[^"]*"| ar-sortable(?=")',
    re.DOTALL,
)


def whole_page(voice: Voice, pages: Sequence[Page], own: Sequence[Page] = ()) -> Page:
    """All pages one after the other; links between them lead to places on this one.

    Args:
        voice: whose words.
        pages: of the report.
        own: the consultant's; those in folders are left out, as their links hold there alone.
    """
    own = [page for page in own if "/" not in page.path]
    pages = with_own(pages, own)
    places = {page.path.removesuffix(".md") + ".html": _place(page) for page in pages}
    bodies = [
        on_paper(page, _place(page)) if page in own else _body(page, places) for page in pages
    ]
    frame = Frame(
        path=PATH,
        title=voice.text("whole.title"),
        about=voice.text("whole.about"),
        charts=tuple(dict.fromkeys(chart for page in pages for chart in page.charts)),
        listed=False,
    )
    return framed(voice, frame, _titled(f"\n\n{SHEET}\n\n".join(bodies)))


def _place(page: Page) -> str:
    """What the ids of a page begin with on this one."""
    return page.path.removesuffix(".md").replace("/", "-")


def _body(page: Page, places: Mapping[str, str]) -> str:
    """The page's text without what is for screens, under ids and with links that hold here.

    Its headings stand a level lower, under the whole's, and look as on their own page.
    Tags, ids and links are all ours: what others wrote has no quotation mark or bracket left.
    """
    own, depth = _place(page), page.path.count("/")

    def link(found: re.Match[str]) -> str:
        up, path, anchor = found["up"], found["path"], found["anchor"]
        if not path or path in places:
            return f' href="#{places.get(path, own)}-{anchor or "title"}"'
        return f' href="{up[3 * depth :]}{path}"'

    text = _SCREEN_ONLY.sub("", _HEAD.sub("", page.text).strip())
    text = _ID.sub(rf' id="{own}-\1"', _LINK.sub(link, text))
    text = _TITLE.sub(rf"## \1 {{ #{own}-title .ar-h1 }}", text)
    return _HEADING.sub(_lowered, text)


def _titled(body: str) -> str:
    """The body whose first line, which names client, survey and wave, is the page's one title."""
    return _KICKER.sub(r"<h1 \1>\2</h1>", body, count=1)


def _lowered(heading: re.Match[str]) -> str:
    """A heading's tag one level lower, with a class for the look of the level it had."""
    level = int(heading["level"])
    look = "" if heading["end"] else f' class="ar-h{level}"'
    return f"<{heading['end']}h{level + 1}{look}{heading['rest']}"
