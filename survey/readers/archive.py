"""Archives as survey tools deliver them: a zip with one table in it, or a table packed by gzip."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from survey.errors import FileDamagedError, FileKindError
from survey.wording import listed, quoted

ZIP = b"PK\x03\x04"
GZIP = b"\x1f\x8b"

LARGEST_UNPACKED = 200_000_000
"""Bytes. A sheet of 50,000 respondents by 40 columns takes about 100,000,000."""

MOST_PARTS = 10_000

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError),  # of places and sizes that cannot be
)
"""What zipfile raises over an archive that is damaged."""

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_GZIP_WINDOW = 31

# The same answers often lie in an archive in several formats: the first of these is read.
_SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
_TABLES = (*_SHEETS, ".sav", ".zsav", ".dta", ".parquet", ".json", ".jsonl")
_LISTED = 8
_AGAIN = "export the file again; it may have been cut short on its way."
_INSIDE = "unpack it and give the file with the responses."


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A file in an archive: its path within, and its bytes."""

    name: str
    data: bytes


@contextmanager
def opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive; what is found damaged while it is open is told as such.

    Raises:
        FileDamagedError: it breaks off, or a part does not hold what its checksum says.
        FileKindError: it has more parts than a survey's export.
    """
    if data.count(_ENTRY) > MOST_PARTS:
        raise FileKindError(
            f"{name}: an archive of more than {MOST_PARTS:,} files, which is too large.", _INSIDE
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except BROKEN_ZIP as error:
        raise FileDamagedError(
            f"{name}: the archive or workbook is damaged or truncated ({error}).", _AGAIN
        ) from error


def part_names(name: str, data: bytes) -> tuple[str, ...]:
    """The paths of the files in a zip archive; see `opened`."""
    with opened(name, data) as archive:
        return tuple(archive.namelist())


def the_table(name: str, data: bytes) -> Part:
    """The one table of a zip archive; of a survey in several formats the CSV.

    Nothing is written to disk: where the paths within lead does not matter.

    Raises:
        FileKindError: no table in it or several, a password, or too large when unpacked.
        FileDamagedError: see `opened`.
    """
    with opened(name, data) as archive:
        part = _chosen(name, [part for part in archive.infolist() if _is_table(part.filename)])
        if part.flag_bits & _ENCRYPTED:
            raise FileKindError(
                f"{name}: {quoted(part.filename)} is protected by a password.", _INSIDE
            )
        if part.compress_type not in _PACKINGS:
            raise FileKindError(
                f"{name}: {quoted(part.filename)} is packed in a way that is not read here.",
                _INSIDE,
            )
        if part.file_size > LARGEST_UNPACKED:
            raise _too_large(name)
        return Part(part.filename, archive.read(part))


def unpacked(name: str, data: bytes) -> bytes:
    """What gzip has packed.

    Raises:
        FileKindError: too large when unpacked.
        FileDamagedError: it breaks off, or does not hold what its checksum says.
    """
    found, rest = bytearray(), data
    try:
        while rest.startswith(GZIP):
            packed = zlib.decompressobj(_GZIP_WINDOW)
            found += packed.decompress(rest, LARGEST_UNPACKED + 1 - len(found))
            if len(found) > LARGEST_UNPACKED:
                raise _too_large(name)
            if not packed.eof:
                raise FileDamagedError(f"{name}: the gzip archive breaks off.", _AGAIN)
            rest = packed.unused_data
    except zlib.error as error:
        raise FileDamagedError(f"{name}: the gzip archive is damaged ({error}).", _AGAIN) from error
    return bytes(found)


def _is_table(path: str) -> bool:
    """Whether a file may hold responses, by its name; macOS adds shadows of each file."""
    place = PurePosixPath(path)
    shadow = "__MACOSX" in place.parts or place.name.startswith(".")
    return place.suffix.casefold() in _TABLES and not shadow


def _chosen(name: str, parts: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The only table, or the first of one name in several formats."""
    if not parts:
        raise FileKindError(
            f"{name}: this archive holds neither a workbook nor a table of responses.",
            "give the export itself: a CSV or Excel file, or an archive with one in it.",
        )
    order = sorted(parts, key=_rank)
    stems = {PurePosixPath(part.filename).stem.casefold() for part in parts}
    if len(stems) > 1 or (len(order) > 1 and _rank(order[0]) == _rank(order[1])):
        names = listed([quoted(part.filename) for part in parts], _LISTED)
        raise FileKindError(
            f"{name}: this archive holds {len(parts):,} tables:\n{names}",
            "unpack it and give the files that hold the responses.",
        )
    return order[0]


def _rank(part: zipfile.ZipInfo) -> int:
    return _TABLES.index(PurePosixPath(part.filename).suffix.casefold())


def _too_large(name: str) -> FileKindError:
    return FileKindError(
        f"{name}: unpacked the file would be larger than the limit of {LARGEST_UNPACKED:,} bytes, "
        "which is too large.",
        _INSIDE,
    )
