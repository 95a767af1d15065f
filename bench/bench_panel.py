"""A panel of 2,000 companies: all its statistics, against the building of its site.

Statistics: every item, theme and the index over the companies, each company's own gap, the share
of companies aligned, and 500 redraws of the companies; what can be published is given. The site:
the whole program, from the export to both languages. CPU time of all processes. The figures are
compared with a plain loop over companies before a time is shown.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from panels import Kind, export, people, released

from report_builder.company_redraws import companies_redrawn
from survey.alignment import alignment_shares
from survey.gaps import dimension_gaps, item_gaps
from survey.panel import panel_stages, panel_summary
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.release import Group, Release

COMPANIES = 2_000
LIMIT = 0.05
"""Of the CPU time of the site's building."""

ROUNDS = 5
ROUNDING = 1e-9
PROGRAM = (sys.executable, "-c", "from report_builder.cli import main; main()")


def main() -> None:
    """Prints the ratio; fails above the limit."""
    asked = load_questionnaire()
    survey = people(COMPANIES, Kind(sizes=(8, 14)))
    found = released(survey)
    _compare(found, asked)
    ours = median(_statistics(found, asked) for _ in range(ROUNDS))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "panel.csv"
        file.write_text(export(survey), encoding="utf-8")
        site = _site(file)
    print(
        f"{COMPANIES:,} companies, {len(found.items)} items: statistics {ours:.2f} s CPU, "
        f"site {site:.2f} s: {ours / site:.3f} (limit {LIMIT})"
    )
    if ours > LIMIT * site:
        sys.exit(f"above the limit of {LIMIT}")


def _statistics(found: Release, asked: Questionnaire) -> float:
    """CPU seconds of everything that is computed of the panel."""
    before = _spent(resource.RUSAGE_SELF)
    groups = Group(team=asked.teams[0].id), Group(team=asked.teams[1].id)
    item_gaps(found, asked.items, groups)
    dimension_gaps(found, asked, groups)
    summary = panel_summary(found, asked)
    alignment_shares(found, asked)
    assert found.panel is not None
    assert summary is not None
    panel_stages(summary, asked)
    companies_redrawn(found, found.panel, asked)
    return _spent(resource.RUSAGE_SELF) - before


def _compare(found: Release, asked: Questionnaire) -> None:
    """The mean gap of an item is that of a plain loop over the companies."""
    assert found.panel is not None
    groups = Group(team=asked.teams[0].id), Group(team=asked.teams[1].id)
    (gap,) = item_gaps(found, asked.items[:1], groups)
    points = np.arange(1.0, 6.0)
    gaps = [
        one @ points / one.sum() - other @ points / other.sum()
        for one, other in found.panel.item_counts[gap.subject]
        if one.sum() and other.sum()
    ]
    assert abs(gap.difference.value - float(np.mean(gaps))) < ROUNDING


def _site(file: Path) -> float:
    """CPU seconds of the program, its own children included."""
    before = _spent(resource.RUSAGE_CHILDREN)
    site = file.parent / "site"
    command = [*PROGRAM, str(file), "--output", str(site), "--quiet"]
    subprocess.run(command, check=True)  # noqa: S603 - our own words
    assert (site / "en" / "companies.html").is_file(), "the site has lost its pages"
    return _spent(resource.RUSAGE_CHILDREN) - before


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
