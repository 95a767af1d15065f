"""The Trend page: what has changed since the wave before?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report_builder.findings import Finding, finding
from report_builder.findings.trend import (
    compared_sentence,
    hidden_waves,
    left_sentences,
    linked_sentence,
    trend_heading,
    trend_lead,
)
from report_builder.language import rounded
from report_builder.markup import Markup
from report_builder.pages.bounds import bounds_note
from report_builder.pages.figure import (
    NUMBER,
    PLAIN,
    WHOLE,
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
from report_builder.pages.template import Frame, page
from report_builder.pages.trend_companies import aligned_grid
from report_builder.pages.voice import Voice
from survey.course import Course
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.panel_waves import PanelWave
from survey.trends import Trend
from survey.wave_change import Change, Turn
from survey.wave_series import WaveShown

STRONG = Markup("ar-strong")
NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView:
    """What the page shows, from top to bottom."""

    kicker: str
    heading: Finding
    lead: tuple[Finding, ...]
    gaps: Figure | None
    teams: Figure | None
    statements: Figure | None
    table: Grid | None
    bounds: str
    linked: Finding | None
    left: tuple[Finding, ...]
    waves: Grid
    companies: Finding | None
    aligned: Grid | None
    read: tuple[str, ...]
    hidden: Finding | None
    earlier: str


def trend_page(voice: Voice, charts: Charts) -> Page | None:
    """The page of the waves; None where one alone is shown."""
    trend = voice.report.trend
    if trend is None:
        return None
    statements, gaps, teams = _figures(voice, charts, trend)
    view = TrendView(
        kicker=_kicker(voice, trend),
        heading=trend_heading(trend),
        lead=trend_lead(voice.report, trend),
        gaps=gaps,
        teams=teams,
        statements=statements,
        table=_table(voice, trend) if trend.statements else None,
        bounds=bounds_note(voice, _told(trend), drawn=False),
        linked=linked_sentence(trend),
        left=left_sentences(voice.report, trend),
        waves=_waves(voice, trend),
        companies=compared_sentence(trend),
        aligned=aligned_grid(voice, trend),
        read=tuple(_read(voice, trend)),
        hidden=hidden_waves(voice.report),
        earlier=_earlier(voice),
    )
    return page(
        voice,
        Frame(
            path="trend.md",
            title=voice.text("trend.title"),
            charts=shown(statements, gaps, teams),
            about=voice.say(view.heading),
        ),
        view,
    )


def _kicker(voice: Voice, trend: Trend) -> str:
    waves = {"before": trend.before, "last": trend.last}
    if trend.companies:
        return voice.text("trend.kicker.panel", count=trend.companies, **waves)
    return voice.text("trend.kicker", **waves)


def _read(voice: Voice, trend: Trend) -> Iterator[str]:
    """How a change is to be read."""
    yield voice.text("trend.read.words")
    if trend.companies:
        yield voice.text("trend.read.companies")
        yield voice.text("trend.read.apart")
    else:
        yield voice.text("trend.read.wide")
    if linked_sentence(trend):
        yield voice.text("trend.read.linked")
    yield voice.text("trend.read.cause")


def _figures(
    voice: Voice, charts: Charts, trend: Trend
) -> tuple[Figure | None, Figure | None, Figure | None]:
    """The statements, the gaps of the themes, and the teams by theme; each with its waves."""
    text = voice.text
    minus = text("trend.statements.about", first=voice.team(0), second=voice.team(1))
    statements, gaps, teams = (
        figure(voice, charts, chart, heading, about)
        for chart, heading, about in (
            ("gap-changes", finding("trend.statements.heading"), minus),
            ("gap-courses", _themes_heading(trend), text("trend.themes.about")),
            ("team-courses", finding("trend.teams.heading"), text("trend.teams.about")),
        )
    )
    waves = voice.language.listing(wave.label for wave in trend.waves)
    two = voice.language.listing([trend.before, trend.last])
    return _from(voice, statements, two), _from(voice, gaps, waves), _from(voice, teams, waves)


def _from(voice: Voice, drawn: Figure | None, waves: str) -> Figure | None:
    """The figure with the waves that it shows as its source."""
    trend = voice.report.trend
    companies = trend.companies if trend else 0
    told: dict[str, int | str] = {"survey": voice.title, "waves": waves}
    if companies:
        source = voice.text("trend.source.panel", count=companies, **told)
    else:
        source = voice.text("trend.source", **told)
    return None if drawn is None else replace(drawn, source=source)


def _themes_heading(trend: Trend) -> Finding:
    """On how many themes the gap is narrower; if on none, on how many it is wider."""
    for course in (Course.NARROWER, Course.WIDER):
        count = sum(each.course is course for each in trend.dimensions)
        if count:
            return finding(f"trend.themes.{course.value}", count=count)
    return finding("trend.themes.none")


def _earlier(voice: Voice) -> str:
    """What is called what became of the wave's recommendations, on the Actions page."""
    wave, carried = voice.report.carried_from, voice.report.carried_over
    return voice.text("trend.earlier", wave=wave) if wave and carried else ""


