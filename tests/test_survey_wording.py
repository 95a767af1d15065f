"""Texts brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.wording import listed, normalised, plain, quoted


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Agree ", "agree"),
        ("Yes.", "yes"),
        ("Very\u00a0well", "very well"),
        ("\ufeff1 (None at all)", "1 (none at all)"),
        ("<b>Agree</b>&nbsp;", "agree"),
        ("Plutôt d’accord", "plutôt d'accord"),
        ("Cafe\u0301", "café"),
        ("“Quoted whole.”", "quoted whole"),
        ('The "best" team', 'the "best" team'),
        ("even – late", "even - late"),
        ("a\r\n b", "a b"),
        ("< 2 years", "< 2 years"),
        ('"', '"'),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_texts_that_read_alike_have_one_form(written: str, form: str) -> None:
    assert normalised(written) == form


def test_what_may_be_shown_keeps_case_and_marks_but_nothing_invisible() -> None:
    assert plain(" Équipe\x1b[31m\tNord\u202e! ") == "Équipe[31m Nord!"


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert plain("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


@given(st.text())
def test_what_may_be_shown_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_a_quotation_stands_on_one_line_and_can_be_printed(text: str) -> None:
    told = quoted(text)
    assert told.isprintable()
    told.encode("utf-8")


def test_a_long_list_ends_with_how_many_more() -> None:
    assert listed(["a", "b", "c"], limit=2) == "    a\n    b\n    … and 1 more"
    assert listed(["a"]) == "    a"
