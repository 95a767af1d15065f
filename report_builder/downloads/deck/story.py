"""The slides of a report: its pages in their order, each finding the title of a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from report_builder.charts.chart import Chart
from report_builder.charts.png import MARGIN, png
from report_builder.charts.style import INK, PAPER, Colour, team_style
from report_builder.downloads.deck.native import native
from report_builder.downloads.deck.share_bars import Native
from report_builder.downloads.deck.slide import (
    Bars,
    Fact,
    Facts,
    Field,
    Grid,
    Line,
    Part,
    Picture,
    Prose,
    Slide,
)
from report_builder.findings.actions import actions_heading
from report_builder.findings.method import notices
from report_builder.findings.overview import key_figures, overview_heading, overview_lead
from report_builder.findings.statements import clear
from report_builder.findings.themes import theme_statements
from report_builder.pages.actions import Action, actions
from report_builder.pages.figure import Figure, source
from report_builder.pages.method import limits, not_shown, provenance, questions
from report_builder.pages.page import Edition, Page
from report_builder.pages.segments import CLEAR, HeatCell, segments_view
from report_builder.pages.voice import Voice

THEMES = 2
"""How many themes have a slide: those with the most clear gaps."""

ACTIONS = 5
HEAT_ROWS, HEAT_COLUMNS = 8, 10
ANSWERS = "answers-"
STRONGEST = 3
WASHES = {
    "violet": Colour("violet-wash", "#ece8f7", "#2c2647"),
    "orange": Colour("orange-wash", "#fbecdf", "#40291a"),
}
"""The lightest step of each team, as on the page."""

BODY, TABLE, NOTE, SMALL = 18.0, 14.0, 14.0, 12.0
"""Sizes of text, in points."""

TOLD = ("gap", "clear", "states", "interval", "hidden")
"""What the slide on the method answers, by the ids of the Method page's questions."""


def slides(voice: Voice, edition: Edition) -> Iterator[Slide]:
    """Every slide after the first, in the order of the pages."""
    charts = {chart.id: chart for chart in edition.charts}
    own: Mapping[str, Callable[[Voice], Iterator[Slide]]] = {
        "index.md": _overview,
        "segments.md": _segments,
        "actions.md": _actions,
        "method.md": _method,
    }
    shown = _themes_shown(voice)
    for page in edition.pages:
        if page.listed and page.path in own:
            yield from own[page.path](voice)
        if page.listed:
            yield from _figures(voice, page, charts, shown)


def _figures(
    voice: Voice, page: Page, charts: Mapping[str, Chart], themes: Sequence[str]
) -> Iterator[Slide]:
    for figure in page.figures:
        theme = str(figure.id).removeprefix(ANSWERS)
        if theme == figure.id or theme in themes:
            yield _figure(voice, figure, charts[figure.id])


def _figure(voice: Voice, figure: Figure, chart: Chart) -> Slide:
    """The chart as bars or lines to edit where it has such, else as a picture."""
    found = native(voice, chart.id)
    theme = chart.id.removeprefix(ANSWERS)
    of_theme = f"{voice.theme(theme)}{voice.text('full_stop')} " if theme != chart.id else ""
    if found is None:
        drawing = chart.drawing
        size = (drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN)
        picture = Picture(png(drawing), chart.alt, *size)
        slide = _slide(voice, figure.heading, picture, about=figure.about, notes=(chart.alt,))
        return _of_figure(voice, slide, figure)
    below = (Prose(found.below, NOTE),) if found.below else ()
    of_page = () if found.beside else (figure.about,)
    slide = _slide(
        voice,
        figure.heading,
        *(replace(each, alt=each.alt or chart.alt) for each in found.charts),
        *found.beside,
        *below,
        about=f"{of_theme}{found.about or figure.about} {_open(voice, found)}".rstrip(),
        key=found.key,
        notes=(chart.alt, *of_page, *found.notes),
    )
    return _of_figure(voice, slide, figure)


def _of_figure(voice: Voice, slide: Slide, figure: Figure) -> Slide:
    """The slide of a panel says of which companies a figure is: a trend is of other ones."""
    if voice.report.panel is None:
        return slide
    whole = source(voice)
    notes = tuple(figure.source if note == whole else note for note in slide.notes)
    return replace(slide, source=slide.source.replace(whole, figure.source), notes=notes)


def _open(voice: Voice, found: Native) -> str:
    """What an open bar is, where there is one."""
    bars = (chart for chart in found.charts if isinstance(chart, Bars))
    bounds = any(any(series.bounds) for chart in bars for series in chart.series)
    return voice.text("deck.bounds") if bounds else ""


def _overview(voice: Voice) -> Iterator[Slide]:
    """What every number of the Overview says, and the three sentences below its heading."""
    facts = tuple(
        Fact(voice.say(each.value), voice.say(each.label), " ".join(map(voice.say, each.notes)))
        for each in key_figures(voice.report)
    )
    lead = tuple(Line(voice.say(sentence)) for sentence in overview_lead(voice.report))
    yield _slide(voice, voice.say(overview_heading(voice.report)), Facts(facts), Prose(lead, BODY))


