"""The report in one language: its pages in the order a reader takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_builder.charts.chart import Chart
from report_builder.findings.method import notices
from report_builder.language import language as language_of
from report_builder.pages.actions import actions_page
from report_builder.pages.companies import companies_page
from report_builder.pages.drawn import draw_charts
from report_builder.pages.gaps import gaps_page
from report_builder.pages.method import method_page
from report_builder.pages.mirror import mirror_page
from report_builder.pages.overview import overview_page
from report_builder.pages.own import own_files, own_pages, with_own
from report_builder.pages.page import Edition, Page
from report_builder.pages.segments import segments_page
from report_builder.pages.stakes import stakes_page
from report_builder.pages.themes import theme_pages
from report_builder.pages.trend import trend_page
from report_builder.pages.voice import NAMES, Voice
from report_builder.pages.voices import voices_page
from report_builder.pages.whole import whole_page
from report_builder.report import Report


def edition(
    report: Report, code: str, *, downloads: Sequence[str] = (), pictures: bool = False
) -> Edition:
    """The report in one language, its charts drawn and its pages written, ready to be built.

    Args:
        report: what is published; its settings name all languages it is published in.
        code: of the language.
        downloads: paths of the files in the site's folder `data`, for readers of the language.
        pictures: whether each chart can be taken along as PNG too.
    """
    language = language_of(code)
    report = replace(report, settings=report.settings.in_language(code))
    charts = draw_charts(report, language)
    voice = Voice(report, language, pictures)
    folder = report.settings.pages
    return Edition(
        language=language.code,
        name=NAMES[language.code],
        title=voice.title,
        notice=" ".join(voice.say(notice) for notice in notices(report)),
        footer=_footer(voice),
        indexed=report.settings.indexed,
        to_dark=voice.text("to_dark"),
        to_light=voice.text("to_light"),
        to_print=voice.text("to_print"),
        pages=write_pages(voice, charts, downloads=downloads),
        charts=charts,
        pictures=pictures,
        brand=report.settings.brand,
        files=own_files(folder, code, report.settings.languages) if folder else (),
    )


def write_pages(
    voice: Voice, charts: Sequence[Chart], *, downloads: Sequence[str] = ()
) -> tuple[Page, ...]:
    """The pages of the report in one language, and all on one; none that has nothing to show."""
    report = voice.report
    drawn = {chart.id: chart for chart in charts}
    pages = (
        overview_page(voice, drawn),
        gaps_page(voice, drawn) if report.statements else None,
        *theme_pages(voice, drawn),
        mirror_page(voice, drawn),
        segments_page(voice),
        voices_page(voice, drawn),
        companies_page(voice, drawn),
        actions_page(voice, drawn),
        trend_page(voice, drawn),
        stakes_page(voice),
        method_page(voice, tuple(downloads)),
    )
    shown = tuple(page for page in pages if page is not None)
    folder, languages = report.settings.pages, report.settings.languages
    own = own_pages(folder, voice.language.code, languages) if folder else ()
    return with_own((*shown, whole_page(voice, shown, own)), own)


def _footer(voice: Voice) -> str:
    settings = voice.settings
    if settings.footer:
        return voice.language.typeset(settings.footer)
    if settings.consultant and settings.client:
        return voice.text("footer.for", consultant=settings.consultant, client=settings.client)
    if settings.consultant:
        return voice.text("footer.by", consultant=settings.consultant)
    return settings.client
