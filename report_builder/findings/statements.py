"""Which statements a sentence may speak of, and what it may say of one of them.

"Clear" is the verdict gap and nothing else. A superlative needs more: "the widest" is said of a
gap whose 95 % interval ends above those of all others of its set, in size; else "one of the
widest". Shares and a gap stand in one sentence only when they tell the same story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from report_builder.findings.finding import (
    Argument,
    Finding,
    Label,
    Points,
    PointsInterval,
    Share,
    TeamNamed,
    Topic,
    finding,
)
from report_builder.language import rounded
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.questionnaire import Questionnaire
from survey.verdict import Judgement, Quadrant, Verdict

PER_CENT = 0.01
ALIGNED_ALL_LOW = "verdicts.aligned_all_low"
HALF = 0.5
"""Statements that both teams rate low have fewer than half of each team in favour."""


def clear(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those with a clear gap, widest first."""
    return tuple(sorted((each for each in judgements if each.clear), key=_widest_first))


def with_verdict(judgements: Iterable[Judgement], verdict: Verdict) -> tuple[Judgement, ...]:
    """Those with that verdict, in their order."""
    return tuple(each for each in judgements if each.verdict is verdict)


def first_more(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those where the first team is the more positive one."""
    return tuple(each for each in judgements if each.gap.difference.value > 0)


def second_more(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those where the second team is the more positive one."""
    return tuple(each for each in judgements if each.gap.difference.value < 0)


def rated_low(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those both teams rate low, without a clear gap between them; lowest first.

    Low is the level of both means, and fewer than half of each team in favour.
    """
    low = [
        each
        for each in judgements
        if each.quadrant is Quadrant.SHARED_WEAKNESS and not each.clear and _below_half(each.gap)
    ]
    return tuple(sorted(low, key=lambda each: (sum(_shares(each.gap)), each.gap.subject)))


def clearly_ahead(gap: PerceptionGap, others: Iterable[PerceptionGap]) -> bool:
    """Whether the gap is wider than all others, beyond the reach of every interval.

    The 95 % intervals of the sizes must not overlap: stricter than a test of the difference
    between two gaps, which the same people gave.
    """
    least, _ = _reach(gap.difference)
    return all(least > _reach(other.difference)[1] for other in others)


def contradictory(gap: PerceptionGap) -> bool:
    """Whether the shares point the other way than the gap: then never both in one sentence."""
    first, second = _shares(gap)
    return (first - second) * gap.difference.value < 0


def which(
    judgement: Judgement, among: Sequence[Judgement], everyone: Iterable[Judgement], noun: str
) -> Finding:
    """How a sentence may introduce a gap: "The widest", "One of the widest" or "The one".

    Args:
        judgement: the gap spoken of, the widest of `among`.
        among: the gaps of its kind, such as the clear ones.
        everyone: all gaps it is compared with.
        noun: the id of the messages: "gap", "blind_spot", "hidden_strength".
    """
    if len(among) == 1:
        return Finding(f"which.{noun}.only")
    others = [each.gap for each in everyone if each.gap.subject != judgement.gap.subject]
    rank = "first" if clearly_ahead(judgement.gap, others) else "among"
    return Finding(f"which.{noun}.{rank}")


def introduced(judgement: Judgement, introduction: Finding) -> Finding:
    """A statement with who says so: its shares, or its gap where the shares would mislead."""
    gap = judgement.gap
    if contradictory(gap) or _shares_look_equal(gap):
        return finding(
            "statement.gap",
            which=introduction,
            topic=Topic(gap.subject),
            gap=Points(gap.difference.value, named=True),
            interval=PointsInterval(gap.difference),
        )
    return finding(
        "statement.shares",
        which=introduction,
        topic=Topic(gap.subject),
        **shares_of(gap),
    )


def shares_of(gap: PerceptionGap) -> dict[str, Argument]:
    """The arguments of a sentence with the share of each team: `a`, `b`, and "of" whom."""
    a, b = _estimates(gap)
    first, second = gap.groups
    return {
        "a": Share.of(a, in_words=True),
        "b": Share.of(b, in_words=True),
        "of_first": TeamNamed(first.team, "of"),
        "of_second": TeamNamed(second.team, "of"),
    }


def line(gap: PerceptionGap, questionnaire: Questionnaire) -> Finding:
    """The shares and the gap of an item in one line, as under a chart or in a table.

    "70% of Marketing and 19% of Sales agree: a gap of +1.3 points (1.0 to 1.6)". Without the
    shares where they do not point where the gap points. Of a dimension, the means.
    """
    told = gap.difference
    exact = told.low == told.high
    measured: dict[str, Argument] = {"gap": Points(told.value, named=True)}
    if not exact:
        measured["interval"] = PointsInterval(told)
    form = "everyone" if exact else "interval"
    if gap.means and gap.shares is None:
        return _means_line(gap, gap.means, questionnaire)
    if gap.shares is None or contradictory(gap):
        return finding(f"line.gap.{form}", **measured)
    item = questionnaire.item(gap.subject)
    agree = item.scale.disagree if item.reverse_keyed else item.scale.agree
    return finding(f"line.shares.{form}", agree=Label(agree), **shares_of(gap), **measured)


def _means_line(
    gap: PerceptionGap, means: tuple[Estimate, Estimate], questionnaire: Questionnaire
) -> Finding:
    """The mean of each team on a dimension, each with its interval."""
    first, second = gap.groups
    a, b = (_mean(mean) for mean in means)
    return finding(
        "line.means",
        points=questionnaire.items_of(gap.subject)[0].scale.size,
        first=TeamNamed(first.team),
        a=a,
        second=TeamNamed(second.team),
        b=b,
    )


def _mean(mean: Estimate) -> Finding:
    value = rounded(mean.value, 1)
    if mean.low == mean.high:
        return finding("mean.everyone", mean=value)
    return finding("mean.interval", mean=value, interval=PointsInterval(mean))


def widest_sentence(found: Sequence[Judgement], everyone: Iterable[Judgement]) -> Finding:
    """The first of the clear gaps found, as the widest, one of the widest or the one."""
    return introduced(found[0], which(found[0], found, everyone, "gap"))


def directions(
    found: Sequence[Judgement], place: Literal["heading", "lead", "note"]
) -> tuple[Finding, ...]:
    """Which team is the more positive one on the clear gaps found, and on how many.

    Args:
        found: the clear gaps; none, no sentence.
        place: whose words to use.
    """
    if not found:
        return ()
    first, second = (group.team for group in found[0].gap.groups)
    a, b = len(first_more(found)), len(second_more(found))
    if a and b:
        counts: dict[str, Argument] = {"a": a, "b": b}
        both = _named(place, first=first, second=second)
        return (Finding(f"directions.{place}.both", {**both, **counts}),)
    return (Finding(f"directions.{place}.one", _named(place, team=first if a else second)),)


def low_sentence(judgements: Iterable[Judgement]) -> tuple[Finding, ...]:
    """What both teams rate low, with the lowest by its title; none, no sentence."""
    low = rated_low(judgements)
    if not low:
        return ()
    return (finding("low", count=len(low), topic=Topic(low[0].gap.subject)),)


def verdict_sentences(judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
    """How many are aligned, show signs of a gap, or allow no conclusion; those that occur.

    To be aligned on what both rate low is no reason to rest: it is said in the same sentence.
    """
    counted = {
        "verdicts.signs": with_verdict(judgements, Verdict.POSSIBLE_GAP),
        "verdicts.open": with_verdict(judgements, Verdict.UNDETERMINED),
    }
    others = (finding(message, count=len(each)) for message, each in counted.items() if each)
    return (*_aligned(with_verdict(judgements, Verdict.ALIGNED)), *others)


def low_and_verdicts(judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
    """What both teams rate low, and what the others allow to say; nothing is said twice."""
    verdicts = verdict_sentences(judgements)
    low = len(rated_low(judgements))
    told = [each.arguments["count"] for each in verdicts if each.message == ALIGNED_ALL_LOW]
    return verdicts if told == [low] else (*low_sentence(judgements), *verdicts)


def _aligned(aligned: Sequence[Judgement]) -> tuple[Finding, ...]:
    low = rated_low(aligned)
    if not aligned:
        return ()
    if not low:
        return (finding("verdicts.aligned", count=len(aligned)),)
    if len(low) == len(aligned):
        return (finding(ALIGNED_ALL_LOW, count=len(low), topic=Topic(low[0].gap.subject)),)
    return (finding("verdicts.aligned_low", count=len(aligned), low=len(low)),)


def _named(place: str, **teams: str) -> dict[str, Argument]:
    """The teams as the words of that place need them: in a lead, after "that of"."""
    if place == "lead":
        return {f"of_{name}": TeamNamed(team, "of") for name, team in teams.items()}
    return {name: TeamNamed(team) for name, team in teams.items()}


def _widest_first(judgement: Judgement) -> tuple[float, str]:
    return -abs(judgement.gap.difference.value), judgement.gap.subject


def _estimates(gap: PerceptionGap) -> tuple[Estimate, Estimate]:
    if gap.shares is None:
        raise ValueError(f"{gap.subject}: a sentence with shares needs an item")
    return gap.shares


def _shares(gap: PerceptionGap) -> tuple[float, float]:
    first, second = _estimates(gap)
    return first.value, second.value


def _shares_look_equal(gap: PerceptionGap) -> bool:
    first, second = _shares(gap)
    return abs(first - second) < PER_CENT


def _below_half(gap: PerceptionGap) -> bool:
    return max(_shares(gap)) < HALF


def _reach(difference: Estimate) -> tuple[float, float]:
    """The interval of the size of a difference, whatever its direction."""
    ends = abs(difference.low), abs(difference.high)
    return (0.0 if difference.low < 0 < difference.high else min(ends)), max(ends)
