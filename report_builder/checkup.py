"""What a check found: of each file, of the responses, and what to do next; as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.cleaning_rules import REASONS
from survey.errors import SurveyError
from survey.release import Withheld
from survey.wording import quoted

SCHEMA = "alignment-report/check-1"

_LABEL = 13
_LONGEST_HEADER = 50
_MOST_LETTERS = 24
_MOST_ITEMS = 12
_WITHHELD = {
    "minimum-group": "of too few people",
    "remainder": "would leave too few by subtraction",
    "item-base": "too few answers to a statement, or too few could be worked out",
    "wave": "too few people answered it",
    "company": "of too few people",
    "joined": "shown together with others, being small",
    "combination": "shown together with others, or a few could be singled out",
}
"""What each rule of `survey.release.Withheld` means."""

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True)
class Place:
    """A column that says something of the respondent: what, its letter and header, how known."""

    id: str
    column: str
    header: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What the columns of a file are.

    Attributes:
        given: the company and the wave that were given for the whole file. For looking up only.
        items: how many are found, by how they are known. For looking up only.
        not_asked: ids of the items without a column.
        comments: the open questions, where anything is made of their answers.
        names: letters of the columns looked at only to take names out of comments.
        read, ignored: letters of the columns that are read, and of those never looked at.
    """

    team: Place
    company: Place | None
    wave: Place | None
    given: Mapping[str, str]
    segments: tuple[Place, ...]
    respondent: Place | None
    items: Mapping[str, int]
    not_asked: tuple[str, ...]
    comments: tuple[Place, ...]
    names: tuple[str, ...]
    read: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file as it was read; `columns` is None where they are not understood."""

    name: str
    tool: str
    evidence: str
    sheet: str | None
    encoding: str | None
    separator: str | None
    header_rows: int
    columns: Understood | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSize:
    """How many of a team count; `cant_say` is the share of its answers, None without any."""

    id: str
    name: str
    responses: int
    cant_say: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsesRead:
    """How many responses were read, why some do not count, what is noticed of the others.

    The numbers are exact: they are for who holds the export, and are not to be published.
    """

    read: int
    kept: int
    removed: Mapping[str, int]
    flagged: Mapping[str, int]
    teams: tuple[TeamSize, ...]
    outside_teams: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do now, and the command that does it."""

    advice: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """All that a check found, up to what it stopped at."""

    next: NextStep
    files: tuple[FileRead, ...] = ()
    responses: ResponsesRead | None = None
    withheld: tuple[Withheld, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: SurveyError | None = None


def checkup_text(found: Checkup) -> str:
    """The checkup for a terminal, a line a fact; the error is not told, it stands for itself."""
    blocks = [[file.name, *_file_lines(file)] for file in found.files]
    if found.responses:
        blocks.append([*_response_lines(found.responses)])
    rules = [
        f"{each.cells:,} {each.rule}{_within(each.scope)}: {_WITHHELD[each.rule]}"
        for each in found.withheld
    ]
    told = (*_entry("Notes", found.notes), *_entry("Warnings", found.warnings))
    blocks.append([*_entry("Withheld", rules), *told])
    blocks.append([f"Next: {found.next.advice}", f"  {found.next.command}"])
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def checkup_json(found: Checkup) -> str:
    """The checkup for programs; docs/reference/check-json.md describes it."""
    error = found.error
    whole: dict[str, Json] = {
        "schema": SCHEMA,
        "files": [_file(file) for file in found.files],
        "responses": _responses(found.responses) if found.responses else None,
        "withheld": [
            {"rule": each.rule, "scope": each.scope or None, "cells": each.cells}
            for each in found.withheld
        ],
        "notes": list(found.notes),
        "warnings": list(found.warnings),
        "error": {"slug": error.slug, "problem": error.problem, "fix": error.fix}
        if error
        else None,
        "next": {"advice": found.next.advice, "command": found.next.command},
    }
    return json.dumps(whole, indent=2)


def _file_lines(file: FileRead) -> Iterator[str]:
    separator = file.separator and f"separator {file.separator!r}"
    rows = f"{file.header_rows} header row{'' if file.header_rows == 1 else 's'}"
    sheet = file.sheet and f"sheet {file.sheet}"
    yield from _entry("  Tool", [f"{file.tool}: {file.evidence}"])
    yield from _entry(
        "  Layout", [", ".join(filter(None, [sheet, file.encoding, separator, rows]))]
    )
    if file.columns:
        yield from _column_lines(file.columns)


def _column_lines(columns: Understood) -> Iterator[str]:
    for name in ("team", "company", "wave", "respondent"):
        place: Place | None = getattr(columns, name)
        yield from _entry(f"  {name.capitalize()}", [_place(place)] if place else [])
    given = [f"{role} {quoted(text, _LONGEST_HEADER)}" for role, text in columns.given.items()]
    yield from _entry("  All of it", [", ".join(given)] if given else [])
    yield from _entry("  Segments", [f"{each.id}: {_place(each)}" for each in columns.segments])
    how = ", ".join(f"{count} by {how}" for how, count in columns.items.items())
    found = sum(columns.items.values())
    yield from _entry("  Items", [f"{found} of {found + len(columns.not_asked)} found: {how}"])
    yield from _entry(
        "  Not asked", [_some(columns.not_asked, _MOST_ITEMS)] if columns.not_asked else []
    )
    yield from _entry("  Comments", [f"{each.id}: {_place(each)}" for each in columns.comments])
    names = f"{_some(columns.names)}: looked at only to take them out of comments"
    yield from _entry("  Names", [names] if columns.names else [])
    yield from _entry("  Columns", [f"{len(columns.read)} read, {_ignored(columns.ignored)}"])


def _response_lines(responses: ResponsesRead) -> Iterator[str]:
    outside = responses.outside_teams
    yield from _entry("Responses", [f"{responses.read:,} read, {responses.kept:,} kept"])
    yield from _entry("  Left out", _reasons(responses.removed))
    yield from _entry("  Noticed", _reasons(responses.flagged, " (kept)"))
    width = max(len(team.name) for team in responses.teams)
    yield from _entry("Teams", [_team(team, width) for team in responses.teams])
    yield from _entry(
        "  Others", [f"{outside:,} of both or other teams, in no gap"] * (outside > 0)
    )


def _team(team: TeamSize, width: int) -> str:
    fog = "" if team.cant_say is None else f"   {team.cant_say:.0%} can't say"
    return f"{team.name:<{width}} {team.responses:>6,}{fog}"


def _reasons(counts: Mapping[str, int], then: str = "") -> list[str]:
    return [f"{count:>4,} {reason:<16}{REASONS[reason]}{then}" for reason, count in counts.items()]


def _entry(label: str, values: Sequence[str]) -> Iterator[str]:
    """A label and what there is to say, its values below each other; nothing if there is none."""
    for place, value in enumerate(values):
        yield f"{'' if place else label:<{_LABEL}}{value}"


def _place(place: Place) -> str:
    return f"column {place.column}, {quoted(place.header, _LONGEST_HEADER)}, by {place.how}"


def _within(scope: str) -> str:
    return f" in {scope}" if scope else ""


def _ignored(letters: Sequence[str]) -> str:
    return f"{len(letters)} never looked at" + (f": {_some(letters)}" if letters else "")


def _some(names: Sequence[str], most: int = _MOST_LETTERS) -> str:
    rest = len(names) - most
    return " ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def _file(file: FileRead) -> dict[str, Json]:
    return {
        "file": file.name,
        "tool": file.tool,
        "evidence": file.evidence,
        "sheet": file.sheet,
        "encoding": file.encoding,
        "separator": file.separator,
        "header_rows": file.header_rows,
        "columns": _columns(file.columns) if file.columns else None,
    }


def _columns(columns: Understood) -> dict[str, Json]:
    return {
        "team": _column(columns.team),
        "company": _column(columns.company),
        "wave": _column(columns.wave),
        "respondent": _column(columns.respondent),
        "given": dict(columns.given),
        "segments": [_column(place) for place in columns.segments],
        "items": {
            "found": sum(columns.items.values()),
            "how": dict(columns.items),
            "not_asked": list(columns.not_asked),
        },
        "comments": [_column(place) for place in columns.comments],
        "names": list(columns.names),
        "read": list(columns.read),
        "ignored": list(columns.ignored),
    }


def _column(place: Place | None) -> dict[str, Json] | None:
    if place is None:
        return None
    return {"id": place.id, "column": place.column, "header": place.header, "how": place.how}


def _responses(responses: ResponsesRead) -> dict[str, Json]:
    return {
        "read": responses.read,
        "kept": responses.kept,
        "removed": dict(responses.removed),
        "flagged": dict(responses.flagged),
        "teams": [
            {
                "id": team.id,
                "name": team.name,
                "responses": team.responses,
                "cant_say": None if team.cant_say is None else round(team.cant_say, 4),
            }
            for team in responses.teams
        ],
        "outside_teams": responses.outside_teams,
    }
