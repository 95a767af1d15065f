"""The Report: everything the pages need, nothing they do not. Free of language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from report_builder.carried_over import CarriedOver, carry_over, refuse_same
from report_builder.company_redraws import companies_redrawn
from report_builder.fineness import whole
from report_builder.lever import NO_GUARDRAILS, Guardrails
from report_builder.previous import PreviousReport
from report_builder.recommendations import Lever, Recommendation, recommend
from report_builder.redraws import redrawn
from report_builder.segment_levels import Segment, shown_segments
from report_builder.settings import Settings
from report_builder.stability import steadied
from report_builder.told_digest import told_digest
from report_builder.weighted_verdicts import WeightedVerdicts, weighted_verdicts
from survey.alignment import AlignmentShare, alignment_shares
from survey.company_means import equal_counts
from survey.coorientation import MetaGap, meta_gaps
from survey.gaps import PerceptionGap, dimension_gaps, item_gaps, segment_gaps
from survey.importance import Association, associations
from survey.mirror import MirrorGap, mirror_gaps
from survey.panel import PanelSummary, panel_stages, panel_summary
from survey.questionnaire import Item, OptionalQuestion, ProfileQuestion, Questionnaire
from survey.release import (
    Base,
    Counts,
    Flagged,
    Group,
    Release,
    ReleasedGroup,
    Removed,
    Rules,
    Subject,
    Withheld,
)
from survey.reliability import ThemeReliability, theme_reliability
from survey.stakes import Stakes, stakes
from survey.statistics.consensus import Consensus, agreement, consensus
from survey.statistics.distribution import FloatArray
from survey.statistics.proportion import whole_per_cents
from survey.trends import Trend
from survey.unanimity import FEW
from survey.verdict import Judgement, TeamStage, judge, team_stages
from survey.voices import NO_VOICES, Voices

FEWEST_POINTS = 3
"""Agreement within a team is defined from three points on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRate:
    """Answers of a team against the people asked; `asked` None without head-counts."""

    team: str
    answered: int
    asked: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamConsensus:
    """A team's agreement A (-1..1) on an item; only from 10 answers on."""

    team: str
    item: str
    agreement: float
    base: int
    label: Consensus
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Report:
    """What is published, ready for pages, charts and downloads in any language.

    Attributes:
        groups: all released groups with their n and N.
        counts: answers per point (points,) by (item, group); only groups with n >= 10. In whole per
            cents where it may not be told how many answered; of a panel weighted, so that each
            company counts the same.
        bases: how many answered, by (item, group), as it may be told.
        cant_say: how many of a team can't say, by (item, group); not where 1 to k - 1 do.
        statements: judgement of each index item that may be shown, widest gap first.
        outcomes: the same for the items of outcome dimensions.
        dimensions: judgement of each index dimension, in questionnaire order.
        meta: what each team expects the other to answer, where that was asked.
        by_segment: judgements of items within a segment level; gap.groups say where.
        reliability: how far the statements of a theme go together, by team and within both.
        associations: how far a theme goes together with saying "aligned"; from 30 a team on.
        carried_over: the recommendations of the previous report, or of the wave before, in their
            order then; carried_from: the label of that wave, or "".
        trend: what changed since the wave before; None without one.
        weighted: what weighting by a segment would change; None unless the settings ask for it.
        stakes: what is at stake, from the client's own figures; None without them.
        voices: words and comments that may be shown; open_questions: what they answer.
        panel: the companies of a panel; then every gap, share and mean is a mean over companies.
        guardrails: what is said of differences that may help, and of the limits of integration.
        missing_items: ids of items that are not shown; not_asked: those that no export asks; the
            others too few answered.
        read: rows read, of all waves, None where untold; removed: why some do not count; flagged:
            what is noticed of the others, in the last wave.
        waves: how many waves were read.
    """

    settings: Settings
    questionnaire: Questionnaire
    rules: Rules
    groups: tuple[ReleasedGroup, ...]
    counts: Mapping[Subject, Counts | FloatArray]
    bases: Mapping[Subject, Base]
    cant_say: Mapping[tuple[str, Group], int]
    alignment: tuple[AlignmentShare, ...]
    statements: tuple[Judgement, ...]
    outcomes: tuple[Judgement, ...]
    dimensions: tuple[Judgement, ...]
    mirror: tuple[MirrorGap, ...]
    segments: tuple[Segment, ...]
    by_segment: tuple[Judgement, ...]
    stages: tuple[TeamStage, ...]
    consensus: tuple[TeamConsensus, ...]
    response: tuple[ResponseRate, ...]
    recommendations: tuple[Recommendation, ...]
    reliability: tuple[ThemeReliability, ...] = ()
    associations: tuple[Association, ...] = ()
    carried_over: tuple[CarriedOver, ...] = ()
    carried_from: str = ""
    trend: Trend | None = None
    weighted: WeightedVerdicts | None = None
    stakes: Stakes | None = None
    meta: tuple[MetaGap, ...] = ()
    panel: PanelSummary | None = None
    guardrails: Guardrails = NO_GUARDRAILS
    waves: int = 1
    voices: Voices = NO_VOICES
    open_questions: tuple[OptionalQuestion, ...] = ()
    read: int | None
    removed: tuple[Removed, ...]
    flagged: tuple[Flagged, ...]
    outside_teams: int | None
    withheld: tuple[Withheld, ...]
    missing_items: tuple[str, ...]
    not_asked: tuple[str, ...] = ()
    counts_digest: str

    def counted(self, item: str, group: Group) -> bool:
        """Whether it may be told how many gave each answer: then no figure need be rounded."""
        counts = self.counts.get((item, group))
        return counts is not None and whole(counts) and self.bases[item, group].exact


