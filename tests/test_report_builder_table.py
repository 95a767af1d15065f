"""Tables as spreadsheets of either language read them."""

from __future__ import annotations

import csv
import io

import pytest

from report_builder.downloads import csv_text
from report_builder.table import Table


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("+1.3", "+1.3"),
        ("\u22121.3", "-1.3"),
        ("70\u202f%", "70%"),
        ("1\u202f204", "1204"),
        ("-1.2e-05", "-1.2e-05"),
        ("-1,2e-05", "-1,2e-05"),
        ("+1+2", "'+1+2"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+2", " '=1+2"),
        ("\t=1", " '=1"),
        ("\r\n@x", " '@x"),
        ('"=1', "\"'=1"),
        ("-1e-05", "-1e-05"),
        ("a\n=1", "a =1"),
        ("a;=1", "a;'=1"),
        ("a, -b, c-d", "a, '-b, c-d"),
        ("\uff1d1+2", "'\uff1d1+2"),
        ("a\x00b\x1b[31m\u202ec", "a b [31mc"),
        ("Ventes\u00a0: oui", "Ventes\u00a0: oui"),
        ("", ""),
    ],
)
def test_cells_are_numbers_or_harmless(cell: str, written: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(Table(("x", "y"), ((cell, "z"),)), "en"))))
    assert rows[1] == [written, "z"]


def test_french_spreadsheets_get_semicolons_and_a_byte_order_mark() -> None:
    text = csv_text(Table(("Écart", "Équipe"), (("+1,3", "Ventes"),)), "fr")
    assert text == "\ufeffÉcart;Équipe\r\n+1,3;Ventes\r\n"