def _segments(voice: Voice) -> Iterator[Slide]:
    """The widest gaps within each group, in fixed steps of colour."""
    view = segments_view(voice)
    if view is None:
        return
    every = [label for group in view.columns for label, _ in group.levels]
    labels = every[:HEAT_COLUMNS]
    cut = voice.text("deck.cut", shown=len(labels), count=len(every)) if labels != every else ""
    header = (Field(text=""), *(Field(text=label, bold=True, centred=True) for label in labels))
    rows = tuple(
        (
            Field(text=row.title),
            *(_heat(voice, cell) for cell in row.cells[:HEAT_COLUMNS]),
        )
        for row in view.rows[:HEAT_ROWS]
    )
    widths = (0.32, *(0.68 / len(labels),) * len(labels))
    key = tuple(
        (voice.text("segments.more", team=voice.team(place)), team_style(team).strong)
        for place, team in enumerate(voice.report.questionnaire.teams)
    )
    hidden = (voice.text("segments.hidden"),) if view.hides else ()
    yield _slide(
        voice,
        voice.say(view.heading),
        Grid(rows=(header, *rows), widths=widths, size=SMALL),
        about=f"{view.about} {cut}".strip(),
        key=key,
        notes=(voice.text("segments.steps"), *hidden, *map(voice.say, view.notes)),
    )


def _heat(voice: Voice, cell: HeatCell) -> Field:
    """A cell in the colour of its step; "·" where it is hidden."""
    team = voice.report.questionnaire.teams[0 if cell.step > 0 else 1]
    style = team_style(team)
    fills = (None, WASHES[team.colour], style.mid, style.strong)
    return Field(
        text=cell.text or "·",
        fill=fills[abs(cell.step)],
        ink=PAPER if abs(cell.step) == STRONGEST else INK,
        bold=CLEAR in cell.look,
        centred=True,
    )


def _actions(voice: Voice) -> Iterator[Slide]:
    """The first recommendations; what the answers say for each is for the speaker."""
    found = actions(voice)[:ACTIONS]
    if not found:
        return
    heads = ("column.earlier", "action.first_step", "action.owner", "action.effort")
    header = (Field(text=""), *(Field(text=_head(voice, head), bold=True) for head in heads))
    rows = tuple(
        (
            Field(text=str(each.rank), bold=True, centred=True),
            Field(text=each.title, bold=True),
            Field(text=each.first_step),
            Field(text=each.owner),
            Field(text=each.effort),
        )
        for each in found
    )
    yield _slide(
        voice,
        voice.say(actions_heading(voice.report)),
        Grid(rows=(header, *rows), widths=(0.05, 0.3, 0.36, 0.16, 0.13), size=TABLE),
        about=voice.text("deck.actions"),
        notes=tuple(_evidence(voice, each) for each in found),
    )


def _head(voice: Voice, message: str) -> str:
    """The words of a page that end in a colon, as the head of a column."""
    return voice.text(message).rstrip(":\N{NO-BREAK SPACE} ")


def _evidence(voice: Voice, action: Action) -> str:
    grounds = " ".join(
        voice.text("action.ground", title=each.title, line=voice.say(each.line))
        for each in action.grounds
    )
    return f"{action.rank}. {action.title}{voice.text('full_stop')} {grounds}"


def _method(voice: Voice) -> Iterator[Slide]:
    """How to read the figures, and what they cannot say.

    Which statements are not shown can be a long list: it is told to the speaker.
    """
    told = {voice.text(f"method.{question}") for question in TOLD}
    listed = tuple(not_shown(voice))
    answered = tuple(
        Line(" ".join(said for said in each.answer if said not in listed), each.question)
        for each in questions(voice)
        if each.question in told
    )
    bounds = Line(" ".join(limits(voice)), voice.text("method.limits"))
    prose = Prose((*answered, bounds), NOTE)
    yield _slide(voice, voice.text("method.heading"), prose, notes=(provenance(voice), *listed))


def _slide(
    voice: Voice,
    title: str,
    *parts: Part,
    about: str = "",
    key: tuple[tuple[str, Colour], ...] = (),
    notes: tuple[str, ...] = (),
) -> Slide:
    """A slide with the source below and the line of the method in the speaker's notes."""
    said = (source(voice), *(voice.say(notice) for notice in notices(voice.report)))
    method = voice.text(
        "deck.method",
        count=voice.report.rules.minimum_group,
        gap=voice.language.number(voice.report.rules.thresholds.gap, 1),
    )
    return Slide(
        title=title,
        about=about,
        key=key,
        parts=parts,
        source=" ".join(said),
        notes=(*notes, source(voice), method),
    )


def _themes_shown(voice: Voice) -> tuple[str, ...]:
    """The themes with the most clear gaps; none without."""
    report = voice.report
    found = {
        each.id: len(clear(theme_statements(report, each.id)))
        for each in report.questionnaire.dimensions
    }
    most = sorted((theme for theme in found if found[theme]), key=lambda theme: -found[theme])
    return tuple(most[:THEMES])
