"""How long a respondent took, in the ways in which survey tools write it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from survey.durations import seconds_between, seconds_of


def cells(*texts: str) -> pd.Series[str]:
    """A column as an export yields it."""
    return pd.DataFrame({0: pd.Categorical(texts)})[0]


def between(start: str, end: str) -> float:
    (found,) = seconds_between(pd.Series([start]), pd.Series([end])).tolist()
    return float(found)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-10-05 09:00:00", "2026-10-05 09:01:40"),
        ("2026-10-05T09:00:00.000+02:00", "2026-10-05T07:01:40Z"),
        ("2026-10-05 09:00:00.25", "2026-10-05 09:01:40.25"),
        ("05/10/2026 09:00:00", "05/10/2026 09:01:40"),
        ("25/10/2026 09:00:00", "25/10/2026 09:01:40"),
        ("10/25/2026 09:00:00", "10/25/2026 09:01:40"),
        ("10/05/2026 11:59:00 AM", "10/05/2026 12:00:40 PM"),
        ("05.10.2026 09:00:00", "05.10.2026 09:01:40"),
        ("2026/10/05 09:00:00", "2026/10/05 09:01:40"),
        (" 2026-12-31 23:59:00", "2027-01-01 00:00:40 "),
    ],
)
def test_the_time_between_two_moments(start: str, end: str) -> None:
    assert between(start, end) == 100


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("", ""),
        ("2026-10-05 09:00:00", ""),
        ("yesterday", "today"),
        ("1980-01-01 00:00:00", "1980-01-01 00:00:09"),
        ("1980-01-01 00:00:00", "2026-10-05 09:00:00"),
        ("2026-10-05 09:00:00", "2026-10-05 09:00:00"),
        ("2026-10-05 09:00:10", "2026-10-05 09:00:00"),
        ("10/5/2026 9:00", "10/5/2026 9:01"),
        ("2026-10-05 09:00:00", "99:99:99"),
        ("46300.375", "46300.376"),
    ],
)
def test_what_says_nothing_of_seconds_gives_no_duration(start: str, end: str) -> None:
    assert np.isnan(between(start, end))


def test_each_response_is_read_in_its_own_way_whatever_its_neighbours() -> None:
    starts = cells("05/10/2026 09:00:00", "2026-10-05 09:00:00", "x")
    ends = cells("05/10/2026 09:00:30", "2026-10-05 09:00:20", "y")
    assert seconds_between(starts, ends).tolist()[:2] == [30, 20]
    assert seconds_between(starts[::-1], ends[::-1]).tolist()[1:] == [20, 30]


def test_seconds_are_numbers_above_nothing() -> None:
    texts = cells(" 95 ", "12,5", "12.5", "0", "-3", "1e400", "fast", "")
    assert seconds_of(texts).tolist()[:3] == [95, 12.5, 12.5]
    assert np.isnan(seconds_of(texts)[3:]).all()
