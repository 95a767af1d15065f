"""The proof that figures isolate nobody, as a share of the building of the whole report.

One company whose two teams are split five ways; statements that up to an eighth of the people skip
or cannot answer, and a few people who stop half-way. Each size is built once, in a process of its
own that counts the CPU seconds spent on the proof: the ratio is of one run. That groups are shown,
and as many as expected, is checked before a time is.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from processor_time import spent, time_calls

from survey.questionnaire_file import load_questionnaire

SEGMENTS = ("function", "site", "age", "grade", "department")
SKIPPED = (0.0, 0.01, 0.02, 0.03, 0.05, 0.12)
"""Shares of the people who do not answer a statement."""

STOPPED, UNSTATED = 0.03, 0.01
SKEW = 0.5
"""Levels differ in size as 1 / place ^ SKEW."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """People of each team, levels of each segment, and what is held of the building of its report.

    Attributes:
        groups: the fewest that are to be shown.
        limit: of the proof, as a share.
    """

    people: tuple[int, int]
    levels: tuple[int, ...]
    groups: int
    limit: float


SURVEYS = (
    Survey(people=(64, 118), levels=(3, 6, 4, 4, 3), groups=50, limit=0.05),
    Survey(people=(250, 350), levels=(4, 14, 6, 7, 10), groups=115, limit=0.05),
    Survey(people=(1_500, 2_000), levels=(5, 38, 10, 20, 43), groups=340, limit=0.05),
    Survey(people=(12_000, 14_000), levels=(10, 220, 20, 50, 300), groups=1_780, limit=0.30),
)


def main() -> None:
    """Prints the ratios; fails above a limit."""
    late = []
    for survey in SURVEYS:
        with tempfile.TemporaryDirectory() as folder:
            whole, proof, groups = _built(survey, Path(folder))
        assert groups >= survey.groups, f"{groups} groups are shown"
        print(
            f"{sum(survey.people):,} people, {groups:,} groups: proof {proof:.2f} s CPU, report "
            f"{whole:.2f} s: {proof / whole:.3f} (limit {survey.limit})"
        )
        late += [groups] if proof > survey.limit * whole else []
    if late:
        sys.exit(f"above the limit with {', '.join(map(str, late))} groups")


def _built(survey: Survey, folder: Path) -> tuple[float, float, int]:
    """CPU seconds of the whole program and of the proof within it; the groups that are shown."""
    _write(survey, folder)
    before = spent(resource.RUSAGE_CHILDREN)
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, __file__, str(folder)], stdout=subprocess.PIPE, check=True
    )
    whole = spent(resource.RUSAGE_CHILDREN) - before
    document = json.loads((folder / "site" / "data" / "report.json").read_text(encoding="utf-8"))
    return whole, float(told.stdout), len(document["groups"])


def _write(survey: Survey, folder: Path) -> None:
    """The export of these people, and a mapping that names the segments."""
    random = np.random.default_rng(1)
    asked = load_questionnaire()
    n, items = sum(survey.people), len(asked.items)
    team = np.repeat(["Marketing", "Sales"], survey.people)
    segments = [_drawn(random, n, levels) for levels in survey.levels]
    answers = np.clip(np.rint(random.normal(3.2, 1, (n, items))), 1, 5).astype(int)
    answers[random.random(answers.shape) < random.choice(SKIPPED, items)] = 0
    for person in np.flatnonzero(random.random(n) < STOPPED):
        answers[person, random.integers(2 * items // 3, items) :] = 0
    labels = ["", *(point.label["en"] for point in asked.scales[0].points)]
    with (folder / "export.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["team", *SEGMENTS, *(item.id for item in asked.items)])
        for name, levels, given in zip(team, zip(*segments, strict=True), answers, strict=True):
            rows.writerow([name, *levels, *(labels[point] for point in given)])
    named = ", ".join(f"{segment}: {segment}" for segment in SEGMENTS)
    (folder / "mapping.yml").write_text(f"segments: {{{named}}}\n", encoding="utf-8")


def _drawn(random: np.random.Generator, people: int, levels: int) -> list[str]:
    """The level of everybody; a few state none."""
    weights = np.arange(2, levels + 2) ** -SKEW
    drawn = random.choice(levels, people, p=weights / weights.sum())
    unstated = random.random(people) < UNSTATED
    return [
        "" if silent else f"level {level}" for level, silent in zip(drawn, unstated, strict=True)
    ]


def build(folder: Path) -> float:
    """Builds the report in this process; the CPU seconds spent on the proof."""
    from report_builder.cli import main as program  # noqa: PLC0415 - counted, as the program does
    from survey.proven_plan import Crossing  # noqa: PLC0415 - the same

    seconds = time_calls(Crossing, ("weak_level", "isolate_nobody", "proven"))
    options = [
        "--mapping",
        str(folder / "mapping.yml"),
        "--output",
        str(folder / "site"),
        "--quiet",
    ]
    program([str(folder / "export.csv"), *options], standalone_mode=False)
    return sum(seconds)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(build(Path(sys.argv[1])))
    else:
        main()
