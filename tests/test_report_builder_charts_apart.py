"""Marks kept apart: aside first, then up or down, and none where there is no room."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from report_builder.charts.apart import Column, kept_apart

COLUMN = Column(aside=22, top=10, foot=90)


def test_the_first_stands_in_its_place_and_the_next_beside_it_at_its_height() -> None:
    assert kept_apart([(50, 40)] * 3, COLUMN, 20) == [(50, 40), (70, 40), (30, 40)]


def test_in_a_full_row_the_next_goes_up_or_down() -> None:
    fourth = kept_apart([(50, 40)] * 4, COLUMN, 20)[3]
    assert fourth is not None
    assert fourth[1] != 40


def test_without_room_there_is_no_place() -> None:
    found = kept_apart([(50, 40)] * 100, COLUMN, 20)
    assert found[0] == (50, 40)
    assert found[-1] is None


@given(st.lists(st.tuples(st.sampled_from([50.0, 120.0]), st.floats(-50, 150)), max_size=30))
def test_none_touches_another_or_leaves_its_column(wanted: list[tuple[float, float]]) -> None:
    found = kept_apart(wanted, COLUMN, 20)
    placed = [each for each in found if each is not None]
    assert all(hypot(a - c, b - d) >= 20 for (a, b), (c, d) in combinations(placed, 2))
    for (x, _), spot in zip(wanted, found, strict=True):
        assert spot is None or (abs(spot[0] - x) <= 22 and 10 <= spot[1] <= 90)
