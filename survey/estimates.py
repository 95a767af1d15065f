"""Estimates with their interval and base: never a bare number on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value, its 95 % interval, and the number of answers it rests on."""

    value: float
    low: float
    high: float
    base: int
