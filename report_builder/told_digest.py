"""A hash of what is told of the two teams, the same for two reports of the same answers.

It holds what is published and nothing else. A hash of the counts themselves would tell those that
are withheld: whoever guesses them tries one guess after the other until the hash is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from report_builder.fineness import figure, whole
from survey.estimates import Estimate
from survey.release import Base, Counts, Subject
from survey.statistics.distribution import FloatArray
from survey.verdict import Judgement

DECIMALS = 2

Spreads = Mapping[Subject, Counts | FloatArray]


def told_digest(
    spreads: Spreads, bases: Mapping[Subject, Base], judgements: Iterable[Judgement]
) -> str:
    """SHA-256 over how the teams are spread, their shares and means, as finely as these are told.

    Args:
        spreads: answers per point, (points,), where that is shown.
        bases: of these, how many answers.
        judgements: of statements and outcomes.
    """
    lines = [*_spreads(spreads, bases), *_figures(judgements)]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _spreads(spreads: Spreads, bases: Mapping[Subject, Base]) -> Iterator[str]:
    for (item, group), answers in spreads.items():
        if group.team and not group.segment:
            told = bases[item, group]
            shares = (answers / answers.sum()).tolist()
            exact = told.exact and whole(answers)
            found = [figure(each, exact=exact, decimals=DECIMALS) for each in shares]
            yield f"{item}|{group.team}|{told.answers}|{found}"


def _figures(judgements: Iterable[Judgement]) -> Iterator[str]:
    for gap in (each.gap for each in judgements):
        for estimates in (gap.shares, gap.means):
            for group, estimate in zip(gap.groups, estimates or (), strict=False):
                exact = not (estimate.at_least or gap.companies)
                yield f"{gap.subject}|{group.team}|{_told(estimate, exact=exact)}"


def _told(estimate: Estimate, *, exact: bool) -> tuple[float, str, int, bool]:
    value = figure(estimate.value, exact=exact, decimals=DECIMALS)
    return value, estimate.bound.value, estimate.base, estimate.at_least
