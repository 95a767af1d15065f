"""The bytes of a text file as UTF-8 with plain line ends, whatever it was saved as."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from survey.errors import FileDamagedError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """A text file decoded: UTF-8 bytes, LF line ends, no mark at the front, one LF at the end.

    `strays` are the byte offsets in `data` of lines that were not in the file's own encoding.
    """

    data: bytes
    encoding: str
    strays: tuple[int, ...]
    warnings: tuple[str, ...]


def decoded(data: bytes, name: str) -> Text:
    """The text by its mark, else as strict UTF-8, else as Windows-1252, which is told.

    In a UTF-8 file, single lines that are not UTF-8 are read as Windows-1252 alone, so that the
    rest of the file stays right. No detection by letter frequency: it takes French for Czech.

    Raises:
        FileDamagedError: a UTF-16 file that breaks off, or NUL bytes in a text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-16":
                return _text(_from_utf16(data, name), encoding)
            data = data[len(mark) :]
            break
    _refuse_nul(data, name)
    if data.isascii() or _is_utf8(data):
        return _text(data, "utf-8")
    return _from_broken_utf8(_plain_line_ends(data))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_utf16(data: bytes, name: str) -> bytes:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise FileDamagedError(
            f"{name}: the UTF-16 text breaks off or is damaged at byte {error.start:,}.",
            "export the file again; choose UTF-8 where the tool offers it.",
        ) from error
    decoded_data = text.encode("utf-8")
    _refuse_nul(decoded_data, name)
    return decoded_data


def _refuse_nul(data: bytes, name: str) -> None:
    place = data.find(b"\0")
    if place >= 0:
        row = data.count(b"\n", 0, place) + 1
        raise FileDamagedError(
            f"{name}, row {row}: NUL bytes (\\x00) stand in the text; it is damaged, or UTF-16 "
            "without its mark.",
            "export the file again, as CSV with the encoding UTF-8.",
        )


def _text(data: bytes, encoding: str) -> Text:
    return Text(data=_plain_line_ends(data), encoding=encoding, strays=(), warnings=())


def _plain_line_ends(data: bytes) -> bytes:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data if data.endswith(b"\n") or not data else data + b"\n"


def _from_broken_utf8(data: bytes) -> Text:
    """Windows-1252 throughout, unless lines in good UTF-8 show that only some went wrong."""
    lines = [line + b"\n" for line in data.split(b"\n")[:-1]]
    foreign = {number for number, line in enumerate(lines) if not _is_utf8(line)}
    accented = sum(not line.isascii() for line in lines)
    if accented > 2 * len(foreign):
        return _mended(lines, foreign)
    whole, lost = _windows(data)
    return Text(
        data=whole,
        encoding="cp1252",
        strays=(),
        warnings=(
            "not UTF-8; the file was read with the encoding Windows-1252 (cp1252)"
            + (f", and {lost:,} characters could not be read" if lost else "")
            + ". Check an accented name.",
        ),
    )


def _mended(lines: list[bytes], foreign: set[int]) -> Text:
    strays: list[int] = []
    parts: list[bytes] = []
    offset = 0
    for number, line in enumerate(lines):
        if number in foreign:
            strays.append(offset)
        part = _windows(line)[0] if number in foreign else line
        parts.append(part)
        offset += len(part)
    return Text(data=b"".join(parts), encoding="utf-8", strays=tuple(strays), warnings=())


def _windows(data: bytes) -> tuple[bytes, int]:
    """Windows-1252 as UTF-8, and how many bytes mean nothing there."""
    text = data.decode("cp1252", errors="replace")
    return text.encode("utf-8"), text.count("\ufffd")
