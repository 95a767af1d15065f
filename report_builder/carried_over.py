"""What became of the recommendations of the previous report, and of the answers behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report_builder.previous import PreviousAction, PreviousGap, PreviousItem, PreviousReport
from report_builder.recommendations import Bucket, Recommendation
from survey.course import Course, Incomparable, change_of_gap, course_of_gap
from survey.errors import PreviousReportError
from survey.estimates import Estimate
from survey.questionnaire import Item, Questionnaire, Texts
from survey.verdict import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An item or dimension behind an earlier recommendation, then and now.

    Attributes:
        then: the gap as it was published; None where it was not.
        now: the judgement of today; None where it may not be shown.
        change: gap now - gap then, with its 95 % interval, variances added; None where the two are
            not compared.
        course: what may be said of it, or why there is nothing to compare.
    """

    subject: str
    then: PreviousGap | None
    now: Judgement | None
    change: Estimate | None
    course: Course | Incomparable

    @property
    def exact(self) -> bool:
        """Whether the change may be told unrounded."""
        if self.then is None or self.now is None:
            return False
        return self.then.exact and self.now.gap.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """A recommendation of the previous report.

    Attributes:
        title: as it was worded then.
        rank: its place among today's recommendations, from 1; None when it is not among them.
        bucket: when it was to be turned to then.
        followed: the subjects it rested on then.
    """

    lever: str
    title: Texts
    rank: int | None
    bucket: Bucket
    followed: tuple[Followed, ...]


def carry_over(
    previous: PreviousReport,
    recommended: Sequence[Recommendation],
    judgements: Iterable[Judgement],
    questionnaire: Questionnaire,
) -> tuple[CarriedOver, ...]:
    """Every recommendation of the previous report, in its order then.

    Args:
        previous: what was published.
        recommended: today's, most urgent first.
        judgements: today's, of the teams as a whole.
        questionnaire: what was asked today.
    """
    ranks = {each.lever.id: rank for rank, each in enumerate(recommended, start=1)}
    compare = _Compare(previous, {each.gap.subject: each for each in judgements}, questionnaire)
    return tuple(_carried(action, ranks.get(action.lever), compare) for action in previous.actions)


def refuse_same(previous: PreviousReport, counts_digest: str) -> None:
    """Nothing can have become of what was recommended from the very same answers.

    Raises:
        PreviousReportError: the counts are the same.
    """
    if previous.counts_digest == counts_digest:
        raise PreviousReportError(
            f"{previous.name}: this is the report of the same answers, not of an earlier survey.",
            "give the data/report.json of the earlier survey, or leave --previous out.",
        )


def _carried(action: PreviousAction, rank: int | None, compare: _Compare) -> CarriedOver:
    return CarriedOver(
        lever=action.lever,
        title=action.title,
        rank=rank,
        bucket=action.bucket,
        followed=tuple(map(compare.followed, action.subjects)),
    )


@dataclass(frozen=True, slots=True)
class _Compare:
    """Compares a subject then and now."""

    previous: PreviousReport
    judgements: Mapping[str, Judgement]
    questionnaire: Questionnaire

    def followed(self, subject: str) -> Followed:
        then, now = self.previous.gaps.get(subject), self.judgements.get(subject)
        if self.previous.version != self.questionnaire.version:
            return _apart(subject, then, now, Incomparable.VERSION)
        if not self._same_question(subject):
            return _apart(subject, then, now, Incomparable.QUESTION)
        if then is None or now is None or not self._same_shown(subject):
            return _apart(subject, then, now, Incomparable.NOT_SHOWN)
        change = change_of_gap(then.difference, now.gap.difference)
        course = course_of_gap(then.difference, now.gap.difference, change)
        return Followed(subject=subject, then=then, now=now, change=change, course=course)

    def _same_question(self, subject: str) -> bool:
        """Whether an item, or every item of a dimension, is asked as it was then."""
        then = {
            item.id: item for item in self.previous.items if subject in {item.id, item.dimension}
        }
        now = {item.id: item for item in self.questionnaire.items if subject in _names(item)}
        return then.keys() == now.keys() and all(_same(then[name], now[name]) for name in then)

    def _same_shown(self, subject: str) -> bool:
        """Whether the same items of a dimension are shown, of which its gap is made."""
        items = {item.id for item in self.questionnaire.items if subject in _names(item)}
        return items & self.previous.gaps.keys() == items & self.judgements.keys()


def _apart(
    subject: str, then: PreviousGap | None, now: Judgement | None, why: Incomparable
) -> Followed:
    return Followed(subject=subject, then=then, now=now, change=None, course=why)


def _names(item: Item) -> set[str]:
    return {item.id, item.dimension}


def _same(then: PreviousItem, now: Item) -> bool:
    shared = then.wording.keys() & now.wording.keys()
    return (
        (then.dimension, then.about, then.reverse_keyed, then.points, then.favourable_from)
        == (now.dimension, now.about, now.reverse_keyed, now.scale.size, now.scale.favourable_from)
        and bool(shared)
        and all(then.wording[language] == now.wording[language] for language in shared)
    )
