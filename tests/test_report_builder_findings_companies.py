"""The share of companies aligned stands beside how many are, as they answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panels import panel_report

from report_builder.findings import say
from report_builder.findings.companies import aligned_sentence, companies_heading
from report_builder.language import language
from survey.estimates import Estimate
from survey.panel import AlignedShare


@pytest.mark.parametrize(
    ("reached", "code", "begins"),
    [
        (
            0,
            "en",
            "0 of 11 companies are aligned as both their teams answered; allowing for chance",
        ),
        (1, "en", "1 of 11 companies is aligned as both its teams answered; allowing for chance"),
        (0, "fr", "0 entreprise sur 11 est alignée d’après ses deux équipes"),
        (2, "fr", "2 entreprises sur 11 sont alignées d’après leurs deux équipes"),
    ],
)
def test_a_share_above_zero_stands_beside_how_many_are_aligned_as_they_answered(
    reached: int, code: str, begins: str
) -> None:
    share = Estimate(value=0.04, low=0.0, high=0.2, base=11)
    found = AlignedShare(definition="A4", share=share, reached=reached, smallest=8)
    report = panel_report(12)
    assert report.panel is not None
    few = replace(report, panel=replace(report.panel, aligned=(found,)))
    heading = companies_heading(report.panel, few)
    assert say(heading, language(code), few.questionnaire).startswith(begins)
    (sentence,) = aligned_sentence(few)
    told = say(sentence, language("en"), few.questionnaire)
    assert told.startswith(f"Counted by companies: {reached} of 11 ")
