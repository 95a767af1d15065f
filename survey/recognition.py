"""Which column of an export is which item, which names the team, and which the segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Lookup

import pandas as pd

from survey.errors import ItemColumnError, MappingError, TeamColumnError
from survey.export import Column, Export
from survey.headers import codes, column_name, statements
from survey.likeness import likenesses
from survey.mapping import ItemColumn, Mapping, ProfileColumn
from survey.questionnaire import (
    BOTH,
    OTHER,
    ProfileQuestion,
    ProfileValue,
    Questionnaire,
)
from survey.wording import listed, normalised, quoted

LEAST_ITEMS = 3
"""A table in which fewer items are found is hardly an export of this questionnaire."""

TEAM_HEADERS = (
    "team",
    "your team",
    "équipe",
    "votre équipe",
    "department",
    "département",
    "service",
)
COMPANY_HEADERS = ("company", "entreprise", "société", "organisation", "organization")
WAVE_HEADERS = ("wave", "vague")

_FIX = (
    "write a mapping file with `build-report map EXPORT`, correct it, and give it with --mapping."
)
_PROPOSED = (
    "`build-report map EXPORT` writes its proposals into a mapping file: review it, accept or "
    "delete each, and give it with --mapping."
)
_OTHER_SURVEY = "give the questionnaire that was asked with --questionnaire; or "


def recognise(export: Export, questionnaire: Questionnaire) -> Mapping:
    """The mapping of an export by item codes and exact wordings; nothing is guessed.

    Raises:
        ItemColumnError: fewer than three items, two columns for one item, or a column whose
            wording is nearly an item's.
        TeamColumnError: no column, or more than one, says which team.
        MappingError: two columns for one segment.
    """
    statements = statement_columns(export, questionnaire)
    items, meta = divided(statements, questionnaire)
    taken = {entry.column.position for entry in statements}
    missing = missing_items(items, questionnaire)
    return Mapping(
        team=team_column(export, questionnaire, taken),
        company=profile_column(export, questionnaire, "company", taken),
        wave=profile_column(export, questionnaire, "wave", taken),
        segments=segment_columns(export, questionnaire, taken),
        items=items,
        missing=missing,
        scales={},
        warnings=missing_warning(export, missing, questionnaire),
        respondent=export.respondent,
        meta=meta,
    )


def statement_columns(export: Export, questionnaire: Questionnaire) -> tuple[ItemColumn, ...]:
    """What is found by code or exact wording, items first, in the order of the questionnaire.

    Raises:
        ItemColumnError: see `recognise`.
    """
    found = matches(export.columns, questionnaire)
    near = nearly(export.columns, found, questionnaire)
    problems = [*_doubles(found), *near]
    if problems:
        raise ItemColumnError(
            f"{export.path.name}: it is not sure which column is which item:\n" + listed(problems),
            _PROPOSED if near else _FIX,
        )
    items, _ = divided(found, questionnaire)
    if len(items) < min(LEAST_ITEMS, len(questionnaire.items)):
        raise ItemColumnError(_too_few(export, items, questionnaire), _OTHER_SURVEY + _FIX)
    order = {one.id: place for place, one in enumerate(questionnaire.statements)}
    return tuple(sorted(found, key=lambda entry: order[entry.item.id]))


def divided(
    found: Sequence[ItemColumn], questionnaire: Questionnaire
) -> tuple[tuple[ItemColumn, ...], tuple[ItemColumn, ...]]:
    """The items, and the meta questions."""
    beside = {question.id for question in questionnaire.meta}
    items = tuple(entry for entry in found if entry.item.id not in beside)
    return items, tuple(entry for entry in found if entry.item.id in beside)


def missing_items(found: Iterable[ItemColumn], questionnaire: Questionnaire) -> tuple[str, ...]:
    """Ids of the items without a column, in the order of the questionnaire."""
    present = {entry.item.id for entry in found}
    return tuple(item.id for item in questionnaire.items if item.id not in present)


def team_answers(questionnaire: Questionnaire) -> dict[str, str]:
    """Every answer known to name a team, normalised, to the team's id, "both" or "other"."""
    known = {normalised(text): OTHER for text in questionnaire.other}
    known |= {normalised(text): BOTH for text in questionnaire.both}
    ids = {team.id for team in questionnaire.teams} | {BOTH, OTHER}
    for question in questionnaire.profile:
        if question.role == "team":
            levels = question.values  # noqa: PD011 - not a pandas object
            named = tuple(level for level in levels if level.id in ids)
            known |= _answers(named)
    for team in questionnaire.teams:
        names = (name.plain for name in team.names.values())
        known |= {normalised(text): team.id for text in (team.id, *names, *team.answers)}
    return known


