"""Whatever others write, a page is made of the same elements, and shows it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import payloads
import stories
import yaml
from editions import plain_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown  # type: ignore[import-untyped]  # its stubs are not installed

from report_builder.downloads import csv_text, data_files
from report_builder.downloads.workbook import workbook
from report_builder.language import language
from report_builder.pages import write_pages
from report_builder.pages.drawn import draw_charts
from report_builder.pages.voice import Voice
from report_builder.project import language_choice, mkdocs_yml
from report_builder.readable import readable, without_isolates
from report_builder.settings import Settings
from survey.questionnaire import TeamName

SIGNS = "<>&\"'`*_{}[]()#|!:;\\/%$~^=+-@.,? \n\t0aé\u202eש"
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40), st.text(SIGNS, max_size=40), st.sampled_from(payloads.PAYLOADS)
    ).filter(lambda text: readable(text).strip() != ""),
    min_size=3,
    max_size=8,
)


class Seen(HTMLParser):
    """A page as an HTML parser understands it: its elements, their attributes, its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.parts.append(f"<{tag}")
        self.parts += [
            # The address of a theme is made of its name; other tests say how.
            f"{name}={re.sub('themes[-/][a-z0-9-]+', 'theme', value or '')}"
            for name, value in attrs
        ]

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self.parts.append(f">{tag}")

    def handle_data(self, data: str) -> None:
        """A text, with those right before it."""
        last = self.parts.pop() if self.parts and self.parts[-1][:1] == "'" else "'"
        self.parts.append(last + data)

    def handle_comment(self, data: str) -> None:
        """A comment: none is ours."""
        self.parts.append(f"<!-- {data}")

    def handle_decl(self, decl: str) -> None:
        """A declaration: none is in the pages."""
        self.parts.append(f"<! {decl}")

    def unknown_decl(self, data: str) -> None:
        """A marked section: none is ours."""
        self.parts.append(f"<![ {data}")


def levelled(parts: list[str]) -> list[str]:
    """Parts of a page without what a printer changes: blanks, apostrophes, capitals, isolates."""
    parts = [re.sub("[\u2018\u2019]", "'", without_isolates(part)) for part in parts]
    level = [part[0] + " ".join(part[1:].split()) for part in parts]
    return [part.casefold() for part in level if part != "'"]


def seen(page: str) -> list[str]:
    """What a page holds, levelled."""
    return levelled(Seen(page).parts)


def written(texts: Callable[[int], str]) -> dict[str, str]:
    """The pages of a small report with these texts in it, as HTML, by title."""
    report = payloads.relabelled(stories.contributors(), texts)
    own = Settings(
        title=texts(0), client=texts(1), consultant=texts(2), wave=texts(3), languages=("en",)
    )
    pages = write_pages(Voice(replace(report, settings=own), language("en")), ())
    named = yaml.safe_load(mkdocs_yml(plain_edition()))["markdown_extensions"]
    options = {
        name: said for each in named if isinstance(each, dict) for name, said in each.items()
    }
    extensions = [each if isinstance(each, str) else next(iter(each)) for each in named]
    return {
        str(place): markdown(
            page.text.split("---\n\n", 1)[1], extensions=extensions, extension_configs=options
        )
        for place, page in enumerate(pages)
    }


@cache
def plainly() -> dict[str, str]:
    return written(payloads.plain)


def test_a_page_of_plain_texts_shows_them() -> None:
    pages = plainly()
    assert len(pages) >= 4
    assert all("zq" in "".join(seen(page)) for page in pages.values())


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_is_shown_in_every_place_and_makes_no_element(texts: list[str]) -> None:
    def other(number: int) -> str:
        return f"{texts[number % len(texts)]}{number}"

    hostile = written(other)
    for name, page in plainly().items():
        wanted = [
            part if part[:1] == "<" else payloads.in_place(part, lambda n: readable(other(n)))
            for part in Seen(page).parts
        ]
        assert seen(hostile[name]) == levelled(wanted), name


@settings(max_examples=60)
@given(TEXTS)
def test_the_page_of_choice_shows_any_title_and_notice(texts: list[str]) -> None:
    def page(text: Callable[[int], str]) -> str:
        one = plain_edition(title=text(0), notice=text(1), name=text(2))
        other = plain_edition(title=text(3), language="fr", name=text(4))
        return language_choice([one, other])

    def others(number: int) -> str:
        return f"{texts[number % len(texts)]}{number}"

    plain = Seen(page(payloads.plain)).parts
    wanted = [payloads.in_place(part, lambda n: readable(others(n))) for part in plain]
    assert seen(page(others)) == levelled(wanted)


def test_what_keeps_names_from_right_to_left_apart_stands_on_pages_and_in_no_data() -> None:
    names = {"en": TeamName(plain="שלם (12)", article="שלם (12)", of="of שלם (12)")}
    report = stories.named(stories.meridian(), names, {"en": replace(names["en"], plain="فريق 34")})
    pages = write_pages(Voice(report, language("en")), draw_charts(report, language("en")))
    told = html.unescape("".join(page.text for page in pages))
    assert "\u2068שלם (12)\u2069 64 of 82, \u2068فريق 34\u2069 118 of 174" in told
    tables = [csv_text(chart.table, "en") for chart in draw_charts(report, language("en"))]
    book = ZipFile(BytesIO(workbook(report, "en")))
    texts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xml")]
    texts += [*tables, *(content.decode() for content in data_files(report).values())]
    assert sum("שלם (12)" in text for text in texts) > 5
    assert not any("\u2068" in text or "\u2069" in text for text in texts)
