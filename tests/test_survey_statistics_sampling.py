"""Answers drawn from a team: people are whole, and nobody is asked twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.statistics.sampling import whole_team, without_replacement

BELL = (0.1, 0.2, 0.4, 0.2, 0.1)


def test_those_left_over_go_to_the_largest_remainders() -> None:
    assert whole_team(BELL, 100).tolist() == [10, 20, 40, 20, 10]
    assert whole_team(BELL, 7).tolist() == [1, 1, 3, 1, 1]  # 0.7 1.4 2.8 1.4 0.7


@given(st.integers(1, 200), st.floats(1, 5))
def test_a_team_can_be_given_its_total(people: int, mean: float) -> None:
    total = round(mean * people)
    team = whole_team(BELL, people, total)
    assert team.sum() == people
    assert team @ np.arange(1, 6) == total
    assert team.min() >= 0


def test_nobody_is_chosen_twice_and_everyone_is_as_likely() -> None:
    people = np.tile([3, 0, 5, 2], (20_000, 1))
    chosen = without_replacement(np.random.default_rng(3), people, 4)
    assert (chosen.sum(axis=1) == 4).all()
    assert (chosen <= people).all()
    expected = stats.multivariate_hypergeom.mean([3, 0, 5, 2], 4)
    spread = np.sqrt(np.diag(stats.multivariate_hypergeom.cov([3, 0, 5, 2], 4)))
    assert chosen.mean(axis=0) == pytest.approx(expected, abs=0.03)
    assert chosen.std(axis=0) == pytest.approx(spread, abs=0.03)
