"""Reads an SPSS data file in a process of its own: bytes to standard input, JSON to output.

The C library behind pyreadstat can crash on a damaged file: one wrong byte in a list of labelled
variables ends the process. Started by its path and free of our other modules, to start fast.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence

import pyreadstat
from pyreadstat.pyclasses import MissingRange


def main() -> None:
    """Tells what the file on standard input holds, at most as many cells as the argument says."""
    json.dump(contents(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)


def contents(data: bytes, most_cells: int) -> dict[str, object]:
    """The variables of the file: name, label, distinct values, and each case's place in them.

    `cases` is how many the file says it holds, None when it does not say. What the library
    refuses is told under `error`.
    """
    try:
        _, declared = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True)
        cells, found = _read(data, most_cells // max(1, declared.number_columns or 0) + 1)
    except pyreadstat.ReadstatError as error:
        return {"error": str(error)}
    if None in found.column_names or len(cells) < len(found.column_names):
        return {"error": "a variable without a name of its own"}
    labels, missing = found.variable_value_labels, found.missing_ranges
    return {
        "cases": declared.number_rows,
        "encoding": found.file_encoding,
        "variables": [
            {"name": name, "label": found.column_names_to_labels.get(name) or ""}
            | _values(
                cells[name],
                labels.get(name, {}),
                [entry for entry in missing.get(name, ()) if isinstance(entry, dict)],
            )
            for name in found.column_names
        ],
    }


def _read(
    data: bytes, most_rows: int
) -> tuple[Mapping[str, Sequence[object]], pyreadstat.metadata_container]:
    """Cells and metadata; dates stay numbers in a file with a date beyond the calendar."""
    try:
        return _read_dates(data, most_rows, as_numbers=False)
    except OverflowError:
        return _read_dates(data, most_rows, as_numbers=True)


def _read_dates(
    data: bytes, most_rows: int, *, as_numbers: bool
) -> tuple[Mapping[str, Sequence[object]], pyreadstat.metadata_container]:
    return pyreadstat.read_sav(
        io.BytesIO(data),
        user_missing=True,
        row_limit=most_rows,
        output_format="dict",
        disable_datetime_conversion=as_numbers,
    )


def _values(
    cells: Sequence[object], labels: Mapping[float, str], missing: Sequence[MissingRange]
) -> dict[str, object]:
    """Distinct values with label and whether declared missing; a case without one has place -1."""
    known: Mapping[object, str] = dict(labels.items())
    places: dict[object, int] = {None: -1}
    codes = [places.setdefault(cell, len(places) - 1) for cell in cells]
    return {
        "codes": codes,
        "values": [
            (
                value if isinstance(value, float) else str(value),
                known.get(value) or "",
                any(_declared(value, entry) for entry in missing),
            )
            for value in places
            if value is not None
        ],
    }


def _declared(value: object, missing: MissingRange) -> bool:
    """Whether a value is one declared missing: a number in a range, or the text itself."""
    if isinstance(value, float):
        return missing["lo"] <= value <= missing["hi"]
    return str(missing["lo"]) == value


if __name__ == "__main__":
    main()
