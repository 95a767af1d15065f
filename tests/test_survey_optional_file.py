"""Questions beside the items, as a questionnaire file states them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.errors import QuestionnaireError
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire

ASKED = """\
id: handover
title: Working together
languages: [en]
teams:
  - {id: engineering, name: Engineering}
  - {id: product, name: Product}
scales: [{id: five, points: 5}, {id: seven, points: 7}]
dimensions: [A, B]
items:
  - {id: Q1, dimension: A, wording: We plan together.}
  - {id: Q2, dimension: A, wording: We argue., title: We rarely argue, reverse_keyed: true}
  - {id: Q3, dimension: B, scale: seven, wording: We deliver.}
optional:
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Questionnaire]:
    def loaded(question: str) -> Questionnaire:
        path = tmp_path / "questionnaire.yml"
        path.write_text(ASKED + f"  - {question}\n", encoding="utf-8")
        return load_questionnaire(path)

    return loaded


@pytest.mark.parametrize(
    ("question", "predicts"),
    [
        ("{id: M1, kind: meta, asked_to: product, predicts: Q1, wording: They would agree.}", {"product": "Q1"}),
        ("{id: M1, kind: meta, predicts: Q1, wording: They would agree.}", {"engineering": "Q1", "product": "Q1"}),
        ("{id: M1, kind: meta, reverse_keyed: false, predicts: {product: Q2, engineering: Q1}, wording: x}", {"engineering": "Q1", "product": "Q2"}),
    ],
)  # fmt: skip
def test_a_meta_question_says_which_team_foresees_which_answer(
    load: Callable[[str], Questionnaire], question: str, predicts: dict[str, str]
) -> None:
    (read,) = load(question).meta
    assert read.predicts == predicts
    assert list(read.predicts) == list(predicts)
    assert read.scale.id == "five"


def test_an_answer_foreseen_is_turned_as_the_answer_itself(
    load: Callable[[str], Questionnaire],
) -> None:
    (turned,) = load("{id: M1, kind: meta, predicts: Q2, wording: x}").meta
    (straight,) = load("{id: M1, kind: meta, predicts: Q2, reverse_keyed: no, wording: x}").meta
    assert (turned.reverse_keyed, straight.reverse_keyed) == (True, False)


def test_numbers_and_words_are_asked_as_before(load: Callable[[str], Questionnaire]) -> None:
    read = load("{id: N1, kind: number, highest: 10, wording: x}\n  - {id: O1, kind: open, asked_to: product, wording: y}")  # fmt: skip
    assert [(one.id, one.kind, one.asked_to, one.highest) for one in read.optional] == [
        ("N1", "number", "both", 10),
        ("O1", "open", "product", 168),
    ]
    assert read.meta == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("{id: M1, kind: meta, wording: x}", ["optional[0].predicts: is missing"]),
        ("{id: M1, kind: meta, predicts: Q9, wording: x}", ['optional[0].predicts: "Q9" is not known; known here: Q1, Q2, Q3']),
        ("{id: M1, kind: meta, predicts: {product: Q1}, wording: x}", ["optional[0].predicts.engineering: is missing"]),
        ("{id: M1, kind: meta, asked_to: product, predicts: {product: Q1}, wording: x}", ['optional[0].predicts: must be one item: the question is asked to "product" alone']),
        ("{id: M1, kind: meta, predicts: {engineering: Q1, product: Q3}, wording: x}", ["optional[0].predicts: names items that are answered on different scales"]),
        ("{id: M1, kind: meta, predicts: {engineering: Q1, product: Q2}, wording: x}", ["optional[0].reverse_keyed: is needed"]),
        ("{id: M1, kind: meta, predicts: Q1, highest: 3, wording: x}", ["optional[0].highest: is not a field here"]),
        ("{id: M1, kind: meta, predicts: Q1, wording: we plan together}", ['optional[0].wording: duplicate: "we plan together" is used elsewhere already']),
        ("{id: M1, kind: meta, predicts: Q1, wording: x}\n  - {id: M2, kind: meta, asked_to: product, predicts: Q1, wording: X.}", ['optional[1].predicts: duplicate: "Q1 foreseen by product" is used on line 14 already', 'optional[1].wording: duplicate: "X." is used on line 14 already']),
        ("{id: q1, kind: meta, predicts: Q1, wording: x}", ['optional[0].id: duplicate: "q1" is used elsewhere already']),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_line_and_field(
    load: Callable[[str], Questionnaire], question: str, told: list[str]
) -> None:
    with pytest.raises(QuestionnaireError) as raised:
        load(question)
    lines = [line for line in raised.value.problem.splitlines() if ", optional" in line]
    assert len(lines) == len(told), raised.value.problem
    for line, expected in zip(lines, told, strict=True):
        assert expected in line


def test_ours_asks_each_team_about_the_other() -> None:
    asked = {question.id: dict(question.predicts) for question in load_questionnaire().meta}
    assert asked == {
        "MET1": {"marketing": "HND2"},
        "MET2": {"sales": "HND3"},
        "MET3": {"marketing": "REL1", "sales": "REL2"},
    }
    assert not [one for one in load_questionnaire().meta if one.reverse_keyed]
