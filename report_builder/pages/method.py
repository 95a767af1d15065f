"""The Method page: can I trust this, and who sees my answer?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import report_builder
from report_builder.findings import Finding
from report_builder.findings.alignment import alignment_notes
from report_builder.findings.method import (
    flagged_sentences,
    removed_sentences,
    response_sentences,
    unvoiced_sentences,
    withheld_sentences,
)
from report_builder.language import told_by_sign
from report_builder.markup import Markup
from report_builder.pages.figure import WIDE_ONLY, Cell, Grid
from report_builder.pages.method_tables import MethodTable, method_tables
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from survey.questionnaire import ResponseScale
from survey.thresholds import FEWEST_COMPANIES
from survey.unanimity import FEW

USUAL_MINIMUM_GROUP = 5
LIMITS = ("perception", "cause", "instrument")
CODE = Markup("ar-code")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of a reader, and its answer in sentences."""

    question: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: its path below `data`, its name, and what it is, or ""."""

    path: str
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """What the page shows, from top to bottom."""

    questions: tuple[Answered, ...]
    lowered: str
    alignment: tuple[Finding, ...]
    limits: tuple[str, ...]
    minimum: int
    distribution: int
    few: int
    open_answers: tuple[str, ...]
    first: str
    second: str
    tables: tuple[MethodTable, ...]
    wordings: Grid
    scales: tuple[str, ...]
    downloads: tuple[Download, ...]
    provenance: str


def method_page(voice: Voice, downloads: tuple[str, ...]) -> Page:
    """The page of the method; `downloads` are paths of files in the site's folder `data`."""
    rules = voice.report.rules
    lowered = rules.minimum_group < USUAL_MINIMUM_GROUP
    view = MethodView(
        questions=tuple(questions(voice)),
        lowered=voice.text("method.lowered", count=rules.minimum_group) if lowered else "",
        alignment=alignment_notes(voice.report),
        limits=limits(voice),
        minimum=rules.minimum_group,
        distribution=rules.distribution_base,
        few=FEW,
        open_answers=tuple(_open_answers(voice)),
        first=voice.team(0),
        second=voice.team(1),
        tables=method_tables(voice),
        wordings=_wordings(voice),
        scales=tuple(_scale(voice, scale) for scale in voice.report.questionnaire.scales),
        downloads=tuple(_download(voice, path) for path in downloads),
        provenance=provenance(voice),
    )
    return page(
        voice,
        Frame(
            path="method.md",
            title=voice.text("method.title"),
            about=voice.text("method.heading"),
        ),
        view,
    )


def provenance(voice: Voice) -> str:
    """What made the report, from which questionnaire and counts."""
    return voice.text(
        "method.provenance",
        version=report_builder.__version__,
        questionnaire=voice.report.questionnaire.id,
        edition=voice.report.questionnaire.version,
        digest=voice.report.counts_digest,
    )


def limits(voice: Voice) -> tuple[str, ...]:
    """What the survey cannot say."""
    return tuple(voice.text(f"method.limits.{name}") for name in LIMITS)


def _download(voice: Voice, path: str) -> Download:
    name = path.rpartition("/")[2]
    known = f"page.file.{name}" in voice.language.messages
    return Download(path, name, voice.text(f"file.{name}") if known else "")


def questions(voice: Voice) -> Iterator[Answered]:
    """What readers ask of a report, and the answers."""
    report, text = voice.report, voice.text
    rules = {"minimum": report.rules.minimum_group, "distribution": report.rules.distribution_base}
    yield _said(voice, "who", *map(voice.say, response_sentences(report)))
    yield from _when(voice)
    yield _said(voice, "what", text("method.what.answer", count=len(report.questionnaire.items)))
    yield _said(voice, "counted", *map(voice.say, removed_sentences(report)))
    yield from _noticed(voice)
    yield from _panel(voice)
    for question in ("level", "rated", "gap", "clear", "states", "interval", "many"):
        of_panel = ".panel" if question == "interval" and report.panel else ""
        yield _said(
            voice,
            question,
            text(f"method.{question}.answer{of_panel}", **_arguments(voice, question)),
            *(_beside_zero(voice) if question == "interval" else ()),
        )
    yield _said(
        voice,
        "hidden",
        text("method.hidden.answer", few=FEW, **rules),
        *map(voice.say, withheld_sentences(report)),
        *not_shown(voice),
        *map(voice.say, unvoiced_sentences(report)),
    )
    if report.recommendations:
        yield _said(voice, "actions", text("method.actions.answer"))


