"""What each drawing of a believable report costs, against 60 ms of CPU.

A chart is two drawings, wide and narrow; the time of a chart is halved. Imports are not counted;
the widths of letters, asked for once in a process, are. The best of a few rounds counts, and what
was drawn is compared between rounds before a time is shown.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from report_builder.charts.chart import Chart
from report_builder.language import Language, language
from report_builder.report import Report

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

# What the tests draw, too.
from drawings import charts_of
from reports import believable_report

LIMIT = 60.0
ROUNDS = 5
DRAWINGS = 2
SIZES = {"64 and 118 answers": (64, 118), "8 and 8 answers": (8, 8)}


def main() -> None:
    """Prints CPU ms per drawing and its ratio to the limit; fails above it."""
    costs = [cost for name, sizes in SIZES.items() for cost in _measured(name, sizes)]
    print(f"costliest drawing {max(costs):.1f} ms: {max(costs) / LIMIT:.2f} x the limit")
    if max(costs) > LIMIT:
        sys.exit(f"above the limit of {LIMIT:.0f} ms")


def _measured(name: str, sizes: tuple[int, int]) -> list[float]:
    report, words = believable_report(*sizes), language("en")
    print(name)
    rounds = [_round(report, words) for _ in range(ROUNDS)]
    assert all(drawn == rounds[0][0] for drawn, _ in rounds), "a drawing differs between rounds"
    best = [min(costs) for costs in zip(*(spent for _, spent in rounds), strict=True)]
    for chart, cost in zip(rounds[0][0], best, strict=True):
        size = (len(chart.wide) + len(chart.narrow)) / DRAWINGS / 1000
        print(f"  {chart.id:14} {cost:5.1f} ms, {cost / LIMIT:.2f} x {LIMIT:.0f} ms, {size:.0f} kB")
    return best


def _round(report: Report, words: Language) -> tuple[list[Chart], list[float]]:
    """All charts, and the CPU milliseconds each of their drawings took."""
    drawn, spent = [], []
    charts, start = charts_of(report, words), time.process_time()
    for chart in charts:
        spent.append((time.process_time() - start) * 1000 / DRAWINGS)
        drawn.append(chart)
        start = time.process_time()
    return drawn, spent


if __name__ == "__main__":
    main()
