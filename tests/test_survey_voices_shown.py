"""Which words and comments may be published: held against rules counted out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import surveys
from hypothesis import given
from hypothesis import strategies as st
from voiced import ASKED, QUESTION, Said, many, wrote

from survey.comment_review import Decision, Review
from survey.comments import comments_of
from survey.open_answers import open_answers
from survey.questionnaire import OptionalQuestion
from survey.release import Rules
from survey.responses import Responses
from survey.tally import tally
from survey.voices import NO_VOICES, Voices
from survey.voices_shown import (
    NOTHING_OPEN,
    OpenQuestions,
    open_questions,
    shown_voices,
    unvoiced_notes,
)

PLAIN = OpenQuestions((QUESTION,))
LETTERS = ("leads", "customers", "events", "slides")


def everything(people: Responses, keep: bool = True) -> OpenQuestions:
    """A review that decides the same of all comments."""
    keyed = comments_of(open_answers(people, ASKED)).keyed(ASKED.id)
    decisions = {each.key: Decision(keep, each.comment.text, 2) for each in keyed}
    return OpenQuestions((QUESTION,), Review("review.csv", decisions))


def shown(people: Responses, asked: OpenQuestions = PLAIN, k: int = 5) -> Voices:
    return shown_voices(tally(people, ASKED), ASKED, Rules(minimum_group=k), asked)


def people_by_word(voices: Voices) -> dict[str, tuple[int, int]]:
    return {use.word: use.people for words in voices.words for use in words.words}


def test_a_word_needs_nobody_or_k_people_of_each_team() -> None:
    people = [
        *many("marketing", 8, "the leads and the events"),
        *many("marketing", 12, "the customers"),
        *many("sales", 5, "the leads"),
        *many("sales", 4, "the events"),
        *many("sales", 11, "the slides"),
    ]
    assert people_by_word(shown(wrote(*people))) == {
        "leads": (8, 5),
        "customers": (12, 0),
        "slides": (0, 11),
    }


def test_a_word_that_all_but_a_few_used_is_not_shown() -> None:
    people = [*many("marketing", 16, "the leads"), *many("marketing", 4, "the events")]
    people += many("sales", 20, "the slides")
    assert people_by_word(shown(wrote(*people))) == {}


def test_a_higher_threshold_shows_fewer_words() -> None:
    people = [*many("marketing", 8, "the leads"), *many("marketing", 20, "the events")]
    people += many("sales", 20, "of the")
    assert people_by_word(shown(wrote(*people), k=8)) == {"leads": (8, 0), "events": (20, 0)}
    assert people_by_word(shown(wrote(*people), k=9)) == {}


@pytest.mark.parametrize(("authors", "silent"), [(9, 20), (20, 4)])
def test_too_few_authors_or_too_few_silent_show_no_words(authors: int, silent: int) -> None:
    def people(wrote_something: int, nothing: int) -> list[Said]:
        texts = [*many("marketing", wrote_something, "of the"), *many("marketing", nothing, "")]
        texts[:5] = many("marketing", 5, "the leads")
        return [*texts, *many("sales", 20, "of the")]

    assert shown(wrote(*people(authors, silent))).words == ()
    assert people_by_word(shown(wrote(*people(10, 5)))) == {"leads": (5, 0)}


def test_languages_together_leave_nobody_or_k_people_over() -> None:
    def people(silent: int) -> list[Said]:
        french = [*many("marketing", 6, "les clients"), *many("marketing", 6, "des")]
        english = [*many("marketing", 7, "the leads"), *many("marketing", 7, "of the")]
        quiet = many("marketing", silent, "")
        return [*french, *english, *quiet, *many("sales", 12, "of the"), *many("sales", 11, "des")]

    def languages(silent: int) -> list[str]:
        return [words.language for words in shown(wrote(*people(silent))).words]

    assert languages(0) == languages(5) == ["en", "fr"]
    assert languages(3) == ["en"]


@given(
    st.integers(0, 2**32 - 1),
    st.tuples(st.integers(8, 30), st.integers(8, 30)),
    st.integers(3, 6),
)
def test_no_published_number_of_authors_or_of_the_others_is_a_few(
    seed: int, sizes: tuple[int, int], k: int
) -> None:
    random = np.random.default_rng(seed)
    people = [
        (team, " and ".join(["the", *random.choice(LETTERS, random.integers(0, 3))]))
        if random.random() < 0.9
        else (team, "")
        for team, size in zip(("marketing", "sales"), sizes, strict=True)
        for _ in range(size)
    ]
    found = shown(wrote(*people), k=k)
    for words in found.words:
        for place, size in enumerate(sizes):
            wrote_something = words.authors[place]
            assert wrote_something >= 10
            assert size - wrote_something == 0 or size - wrote_something >= k
            for use in words.words:
                counted = sum(
                    use.word in text
                    for team, text in people
                    if team == ("marketing", "sales")[place]
                )
                assert use.people[place] == counted
                assert counted == 0 or counted >= k
                assert wrote_something - counted >= k


COMMENTS = [
    *(("marketing", f"Idea {letter} of ours") for letter in "abcdefghijkl"),
    *(("sales", f"Wish {letter} of ours") for letter in "abcdefghijklmnop"),
]


def test_nothing_is_shown_that_nobody_reviewed_or_kept() -> None:
    people = wrote(*COMMENTS)
    assert shown(people).remarks == ()
    assert shown(people, everything(people, keep=False)).remarks == ()
    assert shown(wrote(), PLAIN) == NO_VOICES


def test_as_many_of_each_team_are_shown_in_the_order_of_their_keys() -> None:
    people = wrote(*COMMENTS)
    remarks = shown(people, everything(people)).remarks
    teams = [remark.team for remark in remarks]
    assert teams == ["marketing"] * 12 + ["sales"] * 12
    turned = wrote(*reversed(COMMENTS))
    assert shown(turned, everything(turned)).remarks == remarks


@pytest.mark.parametrize(("size", "comments"), [(9, 9), (12, 4)])
def test_a_small_team_or_few_comments_show_none_of_either(size: int, comments: int) -> None:
    few = [*COMMENTS[:comments], *many("marketing", size - comments, "")]
    people = wrote(*few, *COMMENTS[12:])
    assert shown(people, everything(people)).remarks == ()
    enough = wrote(*COMMENTS[:5], *many("marketing", 5, ""), *COMMENTS[12:])
    assert len(shown(enough, everything(enough)).remarks) == 10


def test_more_comments_are_asked_for_under_a_higher_threshold() -> None:
    people = wrote(*COMMENTS)
    assert shown(people, everything(people), k=13).remarks == ()


def test_a_question_to_one_team_shows_that_team_alone() -> None:
    people = wrote(*COMMENTS)
    asked = everything(people)
    own = replace(QUESTION, asked_to="sales")
    remarks = shown(people, replace(asked, questions=(own,))).remarks
    assert {remark.team for remark in remarks} == {"sales"}
    assert len(remarks) == 16


def test_comments_of_several_companies_are_not_shown() -> None:
    people = wrote(*COMMENTS)
    size = len(COMMENTS)
    one = replace(people, company=surveys.coded(["Acme"] * size))
    several = replace(people, company=surveys.coded(["Acme"] * (size - 1) + ["Bolt"]))
    assert shown(one, everything(people)).remarks != ()
    assert shown(several, everything(people)).remarks == ()


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (None, "OPN1: there is no Voices page. No word may be shown: it takes 10 people"),
        (None, "no comment is shown without a review (`build-report comments`)."),
        (Review("review.csv"), "a comment needs a yes, 10 people of each team who answered, and 5"),
    ],
)
def test_it_is_told_why_nothing_is_shown_of_open_questions(
    review: Review | None, said: str
) -> None:
    asked = replace(PLAIN, review=review)
    (note,) = unvoiced_notes(asked, NO_VOICES, Rules())
    assert said in note


def test_words_that_are_not_asked_for_are_neither_shown_nor_missed() -> None:
    halves = [*many("marketing", 8, "the leads"), *many("marketing", 8, "of the")]
    people = wrote(*halves, *many("sales", 16, "of the"))
    off = open_questions([], words=False)
    assert (shown(people).words != (), shown(people, off).words) == (True, ())
    (note,) = unvoiced_notes(replace(PLAIN, words=False), NO_VOICES, Rules())
    assert "Words are not compared (words: false in the settings); no comment" in note


def test_nothing_is_told_where_there_is_nothing_open_or_something_is_shown() -> None:
    assert unvoiced_notes(NOTHING_OPEN, NO_VOICES, Rules()) == ()
    people = wrote(*COMMENTS)
    assert unvoiced_notes(PLAIN, shown(people, everything(people)), Rules()) == ()


def test_the_questions_are_those_of_every_export_each_once() -> None:
    other = OptionalQuestion(id="X", kind="open", asked_to="both", wording={"en": "X?"})

    class Columns:
        """Stands for a mapping: all that is asked of it."""

        def __init__(self, *questions: OptionalQuestion) -> None:
            self.comments = tuple(Column(question) for question in questions)

    class Column:
        def __init__(self, question: OptionalQuestion) -> None:
            self.question = question

    found = open_questions([Columns(QUESTION), Columns(other, QUESTION)])  # type: ignore[list-item]  # a stand-in
    assert found.questions == (QUESTION, other)
    assert found.review is None
