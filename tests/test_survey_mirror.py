"""A team as it sees itself, beside how the other sees it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from reports import release_from
from surveys import questionnaire

from survey.gaps import item_gaps
from survey.mirror import mirror_gaps
from survey.release import Group

TEAMS = (Group(team="marketing"), Group(team="sales"))


def test_a_mirror_gap_is_self_minus_other() -> None:
    high, low = np.array([0, 0, 2, 8, 10]), np.array([5, 5, 5, 3, 2])
    release = release_from({"B1": (high, low), "B2": (low, high)}, questionnaire())
    gaps = item_gaps(release, questionnaire().items, TEAMS)
    first, second = mirror_gaps(gaps, questionnaire())
    assert (first.about, second.about) == ("marketing", "sales")
    assert first.difference.value == second.difference.value > 1
    assert second.own.value == 0.9
    assert second.gap.difference.value < 0
    assert second.difference.low == -second.gap.difference.high


def test_a_mirror_gap_needs_shares() -> None:
    counts = np.ones(5, dtype=np.int64)
    release = release_from({"B1": (counts, counts)}, questionnaire())
    bare = replace(item_gaps(release, questionnaire().items, TEAMS)[0], shares=None)
    with pytest.raises(ValueError, match="B1"):
        mirror_gaps([bare], questionnaire())
