"""From an Excel workbook of 20,000 respondents to the responses, against reading its cells alone.

The peer reads the same sheet with calamine and parses the same answers from its columns. Each runs
in this process, in turn, and the least CPU time of each counts. What was read is checked before a
time is shown.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import python_calamine as calamine

from survey.mapping import Mapping
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import recognise
from survey.responses import Responses, parse_responses

RESPONDENTS = 20_000
LIMIT = 1.3
"""Times the CPU of the peer, from the file to the parsed answers."""

ROUNDS = 3
SEED = 20261002


def main() -> None:
    """Prints the ratio; fails above the limit."""
    questionnaire = load_questionnaire()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        _write(path, questionnaire)
        mapping = recognise(read_export(path), questionnaire)
        expected = _peer(path, mapping, questionnaire)
        assert np.array_equal(_ours(path, questionnaire).answers, expected.answers), "not the same"
        peer = _best(lambda: _peer(path, mapping, questionnaire))
        ours = _best(lambda: _ours(path, questionnaire))
    print(f"to the responses {ours / peer:.2f} x calamine and the same parse (limit {LIMIT})")
    if ours > LIMIT * peer:
        sys.exit("above the limit")


def _write(path: Path, questionnaire: Questionnaire) -> None:
    """An invented export: labels as text in half of the items, an id and a comment beside them."""
    random = np.random.default_rng(SEED)
    labels = [point.label["en"] for point in questionnaire.scales[0].points]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Responses")
    sheet.append(["ResponseId", "team", "comment", *(item.id for item in questionnaire.items)])
    answers = random.integers(0, len(labels), (RESPONDENTS, len(questionnaire.items)))
    for number, row in enumerate(answers.tolist()):
        team = "Marketing" if number % 2 else "Sales"
        sheet.append(
            [f"R_{number:06d}", team, f"word {number}", *(labels[answer] for answer in row)]
        )
    book.save(path)


def _ours(path: Path, questionnaire: Questionnaire) -> Responses:
    export = read_export(path)
    mapping = recognise(export, questionnaire)
    frame = pd.concat(list(export.read(mapping.positions)))
    return parse_responses(frame, mapping, questionnaire).responses


def _peer(path: Path, mapping: Mapping, questionnaire: Questionnaire) -> Responses:
    sheet = calamine.load_workbook(path).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)[1:]
    columns = list(zip(*rows, strict=True))
    frame = pd.DataFrame({place: pd.Categorical(columns[place]) for place in mapping.positions})
    return parse_responses(frame, mapping, questionnaire).responses


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
