"""The rows of report.json that hold figures; each names the group it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from report_builder.downloads.document import (
    GAP_DECIMALS,
    SHARE_DECIMALS,
    Row,
    gap_decimals,
    group_id,
    limit_decimals,
    ordered_groups,
    segment_of,
)
from report_builder.fineness import figure, whole
from report_builder.report import Report
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.mirror import MirrorGap
from survey.release import INDEX, Group
from survey.unanimity import FEW
from survey.verdict import Judgement

MEASURES = ("favourable", "mean", "point", "cant_say", "agreement")
"""Of an item or dimension in a group, in this order."""


def estimates(report: Report) -> list[Row]:
    """What each group answered: shares and, from ten answers on, means and distributions."""
    items = {item.id: place for place, item in enumerate(report.questionnaire.items)}
    dimensions = [dimension.id for dimension in report.questionnaire.dimensions]
    places = {**items, **{name: len(items) + at for at, name in enumerate([*dimensions, INDEX])}}
    groups = {group_id(entry.group): at for at, entry in enumerate(ordered_groups(report))}
    rows = chain(
        _shares(report), _means(report), _points(report), _cant_say(report), _agreement(report)
    )
    return sorted(
        rows,
        key=lambda row: (
            places[str(row.get("item", row.get("dimension")))],
            groups[str(row["group"])],
            MEASURES.index(str(row["measure"])),
        ),
    )


def _judgements(report: Report) -> Iterator[Judgement]:
    """Every judgement: of items, outcomes and dimensions, then within segments."""
    yield from (*report.statements, *report.outcomes, *report.dimensions, *report.by_segment)


def _estimate(  # noqa: PLR0913 - what a row says
    about: Row,
    group: Group,
    measure: str,
    estimate: Estimate,
    *,
    exact: bool,
    decimals: int = SHARE_DECIMALS,
) -> Row:
    return {
        "group": group_id(group),
        **about,
        "measure": measure,
        **estimate_of("value", estimate, exact=exact, decimals=decimals),
    }


def estimate_of(name: str, estimate: Estimate, *, exact: bool, decimals: int) -> Row:
    """A figure with its interval and how many answers it rests on; the side of a bound."""
    return {
        **interval_of(name, estimate, exact=exact, decimals=decimals),
        **({"bound": estimate.bound.value} if estimate.bound else {}),
        "base": estimate.base,
        "at_least": estimate.at_least,
    }


def interval_of(
    name: str, estimate: Estimate, *, exact: bool, decimals: int, limits: int | None = None
) -> Row:
    """A figure under that name with its interval, as finely as it may be told.

    `limits` are the decimals of its limits, where they are others.
    """
    finely = decimals if limits is None else limits
    return {
        name: figure(estimate.value, exact=exact, decimals=decimals),
        "low": figure(estimate.low, exact=exact, decimals=finely),
        "high": figure(estimate.high, exact=exact, decimals=finely),
    }


def _shares(report: Report) -> Iterator[Row]:
    """The share of favourable answers of each item and group compared.

    Of the levels of a segment where a team has 20 answers or more in each of them alone: else the
    shares of the others and of the team would tell what the bound of one leaves open.
    """
    few = {
        (gap.subject, group.team, group.segment)
        for gap in (each.gap for each in report.by_segment)
        for group, base in zip(gap.groups, gap.bases, strict=True)
        if base < FEW
    }
    for judgement in _judgements(report):
        gap = judgement.gap
        if any((gap.subject, group.team, group.segment) in few for group in gap.groups):
            continue
        for group, share in zip(gap.groups, gap.shares or (), strict=False):
            exact = report.counted(gap.subject, group)
            yield _estimate({"item": gap.subject}, group, "favourable", share, exact=exact)


def _means(report: Report) -> Iterator[Row]:
    """Means of items, of dimensions and of the index, each with ten answers or more."""
    for judgement in _judgements(report):
        gap = judgement.gap
        for group, mean in zip(gap.groups, gap.means or (), strict=False):
            exact = gap.kind == "item" and not (mean.at_least or gap.companies)
            yield _estimate(
                _subject(gap), group, "mean", mean, exact=exact, decimals=gap_decimals(gap)
            )
    for stage in report.stages:
        index, group = stage.index, Group(team=stage.team)
        row = _estimate(
            {"dimension": INDEX}, group, "mean", index, exact=False, decimals=GAP_DECIMALS
        )
        yield {**row, "stage": stage.stage.value}


def _points(report: Report) -> Iterator[Row]:
    """The share of answers at each point, of the teams as a whole where they are 20 or more."""
    for (item, group), counts in report.counts.items():
        told = report.bases[item, group]
        if group.team and not group.segment:
            base, exact = round(float(counts.sum())), told.exact and whole(counts)
            for point, answers in enumerate(counts.tolist(), start=1):
                yield {
                    "group": group_id(group),
                    "item": item,
                    "measure": "point",
                    "point": point,
                    "value": figure(answers / base, exact=exact, decimals=SHARE_DECIMALS),
                    "base": told.answers,
                    "at_least": not told.exact,
                }


def _cant_say(report: Report) -> Iterator[Row]:
    """The share who can't say, of the teams as a whole, where that may be told."""
    for (item, group), silent in report.cant_say.items():
        counts = report.counts.get((item, group))
        if counts is not None and report.counted(item, group):
            base = int(counts.sum()) + silent
            share = figure(silent / base, exact=True, decimals=SHARE_DECIMALS)
            about: Row = {"group": group_id(group), "item": item, "measure": "cant_say"}
            yield {**about, "value": share, "base": base, "at_least": False}


