"""Coorientation: whether the teams agree, and whether each knows it.

Three differences per statement and team (McLeod and Chaffee 1973, American Behavioral Scientist
16(4), 469-499, doi:10.1177/000276427301600402), all in points of the scale and all seen from the
team that was asked what the other would say:

- agreement: what it says itself - what the other says; the gap of the statement;
- congruency: what it says itself - what it foresees of the other;
- accuracy: what it foresees of the other - what the other says; the meta gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from survey.estimates import Estimate, share_from, told_mean
from survey.questionnaire import Item, MetaQuestion, Questionnaire
from survey.release import Base, Counts, Group, Release
from survey.statistics.comparison import Comparison, difference_of_means
from survey.statistics.interval import Interval
from survey.statistics.multiplicity import benjamini_hochberg
from survey.statistics.paired import estimate_change
from survey.unanimity import FEW, nearly_alike
from survey.verdict import Judgement, Verdict, verdicts


class Standing(StrEnum):
    """What two clear verdicts say together: whether the teams agree, and whether a team knows.

    CONSENSUS: they agree, and it knows. DISSENSUS: they disagree, and it knows. FALSE_CONSENSUS:
    they disagree, and it believes they agree. FALSE_CONFLICT: they agree, and it believes they
    disagree. UNDETERMINED: one of the two verdicts is neither a gap nor aligned.
    """

    CONSENSUS = "consensus"
    DISSENSUS = "dissensus"
    FALSE_CONSENSUS = "false_consensus"
    FALSE_CONFLICT = "false_conflict"
    UNDETERMINED = "undetermined"


STANDINGS = {
    (Verdict.ALIGNED, Verdict.ALIGNED): Standing.CONSENSUS,
    (Verdict.GAP, Verdict.GAP): Standing.DISSENSUS,
    (Verdict.GAP, Verdict.ALIGNED): Standing.FALSE_CONSENSUS,
    (Verdict.ALIGNED, Verdict.GAP): Standing.FALSE_CONFLICT,
}
"""By the verdicts on agreement and on congruency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """One of the three differences, with what may be said of it.

    Attributes:
        difference: in points of the scale, with its 95 % interval; its base is all answers in it.
        narrow: the 90 % interval (low, high): decides "aligned".
        bases: answers on either side; at_least: of each, whether it is only a number they reach.
        p: of no difference; p_adjusted over its family.
        exact: whether the counts on both sides may be shown (n >= 10).
    """

    difference: Estimate
    narrow: tuple[float, float]
    bases: tuple[int, int]
    at_least: tuple[bool, bool]
    p: float
    p_adjusted: float
    exact: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaGap:
    """What a team says of an item, what it foresees of the other, and what the other says.

    Attributes:
        question: the meta question; `item`: the item whose answers it foresees.
        team: who was asked; `other`: whose answer was foreseen.
        own, foreseen, outside: shares of favourable answers, in this order.
        agreement: own - outside, the same as the gap of the item wherever it is shown.
        congruency: own - foreseen; `paired` where both answers of each person were compared.
        accuracy: foreseen - outside; positive when the team expects a better answer than it gets.
        margin: the smallest difference that matters: 0.5 on 1-5, rescaled to 1-k; `points`: k.
        expected: how many of the team foresee each answer; None below 20 of them.
    """

    question: str
    item: str
    team: str
    other: str
    own: Estimate
    foreseen: Estimate
    outside: Estimate
    agreement: Distance
    congruency: Distance
    accuracy: Distance
    paired: bool
    margin: float
    points: int
    expected: tuple[int, ...] | None

    @property
    def standing(self) -> Standing:
        """What agreement and congruency say together.

        A gap that is foreseen the wrong way round is known as little as one not foreseen at all,
        and no false agreement either: it has no name here.
        """
        both = self.agreement.verdict, self.congruency.verdict
        standing = STANDINGS.get(both, Standing.UNDETERMINED)
        product = self.agreement.difference.value * self.congruency.difference.value
        wrong_way = standing is Standing.DISSENSUS and product < 0
        return Standing.UNDETERMINED if wrong_way else standing


