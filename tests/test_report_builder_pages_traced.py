"""Every number that a reader meets, on a page, in a drawing or behind one, is one of report.json.

There each has its group; so what an audit of the document proves holds for what is read.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from decimal import ROUND_HALF_UP, Decimal

import editions
import pytest
import stories
import wave_reports

from report_builder.downloads import report_json
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report

REPORTS: dict[str, Callable[[], Report]] = {
    "meridian": editions.meridian,
    "small": stories.small,
    "everything": lambda: editions.full(wave_reports.five(ids=True)),
    "waves": wave_reports.closing,
}
NUMBER = re.compile(r"(?<![\w.,/#-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w,.]*\w)")
STATEMENTS = 40
"""A whole number up to this may be how many statements there are of a kind."""


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_on_a_page_and_in_a_drawing_is_in_the_document(name: str) -> None:
    report = REPORTS[name]()
    known = {*said_in(json.loads(report_json(report))), *of_ours(report)}
    read = {
        number: place
        for place, text in texts(report)
        for number in re.findall(NUMBER, text)
        if not (number.isdigit() and int(number) <= STATEMENTS)
    }
    assert len(read) > 40
    assert "1,234" not in known
    assert {number: place for number, place in read.items() if number not in known} == {}


def said_in(node: object) -> Iterator[str]:
    """Each number of the document in every form that may be written of it, and those in words."""
    if isinstance(node, str):
        yield from re.findall(NUMBER, node)
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from said_in(each)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        for places in range(4):
            for value in (Decimal(repr(node)), 100 * Decimal(repr(node))):
                shown = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
                yield f"{abs(shown):,}"


def of_ours(report: Report) -> Iterator[str]:
    """Numbers in our own sentences, and in what levers say of their evidence."""
    for message in language("en").messages.values():
        yield from re.findall(NUMBER, str(message.forms))
    for recommendation in (*report.recommendations, *report.carried_over):
        for text in words_of(recommendation):
            yield from re.findall(NUMBER, text)


def words_of(node: object) -> Iterator[str]:
    """Every text in what levers are made of."""
    if isinstance(node, str):
        yield node
    elif is_dataclass(node) and not isinstance(node, type):
        for each in fields(node):
            yield from words_of(getattr(node, each.name))
    elif isinstance(node, dict | tuple | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from words_of(each)


def texts(report: Report) -> Iterator[tuple[str, str]]:
    """What is read of the pages, and of the drawings with their tooltips and alternatives."""
    for page in edition(report, "en").pages:
        body = page.text.split("---\n", 2)[-1]
        labels = " ".join(re.findall(r'(?:aria-label|alt|title)="([^"]*)"', body))
        yield page.path, html.unescape(f"{re.sub('<[^>]+>', ' ', body)} {labels}")
    for chart in draw_charts(report, language("en")):
        for svg in (chart.wide, chart.narrow, chart.standalone):
            yield chart.id, html.unescape(re.sub("<[^>]+>", " ", svg))
        yield chart.id, chart.alt