def _agreement(report: Report) -> Iterator[Row]:
    """How united a team is, by van der Eijk's A."""
    for each in report.consensus:
        yield {
            "group": group_id(Group(team=each.team)),
            "item": each.item,
            "measure": "agreement",
            "value": figure(each.agreement, exact=not each.at_least, decimals=SHARE_DECIMALS),
            "base": each.base,
            "at_least": each.at_least,
            "label": each.label.value,
        }


def _subject(gap: PerceptionGap) -> Row:
    return {gap.kind: gap.subject}


def gaps(report: Report) -> list[Row]:
    """The gaps with their verdicts: widest first among items, as shown; then within segments."""
    return [gap_row(judgement) for judgement in _judgements(report)]


def gap_row(judgement: Judgement) -> Row:
    """A gap with its groups, intervals and verdict."""
    gap = judgement.gap
    return {
        **_subject(gap),
        "where": segment_of(gap.groups[0]),
        "groups": [group_id(group) for group in gap.groups],
        "bases": list(gap.bases),
        "at_least": list(gap.at_least),
        **interval_of(
            "difference",
            gap.difference,
            exact=gap.counted,
            decimals=gap_decimals(gap),
            limits=limit_decimals(gap),
        ),
        **_delta(gap),
        "p_adjusted": figure(gap.p_adjusted, exact=gap.counted, decimals=SHARE_DECIMALS),
        "verdict": judgement.verdict.value,
        "quadrant": judgement.quadrant.value,
        **({"companies": gap.companies} if gap.companies else {}),
    }


def _delta(gap: PerceptionGap) -> Row:
    delta = interval_of("cliffs_delta", gap.delta, exact=gap.counted, decimals=gap_decimals(gap))
    return {
        "cliffs_delta": delta["cliffs_delta"],
        "cliffs_delta_low": delta["low"],
        "cliffs_delta_high": delta["high"],
    }


def alignment(report: Report) -> list[Row]:
    """The shares who say that the teams are aligned, by each definition."""
    item, teams = report.questionnaire.alignment_item, report.questionnaire.teams
    groups = (Group(), *(Group(team=team.id) for team in teams))
    return [
        {
            "definition": share.definition,
            **_estimate(
                {"item": item},
                group,
                "share",
                estimate,
                exact=report.counted(str(item), group),
            ),
        }
        for share in report.alignment
        for group, estimate in zip(groups, (share.everyone, *share.teams), strict=True)
    ]


def mirror(report: Report) -> list[Row]:
    """How each team sees itself and how the other sees it, pair by pair."""
    return [_mirrored(gap, report) for gap in report.mirror]


def _mirrored(mirrored: MirrorGap, report: Report) -> Row:
    gap = mirrored.gap
    own, outside = gap.groups if gap.groups[0].team == mirrored.about else gap.groups[::-1]
    verdicts = {each.gap.subject: each for each in report.statements}
    judged = verdicts[mirrored.item]
    return {
        "pair": mirrored.pair,
        "item": mirrored.item,
        "about": mirrored.about,
        "groups": [group_id(own), group_id(outside)],
        "own": view_of(mirrored.own, own, exact=report.counted(gap.subject, own)),
        "outside": view_of(mirrored.outside, outside, exact=report.counted(gap.subject, outside)),
        **interval_of(
            "difference", mirrored.difference, exact=gap.counted, decimals=gap_decimals(gap)
        ),
        "verdict": judged.verdict.value,
        "quadrant": judged.quadrant.value,
    }


def view_of(share: Estimate, group: Group, *, exact: bool) -> Row:
    """A share of favourable answers, with whose it is and what it rests on."""
    return {
        "group": group_id(group),
        **estimate_of("favourable", share, exact=exact, decimals=SHARE_DECIMALS),
    }