def report_of(
    release: Release,
    questionnaire: Questionnaire,
    settings: Settings,
    levers: tuple[Lever, ...],
    segments: tuple[ProfileQuestion, ...],
) -> Report:
    """Everything the pages need, from what may be published.

    Args:
        release: the answers that may be shown.
        questionnaire: what was asked.
        settings: what the consultant says about the report.
        levers: what could be recommended; () for no recommendations.
        segments: the profile questions behind the segments, for their labels and order.
    """
    report = _recommending(
        _judged_report(release, questionnaire, settings, segments), release, levers
    )
    panel = _panel(release, questionnaire, settings)
    return replace(
        report,
        panel=panel,
        stages=panel_stages(panel, questionnaire, release.rules.thresholds.stages)
        if panel
        else report.stages,
        recommendations=_steadied(report.recommendations, levers, release, questionnaire),
        reliability=theme_reliability(release, questionnaire),
        associations=associations(release, questionnaire),
        weighted=_weighted(report, release) if settings.weights and not release.panel else None,
        stakes=stakes(release, questionnaire, settings.stakes) if settings.stakes else None,
    )


def _weighted(report: Report, release: Release) -> WeightedVerdicts:
    """The statements and outcomes beside the same weighted by the segment of the settings."""
    asked = report.questionnaire
    return weighted_verdicts(
        release, asked, (*report.statements, *report.outcomes), report.settings.weights
    )


def report_before(
    release: Release, questionnaire: Questionnaire, settings: Settings, levers: tuple[Lever, ...]
) -> Report:
    """What an earlier wave says of the teams, and what may have been recommended by it."""
    return _recommending(_judged_report(release, questionnaire, settings, ()), release, levers)


def _recommending(report: Report, release: Release, levers: tuple[Lever, ...]) -> Report:
    """With what may help, and what each team expects of the other."""
    judged = (*report.statements, *report.outcomes)
    meta = meta_gaps(release, report.questionnaire, judged)
    recommended = recommend(levers, judged, report.dimensions, report.mirror, meta)
    return replace(report, meta=meta, recommendations=recommended)


def _judged_report(
    release: Release,
    questionnaire: Questionnaire,
    settings: Settings,
    segments: tuple[ProfileQuestion, ...],
) -> Report:
    """Who answered what, and where the teams differ; nothing recommended yet."""
    statements = _judged_items(release, questionnaire, questionnaire.index_items)
    outcomes = _judged_items(release, questionnaire, questionnaire.outcome_items)
    dimensions = _judged_dimensions(release, questionnaire)
    spreads = _distributions(release)
    bases = {key: base for key in release.item_counts if (base := release.base(*key))}
    return Report(
        settings=settings,
        questionnaire=questionnaire,
        rules=release.rules,
        groups=release.groups,
        counts=spreads,
        bases=bases,
        cant_say=release.cant_say_counts,
        alignment=alignment_shares(release, questionnaire),
        statements=tuple(sorted(statements, key=_widest_first)),
        outcomes=outcomes,
        dimensions=dimensions,
        mirror=mirror_gaps([each.gap for each in statements], questionnaire),
        segments=shown_segments(release, segments),
        by_segment=_judged_segments(release, questionnaire, segments),
        stages=team_stages(release, questionnaire),
        consensus=_consensus(release, questionnaire),
        response=_response(release, questionnaire),
        recommendations=(),
        waves=release.waves,
        read=release.read,
        removed=release.removed,
        flagged=release.flagged,
        outside_teams=release.outside_teams,
        withheld=release.withheld,
        missing_items=tuple(i.id for i in questionnaire.items if i.id not in release.items),
        counts_digest=told_digest(spreads, bases, (*statements, *outcomes)),
        voices=release.voices,
    )


def _panel(
    release: Release, questionnaire: Questionnaire, settings: Settings
) -> PanelSummary | None:
    """The companies; their names go no further unless the settings show them."""
    found = panel_summary(release, questionnaire)
    return found if found is None or settings.named_companies else found.anonymous()


