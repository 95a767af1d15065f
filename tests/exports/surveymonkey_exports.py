"""The invented answers as SurveyMonkey exports them in its other forms."""

from __future__ import annotations

from collections.abc import Sequence

from exports.invented_answers import (
    EN,
    LABELS_EN,
    RESPONDENTS,
    ROLES_EN,
    TEAMS_EN,
    delimited,
    text,
)
from exports.workbooks import sheet_bytes

_IDS = ("Respondent ID", "Collector ID", "Start Date", "End Date")
_OPTIONS = (*LABELS_EN[1:], LABELS_EN[0])
"""Of a matrix row, as they stand in the form: "can't say" last."""


def surveymonkey() -> dict[str, bytes]:
    """The exports, by file name."""
    questions, parts = _condensed_header()
    responses = [_condensed(number) for number in range(len(RESPONDENTS))]
    codes = ["", "", "", "", "q1", "q2", "q3", "q4", "", "", "", "q5"]
    return {
        "surveymonkey_expanded_text.csv": _expanded(numbers=False),
        "surveymonkey_expanded_numbers.csv": _expanded(numbers=True),
        "surveymonkey_qcodes.csv": delimited([codes, questions, parts, *responses]).encode(),
        "surveymonkey.xlsx": sheet_bytes([questions, parts, *responses], "Sheet"),
        "surveymonkey_flattened.csv": delimited([_flat_header(), *responses]).encode(),
    }


def _person(number: int) -> list[str]:
    times = [f"10/02/2026 09:{number + minutes:02d}:00 AM" for minutes in (0, 5)]
    return [f"1146872600{number:02d}", "432674090", *times]


def _condensed(number: int) -> list[str]:
    team, role, site, answers, comment = RESPONDENTS[number]
    texts = [text(answer, LABELS_EN) for answer in answers]
    return [*_person(number), TEAMS_EN[team], ROLES_EN[role], site, *texts, comment]


def _condensed_header() -> tuple[list[str], list[str]]:
    asked = [str(EN[name]) for name in ("team", "role", "site", "stem")]
    questions = [*_IDS, *asked, "", "", "", str(EN["comment"])]
    parts = ["", "", "", "", *["Response"] * 3, *EN["items"], "Open-Ended Response"]
    return questions, parts


def _flat_header() -> list[str]:
    asked = [f"{EN[name]} - Response" for name in ("team", "role", "site")]
    rows = [f"{EN['stem']} - {item}" for item in EN["items"]]
    return [*_IDS, *asked, *rows, f"{EN['comment']} - Open-Ended Response"]


def _expanded(*, numbers: bool) -> bytes:
    """One column for each option; two of the matrix were never chosen."""
    teams = [TEAMS_EN[name] for name in ("marketing", "sales", "both")]
    roles = list(ROLES_EN.values())
    rows = [f"{item} - {label}" for item in EN["items"] for label in _OPTIONS]
    questions = [*_IDS, str(EN["team"]), *[""] * len(teams), str(EN["role"]), *[""]]
    questions += [str(EN["site"]), str(EN["stem"]), *[""] * (len(rows) - 1), str(EN["comment"])]
    parts = [*[""] * len(_IDS), *teams, "Other (please specify)", *roles]
    parts += ["Response", *rows, "Open-Ended Response"]
    table: list[Sequence[str]] = [questions, parts]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        chosen = [text(answer, LABELS_EN) for answer in answers]
        table.append(
            [
                *_person(number),
                *_spread(TEAMS_EN[team], teams, numbers=numbers),
                "",
                *_spread(ROLES_EN[role], roles, numbers=numbers),
                site,
                *(cell for one in chosen for cell in _spread(one, _OPTIONS, numbers=numbers)),
                comment,
            ]
        )
    table.append([*_person(99), *[""] * (len(parts) - len(_IDS))])
    return delimited(table).encode("utf-8-sig")


def _spread(chosen: str, options: Sequence[str], *, numbers: bool) -> list[str]:
    """A cell for each option, the chosen one filled with its text or its number."""
    return [
        (str(number) if numbers else option) if option == chosen else ""
        for number, option in enumerate(options, start=1)
    ]
