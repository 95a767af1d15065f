"""How long respondents took, from the two ways in which survey tools write it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Seconds = npt.NDArray[np.float64]
"""(respondents,) NaN where it is not known."""

# Each to the second: what is written to the minute says nothing of two seconds an item. Whether
# day or month stands first matters at midnight only, for both ends are read in one way.
_FORMATS = (
    "%Y-%m-%d %H:%M:%S",
    "ISO8601",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%d.%m.%Y %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
)
_TO_THE_SECOND = r"\d:\d\d:\d\d"
# LimeSurvey dates every response of an anonymous survey 1980-01-01; Excel's zero is in 1899.
_FIRST_YEAR = 1990


def seconds_of(texts: pd.Series[str]) -> Seconds:
    """The numbers that stand in a column of seconds; none below or at zero.

    >>> seconds_of(pd.Series(["95", "12,5", "", "-1", "soon"])).tolist()
    [95.0, 12.5, nan, nan, nan]
    """
    numbers = pd.to_numeric(texts.astype(str).str.strip().str.replace(",", "."), errors="coerce")
    return _positive(numbers.to_numpy(dtype=np.float64))


def seconds_between(starts: pd.Series[str], ends: pd.Series[str]) -> Seconds:
    """From a start to an end; NaN where one is no time to the second, or lies before 1990.

    >>> first = pd.Series(["2026-10-05 12:00:10", "1980-01-01 00:00:00", "5/10/2026 12:00"])
    >>> last = pd.Series(["2026-10-05 12:01:00", "1980-01-01 00:09:00", "5/10/2026 12:00"])
    >>> seconds_between(first, last).tolist()
    [50.0, nan, nan]
    """
    first, last = (texts.astype(str).str.strip() for texts in (starts, ends))
    exact = first.str.contains(_TO_THE_SECOND) & last.str.contains(_TO_THE_SECOND)
    found: Seconds = np.full(len(first), np.nan)
    for form in _FORMATS:
        open_ones = np.flatnonzero(np.isnan(found) & exact.to_numpy())
        if open_ones.size:
            found[open_ones] = _elapsed(first.iloc[open_ones], last.iloc[open_ones], form)
    return _positive(found)


def _elapsed(starts: pd.Series[str], ends: pd.Series[str], form: str) -> Seconds:
    start, end = (
        pd.to_datetime(texts, format=form, errors="coerce", utc=True) for texts in (starts, ends)
    )
    elapsed = (end - start).dt.total_seconds().where(start.dt.year >= _FIRST_YEAR)
    return np.array(elapsed, dtype=np.float64)


def _positive(seconds: Seconds) -> Seconds:
    found: Seconds = np.where((seconds > 0) & np.isfinite(seconds), seconds, np.nan)
    return found
