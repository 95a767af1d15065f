"""OpenDocument spreadsheets (.ods), looked at before their repeated cells are written out."""

from __future__ import annotations

from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import parse

from survey.errors import FileDamagedError, FileKindError
from survey.readers.archive import opened
from survey.readers.grid import MOST_CELLS

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LONGEST_NUMBER = 10


class _Extent(ContentHandler):
    """How many cells the rectangles of all tables hold, and how many formulas have no value.

    A cell or row can stand for a million others by a number, so that a small file makes a giant
    table; those after the last filled cell do not count. Names are taken with the prefixes that
    every program writes, as the reader of the cells takes them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cells = 0
        self.formulas = 0
        self._height = self._width = self._row = self._column = self._filled = 0
        self._repeated = 1

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        if name == "table:table":
            self._height = self._width = self._row = 0
        elif name == "table:table-row":
            self._repeated, self._column, self._filled = _number(attrs, "rows"), 0, 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += _number(attrs, "columns")
            typed, formula = "office:value-type" in attrs, "table:formula" in attrs
            self.formulas += formula and not typed
            self._filled = self._column if typed or formula else self._filled

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        if name == "table:table-row":
            self._row += self._repeated
            self._height = self._row if self._filled else self._height
            self._width = max(self._width, self._filled)
        elif name == "table:table":
            self.cells += self._height * self._width


def check_content(name: str, data: bytes) -> None:
    """Makes sure that the cells of all tables fit into memory and have values.

    Raises:
        FileKindError: a password, or too many cells.
        FileDamagedError: the content is no XML, or a formula was saved without its value.
    """
    extent = _Extent()
    with opened(name, data) as archive:
        if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
            raise FileKindError(
                f"{name}: the workbook is protected by a password.",
                "save it without a password, or export the responses as CSV.",
            )
        try:
            with archive.open(CONTENT) as content:
                parse(content, extent, forbid_dtd=True)
        except (SAXException, LookupError) as error:
            raise FileDamagedError(
                f"{name}: the workbook is damaged: its content is no XML.",
                "export the file again, or open it and save it as CSV.",
            ) from error
    if extent.cells > MOST_CELLS:
        raise FileKindError(
            f"{name}: the tables of the workbook reach over {extent.cells:,} cells; that is too "
            "large.",
            "delete what stands far outside the table, or export the responses as CSV.",
        )
    if extent.formulas:
        raise FileDamagedError(
            f"{name}: {extent.formulas:,} cells hold a formula without a value.",
            "open the workbook, let it calculate, and save it; or export as CSV.",
        )


def _number(attrs: AttributesImpl, what: str) -> int:
    """How many rows or columns an element stands for."""
    text = attrs.get(f"table:number-{what}-repeated", "1")
    return int(text[:_LONGEST_NUMBER]) if text.isascii() and text.isdecimal() else 1
