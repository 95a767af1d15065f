"""A drawing carries no more than the numbers printed on it: nor do tooltips, tables, sort keys."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import editions
import pytest
import stories
import wave_reports
from panels import panel_report

from report_builder.downloads.deck import deck
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from survey.estimates import Estimate
from survey.questionnaire import Questionnaire

SHARES = {
    *(("PerceptionGap", "shares"), ("MirrorGap", "own"), ("MirrorGap", "outside")),
    *(("MetaGap", "own"), ("MetaGap", "foreseen"), ("MetaGap", "outside")),
    *(("AlignmentShare", "everyone"), ("AlignmentShare", "teams"), ("AlignedShare", "share")),
    *(("TeamChange", "share"), ("Paired", "share")),
}
"""Fields that hold shares; other figures are points of a scale, or correlations."""

CORRELATIONS = {"Association", "ThemeReliability"}

REPORTS: dict[str, Callable[[], Report]] = {
    "meridian": editions.meridian,
    "small": stories.small,
    "everything": lambda: editions.full(wave_reports.five(ids=True)),
    "waves": wave_reports.closing,
    "companies": lambda: panel_report(12),
    "many companies": lambda: panel_report(45),
}


def printed(values: Sequence[float], decimals: int, never: Sequence[int], most: int) -> list[float]:
    """The numbers as they are written side by side: with more decimals where one looks like 0.

    What still looks like it with the most decimals is told by its sign.
    """
    places = next(
        (place for place in range(decimals, most) if not any(_misleads(values, place, never))), most
    )
    found = []
    for value in values:
        aside = next(_misleads([value], places, never), 0)
        found.append(_half_up(value, places) + aside * 0.1 ** (most + 2))
    return found


def _misleads(values: Sequence[float], places: int, never: Sequence[int]) -> Iterator[int]:
    for value in values:
        for number in never:
            if _half_up(value, places) == number and abs(value - number) > 1e-9:
                yield 1 if value > number else -1


def _half_up(value: float, places: int) -> float:
    place = Decimal(1).scaleb(-places)
    return float(Decimal(str(value)).quantize(place, rounding=ROUND_HALF_UP))


def as_printed(node: Any, of: tuple[str, str] = ("", "")) -> Any:  # noqa: ANN401 - of any kind
    """A report with every figure, wherever it is, as it is printed."""
    if isinstance(node, Estimate):
        return _estimate(node, of)
    if is_dataclass(node) and not isinstance(node, type | Questionnaire):
        name = type(node).__name__
        found = {
            each.name: as_printed(getattr(node, each.name), (name, each.name))
            for each in fields(node)
        }
        return replace(node, **found)
    if isinstance(node, tuple):
        return tuple(as_printed(each, of) for each in node)
    return node


def _estimate(figure: Estimate, of: tuple[str, str]) -> Estimate:
    decimals, most = (2, 4) if of in SHARES else (1, 2)
    never = [0, 1] if of in SHARES else [0]
    if of[0] in CORRELATIONS:
        decimals, never = 2, []
    (value,) = printed([figure.value], decimals, never if of in SHARES else [], most)
    low, high = printed([figure.low, figure.high], decimals, never, most)
    return replace(figure, value=value, low=low, high=high)


@pytest.mark.parametrize("name", REPORTS)
def test_a_chart_of_the_printed_figures_is_the_same_chart(name: str) -> None:
    report = REPORTS[name]()
    rounded: Report = as_printed(report)
    pairs = zip(*(draw_charts(each, language("en")) for each in (report, rounded)), strict=True)
    for exact, found in pairs:
        assert exact.alt == found.alt, exact.id
        assert exact.table == found.table, exact.id
        assert exact.wide == found.wide, exact.id
        assert exact.narrow == found.narrow, exact.id
        assert exact.standalone == found.standalone, exact.id


@pytest.mark.parametrize("name", ["small", "waves", "companies", "many companies"])
def test_charts_of_slides_and_their_workbooks_hold_no_more_than_is_printed(name: str) -> None:
    report = REPORTS[name]()
    english = replace(report, settings=replace(report.settings, languages=("en",)))
    exact, rounded = (shown_on_slides(each) for each in (english, as_printed(english)))
    assert exact == rounded
    assert any(path.endswith(".xlsx") for path in exact)


def shown_on_slides(report: Report) -> dict[str, bytes]:
    """The charts of a deck, the workbooks behind them, and the pictures."""
    archive = zipfile.ZipFile(io.BytesIO(deck(report, edition(report, "en"))))
    shown = ("ppt/charts/", "ppt/embeddings/", "ppt/media/")
    return {path: archive.read(path) for path in archive.namelist() if path.startswith(shown)}


def test_charts_of_answers_that_are_printed_alike_are_the_same() -> None:
    """A thousand people a team; a few of them answer otherwise, and no printed number moves."""
    one, other = (
        stories.report(stories.everywhere((first, [150, 250, 300, 200, 100])))
        for first in ([100, 200, 300, 250, 150], [101, 199, 301, 249, 150])
    )
    drawn = [draw_charts(each, language("en")) for each in (one, other)]
    assert drawn[0] == drawn[1]
    assert one.statements[0].gap.difference != other.statements[0].gap.difference


@pytest.mark.parametrize("name", ["meridian", "everything", "waves", "companies"])
def test_a_sort_key_is_that_of_the_printed_number(name: str) -> None:
    report = REPORTS[name]()
    exact, found = (keys(each) for each in (report, as_printed(report)))
    common = exact.keys() & found.keys()
    assert len(common) > 20
    assert {cell: exact[cell] for cell in common} == {cell: found[cell] for cell in common}


def keys(report: Report) -> dict[str, set[str]]:
    """By the text of a cell the keys that it is sorted by, on any page."""
    found: dict[str, set[str]] = {}
    for page in edition(report, "en").pages:
        for key, text in re.findall(r'data-v="([^"]*)">([^<]*)<', page.text):
            found.setdefault(f"{page.path}: {text}", set()).add(key)
    return found
