"""Who wrote something: people of the two teams, with what is more than a field left empty."""

from __future__ import annotations

import pytest
from voiced import ASKED, wrote

from survey.open_answers import OpenAnswers, open_answers, says_something


def test_each_person_of_the_two_teams_is_there_with_all_answers() -> None:
    people = wrote(
        ("marketing", "One tool."),
        ("both", "Two."),
        ("sales", "n/a"),
        ("", "Three."),
        also=["Four.", "", "Five.", ""],
    )
    assert open_answers(people, ASKED) == (
        OpenAnswers("marketing", (("OPN1", "One tool."), ("OPN2", "Four."))),
        OpenAnswers("sales", (("OPN2", "Five."),)),
    )


def test_without_open_questions_nobody_wrote() -> None:
    assert open_answers(wrote(), ASKED) == ()


@pytest.mark.parametrize(
    "text", ["N/A", "-", " ... ", "RAS", "Je ne sais pas.", "none", "2026", ""]
)
def test_a_way_to_leave_a_field_empty_says_nothing(text: str) -> None:
    assert not says_something(text)
