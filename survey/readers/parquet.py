"""Parquet: the names of the columns become the header, every value a text as a CSV holds it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from survey.errors import FileDamagedError, FileEmptyError, FileKindError
from survey.readers.cell_text import Value, cell_text
from survey.readers.extras import needed
from survey.readers.grid import MOST_CELLS, MOST_COLUMNS, Grid, digest_of, rows_grid
from survey.wording import quoted

MARK = b"PAR1"

_LISTED = 8


def open_parquet(path: Path, data: bytes) -> Grid:
    """The rows of the file below a header of its column names, which is row 1.

    Raises:
        ExtraError: pyarrow is not installed.
        FileDamagedError: the file breaks off, or its parts contradict each other.
        FileKindError: more columns or cells than a survey can have.
        FileEmptyError: no column holds answers.
    """
    problem = f"{path.name}: this is a Parquet file"
    pyarrow = needed("pyarrow", extra="parquet", problem=problem)
    parquet = needed("pyarrow.parquet", extra="parquet", problem=problem)
    try:
        columns, left_out = _columns(path.name, pyarrow, parquet, data)
    except (pyarrow.ArrowException, OSError, ValueError, ArithmeticError, LookupError) as error:
        raise FileDamagedError(
            f"{path.name}: the Parquet file is damaged or truncated.",
            "export the file again; it may have been cut short on its way.",
        ) from error
    if not columns:
        raise FileEmptyError(
            f"{path.name}: no column of the file holds plain values.",
            "export the responses with one column a question.",
        )
    rows = [tuple(columns), *zip(*columns.values(), strict=True)]
    return replace(rows_grid(path, rows, digest_of(data), kind="parquet"), warnings=left_out)


def _columns(
    name: str, pyarrow: ModuleType, parquet: ModuleType, data: bytes
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The cells of each column of plain values, and a sentence on the other columns."""
    schema = parquet.ParquetFile(io.BytesIO(data))
    width, height = schema.metadata.num_columns, schema.metadata.num_rows
    if width > MOST_COLUMNS or width * height > MOST_CELLS:
        raise FileKindError(
            f"{name}: {height:,} rows of {width:,} columns, which is too large.",
            "export the responses as CSV, with the questions of the survey only.",
        )
    nested = [field.name for field in schema.schema_arrow if pyarrow.types.is_nested(field.type)]
    names = [key for key in schema.schema_arrow.names if key not in nested]
    # Texts that repeat stay one text each, so that memory is bounded by the file.
    file = parquet.ParquetFile(io.BytesIO(data), read_dictionary=names)
    listed = ", ".join(quoted(key, 40) for key in nested[:_LISTED])
    told = (f"columns of lists or records were left out: {listed}.",) if nested else ()
    columns = {}
    for key in names:
        column = file.read([key])[key].dictionary_encode().unify_dictionaries().combine_chunks()
        columns[key] = _texts(column.dictionary.to_pylist(), column.indices.to_pylist())
    return columns, told


def _texts(distinct: Sequence[bytes | Value], places: Sequence[int | None]) -> list[str]:
    """The texts of a column; some writers do not mark their bytes as text."""
    texts = [
        value.decode("utf-8", "replace") if isinstance(value, bytes) else cell_text(value)
        for value in distinct
    ]
    return ["" if place is None else texts[place] for place in places]
