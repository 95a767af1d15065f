"""What a check says, to people and to programs, and what it advises to do next."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from exported import EXPORTS, HEADER, answered, saved
from program import EXAMPLE, MERIDIAN, ROOT, respondents, survey

from report_builder.checking import checkup
from report_builder.checkup import Checkup, TeamSize, checkup_json, checkup_text
from report_builder.inputs import Inputs
from survey.release import Withheld

TINY = EXPORTS / "questionnaire.yml"
SCHEMA = json.loads((ROOT / "report_builder" / "schemas" / "check-1.json").read_text("utf-8"))


def document(found: Checkup) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(checkup_json(found))
    jsonschema.Draft202012Validator(SCHEMA).validate(whole)
    return whole


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def of(folder: Path, rows: list[list[str]], **given: Any) -> Checkup:  # noqa: ANN401 - inputs
    return checkup(Inputs(exports=(saved(folder, rows),), questionnaire=TINY, **given))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_two_files_are_told_one_after_the_other_and_counted_together() -> None:
    found = checkup(Inputs(exports=(EXAMPLE, MERIDIAN / "google_forms_fr.csv"), minimum_group=30))
    assert found.error is None
    first, second = document(found)["files"]
    assert (first["tool"], first["header_rows"], first["encoding"]) == ("Qualtrics", 3, "utf-8")
    assert first["columns"]["items"] == {"found": 36, "how": {"code": 36}, "not_asked": []}
    assert first["columns"]["team"] == {
        "id": "team",
        "column": "R",
        "header": "Which team do you work in?",
        "how": "code",
    }
    assert second["columns"]["items"]["how"] == {"wording (fr)": 36}
    responses = document(found)["responses"]
    assert (responses["read"], responses["kept"], responses["outside_teams"]) == (399, 378, 14)
    assert responses["removed"] == {"test": 3, "no-team": 4, "partial": 14}
    # The same people, in two languages; only one of the tools notes who did not send.
    assert responses["flagged"] == {"unsubmitted": 5, "same-answers": 184}
    assert {"rule": "joined", "scope": "role", "cells": 2} in document(found)["withheld"]
    text = checkup_text(found)
    assert text.startswith("qualtrics_en.csv\n  Tool       Qualtrics: row 3 holds 58 import ids\n")
    assert "\n\ngoogle_forms_fr.csv\n" in text
    assert '  Segments   role: column S, "What is your role?", by code\n             site: ' in text
    assert "            184 same-answers    identical to another response: a possible" in text
    assert text.endswith("--minimum-group 30")


def test_company_wave_and_respondent_are_told_with_their_columns(tmp_path: Path) -> None:
    header = ["Response ID", *HEADER, "Firm", "wave"]
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    rows = [[f"R{place}", *row, f"F{place % 2}", "1"] for place, row in enumerate(rows)]
    mapping = written(tmp_path, "mapping.yml", "company: Firm\n")
    found = of(tmp_path, [header, *rows], mappings=(mapping,))
    text = checkup_text(found)
    assert '  Company    column I, "Firm", by mapping' in text
    assert '  Respondent column A, "Response ID", by header' in text
    assert '  Wave       column J, "wave", by code' in text
    assert "Warnings     2 companies are pooled" in text
    assert document(found)["files"][0]["columns"]["respondent"]["column"] == "A"
    named = written(tmp_path, "named.yml", "respondent: Firm\n")
    again = of(tmp_path, [header, *rows], mappings=(named,))
    assert '  Respondent column I, "Firm", by mapping' in checkup_text(again)


def test_what_was_not_asked_is_told(tmp_path: Path) -> None:
    rows = [HEADER, *respondents("Marketing", 8), *respondents("Sales", 8)]
    found = of(tmp_path, [list(row[:-1]) for row in rows])
    text = checkup_text(found)
    assert "  Items      3 of 4 found: 3 by code\n  Not asked  TOG4\n" in text
    assert "  Columns    6 read, 0 never looked at\n" in text
    assert "Warnings     export.csv: no column for 1 item: TOG4. Where" in text
    assert document(found)["files"][0]["columns"]["items"]["not_asked"] == ["TOG4"]


def test_many_columns_are_not_all_named(tmp_path: Path) -> None:
    more = [f"more {number}" for number in range(30)]
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    found = of(tmp_path, [[*HEADER, *more], *([*row, *more] for row in rows)])
    assert "7 read, 30 never looked at: H I J" in checkup_text(found)
    assert checkup_text(found).count(" and 6 more") == 1
    assert len(document(found)["files"][0]["columns"]["ignored"]) == 30


def test_how_much_of_a_team_cant_say_is_told(tmp_path: Path) -> None:
    rows = [HEADER, *[answered("Marketing", "3300")] * 8, *[answered("Sales", "333 ")] * 8]
    found = of(tmp_path, [list(row) for row in rows])
    assert "Teams        Marketing      8   50% can't say\n" in checkup_text(found)
    teams = document(found)["responses"]["teams"]
    assert [(team["id"], team["cant_say"]) for team in teams] == [("marketing", 0.5), ("sales", 0)]


def test_a_team_without_answers_has_no_share(tmp_path: Path) -> None:
    found = checkup(Inputs(exports=(survey(tmp_path),), questionnaire=TINY))
    assert found.responses
    silent = TeamSize(id="sales", name="Sales", responses=0, cant_say=None)
    found = replace(found, responses=replace(found.responses, teams=(silent,)))
    assert "Teams        Sales      0\n" in checkup_text(found)
    assert document(found)["responses"]["teams"][0]["cant_say"] is None


def test_what_is_understood_is_told_before_what_is_not(tmp_path: Path) -> None:
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8), answered("Sales", "9333")]
    found = of(tmp_path, [list(HEADER), *rows])
    assert found.error
    assert "  Items      4 of 4 found: 4 by code" in checkup_text(found)
    whole = document(found)
    assert whole["responses"] is None
    assert whole["error"]["slug"] == "unknown-answer"
    assert '"9" 1 x: TOG1, column D' in whole["error"]["problem"]
    export = tmp_path / "export.csv"
    assert whole["next"]["command"] == (
        f"build-report map {export} --questionnaire {TINY} --output mapping.yml"
    )


def test_with_a_mapping_there_is_one_to_correct(tmp_path: Path) -> None:
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8), answered("Sales", "9333")]
    mapping = written(tmp_path, "my mapping.yml", "team: team\n")
    found = of(tmp_path, [list(HEADER), *rows], mappings=(mapping,), languages=("fr",))
    assert found.next.advice == "correct what is named, then check again."
    assert found.next.command.endswith(f"--mapping '{mapping}' --language fr")


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ({"exports": (Path("none.csv"),)}, "file-missing"),
        ({"exports": (EXAMPLE,), "settings": EXAMPLE}, "yaml"),
        ({"exports": (EXAMPLE,), "languages": ("de",)}, "settings"),
    ],
)
def test_what_cannot_be_read_at_all_is_told_in_the_same_form(
    given: dict[str, Any], slug: str
) -> None:
    whole = document(checkup(Inputs(**given)))
    assert (whole["files"], whole["responses"]) == ([], None)
    assert whole["error"]["slug"] == slug


def test_the_file_that_is_not_understood_is_the_one_to_be_mapped(tmp_path: Path) -> None:
    good = survey(tmp_path, name="good.csv")
    bad = saved(tmp_path, [["a", "b"], ["x", "y"]], "bad.csv")
    found = checkup(Inputs(exports=(good, bad), questionnaire=TINY))
    assert [bool(file.columns) for file in found.files] == [True, False]
    assert f"build-report map {bad} " in found.next.command


def test_answers_are_not_what_a_check_tells(tmp_path: Path) -> None:
    rows = [*respondents("Marketing", 8), *respondents("Sales", 8)]
    secret = [[*row, f"person{place}@example.org"] for place, row in enumerate(rows)]
    found = of(tmp_path, [[*HEADER, "respondent_id"], *secret, secret[0]])
    assert found.responses
    assert found.responses.removed == {"duplicate": 1}
    assert "@example" not in checkup_json(found) + checkup_text(found)


def test_each_rule_that_withholds_is_told_in_words() -> None:
    rules = re.findall(r'"([a-z-]+)"', Withheld.__doc__ or "")
    found = checkup(Inputs(exports=(EXAMPLE,)))
    withheld = tuple(Withheld(rule=rule, scope="site", cells=1200) for rule in rules)
    told = checkup_text(replace(found, withheld=withheld))
    assert "joined" in rules
    for rule in rules:
        assert re.search(rf"1,200 {rule} in site: [a-z ,]{{10,}}$", told, re.MULTILINE)
    assert "item-base in site: too few answers to a statement, or too few could be" in told
