"""Published and reference-computed figures, and agreement with them to the last printed digit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

Printed: TypeAlias = "Decimal | int | list[Printed]"

# The figures written with so few decimals are all exact, such as 0.25 or 806128.5.
EXACT_UP_TO = 3
# All sixteen digits of a floating-point number are printed: the order of a sum moves the last one.
LAST_BITS = 4 * np.finfo(np.float64).eps
FIGURES = sorted((Path(__file__).parent / "oracles").glob("*.json"))


@dataclass(frozen=True, slots=True)
class Oracle:
    """A worked example: what goes in, as arrays (NaN: missing), and what must come out."""

    data: dict[str, NDArray[np.float64]]
    expect: dict[str, Printed]


def oracle(name: str) -> Oracle:
    """The worked example of this name."""
    read = (json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) for path in FIGURES)
    entry = next(entries[name] for entries in read if name in entries)
    data = {key: np.asarray(value, dtype=np.float64) for key, value in entry["data"].items()}
    return Oracle(data, entry["expect"])


def assert_printed(computed: ArrayLike, printed: Printed) -> None:
    """Fail unless each figure rounds to the printed one; with up to three decimals it is exact."""
    if isinstance(printed, list):
        figures = np.asarray(computed, dtype=np.float64)
        assert len(figures) == len(printed)
        for figure, expected in zip(figures, printed, strict=True):
            assert_printed(figure, expected)
    else:
        last = Decimal(printed).as_tuple().exponent
        assert isinstance(last, int)
        half = 0.51 * 10.0 ** (last if last < -EXACT_UP_TO else -12)
        half = max(half, LAST_BITS * abs(float(printed)))
        assert np.asarray(computed) == pytest.approx(float(printed), rel=0, abs=half)
