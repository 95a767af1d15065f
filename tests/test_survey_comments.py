"""Comments and their keys: the same for the same text, in an order that says nothing."""

from __future__ import annotations

import re

from voiced import ASKED, wrote

from survey.comments import Comments, comments_of
from survey.open_answers import open_answers


def said(*people: tuple[str, str]) -> Comments:
    return comments_of(open_answers(wrote(*people), ASKED))


PEOPLE = (
    ("marketing", "One tool."),
    ("sales", "One tool."),
    ("sales", "Meet monthly."),
    ("sales", "Meet monthly."),
)


def keys(comments: Comments) -> dict[str, tuple[str, str]]:
    return {each.key: (each.comment.team, each.comment.text) for each in comments.keyed("q")}


def test_every_comment_has_a_key_of_its_own_that_no_spreadsheet_takes_for_a_number() -> None:
    found = keys(said(*PEOPLE))
    assert sorted(found.values()) == sorted(PEOPLE)
    assert all(re.fullmatch("c[0-9a-f]{12}", key) for key in found)


def test_order_and_keys_do_not_depend_on_the_order_of_the_rows_nor_on_batches() -> None:
    turned = said(*reversed(PEOPLE))
    assert keys(said(*PEOPLE)) == keys(turned)
    assert [*keys(turned)] == sorted(keys(turned))
    assert keys(said(*PEOPLE[:2]) + said(*PEOPLE[2:])) == keys(turned)


def test_a_key_is_of_one_survey_and_of_one_text() -> None:
    comments = said(*PEOPLE)
    other = {each.key for each in comments.keyed("another")}
    assert other.isdisjoint(keys(comments))
    assert keys(said(("sales", "One tool"))).keys().isdisjoint(keys(comments))


def test_comments_are_counted_by_question_and_team() -> None:
    comments = said(*PEOPLE)
    assert comments.written("OPN1", "sales") == 3
    assert comments.written("OPN2", "sales") == 0
