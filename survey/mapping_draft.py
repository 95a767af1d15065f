"""A mapping file to review: what was recognised, what is left, and nothing personal."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from survey.errors import MappingError, TeamColumnError
from survey.export import Column, Export
from survey.headers import column_name
from survey.questionnaire import BOTH, OTHER, Questionnaire
from survey.recognition import (
    ItemColumn,
    ProfileColumn,
    matches,
    nearly,
    profile_column,
    segment_columns,
    team_column,
)
from survey.wording import normalised, plain

Counts = dict[int, Counter[str]]
"""By position of a column: how often each answer was given. For looking up only."""

MOST_VALUES = 12
LEAST_EACH = 5
"""Values are listed only when there are few and each was given by several people."""

_LONGEST_NAME = 120
_PERSONAL = re.compile(
    r"\b(e-?mail|courriel|mail|name|nom|prénom|username|phone|téléphone|ip|ip ?address|adresse|"
    r"latitude|longitude|location|token|recipient\w*|externalreference|external data reference|"
    r"user|employee|matricule|birth|naissance|custom data \d+|network id|access code|firstname|"
    r"lastname|ipaddr|refurl|deviceid|imei|phonenumber|subscriberid)\b"
)
_METADATA = re.compile(
    r"^(timestamp|horodateur|start ?date|end ?date|recorded ?date|status|progress|finished|"
    r"duration.*|response ?id|respondent ?id|collector ?id|distribution ?channel|user ?language|"
    r"date (submitted|created|modified)|last page|seed|v\d+|#|id|_\w+)$"
)
_PERSONAL_VALUE = re.compile(r"@|\d{1,3}(\.\d{1,3}){3}|\d{7,}")


def mapping_text(export: Export, questionnaire: Questionnaire) -> str:
    """The text of a mapping file for the export, with what is still to be filled in.

    Only columns that are neither personal nor the survey tool's own are looked into, and of
    their answers only those are shown that few different ones and at least five people gave.
    """
    found = matches(export.columns, questionnaire)
    sure = _sure(found)
    taken = {entry.column.position for entry in found}
    team = _team(export, questionnaire, taken)
    places = [_place(export, questionnaire, role, taken) for role in ("company", "wave")]
    segments = _segments(export, questionnaire, taken)
    profile = [entry for entry in (team, *places, *segments) if entry]
    taken |= {entry.column.position for entry in profile}
    rest = [column for column in export.columns if column.position not in taken]
    lines = [
        *_heading(export),
        *_team_lines(export, questionnaire, team),
        *_place_lines(places),
        *_segment_lines(export, segments),
        *_item_lines(export, questionnaire, found, sure),
        *_ignored_lines(export, rest),
    ]
    return "\n".join(lines) + "\n"


def reason_to_ignore(column: Column) -> str | None:
    """Why a column is no answer by its header alone: personal data, or the tool's own."""
    names = {normalised(column.code), normalised(column.text)}
    if any(_METADATA.match(name) for name in names):
        return "metadata"
    if any(_PERSONAL.search(name) and len(name) <= _LONGEST_NAME for name in names):
        return "personal data"
    return None


def _sure(found: Sequence[ItemColumn]) -> dict[str, ItemColumn]:
    """The items with one column that is no other item's, by id."""
    items = Counter(entry.item.id for entry in found)
    columns = Counter(entry.column.position for entry in found)
    return {
        entry.item.id: entry
        for entry in found
        if items[entry.item.id] == columns[entry.column.position] == 1
    }


def _team(export: Export, questionnaire: Questionnaire, taken: set[int]) -> ProfileColumn | None:
    try:
        return team_column(export, questionnaire, taken)
    except TeamColumnError:
        return None


def _place(
    export: Export, questionnaire: Questionnaire, role: str, taken: set[int]
) -> ProfileColumn | None:
    try:
        return profile_column(export, questionnaire, role, taken)
    except MappingError:
        return None


def _segments(
    export: Export, questionnaire: Questionnaire, taken: set[int]
) -> tuple[ProfileColumn, ...]:
    try:
        return segment_columns(export, questionnaire, taken)
    except MappingError:
        return ()


def _heading(export: Export) -> list[str]:
    return [
        f"# Which column of {plain(export.path.name)} is what. Check it and fill in what is empty:",
        "# build-report EXPORT --mapping THIS_FILE",
        f"# Read as: {export.vendor} ({plain(export.evidence)}).",
        "",
    ]