def _beside_zero(voice: Voice) -> Iterator[str]:
    """What the sign of a limit shown as zero means, where the report shows one."""
    report, language = voice.report, voice.language
    judged = (*report.statements, *report.outcomes, *report.dimensions)
    gaps = [each.gap.difference for each in judged]
    if any(told_by_sign(limit) for gap in gaps for limit in (gap.low, gap.high)):
        below, above = (language.just_beside_zero(side) for side in (-1, 1))
        yield voice.text("method.interval.zero", below=below, above=above)


def _open_answers(voice: Voice) -> Iterator[str]:
    """What is shown of people themselves, and of what they wrote: words, comments, or nothing."""
    voices = voice.report.voices
    yield voice.text("method.staff.comments" if voices.remarks else "method.staff.never")
    if voices.words:
        yield voice.text("method.staff.words", minimum=voice.report.rules.minimum_group)


def _said(voice: Voice, question: str, *answer: str) -> Answered:
    return Answered(voice.text(f"method.{question}"), answer)


def _when(voice: Voice) -> Iterator[Answered]:
    settings = voice.settings
    day = voice.language.date(settings.date) if settings.date else ""
    if settings.wave or day:
        told = " · ".join(part for part in (settings.wave, day) if part)
        yield _said(voice, "when", told)


def _panel(voice: Voice) -> Iterator[Answered]:
    """Of several companies, whose means all figures are."""
    panel = voice.report.panel
    if panel is not None:
        minimum = voice.report.rules.minimum_group
        answer = voice.text("method.panel.answer", companies=panel.companies, minimum=minimum)
        yield _said(voice, "panel", answer)


def _noticed(voice: Voice) -> Iterator[Answered]:
    flagged = flagged_sentences(voice.report)
    if flagged:
        answer = voice.text("method.noticed.answer")
        yield _said(voice, "noticed", *map(voice.say, flagged), answer)


def _arguments(voice: Voice, question: str) -> dict[str, str]:
    """What the answer to a question names: the teams of a gap, the limits of a rating."""
    if question == "gap":
        return {"first": voice.team(0), "second": voice.team(1)}
    if question == "rated":
        thresholds = voice.report.rules.thresholds
        limits = {"high": thresholds.high, "low": thresholds.low}
        return {name: voice.language.number(limit, 2) for name, limit in limits.items()}
    if question in {"clear", "states"}:
        return {"gap": voice.language.number(voice.report.rules.thresholds.gap, 1)}
    return {}


def not_shown(voice: Voice) -> Iterator[str]:
    """The statements that are not shown, a sentence for each reason there is."""
    report = voice.report
    missing = [item for item in report.missing_items if item not in report.not_asked]
    rule = {"minimum": report.rules.minimum_group}
    if missing and report.panel:
        rule["companies"] = FEWEST_COMPANIES
        yield _listed(voice, "missing.panel", missing, rule)
    elif missing:
        yield _listed(voice, "missing", missing, rule)
    if report.not_asked:
        yield _listed(voice, "unasked", report.not_asked, {})


def _listed(voice: Voice, reason: str, items: Sequence[str], rule: dict[str, int]) -> str:
    titles = voice.language.listing(voice.language.quoted(voice.topic(item)) for item in items)
    return voice.text(f"method.{reason}", count=len(items), titles=titles, **rule)


def _wordings(voice: Voice) -> Grid:
    asked = voice.report.questionnaire
    return Grid(
        caption=voice.text("method.wordings"),
        header=(
            Cell(voice.text("column.code")),
            Cell(voice.text("column.wording")),
            Cell(voice.text("column.theme"), WIDE_ONLY),
        ),
        rows=tuple(
            (
                Cell(item.id, CODE),
                Cell(
                    voice.text("method.reversed", wording=voice.label(item.wording))
                    if item.reverse_keyed
                    else voice.label(item.wording)
                ),
                Cell(voice.theme(item.dimension), WIDE_ONLY),
            )
            for item in asked.items
        ),
        filter=voice.text("filter"),
    )


def _scale(voice: Voice, scale: ResponseScale) -> str:
    labels = [voice.label(point.label) for point in scale.points]
    cant_say = voice.label(scale.cant_say) if scale.cant_say else ""
    return " · ".join([*labels, *([cant_say] if cant_say else [])])
