"""The invented answers as Qualtrics exports them in its other forms; its plain CSV is elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

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

CODES = ("-1", "10", "11", "12", "13", "14")
"""Of the answers, "can't say" first: what a survey that was copied and edited ends up with."""

TEAM_CODES = {"marketing": "4", "sales": "5", "both": "6", "": ""}
ROLE_CODES = {"manager": "1", "contributor": "2"}

_LONG_STEM = (
    "Thinking of the last three months, and of the people of the other team you worked with most, "
    "how far do you agree with each of the following statements?"
)
_CUT = 99


def qualtrics() -> dict[str, bytes]:
    """The exports, by file name."""
    return {
        "qualtrics_utf16.tsv": _utf16(),
        "qualtrics_legacy.csv": _legacy(),
        "qualtrics_recoded.csv": _recoded(),
    }


def qualtrics_definitions() -> dict[str, bytes]:
    """The definition that lies beside the recoded export."""
    return {"qualtrics_recoded.qsf": _definition()}


def _utf16() -> bytes:
    """Tabs, UTF-16, in French; beside the answers the order shown, a time and topics."""
    tags = ["StartDate", "EndDate", "Status", "Duration (in seconds)", "Finished", "ResponseId"]
    names = ["Date de début", "Date de fin", "Type de réponse", "Durée", "Terminé", "Réponse"]
    ids = ["startDate", "endDate", "status", "duration", "finished", "_recordId"]
    tags += ["Q1", "Q2", "Q5", "TOG1", "TOG2", "TOG3", "TOG4", "TOG1_DO_1", "Q9_Page Submit"]
    stem = f"{FR['stem']} - "
    names += [str(FR["team"]), str(FR["role"]), str(FR["site"])]
    names += [stem + item for item in FR["items"]]
    names += [f"{stem}{FR['items'][0]}", "Durée - Envoi", str(FR["comment"]), "Q4 - Topics"]
    ids += ["QID1", "QID2", "QID5_TEXT", "QID3_1", "QID3_2", "QID3_3", "QID3_4", "QID3_DO_1"]
    ids += ["QID9_PAGE_SUBMIT", "QID4_TEXT", "QID4_TEXT_0a1b2c3d4e5f60718293a4b5Topics"]
    tags += ["Q4", "Q4 - Topics"]
    rows: list[Sequence[str]] = [tags, names, [f'{{"ImportId":"{name}"}}' for name in ids]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        start, end = f"2026-10-02 09:{number:02d}:00", f"2026-10-02 09:{number + 5:02d}:00"
        person = [start, end, "Adresse IP", "300", "True", f"R_{number:04d}"]
        texts = [text(answer, LABELS_FR) for answer in answers]
        asked = [TEAMS_FR[team], ROLES_FR[role], site, *texts]
        rows.append([*person, *asked, "2", "17.3", comment, "Planning" if comment else ""])
    return delimited(rows, "\t", end="\n").encode("utf-16")


def _legacy() -> bytes:
    """Two header rows, the question cut, no blanks around the hyphen, an empty last column."""
    tags = [f"V{number}" for number in range(1, 11)]
    names = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress"]
    names += ["IPAddress", "Status", "StartDate", "EndDate", "Finished"]
    tags += ["question_one", "question_one", "question_one", "Q3_1", "Q3_2", "Q3_3", "Q3_4", "Q4"]
    cut = f"{_LONG_STEM[:_CUT]}...-"
    names += [str(EN["team"]), str(EN["role"]), str(EN["site"])]
    names += [*(cut + item for item in EN["items"]), str(EN["comment"])]
    rows: list[Sequence[str]] = [[*tags, ""], [*names, ""]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        person = [f"R_{number:04d}", "Default Response Set", "Anonymous", "", ""]
        person += [f"192.0.2.{number}", "0", "2026-10-02 09:00:00", "2026-10-02 09:05:00", "1"]
        texts = [text(answer, LABELS_EN) for answer in answers]
        rows.append([*person, TEAMS_EN[team], ROLES_EN[role], site, *texts, comment, ""])
    return delimited(rows, end="\n").encode("utf-8-sig")


def _recoded() -> bytes:
    """Numbers that only the definition beside it explains."""
    tags = ["Status", "Finished", "ResponseId", "Q1", "Q2", "Q5", *(f"Q3_{n}" for n in range(1, 5))]
    names = ["Response Type", "Finished", "Response ID"]
    names += [str(EN["team"]), str(EN["role"]), str(EN["site"])]
    names += [f"{EN['stem']} - {item}" for item in EN["items"]]
    ids = ["status", "finished", "_recordId", "QID21", "QID22", "QID25_TEXT"]
    ids += [f"QID23-{number}" for number in range(1, 5)]
    rows: list[Sequence[str]] = [tags, names, [f"{{'ImportId': '{name}'}}" for name in ids]]
    for number, (team, role, site, answers, _) in enumerate(RESPONDENTS):
        asked = [TEAM_CODES[team], ROLE_CODES[role], site]
        codes = [text(answer, CODES) for answer in answers]
        rows.append(["0", "1", f"R_{number:04d}", *asked, *codes])
    return delimited(rows, end="\n").encode()


def _definition() -> bytes:
    labels = [*LABELS_EN[1:], LABELS_EN[0]]
    codes = [*CODES[1:], CODES[0]]
    matrix = {
        **_question("QID23", "Matrix", f"<p>{EN['stem']}</p>"),
        "Choices": _choices(EN["items"]),
        "Answers": _choices(f"<span>{label}</span>" for label in labels),
        # Numbers beside texts, as Qualtrics writes them.
        "RecodeValues": {
            str(number): code if number % 2 else int(code)
            for number, code in enumerate(codes, start=1)
        },
        "ChoiceDataExportTags": False,
    }
    team = {
        **_question("QID21", "MC", f"{EN['team']}&nbsp;"),
        "Choices": _choices(TEAMS_EN[name] for name in ("marketing", "sales", "both")),
        "RecodeValues": {"1": "4", "2": "5", "3": "6"},
    }
    role = {**_question("QID22", "MC", str(EN["role"])), "Choices": _choices(ROLES_EN.values())}
    site = _question("QID25", "TE", str(EN["site"]))
    elements = [{"Element": "BL", "Payload": []}] + [
        {"Element": "SQ", "PrimaryAttribute": payload["QuestionID"], "Payload": payload}
        for payload in (team, role, matrix, site)
    ]
    survey = {"SurveyEntry": {"SurveyName": "Working together"}, "SurveyElements": elements}
    return json.dumps(survey, indent=1).encode()


def _question(key: str, kind: str, wording: str) -> dict[str, object]:
    return {
        "QuestionID": key,
        "DataExportTag": key.replace("QID2", "Q"),
        "QuestionType": kind,
        "Selector": {"Matrix": "Likert", "MC": "SAVR", "TE": "SL"}[kind],
        "QuestionText": wording,
    }


def _choices(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    return {str(n): {"Display": shown} for n, shown in enumerate(texts, start=1)}
