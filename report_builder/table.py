"""Tables of formatted text, and as CSV that spreadsheets of either language open as it is meant."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from report_builder.readable import readable, without_isolates

SEPARATORS = {"en": ",", "fr": ";"}
DECIMAL_SIGNS = {"fr": ","}
"""Of languages whose spreadsheets do not read a point in a number."""

BYTE_ORDER_MARK = "\ufeff"

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:%|e[-+]\d+)?")
_SPACES_IN_NUMBERS = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"))
_MINUS = {ord("\u2212"): "-"}
# At the start of a cell; and where a spreadsheet set to the other language starts a cell. The signs
# have a wide form, which calculates too where Chinese, Japanese or Korean is written.
_FORMULA = re.compile("((?:^|[,;])[\\s\"']*)([=+\\-@\uff1d\uff0b\uff0d\uff20])")


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart as shown: a header row and rows of formatted text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def csv_text(table: Table, language: str) -> str:
    r"""The table as CSV, as spreadsheets set to that language read it.

    French: semicolons, and a byte order mark, without which accents are lost. English, and any
    other language: commas. Numbers keep the decimal sign they are written with, and lose the
    typesetting (spaces within, the long minus). Where a spreadsheet could see the start of a
    formula, an apostrophe is put before it; a text stays in one line.

    >>> csv_text(Table(("Gap",), (("\u22121.3",), ("=2+3",))), "en")
    "Gap\r\n-1.3\r\n'=2+3\r\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS.get(language, ","), lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in (table.header, *table.rows))
    return (BYTE_ORDER_MARK if language == "fr" else "") + text.getvalue()


def _cell(text: str) -> str:
    """A number without typesetting; other text without the power to calculate."""
    plain = text.translate(_SPACES_IN_NUMBERS).translate(_MINUS)
    if _NUMBER.fullmatch(plain):
        return plain
    return _FORMULA.sub(r"\1'\2", without_isolates(readable(text)))
