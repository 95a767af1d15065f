"""The archive of a LimeSurvey survey (.lsa): a zip with its structure and its responses, as XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from defusedxml import ElementTree as SafeET

from survey.errors import FileDamagedError, FileKindError, NoResponsesError
from survey.export import Column
from survey.readers.archive import BROKEN_ZIP, LARGEST_UNPACKED
from survey.readers.dictionary import Dictionary, Entry
from survey.readers.grid import Grid, digest_of, table_grid
from survey.readers.limesurvey_structure import read_lss
from survey.readers.workbook_parts import HIGHEST_RATIO

KIND = "limesurvey-archive"

_STRUCTURE, _RESPONSES, _TIMINGS = ".lss", "_responses.lsr", "_timings.lsi"
_SECONDS = "interviewtime"
# An XML name neither begins with a digit nor holds the # of a dual scale: LimeSurvey masks both.
_MASKED = re.compile(r"_?(\d+X\d+X\d+.*)")
_UNKNOWN = Entry(code="", text="", row_text="", labels={})
_AGAIN = "export the archive again (.lsa), or export the responses as CSV."

_Record = dict[str, str]


def is_limesurvey_archive(data: bytes) -> bool:
    """Whether a zip archive holds the structure of a survey."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _part(archive, _STRUCTURE) is not None
    except BROKEN_ZIP:
        return False


def open_limesurvey_archive(path: Path, data: bytes) -> Grid:
    """The responses, each answer the label of its code, under the questions of the structure.

    Of its parts, the participants (names, addresses) are never unpacked.

    Raises:
        NoResponsesError: the survey was archived without responses.
        FileKindError: larger when unpacked than an archive can be, or not plain XML.
        FileDamagedError: it breaks off, or its XML does.
        DictionaryError: the structure is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            structure = read_lss(*_unpacked(path.name, archive, _STRUCTURE))
            names, records = _rows(_unpacked(path.name, archive, _RESPONSES)[1])
            if _part(archive, _TIMINGS):
                names = [*dict.fromkeys((*names, _SECONDS))]
                _, timings = _rows(_unpacked(path.name, archive, _TIMINGS)[1])
                records = _timed(records, timings)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileDamagedError(f"{path.name}: the archive is damaged ({error}).", _AGAIN) from error
    except SafeET.ParseError as error:
        raise FileDamagedError(
            f"{path.name}: the responses in the archive are damaged ({error}).", _AGAIN
        ) from error
    except ValueError as error:
        raise FileKindError(
            f"{path.name}: the responses in the archive are no plain XML ({error}).", _AGAIN
        ) from error
    # A question may be coded "id" or "token": what is no answer is not looked up.
    answers = {name: entry for name, entry in structure.entries.items() if _MASKED.fullmatch(name)}
    known = [answers.get(name, _UNKNOWN) for name in names]
    return table_grid(
        path,
        _table(records, names, known),
        tuple(
            _column(position, name, entry, structure)
            for position, (name, entry) in enumerate(zip(names, known, strict=True))
        ),
        digest_of(data),
        kind=KIND,
    )


def _part(archive: zipfile.ZipFile, ending: str) -> zipfile.ZipInfo | None:
    parts = (part for part in archive.infolist() if part.filename.casefold().endswith(ending))
    return next(parts, None)


def _unpacked(name: str, archive: zipfile.ZipFile, ending: str) -> tuple[str, bytes]:
    """The name and the bytes of a part, which zipfile holds to its stated size and checksum."""
    part = _part(archive, ending)
    if part is None:
        raise NoResponsesError(
            f"{name}: an archive of LimeSurvey without responses ({ending}).",
            "archive the survey while it is active, or export its responses.",
        )
    if part.file_size > min(LARGEST_UNPACKED, HIGHEST_RATIO * max(part.compress_size, 1)):
        raise FileKindError(
            f"{name}: unpacked, {part.filename} would be {part.file_size:,} bytes, which is too "
            f"large (the limit is {LARGEST_UNPACKED:,} bytes and {HIGHEST_RATIO} times its packed "
            "size).",
            "export the responses as CSV and give that file.",
        )
    return part.filename, archive.read(part)


class _Rows:
    """Gathers the rows while the XML goes by, so that no tree of it is ever held.

    Attributes:
        names: of the fields, in their order.
        records: each row by field; a field that is empty or not there was null.
    """

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self.records: list[_Record] = []
        self._record: _Record | None = None
        self._texts: list[str] = []

    def start(self, tag: str, _: dict[str, str]) -> None:
        """An element begins."""
        self._texts.clear()
        if tag == "row":
            self._record = {}

    def data(self, text: str) -> None:
        """A piece of an element's text."""
        self._texts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        text = "".join(self._texts)
        self._texts.clear()
        if tag == "fieldname":
            self.names[_name(text)] = None
        elif self._record is not None and tag == "row":
            self.names.update(dict.fromkeys(self._record))
            self.records.append(self._record)
            self._record = None
        elif self._record is not None:
            self._record[_name(tag)] = text

    def close(self) -> None:
        """The document ends."""


def _rows(xml: bytes) -> tuple[list[str], list[_Record]]:
    rows = _Rows()
    parser = SafeET.XMLParser(target=rows, forbid_dtd=True)
    parser.feed(xml)
    parser.close()
    return [*rows.names], rows.records


def _name(tag: str) -> str:
    masked = _MASKED.fullmatch(tag)
    return masked[1].replace("-", "#") if masked else tag


def _timed(records: Sequence[_Record], timings: Sequence[_Record]) -> list[_Record]:
    seconds = {timing.get("id"): timing.get(_SECONDS, "") for timing in timings}
    return [record | {_SECONDS: seconds.get(record.get("id"), "")} for record in records]


def _table(
    records: Sequence[_Record], names: Sequence[str], known: Sequence[Entry]
) -> pd.DataFrame:
    columns = {
        name: [_label(record.get(name, ""), entry) for record in records]
        for name, entry in zip(names, known, strict=True)
    }
    return pd.DataFrame(columns, dtype=str)


def _label(text: str, entry: Entry) -> str:
    return entry.labels.get(text.strip(), text)


def _column(position: int, name: str, entry: Entry, structure: Dictionary) -> Column:
    return Column(
        position=position,
        code=entry.code or name,
        text=entry.text or name,
        row_text=entry.row_text or name,
        dictionary="" if entry is _UNKNOWN else structure.name,
    )
