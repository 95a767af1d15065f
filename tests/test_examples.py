"""The examples are what their scripts write."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_builder.demo import demo_files
from survey.questionnaire_file import load_questionnaire

MERIDIAN = Path(__file__).parent.parent / "examples" / "meridian"


@pytest.mark.parametrize(
    "name",
    [
        "qualtrics_en.csv",
        "qualtrics_en_2025.csv",
        "google_forms_fr.csv",
        "headcount.csv",
        "settings.yml",
    ],
)
def test_the_example_is_what_its_script_writes(name: str) -> None:
    assert (MERIDIAN / name).read_bytes() == demo_files(load_questionnaire())[name]


def test_the_example_says_that_it_is_invented() -> None:
    assert "invented" in (MERIDIAN / "README.md").read_text(encoding="utf-8").splitlines()[0]
