"""The invented answers as Google, Microsoft, Alchemer, Jotform and Sphinx export them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from exports.invented_answers import (
    EN,
    FR,
    LABELS_EN,
    LABELS_FR,
    RESPONDENTS,
    ROLES_EN,
    ROLES_FR,
    TEAMS_EN,
    TEAMS_FR,
    delimited,
    text,
)
from exports.workbooks import Cell, sheet_bytes

_NOON = dt.datetime(2026, 10, 2, 12, 0, 0)  # noqa: DTZ001 - a workbook has no time zones


def forms() -> dict[str, bytes]:
    """The exports, by file name."""
    return {
        "google_forms.xlsx": sheet_bytes(_google_fr(), "Réponses au formulaire 1"),
        "google_forms.tsv": delimited(_google_en(), "\t").encode(),
        "microsoft_forms.xlsx": sheet_bytes(_microsoft_en(), "Sheet1"),
        "microsoft_forms_fr.csv": delimited(_microsoft_fr(), ";").encode("cp1252"),
        "alchemer.csv": delimited(_alchemer()).encode("utf-8-sig"),
        "jotform.csv": delimited(_jotform()).encode(),
        "sphinx.xlsx": sheet_bytes(_sphinx(), "Feuil1"),
    }


def _asked(number: int, *, french: bool = False) -> list[str]:
    """Team, role, site, answers and comment of a respondent."""
    team, role, site, answers, comment = RESPONDENTS[number]
    teams, roles = (TEAMS_FR, ROLES_FR) if french else (TEAMS_EN, ROLES_EN)
    labels = LABELS_FR if french else LABELS_EN
    return [teams[team], roles[role], site, *(text(answer, labels) for answer in answers), comment]


def _numbers() -> range:
    return range(len(RESPONDENTS))


def _google_fr() -> list[Sequence[Cell]]:
    """True times with fractions of a second, as the sheet behind the form keeps them."""
    grid = [f"{FR['stem']}  [{item}]" for item in FR["items"]]
    header = ["Horodateur", *(str(FR[name]) for name in ("team", "role", "site")), *grid]
    times = [_NOON + dt.timedelta(minutes=number, microseconds=123000) for number in _numbers()]
    rows: list[Sequence[Cell]] = [
        [time, *_asked(number, french=True)] for number, time in enumerate(times)
    ]
    return [[*header, str(FR["comment"])], *rows]


def _google_en() -> list[Sequence[str]]:
    """Questions with a line break; a question that was replaced stays as an empty column."""
    grid = [f"{EN['stem']}\n[{item}]" for item in EN["items"]]
    header = ["Timestamp", *(str(EN[name]) for name in ("team", "role", "site")), *grid]
    rows = [[f"4/22/2026 19:{number:02d}:50", *_asked(number), ""] for number in _numbers()]
    return [[*header, str(EN["comment"]), "Anything at all?"], *rows]


def _microsoft_en() -> list[Sequence[Cell]]:
    """The rows of a grid alone; blanks that do not break; the team asked with boxes to tick."""
    header = ["ID", "Start time", "Completion time", "Email", "Name"]
    header += [f"{EN[name]}\xa0" for name in ("team", "role", "site")]
    header += [*EN["items"], f"{EN['comment']}\n"]
    rows: list[Sequence[Cell]] = []
    for number in _numbers():
        team, *rest = _asked(number)
        times = [_NOON, _NOON + dt.timedelta(minutes=5)]
        ticked = f"{team}\xa0;" if team else ""
        rows.append([number + 1, *times, "anonymous", "", ticked, *rest])
    return [header, *rows]


def _microsoft_fr() -> list[Sequence[str]]:
    """Saved as CSV by a French Excel; a last column that newer forms have."""
    header = ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"]
    header += ["Heure de la dernière modification"]
    header += [*(str(FR[name]) for name in ("team", "role", "site")), *FR["items"]]
    times = ["16/10/2026 16:56", "16/10/2026 17:02", "anonymous", "", ""]
    rows = [[str(number + 1), *times, *_asked(number, french=True)] for number in _numbers()]
    return [[*header, str(FR["comment"])], *rows]


def _alchemer() -> list[Sequence[str]]:
    """A statement before its question; one response screened out, one that was not finished."""
    header = ["Response ID", "Time Started", "Date Submitted", "Status", "IP Address"]
    header += [str(EN[name]) for name in ("team", "role", "site")]
    header += [f"{item}:{EN['stem']}" for item in EN["items"]]
    rows: list[list[str]] = []
    for number, (_, _, _, answers, _) in enumerate(RESPONDENTS):
        status = "Partial" if None in answers else "Complete"
        times = ["Oct 02, 2026 9:00:00 AM", "Oct 02, 2026 9:05:00 AM"]
        rows.append([str(number + 1), *times, status, f"192.0.2.{number}", *_asked(number)])
    screened = ["99", rows[0][1], rows[0][2], "Disqualified", *rows[0][4:]]
    return [[*header, str(EN["comment"])], *rows, screened]


def _jotform() -> list[Sequence[str]]:
    header = ["Submission Date", *(str(EN[name]) for name in ("team", "role", "site"))]
    header += [f"{EN['stem']} >> {item}" for item in EN["items"]]
    rows = [
        ["2026-10-02 09:00:00", *_asked(number), f"192.0.2.{number}", f"55500{number:02d}"]
        for number in _numbers()
    ]
    return [[*header, str(EN["comment"]), "IP", "Submission ID"], *rows]


def _sphinx() -> list[Sequence[Cell]]:
    """The title of the survey, the questions, then the observations."""
    header = ["N°Obs", *(str(FR[name]) for name in ("team", "role", "site")), *FR["items"]]
    rows: list[Sequence[Cell]] = [
        [number + 1, *_asked(number, french=True)] for number in _numbers()
    ]
    return [["Travailler ensemble"], [*header, str(FR["comment"])], *rows]
