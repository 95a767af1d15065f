"""What the counts show that a person should know before they trust a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveys import coded, item, questionnaire, responses

from survey.notices import notices
from survey.questionnaire import Questionnaire
from survey.responses import Responses
from survey.tally import tally

TEAMS = ["marketing", "sales"] * 3


def noticed(survey: Responses, asked: Questionnaire | None = None) -> tuple[str, ...]:
    asked = asked or questionnaire()
    return notices(tally(survey, asked), asked)


def of_companies(*names: str) -> Responses:
    return replace(responses(TEAMS, [[3] * 6] * 6), company=coded([*names]))


def answered(*rows: Sequence[int]) -> Responses:
    """Answers of Marketing, then of Sales, to six items; three people of each answer alike."""
    marketing, sales = rows
    return responses(TEAMS, [marketing, sales] * 3)


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    assert noticed(of_companies("Acme", "acme ", "", "", "ACME", "Acme"))[1:] == ()
    assert noticed(responses(TEAMS, [[3] * 6] * 6, {"region": ["n", "s", ""] * 2})) == ()


def test_a_segment_that_is_called_company_is_no_company() -> None:
    survey = responses(TEAMS, [[3] * 6] * 6, {"company": ["Acme", "Bolt"] * 3})
    assert noticed(survey) == ()


def test_spellings_that_count_as_one_are_told() -> None:
    regions = ["Île-de-France", "ile-de-france", "Île-de-France", "Nord ", "nord", "Sud"]
    (told,) = noticed(responses(TEAMS, [[3] * 6] * 6, {"region": regions}))
    assert told.startswith("region: spellings that differ in case, accents or blanks only")
    assert told.endswith(': "Nord ", "Île-de-France".')


def test_an_item_nobody_answered_is_told() -> None:
    assert noticed(answered([3, 3, 3, 3, 0, 3], [3, 3, 3, 3, -1, 3])) == ("B3: nobody answered.",)


def test_an_item_that_one_team_did_not_answer_is_told() -> None:
    told = noticed(answered([0, 0, 3, 3, 3, -1], [3, 3, -1, 3, 3, -1]))
    assert told == (
        "A1, A2: nobody of Marketing answered.",
        "B1: nobody of Sales answered.",
        "O1: nobody answered.",
    )


def test_a_long_list_of_items_is_cut() -> None:
    many = tuple(item(f"A{number}", "A") for number in range(14))
    survey = responses(TEAMS, [[0] * 14] * 6, items=tuple(each.id for each in many))
    (told,) = noticed(survey, questionnaire(many))
    assert told.startswith("A0, A1, ")
    assert told.endswith(", A11 and 2 more: nobody answered.")
