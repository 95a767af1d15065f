"""Whether intervals and verdicts keep their promise: surveys drawn at random, told as a table.

    python bench/coverage.py                                   the tables, on the terminal
    python bench/coverage.py --write docs/methods/coverage.md  the page of the docs

Teams are drawn from six shapes of opinion, in all pairs, and judged by the functions that a report
uses. Fails where a promise is broken. The seed is fixed: the same program prints the same table.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from operator import attrgetter
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlog1py, xlogy

from survey.estimates import share_from
from survey.statistics.comparison import compare_means
from survey.statistics.distribution import FloatArray
from survey.statistics.effect_size import cliffs_delta, estimate_delta
from survey.statistics.interval import Interval
from survey.statistics.mean import estimate_mean, moments
from survey.statistics.sampling import whole_team, without_replacement
from survey.thresholds import USUAL
from survey.verdict import Verdict, verdicts

SHAPES = {
    "bell": (0.10, 0.20, 0.40, 0.20, 0.10),
    "mostly agree": (0.05, 0.10, 0.20, 0.40, 0.25),
    "ceiling": (0.00, 0.00, 0.05, 0.25, 0.70),
    "one box": (0.02, 0.02, 0.90, 0.04, 0.02),
    "polarised": (0.40, 0.08, 0.04, 0.08, 0.40),
    "mostly disagree": (0.35, 0.30, 0.20, 0.10, 0.05),
}
"""Shares of the answers 1 to 5."""

DRAWS = 20_000
"""Surveys drawn for a pair of shapes: 95 % is known to within 0.3 points."""

SEED = 20260105
FEWEST_CASES = 7000
"""A rate of false gaps rests on so many cases at least: 5 % is known to within half a point."""

COVERAGE, FALSE_ALIGNED, FALSE_GAP = 0.94, 0.01, 0.055
"""What is promised."""

FAVOURABLE_FROM = 4
ROUNDING = 1e-9

Side = tuple[int, int | None]
"""Answers of a team, and its people; None if not known."""

Design = Literal["unknown", "drawn", "fixed"]
"""Nobody knows how many people there are; each survey has a team drawn anew from the shape; one
particular team, of the shape as nearly as people can be divided, is asked again and again."""

UNKNOWN: tuple[tuple[Side, Side], ...] = tuple(
    ((first, None), (second, None))
    for first, second in (
        *((5, 5), (5, 8), (5, 15), (5, 30), (5, 100), (6, 40), (8, 8), (8, 20), (8, 80)),
        *((10, 10), (10, 30), (10, 100), (15, 15), (15, 60), (20, 20), (30, 30), (30, 100)),
        *((60, 60), (60, 100), (100, 100)),
    )
)
KNOWN: tuple[tuple[Side, Side], ...] = (
    *(((5, 6), (5, 6)), ((5, 10), (5, 10)), ((5, 20), (5, 20)), ((6, 10), (6, 10))),
    *(((8, 10), (8, 10)), ((9, 10), (9, 10)), ((9, 12), (9, 12)), ((12, 15), (12, 15))),
    *(((10, 20), (10, 20)), ((19, 20), (19, 20)), ((20, 25), (20, 25)), ((29, 30), (29, 30))),
    *(((40, 50), (40, 50)), ((48, 50), (48, 50)), ((70, 100), (70, 100)), ((95, 100), (95, 100))),
    *(((99, 100), (99, 100)), ((90, 150), (90, 150)), ((100, 250), (100, 250))),
    *(((5, 8), (20, 24)), ((5, 6), (90, 100)), ((8, 8), (20, 40)), ((6, 6), (90, 100))),
    *(((10, 40), (60, 120)), ((8, 10), (60, 120)), ((5, 200), (100, 160)), ((30, 30), (30, 60))),
    *(((5, None), (90, 100)), ((5, 6), (8, None)), ((30, 60), (30, None))),
)
BASES = (5, 6, 8, 10, 12, 15, 20, 30, 50, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What the draws of one pair of shapes showed.

    Attributes:
        shapes: of the first and the second team.
        gap, delta: share of 95 % intervals that held the truth.
        apart: surveys with a true gap of the margin or more; false_aligned: called aligned.
        alike: surveys with no true gap; false_gap: called a gap.
    """

    shapes: str
    gap: float
    delta: float
    apart: int
    false_aligned: int
    alike: int
    false_gap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Two teams' sizes and how they were drawn, with what each pair of shapes showed."""

    sizes: tuple[Side, Side]
    design: Design
    pairs: tuple[Pair, ...]

    @property
    def false_aligned(self) -> float:
        """Of the surveys with a true gap, the share called aligned."""
        return sum(each.false_aligned for each in self.pairs) / sum(
            each.apart for each in self.pairs
        )

    @property
    def false_gap(self) -> float | None:
        """Of the surveys with no true gap, the share called a gap; None if there are too few.

        Of the worst pair, among those with cases enough to say, or of all pairs together.
        """
        cases = [(each.false_gap, each.alike) for each in self.pairs]
        cases.append((sum(each.false_gap for each in self.pairs), sum(n for _, n in cases)))
        return max((called / n for called, n in cases if n >= FEWEST_CASES), default=None)

    @property
    def kept(self) -> bool:
        """Whether every promise is kept."""
        held = min(min(each.gap, each.delta) for each in self.pairs) >= COVERAGE
        return held and self.false_aligned <= FALSE_ALIGNED and (self.false_gap or 0.0) <= FALSE_GAP


