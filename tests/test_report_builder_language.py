"""Numbers, dates, plurals and messages as English and French write them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder.language import (
    LANGUAGES,
    Language,
    MessageError,
    language,
    read_catalogue,
    read_messages,
    rounded,
)
from survey.errors import SettingsError

EN, FR = language("en"), language("fr")


def in_both(code: str) -> Language:
    return {"en": EN, "fr": FR}[code]


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (0, 0, "0", "0"),
        (1204, 0, "1,204", "1\u202f204"),
        (1234567.25, 1, "1,234,567.3", "1\u202f234\u202f567,3"),
        (-3, 0, "−3", "−3"),
        (0.125, 2, "0.13", "0,13"),
        (2.5, 0, "3", "3"),
        (3.5, 0, "4", "4"),
        (-2.5, 0, "−3", "−3"),
        (-0.04, 1, "0.0", "0,0"),
        (Decimal("1.25"), 1, "1.3", "1,3"),
    ],
)
def test_a_number_is_rounded_half_up_and_written_as_the_language_does(
    value: float, decimals: int, english: str, french: str
) -> None:
    assert (EN.number(value, decimals), FR.number(value, decimals)) == (english, french)


@pytest.mark.parametrize(
    ("gap", "english", "french"),
    [
        (1.25, "+1.3", "+1,3"),
        (-1.25, "−1.3", "−1,3"),
        (0.04, "0.0", "0,0"),
        (-0.04, "0.0", "0,0"),
        (0.05, "+0.1", "+0,1"),
    ],
)
def test_a_gap_has_its_sign_unless_it_is_shown_as_nothing(
    gap: float, english: str, french: str
) -> None:
    assert (EN.points(gap), FR.points(gap)) == (english, french)


@pytest.mark.parametrize(
    ("low", "high", "english", "french"),
    [
        (1.0, 1.64, "1.0 to 1.6", "de 1,0 à 1,6"),
        (-1.6, -1.0, "−1.6 to −1.0", "de −1,6 à −1,0"),
        (-0.2, 0.9, "−0.2 to +0.9", "de −0,2 à +0,9"),
        (-0.04, 0.9, "−0.04 to +0.90", "de −0,04 à +0,90"),
        (-0.004, 0.9, "−0.00 to +0.90", "de −0,00 à +0,90"),
        (-0.234, 0.004, "−0.23 to +0.00", "de −0,23 à +0,00"),
        (0.002, 0.366, "+0.00 to +0.37", "de +0,00 à +0,37"),
        (-0.366, -0.002, "−0.37 to −0.00", "de −0,37 à −0,00"),
        (0.004, 0.004, "+0.00", "+0,00"),
        (0.0, 0.9, "0.0 to 0.9", "de 0,0 à 0,9"),
        (1.3, 1.3, "1.3", "1,3"),
    ],
)
def test_a_bound_that_is_not_zero_has_two_decimals_or_its_sign(
    low: float, high: float, english: str, french: str
) -> None:
    assert (EN.points_interval(low, high), FR.points_interval(low, high)) == (english, french)


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (0.0, "0%", "0\u202f%"),
        (0.704, "70%", "70\u202f%"),
        (0.125, "13%", "13\u202f%"),
        (0.285, "29%", "29\u202f%"),
        (0.003, "0.3%", "0,3\u202f%"),
        (0.997, "99.7%", "99,7\u202f%"),
        (1.0, "100%", "100\u202f%"),
    ],
)
def test_a_share_is_shown_as_none_or_all_only_when_it_is(
    share: float, english: str, french: str
) -> None:
    assert (EN.percent(share), FR.percent(share)) == (english, french)


@pytest.mark.parametrize(
    ("low", "high", "english", "french"),
    [
        (0.07, 0.16, "7 to 16%", "de 7 à 16\u202f%"),
        (0.004, 0.051, "0.4 to 5.1%", "de 0,4 à 5,1\u202f%"),
        (0.0, 0.161, "0 to 16%", "de 0 à 16\u202f%"),
        (1e-17, 0.161, "0 to 16%", "de 0 à 16\u202f%"),
        (0.839, 1.0, "84 to 100%", "de 84 à 100\u202f%"),
        (0.5, 0.5, "50%", "50\u202f%"),
    ],
)
def test_the_interval_of_a_share_has_one_sign_and_honest_ends(
    low: float, high: float, english: str, french: str
) -> None:
    assert (EN.percent_interval(low, high), FR.percent_interval(low, high)) == (english, french)


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2026, 10, 2), "2 October 2026", "2 octobre 2026"),
        (date(2026, 10, 1), "1 October 2026", "1er octobre 2026"),
        (date(2026, 8, 11), "11 August 2026", "11 août 2026"),
        (date(2027, 12, 31), "31 December 2027", "31 décembre 2027"),
    ],
)
def test_a_date_is_written_in_full(day: date, english: str, french: str) -> None:
    assert (EN.date(day), FR.date(day)) == (english, french)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "other", "one"),
        (1, "one", "one"),
        (Decimal("1.0"), "other", "one"),
        (Decimal("1.5"), "other", "one"),
        (-1, "one", "one"),
        (2, "other", "other"),
        (1_000_000, "other", "other"),
    ],
)
def test_one_is_said_of_one_in_english_and_below_two_in_french(
    number: int | Decimal, english: str, french: str
) -> None:
    assert (EN.plural(number), FR.plural(number)) == (english, french)


@pytest.mark.parametrize(
    ("texts", "english", "french"),
    [
        (["North"], "North", "North"),
        (["North", "South"], "North and South", "North et South"),
        (["A", "B", "C"], "A, B and C", "A, B et C"),
    ],
)
def test_several_texts_read_as_one_line(texts: list[str], english: str, french: str) -> None:
    assert (EN.listing(texts), FR.listing(texts)) == (english, french)
    assert (EN.listing("xy", "or"), FR.listing("xy", "or")) == ("x or y", "x ou y")


def test_quotation_marks_are_those_of_the_language() -> None:
    assert EN.quoted("Agree") == "“Agree”"
    assert FR.quoted("D'accord") == "«\u00a0D’accord\u00a0»"


def test_french_is_typeset_with_its_spaces() -> None:
    assert FR.typeset("L'écart : 8 % ; quoi ? oui ! « 3 € »") == (
        "L’écart\u00a0: 8\u202f%\u202f; quoi\u202f? oui\u202f! «\u00a03\u00a0€\u00a0»"
    )


def test_english_is_typeset_with_its_quotes_alone() -> None:
    assert (
        EN.typeset("The teams' 'own' word isn't : 8 %") == "The teams’ \u2018own’ word isn’t : 8 %"
    )


@pytest.mark.parametrize("code", LANGUAGES)
@given(value=st.floats(-5, 5), decimals=st.integers(0, 3))
def test_seen_from_the_other_team_only_the_sign_of_a_gap_turns(
    code: str, value: float, decimals: int
) -> None:
    one, other = in_both(code).points(value, decimals), in_both(code).points(-value, decimals)
    assert one.lstrip("+−") == other.lstrip("+−")
    assert (one[0] == "+") == (other[0] == "−")


@given(value=st.floats(-1e6, 1e6), decimals=st.integers(0, 3))
def test_rounding_moves_a_number_by_half_a_last_digit_at_most(value: float, decimals: int) -> None:
    assert abs(rounded(value, decimals) - Decimal(str(value))) <= Decimal(5).scaleb(-decimals - 1)


@given(low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_bound_shown_as_zero_is_less_than_half_a_ten_thousandth(low: float, high: float) -> None:
    first = EN.percent_interval(low, high).removesuffix("%").split(" to ")[0]
    assert float(first) > 0 or low < 0.00005


def test_a_report_is_written_in_no_other_language() -> None:
    with pytest.raises(SettingsError, match='language "es": a report can be written in en or fr'):
        language("es")


# The catalogue


def read(text: str) -> Language:
    return Language(code="en", locale=EN.locale, messages=dict(read_messages(text, "try.yml", EN)))


def test_a_message_takes_its_arguments_by_name() -> None:
    said = read('found: "{team} on {count} of {total}"')
    assert said.text("found", team="Sales", count=4, total=1234) == "Sales on 4 of 1,234"


def test_a_decimal_is_written_with_the_decimals_it_has() -> None:
    assert read('found: "{gap}"').text("found", gap=Decimal("-1.50")) == "−1.50"


def test_the_number_chooses_the_plural_form() -> None:
    said = read('found: {by: n, one: "one gap in {of}", other: "{n} gaps in {of}"}')
    assert said.text("found", n=1, of=34) == "one gap in 34"
    assert said.text("found", n=0, of=34) == "0 gaps in 34"


def test_an_argument_is_never_taken_for_a_pattern() -> None:
    assert read('found: "{team}!"').text("found", team="{team} {0}") == "{team} {0}!"


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        ('found: "{team}"', {}, r"found: arguments are \['team'\], not \[\]"),
        ('found: "{team}"', {"team": "a", "more": 1}, r"not \['more', 'team'\]"),
        ('other: "{team}"', {"team": "a"}, "found: no such message in en"),
        ('found: "{team}"', {"team": 0.5}, "0.5: say to how many decimals"),
        ('found: {one: "1", other: "{count}"}', {"count": "two"}, "count must be a number"),
    ],
)
def test_a_message_said_wrongly_is_our_mistake(
    text: str, arguments: dict[str, int | str], message: str
) -> None:
    with pytest.raises(MessageError, match=message):
        read(text).text("found", **arguments)


@pytest.mark.parametrize(
    "text",
    [
        'found: "{0}"',
        'found: "{}"',
        'found: "{team.name}"',
        'found: "{team[0]}"',
        'found: "{team!r}"',
        'found: "{team:>9}"',
        'found: {one: "a gap"}',
        'found: {one: "a gap", other: "gaps", many: "gaps"}',
        'found: ["a gap"]',
    ],
)
def test_a_catalogue_holds_only_texts_with_plain_names(text: str) -> None:
    with pytest.raises(MessageError, match=r"^try\.yml: found"):
        read(text)


def test_both_languages_say_the_same_messages_with_the_same_arguments() -> None:
    english = {name: message.arguments for name, message in EN.messages.items()}
    assert english == {name: message.arguments for name, message in FR.messages.items()}


def test_a_message_is_in_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("found: a\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("more: b\nfound: b\n", encoding="utf-8")
    with pytest.raises(MessageError, match=r"^b\.yml: found is there twice$"):
        read_catalogue(tmp_path, EN)


@pytest.mark.parametrize("code", LANGUAGES)
def test_messages_are_printed_as_a_printer_would(code: str) -> None:
    unset = re.compile(
        r"\w'\w|\.\.\.|\s$|^\s|  |" + (r" [:;!?%»]|« " if code == "fr" else r" [:;!?%]")
    )
    texts = {
        f"{name}: {text}"
        for name, message in in_both(code).messages.items()
        for pieces in message.forms.values()
        for text in [
            "".join(piece + (f"{{{argument}}}" if argument else "") for piece, argument in pieces)
        ]
        if unset.search(text)
    }
    assert texts == set()


CHOSEN = ("page.sheet.value.", "page.file.")
"""Messages named by what is published: the tests of the workbook and of the Method page look there."""


def named_in_the_program() -> Iterator[str]:
    """Every text of the program and its templates; "*" where a text is put together."""
    root = Path(__file__).parent.parent
    for path in sorted((root / "report_builder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            if isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "*"
                    for part in node.values
                )
    for path in sorted((root / "site_templates").rglob("*.j2")):
        yield from re.findall(r"""["']([\w.-]+)["']""", path.read_text("utf-8"))


def test_every_message_is_named_somewhere_in_the_program() -> None:
    named = {text for text in named_in_the_program() if re.fullmatch(r"[\w.*-]+", text)}
    endings = "|".join(re.escape(text) for text in named if re.fullmatch(r"\.[\w-]+", text))
    part = f"[^.]*({endings})?"
    forms = [
        re.compile(re.escape(text).replace(r"\*", part if text[0] != "*" else ".*"))
        for text in named - {"page.*", "chart.*"}
        if "*" not in text or re.search(r"[\w-]{4}", text)
    ]
    unsaid = [
        message
        for message in EN.messages
        if not message.startswith(CHOSEN)
        and not any(
            form.fullmatch(name)
            for form in forms
            for name in {message, message.removeprefix("page."), message.removeprefix("chart.")}
        )
    ]
    assert unsaid == []
