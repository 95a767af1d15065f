"""What is published, to take away: one JSON document and a CSV file per table, as bytes."""

from __future__ import annotations

from report_builder.downloads.files import data_files, report_json
from report_builder.table import csv_text

__all__ = ["csv_text", "data_files", "report_json"]
