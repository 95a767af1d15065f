"""Who answered, what is kept back, and what every reader is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import stories

from report_builder.findings import Day, Finding, finding, say
from report_builder.findings.method import (
    flagged_sentences,
    notices,
    removed_sentences,
    response_sentences,
    withheld_sentences,
)
from report_builder.language import language
from report_builder.settings import Settings
from survey.cleaning_rules import ON_REQUEST, REASONS, CleaningRules
from survey.release import Flagged, Removed, Rules, Withheld


def told(found: tuple[Finding, ...], code: str = "en") -> list[str]:
    return [say(each, language(code), stories.small().questionnaire) for each in found]


def test_an_ordinary_report_needs_no_notice() -> None:
    assert notices(stories.report(stories.everywhere(stories.LEVEL))) == ()


def test_invented_answers_are_said_to_be_invented() -> None:
    report = stories.report(stories.everywhere(stories.LEVEL), settings=Settings(invented=True))
    assert told(notices(report), "fr") == ["Toutes les réponses de ce rapport sont inventées."]


def test_a_lowered_threshold_is_on_every_page() -> None:
    report = stories.report(stories.everywhere(stories.LEVEL), rules=Rules(minimum_group=3))
    assert told(notices(report)) == ["Figures are shown from 3 answers on, fewer than the usual 5."]


def test_a_small_team_makes_for_wide_intervals() -> None:
    assert told(notices(stories.small(8, 12))) == [
        "Marketing: 8 people answered, so intervals are wide."
    ]


def test_a_team_of_which_few_answered_may_think_otherwise() -> None:
    asked = stories.Asked({"marketing": 129, "sales": 236})
    report = stories.report(stories.everywhere(stories.LEVEL), asked=asked)
    assert told(notices(report)) == [
        "Marketing: 64 of 129 people answered (50%); the others may think differently."
    ]


def test_the_response_is_told_team_by_team() -> None:
    asked = stories.Asked({"marketing": 82, "sales": 118})
    report = stories.report(stories.everywhere(stories.LEVEL), asked=asked)
    assert told(response_sentences(report)) == [
        "Marketing: 64 of 82 people answered (78%).",
        "Sales: all 118 people answered; no sampling error, though answers vary from day to day.",
    ]
    assert told(response_sentences(stories.small())) == [
        "Marketing: 8 people answered.",
        "Sales: 8 people answered.",
    ]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_reason_for_leaving_a_response_out_can_be_told(reason: str, code: str) -> None:
    report = replace(stories.small(), read=9, removed=(Removed(reason, 1),), outside_teams=2)
    read, kept, removed, outside = told(removed_sentences(report), code)
    assert (read[:2], kept[:2]) == ("9 ", "8 ")
    assert removed.startswith(("One ", "Une "))
    assert outside.startswith("2 ")


def test_how_many_count_is_not_said_where_it_gives_a_few_people_away() -> None:
    removed = (Removed("spam", 2), Removed("partial", 4))
    report = replace(stories.small(), removed=removed, outside_teams=None)
    assert told(removed_sentences(report)) == [
        "19 responses were read.",
        "2 were marked as spam by the survey tool.",
        "4 answered fewer than half of the statements.",
    ]


def test_another_share_that_must_be_answered_is_named() -> None:
    rules = CleaningRules(least_answered=2 / 3)
    report = replace(stories.small(), removed=(Removed("partial", 4),), outside_teams=0)
    report = replace(report, settings=replace(report.settings, cleaning=rules))
    assert told(removed_sentences(report))[2] == "4 answered less than 67% of the statements."
    assert told(removed_sentences(report), "fr")[2].startswith("4 portaient sur moins de 67\u202f%")


@pytest.mark.parametrize("reason", ON_REQUEST)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_what_is_noticed_is_told_with_its_number_or_without(reason: str, code: str) -> None:
    report = replace(stories.small(), flagged=(Flagged(reason, 6), Flagged(reason, None)))
    number, few = told(flagged_sentences(report), code)
    assert number.startswith("6 ")
    assert few.startswith(("Some ", "Certaines "))
    assert "5" in few
    assert flagged_sentences(replace(report, flagged=())) == ()


@pytest.mark.parametrize("outside", [None, 0])
def test_people_outside_the_teams_are_told_only_when_there_are_some(outside: int | None) -> None:
    report = replace(stories.small(), removed=(), outside_teams=outside)
    assert told(removed_sentences(report)) == ["19 responses were read."]


def test_what_is_kept_back_is_counted_by_rule_over_all_segments() -> None:
    withheld = (
        Withheld(rule="item-base", scope="", cells=1),
        Withheld(rule="minimum-group", scope="region", cells=2),
        Withheld(rule="minimum-group", scope="role", cells=1),
        Withheld(rule="remainder", scope="role", cells=1),
        Withheld(rule="remainder", scope="site", cells=0),
    )
    assert told(withheld_sentences(replace(stories.small(), withheld=withheld))) == [
        (
            "The answers of one group to one statement are not shown: fewer than 5 people of a team "
            "gave one, or the answers of so few could be worked out."
        ),
        "3 groups are not shown: in each, fewer than 5 people of a team answered.",
        "One more group is not shown, so that no group of fewer than 5 can be worked out.",
    ]
    assert withheld_sentences(replace(stories.small(), withheld=withheld[-1:])) == ()


def test_a_date_is_said_as_the_language_writes_it() -> None:
    dated = finding("title", topic=Day(date(2026, 10, 1)))
    assert [told((dated,), code) for code in ("en", "fr")] == [
        ["1 October 2026"],
        ["1er octobre 2026"],
    ]
