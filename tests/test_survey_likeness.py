"""How like a wording a header is; mirrored statements are never told apart by it."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surveys import item, questionnaire

from survey.export import Column
from survey.likeness import (
    MARGIN,
    NEARLY,
    Likeness,
    likeness,
    likenesses,
    likest_item,
    mirrored_items,
    nearest_wording,
    teams_named,
)
from survey.questionnaire import Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.wording import normalised

OURS = load_questionnaire()
UNDERSTANDS = (
    "Marketing understands what Sales needs",
    "Sales understands what Marketing needs",
)


def column(header: str, position: int = 0) -> Column:
    return Column(position=position, code=f"Q{position}", text=header, row_text=header)


def asked(*wordings: str, pair: str | None = None) -> Questionnaire:
    """Statements of those wordings, I1 and on."""
    return questionnaire(
        [
            item(f"I{place}", "A", wording={"en": wording}, pair=pair)
            for place, wording in enumerate(wordings, 1)
        ]
    )


def proposed(header: str, questions: Questionnaire) -> str | None:
    """The item that is proposed for a header."""
    found = likenesses([column(header)], questions)
    return found[0].item.id if found and found[0].sure else None


def test_a_header_that_is_nearly_a_wording_is_found_with_the_one_after_it() -> None:
    (found,) = likenesses(
        [column("How far? [We share our figure]")], asked("We share our figures.", "We plan.")
    )
    assert (found.item.id, found.percent, found.next_percent, found.sure) == ("I1", 97, 30, True)
    assert found.told == "97 % like its wording; next I2, 30 %"


def test_with_one_wording_there_is_no_next() -> None:
    (found,) = likenesses([column("We share our figure")], asked("We share our figures."))
    assert found.told == "97 % like its wording"
    assert found.sure


def test_words_in_another_order_are_not_alike() -> None:
    assert likeness("we share what we plan", "what we plan we share") < NEARLY
    assert likenesses([column("What we plan we share")], asked("We share what we plan.")) == []


def test_no_margin_no_proposal() -> None:
    alike = asked("We share our figures.", "We shared our figures.")
    (found,) = likenesses([column("We shared our figure")], alike)
    assert found.percent - found.next_percent < MARGIN
    assert not found.sure


def test_an_item_that_is_nearly_the_same_spoils_a_proposal() -> None:
    other = item("I2", "A", wording={"en": "We shared our figures."})
    both = replace(
        asked("We share our figures."), items=(*asked("We share our figures.").items, other)
    )
    assert proposed("We share our figure", asked("We share our figures.")) == "I1"
    assert proposed("We share our figure", both) is None


def test_mirrored_statements_are_known_with_and_without_a_pair() -> None:
    assert mirrored_items(asked(*UNDERSTANDS, "We plan together.")) == {"I1", "I2"}
    assert mirrored_items(asked(*UNDERSTANDS, pair="P1")) == {"I1", "I2"}
    assert mirrored_items(asked("They listen to us.", "They listen to me.", pair="P1")) == {
        "I1",
        "I2",
    }
    assert mirrored_items(asked("They listen to us.", "They listen to me.")) == frozenset()
    assert {"REL1", "REL2"} <= mirrored_items(OURS)


def test_a_mirrored_statement_is_matched_by_being_equal_and_never_proposed() -> None:
    assert proposed("Marketing understands what Sales need", asked(UNDERSTANDS[0])) == "I1"
    assert proposed("Marketing understands what Sales need", asked(*UNDERSTANDS)) is None


def test_teams_are_named_in_order_by_any_of_their_names() -> None:
    assert teams_named("The sales team tells Marketing, and salespeople", OURS) == (
        "sales",
        "marketing",
    )
    assert teams_named("L’équipe commerciale et le marketing", OURS) == ("sales", "marketing")


@pytest.mark.parametrize(
    "header", ["Sales plans early enough", "Sale plans early enough", "Plans early enough"]
)
def test_a_statement_of_one_team_is_not_proposed_for_that_of_another(header: str) -> None:
    alone = asked("Marketing plans early enough, and it tells everybody in time.")
    rest = ", and it tells everybody in time."
    assert proposed("Marketing plans early enugh" + rest, alone) == "I1"
    assert proposed(header + rest, alone) is None


def mirrors() -> list[tuple[Questionnaire, str, str]]:
    """Questionnaires with the partner of a statement, and the statement itself as it is asked."""
    found = [
        (questions, one.id, other.wording[language])
        for questions in (OURS, asked(*UNDERSTANDS), asked(*UNDERSTANDS, pair="P1"))
        for one in questions.items
        for other in questions.items
        if one.id != other.id and ((one.pair and one.pair == other.pair) or one.id.startswith("I"))
        for language in one.wording
    ]
    alone = [(asked(UNDERSTANDS[1]), "I1", UNDERSTANDS[0])]
    return found + alone


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """A text with typing mistakes, two words exchanged, or its end or beginning cut off."""
    words = text.split()
    kind = draw(st.sampled_from(("typo", "swap", "cut", "head")))
    place = draw(st.integers(0, len(text) - 1))
    if kind == "typo":
        letter = draw(st.sampled_from("aehimrs "))
        return text[:place] + letter + text[place + draw(st.integers(0, 2)) :]
    if kind == "swap":
        first, second = draw(st.integers(0, len(words) - 1)), draw(st.integers(0, len(words) - 1))
        words[first], words[second] = words[second], words[first]
        return " ".join(words)
    return text[:place] if kind == "cut" else text[place:]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_change_of_a_mirror_statement_is_ever_proposed_as_its_partner(
    data: st.DataObject,
) -> None:
    questions, partner, text = data.draw(st.sampled_from(mirrors()))
    for _ in range(data.draw(st.integers(1, 3))):
        text = data.draw(changed(text)) or "x"
    header = data.draw(st.sampled_from((text, f"How far do you agree? [{text}]", f"Q: {text}")))
    assert proposed(header, questions) != partner


@settings(max_examples=60, deadline=None)
@given(
    header=st.sampled_from([text for one in OURS.items for text in one.wording.values()]),
    data=st.data(),
)
def test_what_is_proposed_is_always_near_and_by_the_margin(
    header: str, data: st.DataObject
) -> None:
    text = data.draw(changed(header)) or "x"
    for found in likenesses([column(text)], OURS):
        assert_stands(found, normalised(text))


def assert_stands(found: Likeness, header: str) -> None:
    wordings = [normalised(text) for text in found.item.wording.values()]
    assert found.percent >= NEARLY
    if found.sure:
        others = [
            likeness(header, normalised(text))
            for one in OURS.items
            if one.id != found.item.id
            for text in one.wording.values()
        ]
        assert max(likeness(header, text) for text in wordings) - max(others) >= MARGIN


def test_the_language_nearest_to_the_header_is_shown() -> None:
    wording = OURS.item("HND1").wording
    assert nearest_wording(column(wording["fr"][:-3]), wording.values()) == wording["fr"]


def test_a_thousand_columns_take_seconds() -> None:
    chance = random.Random(1)  # noqa: S311 - words, not secrets
    words = " ".join(text for one in OURS.items for text in one.wording.values()).split()
    headers = [" ".join(chance.choices(words, k=12)) for _ in range(940)]
    headers += [text[:-2] for one in OURS.items for text in one.wording.values()][:60]
    columns = [column(header, place) for place, header in enumerate(headers)]
    start = time.process_time()
    assert len(likenesses(columns, OURS)) >= 60
    assert time.process_time() - start < 8


def test_the_likest_item_is_told_however_unlike_it_is() -> None:
    items = asked("We share our figures.", "We plan together.").items
    found, percent = likest_item(column("Planning is done together"), items)
    assert (found.id, percent < NEARLY) == ("I2", True)
    assert likest_item(column("We share our figures"), items) == (items[0], 100)
