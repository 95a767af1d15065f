"""Stata data files (.dta): value labels say what was answered, letters what is missing and why."""

from __future__ import annotations

import datetime as dt
import io
import string
import struct
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pandas.io.stata import StataReader

from survey.errors import FileDamagedError, FileKindError
from survey.readers.cell_text import Value
from survey.readers.data_file import DataFile, Meaning, Variable, described_table, variable
from survey.readers.grid import MOST_CELLS, Grid, digest_of, table_grid
from survey.wording import quoted

STATA = DataFile(name="Stata", signs="the variables and value labels of a .dta file", kind="stata")

# The format's number comes first, in old files alone, then the order of bytes and a 1.
MARKS = (b"<stata_dta>", *(bytes([form, order, 1]) for form in (113, 114, 115) for order in (1, 2)))

_END = b"</stata_dta>"
_BROKEN = (ValueError, LookupError, ArithmeticError, AttributeError, TypeError, struct.error)
"""What pandas raises, wherever a damaged file first makes no sense to it."""

_FIRST_MISSING = 2_147_483_621
"""The value labels of ".", ".a", … ".z" stand under this number and those after it."""

_NOT_UTF_8 = "not UTF-8 throughout; the rest was read as Windows-1252. Check an accented name."
_BLOCK = 40  # bytes of a block of labels before its content: length, name, three of nothing
_MIDNIGHT = " 00:00:00"
_LISTED = 5

# Files of before format 118 are read as Latin-1; Windows has characters where that has none.
_WINDOWS = {
    code: text for code in range(0x80, 0xA0) if (text := bytes([code]).decode("cp1252", "ignore"))
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Contents:
    """What pandas finds in the file; `sets` names the set of value labels of each variable.

    `tagged` are the cells again, with the letter of each missing one; None where no letter has a
    label.
    """

    cells: pd.DataFrame
    tagged: pd.DataFrame | None
    questions: Mapping[str, str]
    labels: Mapping[str, Mapping[float, str]]
    sets: tuple[str, ...]
    whole: bool


def open_stata(path: Path, data: bytes) -> Grid:
    """The observations of the file, labelled values as their labels.

    Raises:
        FileDamagedError: the file breaks off, or its parts contradict each other.
        FileKindError: more cells than a survey can have.
    """
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", UnicodeWarning)
            found = _contents(data)
        if found.cells.size > MOST_CELLS:
            raise _too_large(path.name)
        table, columns = described_table(_variables(found))
    except _BROKEN as error:
        raise _damaged(path.name, "its parts contradict each other") from error
    if not found.whole:
        raise _damaged(path.name, "it breaks off before its end")
    grid = table_grid(path, table, columns, digest_of(data), kind=STATA.kind)
    return replace(grid, warnings=(*_unlabelled(found), *([_NOT_UTF_8] if told else [])))


def _contents(data: bytes) -> _Contents:
    with StataReader(io.BytesIO(data), convert_categoricals=False, chunksize=1) as reader:
        questions = reader.variable_labels()
    most = MOST_CELLS // max(1, len(questions)) + 1
    none = pd.DataFrame(columns=list(questions))
    with StataReader(io.BytesIO(data), convert_categoricals=False, chunksize=most) as reader:
        cells = next(reader, none)
        labels = reader.value_labels()
        # Which variable has which set of labels, and where the labels begin, is told nowhere else.
        inside = vars(reader)
    tagged = None
    if any(number >= _FIRST_MISSING for known in labels.values() for number in known):
        with StataReader(
            io.BytesIO(data),
            convert_categoricals=False,
            convert_dates=False,
            convert_missing=True,
            chunksize=most,
        ) as reader:
            tagged = next(reader, none)
    return _Contents(
        cells=cells,
        tagged=tagged,
        questions=questions,
        labels=labels,
        sets=tuple(inside["_lbllist"]),
        whole=data.rstrip().endswith(_END) if data.startswith(b"<") else _ends_whole(data, inside),
    )


def _ends_whole(data: bytes, inside: Mapping[str, Any]) -> bool:  # pandas' own
    """Whether blocks of labels, each of the length it says, fill an old file up to its end."""
    place = inside["_data_location"] + inside["_nobs"] * inside["_dtype"].itemsize
    order: Literal["big", "little"] = "big" if inside["_byteorder"] == ">" else "little"
    while place < len(data):
        place += _BLOCK + int.from_bytes(data[place : place + 4], order)
    return bool(place == len(data))


def _variables(found: _Contents) -> Iterator[Variable]:
    for (name, question), known in zip(found.questions.items(), found.sets, strict=True):
        labels = {_value(number): text for number, text in found.labels.get(known, {}).items()}
        values = found.cells[name]
        if found.tagged is not None and labels:
            values = _tagged(values, found.tagged[name], labels)
        places, distinct = pd.factorize(values)
        meanings = [_meaning(value, labels) for value in distinct.tolist()]
        yield variable(_text(name), _text(question), meanings, places.tolist())


def _value(number: float) -> Value:
    """The value that a set of labels calls by this number: a letter for a missing one."""
    letter = int(number) - _FIRST_MISSING
    return number if letter < 0 else "." + string.ascii_lowercase[letter - 1 : letter]


def _tagged(values: pd.Series, again: pd.Series, labels: Mapping[Value, str]) -> pd.Series:
    """The values, with ".a" to ".z" for those that are missing for a reason that has a label."""
    tags = again.map(lambda value: getattr(value, "string", ""))
    return values.astype(object).mask(tags.isin(list(labels)), tags)


def _meaning(value: Value, labels: Mapping[Value, str]) -> Meaning:
    """What a value stands for; only a letter for a missing one is a text with a label."""
    if isinstance(value, dt.datetime):
        return str(value).removesuffix(_MIDNIGHT), "", False
    label = _text(labels.get(value, ""))
    if isinstance(value, str):
        return _text(value), label, bool(label)
    return value, label, False


def _text(text: str) -> str:
    """The text as it was meant: old files hold Windows-1252, or UTF-8 that other programs wrote."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text.translate(_WINDOWS)


def _unlabelled(found: _Contents) -> tuple[str, ...]:
    """A file that breaks off after its cells has lost its labels; older ones have no end mark."""
    lost = sorted({known for known in found.sets if known} - found.labels.keys())
    if not lost:
        return ()
    names = ", ".join(quoted(name, 40) for name in lost[:_LISTED])
    return (f"value labels are named but not in the file: {names}; numbers were read as they are.",)


def _damaged(name: str, reason: str) -> FileDamagedError:
    return FileDamagedError(
        f"{name}: the Stata data file is damaged or truncated: {reason}.",
        "export the file again; it may have been cut short on its way.",
    )


def _too_large(name: str) -> FileKindError:
    return FileKindError(
        f"{name}: the file holds more than {MOST_CELLS:,} cells, which is too large.",
        "export the responses as CSV, with the questions of the survey only.",
    )
