"""The order of waves in time."""

from __future__ import annotations

import pytest

from survey.errors import SettingsError
from survey.wave_order import in_time, misnamed, unanswered


@pytest.mark.parametrize(
    ("labels", "given", "ordered"),
    [
        (["2026", "2025"], (), ("2025", "2026")),
        (["T1 2026", "T4 2025"], ("T1 2026", "T4 2025"), ("T4 2025", "T1 2026")),
        (
            ["Spring 2026", "Autumn 2026"],
            ("Spring 2026", "Autumn 2026"),
            ("Spring 2026", "Autumn 2026"),
        ),
        (["W10", "W9"], (), ("W9", "W10")),
        (["B", "A", "C"], ("C", "A"), ("C", "A", "B")),
    ],
)
def test_a_year_comes_first_then_the_files_then_numbers(
    labels: list[str], given: tuple[str, ...], ordered: tuple[str, ...]
) -> None:
    assert in_time(labels, given) == ordered
    assert in_time(labels[::-1], given) == ordered


def test_an_order_that_is_stated_stands_over_years_and_files() -> None:
    stated = ("Kick-off 2027", "after one year", "Look back 2025")
    labels = ["look back 2025", "Kick-off 2027", "After  one year"]
    ordered = ("Kick-off 2027", "After  one year", "look back 2025")
    assert in_time(labels, labels, stated) == ordered


def test_an_order_that_leaves_out_a_wave_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match=r'not where "2025", "2027" belongs') as caught:
        in_time(["2026", "2027", "2025"], (), ["2026"])
    assert "name every wave" in caught.value.fix
    assert in_time(["2026"], (), ["2025"]) == ("2026",)


def test_a_wave_that_is_ordered_and_has_no_answers_is_told() -> None:
    (told,) = unanswered(["2025", "Île 2026", "2027"], ["2025", "ile 2026"])
    assert told == 'The settings name the wave "2027" (waves:), but no response is of it.'


def test_a_report_called_by_an_earlier_wave_is_told_once() -> None:
    (told,) = misnamed(["Été 2026", "ete 2026"], ["2025", "été 2026", "2027"])
    assert told == (
        'The settings call the report "Été 2026" (wave:), but "2027" is a later wave of these '
        "responses."
    )


def test_a_report_of_the_last_wave_or_by_a_name_of_its_own_is_no_mistake() -> None:
    assert misnamed(["2027", "Second round"], ["2025", "2027"]) == ()
    assert misnamed(["2027"], ["2027"]) == ()
