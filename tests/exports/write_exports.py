"""Writes the exports beside it: one invented set of answers as several survey tools export it.

Run it from the folder `tests`: `python -m exports.write_exports`. The same answers are in every
file; what differs is the tool, the language, the separator and the encoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from exports.data_file_exports import archives, data_files
from exports.form_exports import forms
from exports.invented_answers import (
    EN,
    FR,
    LABELS_EN,
    LABELS_FR,
    MIXED,
    NUMBERS,
    RESPONDENTS,
    ROLES_EN,
    ROLES_FR,
    TEAMS_EN,
    TEAMS_FR,
    delimited,
    text,
)
from exports.kobotoolbox_exports import kobotoolbox
from exports.limesurvey_exports import limesurvey, limesurvey_definitions
from exports.qualtrics_exports import qualtrics, qualtrics_definitions
from exports.surveymonkey_exports import surveymonkey
from exports.typeform_exports import typeform
from exports.workbooks import workbook_bytes


def written() -> dict[str, bytes]:
    """Every export, by file name."""
    return {
        "qualtrics_text.csv": _qualtrics(LABELS_EN, '{{"ImportId":"{}"}}'),
        "qualtrics_numbers.csv": _qualtrics(NUMBERS, "{{'ImportId': '{}'}}"),
        "surveymonkey.csv": _surveymonkey(),
        "google_forms_fr.csv": _google_forms(),
        "table_semicolon_cp1252.csv": _table(";", LABELS_FR).encode("cp1252"),
        "table_tab_utf16.tsv": _table("\t", LABELS_FR).encode("utf-16"),
        "table_bom.csv": _table(",", MIXED).encode("utf-8-sig"),
        "table_pipe_old_mac.csv": _table("|", NUMBERS).replace("\r\n", "\r").encode(),
        "workbook.xlsx": _workbook(),
        **limesurvey(),
        **kobotoolbox(),
        **typeform(),
        **qualtrics(),
        **surveymonkey(),
        **forms(),
        **data_files(_table_rows(LABELS_FR), _table_rows(NUMBERS)),
        **archives(_google_forms(), _surveymonkey(), _workbook()),
    }


def definitions() -> dict[str, bytes]:
    """Every definition that lies beside an export, by file name."""
    return qualtrics_definitions() | limesurvey_definitions()


def main() -> None:
    """Write them beside this file."""
    folder = Path(__file__).parent
    for name, content in (written() | definitions()).items():
        (folder / name).write_bytes(content)


def _qualtrics(labels: Sequence[str], import_id: str) -> bytes:
    """Three header rows; a preview that was answered in full; one response left unfinished."""
    metadata = ("StartDate", "Status", "IPAddress", "Finished", "ResponseId", "RecipientEmail")
    ids = ("startDate", "status", "ipAddress", "finished", "_recordId", "recipientEmail")
    tags = (*metadata, "Q1", "Q2", "Q5", "Q3_1", "Q3_2", "Q3_TOG3", "Q3_4", "Q4")
    statements = [f"{EN['stem']} - {item}" for item in EN["items"]]
    wordings = (*metadata, EN["team"], EN["role"], EN["site"], *statements, EN["comment"])
    questions = ("QID1", "QID2", "QID5", "QID3_1", "QID3_2", "QID3_3", "QID3_4", "QID4_TEXT")
    rows: list[Sequence[str]] = [tags, [str(text) for text in wordings]]
    rows.append([import_id.format(name) for name in (*ids, *questions)])
    preview = ("marketing", "manager", "Nord", (1, 1, 1, 1), "a preview")
    real = "0" if labels is NUMBERS else "IP Address"
    test = "1" if labels is NUMBERS else "Survey Preview"
    for number, (team, role, site, answers, comment) in enumerate((preview, *RESPONDENTS)):
        finished = "False" if None in answers else "True"
        rows.append(
            [
                "2026-10-02 09:00:00",
                real if number else test,
                f"192.0.2.{number}",
                finished,
                f"R_{number:04d}",
                f"person{number}@example.org",
                TEAMS_EN[team],
                ROLES_EN[role],
                site,
                *(text(answer, labels) for answer in answers),
                comment,
            ]
        )
    return delimited(rows, end="\n").encode()


def _surveymonkey() -> bytes:
    """Two header rows: questions, then their parts; a respondent who left at once."""
    first = ["Respondent ID", "Collector ID", "IP Address", "Email Address", "First Name"]
    below = [""] * len(first)
    first += [str(EN["team"]), str(EN["role"]), str(EN["site"])]
    below += ["Response"] * 3
    first += [str(EN["stem"]), "", "", "", str(EN["comment"])]
    below += [*EN["items"], "Open-Ended Response"]
    rows = [first, below]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        person = [f"1128{number}", "2521", f"192.0.2.{number}", f"p{number}@example.org", "Jo"]
        texts = [text(answer, LABELS_EN) for answer in answers]
        rows.append([*person, TEAMS_EN[team], ROLES_EN[role], site, *texts, comment])
    rows.append(["1128999", "2521", "192.0.2.99", "", "", *[""] * 8])
    return delimited(rows).encode("utf-8-sig")


def _google_forms() -> bytes:
    """One header row with whole questions; the statements as rows of a grid."""
    grid = [f"{FR['stem']}  [{item}]" for item in FR["items"]]
    questions = [str(FR[name]) for name in ("team", "role", "site")]
    rows = [["Horodateur", "Adresse e-mail", *questions, *grid, str(FR["comment"])]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        texts = [text(answer, LABELS_FR) for answer in answers]
        stamp = f"02/10/2026 09:{number:02d}:00"
        address = f"person{number}@example.org"
        rows.append([stamp, address, TEAMS_FR[team], ROLES_FR[role], site, *texts, comment])
    return delimited(rows).encode()


def _table_rows(labels: Sequence[str]) -> list[list[str]]:
    rows = [["Nom", "Équipe", "Fonction", "Site", "TOG1", "[TOG2]", "q.TOG3", "TOG4", "Note"]]
    for number, (team, role, site, answers, comment) in enumerate(RESPONDENTS):
        texts = [text(answer, labels) for answer in answers]
        rows.append([f"Person {number}", TEAMS_FR[team], ROLES_FR[role], site, *texts, comment])
    return rows


def _table(separator: str, labels: Sequence[str]) -> str:
    return delimited(_table_rows(labels), separator)


def _workbook() -> bytes:
    """A hidden sheet first, then a title row, the header, numbers as numbers, an empty row."""
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title = "Lists"
    hidden.append(["team", "TOG1", "TOG2", "TOG3", "TOG4"])
    hidden.append(["Sales", 5, 5, 5, 5])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Responses")
    sheet.append(["Survey of October 2026"])
    header, *rows = _table_rows(NUMBERS)
    sheet.append(header)
    for row in rows:
        sheet.append([int(text) if text in NUMBERS else text or None for text in row])
        if row is rows[2]:
            sheet.append([None])
    book.create_sheet("Notes").append(["Written by a script."])
    return workbook_bytes(book)


if __name__ == "__main__":
    main()
