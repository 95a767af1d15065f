"""What may be published: the only answers anything after the disclosure decision can see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey.thresholds import USUAL, Thresholds
from survey.voices import NO_VOICES, Voices

Counts = npt.NDArray[np.int64]

INDEX = "index"
"""The scores of all items that are not of an outcome dimension, kept like one more dimension."""

DISTRIBUTION_BASE = 10
"""From this many answers on, their mean may be shown; how they are spread, from twice as many."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Group:
    """A group of respondents; an empty field is not restricted.

    `team` empty means the two compared teams together. `segment`/`value` name one level of
    one segment ("region"/"north").
    """

    wave: str = ""
    company: str = ""
    team: str = ""
    segment: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Histogram:
    """Scores of a dimension: `values` (support,) ascending in 1..k, `counts` (support,).

    A score is the mean of the answered items, given when at least 2/3 of them are answered.
    """

    values: npt.NDArray[np.float64]
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ThemeScores:
    """What a team says of a dimension: the mean of its items' means, and how its people differ.

    The mean is not that of the scores: from one of these, less the items', could be had what the
    few answered who skipped some of them.

    Attributes:
        items: ids of the items that are shown.
        mean: of their means, each of the same weight, 1..k.
        values: the scores of its people, ascending, (support,).
        counts: people with each of them, (support,), as if they were no more than answered the
            items in the harmonic mean: intervals and Cliff's delta rest on these.
    """

    items: tuple[str, ...]
    mean: float
    values: npt.NDArray[np.float64]
    counts: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The confidentiality rules in force.

    Attributes:
        minimum_group: k, the fewest respondents a published number may rest on.
        distribution_base: the fewest answers whose mean is shown; of fewer, a share and a gap.
        thresholds: where a word changes; they hide nothing, and ride along to whoever judges.
    """

    minimum_group: int = 5
    distribution_base: int = DISTRIBUTION_BASE
    thresholds: Thresholds = USUAL

    def exact(self, base: int) -> bool:
        """Whether that many answers are enough to show their mean."""
        return base >= self.distribution_base

    def told(self, people: int, whole: int) -> Base:
        """So many of `whole` people, as it may be told: the others are nobody or at least k."""
        others = whole - people
        if others == 0 or others >= self.minimum_group:
            return Base(people)
        return Base(max(self.minimum_group, whole - self.minimum_group), exact=False)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Withheld:
    """How many cells one rule withheld. Never which.

    Attributes:
        rule: "minimum-group", "remainder", "item-base", "wave", "company"; of levels shown, but
            with others as one, "joined" for their sizes, "combination" for what they isolate.
        scope: a segment id, or "" for teams and items.
        cells: how many groups, or answers of a group to an item, are not shown.
    """

    rule: str
    scope: str
    cells: int


Subject = tuple[str, Group]
"""An item or a dimension, and the group that answered it."""


@dataclass(frozen=True, slots=True)
class Base:
    """How many answers a figure rests on: so many, or at least so many where that is untold."""

    answers: int
    exact: bool = True


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class JoinedLevel:
    """Levels of a segment shown as one, since alone each would point at a few people.

    Attributes:
        value: by which the groups of all of them go.
        named: ids of those that may be named; the others are too small even for that.
        others: whether there are others.
    """

    segment: str
    value: str
    named: tuple[str, ...]
    others: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """How many responses do not count, for one reason.

    The reasons are those of `survey.cleaning_rules.REASONS`.
    """

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Flagged:
    """How many responses count although something speaks against them.

    The reasons are among those of `Removed`. `count` is None where it may not be said: when it,
    or what it leaves of all responses that count, is between 1 and k - 1 people.
    """

    reason: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedGroup:
    """A group that may be published, its respondents n and, when given, its head-count N."""

    group: Group
    n: int
    headcount: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PanelScores:
    """The same by company and team.

    Attributes:
        items: ids of the items that are shown of enough companies.
        means: of the items' means, (companies, 2); NaN of a company that is not shown.
        values: the scores there are, ascending, (support,).
        counts: of each of them, (companies, 2, support); all 0 of a company that is not shown.
        answers: how many answered the items in the harmonic mean, (companies, 2).
    """

    items: tuple[str, ...]
    means: npt.NDArray[np.float64]
    answers: npt.NDArray[np.float64]
    values: npt.NDArray[np.float64]
    counts: Counts

    @property
    def weighed(self) -> npt.NDArray[np.float64]:
        """The counts as if there were no more people than such answers."""
        people = np.maximum(self.counts.sum(axis=-1), 1)
        weights = np.minimum(self.answers / people, 1.0)
        weighed: npt.NDArray[np.float64] = self.counts * weights[..., None]
        return weighed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Companies side by side: those of which both teams may be shown.

    All arrays are in the order of `companies`, and of the two teams. Where a company's answers to
    an item may not be shown, its counts of it are all 0.

    Attributes:
        companies: their names, sorted.
        respondents: (companies, 2)
        withheld: companies that are not among them.
        item_counts: answers per point by item, (companies, 2, points); items that enough companies
            answered.
        scores: by dimension, the index included; the same holds.
        leaders: answers per point of those who lead, of both teams together, to the alignment
            item, (companies, points); None where too few companies have enough of them.
    """

    companies: tuple[str, ...]
    respondents: Counts
    withheld: int
    item_counts: Mapping[str, Counts]
    scores: Mapping[str, PanelScores]
    leaders: Counts | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Linked:
    """What the same people answered in the wave before and in the last, team by team.

    Attributes:
        before: the label of the wave before.
        people: of each team, those who are in both waves, whatever they answered; a number that
            they reach, where it may not be told.
        joint: (points, points) by item and team: people who answered a before and b now, at
            [a - 1, b - 1].
        withheld: tables that may not be shown.
    """

    before: str
    people: Mapping[Group, int]
    joint: Mapping[tuple[str, Group], Counts]
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Release:
    """Everything that may be published of one wave, and nothing else.

    Attributes:
        wave: its label; "" where the survey has none.
        earlier: the same of the waves before it, the oldest first; they have none before them.
        linked: the same people in the last of these and now, where enough of them are known.
        panel: the companies side by side, where there are enough of them.
        compared: of a panel, the wave before and this one as the companies alone answered them
            that may be compared with themselves.
        pair_counts: answers to two items together, (points, points), by both and the team; from
            teams that are large enough to show distributions. Not to be published as they are.
        voices: what may be said of the open questions.
        groups: sorted; the two teams, both together, and teams by segment level.
        items: ids of the items with at least one answer that may be shown.
        read: responses in the exports, of all waves; None where, less those shown and removed, it
            would tell of a few. removed: why some of them do not count.
        waves: how many waves these are.
        flagged: what is noticed of those that count.
        outside_teams: respondents of "both"/"other" teams; None when too few to say.
        company: the one company that everybody compared works for; "" when it is not stated by
            all, or there are several.
        foreseen_counts: by meta question and the team asked, what that team foresees.
        foreseen_pairs: of the same, own answer by answer foreseen, (points, points); nobody who
            gave only one of the two can be told from it.
        theme_scores: of each team, by dimension and of the index.
        at_least: where it may not be told how many answered an item, a number that they reach.
        without_mean: where, although the base would do, no mean may be shown: so few people
            answered nearly alike (`survey.unanimity`).
        joined: levels of segments that are shown as one.
    """

    rules: Rules
    groups: tuple[ReleasedGroup, ...]
    items: tuple[str, ...]
    read: int | None
    removed: tuple[Removed, ...]
    withheld: tuple[Withheld, ...]
    outside_teams: int | None
    item_counts: Mapping[tuple[str, Group], Counts]
    cant_say_counts: Mapping[tuple[str, Group], int]
    theme_scores: Mapping[tuple[str, Group], ThemeScores]
    flagged: tuple[Flagged, ...] = ()
    company: str = ""
    number_histograms: Mapping[tuple[str, Group], Histogram] = field(default_factory=dict)
    wave: str = ""
    waves: int = 1
    earlier: tuple[Release, ...] = ()
    linked: Linked | None = None
    panel: Panel | None = None
    compared: tuple[Release, Release] | None = None
    pair_counts: Mapping[tuple[str, str, Group], Counts] = field(default_factory=dict)
    foreseen_counts: Mapping[tuple[str, Group], Counts] = field(default_factory=dict)
    foreseen_pairs: Mapping[tuple[str, Group], Counts] = field(default_factory=dict)
    at_least: Mapping[Subject, int] = field(default_factory=dict)
    without_mean: frozenset[Subject] = frozenset()
    joined: tuple[JoinedLevel, ...] = ()
    voices: Voices = NO_VOICES

    def released(self, group: Group) -> ReleasedGroup | None:
        """The group with its n and N, or None when it is withheld or empty."""
        return next((entry for entry in self.groups if entry.group == group), None)

    def counts(self, item: str, group: Group) -> Counts | None:
        """Answers per point, least favourable first, int64 (points,); None when withheld."""
        return self.item_counts.get((item, group))

    def base(self, subject: str, group: Group) -> Base | None:
        """How many answers an item has in the group, as it may be told; the fewest of a theme's."""
        found = [self._base((item, group)) for item in self._items(subject, group)]
        known = [base for base in found if base is not None]
        return min(known, key=lambda base: (base.answers, base.exact), default=None)

    def told(self, people: int, group: Group) -> Base:
        """So many people of a team, as it may be told: the others are nobody or at least k."""
        whole = self.released(group)
        return self.rules.told(people, people if whole is None else whole.n)

    def shows_mean(self, subject: str, group: Group) -> bool:
        """Whether the mean of an item, dimension or meta question may be shown."""
        fewest = min(self._answers((item, group)) or 0 for item in self._items(subject, group))
        return self.rules.exact(fewest) and (subject, group) not in self.without_mean

    def _items(self, subject: str, group: Group) -> tuple[str, ...]:
        """Those of a dimension, else the item itself."""
        scores = self.scores(subject, group)
        return (subject,) if scores is None else scores.items

    def _base(self, item: Subject) -> Base | None:
        if item in self.at_least:
            return Base(self.at_least[item], exact=False)
        answers = self._answers(item)
        return None if answers is None else Base(answers)

    def _answers(self, item: Subject) -> int | None:
        counts = self.item_counts.get(item, self.foreseen_counts.get(item))
        return None if counts is None else int(counts.sum())

    def cant_say(self, item: str, group: Group) -> int | None:
        """How many of a team said they can't say; None when withheld, as from 1 to k - 1 are."""
        return self.cant_say_counts.get((item, group))

    def scores(self, dimension: str, group: Group) -> ThemeScores | None:
        """What a team says of a dimension, or of the index; None when withheld."""
        return self.theme_scores.get((dimension, group))

    def pairs(self, first: str, second: str, group: Group) -> Counts | None:
        """Answers of a team to two items together, (points, points); None when withheld.

        The first item comes first in the questionnaire.
        """
        return self.pair_counts.get((first, second, group))

    def numbers(self, question: str, group: Group) -> Histogram | None:
        """Numbers given by a team to a question that asks for one; None when withheld."""
        return self.number_histograms.get((question, group))

    def foreseen(self, question: str, group: Group) -> Counts | None:
        """Answers a team foresees of the other, as `counts`; None when withheld or not asked."""
        return self.foreseen_counts.get((question, group))

    def foreseen_pair(self, question: str, group: Group) -> Counts | None:
        """Own answer by answer foreseen, int64 (points, points); None when withheld."""
        return self.foreseen_pairs.get((question, group))

    def counts_digest(self) -> str:
        """A hash of the released counts: the same answers give the same, in any row order."""
        lines = [
            f"{item}|{group.team}|{group.segment}|{group.value}|{counts.tolist()}"
            for (item, group), counts in [
                *self.item_counts.items(),
                *self.foreseen_counts.items(),
                *self.foreseen_pairs.items(),
            ]
        ]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
