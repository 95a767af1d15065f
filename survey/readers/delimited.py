"""Delimited text: CSV and its kin, with any of four separators and the usual encodings."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.errors import FileDamagedError, FileEmptyError, HeaderError
from survey.readers.encoding import Text, decoded
from survey.readers.grid import BATCH_ROWS, Grid, Row, digest_of, distinct
from survey.readers.records import (
    LONGEST_CELL,
    SEPARATORS,
    best_separator,
    end_of_records,
    first_records,
    records,
)
from survey.wording import listed

_SAMPLE_BYTES = 1_000_000
_MOST_TITLE_ROWS = 20
_LISTED_ROWS = 10
_SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """A text ready to be cut into cells; `widths` are the fields per record."""

    data: bytes
    separator: str
    widths: npt.NDArray[np.int64]
    long_cells: bool


def open_delimited(path: Path, data: bytes) -> Grid:
    """The cells of a delimited text file, every one of them text as it stands.

    Raises:
        FileEmptyError: nothing but blanks.
        FileDamagedError: NUL bytes, a quote never closed, rows wider or narrower than the rest.
        HeaderError: a header cell too long, or a header cut by another separator.
    """
    text = decoded(data, path.name)
    if not text.data or text.data.isspace():
        raise _empty(path.name)
    sample = text.data[:_SAMPLE_BYTES].decode("utf-8", errors="ignore")
    separator, head = best_separator(sample)
    if not head:
        raise HeaderError(
            f"{path.name}, row 1: a cell is too long (the limit is {LONGEST_CELL:,} characters).",
            "check that the file is the export of a survey, and export it again.",
        )
    widths = _checked_widths(path.name, text.data, separator, head, sample)
    long_rows = _long_rows(text.data, separator)
    body = _Body(text.data, separator, widths, long_cells=bool(long_rows))
    return Grid(
        path=path,
        kind="text",
        sheet=None,
        encoding=text.encoding,
        separator=separator,
        head=head,
        width=int(widths.max()),
        filled=(np.flatnonzero(widths) + 1).tolist(),
        warnings=(*_encoding_warnings(text, separator), *_long_warnings(long_rows)),
        digest=digest_of(data),
        read=lambda positions, skip: _batches(body, positions, skip),
    )


def _empty(name: str) -> FileEmptyError:
    return FileEmptyError(
        f"{name}: the file is empty; it has no header row.",
        "export the survey again, with its responses.",
    )


def _checked_widths(
    name: str, data: bytes, separator: str, head: tuple[Row, ...], sample: str
) -> npt.NDArray[np.int64]:
    """Fields per record, once it is sure that all records hold together."""
    found = records(data, separator)
    widths = found.widths
    if found.unclosed:
        raise FileDamagedError(
            f"{name}, row {widths.size}: a quoted cell begins here or later and is never closed.",
            "export the file again; it broke off, or a quote is missing.",
        )
    width = _common_width(widths)
    if not width:
        raise _empty(name)
    _refuse_other_separator(name, separator, width, head, sample)
    wrong = np.flatnonzero((widths != width) & (widths != 0))
    first_full = int(np.argmax(widths == width))
    no_title = (wrong > first_full) | (widths[wrong] > width)
    wrong = wrong[no_title | (first_full > _MOST_TITLE_ROWS)]
    if wrong.size:
        raise _ragged(name, widths, wrong, width)
    return widths


def _common_width(widths: npt.NDArray[np.int64]) -> int:
    """The width most records have; on a tie, that of the earlier record; 0 when none has any."""
    counted: Counter[int] = Counter(widths[widths > 0].tolist() or [0])
    return counted.most_common(1)[0][0]


def _refuse_other_separator(
    name: str, separator: str, width: int, head: tuple[Row, ...], sample: str
) -> None:
    if len(head[0]) == width:
        return
    for other in SEPARATORS:
        cut = first_records(sample.split("\n"), other)[:1] if other != separator else ()
        if cut and len(cut[0]) > 1 and len(head[0]) == 1:
            raise HeaderError(
                f"{name}, row 1: the header uses the separator {_SEPARATOR_NAMES[other]}, the rows "
                f"below use the {_SEPARATOR_NAMES[separator]}.",
                "use one separator throughout: export the file again rather than edit it by hand.",
            )


def _ragged(
    name: str, widths: npt.NDArray[np.int64], wrong: npt.NDArray[np.int64], width: int
) -> FileDamagedError:
    parts = [f"row {row + 1} has {widths[row]} fields" for row in wrong[:_LISTED_ROWS].tolist()]
    rest = wrong.size - len(parts)
    if rest:
        parts.append(f"and {rest:,} more rows")
    return FileDamagedError(
        f"{name}: rows do not have the {width} fields that the others have:\n" + listed(parts),
        "export the file again; a row cut short, or a separator or quote typed by hand, does this.",
    )


def _encoding_warnings(text: Text, separator: str) -> tuple[str, ...]:
    found = list(text.warnings)
    if text.strays:
        rows = [
            str(records(text.data[:offset], separator).widths.size + 1)
            for offset in text.strays[:_LISTED_ROWS]
        ]
        rest = len(text.strays) - len(rows)
        found.append(
            "not UTF-8 like the rest of the file, and read as Windows-1252: "
            f"row {', row '.join(rows)}" + (f" and {rest:,} more." if rest else ".")
        )
    return tuple(found)


def _long_warnings(rows: list[int]) -> tuple[str, ...]:
    return tuple(
        f"row {row} holds a cell longer than the limit of {LONGEST_CELL:,} characters; "
        "it is cut there (truncated) if it is used."
        for row in rows
    )


def _long_rows(data: bytes, separator: str) -> list[int]:
    """Rows of lines longer than a cell may be; looked for in steps, not line by line."""
    half = LONGEST_CELL // 2
    rows: list[int] = []
    for start in range(0, len(data) - half, half):
        if data.find(b"\n", start, start + half) >= 0:
            continue
        begin, end = data.rfind(b"\n", 0, start) + 1, data.find(b"\n", start)
        row = records(data[:begin], separator).widths.size + 1 if begin else 1
        if end - begin > LONGEST_CELL and row not in rows and len(rows) < _LISTED_ROWS:
            rows.append(row)
    return rows


def _batches(body: _Body, positions: Sequence[int], skip: int) -> Iterator[pd.DataFrame]:
    """The columns asked for, categories of text, in batches; empty lines are left out.

    Each distinct answer has to be understood once only. The cells are read as objects: pandas'
    own categories turn "1.10" into 1.1, and its text takes longer.
    """
    below_the_header = io.BytesIO(body.data)
    below_the_header.seek(end_of_records(body.data, body.separator, skip))
    reader = pd.read_csv(
        below_the_header,
        sep=body.separator,
        engine="c",
        encoding="utf-8",
        header=None,
        names=range(int(body.widths.max())),
        usecols=sorted(set(positions)),
        index_col=False,
        dtype=object,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        chunksize=BATCH_ROWS,
        low_memory=False,
    )
    for batch in reader:
        filled = body.widths[batch.index.to_numpy() + skip] > 0
        numbered = batch.set_axis(batch.index + skip + 1, axis=0)
        kept = (numbered if filled.all() else numbered[filled])[list(positions)]
        cut = _cut_short(kept) if body.long_cells else kept
        yield pd.DataFrame(
            {position: distinct(cut[position].to_numpy()) for position in cut.columns}, cut.index
        )


def _cut_short(frame: pd.DataFrame) -> pd.DataFrame:
    """The same cells, none longer than a cell may be."""
    cut = {position: frame[position].str.slice(0, LONGEST_CELL) for position in frame.columns}
    return pd.DataFrame(cut)
