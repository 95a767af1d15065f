"""A value of any file as a CSV would hold it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

Value = str | bool | int | float | Decimal | dt.date | dt.time | dt.timedelta | None
"""What a cell of a workbook or a data file can be; a datetime is a date."""


def cell_text(value: Value) -> str:
    """The text of a cell: whole numbers without decimals, dates in ISO form, "" for nothing.

    >>> [cell_text(value) for value in ("4 ", True, 3.0, 3.5, dt.date(2026, 10, 2), None)]
    ['4 ', 'TRUE', '3', '3.5', '2026-10-02', '']
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)
