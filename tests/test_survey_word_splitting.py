"""The words of a comment: what is joined to them, what is grammar, what looks like a name."""

from __future__ import annotations

import pytest

from survey.stop_words import STOP_WORDS
from survey.word_splitting import bare, key_of, language_of, spoken_words


def forms(text: str) -> list[str]:
    return [word.form for word in spoken_words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L'équipe n'a pas qu'un client, l’autre dit-elle", ["équipe", "client", "dit"]),
        ("Aujourd'hui, des rendez-vous clients", ["rendez-vous", "clients"]),
        ("Jusqu’ici les ventes l'ignorent", ["ventes", "ignorent"]),
        (
            "We don't follow-up the customers' leads, it's slow",
            ["follow-up", "customers", "leads", "slow"],
        ),
        ("12 leads in 2026 (80/20)", ["leads"]),
        ("un, deux, le, and, of, it", []),
        ("", []),
    ],
)
def test_words_stand_alone_and_grammar_is_left_out(text: str, found: list[str]) -> None:
    assert forms(text) == found


@pytest.mark.parametrize(
    "same", [("lead", "Leads", "LEADS"), ("réunion", "reunions", "Réunions"), ("CRM", "crm")]
)
def test_spellings_of_one_word_are_counted_as_one(same: tuple[str, ...]) -> None:
    assert len({word.key for text in same for word in spoken_words(text)}) == 1


def test_a_word_in_ss_or_us_is_no_plural() -> None:
    assert [key_of(word) for word in ("process", "focus", "analysis", "gas", "bus")] == [
        *("process", "focus", "analysis", "gas", "bus")
    ]


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("Ask Julie. Julie knows", {"ask": None, "julie": None, "know": False}),
        ("we ask Julie", {"ask": False, "julie": True}),
        ("- Meetings: Plan them", {"meeting": None, "plan": None}),
        ("ASK JULIE", {"ask": None, "julie": None}),
        ("the CRM and l'ERP", {"crm": False, "erp": False}),
        ("merci à d'Alembert", {"merci": False, "alembert": True}),
    ],
)
def test_a_capital_within_a_sentence_looks_like_a_name(
    text: str, capitals: dict[str, bool | None]
) -> None:
    assert {word.key: word.capital for word in spoken_words(text)} == capitals


def test_an_acronym_keeps_its_capitals() -> None:
    assert forms("notes in the CRM") == ["notes", "CRM"]
    assert bare("CRM") == "crm"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They bring us what customers really say.", "en"),
        ("Leur connaissance du terrain.", "fr"),
        ("C'est l'outil", "fr"),
        ("Communication", ""),
        ("on me", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_words_of_grammar(text: str, language: str) -> None:
    assert language_of(text) == language


def test_stop_words_are_written_as_they_are_compared() -> None:
    for words in STOP_WORDS.values():
        assert len(words) > 200
        assert all(word == word.lower() and word.isascii() for word in words)