def team_column(export: Export, questionnaire: Questionnaire, taken: set[int]) -> ProfileColumn:
    """The column that says which team, by its header, else by what it holds.

    Raises:
        TeamColumnError: no such column, or more than one.
    """
    question = next((q for q in questionnaire.profile if q.role == "team"), None)
    columns = [column for column in export.columns if column.position not in taken]
    found = _profile_matches(columns, question) if question else []
    found = found or _by_header(columns, TEAM_HEADERS)
    found = found or _by_values(export, columns, team_answers(questionnaire))
    if len(found) != 1:
        raise _no_team(export, [column for column, _ in found])
    return named_team(found[0][0], questionnaire, team_answers(questionnaire), how=found[0][1])


def named_team(
    column: Column, questionnaire: Questionnaire, answers: Lookup[str, str], how: str = "mapping"
) -> ProfileColumn:
    """The team, once its column is known and which answers name which team."""
    questions = (question for question in questionnaire.profile if question.role == "team")
    label = next((question.label for question in questions), {})
    return ProfileColumn(id="team", column=column, how=how, label=label, answers=answers)


def segment_columns(
    export: Export, questionnaire: Questionnaire, taken: set[int]
) -> tuple[ProfileColumn, ...]:
    """The segments of the questionnaire that the export holds.

    Raises:
        MappingError: two columns for one segment.
    """
    questions = [question for question in questionnaire.profile if question.role == "segment"]
    found = (_question_column(export, question, taken, ()) for question in questions)
    return tuple(entry for entry in found if entry is not None)


def profile_column(
    export: Export, questionnaire: Questionnaire, role: str, taken: set[int]
) -> ProfileColumn | None:
    """The column of the company or of the wave, if the export has one.

    Raises:
        MappingError: more than one column could be it.
    """
    headers = COMPANY_HEADERS if role == "company" else WAVE_HEADERS
    for question in questionnaire.profile:
        if question.role == role:
            return _question_column(export, question, taken, headers)
    return None


def profile_answers(question: ProfileQuestion) -> dict[str, str | None]:
    """Every known answer of a profile question, normalised, to the id of its value."""
    return dict(_answers(question.values))


def matches(columns: Iterable[Column], questionnaire: Questionnaire) -> list[ItemColumn]:
    """Every column with the code or exact wording of an item or meta question, in file order.

    An item can be there twice, and so can a column; `statement_columns` refuses both.
    """
    by_code = {one.id.casefold(): one for one in questionnaire.statements}
    by_wording = {
        normalised(wording): (one, language)
        for one in questionnaire.statements
        for language, wording in one.wording.items()
    }
    found: list[ItemColumn] = []
    for column in columns:
        coded = next((by_code[code] for code in codes(column) if code in by_code), None)
        worded = next((by_wording[text] for text in statements(column) if text in by_wording), None)
        if coded:
            found.append(ItemColumn(item=coded, column=column, how="code"))
        if worded and worded[0] is not coded:
            how = f"wording ({worded[1]})"
            if column.dictionary:
                how = f"dictionary ({column.dictionary})"
            found.append(ItemColumn(item=worded[0], column=column, how=how))
    return found


def _doubles(found: list[ItemColumn]) -> list[str]:
    """Items with two columns, and columns with two items."""
    items: dict[str, list[str]] = {}
    columns: dict[str, list[str]] = {}
    for entry in found:
        name = column_name(entry.column)
        items.setdefault(entry.item.id, []).append(name)
        columns.setdefault(name, []).append(f"{entry.item.id} by its {entry.how}")
    twice = [
        f"{item}: {len(names)} columns, {' and '.join(names)} (duplicate)"
        for item, names in items.items()
        if len(names) > 1
    ]
    torn = [
        f"column {name}: {' but '.join(meanings)}"
        for name, meanings in columns.items()
        if len(meanings) > 1
    ]
    return twice + torn


