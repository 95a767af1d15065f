"""The example weighted by role, of other head-counts than its own."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from report_builder.inputs import Inputs
from report_builder.pipeline import prepare
from report_builder.report import Report

MERIDIAN = Path(__file__).parent.parent / "examples" / "meridian"


@cache
def weighted(executives: int) -> Report:
    """The example with so many times the executives asked, weighted by role."""
    rows = [*csv.DictReader((MERIDIAN / "headcount.csv").read_text("utf-8").splitlines())]
    for row in rows:
        times = executives if row["role"] == "Executive" else 1
        row["headcount"] = str(int(row["headcount"]) * times)
    with TemporaryDirectory() as folder:
        headcount, settings = Path(folder, "headcount.csv"), Path(folder, "settings.yml")
        with headcount.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        settings.write_text("weights: role\n", encoding="utf-8")
        export = MERIDIAN / "qualtrics_en.csv"
        return prepare(Inputs(exports=(export,), settings=settings, headcount=headcount))
