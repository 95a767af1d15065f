"""What may be said of one statement: tried by hand, on gaps made for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import stories

from report_builder.findings import Finding, say
from report_builder.findings.gaps import ranking_heading
from report_builder.findings.statements import clearly_ahead, contradictory, line
from report_builder.language import language
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.questionnaire import Questionnaire


def said(found: Finding, questionnaire: Questionnaire, code: str = "en") -> str:
    return say(found, language(code), questionnaire)


def gap(
    difference: tuple[float, float, float],
    shares: tuple[float, float] = (0.7, 0.19),
    subject: str = "A1",
) -> PerceptionGap:
    """A gap with its interval (value, low, high) and the shares of the two teams."""
    value, low, high = difference
    told = Estimate(value=value, low=low, high=high, base=182)
    first, second = (Estimate(value=share, low=share, high=share, base=91) for share in shares)
    model = stories.small().statements[0].gap
    return replace(model, subject=subject, difference=told, shares=(first, second))


def test_a_line_gives_both_shares_then_the_gap_with_its_interval() -> None:
    told = line(gap((1.3, 1.0, 1.6), subject="GOA1"), stories.small().questionnaire)
    questionnaire = stories.small().questionnaire
    assert said(told, questionnaire) == (
        "70% of Marketing and 19% of Sales agree: a gap of +1.3 points (1.0 to 1.6)"
    )
    assert said(told, questionnaire, "fr") == (
        "70\u202f% du marketing et 19\u202f% des ventes sont d’accord, "
        "avec un écart de +1,3 point (de 1,0 à 1,6)"
    )


def test_a_line_on_a_reverse_keyed_statement_counts_those_who_disagree() -> None:
    questionnaire = stories.small().questionnaire
    told = line(gap((1.3, 1.0, 1.6), subject="GOA2"), questionnaire)
    assert said(told, questionnaire).startswith(
        "70% of Marketing and 19% of Sales disagree with the opposite statement: a gap"
    )


def test_a_line_has_no_shares_that_point_the_other_way() -> None:
    questionnaire = stories.small().questionnaire
    told = line(gap((-0.2, -0.5, 0.1), (0.42, 0.40), "GOA1"), questionnaire)
    assert said(told, questionnaire) == "a gap of −0.2 points (−0.5 to +0.1)"


def test_a_line_says_when_everyone_answered() -> None:
    questionnaire = stories.small().questionnaire
    assert said(line(gap((1.3, 1.3, 1.3), subject="GOA1"), questionnaire), questionnaire).endswith(
        "agree: a gap of +1.3 points (everyone answered)"
    )
    told = line(gap((-1.0, -1.0, -1.0), subject="GOA1"), questionnaire)
    assert said(told, questionnaire, "fr") == "un écart de −1,0 point (tous ont répondu)"


@pytest.mark.parametrize(
    ("other", "ahead"),
    [
        ((0.9, 0.85, 0.95), True),
        ((-0.9, -0.95, -0.85), True),
        ((0.9, 0.7, 1.1), False),
        ((-0.9, -1.1, -0.7), False),
        ((0.0, -1.1, 0.2), False),
        ((0.0, -0.2, 0.2), True),
    ],
)
def test_a_gap_is_clearly_ahead_of_those_whose_interval_it_does_not_touch(
    other: tuple[float, float, float], ahead: bool
) -> None:
    assert clearly_ahead(gap((1.3, 1.0, 1.6)), [gap(other)]) is ahead
    assert clearly_ahead(gap((-1.3, -1.6, -1.0)), [gap(other)]) is ahead


def test_a_gap_that_may_be_none_is_ahead_of_nothing() -> None:
    assert not clearly_ahead(gap((0.9, -0.1, 1.9)), [gap((0.0, 0.0, 0.0))])


def test_shares_that_look_equal_give_way_to_the_gap() -> None:
    report = stories.report(stories.everywhere(stories.LEVEL, GOA1=stories.FIRST_MORE))
    widest = report.statements[0]
    assert said(ranking_heading(report), report.questionnaire) == (
        "The one clear gap: “The teams share at least one goal”, say 72% of Marketing and 19% of Sales"
    )
    equal = replace(widest, gap=gap((1.0, 0.5, 1.5), (0.424, 0.42), "GOA1"))
    assert not contradictory(equal.gap)
    assert said(ranking_heading(replace(report, statements=(equal,))), report.questionnaire) == (
        "The one clear gap: “The teams share at least one goal” (+1.0 points, 0.5 to 1.5)"
    )


def test_a_sentence_with_shares_is_not_asked_for_where_there_are_none() -> None:
    dimension = stories.meridian().dimensions[0].gap
    with pytest.raises(ValueError, match="GOA: a sentence with shares needs an item"):
        contradictory(dimension)


def test_a_dimension_is_told_by_its_means_each_with_its_interval() -> None:
    report = stories.meridian()
    goals = report.dimensions[0].gap
    told = line(goals, report.questionnaire)
    assert said(told, report.questionnaire) == (
        "on a scale of 5, Marketing 3.0 (2.9 to 3.0) and Sales 2.4 (2.3 to 2.5) on average"
    )
    everyone = Estimate(value=2.96, low=2.96, high=2.96, base=64)
    assert goals.means is not None
    exact = replace(goals, means=(everyone, goals.means[1]))
    assert said(line(exact, report.questionnaire), report.questionnaire, "fr") == (
        "sur une échelle à 5 points, Marketing 3,0 (tous ont répondu) et Ventes 2,4 (de 2,3 à 2,5) "
        "en moyenne"
    )


def test_a_dimension_whose_means_may_not_be_shown_is_told_by_its_gap() -> None:
    report = stories.small()
    assert line(report.dimensions[0].gap, report.questionnaire).message == "line.gap.interval"
