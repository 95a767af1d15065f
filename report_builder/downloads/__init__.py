"""What is published, to take away: one JSON document, tables for spreadsheets, as bytes."""

from __future__ import annotations

from report_builder.downloads.files import data_files, in_language, report_json
from report_builder.table import csv_text

__all__ = ["csv_text", "data_files", "in_language", "report_json"]
