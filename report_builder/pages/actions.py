"""The Actions page: what to do, in which order, on what evidence?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from report_builder.findings import Finding
from report_builder.findings.actions import actions_heading, differences_to_keep, effort_heading
from report_builder.findings.changes import changes_of
from report_builder.findings.statements import line
from report_builder.lever import Grade, Lever, Reference
from report_builder.markup import Markup, slug
from report_builder.pages.address import theme_path
from report_builder.pages.carried import CarriedView, carried_view
from report_builder.pages.figure import NUMBER, Cell, Charts, Figure, Grid, figure, number, shown
from report_builder.pages.page import Page
from report_builder.pages.template import Frame, page
from report_builder.pages.voice import Voice
from report_builder.recommendations import Because, Recommendation, strength_to_keep
from report_builder.stability import TIED_ABOVE, TOP
from survey.gaps import PerceptionGap
from survey.verdict import Judgement

EVIDENCE_LINES = 2
"""How many of the statements behind a recommendation are told in its own paragraph."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement or theme that speaks for an action: its name, and what was answered."""

    title: str
    line: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLink:
    """A theme that an action is about; `path` is "" when it has no page."""

    id: str
    name: str
    path: Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A rule that fired, with what it looked at and what was found there."""

    rule: str
    grid: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A recommendation as the pages show it.

    Attributes:
        rank: its number in the list, from 1; `id` its anchor.
        themes: the dimensions it is about.
        grounds: the first statements that speak for it.
        evidence, contrary: what sources say for it and against it, or "".
        chain: every rule that fired, down to the answers.
        weights: priority, need, confidence and ease in words.
        stability: how often it is among the first three in redraws, or "".
        ties: with which others its order flips, or "".
        keep: that a difference on one of its statements may help, or "".
        changes: what would have to change before it falls away; all of them together.
    """

    rank: int
    id: Markup
    bucket: str
    title: str
    what: str
    first_step: str
    owner: str
    metric: str
    effort: str
    grade: str
    evidence: str
    contrary: str
    sources: tuple[str, ...]
    grounds: tuple[Ground, ...]
    themes: tuple[ThemeLink, ...]
    chain: tuple[Link, ...]
    weights: str
    stability: str
    ties: str
    keep: str
    changes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Bucketed:
    """The actions of one bucket, and what the bucket is called."""

    bucket: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Guardrail:
    """What keeps recommendations from being taken too far, with its sources."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsView:
    """What the page shows, from top to bottom."""

    heading: Finding
    effort: Figure | None
    buckets: tuple[Bucketed, ...]
    keep: Ground | None
    differences: tuple[Ground, ...]
    guardrails: tuple[Guardrail, ...]
    grades: tuple[str, ...]
    carried: CarriedView | None


def actions_page(voice: Voice, charts: Charts) -> Page | None:
    """The page of all recommendations; None where there is none, and none to be followed up."""
    report, found = voice.report, actions(voice)
    if not found and not report.carried_over:
        return None
    strength = strength_to_keep(report.statements)
    drawn = figure(
        voice, charts, "effort-effect", effort_heading(report), voice.text("actions.effort.about")
    )
    view = ActionsView(
        heading=actions_heading(report),
        effort=drawn,
        buckets=tuple(
            Bucketed(bucket, tuple(each))
            for bucket, each in groupby(found, key=attrgetter("bucket"))
        ),
        keep=_ground(voice, strength) if strength else None,
        differences=tuple(_ground(voice, each) for each in differences_to_keep(report)),
        guardrails=tuple(_guardrails(voice)),
        grades=tuple(voice.text(f"grade.{grade.value}") for grade in Grade) if found else (),
        carried=carried_view(voice),
    )
    return page(
        voice,
        Frame(
            path="actions.md",
            title=voice.text("actions.title"),
            charts=shown(drawn),
            about=voice.say(view.heading),
        ),
        view,
    )


def actions(voice: Voice) -> tuple[Action, ...]:
    """All recommendations, most urgent first."""
    found = voice.report.recommendations
    return tuple(_action(voice, each, rank) for rank, each in enumerate(found, start=1))


def _action(voice: Voice, recommendation: Recommendation, rank: int) -> Action:
    lever = recommendation.lever
    judgements = _once(recommendation.because)
    return Action(
        rank=rank,
        id=Markup(slug(lever.id)),
        bucket=voice.text(f"bucket.{recommendation.bucket.value}"),
        title=voice.label(lever.title),
        what=voice.label(lever.what),
        first_step=voice.label(lever.first_step),
        owner=voice.label(lever.owner),
        metric=voice.label(lever.metric),
        effort=voice.text(f"effort.{lever.effort}"),
        grade=voice.text(f"grade.{lever.grade}"),
        evidence=voice.label(lever.evidence.text),
        contrary=voice.label(lever.contrary.text) if lever.contrary else "",
        sources=tuple(_sources(voice, lever)),
        grounds=tuple(_ground(voice, each) for each in judgements[:EVIDENCE_LINES]),
        themes=tuple(dict.fromkeys(_theme(voice, each.gap) for each in judgements)),
        chain=tuple(_chain(voice, recommendation.because)),
        weights=voice.text(
            "action.weights",
            need=voice.language.number(recommendation.need, 2),
            confidence=voice.language.number(recommendation.confidence, 2),
            ease=voice.language.number(recommendation.ease, 2),
            priority=voice.language.number(recommendation.priority),
        ),
        stability=_stability(voice, recommendation),
        ties=_ties(voice, recommendation),
        keep=_keep(voice, recommendation),
        changes=changes_of(recommendation),
    )


def _stability(voice: Voice, recommendation: Recommendation) -> str:
    """How often it is among the first three in redraws, or ""."""
    stability = recommendation.stability
    if stability is None:
        return ""
    form = "stable" if stability.exact else "stable.about"
    return voice.text(f"action.{form}", share=voice.language.percent(stability.told), top=TOP)


def _ties(voice: Voice, recommendation: Recommendation) -> str:
    """With which others its order flips in many redraws, by their numbers, or ""."""
    tied = recommendation.stability.tied if recommendation.stability else ()
    if not tied:
        return ""
    found = enumerate(voice.report.recommendations, start=1)
    ranks = [str(rank) for rank, each in found if each.lever.id in tied]
    return voice.text(
        "action.tied",
        others=voice.language.listing(ranks),
        share=voice.language.percent(TIED_ABOVE),
    )


def _keep(voice: Voice, recommendation: Recommendation) -> str:
    """That the gap on a statement it rests on is no reason for it, as a difference may help."""
    helpful = [
        each.gap.subject
        for each in _once(recommendation.because)
        if each.gap.subject in recommendation.lever.helpful_differences
    ]
    if not helpful:
        return ""
    topics = voice.language.listing(voice.language.quoted(voice.topic(one)) for one in helpful)
    return voice.text("action.keep", topics=topics)


def _guardrails(voice: Voice) -> Iterator[Guardrail]:
    """What is said of differences, where there is one to keep, and of the limits."""
    rails, report = voice.report.guardrails, voice.report
    told = [rails.differences if differences_to_keep(report) else None, rails.limits]
    for each in told:
        if each is not None:
            sources = tuple(_source(voice, source) for source in each.sources)
            yield Guardrail(voice.label(each.text), sources)


def _once(because: Iterable[Because]) -> tuple[Judgement, ...]:
    """The judgements, each once, the strongest first."""
    found = {each.judgement.gap.subject: each.judgement for each in because}
    return tuple(found.values())


def _sources(voice: Voice, lever: Lever) -> Iterator[str]:
    """The sources for and against a lever, each once."""
    told = [lever.evidence, *([lever.contrary] if lever.contrary else [])]
    yield from dict.fromkeys(_source(voice, each) for one in told for each in one.sources)


def _source(voice: Voice, reference: Reference) -> str:
    """Who, when, what, where, and in brackets what a reader should know of it."""
    note = voice.label(reference.note)
    title = voice.language.quoted(reference.title) if reference.title else ""
    work = [part for part in (title, reference.where) if part]
    if not work:
        return reference.authors + _bracketed(reference.year, note)
    who = reference.authors + _bracketed(reference.year)
    return ", ".join((who, *work)) + _bracketed(note)


def _bracketed(*told: str) -> str:
    known = ", ".join(part for part in told if part)
    return f" ({known})" if known else ""


def _ground(voice: Voice, judgement: Judgement) -> Ground:
    return Ground(_name(voice, judgement.gap), line(judgement.gap, voice.report.questionnaire))


def _name(voice: Voice, gap: PerceptionGap) -> str:
    return voice.topic(gap.subject) if gap.kind == "item" else voice.theme(gap.subject)


def _theme(voice: Voice, gap: PerceptionGap) -> ThemeLink:
    asked = voice.report.questionnaire
    theme = gap.subject if gap.kind == "dimension" else asked.item(gap.subject).dimension
    return ThemeLink(id=theme, name=voice.theme(theme), path=theme_path(voice.report, theme))


def _chain(voice: Voice, because: Sequence[Because]) -> Iterator[Link]:
    """From each rule to the items, their answers, the interval and the verdict."""
    for rule in dict.fromkeys(each.rule for each in because):
        rows = tuple(_chain_row(voice, each.judgement) for each in because if each.rule == rule)
        yield Link(rule, Grid(caption=rule, header=_chain_header(voice), rows=rows))


def _chain_header(voice: Voice) -> tuple[Cell, ...]:
    return (
        Cell(voice.text("column.looked_at")),
        *(Cell(voice.text("column.answers", team=voice.team(place)), NUMBER) for place in (0, 1)),
        Cell(voice.text("column.gap"), NUMBER),
        Cell(voice.text("column.interval"), NUMBER),
        Cell(voice.text("column.verdict")),
    )


def _chain_row(voice: Voice, judgement: Judgement) -> tuple[Cell, ...]:
    gap = judgement.gap
    return (
        Cell(_name(voice, gap)),
        *(Cell(_answers(voice, gap, place), NUMBER) for place in (0, 1)),
        number(voice.points(gap.difference), gap.difference.value, 1),
        number(voice.interval(gap.difference), gap.difference.low, 1),
        Cell(voice.verdict(judgement)),
    )


def _answers(voice: Voice, gap: PerceptionGap, place: int) -> str:
    """The answers to each point, least favourable first; only their number where they are few."""
    group = gap.groups[place]
    counted = voice.report.counted(gap.subject, group) and not gap.companies
    if gap.kind == "dimension" or not counted:
        form = "action.base.at-least" if gap.at_least[place] else "action.base"
        return voice.text(form, count=gap.bases[place])
    counts = voice.report.counts[gap.subject, group]
    return " · ".join(voice.language.number(int(count)) for count in counts)
