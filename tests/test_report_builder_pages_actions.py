"""The Actions page: how sure the order is, what would change it, and what is to be kept."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import stories
from editions import meridian, meridian_edition, page_of

from report_builder.pages import edition
from report_builder.recommendations import load_lever_file
from report_builder.report import Report


def read(text: str) -> str:
    """A page's text as a reader meets it: without markup, entities resolved."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def words(report: Report, path: str, code: str = "en") -> str:
    return read(page_of(edition(report, code), path))


def test_a_recommendation_tells_how_its_place_holds_and_what_would_change_it() -> None:
    actions = read(page_of(meridian_edition("en"), "actions.md"))
    assert "top 3 in 100% of redraws" in actions
    assert "Tied with 3: drawn anew, their order flips in more than 30% of cases." in actions
    assert "What would change this" in actions
    assert "A: several studies of this working relationship;" in actions
    assert "about" not in re.findall(r"top 3 in (\w+)", actions)


def test_actions_stand_at_their_effort_and_effect_above_their_list() -> None:
    for code, now, quick in (
        ("en", "Do now", "Days or weeks"),
        ("fr", "À faire", "Quelques jours"),
    ):
        text = page_of(meridian_edition(code), "actions.md")
        assert 0 < text.index('data-chart="effort-effect"') < text.index(f"<h2>{now}")
        assert f"{quick}" in read(text)
        assert 'charts/effort-effect.csv" download' in text


def test_where_there_are_few_actions_their_list_is_enough() -> None:
    first = (replace(each, stability=None) for each in meridian().recommendations[:2])
    two = replace(meridian(), recommendations=tuple(first))
    assert "effort-effect" not in page_of(edition(two, "en"), "actions.md")


def test_of_few_answers_a_place_is_told_in_tenths() -> None:
    few = edition(stories.small(), "en")
    assert "of redraws" in read(page_of(few, "actions.md"))
    shares = re.findall(r"top 3 in about (\d+)% of redraws", read(page_of(few, "actions.md")))
    assert shares
    assert all(int(share) % 10 == 0 for share in shares)


def test_what_was_not_redrawn_says_nothing_of_its_place() -> None:
    bare = tuple(replace(each, stability=None) for each in meridian().recommendations)
    report = replace(meridian(), recommendations=bare)
    assert "of redraws" not in words(report, "actions.md")


def test_a_difference_that_may_help_is_among_what_to_keep() -> None:
    questionnaire = meridian().questionnaire
    advice = load_lever_file("alignment", questionnaire)
    actions = words(replace(meridian(), guardrails=advice.guardrails), "actions.md")
    kept = actions[actions.index("What to keep") :]
    assert "Differences worth keeping" in kept
    assert "integration does not always pay" in kept
    assert "Homburg & Jensen" in kept
    level = "“Marketing’s priorities fit customers’ needs” the level of the answers speaks for this"
    assert level in actions


def test_without_a_difference_to_keep_only_the_limits_are_told() -> None:
    advice = load_lever_file("alignment", meridian().questionnaire)
    quiet = stories.report(stories.everywhere(stories.BOTH_LOW))
    actions = words(replace(quiet, guardrails=advice.guardrails), "actions.md")
    assert "Differences worth keeping" not in actions
    assert "integration does not always pay" in actions
