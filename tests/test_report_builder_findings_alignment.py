"""The share who say "aligned", and what may be said of the share that is often quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest
import stories

from report_builder.findings import say
from report_builder.findings.alignment import alignment_heading, alignment_notes
from report_builder.findings.overview import key_figures, overview_heading
from report_builder.language import language
from report_builder.report import Report
from report_builder.settings import Benchmark, Settings
from survey.questionnaire import TeamName

FEW_STRICT: stories.Two = ([20, 18, 14, 9, 3], [37, 33, 24, 17, 7])  # 10 of 182 tick the top answer
MANY_STRICT: stories.Two = ([4, 8, 12, 20, 20], [8, 14, 22, 37, 37])


def notes(report: Report, code: str = "en") -> list[str]:
    return [say(each, language(code), report.questionnaire) for each in alignment_notes(report)]


def asked_once(answers: stories.Two, settings: Settings | None = None) -> Report:
    return stories.report(stories.everywhere(stories.LEVEL, OUT1=answers), settings=settings)


def test_the_headline_counts_both_favourable_answers_with_its_interval() -> None:
    heading = alignment_heading(asked_once(FEW_STRICT))
    assert heading is not None
    assert say(heading, language("en"), stories.small().questionnaire) == (
        "20% say the teams are aligned (95% interval 15 to 26%)"
    )


def test_both_definitions_are_said_before_the_quoted_share() -> None:
    assert notes(asked_once(FEW_STRICT))[:2] == [
        (
            "Counted as saying so: those who answered “Agree” or “Strongly agree” to “Marketing and "
            "Sales are aligned”."
        ),
        "By the stricter count, “Strongly agree” alone, 5% say so (95% interval 3 to 10%).",
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", "“Strongly agree” alone, at most 10% say so (95% interval"),
        ("fr", "« Tout à fait d’accord », au plus 10 % le disent (intervalle"),
    ],
)
def test_a_strict_count_that_is_a_bound_is_said_in_words(code: str, told: str) -> None:
    few = asked_once(([3, 3, 3, 3, 0], [2, 2, 2, 1, 1]))
    assert told in notes(few, code)[1].replace("\N{NARROW NO-BREAK SPACE}", " ").replace(
        "\xa0", " "
    )


@pytest.mark.parametrize(
    ("code", "said"), [("en", "At most 10% say"), ("fr", "Au plus 10 % jugent")]
)
def test_a_share_that_is_a_bound_opens_a_heading_in_words(code: str, said: str) -> None:
    few = asked_once(([3, 5, 4, 0, 0], [2, 3, 3, 0, 0]))
    for heading in (alignment_heading(few), overview_heading(few)):
        assert heading is not None
        told = say(heading, language(code), few.questionnaire)
        assert told.replace("\N{NARROW NO-BREAK SPACE}", " ").startswith(said)


def test_the_quoted_share_is_held_against_the_strict_count_alone() -> None:
    assert notes(asked_once(FEW_STRICT))[2:] == [
        (
            "The often quoted 8% of companies (attributed to IDC, source not found) lies within this "
            "interval, but counts companies, not people."
        )
    ]


def test_outside_the_interval_the_quoted_share_is_not_compared() -> None:
    assert notes(asked_once(MANY_STRICT))[2:] == [
        (
            "The often quoted 8% of companies (attributed to IDC, source not found) is not comparable: "
            "it counts companies, not people."
        )
    ]


def test_a_share_that_the_consultant_quotes_is_not_compared_unless_counted_alike() -> None:
    own = Benchmark(value=0.2, label="Our 2025 survey")
    assert notes(asked_once(FEW_STRICT, Settings(benchmark=own)))[2:] == [
        "Our 2025 survey: 20% of companies.",
        "Who was counted, and how, is not known: it is not comparable with this report.",
    ]
    companies = Settings(benchmark=replace(own, definition="A3"))
    assert notes(asked_once(FEW_STRICT, companies))[3:] == [
        "It is counted by A3, which this report cannot tell: not comparable."
    ]


def test_the_quoted_share_says_nothing_of_other_teams() -> None:
    report = asked_once(FEW_STRICT)
    first, second = report.questionnaire.teams
    others = (replace(first, id="engineering"), replace(second, id="product"))
    questionnaire = replace(report.questionnaire, teams=others)
    assert len(notes(replace(report, questionnaire=questionnaire))) == 2


def test_labels_are_those_ticked_also_when_disagreeing_says_aligned() -> None:
    report = asked_once(FEW_STRICT)
    items = tuple(
        replace(item, reverse_keyed=True) if item.id == "OUT1" else item
        for item in report.questionnaire.items
    )
    told = notes(replace(report, questionnaire=replace(report.questionnaire, items=items)))
    assert "who answered “Disagree” or “Strongly disagree” to" in told[0]


def test_without_an_alignment_item_nothing_is_said_of_it() -> None:
    report = stories.contributors()
    assert alignment_heading(report) is None
    assert notes(report) == []
    assert [figure.id for figure in key_figures(report)] == ["gaps", "low", "response"]


@pytest.mark.parametrize(
    ("pair", "code", "heading"),
    [
        (stories.LEVEL, "en", "No statement shows a clear gap between Marketing and Sales"),
        (
            stories.LEVEL,
            "fr",
            "Aucune affirmation ne montre d’écart net entre le marketing et les ventes",
        ),
        (
            stories.FIRST_MORE,
            "en",
            "34 of 34 statements show a clear gap between Marketing and Sales",
        ),
    ],
)
def test_the_overview_does_without_the_share_where_it_was_not_asked(
    pair: stories.Two, code: str, heading: str
) -> None:
    report = replace(stories.report(stories.everywhere(pair)), alignment=())
    assert say(overview_heading(report), language(code), report.questionnaire) == heading


def test_without_any_statement_to_show_the_overview_says_so() -> None:
    report = replace(stories.small(), statements=())
    assert say(overview_heading(report), language("fr"), report.questionnaire) == (
        "Trop peu de réponses pour comparer le marketing et les ventes, affirmation par affirmation"
    )


def test_names_of_any_number_and_gender_fit_into_the_french_sentences() -> None:
    ops = {"fr": TeamName(plain="Opérations", article="les opérations", of="des opérations")}
    board = {"fr": TeamName(plain="Atelier", article="l'atelier", of="de l'atelier")}
    report = stories.named(stories.report(stories.everywhere(stories.FIRST_MORE)), ops, board)
    without = replace(report, alignment=())
    assert say(overview_heading(without), language("fr"), report.questionnaire) == (
        "34 affirmations sur 34 montrent un écart net entre les opérations et l’atelier"
    )
