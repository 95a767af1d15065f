"""From a CSV of 100,000 respondents to the tally, against reading the file as text.

The peer is pandas' C engine reading every column of the same file as text. Each runs in this
process, in turn, and the least CPU time of each counts. What was read is checked before a time is
shown. The way to the responses that count is shown apart from the counting.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from survey.cleaning import Cleaned
from survey.engines.pandas_engine import count
from survey.intake import cleaned_batches
from survey.number_range import NumberRange
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Source
from survey.tally import Tally

RESPONDENTS = 100_000
LIMIT = 2.0
"""Times the CPU of the peer, from the file to the tally."""

ROUNDS = 5
SEED = 20261002


def main() -> None:
    """Prints the ratios for answers as text and as numbers; fails above the limit."""
    questionnaire = load_questionnaire()
    scale = questionnaire.scales[0]
    labels = [point.label["en"] for point in scale.points]
    wordings = {
        "answers as text": [*labels, scale.cant_say["en"], ""],
        "answers as numbers": ["1", "2", "3", "4", "5", "0", ""],
    }
    held = [_held(name, texts, questionnaire) for name, texts in wordings.items()]
    if not all(held):
        sys.exit("above the limit")


def _held(name: str, texts: list[str], questionnaire: Questionnaire) -> bool:
    """Measures one way to write the answers; whether the limit is held."""
    data, points = _survey(texts, questionnaire)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(data)
        assert _first_item(_tally(path, questionnaire)) == points, "not read as it was written"
        peer = _best(lambda: _as_text(path))
        intake = _best(lambda: sum(batch.read for batch in _batches(path, questionnaire)))
        whole = _best(lambda: _tally(path, questionnaire))
    print(
        f"{name}: {len(data) / 1e6:.0f} MB, pandas as text {peer:.3f} s CPU; "
        f"to the responses {intake / peer:.2f} x, "
        f"to the tally {whole / peer:.2f} x (limit {LIMIT})"
    )
    return whole <= LIMIT * peer


def _survey(texts: list[str], questionnaire: Questionnaire) -> tuple[bytes, list[int]]:
    """An invented export, and how many answers of each kind were written for the first item."""
    random = np.random.default_rng(SEED)
    answers = random.integers(0, len(texts), (RESPONDENTS, len(questionnaire.items)))
    written = np.array(texts, dtype=object)[answers]
    table = pd.DataFrame(written, columns=[item.id for item in questionnaire.items])
    table.insert(0, "ResponseId", [f"R_{number:012d}" for number in range(RESPONDENTS)])
    table.insert(1, "team", np.array(["Marketing", "Sales"], dtype=object)[answers[:, 0] % 2])
    table.insert(2, "role", np.array(["Manager", "Contributor"], dtype=object)[answers[:, 1] % 2])
    given = (answers != len(texts) - 1).sum(axis=1)
    counted = answers[2 * given >= len(questionnaire.items), 0]
    buffer = io.BytesIO()
    table.to_csv(buffer, index=False)
    return buffer.getvalue(), np.bincount(counted, minlength=len(texts)).tolist()


def _batches(path: Path, questionnaire: Questionnaire) -> Iterator[Cleaned]:
    export = read_export(path)
    stated = {questionnaire.scales[0].id: NumberRange(1, 5).points()}
    mapping = replace(recognise(export, questionnaire), scales=stated)
    return cleaned_batches([Source(export, mapping)], questionnaire)


def _tally(path: Path, questionnaire: Questionnaire) -> Tally:
    return count(_batches(path, questionnaire), questionnaire).tally


def _first_item(counted: Tally) -> list[int]:
    """Answers of both teams to the first item: points 1 to 5, can't say, skipped."""
    teams = [place for place, group in enumerate(counted.groups) if not group.segment]
    skipped, cant_say, *points = counted.answers[teams, 0].sum(axis=0).tolist()
    return [*points, cant_say, skipped]


def _as_text(path: Path) -> None:
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    assert table.shape[0] == RESPONDENTS


def _best(run: Callable[[], object]) -> float:
    """CPU seconds, the least of several runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
