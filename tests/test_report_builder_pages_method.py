"""What the Method page says of the intervals is true of those that the report shows."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from editions import page_of
from reports import believable_counts, release_from

from report_builder.pages import edition
from report_builder.report import report_of
from report_builder.settings import Settings
from survey.questionnaire_file import load_questionnaire


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "if everyone has answered, it is a point. That of a share does not."),
        ("fr", "il se réduit à un point. Celui d’une part n’en tient pas compte."),
    ],
)
def test_where_everyone_has_answered_intervals_of_gaps_are_points_and_of_shares_are_not(
    code: str, said: str
) -> None:
    questionnaire = load_questionnaire()
    release = release_from(believable_counts(questionnaire, 40, 40), questionnaire)
    asked = replace(
        release, groups=tuple(replace(each, headcount=each.n) for each in release.groups)
    )
    report = report_of(asked, questionnaire, Settings(), levers=(), segments=())
    gap = next(each.gap for each in report.statements if each.gap.bases == (40, 40))
    assert gap.difference.low == gap.difference.high
    assert all(share.low < share.high for share in gap.shares or ())
    assert said in unescape(page_of(edition(report, code), "method.md"))
