"""From a CSV of 100,000 respondents to the responses that count, against reading it as text.

The peer is pandas' C engine reading every column of the same file as text. Both run in this
process, in turn, and the best CPU time of each counts. What was read is checked before a time is
shown. The limit leaves room for the counting that follows: 2 x in all.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from survey.intake import Source, cleaned_batches
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.recognition import recognise

RESPONDENTS = 100_000
LIMIT = 1.6
ROUNDS = 5
SEED = 20261002


def main() -> None:
    """Prints the ratio for answers as text and as numbers; fails above the limit."""
    questionnaire = load_questionnaire()
    scale = questionnaire.scales[0]
    labels = [point.label["en"] for point in scale.points]
    wordings = {
        "answers as text": [*labels, scale.cant_say["en"], ""],
        "answers as numbers": ["1", "2", "3", "4", "5", "0", ""],
    }
    ratios = [_measured(name, texts, questionnaire) for name, texts in wordings.items()]
    if max(ratios) > LIMIT:
        sys.exit(f"above the limit of {LIMIT} x")


def _measured(name: str, texts: list[str], questionnaire: Questionnaire) -> float:
    data, points = _survey(texts, questionnaire)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(data)
        assert _counts(path, questionnaire) == points, "the answers were not read as written"
        peer = _best(lambda: _as_text(path))
        ours = _best(lambda: _counts(path, questionnaire))
    print(
        f"{name}: {len(data) / 1e6:.0f} MB, pandas as text {peer:.3f} s CPU, "
        f"to Cleaned {ours:.3f} s CPU: {ours / peer:.2f} x (limit {LIMIT} x)"
    )
    return ours / peer


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


def _counts(path: Path, questionnaire: Questionnaire) -> list[int]:
    """Answers to the first item: points 1 to 5, can't say, missing."""
    export = read_export(path)
    source = Source(export, recognise(export, questionnaire))
    counts = np.zeros(7, dtype=np.int64)
    for batch in cleaned_batches([source], questionnaire):
        counts += np.bincount(batch.responses.answers[:, 0] + 1, minlength=7)
    return [*counts[2:].tolist(), int(counts[1]), int(counts[0])]


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
