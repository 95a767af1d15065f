"""A text export saved again in another encoding, with another separator: the same answers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from exported import EXPORTS, bytes_saved, responses_of
from exports.write_exports import definitions, written

from survey.readers.encoding import decoded
from survey.readers.records import best_separator

TEXTS = sorted(name for name in written() if name.endswith((".csv", ".tsv")))


def _rows(name: str) -> list[list[str]]:
    text = decoded(written()[name], name).data.decode()
    separator, _ = best_separator(text)
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def _text(rows: list[list[str]], separator: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue().replace("\n", end)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("separator", "end", "encoding"),
    [
        (";", "\r\n", "cp1252"),
        (",", "\n", "utf-16"),
        (",", "\r\n", "utf-8-sig"),
        ("\t", "\r", "utf-8"),
        (";", "\n", "utf-8"),
        ("\t", "\n", "utf-8"),
    ],
)
def test_saved_again_an_export_gives_the_same_answers(
    tmp_path: Path, name: str, separator: str, end: str, encoding: str
) -> None:
    for beside, content in definitions().items():
        (tmp_path / beside).write_bytes(content)
    content = _text(_rows(name), separator, end).encode(encoding)
    found = responses_of(bytes_saved(tmp_path, content, name))
    expected = responses_of(EXPORTS / name)
    assert np.array_equal(found.answers, expected.answers)
    assert np.array_equal(found.team.codes, expected.team.codes)
    for (_, coded), (_, other) in zip(found.segments, expected.segments, strict=True):
        assert (coded.labels, coded.codes.tolist()) == (other.labels, other.codes.tolist())
