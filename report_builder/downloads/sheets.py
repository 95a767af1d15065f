"""What is published as sheets in one language: the statements side by side, then every table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from report_builder.charts.companies import company_name
from report_builder.charts.wording import Wording
from report_builder.downloads.document import (
    SHARE_DECIMALS,
    Json,
    gap_decimals,
    group_id,
    limit_decimals,
)
from report_builder.downloads.flat import Flat, joined
from report_builder.downloads.panel import companies_shown
from report_builder.downloads.tables import flat_tables, titles_in
from report_builder.downloads.trend import COMPARED, earlier_groups
from report_builder.fineness import figure
from report_builder.pages.voice import Voice
from survey.estimates import Estimate
from survey.release import Group
from survey.verdict import Judgement

Value = str | int | float | None
GROUPS = (
    *("id", "group", "groups", "own_group", "foreseen_group", "outside_group"),
    *("stability_groups", "groups_then", "then_groups", "now_groups", "change_groups"),
    *("same_people_groups", "same_people_group"),
)
TEAMS = ("team", "about")
SEGMENTS = ("segment", "scope")
LEVELS = ("level", "levels")
"""Fields that hold the ids of groups, of teams, of segments, of their levels."""
SAID_ELSEWHERE = {
    **dict.fromkeys(
        (
            *("verdict", "answered_verdict"),
            *("agreement_verdict", "congruency_verdict", "accuracy_verdict"),
        ),
        "verdict",
    ),
    **dict.fromkeys(
        ("bound", "own_bound", "outside_bound", "foreseen_bound", "bounds"),
        "page.sheet.value.bound",
    ),
    "standing": "standing",
    "stage": "page.stage",
    "course": "page.course",
    "turn": "page.turn",
}
"""Fields whose values other parts of the report have words for."""

PAIRED = 2
"""A list of two in every row is two columns: the first and the second team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table for a workbook: a header, and cells that are numbers where they hold numbers.

    Columns whose places are in `shares` hold shares of 0 to 1, best read in per cent.
    """

    title: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shares: frozenset[int] = frozenset()


def sheets(voice: Voice) -> tuple[Sheet, ...]:
    """The statements with what both teams answered, then each table of report.json with rows."""
    titles = titles_in(voice.report, voice.language.code)
    typeset = {name: voice.language.typeset(title) for name, title in titles.items()}
    found = flat_tables(voice.report, typeset)
    named = tuple(_sheet(voice, name, table) for name, table in found.items())
    return (_statements(voice), *named) if voice.report.statements else named


def _statements(voice: Voice) -> Sheet:
    """A row for each statement: what each team answered, the gap, and what may be said of it."""
    judged = (*voice.report.statements, *voice.report.outcomes)
    return Sheet(
        title=voice.text("sheet.statements"),
        about=voice.text("sheet.statements.about"),
        header=tuple(_statement_header(voice)),
        rows=tuple(tuple(_statement(voice, each)) for each in judged),
        shares=frozenset({4, 5, 6, 8, 9, 10}),
    )


def _statement_header(voice: Voice) -> Iterator[str]:
    say = partial(_label, voice)
    yield from map(say, ("item", "title", "wording", "dimension"))
    teams = [voice.team(place) for place in (0, 1)]
    for kind in ("share", "mean"):
        for team in teams:
            yield voice.text(f"sheet.column.{kind}", team=team)
            yield from map(say, ("low", "high"))
            if kind == "share":
                yield voice.text("column.answered", team=team)
    yield from map(say, ("difference", "low", "high", "cliffs_delta", "verdict", "quadrant"))


def _statement(voice: Voice, judgement: Judgement) -> Iterator[Value]:
    gap = judgement.gap
    item = voice.report.questionnaire.item(gap.subject)
    yield from (item.id, voice.label(item.title), voice.label(item.wording))
    yield voice.theme(item.dimension)
    for group, share in zip(gap.groups, gap.shares or (), strict=True):
        exact = voice.report.counted(item.id, group)
        value, *limits = _estimate(share, exact, SHARE_DECIMALS)
        yield voice.language.share(share.value, share.bound) if share.bound else value
        yield from limits
        yield _answers(voice, share)
    for mean in gap.means or (None, None):
        exact = mean is not None and not (mean.at_least or gap.companies)
        yield from _estimate(mean, exact, SHARE_DECIMALS) if mean else (None, None, None)
    difference, _, _ = _estimate(gap.difference, gap.counted, gap_decimals(gap))
    _, *limits = _estimate(gap.difference, gap.counted, limit_decimals(gap))
    yield from (difference, *limits)
    yield figure(gap.delta.value, exact=gap.counted, decimals=gap_decimals(gap))
    yield voice.verdict(judgement)
    yield _known(voice, "quadrant", judgement.quadrant.value)


def _answers(voice: Voice, share: Estimate) -> Value:
    """How many answered: a number, or in words one that they reach."""
    return voice.language.base(share.base, at_least=True) if share.at_least else share.base


def _estimate(estimate: Estimate, exact: bool, decimals: int) -> tuple[float, float, float]:
    value, low, high = (
        figure(one, exact=exact, decimals=decimals)
        for one in (estimate.value, estimate.low, estimate.high)
    )
    return value, low, high


def _sheet(voice: Voice, name: str, table: Flat) -> Sheet:
    names, own = _names(voice), voice.language.code
    languages = voice.report.questionnaire.languages
    foreign = tuple(f"_{code}" for code in languages if code != own)
    header: list[str] = []
    columns: list[Sequence[Value]] = []
    for field, values in zip(table.names, zip(*table.rows, strict=True), strict=True):
        if field.endswith(foreign) or not any(map(_is_told, values)):
            continue  # a text that the sheet has in its own language, or nothing at all
        for label, column in _columns(voice, field, values):
            header.append(label)
            columns.append([_said(voice, names.get(field, {}), field, value) for value in column])
    return Sheet(
        title=_text(voice, f"sheet.{name}", name),
        about=_text(voice, f"sheet.{name}.about", ""),
        header=tuple(header),
        rows=tuple(zip(*columns, strict=True)),
    )


def _columns(
    voice: Voice, field: str, values: Sequence[Json]
) -> Iterator[tuple[str, Sequence[Json]]]:
    """The column of a field; two, numbered, where every list in it is of two or empty."""
    told = [value for value in values if _is_told(value)]
    if field in LEVELS or not all(_is_list(value) and len(value) == PAIRED for value in told):
        yield _label(voice, field), values
        return
    for place in range(PAIRED):
        numbered = voice.text("sheet.numbered", label=_label(voice, field), place=place + 1)
        yield numbered, [value[place] if _is_list(value) and value else None for value in values]


def _is_told(value: Json) -> bool:
    return value is not None and value != []


def _is_list(value: Json) -> TypeGuard[Sequence[Json]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _names(voice: Voice) -> Mapping[str, Mapping[str, str]]:
    """What the ids in a field stand for: groups, teams, segments, levels."""
    report = voice.report
    teams = {team.id: voice.team(place) for place, team in enumerate(report.questionnaire.teams)}
    companies = _company_names(voice)
    known = (
        *(each.group for each in report.groups),
        *earlier_groups(report),
        *(group for each in companies_shown(report) for group in each.groups),
    )
    called = {**companies, COMPARED: voice.text("sheet.compared")}
    groups = {group_id(group): _group_name(voice, group, teams, called) for group in known}
    segments = {segment.id: voice.label(segment.label) for segment in report.segments}
    return {
        **dict.fromkeys(GROUPS, groups),
        **dict.fromkeys(TEAMS, teams),
        **dict.fromkeys(SEGMENTS, segments),
        "dimension": {"index": voice.language.text("trend.left.index")},
        **dict.fromkeys(LEVELS, _level_names(voice)),
        "wave": {report.settings.wave: voice.settings.wave},
        "company": {report.settings.client: voice.settings.client, **companies},
    }


def _company_names(voice: Voice) -> dict[str, str]:
    """What the companies of a panel are called on its page, by their names in report.json."""
    wording = Wording(voice.report, voice.language)
    return {
        each.label: company_name(wording, each.gap, place)
        for place, each in enumerate(companies_shown(voice.report), start=1)
    }


def _group_name(
    voice: Voice, group: Group, teams: Mapping[str, str], companies: Mapping[str, str]
) -> str:
    who = teams.get(group.team, voice.language.text("chart.everyone"))
    levels = (
        level for each in voice.report.segments if each.id == group.segment for level in each.levels
    )
    where = next((voice.label(each.label) for each in levels if each.id == group.value), "")
    company = companies.get(group.company, group.company)
    return " · ".join(part for part in (group.wave, company, who, where) if part)


def _level_names(voice: Voice) -> dict[str, str]:
    """The label of each level; not of an id that has another label in another segment."""
    found: dict[str, set[str]] = {}
    for segment in voice.report.segments:
        for level in segment.levels:
            found.setdefault(level.id, set()).add(voice.label(level.label))
    return {level: labels.pop() for level, labels in found.items() if len(labels) == 1}


def _said(voice: Voice, names: Mapping[str, str], field: str, value: Json) -> Value:
    """A value as a cell shows it: an id by its name, a list as one text, a number as it is."""
    if isinstance(value, str):
        return names.get(value) or _known(voice, field, value)
    if _is_list(value):
        return joined(value, lambda one: str(_said(voice, names, field, one)))
    return value if isinstance(value, int | float) else None


def _known(voice: Voice, field: str, value: str) -> str:
    """The words for one of the program's own values; any other text as it is."""
    message = f"{SAID_ELSEWHERE.get(field, f'page.sheet.value.{field}')}.{value}"
    return voice.language.text(message) if message in voice.language.messages else value


def _label(voice: Voice, field: str) -> str:
    """The head of a field's column; the field's name where the catalogue has none."""
    return _text(voice, f"sheet.column.{field}", field)


def _text(voice: Voice, message: str, otherwise: str) -> str:
    if f"page.{message}" in voice.language.messages:
        return voice.text(message)
    return otherwise
