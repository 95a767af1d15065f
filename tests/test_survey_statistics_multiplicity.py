"""Adjusted p: against R and SciPy, and by what adjusting must never do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import assert_printed, oracle
from scipy import stats

from survey.statistics.distribution import FloatArray
from survey.statistics.multiplicity import benjamini_hochberg, holm

FAMILIES = st.lists(st.floats(0, 1), max_size=40)
Adjust = Callable[[list[float]], FloatArray]
both = pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])


def test_holm_and_benjamini_hochberg_give_rs_figures() -> None:
    family = oracle("holm-bh")
    assert_printed(holm(family.data["p"]), family.expect["holm"])
    assert_printed(benjamini_hochberg(family.data["p"]), family.expect["bh"])


@given(FAMILIES.filter(bool))
def test_benjamini_hochberg_agrees_with_scipy(p: list[float]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))


@given(FAMILIES)
def test_holm_is_its_definition(p: list[float]) -> None:
    """Each p is the largest, over the tests at most as large, of p x tests not yet rejected."""
    for value, adjusted in zip(p, holm(p), strict=True):
        steps = [(len(p) - rank) * other for rank, other in enumerate(sorted(p)) if other <= value]
        assert adjusted == pytest.approx(min(1.0, max(steps)))


@both
@given(p=FAMILIES)
def test_adjusting_never_lowers_a_p_nor_changes_the_order(adjust: Adjust, p: list[float]) -> None:
    adjusted = adjust(p)
    assert adjusted.shape == (len(p),)
    assert all(before <= after <= 1 for before, after in zip(p, adjusted, strict=True))
    in_order = adjusted[np.argsort(p, kind="stable")]
    assert (np.diff(in_order) >= 0).all()


@both
@given(p=FAMILIES)
def test_each_test_keeps_its_place(adjust: Adjust, p: list[float]) -> None:
    reversed_family = adjust(p[::-1])
    assert reversed_family[::-1].tolist() == adjust(p).tolist()


@both
@pytest.mark.parametrize("wrong", [float("nan"), -0.1, 1.1])
def test_what_is_no_p_is_refused(adjust: Adjust, wrong: float) -> None:
    with pytest.raises(ValueError, match="not a number from 0 to 1"):
        adjust([0.2, wrong])
