"""The site in a folder: what is written besides the pages."""

from __future__ import annotations

import logging
import sys

import pytest
from editions import meridian

from report_builder.output import files_to_take


def test_without_the_extra_for_workbooks_a_build_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with caplog.at_level(logging.INFO):
        files = files_to_take(meridian())
    assert "pip install 'alignment-report[office]'" in caplog.text
    assert "report.json" in files
    assert "en/report.xlsx" not in files
