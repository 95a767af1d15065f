"""Words counted by the people who use them: additive, by language, without names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voiced import ASKED, Said, many, wrote

from survey.open_answers import open_answers
from survey.vocabulary import Vocabulary, vocabulary_of, word_uses

TEAMS = ("marketing", "sales")


def counted(*people: Said, also: Sequence[str] = ()) -> Vocabulary:
    return vocabulary_of(open_answers(wrote(*people, also=also), ASKED), ASKED)


def test_a_person_counts_once_for_a_word_however_often_it_is_used() -> None:
    found = counted(
        ("sales", "the leads, the leads, their lead"),
        ("sales", "the leads"),
        also=["more leads", ""],
    )
    assert found.words_of("en", TEAMS)["lead"] == (0, 2)
    assert found.authors_of("en", TEAMS) == (0, 2)


SAID = st.lists(
    st.tuples(
        st.sampled_from(["marketing", "sales", "both"]),
        st.sampled_from(["the leads", "les clients", "CRM", "we ask Julie for leads", "n/a", ""]),
    ),
    max_size=12,
)


@given(SAID, st.integers(0, 12))
def test_two_halves_add_up_to_the_whole(people: list[Said], cut: int) -> None:
    assert counted(*people[:cut]) + counted(*people[cut:]) == counted(*people)


def test_each_language_is_counted_for_itself() -> None:
    found = counted(
        ("sales", "the customers"), ("sales", "les clients"), ("marketing", "the leads")
    )
    assert found.languages == ("en", "fr")
    assert found.words_of("fr", TEAMS) == {"client": (0, 1)}
    assert found.words_of("en", TEAMS) == {"customer": (0, 1), "lead": (1, 0)}


def test_a_comment_that_does_not_tell_is_counted_with_the_language_of_most() -> None:
    found = counted(("sales", "les clients"), ("sales", "communication")).settled()
    assert found.words_of("fr", TEAMS) == {"client": (0, 1), "communication": (0, 1)}
    assert found.authors_of("fr", TEAMS) == (0, 2)
    alone = counted(("sales", "communication"))
    assert alone.settled() == alone


def test_what_is_written_like_a_name_is_left_out() -> None:
    people = [*many("sales", 4, "we ask Julie for leads"), ("sales", "thank julie")]
    words = counted(*people).words_of("en", TEAMS)
    assert "julie" not in words
    assert words["lead"] == (0, 4)


def test_a_word_that_only_begins_sentences_might_be_a_name() -> None:
    assert counted(*many("sales", 6, "Julie, of them")).words_of("en", TEAMS) == {}
    people = [*many("sales", 6, "Meetings with the team"), ("sales", "the meetings")]
    assert counted(*people).words_of("en", TEAMS)["meeting"] == (0, 7)


def test_the_names_of_the_teams_are_no_words_of_theirs() -> None:
    words = counted(("sales", "marketing and the sale of leads")).words_of("en", TEAMS)
    assert words == {"lead": (0, 1)}


def test_what_was_redacted_is_no_word() -> None:
    assert counted(("sales", "for […] the leads")).words_of("en", TEAMS) == {
        "lead": (0, 1),
    }


def test_a_word_is_shown_as_most_people_wrote_it() -> None:
    found = counted(
        ("sales", "les reunion"), ("sales", "les réunions"), ("marketing", "les réunions")
    )
    assert found.written("fr", "reunion") == "réunions"


def test_words_come_with_how_far_the_teams_differ() -> None:
    people = [
        *many("marketing", 20, "the leads matter"),
        *many("sales", 20, "the customers matter"),
        *many("sales", 5, "the leads"),
    ]
    found = counted(*people)
    lead, matter, customer = word_uses(found, "en", TEAMS, {"lead", "matter", "customer"})
    assert (lead.word, lead.people, lead.clear) == ("leads", (20, 5), True)
    assert lead.low < lead.odds < lead.high
    assert (customer.word, customer.people, customer.clear) == ("customers", (0, 20), True)
    assert not matter.clear
    assert lead.z > matter.z > customer.z
    assert word_uses(found, "en", TEAMS, ()) == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_uses_are_summed_over_all_words_of_a_language(language: str) -> None:
    found = counted(("sales", "the leads and the customers"), ("marketing", "les clients"))
    assert found.uses_of(language, TEAMS) == {"en": (0, 2), "fr": (1, 0)}[language]
