"""Whatever a file holds, reading it ends in responses or in one message a person can use."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exported import EXPORTS, tiny
from exports.write_exports import written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.intake import cleaned_batches
from survey.mapping_draft import mapping_text
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Source

ASKED = tiny()
FILES = sorted(written())
TEXTS = [name for name in FILES if name.endswith((".csv", ".tsv"))]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman")
AWKWARD = (
    *(
        "",
        " ",
        "\ufeff1",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "1e999",
        "-0",
        "nan",
        "\u0661",
        "½",
        "9" * 400,
    ),
    *('"', "'", "''", '{"ImportId":"status"}', "=1+1", "{{7*7}}", "a\nb", "a\r\nb", "é" * 300),
    *("Timestamp", "Respondent ID", "team", "TOG1", "Sales", "Agree", "4 - Agree", "1-May"),
)
often = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def read_to_the_end(content: bytes, name: str) -> None:
    """Read such a file as a build does: what a person can mend is told, all else is a bug."""
    with TemporaryDirectory() as folder, suppress(SurveyError):
        path = Path(folder) / name
        path.write_bytes(content)
        export = read_export(path)
        mapping_text(export, ASKED)
        list(cleaned_batches([Source(export, recognise(export, ASKED))], ASKED))


@st.composite
def broken(draw: st.DrawFn) -> tuple[bytes, str]:
    """An export that lost, gained or changed some bytes on its way."""
    name = draw(st.sampled_from(FILES))
    data = bytearray((EXPORTS / name).read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(0, 40))
        changes: list[Callable[[], object]] = [
            lambda: data.__delitem__(slice(place, place + length)),  # noqa: B023 - called at once
            lambda: data.__setitem__(slice(place, place), draw(st.binary(max_size=8))),  # noqa: B023
            lambda: data.__delitem__(slice(place, None)),  # noqa: B023
            lambda: data.extend(data[place : place + length]),  # noqa: B023
        ]
        changes[draw(st.integers(0, 3))]()
    return bytes(data), name


@often
@given(broken())
def test_a_file_that_broke_on_its_way(file: tuple[bytes, str]) -> None:
    read_to_the_end(*file)


cells = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=12))


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, str]:
    """A table of any cells, in any separator and encoding, rows of any length."""
    rows = draw(st.lists(st.lists(cells, max_size=9), max_size=9))
    separator = draw(st.sampled_from(",;\t|"))
    return _saved(rows, separator, draw(st.sampled_from(ENCODINGS))), "table.csv"


@often
@given(tables())
def test_a_table_of_anything(file: tuple[bytes, str]) -> None:
    read_to_the_end(*file)


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, str]:
    """A real export in which somebody changed cells, rows and columns by hand."""
    name = draw(st.sampled_from(TEXTS))
    data = (EXPORTS / name).read_bytes()
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = data.decode(encoding, errors="replace")
    separator = max(",;\t|", key=text.count)
    rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    for _ in range(draw(st.integers(1, 6))):
        row = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, max(len(rows[row]) - 1, 0)))
        rows[row][column : column + 1] = [draw(cells)]
        change = draw(st.integers(0, 5))
        if change == 0:
            rows.insert(row, list(rows[draw(st.integers(0, len(rows) - 1))]))
        elif change == 1 and len(rows) > 1:
            del rows[row]
        elif change == 2:
            for line in rows:
                line[column:column] = line[column : column + 1]
    return _saved(rows, separator, draw(st.sampled_from(ENCODINGS))), name


@often
@given(edited())
def test_an_export_that_was_edited_by_hand(file: tuple[bytes, str]) -> None:
    read_to_the_end(*file)


@pytest.mark.skipif("EXPORTS_DIR" not in os.environ, reason="EXPORTS_DIR names no folder")
def test_the_exports_of_a_folder_elsewhere() -> None:
    """Real files that are not ours to keep: each is read, or refused with a reason."""
    for path in sorted(Path(os.environ["EXPORTS_DIR"]).iterdir()):
        read_to_the_end(path.read_bytes(), path.name)


def _saved(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(
        [cell.encode("utf-8", "replace").decode() for cell in row] for row in rows
    )
    return text.getvalue().encode(encoding, errors="replace")
