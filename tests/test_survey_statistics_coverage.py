"""Whether intervals and verdicts keep their promise: a small version of bench/coverage.py.

Few draws, with a seed: each limit is a little under what many more of them show. The whole table
is on docs/methods/coverage.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.coverage import (
    BASES,
    BEGIN,
    DRAWS,
    KNOWN,
    SHAPES,
    UNKNOWN,
    Design,
    Side,
    measured,
    one_team,
    tables,
)

FEW = 1500
PAGE = Path(__file__).parent.parent / "docs" / "methods" / "coverage.md"


@pytest.mark.parametrize(
    ("sizes", "design"),
    [
        (((5, None), (5, None)), "unknown"),
        (((5, None), (100, None)), "unknown"),
        (((8, None), (80, None)), "unknown"),
        (((30, None), (30, None)), "unknown"),
        (((5, None), (90, 100)), "drawn"),
        (((8, 10), (8, 10)), "drawn"),
        (((8, 8), (20, 40)), "drawn"),
        (((29, 30), (29, 30)), "drawn"),
        (((98, 100), (98, 100)), "fixed"),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(
    sizes: tuple[Side, Side], design: Design
) -> None:
    row = measured(sizes, design, FEW)
    for held in ([pair.gap for pair in row.pairs], [pair.delta for pair in row.pairs]):
        assert min(held) >= 0.93
        assert sum(held) / len(held) >= 0.95
    assert row.false_aligned <= 0.01


def test_no_gap_is_seldom_called_one() -> None:
    """The hardest case: five people against fifteen, torn or balanced; many more draws say 4.3 %."""
    row = measured(((5, None), (15, None)), "unknown", FEW)
    called = {pair.shapes: pair.false_gap / pair.alike for pair in row.pairs if pair.alike}
    assert {"polarised v bell", "bell v bell"} <= {*called}
    assert 0.02 < max(called.values()) <= 0.06
    assert row.false_gap is not None
    assert row.false_gap < max(called.values())


def test_the_mean_of_one_team_is_held_whatever_its_shape() -> None:
    assert min(one_team(5, FEW).means) >= 0.94


def test_the_page_of_the_docs_says_what_the_program_finds() -> None:
    written = PAGE.read_text("utf-8").partition(BEGIN)[2]
    row = measured(UNKNOWN[0], "unknown", DRAWS)
    for line in tables([row], [one_team(10)]).splitlines():
        assert line in written


def test_all_is_tried_that_is_promised() -> None:
    assert len(SHAPES) == 6
    assert all(sum(shape) == pytest.approx(1.0) for shape in SHAPES.values())
    assert {((5, None), (5, None)), ((100, None), (100, None))} <= {*UNKNOWN}
    assert any(first[0] != second[0] for first, second in KNOWN)
    assert (min(BASES), max(BASES)) == (5, 100)
