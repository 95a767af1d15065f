"""The quick bound claims nothing that is not so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_survey_proof import crossed, isolated

import survey.leverage as bound
from survey.leverage import clearly_spread


@given(
    rows=st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=6),
    people=st.lists(st.sampled_from([1, 2, 3, 5, 8, 30]), min_size=8, max_size=8),
    minimum=st.integers(2, 7),
)
def test_what_is_clear_is_so(rows: list[set[int]], people: list[int], minimum: int) -> None:
    published = [dict.fromkeys(sorted(row), 1) for row in rows]
    if clearly_spread(published, dict(enumerate(people)), minimum):
        assert not isolated(published, people, minimum)


def test_large_groups_are_clear_and_small_ones_are_not() -> None:
    assert clearly_spread(crossed(2, 2), dict.fromkeys(range(4), 9), 5)
    assert not clearly_spread(crossed(2, 2), {0: 8, 1: 2, 2: 2, 3: 8}, 5)
    assert clearly_spread([], {}, 5)


def test_of_weighted_sums_nothing_is_claimed() -> None:
    assert clearly_spread([{0: 1, 1: 1}], {0: 99, 1: 99}, 5)
    assert not clearly_spread([{0: 2, 1: 1}], {0: 99, 1: 99}, 5)


def test_where_the_rank_is_in_doubt_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "SOMETHING", 0.9)
    assert not clearly_spread(crossed(2, 2), dict.fromkeys(range(4), 99), 5)
