"""How many people were asked: a CSV of head-counts, by team and by the segments used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from pathlib import Path

from survey.errors import HeadcountError
from survey.export import Column, Export
from survey.headers import codes, statements
from survey.mapping import Mapping, ProfileColumn
from survey.questionnaire import Questionnaire
from survey.readers import read_table
from survey.recognition import TEAM_HEADERS, team_answers
from survey.wording import levelled, listed, normalised, plain, quoted

HEADCOUNT_HEADERS = ("headcount", "head-count", "people", "asked", "n", "effectif", "effectifs")

# Thousands may be set apart, and spreadsheets add decimals: "1,200", "1 200", "20.0".
_WHOLE = re.compile(r"([0-9]{1,3}(?:[ .,'\u2019][0-9]{3})+|[0-9]{1,9})(?:[.,]0{1,2})?")
_FIX = (
    "give a CSV with the columns team, headcount, and those of the segments you want response "
    "rates for, one row for each combination."
)


@dataclass(frozen=True, slots=True)
class Roster:
    """The people asked.

    Attributes:
        rows: one entry a row of the file: team id, (segment id to value) and how many people.
        teams: ids of the two teams.
        segments: ids of the segments that the file has a column for.
    """

    rows: tuple[tuple[str, Lookup[str, str], int], ...]
    teams: tuple[str, ...]
    segments: tuple[str, ...]

    def headcount(self, team: str, segment: str = "", value: str = "") -> int | None:
        """How many people were asked in a team, or in one value of a segment of it.

        An empty team means both. None when the file does not tell; of both, when it lacks one.
        """
        if segment and segment not in self.segments:
            return None
        named = levelled(value)
        found = [
            (row_team, count)
            for row_team, values, count in self.rows
            if team in {"", row_team} and (not segment or levelled(values[segment]) == named)
        ]
        told = {row_team for row_team, _ in found}
        complete = told.issuperset([team] if team else self.teams)
        return sum(count for _, count in found) if complete else None


def load_headcount(path: Path, questionnaire: Questionnaire, mapping: Mapping) -> Roster:
    """The head-counts of a file, its teams and segment values named as in the export.

    Rows of "both" and "other" teams are left out: they are in no gap.

    Raises:
        HeadcountError: its mistakes, all of them, with their rows.
        SurveyError: the file is not a table that can be read.
    """
    export = read_table(path)
    table = _Table(export, mapping)
    if not table.team or not table.headcount:
        lacking = " and ".join(
            name
            for name, column in (("team", table.team), ("headcount", table.headcount))
            if not column
        )
        raise HeadcountError(f"{path.name}: there is no column {lacking}.", _FIX)
    reader = _RowReader(questionnaire, mapping, table)
    rows = [row for row in map(reader.row, table.rows()) if row]
    if reader.mistakes or not rows:
        problem = listed(reader.mistakes) or "    no row names a team and a head-count"
        raise HeadcountError(f"{path.name}: the head-counts have mistakes:\n{problem}", _FIX)
    teams = tuple(team.id for team in questionnaire.teams)
    kept = tuple(row for row in rows if row[0] in teams)
    return Roster(kept, teams, tuple(entry.id for entry, _ in table.segments))


class _Table:
    """The columns of the file, found by their headers, and its rows as text."""

    def __init__(self, export: Export, mapping: Mapping) -> None:
        self._export = export
        self.team = _column(export, ("team", *TEAM_HEADERS, mapping.team.column.row_text))
        self.headcount = _column(export, HEADCOUNT_HEADERS)
        found = ((entry, _column(export, _names(entry))) for entry in mapping.segments)
        self.segments = tuple((entry, column) for entry, column in found if column)

    def rows(self) -> Iterator[tuple[int, Lookup[int, str]]]:
        """Row number and the cells by position."""
        columns = [self.team, self.headcount, *(column for _, column in self.segments)]
        positions = [column.position for column in columns if column]
        for frame in self._export.read(positions):
            texts = {position: frame[position].astype(str).tolist() for position in positions}
            for place, number in enumerate(frame.index.tolist()):
                yield int(number), {position: texts[position][place] for position in positions}


class _RowReader:
    """Reads row after row and keeps the mistakes."""

    def __init__(self, questionnaire: Questionnaire, mapping: Mapping, table: _Table) -> None:
        self._teams = {**team_answers(questionnaire), **mapping.team.answers}
        self._table = table
        self._seen: dict[tuple[str, ...], int] = {}
        self.mistakes: list[str] = []

    def row(
        self, numbered: tuple[int, Lookup[int, str]]
    ) -> tuple[str, Lookup[str, str], int] | None:
        """One row understood; None when it is empty or has a mistake, which is then noted."""
        number, cells = numbered
        team, headcount = self._table.team, self._table.headcount
        if team is None or headcount is None or not any(map(str.strip, cells.values())):
            return None
        before = len(self.mistakes)
        team_id = self._team(number, cells[team.position])
        count = self._count(number, cells[headcount.position])
        values = {
            entry.id: self._value(number, entry, cells[column.position])
            for entry, column in self._table.segments
        }
        self._refuse_twice(number, (team_id, *map(levelled, values.values())))
        return (team_id, values, count) if len(self.mistakes) == before else None

    def _team(self, number: int, text: str) -> str:
        team = self._teams.get(normalised(text))
        if team is None:
            self.mistakes.append(f"row {number}: {quoted(text, 40)} is no team")
        return team or ""

    def _count(self, number: int, text: str) -> int:
        people = _WHOLE.fullmatch(plain(text))
        if people:
            return int(re.sub(r"\D", "", people[1]))
        self.mistakes.append(f"row {number}: {quoted(text, 40)} is no number of people")
        return 0

    def _value(self, number: int, entry: ProfileColumn, text: str) -> str:
        answers, shown = entry.answers, plain(text)
        value = answers.get(normalised(text)) if normalised(text) in answers else shown
        known = {level.id for level in entry.levels}
        if not shown:
            said = f"{entry.id} is empty (if it is a total, leave it out: rows are added up)"
            self.mistakes.append(f"row {number}: {said}")
        elif known and value not in known:
            self.mistakes.append(f"row {number}: {quoted(text, 40)} is no value of {entry.id}")
        return value or ""

    def _refuse_twice(self, number: int, key: tuple[str, ...]) -> None:
        first = self._seen.setdefault(key, number)
        if first != number and all(key):
            read = ", ".join(["team", *(entry.id for entry, _ in self._table.segments)])
            self.mistakes.append(f"row {number}: the same as row {first} (by its {read})")


def _names(entry: ProfileColumn) -> tuple[str, ...]:
    return (entry.id, *entry.label.values(), entry.column.row_text, entry.column.code)


def _column(export: Export, names: Sequence[str]) -> Column | None:
    """The first column that has one of the names, the names in order of preference."""
    for name in names:
        for column in export.columns:
            if normalised(name) in statements(column) or name.casefold() in codes(column):
                return column
    return None
