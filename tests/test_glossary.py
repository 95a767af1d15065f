"""The glossary is the judge of words: what it names exists, and reports use its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report_builder.language import LANGUAGES, language
from survey.verdict import Verdict

ROOT = Path(__file__).parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| English"))
]
NAMED = sorted({name for row in ROWS for name in re.findall(r"`\.?([\w.]+)`", row[2])})
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for package in ("survey", "report_builder")
    for path in sorted((ROOT / package).rglob("*.py"))
)


@pytest.mark.parametrize("name", NAMED)
def test_the_program_has_what_the_glossary_names(name: str) -> None:
    for part in name.split("."):
        assert re.search(rf"^\s*(?:class |def )?{part}\b\s*[:=(,]", SOURCES, re.MULTILINE), part


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("verdict", Verdict)
def test_a_report_calls_a_verdict_what_the_glossary_calls_it(verdict: Verdict, code: str) -> None:
    column = LANGUAGES.index(code)
    words = [word.strip() for row in ROWS for word in re.split(r"[,;]", row[column])]
    said = language(code).text(f"verdict.{verdict.value}").replace("’", "'")
    assert said in words


def test_every_row_has_both_languages_and_a_meaning() -> None:
    assert [row for row in ROWS if len(row) != 4 or not (row[0] and row[1] and row[3])] == []
