"""The order of waves in time."""

from __future__ import annotations

import pytest

from survey.wave_order import in_time


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
