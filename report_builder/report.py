"""The Report: everything the pages need, nothing they do not. Free of language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.recommendations import Recommendation
from report_builder.settings import Settings
from survey.estimates import Estimate
from survey.gaps import MirrorGap
from survey.questionnaire import Questionnaire, Texts
from survey.release import Counts, Group, ReleasedGroup, Removed, Rules, Withheld
from survey.statistics.consensus import Consensus
from survey.verdict import Judgement, TeamStage


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLevel:
    """One level of a segment that may be shown; `n` of the two teams together."""

    id: str
    label: Texts
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment with its levels shown, in display order, and how many levels are not."""

    id: str
    label: Texts
    levels: tuple[SegmentLevel, ...]
    hidden_levels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentShare:
    """A share who say the teams are aligned, by one definition.

    Attributes:
        definition: "A1" (top answer only) or "A2" (the two top answers).
        everyone: both teams together; `teams`: first, second.
    """

    definition: str
    everyone: Estimate
    teams: tuple[Estimate, Estimate]


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Report:
    """What is published, ready for pages, charts and downloads in any language.

    Attributes:
        groups: all released groups with their n and N.
        counts: answers per point (points,) by (item, group); only groups with n >= 10.
        cant_say: how many can't say, by (item, group).
        statements: judgement of each index item that may be shown, widest gap first.
        outcomes: the same for the items of outcome dimensions.
        dimensions: judgement of each index dimension, in questionnaire order.
        by_segment: judgements of items within a segment level; gap.groups say where.
        missing_items: ids of items that too few answered to show.
        read: rows read; removed: why some do not count.
        notices: warnings a reader should know (lowered threshold, low response rate…), ids
            of messages with their arguments.
    """

    settings: Settings
    questionnaire: Questionnaire
    invented: bool
    rules: Rules
    wave: str
    groups: tuple[ReleasedGroup, ...]
    counts: Mapping[tuple[str, Group], Counts]
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
    read: int
    removed: tuple[Removed, ...]
    outside_teams: int | None
    withheld: tuple[Withheld, ...]
    missing_items: tuple[str, ...]
    counts_digest: str

    def team_group(self, position: int) -> Group:
        """The group of the first (0) or second (1) team as a whole."""
        return Group(wave=self.wave, team=self.questionnaire.teams[position].id)
