"""The tables of what is published, by name: the parts of report.json that are rows."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.downloads import document, figures, panel
from report_builder.downloads.carried import carried_over, followed
from report_builder.downloads.chain import evidence, recommendations
from report_builder.downloads.document import Row
from report_builder.downloads.flat import Flat, flat
from report_builder.downloads.meta import meta
from report_builder.downloads.together import associations, item_rest, reliability
from report_builder.downloads.trend import (
    alignment_then,
    trend,
    trend_left,
    trend_series,
    trend_teams,
    wave_groups,
)
from report_builder.downloads.voices import comments, words
from report_builder.downloads.weights import weighted, weights
from report_builder.report import Report

FLAT = {"recommendations": evidence, "carried_over": followed}
"""Tables whose rows hold rows, as rows of one depth."""


def tables(report: Report) -> dict[str, list[Row]]:
    """The parts of report.json that are rows; each becomes a CSV file and a sheet too."""
    return {
        "groups": [
            *document.groups(report),
            *panel.company_groups(report),
            *wave_groups(report),
        ],
        "estimates": figures.estimates(report),
        "gaps": figures.gaps(report),
        "alignment": [*figures.alignment(report), *alignment_then(report)],
        "companies": panel.companies(report),
        "aligned_companies": panel.aligned_companies(report),
        "mirror": figures.mirror(report),
        "meta": meta(report),
        "reliability": reliability(report),
        "item_rest": item_rest(report),
        "associations": associations(report),
        "weights": weights(report),
        "weighted": weighted(report),
        "words": words(report),
        "comments": comments(report),
        "trend": trend(report),
        "trend_teams": trend_teams(report),
        "trend_series": trend_series(report),
        "trend_left": trend_left(report),
        "recommendations": recommendations(report),
        "carried_over": carried_over(report),
        "withheld": document.withheld(report),
    }


def flat_tables(report: Report, titles: Mapping[str, str]) -> dict[str, Flat]:
    """The tables that have rows, flat; `titles` are those of items and dimensions, by id."""
    found = {
        name: FLAT[name](report) if name in FLAT else rows for name, rows in tables(report).items()
    }
    return {name: flat(rows, titles) for name, rows in found.items() if rows}


def titles_in(report: Report, language: str) -> dict[str, str]:
    """Short titles of items and names of dimensions, as the questionnaire writes them."""
    asked = report.questionnaire
    return {
        **{dimension.id: dimension.name[language] for dimension in asked.dimensions},
        **{item.id: item.title[language] for item in asked.items},
    }
