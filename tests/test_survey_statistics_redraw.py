"""Redraws: the distribution they come from, and that a seed is a promise."""

from __future__ import annotations

import numpy as np
import pytest

from survey.statistics.redraw import dirichlet_redraws


def test_redraws_have_the_mean_and_the_variance_of_a_dirichlet() -> None:
    counts = np.array([2, 0, 5, 3])
    shares = dirichlet_redraws(counts, 40_000, seed=5)
    weights = counts + 0.2
    mean = weights / weights.sum()
    assert shares.mean(axis=0) == pytest.approx(mean, abs=0.005)
    assert shares.var(axis=0) == pytest.approx(mean * (1 - mean) / (weights.sum() + 1), rel=0.1)


def test_each_redraw_is_a_distribution_of_its_own() -> None:
    shares = dirichlet_redraws([[1, 2, 3], [0, 0, 9]], 50, seed=1)
    assert shares.shape == (50, 2, 3)
    assert shares.sum(axis=-1) == pytest.approx(np.ones((50, 2)))
    assert np.unique(shares[:, 0, 0]).size == 50


def test_the_same_seed_gives_the_same_redraws_and_another_others() -> None:
    first, again, other = (dirichlet_redraws([4, 4, 4], 9, seed=seed) for seed in (1, 1, 2))
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


def test_more_answers_leave_less_open() -> None:
    few, many = (dirichlet_redraws([times, 3 * times], 2000, seed=3) for times in (2, 200))
    assert many.std(axis=0)[0] < few.std(axis=0)[0] / 5


def test_a_point_that_nobody_chose_is_possible_unless_the_prior_is_nought() -> None:
    assert dirichlet_redraws([0, 5], 200, seed=4)[:, 0].max() > 0.01
    assert dirichlet_redraws([0, 5], 200, seed=4, prior=0)[:, 0].max() == 0


def test_without_answers_the_prior_alone_is_drawn_from() -> None:
    assert dirichlet_redraws([0, 0, 0], 5000, seed=6).mean(axis=0) == pytest.approx(
        [1 / 3] * 3, abs=0.02
    )
    assert np.isnan(dirichlet_redraws([0, 0], 3, seed=6, prior=0)).all()
