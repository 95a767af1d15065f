"""The comparison with earlier editions, as a share of the building of the report.

One company whose two teams are split three ways; twelve editions, from half of 3,000 people to all
of them, of whom some answer otherwise each time. The first eleven are written down as the program
does; the last is built by it, in a process of its own that counts the CPU seconds spent on the
comparison. That it is published is checked before a time is: what is refused is refused early.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
from processor_time import spent, time_calls

from report_builder.inputs import Inputs
from report_builder.pipeline import understand
from report_builder.state_file import Remembered, StateFiles, read_state, write_state
from survey.disclosure import release
from survey.questionnaire_file import load_questionnaire

PEOPLE, EDITIONS = 3_000, 12
SEGMENTS = {"function": 3, "site": 4, "age": 3}
SKIPPED, CHANGED = 0.01, 60
LIMITS = {"nobody changes an answer": 0.25, f"{CHANGED} people change an answer each time": 0.25}
SEED = 20261129


def main() -> None:
    """Prints the ratios; fails above a limit."""
    late = []
    for (name, limit), changed in zip(LIMITS.items(), (0, CHANGED), strict=True):
        with tempfile.TemporaryDirectory() as folder:
            whole, comparison = _built(Path(folder), changed)
        print(
            f"{EDITIONS} editions, {PEOPLE:,} people, {name}: comparison {comparison:.2f} s CPU, "
            f"report {whole:.2f} s: {comparison / whole:.3f} (limit {limit})"
        )
        late += [name] if comparison > limit * whole else []
    if late:
        sys.exit(f"above the limit where {', '.join(late)}")


def _built(folder: Path, changed: int) -> tuple[float, float]:
    """CPU seconds of the whole program for the last edition, and of the comparison within it."""
    states = StateFiles.of(folder / "site", [folder / "export.csv"])
    salt = os.urandom(16)
    records = []
    for size, answers in _editions(changed):
        _write(folder, size, answers)
        survey = understand(_inputs(folder))
        record = release(survey.counted, survey.questionnaire, survey.rules)[1]
        records.append(record.salted(salt))
    write_state(states.own, Remembered(salt, tuple(records[:-1])))
    before = spent(resource.RUSAGE_CHILDREN)
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, __file__, str(folder)], stdout=subprocess.PIPE, check=True
    )
    assert len(read_state(states.own).editions) == EDITIONS, "the last edition is not published"
    return spent(resource.RUSAGE_CHILDREN) - before, float(told.stdout)


def _editions(changed: int) -> list[tuple[int, npt.NDArray[np.int64]]]:
    """How many people have answered, and what all will answer as far as it is known by then."""
    random = np.random.default_rng(SEED)
    items = len(load_questionnaire().items)
    answers = np.clip(np.rint(random.normal(3.2, 1, (PEOPLE, items))), 1, 5).astype(np.int64)
    answers[random.random(answers.shape) < SKIPPED] = 0
    found = []
    for size in np.linspace(PEOPLE // 2, PEOPLE, EDITIONS).astype(int).tolist():
        answers = answers.copy()
        who = random.choice(PEOPLE // 2, changed, replace=False)
        answers[who, random.integers(0, items, changed)] = 5
        found.append((size, answers))
    return found


def _write(folder: Path, size: int, answers: npt.NDArray[np.int64]) -> None:
    """The export of the first people, and a mapping that names the segments."""
    random = np.random.default_rng(SEED)
    asked = load_questionnaire()
    segments = [
        [f"level {each}" for each in random.integers(0, levels, PEOPLE).tolist()]
        for levels in SEGMENTS.values()
    ]
    labels = ["", *(point.label["en"] for point in asked.scales[0].points)]
    with (folder / "export.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["team", *SEGMENTS, *(item.id for item in asked.items)])
        for person in range(size):
            team = "Marketing" if person % 2 else "Sales"
            given = (labels[point] for point in answers[person].tolist())
            rows.writerow([team, *(levels[person] for levels in segments), *given])
    named = ", ".join(f"{segment}: {segment}" for segment in SEGMENTS)
    (folder / "mapping.yml").write_text(f"segments: {{{named}}}\n", encoding="utf-8")


def _inputs(folder: Path) -> Inputs:
    return Inputs(exports=(folder / "export.csv",), mappings=(folder / "mapping.yml",))


def build(folder: Path) -> float:
    """Builds the report in this process; the CPU seconds spent on the comparison."""
    from report_builder import remembering  # noqa: PLC0415 - counted, as the program does
    from report_builder.cli import main as program  # noqa: PLC0415 - the same

    seconds = time_calls(remembering, ("read_state", "refuse_few_changed", "write_state"))
    options = ["--mapping", str(folder / "mapping.yml"), "--output", str(folder / "site")]
    program([str(folder / "export.csv"), *options, "--quiet"], standalone_mode=False)
    return sum(seconds)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(build(Path(sys.argv[1])))
    else:
        main()