def meta_gaps(
    release: Release, questionnaire: Questionnaire, judgements: Iterable[Judgement]
) -> tuple[MetaGap, ...]:
    """Every answer foreseen that may be compared, in the order of the questionnaire.

    The p of congruency, of all questions and teams, are one family (Benjamini and Hochberg), those
    of accuracy another; that of agreement stays as it was judged among the items.

    Args:
        release: the answers that may be shown.
        questionnaire: says who was asked what.
        judgements: the items judged, as they are shown elsewhere.
    """
    judged = {each.gap.subject: each for each in judgements}
    return _adjusted(
        [
            _meta_gap(release, question, judged[item], questionnaire, team)
            for question in questionnaire.meta
            for team, item in question.predicts.items()
            if item in judged and release.foreseen(question.id, Group(team=team)) is not None
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Views:
    """The three counts, and the head-counts of the team asked and of the other.

    `told` are the answers of each count, as their number may be told; `means` whether their mean
    may be shown.
    """

    asked: Group
    own: Counts
    foreseen: Counts
    outside: Counts
    told: tuple[Base, Base, Base]
    means: tuple[bool, ...]
    people: tuple[int | None, int | None]

    @classmethod
    def of(cls, release: Release, question: str, item: str, groups: tuple[Group, Group]) -> _Views:
        """Raises ValueError where one of them is withheld."""
        asked, other = groups
        own, outside = release.counts(item, asked), release.counts(item, other)
        foreseen = release.foreseen(question, asked)
        here, there = release.base(item, asked), release.base(item, other)
        if own is None or outside is None or foreseen is None or here is None or there is None:
            raise ValueError(f"{question}: what is judged must be released")
        entries = [release.released(group) for group in groups]
        people = [entry.headcount if entry else None for entry in entries]
        told = here, release.told(int(foreseen.sum()), asked), there
        shown = (item, asked), (question, asked), (item, other)
        means = tuple(release.shows_mean(*each) for each in shown)
        return cls(
            asked=asked,
            own=own,
            foreseen=foreseen,
            outside=outside,
            told=told,
            means=means,
            people=(people[0], people[1]),
        )

    @property
    def counted(self) -> bool:
        """Whether it may be told how many foresee each answer, and so their mean."""
        return self.told[1].exact and self.told[1].answers >= FEW and self.means[1]


def _meta_gap(
    release: Release,
    question: MetaQuestion,
    judgement: Judgement,
    questionnaire: Questionnaire,
    team: str,
) -> MetaGap:
    """One answer foreseen; the p of congruency and accuracy not adjusted yet."""
    item = questionnaire.item(judgement.gap.subject)
    other = next(each.id for each in questionnaire.teams if each.id != team)
    asked = Group(team=team)
    views = _Views.of(release, question.id, item.id, (asked, Group(team=other)))
    pairs = release.foreseen_pair(question.id, asked)
    if pairs is not None and nearly_alike(pairs, item.scale.favourable_from):
        pairs = None  # how they differ would tell whether all of a few agree
    own, foreseen, outside = (
        share_from(counts, item.scale.favourable_from).resting_on(base)
        for counts, base in zip((views.own, views.foreseen, views.outside), views.told, strict=True)
    )
    return MetaGap(
        question=question.id,
        item=item.id,
        team=team,
        other=other,
        own=own,
        foreseen=foreseen,
        outside=outside,
        agreement=_agreement(judgement, team),
        congruency=_congruency(release, item, views, pairs),
        accuracy=_accuracy(release, item, views),
        paired=pairs is not None,
        margin=release.rules.thresholds.margin(item.scale.size),
        points=item.scale.size,
        expected=tuple(views.foreseen.tolist()) if views.counted else None,
    )


def _agreement(judgement: Judgement, team: str) -> Distance:
    """The gap of the item, seen from that team."""
    gap = judgement.gap
    first = gap.groups[0].team == team
    low, high = gap.narrow
    return Distance(
        difference=gap.difference if first else gap.difference.negated(),
        narrow=(low, high) if first else (-high, -low),
        bases=gap.bases if first else gap.bases[::-1],
        at_least=gap.at_least if first else gap.at_least[::-1],
        p=gap.p,
        p_adjusted=gap.p_adjusted,
        exact=gap.counted,
        verdict=judgement.verdict,
    )


def _congruency(release: Release, item: Item, views: _Views, pairs: Counts | None) -> Distance:
    """Two answers of the same people: compared person by person where that may be shown.

    Else as if other people had given them. That is wider wherever those who answer higher also
    foresee higher, as people mostly do.
    """
    people = views.people[0]
    shown = all(views.means[:2])
    if pairs is not None:
        change = estimate_change(pairs.T, population=people)
        both = release.told(int(pairs.sum()), views.asked)
        return _distance(release, change, (both, both), item.scale.size, means=shown)
    own_mean, foreseen_mean = (
        told_mean(counts, item.scale.favourable_from, people)
        for counts in (views.own, views.foreseen)
    )
    compared = difference_of_means(own_mean, foreseen_mean)
    own, foreseen, _ = views.told
    return _distance(release, compared, (own, foreseen), item.scale.size, means=shown)


def _accuracy(release: Release, item: Item, views: _Views) -> Distance:
    foreseen_mean, other_mean = (
        told_mean(counts, item.scale.favourable_from, people)
        for counts, people in zip((views.foreseen, views.outside), views.people, strict=True)
    )
    compared = difference_of_means(foreseen_mean, other_mean)
    _, foreseen, outside = views.told
    shown = all(views.means[1:])
    return _distance(release, compared, (foreseen, outside), item.scale.size, means=shown)


def _distance(
    release: Release, compared: Comparison, told: tuple[Base, Base], points: int, *, means: bool
) -> Distance:
    wide, narrow = compared.interval(), compared.interval(0.90)
    bases = told[0].answers, told[1].answers
    found = Distance(
        difference=Estimate(
            value=float(compared.difference),
            low=float(wide.low),
            high=float(wide.high),
            base=sum(bases),
        ),
        narrow=(float(narrow.low), float(narrow.high)),
        bases=bases,
        at_least=(not told[0].exact, not told[1].exact),
        p=float(compared.p),
        p_adjusted=float(compared.p),
        exact=means and release.rules.exact(min(bases)) and all(base.exact for base in told),
        verdict=Verdict.UNDETERMINED,
    )
    return _judged(found, found.p, release.rules.thresholds.margin(points))


def _judged(distance: Distance, p_adjusted: float, margin: float) -> Distance:
    """The same with its verdict, by the rule of every gap."""
    narrow = Interval(*np.array(distance.narrow))
    verdict = str(verdicts(distance.difference.value, narrow, p_adjusted, margin))
    return replace(distance, p_adjusted=p_adjusted, verdict=Verdict(verdict))


def _adjusted(found: Sequence[MetaGap]) -> tuple[MetaGap, ...]:
    """Judged by p adjusted over all congruencies, and over all accuracies."""
    congruencies = benjamini_hochberg([each.congruency.p for each in found])
    accuracies = benjamini_hochberg([each.accuracy.p for each in found])
    adjusted = np.stack([congruencies, accuracies], axis=-1).tolist()
    return tuple(
        replace(
            each,
            congruency=_judged(each.congruency, congruency, each.margin),
            accuracy=_judged(each.accuracy, accuracy, each.margin),
        )
        for each, (congruency, accuracy) in zip(found, adjusted, strict=True)
    )
