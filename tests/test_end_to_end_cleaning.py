"""Responses that a consultant may not want to count, from an export to what is published of them."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from exported import saved
from program import ROOT, invoke

HOSTILE = ROOT / "tests" / "hostile"
OPTIONS = (
    f"--questionnaire={HOSTILE / 'questionnaire.yml'}",
    f"--mapping={HOSTILE / 'mapping.yml'}",
)
HEADER = [
    "respondent_id",
    "company",
    "team",
    "region",
    "grade",
    "q1",
    "q2",
    "q3",
    "q4",
    "q5",
    "comment",
]


def person(number: int, answers: str) -> list[str]:
    team = "Marketing" if number % 2 else "Sales"
    place, grade = ("North", "South")[number // 2 % 2], ("junior", "senior")[number // 4 % 2]
    return [f"R{number:05}", "Acme", team, place, grade, *answers, "Nice."]


PEOPLE = [person(number, f"{number % 5 + 1}{number % 3 + 1}245") for number in range(24)]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def built(rows: list[list[str]], *options: str) -> tuple[str, dict[str, Any]]:
    """What a build says, and the responses it publishes."""
    result = invoke(saved(Path(), [HEADER, *rows]), *OPTIONS, *options)
    assert result.exit_code == 0, result.output
    report = json.loads(Path("site", "data", "report.json").read_text(encoding="utf-8"))
    responses: dict[str, Any] = report["provenance"]["responses"]
    return result.stderr, responses


def method_page() -> str:
    """The Method page, with every blank an ordinary one."""
    page = Path("site", "en", "method.html").read_text(encoding="utf-8")
    return " ".join(unescape(page).split())


def test_an_export_pasted_twice_counts_once() -> None:
    said, responses = built([*PEOPLE, *PEOPLE])
    assert "48 read, 24 kept; left out: 24 duplicate" in said
    assert responses["removed"] == [{"reason": "duplicate", "responses": 24}]
    method = method_page()
    assert "24 of them count. 24 were further responses of people who had answered" in method


def test_people_who_answer_the_same_throughout_are_told_and_kept() -> None:
    straight = [person(number, str(number % 5 + 1) * 5) for number in range(24)]
    said, responses = built(straight)
    assert "noticed, and kept: 24 straight-lining" in said
    assert responses["flagged"] == [{"reason": "straight-lining", "responses": 24}]
    method = method_page()
    assert "24 give the same answer to all statements." in method


def test_the_number_of_a_few_of_them_is_kept_back_and_that_of_removed_ones_is_not() -> None:
    rows = [*PEOPLE, *(person(number, "33333") for number in range(30, 33))]
    _, responses = built(rows)
    assert responses["flagged"] == [{"reason": "straight-lining", "responses": None}]
    assert "3 straight-lining" in invoke("check", "export.csv", *OPTIONS).stdout
    Path("settings.yml").write_text("cleaning: {remove: [straight-lining]}\n", encoding="utf-8")
    said, responses = built(rows, "--settings=settings.yml")
    assert "the old site stays as it is" in said
    assert responses["removed"] == []
    (state,) = Path().glob(".build-report-*.json")
    state.unlink()  # a draft that nobody has
    _, responses = built(rows, "--settings=settings.yml")
    assert responses["flagged"] == []
    assert responses["removed"] == [{"reason": "straight-lining", "responses": 3}]


def test_the_order_of_rows_changes_no_byte() -> None:
    again = [person(number, "51515") for number in range(0, 24, 3)]
    first = built([*PEOPLE, *again])[1], Path("site", "data", "report.json").read_bytes()
    assert built([*again[::-1], *PEOPLE[::-1]])[1] == first[0]
    assert Path("site", "data", "report.json").read_bytes() == first[1]


def test_a_totals_row_is_told_with_its_place() -> None:
    rows = [*PEOPLE, ["TOTAL", "", "", "", "", "3.2", "3.1", "3", "2.9", "3.3", ""]]
    result = invoke(saved(Path(), [HEADER, *rows]), *OPTIONS)
    assert result.exit_code == 0
    assert "row 26 adds the others up, and was left out" in result.stderr