def nearly(
    columns: Iterable[Column], found: list[ItemColumn], questionnaire: Questionnaire
) -> list[str]:
    """Items without a column where a header is nearly their wording: asked for, not guessed."""
    taken = {entry.column.position for entry in found}
    absent = set(missing_items(found, questionnaire))
    free = [column for column in columns if absent and column.position not in taken]
    return [
        f"{near.item.id}: column {column_name(near.column)} is nearly its wording, not quite"
        for near in likenesses(free, questionnaire)
        if near.item.id in absent
    ]


def _too_few(export: Export, found: Sequence[ItemColumn], questionnaire: Questionnaire) -> str:
    names = [column_name(column) for column in export.columns if column.code]
    absent = missing_items(found, questionnaire)
    return (
        f"{export.path.name}: {len(found)} of the {len(questionnaire.items)} items of the "
        f"questionnaire {quoted(questionnaire.id)} have a column; not found: "
        f"{', '.join(absent[:12])}{'…' if len(absent) > 12 else ''}. The columns are:\n"  # noqa: PLR2004
        + listed(names)
    )


def missing_warning(
    export: Export, missing: tuple[str, ...], questionnaire: Questionnaire
) -> tuple[str, ...]:
    """The items without a column, in one sentence; nothing when all have one.

    Nothing either when the short form was asked, and that in full.
    """
    short_form = {item.id for item in questionnaire.items if item.pulse}
    found = {item.id for item in questionnaire.items} - {*missing}
    if not missing or found == short_form:
        return ()
    items = "1 item" if len(missing) == 1 else f"{len(missing)} items"
    return (
        (
            f"{export.path.name}: no column for {items}: {', '.join(missing)}. "
            "Where one was asked in other words, `build-report map` shows its column."
        ),
    )


def _answers(values: Iterable[ProfileValue]) -> dict[str, str]:
    return {
        normalised(text): value.id
        for value in values
        for text in (value.id, *value.label.values(), *value.aliases)
    }


def _profile_matches(
    columns: Iterable[Column], question: ProfileQuestion
) -> list[tuple[Column, str]]:
    wordings = {normalised(text) for text in (*question.wording.values(), *question.label.values())}
    found = []
    for column in columns:
        if question.id.casefold() in codes(column):
            found.append((column, "code"))
        elif wordings.intersection(statements(column)):
            found.append((column, "wording"))
    return found


def _by_header(columns: Iterable[Column], headers: Iterable[str]) -> list[tuple[Column, str]]:
    known = {normalised(header) for header in headers}
    return [(c, "header") for c in columns if known & {normalised(c.code), normalised(c.text)}]


def _by_values(
    export: Export, columns: list[Column], answers: Lookup[str, str]
) -> list[tuple[Column, str]]:
    """The columns whose answers all name a team, more than one team among them."""
    positions = [column.position for column in columns]
    sample = next(export.read(positions), pd.DataFrame(columns=positions, dtype=str))
    found = []
    for column in columns:
        distinct = {normalised(str(text)) for text in sample[column.position].unique()} - {""}
        teams = {answers.get(text, "") for text in distinct}
        if len(teams) > 1 and "" not in teams:
            found.append((column, "values"))
    return found


def _question_column(
    export: Export, question: ProfileQuestion, taken: set[int], headers: tuple[str, ...]
) -> ProfileColumn | None:
    columns = [column for column in export.columns if column.position not in taken]
    found = _profile_matches(columns, question) or _by_header(columns, headers)
    if len(found) > 1:
        names = " and ".join(column_name(column) for column, _ in found)
        raise MappingError(
            f'{export.path.name}: more than one column could be "{question.id}": {names}.', _FIX
        )
    if not found:
        return None
    return ProfileColumn(
        id=question.id,
        column=found[0][0],
        how=found[0][1],
        label=question.label,
        answers=profile_answers(question),
        levels=question.values,
    )


def _no_team(export: Export, found: list[Column]) -> TeamColumnError:
    if found:
        names = " and ".join(column_name(column) for column in found)
        problem = f"more than one column could say which team: {names}."
    else:
        names = listed([column_name(column) for column in export.columns if column.code])
        problem = f"no column says which team a respondent belongs to. The columns are:\n{names}"
    return TeamColumnError(f"{export.path.name}: {problem}", _FIX)
