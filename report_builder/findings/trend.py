"""What the Trend page says: which gaps are narrower or wider, and what changed in each team.

Every word rests on an interval that leaves out no change, corrected for how many were looked at;
what the answers do not settle is called "no clear change", never "unchanged".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.findings.finding import (
    Argument,
    Finding,
    Listing,
    Part,
    Quoted,
    Share,
    TeamNamed,
    Theme,
    Topic,
    finding,
)
from report_builder.report import Report
from survey.course import Course
from survey.release import INDEX
from survey.trends import Trend
from survey.wave_change import Change, Turn
from survey.wave_series import Excluded


def trend_heading(trend: Trend) -> Finding:
    """On how many statements the gap is narrower than in the wave before, and wider."""
    counts = _counts(trend.statements)
    wave: dict[str, Argument] = {"wave": trend.before}
    total = len(trend.statements)
    if not total:
        return finding("trend.heading.nothing", **wave)
    if counts[Course.NARROWER] and counts[Course.WIDER]:
        both = {"narrower": counts[Course.NARROWER], "wider": counts[Course.WIDER]}
        return finding("trend.heading.both", total=total, **both, **wave)
    for course in (Course.NARROWER, Course.WIDER, Course.TURNED):
        if counts[course]:
            return finding(
                f"trend.heading.{course.value}", count=counts[course], total=total, **wave
            )
    return finding("trend.heading.none", **wave)


def trend_lead(report: Report, trend: Trend) -> tuple[Finding, ...]:
    """What changed in each team, over all themes, and in who says that the teams are aligned."""
    return (*_teams(trend), *_index(trend), *_alignment(report, trend))


def trend_sentence(trend: Trend) -> Finding | None:
    """What the Overview says of it: only what has clearly changed."""
    if any(each.course is not Course.NO_CLEAR_CHANGE for each in trend.statements):
        return finding("sentence", text=trend_heading(trend))
    return None


def left_sentences(report: Report, trend: Trend) -> tuple[Finding, ...]:
    """What is not compared, and why: the statements by reason, then the themes they are of."""
    items = {item.id for item in report.questionnaire.items}
    found = []
    for why in Excluded:
        left = [each.subject for each in trend.left if each.why is why and each.subject in items]
        if left:
            titles = Listing(tuple(Quoted(Topic(item)) for item in left))
            named: dict[str, Argument] = {"titles": titles, "wave": trend.before}
            of_panel = ".panel" if why is Excluded.NOT_SHOWN and trend.panels else ""
            found.append(finding(f"trend.left.{why.value}{of_panel}", count=len(left), **named))
    themes = [each.subject for each in trend.left if each.subject not in items]
    if themes:
        names = Listing(tuple(map(_theme, themes)))
        found.append(finding("trend.left.themes", themes=names, count=len(themes)))
    return tuple(found)


def hidden_waves(report: Report) -> Finding | None:
    """How many waves are not shown, as too few answered."""
    waves = sum(entry.cells for entry in report.withheld if entry.rule == "wave")
    threshold = report.rules.minimum_group
    return finding("withheld.wave", count=waves, threshold=threshold) if waves else None


def compared_sentence(trend: Trend) -> Finding | None:
    """How many companies of a panel are compared with themselves."""
    if not trend.companies:
        return None
    waves: dict[str, Argument] = {"before": trend.before, "last": trend.last}
    return finding("trend.compared", count=trend.companies, **waves)


def linked_sentence(trend: Trend) -> Finding | None:
    """How many people of each team are known to have answered both waves."""
    shown = [people for people in trend.linked if people is not None]
    if not shown or not any(team.paired for each in trend.statements for team in each.teams):
        return None
    first, second = trend.linked
    teams = trend.changes[0].teams
    if first is None or second is None:
        place = 0 if second is None else 1
        return finding("trend.linked.one", team=TeamNamed(teams[place].team), count=shown[0])
    return finding(
        "trend.linked.both",
        first=TeamNamed(teams[0].team),
        first_people=first,
        second=TeamNamed(teams[1].team),
        second_people=second,
    )


def _counts(changes: Sequence[Change]) -> dict[Course, int]:
    return {course: sum(each.course is course for each in changes) for course in Course}


def _teams(trend: Trend) -> Iterator[Finding]:
    """On how many statements each team is more or less favourable than it was."""
    if not trend.statements:
        return
    found = [*_team(trend, 0), *_team(trend, 1)]
    yield from found or [Finding("trend.teams.none")]


def _team(trend: Trend, place: int) -> Iterator[Finding]:
    turns = [each.teams[place].turn for each in trend.statements]
    higher, lower = turns.count(Turn.HIGHER), turns.count(Turn.LOWER)
    named: dict[str, Argument] = {
        "team": TeamNamed(trend.statements[0].teams[place].team),
        "wave": trend.before,
    }
    if higher and lower:
        yield finding("trend.team.both", higher=higher, lower=lower, total=len(turns), **named)
    elif higher:
        yield finding("trend.team.higher", count=higher, **named)
    elif lower:
        yield finding("trend.team.lower", count=lower, **named)


def _index(trend: Trend) -> Iterator[Finding]:
    if trend.index is not None and trend.index.course is not Course.NO_CLEAR_CHANGE:
        yield finding(f"trend.index.{trend.index.course.value}", wave=trend.before)


def _alignment(report: Report, trend: Trend) -> Iterator[Finding]:
    """Whether more or fewer say that the teams are aligned; nothing where it is not clear."""
    change = trend.alignment
    if change is not None and change.turn is not Turn.NO_CLEAR_CHANGE and report.alignment:
        yield finding(
            f"trend.alignment.{change.turn.value}",
            wave=trend.before,
            then=Share.of(change.then, in_words=True),
            now=Share.of(change.now, in_words=True),
        )


def _theme(subject: str) -> Part:
    return Finding("trend.left.index") if subject == INDEX else Quoted(Theme(subject))