def _table(voice: Voice, trend: Trend) -> Grid:
    linked = any(each.paired for each in trend.statements)
    return Grid(
        caption=voice.text("trend.all", count=len(trend.statements)),
        header=tuple(_header(voice, linked=linked)),
        rows=tuple(tuple(_row(voice, each, linked=linked)) for each in trend.statements),
        filter=voice.text("filter"),
    )


def _header(voice: Voice, *, linked: bool) -> Iterator[Cell]:
    yield Cell(voice.text("column.statement"))
    for place in (0, 1):
        said = voice.text("column.then_now", team=voice.team(place))
        yield Cell(said, both(NUMBER, WIDE_ONLY))
    for name in ("then", "now"):
        yield Cell(voice.text(f"column.{name}"), both(NUMBER, WIDE_ONLY))
    yield Cell(voice.text("column.change"), NUMBER)
    yield Cell(voice.text("column.interval"), both(NUMBER, WIDE_ONLY))
    if linked:
        yield Cell(voice.text("column.same_people"), both(NUMBER, WIDE_ONLY))
    yield Cell(voice.text("column.reading"))


def _row(voice: Voice, change: Change, *, linked: bool) -> Iterator[Cell]:
    strong = PLAIN if change.course is Course.NO_CLEAR_CHANGE else STRONG
    yield Cell(voice.topic(change.subject))
    for place in (0, 1):
        yield _shares(voice, change, place)
    for gap in (change.then.difference, change.now.difference):
        yield number(voice.points(gap), gap.value, 1, WIDE_ONLY)
    yield number(voice.points(change.gap), change.gap.value, 1, strong)
    yield number(voice.interval(change.gap), change.gap.low, 1, WIDE_ONLY)
    if linked:
        yield _same_people(voice, change.paired)
    yield Cell(voice.text(f"course.{change.course.value}"), both(WHOLE, strong))


def _shares(voice: Voice, change: Change, place: int) -> Cell:
    """The share of a team then and now; bold where what is clear of its mean shows in it too."""
    then, now = (_share(gap, place) for gap in (change.then, change.now))
    moved = float(rounded(now.value, 2) - rounded(then.value, 2))
    turn = change.teams[place].turn
    clear = (turn is Turn.HIGHER and moved > 0) or (turn is Turn.LOWER and moved < 0)
    say = voice.language.share
    said = voice.text(
        "trend.then_now", then=say(then.value, then.bound), now=say(now.value, now.bound)
    )
    return number(said, moved, 2, both(WIDE_ONLY, STRONG) if clear else WIDE_ONLY)


def _told(trend: Trend) -> Iterator[Estimate]:
    """Every share of the table."""
    for change in trend.statements:
        for gap in (change.then, change.now):
            yield from gap.shares or ()


def _share(gap: PerceptionGap, place: int) -> Estimate:
    shares: Sequence[Estimate] = gap.shares or ()
    return shares[place]


def _same_people(voice: Voice, paired: Estimate | None) -> Cell:
    if paired is None:
        return Cell(NOTHING, both(NUMBER, WIDE_ONLY))
    said = voice.text("carried.gap", gap=voice.points(paired), interval=voice.interval(paired))
    return number(said, paired.value, 1, WIDE_ONLY)


def _waves(voice: Voice, trend: Trend) -> Grid:
    """Who answered each wave; of a panel, in all its companies then."""
    return Grid(
        caption=voice.text("trend.waves"),
        header=(
            Cell(voice.text("column.wave")),
            *(
                Cell(voice.text("column.answered", team=voice.team(place)), NUMBER)
                for place in (0, 1)
            ),
        ),
        rows=tuple(
            (
                Cell(_wave(voice, wave)),
                *(number(voice.language.number(n), n, 0) for n in wave.answered),
            )
            for wave in trend.panels or trend.waves
        ),
    )


def _wave(voice: Voice, wave: WaveShown | PanelWave) -> str:
    if isinstance(wave, PanelWave):
        return voice.text("trend.wave", wave=wave.label, count=wave.companies)
    return wave.label
