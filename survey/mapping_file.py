"""A mapping that a person wrote: which column is what, where headers alone do not say.

What the file does not mention is recognised as without it; what it does mention, stands.
"""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from survey.errors import MappingError
from survey.export import Column, Export
from survey.fields import Fields, reading
from survey.headers import column_name
from survey.questionnaire import BOTH, OTHER, ProfileQuestion, ProfileValue, Questionnaire
from survey.recognition import (
    ItemColumn,
    Mapping,
    ProfileColumn,
    item_columns,
    missing_items,
    missing_warning,
    named_team,
    profile_answers,
    profile_column,
    segment_columns,
    team_answers,
    team_column,
)
from survey.wording import normalised, quoted

CANT_SAY_WORD = "cant-say"
MISSING_WORD = "missing"
NO_COLUMN = "none"
_BESIDE_THE_SCALE = {CANT_SAY_WORD: 0, MISSING_WORD: -1}
_FIX = (
    "correct the lines named; a column is named by its header, its code or its letter "
    "(`build-report map EXPORT` lists them)."
)


def load_mapping(path: Path, export: Export, questionnaire: Questionnaire) -> Mapping:
    """The mapping of an export by a file: what it says, and what is recognised of the rest.

    With `items:` exactly those items are read, with `segments:` exactly those segments.

    Raises:
        FileMissingError, YamlError: the file cannot be read.
        MappingError: its mistakes, all of them; columns that the export does not have among them.
        ItemColumnError, TeamColumnError: what the file leaves open is not sure either.
    """
    with reading(path, MappingError, _FIX) as fields:
        columns = _Columns(export)
        fields.allow("ignored", "source")
        team, answers = _team(fields, columns, questionnaire)
        stated = _Stated(
            items=_items(fields, columns, questionnaire),
            team=team,
            team_answers=answers,
            segments=_segments(fields, columns, questionnaire),
            company=_place(fields, "company", columns, questionnaire),
            wave=_place(fields, "wave", columns, questionnaire),
            scales=_scales(fields, questionnaire),
            respondent=_respondent(fields, columns, export),
        )
        fields.finish()
    return _completed(export, questionnaire, stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What the file says; None is left to be recognised."""

    items: tuple[ItemColumn, ...] | None
    team: Column | None
    team_answers: Lookup[str, str]
    segments: tuple[ProfileColumn, ...] | None
    company: ProfileColumn | None
    wave: ProfileColumn | None
    scales: Lookup[str, Lookup[str, int]]
    respondent: Column | None


class _Columns:
    """The columns of an export by what a person may call them, and who has taken which."""

    def __init__(self, export: Export) -> None:
        self._by_name: dict[str, list[Column]] = {}
        self._by_letter = {column.letter: column for column in export.columns}
        self._taken: dict[int, str] = {}
        for column in export.columns:
            for name in {normalised(text) for text in (column.code, column.text, column.row_text)}:
                self._by_name.setdefault(name, []).append(column)

    def find(self, fields: Fields, key: str, name: str) -> Column | None:
        """The column a field names; a mistake is noted when there is none, or not one."""
        found = self._by_name.get(normalised(name), [])
        if not found and name.upper() in self._by_letter:
            found = [self._by_letter[name.upper()]]
        if len(found) == 1:
            return self._take(fields, key, found[0])
        if found:
            names = ", ".join(column.letter for column in found)
            fields.mistake(
                key, f"{quoted(name)} names {len(found)} columns ({names}); give a letter"
            )
        elif name:
            fields.mistake(key, f"the export has no column {quoted(name)}{self._near(name)}")
        return None

    def _near(self, name: str) -> str:
        close = get_close_matches(normalised(name), self._by_name, 1)
        return f"; is it column {column_name(self._by_name[close[0]][0])}?" if close else ""

    def _take(self, fields: Fields, key: str, column: Column) -> Column | None:
        other = self._taken.setdefault(column.position, key)
        if other != key:
            fields.mistake(key, f'column {column_name(column)} is already that of "{other}"')
        return column


def _items(
    fields: Fields, columns: _Columns, questionnaire: Questionnaire
) -> tuple[ItemColumn, ...] | None:
    if not fields.has("items"):
        return None
    known = {item.id: item for item in questionnaire.items}
    stated = fields.mapping("items")
    if not stated.keys():
        fields.mistake("items", "names no item; leave the field out to have them recognised")
    found: dict[str, ItemColumn] = {}
    for item_id in stated.keys():  # noqa: SIM118 - not a dict
        if item_id not in known:
            stated.mistake(item_id, f"the questionnaire has no item {quoted(item_id)}")
            continue
        column = columns.find(stated, item_id, stated.text(item_id))
        if column:
            found[item_id] = ItemColumn(item=known[item_id], column=column, how="mapping")
    return tuple(found[item_id] for item_id in known if item_id in found)


def _team(
    fields: Fields, columns: _Columns, questionnaire: Questionnaire
) -> tuple[Column | None, dict[str, str]]:
    """The column, when named, and the answers known or said to name a team."""
    team = fields.mapping("team", short="column")
    column = columns.find(team, "column", team.text("column")) if team.has("column") else None
    allowed = (*(entry.id for entry in questionnaire.teams), BOTH, OTHER)
    values = team.mapping("values")
    answers = team_answers(questionnaire)
    for answer in values.keys():  # noqa: SIM118 - not a dict
        answers[normalised(answer)] = values.choice(answer, allowed)
    return column, answers


def _segments(
    fields: Fields, columns: _Columns, questionnaire: Questionnaire
) -> tuple[ProfileColumn, ...] | None:
    if not fields.has("segments"):
        return None
    questions = {entry.id: entry for entry in questionnaire.profile}
    found = []
    for name, segment in fields.keyed_mappings("segments", short="column"):
        column = columns.find(segment, "column", segment.text("column"))
        if column:
            entry = _segment(segment, name, column, questionnaire, questions.get(name))
            found.append(entry)
    return tuple(found)


def _segment(
    fields: Fields,
    name: str,
    column: Column,
    questionnaire: Questionnaire,
    question: ProfileQuestion | None,
) -> ProfileColumn:
    languages = questionnaire.languages
    default = question.label if question else dict.fromkeys(languages, name)
    label = _in_languages(fields.local_text("label"), languages, default)
    known = profile_answers(question) if question else {}
    closed = question.values if question else ()
    answers, levels = _levels(fields.mapping("values"), languages, closed)
    return ProfileColumn(
        id=name,
        column=column,
        how="mapping",
        label=label,
        answers=known | answers,
        levels=closed or levels,
    )


def _levels(
    fields: Fields, languages: tuple[str, ...], closed: tuple[ProfileValue, ...]
) -> tuple[dict[str, str | None], tuple[ProfileValue, ...]]:
    """What each answer means, and the values themselves where they are named by language.

    A value named by language makes the list closed: another answer is then unknown.
    """
    ids = [level.id for level in closed]
    answers: dict[str, str | None] = {}
    labels: dict[str, dict[str, str]] = {}
    by_language = False
    for answer in fields.keys():  # noqa: SIM118 - not a dict
        meant = fields.local_text(answer)
        value = next(iter(meant.values()), None)
        if value is not None:
            labels[value] = _in_languages(meant, languages, {})
            by_language = by_language or "" not in meant
        if ids and value is not None and value not in ids:
            fields.mistake(answer, f"{quoted(value)} is not one of: {', '.join(ids)}")
        answers[normalised(answer)] = value
    levels = tuple(ProfileValue(id=value, label=label) for value, label in labels.items())
    return answers, levels if by_language else ()


def _in_languages(
    texts: Lookup[str, str], languages: tuple[str, ...], default: Lookup[str, str]
) -> dict[str, str]:
    """A text in every language: as stated, else the one meant for all, else the default."""
    found = {code: texts.get(code) or texts.get("") or default.get(code, "") for code in languages}
    fallback = next((text for text in (*found.values(), *texts.values()) if text), "")
    return {code: text or fallback for code, text in found.items()}


def _place(
    fields: Fields, role: str, columns: _Columns, questionnaire: Questionnaire
) -> ProfileColumn | None:
    """The company or the wave: the name of a column."""
    if not fields.has(role):
        return None
    column = columns.find(fields, role, fields.text(role))
    question = next((entry for entry in questionnaire.profile if entry.role == role), None)
    label = question.label if question else dict.fromkeys(questionnaire.languages, role)
    if column is None:
        return None
    return ProfileColumn(id=role, column=column, how="mapping", label=label)


def _respondent(fields: Fields, columns: _Columns, export: Export) -> Column | None:
    """The column that says who answered: as named, `none`, or the tool's own."""
    if not fields.has("respondent"):
        return export.respondent
    name = fields.text("respondent")
    return None if name == NO_COLUMN else columns.find(fields, "respondent", name)


def _scales(fields: Fields, questionnaire: Questionnaire) -> dict[str, dict[str, int]]:
    known = {scale.id: scale for scale in questionnaire.scales}
    scales = fields.mapping("scales")
    found: dict[str, dict[str, int]] = {}
    for name in scales.keys():  # noqa: SIM118 - not a dict
        if name not in known:
            scales.mistake(
                name, f"the questionnaire has no scale {quoted(name)}: {', '.join(known)}"
            )
            continue
        answers = scales.mapping(name)
        points = {str(point.value): point.value for point in known[name].points}
        meanings = points | _BESIDE_THE_SCALE
        found[name] = {
            normalised(answer): meanings.get(answers.choice(answer, tuple(meanings)), 0)
            for answer in answers.keys()  # noqa: SIM118 - not a dict
        }
    return found


def _completed(export: Export, questionnaire: Questionnaire, stated: _Stated) -> Mapping:
    """What the file states, and what is recognised of the rest."""
    items = stated.items
    if items is None:
        items = item_columns(export, questionnaire)
    taken = {entry.column.position for entry in items}
    team = named_team(stated.team, questionnaire, stated.team_answers) if stated.team else None
    team = team or replace(team_column(export, questionnaire, taken), answers=stated.team_answers)
    taken.add(team.column.position)
    segments = stated.segments
    if segments is None:
        segments = segment_columns(export, questionnaire, taken)
    missing = missing_items(items, questionnaire)
    return Mapping(
        team=team,
        company=stated.company or profile_column(export, questionnaire, "company", taken),
        wave=stated.wave or profile_column(export, questionnaire, "wave", taken),
        segments=segments,
        items=items,
        missing=missing,
        scales=stated.scales,
        warnings=missing_warning(export, missing, questionnaire) if stated.items is None else (),
        respondent=stated.respondent,
    )
