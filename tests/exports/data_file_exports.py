"""The same answers in files that are no text, and in archives as tools deliver them."""

from __future__ import annotations

import gzip

import pandas as pd
from exports import write_binary
from exports.invented_answers import EN, LABELS_EN, RESPONDENTS, ROLES_EN, TEAMS_EN
from exports.write_binary import Rows

MISSING_CODE = 9
ITEM_NAMES = ("q3_1", "q3_2", "q3_3", "q3_4")


def data_files(labels: Rows, numbers: Rows) -> dict[str, bytes]:
    """Every data file, by file name; the tables with answers as labels and as numbers."""
    coded = (_coded(), _questions(), _code_labels(), MISSING_CODE)
    return {
        "spss.sav": write_binary.spss(*coded, packed=False),
        "spss.zsav": write_binary.spss(*coded, packed=True),
        "stata.dta": write_binary.stata(*coded, version=14),
        "stata_old.dta": write_binary.stata(*coded, version=8),
        "table.ods": write_binary.opendocument(numbers),
        "table.xls": write_binary.old_workbook(labels),
        "table.parquet": write_binary.parquet(numbers),
        "table.json": write_binary.records(numbers, "answers"),
        "table.jsonl": write_binary.lines(labels),
    }


def archives(form: bytes, condensed: bytes, workbook: bytes) -> dict[str, bytes]:
    """Text exports and a workbook as they arrive: packed."""
    return {
        "google_forms_fr.zip": write_binary.archive({"Sondage.csv": form}),
        "surveymonkey.zip": write_binary.archive(
            {"CSV/Survey.csv": condensed, "Excel/Survey.xlsx": workbook}
        ),
        "google_forms_fr.csv.gz": gzip.compress(form, mtime=0),
    }


def _coded() -> pd.DataFrame:
    """Codes as SPSS and Stata hold them; nothing where a statement was skipped."""
    rows = []
    for team, role, site, answers, comment in RESPONDENTS:
        codes = [MISSING_CODE if answer == 0 else answer for answer in answers]
        rows.append([TEAMS_EN[team], [*ROLES_EN].index(role) + 1, site, *codes, comment])
    table = pd.DataFrame(rows, columns=["q1", "q2", "q5", *ITEM_NAMES, "q4"])
    return table.astype(dict.fromkeys(ITEM_NAMES, float))


def _questions() -> tuple[str, ...]:
    statements = [f"{EN['stem']} [{item}]" for item in EN["items"]]
    return (str(EN["team"]), str(EN["role"]), str(EN["site"]), *statements, str(EN["comment"]))


def _code_labels() -> write_binary.Labels:
    roles, scale = enumerate(ROLES_EN.values(), start=1), enumerate(LABELS_EN[1:], start=1)
    answers: dict[int | float, str] = {MISSING_CODE: LABELS_EN[0]}
    answers.update(scale)
    known: dict[str, dict[int | float, str]] = {"q2": {}}
    known["q2"].update(roles)
    return known | dict.fromkeys(ITEM_NAMES, answers)
