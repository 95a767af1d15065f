"""What would have to change in the answers before a recommendation falls away, in words.

Each condition is a noun phrase with the threshold of its rule, and beside it the figure as it is,
where a mean may be shown and the two do not look alike once rounded.
"""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

from report_builder.change import (
    AllTogether,
    Another,
    BetterForeseen,
    Change,
    FewerItems,
    FewerLowDimensions,
    Higher,
    LessFlattering,
    Narrower,
    OneOf,
)
from report_builder.findings.finding import (
    Finding,
    Listing,
    Part,
    Points,
    TeamNamed,
    Theme,
    Topic,
    finding,
)
from report_builder.language import rounded
from report_builder.recommendations import Recommendation
from survey.verdict import Judgement, Quadrant, Verdict

TEAMS = 2


def changes_of(recommendation: Recommendation) -> tuple[Finding, ...]:
    """What would end each rule that fired, one finding a rule, each once."""
    told = {each.change: change_told(each.change) for each in recommendation.changes}
    return tuple(told.values())


@singledispatch
def change_told(change: Change) -> Finding:
    """The condition as a noun phrase."""
    raise TypeError(f"no words are given to {type(change).__name__}")


@change_told.register
def _(change: Higher) -> Finding:
    about, of_team = _about(change.judgement), TeamNamed(change.team, "of")
    if change.judgement.gap.means is None:
        return finding(f"change.level.{change.highest.value}", about=about, of_team=of_team)
    bound, now = _bound(change), _now(change)
    if now is None:
        return finding("change.mean", about=about, of_team=of_team, bound=bound)
    return finding("change.mean.now", about=about, of_team=of_team, bound=bound, now=now)


@change_told.register
def _(change: Narrower) -> Finding:
    about = _about(change.judgement)
    if change.only_clear:
        return finding("change.no_clear_gap", about=about)
    now = Points(change.judgement.gap.difference.value)
    return finding("change.gap", about=about, bound=rounded(change.bound, 1), now=now)


@change_told.register
def _(change: LessFlattering) -> Finding:
    gap = change.judgement.gap
    ahead = abs(gap.difference.value)
    return finding(
        "change.self_view",
        about=_about(change.judgement),
        of_team=TeamNamed(change.team, "of"),
        bound=rounded(change.bound, 1),
        now=Points(ahead),
    )


@change_told.register
def _(change: BetterForeseen) -> Finding:
    return finding(
        "change.expected",
        about=_about(change.judgement),
        team=TeamNamed(change.team, "article"),
        bound=rounded(change.bound, 1),
        now=Points(change.now),
    )


@change_told.register
def _(change: Another) -> Finding:
    return finding("change.another", about=_about(change.judgement))


@change_told.register
def _(change: FewerItems) -> Finding:
    if change.states == {Verdict.GAP}:
        return finding("change.fewer.gap", count=change.count)
    if change.states == {Quadrant.BLIND_SPOT}:
        return finding("change.fewer.blind_spot", count=change.count)
    return finding("change.fewer.other", count=change.count)


@change_told.register
def _(change: FewerLowDimensions) -> Finding:
    return finding("change.fewer.low_themes", count=change.count)


@change_told.register
def _(change: OneOf) -> Finding:
    return finding("change.joined", text=Listing(_parts(change.changes), "or"))


@change_told.register
def _(change: AllTogether) -> Finding:
    both = _both_teams(change)
    return both or finding("change.joined", text=Listing(_parts(change.changes)))


def _both_teams(change: AllTogether) -> Finding | None:
    """The condition in one phrase where it is the same for both teams, with their means beside."""
    means = [each for each in change.changes if isinstance(each, Higher)]
    known = [now for each in means if (now := _now(each)) is not None]
    same = {each.judgement.gap.subject for each in means}
    if len(known) != len(change.changes) or len(known) != TEAMS or len(same) != 1:
        return None
    first, second = known
    about, bound = _about(means[0].judgement), _bound(means[0])
    return finding("change.means.now", about=about, bound=bound, first=first, second=second)


def _bound(change: Higher) -> Decimal:
    """The mean asked for, to as many decimals as it has, one at least."""
    bound = rounded(change.bound, 2)
    return rounded(bound, 1) if bound == rounded(bound, 1) else bound


def _now(change: Higher) -> Decimal | None:
    """The mean as it is; None where it may not be shown, or looks like the one asked for."""
    gap = change.judgement.gap
    if gap.means is None:
        return None
    place = [group.team for group in gap.groups].index(change.team)
    shown = (rounded(gap.means[place].value, decimals) for decimals in (1, 2))
    return next((now for now in shown if now < _bound(change)), None)


def _parts(changes: tuple[Change, ...]) -> tuple[Part, ...]:
    return tuple(change_told(each) for each in changes)


def _about(judgement: Judgement) -> Part:
    gap = judgement.gap
    return Topic(gap.subject) if gap.kind == "item" else Theme(gap.subject)
