"""Editions of invented reports, their charts drawn once for all tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import stories
from metas import meta_report
from panels import panel_report
from voiced import use, voiced, words

from report_builder.carried_over import CarriedOver
from report_builder.charts.canvas import Drawing
from report_builder.charts.chart import Chart
from report_builder.pages import Edition, Page, edition
from report_builder.recommendations import Bucket
from report_builder.report import Report
from report_builder.settings import Settings
from report_builder.table import Table
from survey.stakes import ClientFigures, Stakes
from survey.voices import Remark

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>{{ 7 * 7 }}</title></svg>'
)


@cache
def meridian() -> Report:
    """The invented company, with what a consultant's settings would say, in two languages."""
    return replace(
        stories.meridian(),
        settings=Settings(
            client="Meridian Industries",
            consultant="Conseil & Associés",
            wave="Autumn 2026",
            date=date(2026, 10, 23),
            invented=True,
            languages=("en", "fr"),
            translations={"wave": {"fr": "Automne 2026"}},
        ),
    )


def full(waves: Report) -> Report:
    """Its report with all that a report can hold beside: a kind of everything, of no one survey.

    Args:
        waves: whose trend it has.
    """
    figures = ClientFigures(
        currency="EUR",
        revenue=9_000_000,
        weeks=40,
        hourly_cost={"marketing": 50, "sales": 50},
        lost_deals=1_000_000,
    )
    people = {"marketing": 10, "sales": 20}
    earlier = CarriedOver(
        lever="old",
        title={"en": "An earlier action", "fr": "Une action d'avant"},
        rank=None,
        bucket=Bucket.DO_NOW,
        followed=(),
    )
    spoken = voiced(
        meridian(),
        words(use("tenders", (12, 0), 2.0), use("planning", (7, 8), 0.2, p=0.6)),
        words(use("salons", (0, 15), -1.8), language="fr"),
        remarks=[Remark("OPN1", team, f"Keep the {team} meeting.") for team in people],
    )
    return replace(
        spoken,
        carried_over=(earlier,),
        meta=meta_report().meta,
        panel=panel_report(12).panel,
        stakes=Stakes(figures=figures, hours=(), people=people, costs={}, deals=(), lost=None),
        trend=waves.trend,
        waves=waves.waves,
    )


@cache
def meridian_edition(code: str) -> Edition:
    """Its report in that language."""
    return edition(meridian(), code, downloads=("report.json", "gaps.csv"))


def page_of(edited: Edition, path: str) -> str:
    """The text of one page."""
    return next(page.text for page in edited.pages if page.path == path)


def plain_edition(**changes: object) -> Edition:
    """A small edition made by hand: two pages, one chart whose drawing tries to be a template."""
    chart = Chart(
        id="marks",
        wide=DRAWING,
        narrow=DRAWING,
        standalone=DRAWING,
        drawing=Drawing(shapes=(), width=8, height=8),
        alt="Two marks.",
        table=Table(("Statement", "Gap"), (("=SUM(A1)", "+1.3"), ("Trust", "\N{MINUS SIGN}0.4"))),
    )
    head = "---\ncharts: [marks]\nlanguages:\n- {code: fr, name: Français}\n---\n\n"
    fields: dict[str, object] = {
        "language": "en",
        "name": "English",
        "title": "R&D <alignment>",
        "notice": "Invented: 100%.",
        "footer": "By A & B",
        "indexed": False,
        "to_dark": "Dark",
        "to_light": "Light",
        "to_print": "Print <all>",
        "pages": (
            Page(
                path="index.md",
                title="Overview",
                section="",
                text=head + '# Hello\n\n<div data-chart="marks"></div>\n',
            ),
            Page(path="themes/one.md", title="A & <b>", section="Themes", text="# One\n"),
            Page(path="themes/two.md", title="Two", section="Themes", text="# Two\n"),
        ),
        "charts": (chart,),
    }
    return Edition(**{**fields, **changes})  # type: ignore[arg-type]  # a test names its changes
