"""What others wrote is published as it can be seen, and nothing that cannot be seen."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder.readable import isolated, readable, without_isolates


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u202egnp.exe", "gnp.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("\u2067of\u2068 its\u2069 own\u2069", "of\u2068 its\u2069 own"),
        ("begun\u2068 \u2068twice\u2069", "begun\u2068 \u2068twice\u2069\u2069"),
        ("per\u00adcep\u200btion\ufeff", "perception"),
        ("red\x1b[31m", "red [31m"),
        ("one\r\ntwo\ttab\u2028three", "one two tab three"),
        ("\ud800\uffff\ufdd0\U0010ffff", " "),
        ("bullet\uf0b7", "bullet "),
        ("Équipe\u202f: क्\u200dष", "Équipe\u202f: क्\u200dष"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}"),
        ("\U0001fae9\U0002fff0", "\U0001fae9\U0002fff0"),  # newer than some Pythons know
        ("שלום עולם", "שלום עולם"),
    ],
)
def test_what_hides_or_turns_text_is_left_out_and_the_rest_kept(text: str, seen: str) -> None:
    assert readable(text) == seen


@given(st.text())
def test_what_is_readable_is_allowed_in_xml_and_reads_the_same_again(text: str) -> None:
    seen = readable(text)
    assert readable(seen) == seen
    assert ET.fromstring(f"<t>{seen.translate({38: None, 60: None})}</t>") is not None  # noqa: S314 - ours
    assert not {unicodedata.category(sign) for sign in seen} & {"Cc", "Cs", "Zl", "Zp"}


def test_a_name_from_right_to_left_is_isolated_and_no_other() -> None:
    assert [isolated(name) for name in ("North", "Équipe", "北", "")] == [
        "North",
        "Équipe",
        "北",
        "",
    ]
    assert isolated("שלם (12)") == "\u2068שלם (12)\u2069"
    assert isolated("Sales فريق") == "\u2068Sales فريق\u2069"


@given(st.text())
def test_what_is_readable_turns_nothing_that_stands_beside_it(text: str) -> None:
    begun = 0
    for sign in readable(text):
        begun += (sign == "\u2068") - (sign == "\u2069")
        assert begun >= 0
    assert begun == 0
    assert without_isolates(isolated(text)) == without_isolates(text)