def _steadied(
    recommended: tuple[Recommendation, ...],
    levers: tuple[Lever, ...],
    release: Release,
    questionnaire: Questionnaire,
) -> tuple[Recommendation, ...]:
    """With how the place of each holds in redraws; nothing is drawn where none is recommended."""
    if not recommended:
        return ()
    if release.panel is not None:
        drawn = companies_redrawn(release, release.panel, questionnaire)
    else:
        drawn = redrawn(release, questionnaire)
    return steadied(recommended, levers, drawn)


def followed_up(report: Report, previous: PreviousReport) -> Report:
    """The report with what became of the recommendations of an earlier one.

    Raises:
        PreviousReportError: the earlier report is of the very same answers.
    """
    refuse_same(previous, report.counts_digest)
    judged = (*report.statements, *report.outcomes, *report.dimensions)
    carried = carry_over(previous, report.recommendations, judged, report.questionnaire)
    return replace(report, carried_over=carried)


def _judged_items(
    release: Release, questionnaire: Questionnaire, items: tuple[Item, ...]
) -> tuple[Judgement, ...]:
    return _judged(item_gaps(release, items, _team_groups(questionnaire)), questionnaire)


def _judged_dimensions(release: Release, questionnaire: Questionnaire) -> tuple[Judgement, ...]:
    gaps = dimension_gaps(release, questionnaire, _team_groups(questionnaire))
    return tuple(judge(gap) for gap in gaps)


def _judged_segments(
    release: Release, questionnaire: Questionnaire, segments: tuple[ProfileQuestion, ...]
) -> tuple[Judgement, ...]:
    first, second = (group.team for group in _team_groups(questionnaire))
    index = questionnaire.index_items
    return tuple(
        judgement
        for segment in segments
        for judgement in _judged(
            segment_gaps(release, index, (first, second), segment.id), questionnaire
        )
    )


def _team_groups(questionnaire: Questionnaire) -> tuple[Group, Group]:
    first, second = questionnaire.teams
    return Group(team=first.id), Group(team=second.id)


def _distributions(release: Release) -> dict[Subject, Counts | FloatArray]:
    """How the answers are spread, where enough people answered that nobody's can be read from it.

    The counts themselves where it may be told how many answered, else whole per cents; of a panel,
    as if each company had given as many of them.
    """
    if release.panel is not None:
        everyone, *teams = (each.group for each in release.groups)
        return {
            (item, group): answers
            for item, counts in release.panel.item_counts.items()
            for group, answers in (
                (everyone, equal_counts(counts.sum(axis=1))),
                *((team, equal_counts(counts[:, place])) for place, team in enumerate(teams)),
            )
        }
    return {
        key: whole_per_cents(counts) if key in release.at_least else counts
        for key, counts in release.item_counts.items()
        if _distributed(release, *key)
    }


def _distributed(release: Release, item: str, group: Group) -> bool:
    """Whether so many answered that an answer nobody gave says little, and the mean is told."""
    base = release.base(item, group)
    enough = base is not None and base.answers >= FEW
    return enough and (item, group) not in release.without_mean


def _judged(gaps: Iterable[PerceptionGap], questionnaire: Questionnaire) -> tuple[Judgement, ...]:
    return tuple(judge(gap, _mirrored_team(questionnaire.item(gap.subject))) for gap in gaps)


def _mirrored_team(item: Item) -> str:
    return item.about if item.pair else ""


def _widest_first(judgement: Judgement) -> tuple[float, str]:
    return -abs(judgement.gap.difference.value), judgement.gap.subject


def _consensus(release: Release, questionnaire: Questionnaire) -> tuple[TeamConsensus, ...]:
    """How united each team is on each item, from 20 answers and 3 points on.

    The people of several companies are no team.
    """
    if release.panel is not None:
        return ()
    return tuple(
        _united(release, counts, item, Group(team=team.id))
        for item in questionnaire.items
        for team in questionnaire.teams
        if (counts := release.counts(item.id, Group(team=team.id))) is not None
        and _distributed(release, item.id, Group(team=team.id))
        and item.scale.size >= FEWEST_POINTS
    )


def _united(release: Release, counts: Counts, item: Item, group: Group) -> TeamConsensus:
    value, base = float(agreement(counts)), release.base(item.id, group)
    thresholds = release.rules.thresholds
    told = base or Base(int(counts.sum()))
    return TeamConsensus(
        team=group.team,
        item=item.id,
        agreement=value,
        base=told.answers,
        at_least=not told.exact,
        label=consensus(value, thresholds.split, thresholds.agreed),
    )


def _response(release: Release, questionnaire: Questionnaire) -> tuple[ResponseRate, ...]:
    return tuple(
        ResponseRate(team=team.id, answered=entry.n, asked=entry.headcount)
        for team in questionnaire.teams
        if (entry := release.released(Group(team=team.id))) is not None
    )
