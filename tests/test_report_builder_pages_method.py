"""What the Method page says of intervals and of what is not shown is true of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import unescape

import pytest
from editions import meridian, page_of
from panels import panel_report
from reports import believable_counts, release_from
from voiced import QUESTION, use, voiced, words

from report_builder.pages import edition
from report_builder.report import Report, report_of
from report_builder.settings import Settings
from survey.questionnaire_file import load_questionnaire
from survey.verdict import Judgement
from survey.voices import NO_VOICES


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


def method(report: Report) -> str:
    return unescape(page_of(edition(report, "en"), "method.md"))


def test_a_statement_of_too_few_companies_is_told_by_that_rule() -> None:
    report = replace(panel_report(12), missing_items=("GOA1",))
    told = "fewer than 5 companies have answers to it from 5 people or more of each team: “"
    assert f"One statement is not shown: {told}" in method(report)


def test_it_is_said_why_no_page_shows_what_people_wrote() -> None:
    told = "A word needs 10 people or more of each team who wrote in its language"
    plain = replace(meridian(), voices=NO_VOICES)
    asked = replace(plain, open_questions=(QUESTION,))
    assert told in method(asked)
    assert told not in method(replace(plain, open_questions=()))
    assert told not in method(replace(asked, settings=replace(asked.settings, words=False)))
    assert told not in method(voiced(asked, words(use("leads"))))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(-0.004, 0.9, True), (0.002, 0.4, True), (-0.4, -0.004, True), (-0.04, 0.9, False)],
)
def test_the_sign_of_a_limit_shown_as_zero_is_explained_where_there_is_one(
    low: float, high: float, told: bool
) -> None:
    def limited(judged: Iterable[Judgement]) -> tuple[Judgement, ...]:
        gaps = ((each, replace(each.gap.difference, low=low, high=high)) for each in judged)
        return tuple(replace(each, gap=replace(each.gap, difference=to)) for each, to in gaps)

    plain = meridian()
    shown = replace(
        plain,
        statements=limited(plain.statements),
        outcomes=limited(plain.outcomes),
        dimensions=limited(plain.dimensions),
    )
    said = "shown as “−0.00” lies just below zero, one shown as “+0.00” just above"
    assert (said in method(shown)) == told