def rows(draws: int = DRAWS) -> Iterator[Row]:
    """Every row of the table, one after the other."""
    for sizes in UNKNOWN:
        yield measured(sizes, "unknown", draws)
    for design in ("drawn", "fixed"):
        for sizes in KNOWN:
            yield measured(sizes, design, draws)


def measured(sizes: tuple[Side, Side], design: Design, draws: int, seed: int = SEED) -> Row:
    """One row: all pairs of shapes, in both orders where the teams differ in size."""
    random = np.random.default_rng(seed)
    pairs: Iterable[tuple[str, str]] = (
        combinations_with_replacement(SHAPES, 2)
        if sizes[0] == sizes[1]
        else product(SHAPES, SHAPES)
    )
    found = [_pair(random, names, sizes, design, draws) for names in pairs]
    return Row(sizes=sizes, design=design, pairs=tuple(found))


def _pair(
    random: np.random.Generator,
    names: tuple[str, str],
    sizes: tuple[Side, Side],
    design: Design,
    draws: int,
) -> Pair:
    drawn = [
        _survey(random, SHAPES[name], side, design, draws)
        for name, side in zip(names, sizes, strict=True)
    ]
    (all_first, first), (all_second, second) = drawn
    people = (sizes[0][1], sizes[1][1])
    compared = compare_means(first, second, populations=people)
    delta = estimate_delta(first, second, populations=people)
    gap = moments(all_first).mean - moments(all_second).mean
    given = verdicts(compared.difference, compared.interval(0.90), compared.p, USUAL.gap)
    apart, alike = np.abs(gap) >= USUAL.gap - ROUNDING, np.abs(gap) < ROUNDING
    return Pair(
        shapes=" v ".join(names),
        gap=_held(compared.interval(), gap),
        delta=_held(delta.interval(), cliffs_delta(all_first, all_second)),
        apart=int(apart.sum()),
        false_aligned=int((apart & (given == Verdict.ALIGNED.value)).sum()),
        alike=int(alike.sum()),
        false_gap=int((alike & (given == Verdict.GAP.value)).sum()),
    )


