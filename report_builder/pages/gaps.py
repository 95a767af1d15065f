"""The Gaps page: on which statements do the teams differ, and how sure is that?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from report_builder.charts.wording import shares_of
from report_builder.findings import Finding
from report_builder.findings.gaps import (
    association_heading,
    gaps_heading,
    gaps_lead,
    map_heading,
    ranking_heading,
)
from report_builder.findings.statements import clear
from report_builder.findings.themes import theme_statements
from report_builder.markup import Markup
from report_builder.pages.address import theme_path
from report_builder.pages.bounds import bounds_note
from report_builder.pages.figure import (
    NUMBER,
    PLAIN,
    WIDE_ONLY,
    Cell,
    Charts,
    Figure,
    Grid,
    both,
    figure,
    number,
    shown,
)
from report_builder.pages.page import Page
from report_builder.pages.rounding import means_note
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.verdict import Judgement, TeamStage

NO_MEAN = "–"
STRONG = Markup("ar-strong")


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """What the page shows, from top to bottom."""

    heading: Finding
    lead: tuple[Finding, ...]
    ranking: Figure | None
    bounds: str
    map: Figure | None
    themes: Grid | None
    about_themes: str
    stages: tuple[str, ...]
    association: Figure | None
    association_note: str
    statements: Grid


def gaps_page(voice: Voice, charts: Charts) -> Page:
    """The page of all gaps, ranked."""
    report = voice.report
    ranking = figure(
        voice, charts, "dumbbell", ranking_heading(report), voice.text("ranking.about")
    )
    mapped = figure(voice, charts, "agreement-map", map_heading(report), voice.text("map.about"))
    associated = figure(
        voice, charts, "association", association_heading(report), voice.text("association.about")
    )
    gaps = (each.gap for each in report.statements)
    view = GapsView(
        heading=gaps_heading(report),
        lead=gaps_lead(report),
        ranking=ranking,
        bounds=bounds_note(voice, chain.from_iterable(map(shares_of, gaps))),
        map=mapped,
        themes=_themes(voice) if report.dimensions else None,
        about_themes=_about_themes(voice),
        stages=tuple(_stage(voice, stage) for stage in report.stages),
        association=associated,
        association_note=voice.text("association.note", count=report.rules.thresholds.association),
        statements=_statements(voice),
    )
    return page(
        voice,
        Frame(
            path="gaps.md",
            title=voice.text("gaps.title"),
            charts=shown(ranking, mapped, associated),
            about=voice.say(view.heading),
        ),
        view,
    )


def _statements(voice: Voice) -> Grid:
    rows = []
    for each in voice.report.statements:
        dimension = voice.report.questionnaire.item(each.gap.subject).dimension
        link = theme_path(voice.report, dimension)
        rows.append(
            (
                Cell(voice.topic(each.gap.subject)),
                Cell(voice.theme(dimension), WIDE_ONLY, link=link),
                *_shares(voice, each.gap),
                *_gap(voice, each),
            )
        )
    return Grid(
        caption=voice.text("gaps.all", count=len(rows)),
        header=(
            Cell(voice.text("column.statement")),
            Cell(voice.text("column.theme"), WIDE_ONLY),
            *(Cell(voice.team(position), NUMBER) for position in (0, 1)),
            *_gap_header(voice),
        ),
        rows=tuple(rows),
        filter=voice.text("filter"),
    )


def _themes(voice: Voice) -> Grid:
    """The themes with the means of the teams, where means may be shown at all."""
    themes = voice.report.dimensions
    means = any(each.gap.means for each in themes)
    teams = tuple(Cell(voice.team(position), both(NUMBER, WIDE_ONLY)) for position in (0, 1))
    return Grid(
        caption=voice.text("gaps.themes"),
        header=(
            Cell(voice.text("column.theme")),
            Cell(voice.text("column.clear"), NUMBER),
            *(teams if means else ()),
            *_gap_header(voice),
        ),
        rows=tuple(
            (
                Cell(
                    voice.theme(each.gap.subject), link=theme_path(voice.report, each.gap.subject)
                ),
                _clear(voice, each.gap.subject),
                *(_means(voice, each.gap) if means else ()),
                *_gap(voice, each),
            )
            for each in themes
        ),
    )


def _clear(voice: Voice, dimension: str) -> Cell:
    """How many of the theme's statements show a clear gap, whatever its own gap is."""
    statements = theme_statements(voice.report, dimension)
    found = len(clear(statements))
    return number(voice.text("gaps.themes.clear", count=found, total=len(statements)), found, 0)


def _about_themes(voice: Voice) -> str:
    gaps = [each.gap for each in voice.report.dimensions]
    if any(gap.means for gap in gaps):
        return f"{voice.text('gaps.themes.about')} {means_note(voice, gaps)}".rstrip()
    return voice.text("gaps.themes.few", count=voice.report.rules.distribution_base)


def _gap_header(voice: Voice) -> tuple[Cell, ...]:
    return (
        Cell(voice.text("column.gap"), NUMBER),
        Cell(voice.text("column.interval"), both(NUMBER, WIDE_ONLY)),
        Cell(voice.text("column.verdict"), WIDE_ONLY),
    )


def _gap(voice: Voice, judgement: Judgement) -> tuple[Cell, ...]:
    difference = judgement.gap.difference
    return (
        number(voice.points(difference), difference.value, 1, STRONG if judgement.clear else PLAIN),
        number(voice.interval(difference), difference.low, 1, WIDE_ONLY),
        Cell(voice.verdict(judgement), WIDE_ONLY),
    )


def _shares(voice: Voice, gap: PerceptionGap) -> tuple[Cell, ...]:
    shares: tuple[Estimate, ...] = gap.shares or ()
    return tuple(
        number(voice.language.share(share.value, share.bound), share.value, 2) for share in shares
    )


def _means(voice: Voice, gap: PerceptionGap) -> tuple[Cell, ...]:
    """The means of both teams; on a phone they make room for the gap."""
    if gap.means is None:
        return (Cell(NO_MEAN, both(NUMBER, WIDE_ONLY)),) * 2
    return tuple(
        number(voice.language.number(mean.value, 1), mean.value, 1, WIDE_ONLY) for mean in gap.means
    )


def _stage(voice: Voice, stage: TeamStage) -> str:
    team = voice.report.questionnaire.team(stage.team).names[voice.language.code]
    return voice.text(
        "stage",
        team=voice.language.typeset(team.plain),
        index=voice.language.number(stage.index.value, 1),
        interval=voice.language.points_interval(stage.index.low, stage.index.high),
        stage=voice.text(f"stage.{stage.stage.value}"),
    )
