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
FIGURES = Path(__file__).parent / "oracles" / "statistics.json"


@dataclass(frozen=True, slots=True)
class Oracle:
    """A worked example: what goes in, as arrays, and what must come out, as printed."""

    data: dict[str, NDArray[np.float64]]
    expect: dict[str, Printed]


def oracle(name: str) -> Oracle:
    """The worked example of this name."""
    entry = json.loads(FIGURES.read_text(encoding="utf-8"), parse_float=Decimal)[name]
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
        assert np.asarray(computed) == pytest.approx(float(printed), rel=0, abs=half)