def _survey(
    random: np.random.Generator,
    shape: tuple[float, ...],
    side: Side,
    design: Design,
    draws: int,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """What each whole team thinks, and the counts of those who answer, both (draws, points)."""
    answers, people = side
    if people is None:
        truth = np.broadcast_to(np.array(shape), (draws, len(shape)))
        return truth, random.multinomial(answers, shape, draws)
    if design == "fixed":
        teams = np.tile(whole_team(shape, people), (draws, 1))
    else:
        teams = random.multinomial(people, shape, draws)
    return teams.astype(np.float64), without_replacement(random, teams, answers)


def _held(interval: Interval, truth: FloatArray) -> float:
    low, high = interval.low - ROUNDING, interval.high + ROUNDING
    return float(np.mean((low <= truth) & (truth <= high)))


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTeam:
    """Coverage of the mean and of the share of favourable answers of one team, by shape."""

    base: int
    means: tuple[float, ...]
    shares: tuple[float, ...]


def one_team(base: int, draws: int = DRAWS, seed: int = SEED) -> OneTeam:
    """The mean by draws, the share exactly: there are only n + 1 of them."""
    random = np.random.default_rng(seed)
    means, shares = [], []
    for shape in SHAPES.values():
        interval = estimate_mean(random.multinomial(base, shape, draws)).interval()
        means.append(_held(interval, moments(np.array(shape)).mean))
        shares.append(_share_held(base, sum(shape[FAVOURABLE_FROM - 1 :])))
    return OneTeam(base=base, means=tuple(means), shares=tuple(shares))


def _share_held(base: int, share: float) -> float:
    """How often the interval of a share holds it, from the binomial distribution."""
    found = np.arange(base + 1.0)
    ways = gammaln(base + 1.0) - gammaln(found + 1.0) - gammaln(base - found + 1.0)
    chance = np.exp(ways + xlogy(found, share) + xlog1py(base - found, -share))
    told = [share_from([base - each, 0, 0, each, 0], FAVOURABLE_FROM) for each in range(base + 1)]
    return float(chance @ [each.low <= share <= each.high for each in told])


BEGIN, END = "<!-- written by bench/coverage.py -->\n", "<!-- end of what it writes -->\n"
"""Lines of the docs' page between which its tables stand."""

SECTIONS: dict[Design, str] = {
    "unknown": "Head-counts not known",
    "drawn": "Head-counts known",
    "fixed": "One particular team",
}
COLUMNS = (
    *("answers", "gap: worst pair", "all pairs", "Cliff's delta: worst pair", "all pairs"),
    *("false aligned", "false gap"),
)
SINGLE_COLUMNS = ("answers", "mean: worst shape", "all shapes", "share: worst shape", "all shapes")


def tables(found: Iterable[Row], singles: Iterable[OneTeam]) -> str:
    """All tables, in Markdown."""
    listed = list(found)
    shapes = ([name, *(f"{share:.0%}" for share in shape)] for name, shape in SHAPES.items())
    parts = [f"## Shapes\n\n{_table(('shape', *'12345'), shapes)}"]
    for design, title in SECTIONS.items():
        cells = [_cells(row) for row in listed if row.design == design]
        parts.append(f"## {title}\n\n{_table(COLUMNS, cells)}")
    alone = ([str(each.base), *_told(each.means), *_told(each.shares)] for each in singles)
    parts.append(f"## One team alone\n\n{_table(SINGLE_COLUMNS, alone)}")
    return "\n".join(parts)


def _table(columns: Iterable[str], rows_of_cells: Iterable[Iterable[str]]) -> str:
    head = tuple(columns)
    lines = (head, ("---",) * len(head), *rows_of_cells)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cells(row: Row) -> Iterator[str]:
    yield " v ".join(map(_named, row.sizes))
    for kind in ("gap", "delta"):
        worst = min(row.pairs, key=attrgetter(kind))
        yield f"{getattr(worst, kind):.1%} ({worst.shapes})"
        yield f"{np.mean([getattr(pair, kind) for pair in row.pairs]):.1%}"
    yield f"{row.false_aligned:.2%}"
    yield "–" if row.false_gap is None else f"{row.false_gap:.1%}"


def _told(held: tuple[float, ...]) -> tuple[str, str]:
    return f"{min(held):.1%}", f"{np.mean(held):.1%}"


def _named(side: Side) -> str:
    answers, people = side
    return str(answers) if people is None else f"{answers} of {people}"


def main() -> None:
    """Prints the tables, or writes them into the page; fails where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", type=Path, metavar="FILE", help="the page of the docs")
    parser.add_argument("--draws", type=int, default=DRAWS, help="surveys for a pair of shapes")
    chosen = parser.parse_args()
    found = list(rows(chosen.draws))
    text = tables(found, [one_team(base, chosen.draws) for base in BASES])
    if chosen.write:
        before, _, rest = chosen.write.read_text("utf-8").partition(BEGIN)
        page = f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}"
        chosen.write.write_text(page, encoding="utf-8", newline="\n")
    else:
        print(text)
    broken = [each.sizes for each in found if each.design != "fixed" and not each.kept]
    if broken:
        sys.exit(f"not kept: {broken}")


if __name__ == "__main__":
    main()
