"""What report.json says of the responses: those that count, those that do not, and the rules."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import stories

from report_builder.downloads import report_json
from report_builder.report import Report
from survey.cleaning_rules import CleaningRules
from survey.release import Flagged


def published(report: Report) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(report_json(report))
    return whole


def test_what_is_noticed_is_published_by_reason() -> None:
    flagged = (Flagged("straight-lining", 12), Flagged("speeding", None))
    found = published(replace(stories.meridian(), flagged=flagged))
    assert found["provenance"]["responses"]["flagged"] == [
        {"reason": "straight-lining", "responses": 12},
        {"reason": "speeding", "responses": None},
    ]
    rules = CleaningRules(least_answered=0.75, remove=frozenset({"unsubmitted", "speeding"}))
    settings = replace(stories.meridian().settings, cleaning=rules)
    asked = published(replace(stories.meridian(), settings=settings))["rules"]
    assert asked["least_answered"] == 0.75
    assert asked["removed_on_request"] == ["speeding", "unsubmitted"]