def _team_lines(
    export: Export, questionnaire: Questionnaire, team: ProfileColumn | None
) -> list[str]:
    allowed = ", ".join([*(entry.id for entry in questionnaire.teams), BOTH, OTHER])
    if team is None:
        return [
            "team:",
            "  column:   # no column says which team: name it here",
            f"  values: {{}}   # answer: one of {allowed}",
        ]
    lines = ["team:", f"  column: {_name(export, team.column)}   # by its {team.how}"]
    counts = _counts(export, [team.column])[team.column.position]
    frequent = _frequent(counts) if len(counts) <= MOST_VALUES else []
    lines += ["  values:"] if frequent else []
    for value, count in frequent:
        meant = team.answers.get(normalised(value))
        left = "" if meant else f", which team? {allowed}"
        lines.append(f"    {_yaml(value)}: {meant or ''}   # {count} answers{left}")
    rare = len(counts) - len(frequent)
    if rare:
        lines.append(f"    # and {rare} answers given by fewer than {LEAST_EACH} people each")
    return lines


def _place_lines(places: Iterable[ProfileColumn | None]) -> list[str]:
    return [
        line
        for entry in places
        if entry
        for line in (f"{entry.id}: {_yaml(entry.column.letter)}   # {column_name(entry.column)}",)
    ]


def _segment_lines(export: Export, segments: Sequence[ProfileColumn]) -> list[str]:
    lines = ["segments:"] if segments else []
    for entry in segments:
        lines += [
            f"  {_yaml(entry.id)}:",
            f"    column: {_name(export, entry.column)}   # by its {entry.how}",
        ]
    return lines


def _item_lines(
    export: Export,
    questionnaire: Questionnaire,
    found: list[ItemColumn],
    sure: dict[str, ItemColumn],
) -> list[str]:
    lines = ["items:"] if sure else []
    for item in questionnaire.items:
        wording = _yaml(next(iter(item.wording.values())))
        entry = sure.get(item.id)
        columns = [column_name(match.column) for match in found if match.item.id == item.id]
        if entry:
            lines.append(
                f"  {item.id}: {_name(export, entry.column)}"
                f"   # column {entry.column.letter}, by its {entry.how}"
            )
        elif columns:
            lines.append(f"  {item.id}:   # which? {' or '.join(columns)}")
        else:
            lines.append(f"  # {item.id}: no column found for {wording}")
    lines += [f"  # {problem}" for problem in nearly(export.columns, found, questionnaire)]
    return lines


def _ignored_lines(export: Export, rest: Sequence[Column]) -> list[str]:
    named = [column for column in rest if column.text]
    lines = ["# Columns that are not read. To use one, name it above and delete it here."]
    lines += ["ignored:"] if named else []
    counts = _counts(export, [column for column in named if reason_to_ignore(column) is None])
    return lines + [_ignored_line(column, counts.get(column.position)) for column in named]


def _ignored_line(column: Column, counts: Counter[str] | None) -> str:
    text = _yaml(column.text[:_LONGEST_NAME])
    if counts is None:
        return f"  {column.letter}: {text}   # {reason_to_ignore(column)}"
    frequent = _frequent(counts)
    if not counts:
        return f"  {column.letter}: {text}   # empty"
    if len(frequent) < len(counts) or len(counts) > MOST_VALUES or _personal(counts):
        return f"  {column.letter}: {text}   # free text, or answers that few people gave"
    values = ", ".join(f"{_yaml(value)} {count}" for value, count in frequent)
    return f"  {column.letter}: {text}   # unknown: {values}"


def _counts(export: Export, columns: Iterable[Column]) -> Counts:
    """How often each answer of each column was given, blanks apart."""
    positions = [column.position for column in columns]
    found = {position: Counter[str]() for position in positions}
    for frame in export.read(positions) if positions else ():
        for position in positions:
            for text, count in frame[position].value_counts().items():
                found[position][plain(str(text))] += int(count)
    return {position: +Counter({**counts, "": 0}) for position, counts in found.items()}


def _frequent(counts: Counter[str]) -> list[tuple[str, int]]:
    """The answers that several people gave, most frequent first."""
    frequent = [(text, count) for text, count in counts.items() if count >= LEAST_EACH]
    return sorted(frequent, key=lambda entry: (-entry[1], entry[0]))


def _personal(texts: Iterable[str]) -> bool:
    return any(_PERSONAL_VALUE.search(text) for text in texts)


def _name(export: Export, column: Column) -> str:
    """How the file names a column: by a short header of its own, else by letter."""
    for name in (column.row_text, column.text, column.code):
        same = sum(normalised(name) in _names(other) for other in export.columns)
        if name and len(name) <= _LONGEST_NAME and same == 1:
            return _yaml(name)
    return _yaml(column.letter)


def _names(column: Column) -> set[str]:
    return {normalised(text) for text in (column.code, column.text, column.row_text)}


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
