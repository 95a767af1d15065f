"""A theme is what its statements are: who skipped one of them cannot be told from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from surveys import questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.gaps import dimension_gaps
from survey.release import Base, Group, Release, Rules
from survey.tally import tally
from survey.theme_means import company_theme_means, shown_of

M, S = Group(team="marketing"), Group(team="sales")
CANT_SAY = 0


def released(answers: list[list[int]]) -> Release:
    """So answered by Marketing, and in the opposite order by Sales."""
    teams = ["marketing"] * len(answers) + ["sales"] * len(answers)
    wave = Wave("", tally(responses(teams, [*answers, *answers[::-1]]), questionnaire()))
    whole = Counted(waves=(wave,), read=len(teams), removed=())
    return release(whole, questionnaire(), Rules())[0]


def answered(*pairs: tuple[int, int]) -> list[list[int]]:
    """Answers to A1 and A2; to the other statements this way and that."""
    return [[first, second, 1 + place % 5, 3, 4, 2] for place, (first, second) in enumerate(pairs)]


def test_a_theme_is_the_mean_of_its_statements_means() -> None:
    """Of 4 and 2; the scores of those who answered both are 3.4 on average."""
    people = answered(*[(4, 3)] * 6, *[(4, CANT_SAY)] * 7, *[(4, 1)] * 6)
    scores = released(people).scores("A", M)
    assert scores is not None
    assert scores.items == ("A1", "A2")
    assert scores.mean == pytest.approx((4 + 2) / 2)


def test_a_theme_is_no_surer_than_the_statement_that_few_answered_allows() -> None:
    """All twenty have a score on B by two of its three statements; five answered the third."""
    rest = [[1 + place % 5, 3, 1 + place % 5, 1 + (place + 2) % 5] for place in range(20)]
    people = [[*each, 3 if place < 5 else CANT_SAY, 2] for place, each in enumerate(rest)]
    scores = released(people).scores("B", M)
    assert scores is not None
    assert scores.counts.sum() == pytest.approx(3 / (1 / 20 + 1 / 20 + 1 / 5))


@given(st.permutations([*[1, 2, 3, 4, 5] * 3, *[CANT_SAY] * 5]))
def test_whoever_skipped_a_statement_a_theme_tells_the_same(second: list[int]) -> None:
    """The same answers to each statement, given by others: every figure but the spread stays."""
    first = [1, 2, 3, 4, 5] * 4
    found = released(answered(*zip(first, second, strict=True)))
    scores = found.scores("A", M)
    assert scores is not None
    assert scores.mean == pytest.approx(3.0)
    assert found.base("A", M) == found.base("A2", M) == Base(15)
    (gap, *_) = dimension_gaps(found, questionnaire(), (M, S))
    assert gap.difference.value == pytest.approx(0.0)
    assert gap.bases == (15, 15)


def test_how_many_answered_the_statement_that_fewest_did_is_told_as_it_may_be() -> None:
    people = answered(*[(2, 3)] * 5, *[(4, 3)] * 9, *[(CANT_SAY, 3)] * 2)
    found = released(people)
    assert found.base("A2", M) == Base(16)
    assert found.base("A", M) == found.base("A1", M) == Base(11, exact=False)


def test_a_theme_of_which_less_than_two_thirds_is_shown_is_not() -> None:
    people = answered(*[(2, CANT_SAY)] * 10, *[(4, 3)] * 4)
    found = released(people)
    assert found.counts("A2", M) is None
    assert found.scores("A", M) is None
    assert found.scores("B", M) is not None
    assert shown_of(["B1", "B2", "B3"], {"B1", "B3"}) == ("B1", "B3")
    assert shown_of(["B1", "B2", "B3"], {"B1"}) == ()
    assert shown_of([], {"B1"}) == ()


def test_a_theme_for_which_too_few_have_a_score_is_not_shown() -> None:
    """Each statement was answered by eight people, both by four of them."""
    people = answered(*[(2, CANT_SAY)] * 5, *[(CANT_SAY, 3)] * 5, *[(4, 3)] * 4)
    found = released(people)
    assert found.counts("A1", M) is not None
    assert found.counts("A2", M) is not None
    assert found.scores("A", M) is None


def test_a_company_is_shown_by_the_statements_that_are_shown_of_it() -> None:
    """Of the second company one of three is, of the third two, of the fourth none."""
    none = [[0, 0], [0, 0]]
    counts = {
        "B1": np.array([[[5, 0], [0, 5]], [[5, 0], [0, 5]], [[5, 0], [0, 5]], none]),
        "B2": np.array([[[5, 0], [5, 0]], none, [[0, 5], [5, 0]], none]),
        "B3": np.array([[[5, 5], [5, 5]], none, none, none]),
    }
    means, answers = company_theme_means(["B1", "B2", "B3"], counts)
    assert means[0].tolist() == pytest.approx([(1 + 1 + 1.5) / 3, (2 + 1 + 1.5) / 3])
    assert answers[0].tolist() == pytest.approx([3 / (1 / 5 + 1 / 5 + 1 / 10)] * 2)
    assert np.isnan([means[1], answers[1], means[3], answers[3]]).all()
    assert (means[2].tolist(), answers[2].tolist()) == ([1.5, 1.5], [5.0, 5.0])
