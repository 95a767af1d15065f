"""What is looked up in a questionnaire by its id."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from surveys import questionnaire

ASKED = questionnaire()


def test_an_id_finds_what_it_names() -> None:
    assert ASKED.item("B2").about == "sales"
    assert ASKED.dimension("O").outcome
    assert ASKED.team("sales").names["en"].plain == "Sales"


@pytest.mark.parametrize("look_up", [ASKED.item, ASKED.dimension, ASKED.team])
def test_an_id_that_names_nothing_is_a_mistake_of_ours(look_up: Callable[[str], object]) -> None:
    with pytest.raises(KeyError, match="Z9"):
        look_up("Z9")


def test_items_are_of_the_index_or_of_an_outcome() -> None:
    assert [item.id for item in ASKED.index_items] == ["A1", "A2", "B1", "B2", "B3"]
    assert [item.id for item in ASKED.outcome_items] == ["O1"]
    assert [item.id for item in ASKED.items_of("A")] == ["A1", "A2"]
