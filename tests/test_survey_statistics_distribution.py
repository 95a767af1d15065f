"""Counts on a support: where they stand, how they are smoothed, how much they leave out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from teams import Counts, one_team

from survey.statistics.distribution import scale_points, support, unobserved_share
from survey.statistics.mean import moments


def test_a_scale_counts_from_one() -> None:
    assert scale_points(5).tolist() == [1, 2, 3, 4, 5]


def test_values_are_sorted_and_the_scale_points_keep_their_place() -> None:
    ground = support([3.5, 1.0, 3.5], points=[1, 2, 3])
    assert ground.values.tolist() == [1.0, 2.0, 3.0, 3.5]
    assert ground.at_scale_points.tolist() == [1, 1, 1, 0]


def test_counts_of_a_repeated_value_are_added() -> None:
    ground = support([3.5, 1.0, 3.5], points=[1, 2, 3])
    assert ground.counts([[5, 1, 2], [0, 0, 1]]).tolist() == [[1, 0, 0, 7], [0, 0, 0, 1]]


def test_smoothing_adds_at_the_scale_points_alone() -> None:
    ground = support([1.0, 1.5, 2.0], points=[1, 2])
    assert ground.smoothed(ground.counts([4, 3, 0]), 0.25).tolist() == [4.25, 3.0, 0.25]


@given(one_team(), st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_counts_split_over_repeated_values_mean_the_same(counts: Counts, other: list[int]) -> None:
    split = np.concatenate([counts, other])
    ground = support(np.tile(scale_points(5), 2))
    assert ground.counts(split).tolist() == (counts + other).tolist()
    assert moments(split, np.tile(scale_points(5), 2)).mean == pytest.approx(
        moments(counts + other).mean
    )


def test_the_unobserved_share_is_what_is_missing_of_the_team() -> None:
    assert unobserved_share([9, 12, 0], 12).tolist() == [0.25, 0.0, 1.0]


@pytest.mark.parametrize("unknown", [None, np.inf, np.nan])
def test_without_a_head_count_all_is_unobserved(unknown: float | None) -> None:
    assert unobserved_share(7, unknown) == 1.0


def test_a_team_of_nobody_with_no_answers_leaves_all_unobserved() -> None:
    assert unobserved_share(0, 0) == 1.0


def test_more_answers_than_people_is_refused() -> None:
    with pytest.raises(ValueError, match="more answers than people"):
        unobserved_share([3, 13], 12)
